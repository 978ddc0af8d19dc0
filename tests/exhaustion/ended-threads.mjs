import { Worker } from 'node:worker_threads';
import { seededRandom } from '../third-party/draw.mjs';
import { addresses, base, conclude, dbghelpPackage, expect, expectFreeGate, image, openHandles } from './part.mjs';

// Terminates threads at random that use the package in all ways, while the main thread uses it, too.

const { dbghelp, SymbolSession } = dbghelpPackage;
const count = Number(process.argv[2]);
const atATime = 4;
const longestLife = 120;
const random = seededRandom(3);

const session = await SymbolSession.open();
await session.loadModule(image, { base });
const expected = (await session.symbolizeAll(addresses)).map(({ name }) => name);

/** The keys of the sessions that the threads have opened. */
const keys = [];
const errors = new Map();
let [ended, answered, longestWait] = [0, 0, 0];

async function one(index) {
  const worker = new Worker(new URL('doomed-thread.mjs', import.meta.url), { workerData: { seed: index + 1 } });
  const exited = new Promise((resolve) => worker.once('exit', resolve));
  const crashed = new Promise((_, reject) => worker.once('error', reject));
  await Promise.race([
    crashed,
    new Promise((resolve) => {
      worker.on('message', ({ ready, key, failed }) => {
        if (ready) resolve();
        if (key) keys.push(BigInt(key));
        if (failed) errors.set(failed, (errors.get(failed) ?? 0) + 1);
      });
    }),
  ]);
  await new Promise((resolve) => setTimeout(resolve, random() * longestLife));
  await worker.terminate();
  await exited;
  ended++;
}

let next = 0;
let handles;
async function series() {
  while (next < count) {
    await one(next++);
    // What the first threads open is kept for the next ones.
    if (ended === Math.ceil(count / 3)) handles = openHandles();
  }
}

async function ask() {
  while (ended < count) {
    const at = answered++ % addresses.length;
    const from = performance.now();
    const [answer] = await Promise.all([session.symbolize(addresses[at]), dbghelp.SymGetOptions()]);
    longestWait = Math.max(longestWait, performance.now() - from);
    expect(answer?.name === expected[at], `the main thread got ${answer?.name} for ${expected[at]}`);
    await new Promise(setImmediate);
  }
}

await Promise.all([ask(), ...Array.from({ length: atATime }, series)]);
// Sessions of ended threads are looked for now and then.
await new Promise((resolve) => setTimeout(resolve, 1000));
await expectFreeGate('after the threads');
const alive = await dbghelp.run((api) => keys.filter((key) => api.SymCleanup.raw(key)));
const grown = openHandles() - handles;
console.log(
  `${ended} threads ended at random, with ${keys.length} sessions; the main thread had ${answered} answers meanwhile, and waited ${longestWait.toFixed()} ms at most; ${grown} more handles than after the first third`,
);
expect(errors.size === 0, `in the threads: ${[...errors].map((each) => each.join(' ')).join(', ')}`);
expect(alive.length === 0, `${alive.length} sessions of ended threads were open`);
expect(grown < 100, `${grown} handles are left`);
await session.close();
conclude();
