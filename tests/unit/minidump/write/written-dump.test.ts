import { copyFileSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkWritten } from '../../../../lib/minidump/write/written-dump';
import { checkRequest } from '../../../../lib/minidump/write/write-options';

const dumps = path.join(__dirname, '../../../fixtures/dumps');
const all = readdirSync(dumps).flatMap((variant) =>
  readdirSync(path.join(dumps, variant))
    .filter((name) => name.endsWith('.dmp'))
    .map((name) => path.join(dumps, variant, name)),
);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a dump that was written', () => {
  it('is whole as other writers leave it', async () => {
    expect(all.length).toBeGreaterThan(5);
    for (const dump of all) await expect(checkWritten(dump, 'x.dmp')).resolves.toBeUndefined();
  });

  it('is refused when a part of it is missing, wherever it ends', async () => {
    const [dump] = all;
    const { size } = statSync(dump!);
    const cut = path.join(folder, 'cut.dmp');
    for (const part of [0, 0.001, 0.01, 0.1, 0.5, 0.9, 0.99]) {
      copyFileSync(dump!, cut);
      truncateSync(cut, Math.floor(size * part));
      await expect(checkWritten(cut, 'x.dmp')).rejects.toMatchObject({
        name: 'DbgHelpError',
        code: 'DBGHELP_BAD_FORMAT',
        message: expect.stringMatching(/x\.dmp is not whole: .*\d+ bytes of its disk are free/s) as string,
      });
    }
  });
});

it.each(['NUL', 'con.dmp', 'x.', 'x ', 'x.dmp:stream', 'a*.dmp'])('a dump cannot have the name %j', (name) => {
  expect(() => checkRequest({ pid: 1, path: path.join(folder, name) })).toThrow(RangeError);
  expect(() => checkRequest({ pid: 1, path: path.join(folder, name) })).toThrow(/writeMinidump: `path` must be/);
});
