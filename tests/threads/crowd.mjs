import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { keyOf, newNotes, optionsOf, readNotes, runClient } from './client.mjs';
import { breakTheLock, copyOfPackage } from './package.mjs';
import { lastCalls, probeControls, probePath } from './probe.mjs';

// The main thread with two copies of the package, and worker threads with one each, all on one DLL. Prints what the
// probe recorded.

const { values } = parseArgs({
  options: {
    /** The package in one file. */
    package: { type: 'string' },
    workers: { type: 'string', default: '4' },
    milliseconds: { type: 'string', default: '60000' },
    /** Continues for another minute if the DLL got fewer calls than this. */
    least: { type: 'string', default: '0' },
    /** Ends early after this many calls. */
    calls: { type: 'string', default: String(2 ** 31) },
    /** Terminates a worker about this often, whatever it does, and starts another. */
    terminate: { type: 'string' },
    /** Removes the lock between the copies, and ends when the probe shows that it is missing. */
    unlocked: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
  },
});

const workers = Number(values.workers);
const seed = Number(values.seed);
const copiesInMainThread = 2;
const notes = newNotes(workers + copiesInMainThread);
const control = new Int32Array(new SharedArrayBuffer(4));
const file = values.package;

const copies = Array.from({ length: copiesInMainThread }, () => copyOfPackage(file));
for (const copy of copies) await copy.DbgHelp.load({ path: probePath });
if (values.unlocked) breakTheLock();
const probe = probeControls();
probe.ProbeReset();
probe.ProbeDelay('SymLoadModuleExW', 1);
probe.ProbeCallbacks('SymEnumerateModulesW64', 3, 1);
probe.ProbeReturn('SymUnloadModule64', 0, 0);

/** The number of recent calls that ran with another client's options. */
function wrongOptions() {
  const owners = Array.from({ length: notes.length / 4 }, (_, number) => number);
  return lastCalls(probe).filter(({ key, options }) => {
    const owner = owners.find((number) => keyOf(number) === key);
    return owner !== undefined && options !== optionsOf(owner);
  }).length;
}

const begun = [];
const running = new Map();
function start(number, round) {
  const workerData = { file, number, notes, control, seed: seed + number + 1000 * round, unlocked: values.unlocked };
  const worker = new Worker(new URL('worker.mjs', import.meta.url), { workerData });
  worker.on('error', (error) => {
    console.error(error);
    process.exitCode = 1;
  });
  running.set(number, { worker, exited: new Promise((resolve) => worker.once('exit', resolve)) });
  return new Promise((resolve) => worker.once('message', resolve));
}

for (let number = copiesInMainThread; number < notes.length / 4; number++) begun.push(start(number, 0));
await Promise.all(begun);

/** Wakes up every 10 ms, and notes how late that was at most: so long the machine was busy with other things. */
const idler = `
const { workerData: latest } = require('node:worker_threads');
const cell = new Int32Array(new SharedArrayBuffer(4));
for (;;) {
  const asleep = performance.now();
  Atomics.wait(cell, 0, 0, 10);
  latest[0] = Math.max(latest[0], performance.now() - asleep - 10);
}`;
const latestWaking = new Int32Array(new SharedArrayBuffer(4));
const idle = new Worker(idler, { eval: true, workerData: latestWaking });

const start0 = performance.now();
const end = start0 + Number(values.milliseconds);
const over = () => {
  const calls = probe.ProbeCalls('*');
  if (calls > Number(values.calls) || performance.now() > end + 60_000) return true;
  if (values.unlocked && probe.ProbeMaxInside() > 1 && wrongOptions() > 0) return true;
  return performance.now() > end && calls >= Number(values.least);
};
const goOn = () => Atomics.load(control, 0) === 0;
const clients = copies.map((copy, number) => runClient({ copy, number, notes, goOn, seed: seed + number }));

let terminated = 0;
let state = seed;
while (!over()) {
  if (values.terminate === undefined) {
    await sleep(10);
    continue;
  }
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  await sleep((Number(values.terminate) * 2 * (state % 1000)) / 1000);
  const number = copiesInMainThread + (state % workers);
  await running.get(number).worker.terminate();
  terminated++;
  await start(number, terminated);
}
Atomics.store(control, 0, 1);
await Promise.all([...clients, ...[...running.values()].map(({ exited }) => exited)]);
await idle.terminate();

const result = {
  milliseconds: Math.round(performance.now() - start0),
  calls: probe.ProbeCalls('*'),
  mostInside: probe.ProbeMaxInside(),
  insideNow: probe.ProbeInside(),
  terminated,
  wrongOptions: wrongOptions(),
  latestWaking: latestWaking[0],
  clients: Array.from({ length: notes.length / 4 }, (_, number) => readNotes(notes, number)),
};
process.stdout.write(`${JSON.stringify(result)}\n`);
