import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { projectFolder } from '../runner/windows.mjs';
import { readyHostPackages } from '../runner/host-packages.mjs';

const usage = `Usage: npm run check -- fuzz [--seeds KIND] [--count N] [--seed N] [--from N] [--keep FOLDER]

Reads damaged minidumps: every member of Minidump, and its memory. Nothing but a MinidumpError may be thrown, nothing may
take more than a second, no buffer may be larger than the file, and the heap may not grow by more than 10 MB and 64 times
the file. The same numbers give the same inputs; one that fails is kept in FOLDER. With \`--seeds others\` only dumps
are damaged that other writers than Windows make: Crashpad's, Breakpad's and 64-bit ones of 32-bit programs.
`;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: 'random' },
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    keep: { type: 'string', default: path.join(tmpdir(), 'dbghelp-fuzz') },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(usage);
  process.exit();
}

/** The number of inputs for one child process. */
const slice = 5000;
const amplifierBytes = 2 ** 20;
/** A child that prints nothing for this long hangs. */
const silence = 60_000;

const [count, seed, from] = [values.count, values.seed, values.from].map(Number);
await readyHostPackages(projectFolder);
const { childCommand } = await import('./child-command.mjs');
const command = childCommand();
const failures = [];
const most = {};
let done = 0;
const begin = Date.now();
const slices = Array.from({ length: Math.ceil(count / slice) }, (_, index) => from + index * slice);
const jobs = [
  ['known', amplifierBytes],
  ...slices.map((first) => [values.seeds, seed, first, Math.min(slice, from + count - first), values.keep]),
];
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));

rmSync(command.at(-1));
const seconds = ((Date.now() - begin) / 1000).toFixed(0);
for (const { failed, bytes, why } of failures) console.log(`FAILED: input ${failed} (${bytes} bytes): ${why}`);
console.log(`${done} damaged dumps (seed ${seed}, from ${from}) in ${seconds} s, ${failures.length} failed`);
console.log(
  `At most ${most.milliseconds?.toFixed(0)} ms, buffers of ${most.bufferOfFile?.toFixed(2)} of the file, ` +
    `the heap grew by ${(most.heapGrowth / 2 ** 20).toFixed(1)} MiB, ${(most.heapOfLimit * 100).toFixed(0)} % of its limit`,
);
if (failures.length > 0) console.log(`Kept in ${values.keep}`);
else rmSync(values.keep, { recursive: true, force: true });
process.exitCode = failures.length === 0 && done >= count ? 0 : 1;

async function work() {
  for (let next = jobs.shift(); next !== undefined; next = jobs.shift()) await runChild(next);
}

function runChild(job) {
  return new Promise((resolve) => {
    const running = spawn(process.execPath, [...command, ...job.map(String)], { cwd: projectFolder });
    let last = job.join(' ');
    let heard = Date.now();
    let ended = false;
    let errors = '';
    const watch = setInterval(() => {
      if (Date.now() - heard > silence) running.kill('SIGKILL');
    }, 1000);
    running.stderr.on('data', (data) => (errors += data));
    createInterface(running.stdout).on('line', (line) => {
      heard = Date.now();
      const told = JSON.parse(line);
      if (told.at !== undefined) last = told.at;
      if (told.failed !== undefined) failures.push(told);
      if (told.done === undefined) return;
      ended = true;
      done += told.done;
      for (const [name, value] of Object.entries(told.most)) most[name] = Math.max(most[name] ?? 0, value);
    });
    running.on('close', (code, signal) => {
      clearInterval(watch);
      if (!ended) {
        const why = `the process ended (${signal ?? code}) at this or a later input: ${errors.slice(-500)}`;
        failures.push({ failed: last, bytes: '?', why });
      }
      resolve();
    });
  });
}
