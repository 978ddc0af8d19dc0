import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

// Writes dumps of another process into a folder with little room. Runs in Windows' node.exe.

const { Minidump, writeMinidump } = createRequire(import.meta.url)('dbghelp');
const [, , folder, good, rounds] = process.argv;
const kept = path.join(folder, 'kept.dmp');
const filler = path.join(folder, 'filler');
const fillerBytes = 232 * 1024;

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
// A small process: a DLL may try to write all of its memory, though nothing is written any more.
const target = spawn(process.env.ComSpec, ['/d', '/k', 'echo ready'], { stdio: ['pipe', 'pipe', 'inherit'] });
await new Promise((resolve) => target.stdout.once('data', resolve));

const outcomes = new Map();
const failures = [];
let longest = 0;
for (let round = 0; round < rounds; round++) {
  for (const [nth, type] of types.entries()) {
    // Every second one would replace a file.
    const replaces = (round + nth) % 2 === 1;
    const file = replaces ? kept : path.join(folder, `${round}.dmp`);
    // Hardly any room at all for every other pair, so that small dumps do not fit either.
    if ((round + (nth >> 1)) % 2 === 0) writeFileSync(filler, Buffer.alloc(fillerBytes));
    else rmSync(filler, { force: true });
    const begun = performance.now();
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
    longest = Math.max(longest, performance.now() - begun);
    if (outcome !== 'whole' && readFileSync(kept, 'latin1') !== good)
      failures.push(`${type}: the good file was replaced`);
    if (outcome === 'whole' || !replaces) rmSync(file, { force: true });
    if (!existsSync(kept)) writeFileSync(kept, good);
  }
}
target.kill();
console.log(
  `${rounds * types.length} dumps: ${[...outcomes].map(([what, count]) => `${count} ${what}`).join(', ')}; ${longest.toFixed()} ms for one at most`,
);
if (!outcomes.has('whole') || outcomes.size === 1) failures.push('the disk is not full, or all is refused');
for (const failure of failures) console.log(`FAILED: ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;
