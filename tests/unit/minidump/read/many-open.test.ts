import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Minidump } from '../../../../lib';
import { sampleDump } from '../sample-dump';

it('very many open dumps give one warning, before the program can open no file any more', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-many-'));
  const file = path.join(folder, 'a.dmp');
  writeFileSync(file, sampleDump());
  const warn = jest.spyOn(process, 'emitWarning').mockReturnValue();
  const open: Minidump[] = [];
  try {
    for (let count = 0; count < 900; count++) open.push(await Minidump.open(file));
    // Those that are closed do not count.
    for (let count = 0; count < 200; count++) await (await Minidump.open(file)).close();
    expect(warn).not.toHaveBeenCalled();
    for (let count = 0; count < 103; count++) open.push(await Minidump.open(file));
    expect(warn.mock.calls).toEqual([
      [
        expect.stringMatching(/^1000 Minidumps are open: close those that are not needed/),
        { type: 'DbgHelpWarning', code: 'DBGHELP_MANY_MINIDUMPS' },
      ],
    ]);
  } finally {
    warn.mockRestore();
    for (const dump of open) await dump.close();
    rmSync(folder, { recursive: true });
  }
});
