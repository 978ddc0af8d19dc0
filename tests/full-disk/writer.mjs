import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

// Writes dumps of another process into a folder with little room. Runs in Windows' node.exe.

const { Minidump, writeMinidump } = createRequire(import.meta.url)('dbghelp');
const [, , folder] = process.argv;

const types = [
  'normal',
  'triage',
  'mini',
  'plus',
  'full',
  ['mini', 'tokenInformation'],
  'dataSegs',
  'handleData',
  'unloadedModules',
  'fullMemory',
];
const rounds = 5;
const target = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => 0, 1000)'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
await once(target.stdout, 'data');

const outcomes = new Map();
const failures = [];
for (let round = 0; round < rounds; round++) {
  for (const type of types) {
    // Every second one would replace a file.
    const file = path.join(folder, round % 2 === 0 ? `${round}.dmp` : 'kept.dmp');
    const outcome = await writeMinidump({ pid: target.pid, path: file, type }).then(
      async ({ size }) => {
        const dump = await Minidump.open(file);
        const cut = dump.problems().filter(({ code }) => code === 'MINIDUMP_CUT_SHORT');
        if (cut.length > 0 || dump.memory.cutRanges > 0 || dump.size !== size || dump.threads.length === 0)
          failures.push(`${type}: a dump of ${size} bytes that is not whole has its name`);
        await dump.close();
        return 'whole';
      },
      ({ code, win32Code }) => `${code} ${win32Code === undefined ? '' : `0x${(win32Code >>> 0).toString(16)}`}`.trim(),
    );
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (outcome === 'whole' && file.endsWith('kept.dmp')) failures.push('the good file was replaced');
    if (round % 2 === 0 && existsSync(file)) rmSync(file);
  }
}
target.kill();
console.log(`${rounds * types.length} dumps: ${[...outcomes].map(([what, count]) => `${count} ${what}`).join(', ')}`);
for (const failure of failures) console.log(`FAILED: ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;
