import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bin, variant } from '../fixtures';

const script = `
  const { SymbolSession } = require(${JSON.stringify(process.env['DBGHELP_BUILT']!)});
  const names = () => require('node:fs').readdirSync(require('node:os').tmpdir()).sort();
  (async () => {
    const session = await SymbolSession.open();
    await session.loadModule({ pdb: ${JSON.stringify(bin(variant, 'scene.pdb'))}, base: 0x30000000n });
    const during = names();
    await session.close();
    console.log(JSON.stringify({ during, after: names() }));
  })();`;

it('the first folder for temporary files takes away those of processes that have ended, and no others', () => {
  const temp = mkdtempSync(path.join(os.tmpdir(), 'dbghelp-temp-'));
  const ended = spawnSync(process.execPath, ['-e', '0']);
  const alive = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'ignore' });
  const others = [`dbghelp-${String(alive.pid)}-1-abcdef`, 'dbghelp-mine'].sort();
  try {
    for (const name of [...others, `dbghelp-${String(ended.pid)}-1-abcdef`]) {
      mkdirSync(path.join(temp, name));
      writeFileSync(path.join(temp, name, 'scene.pdb'), '');
    }
    const env = { ...process.env, TEMP: temp, TMP: temp };
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { env, encoding: 'utf8' });
    expect(stderr).toBe('');
    const { during, after } = JSON.parse(stdout) as Record<'during' | 'after', string[]>;
    expect(during).toHaveLength(3);
    expect(during).toEqual(expect.arrayContaining(others));
    expect(after).toEqual(others);
    expect(readdirSync(temp).sort()).toEqual(others);
  } finally {
    alive.kill('SIGKILL');
    rmSync(temp, { recursive: true });
  }
});
