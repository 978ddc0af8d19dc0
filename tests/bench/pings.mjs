import { once } from 'node:events';
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';

/** Posts the time about every millisecond. It sleeps in the thread, because event loop timers are late in Wine. */
const pinger = `
const { parentPort } = require('node:worker_threads');
const cell = new Int32Array(new SharedArrayBuffer(4));
for (;;) {
  parentPort.postMessage(process.hrtime.bigint());
  Atomics.wait(cell, 0, 0, 1);
}`;

/** Measures how late messages from another thread arrive while this one works. */
export class Pings {
  #worker = new Worker(pinger, { eval: true });
  #late = [];

  async begin() {
    await once(this.#worker, 'message');
    this.#worker.on('message', (sent) => this.#late.push(Number(process.hrtime.bigint() - sent) / 1e6));
  }

  /**
   * @param {() => Promise<unknown>} job
   * @returns {Promise<{ p50: number, p99: number, max: number, loop: number }>} milliseconds: lateness of messages, and what
   * monitorEventLoopDelay says of its timer
   */
  async during(job) {
    const loop = monitorEventLoopDelay({ resolution: 1 });
    await pause();
    this.#late = [];
    loop.enable();
    await job();
    // Messages sent while the job had the thread arrive now.
    await pause();
    loop.disable();
    const sorted = this.#late.sort((left, right) => left - right);
    const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
    return { p50: at(0.5), p99: at(0.99), max: sorted.at(-1), loop: loop.percentile(99) / 1e6 };
  }

  async end() {
    await this.#worker.terminate();
  }
}

/**
 * @param {() => Promise<unknown>} job
 * @returns {Promise<{ turn: number, ownTurn: number, usualTurn: number, collection: number }>} milliseconds: the longest time
 * between two turns of the event loop while the job runs, the longest one without its garbage collections, the longest of 99
 * in 100 of them, and the longest collection
 */
export async function longestTurn(job) {
  const collections = [];
  const observer = new PerformanceObserver((list) => collections.push(...list.getEntries()));
  observer.observe({ entryTypes: ['gc'] });
  const turns = [performance.now()];
  let running = true;
  const look = () => {
    turns.push(performance.now());
    if (running) setImmediate(look);
  };
  setImmediate(look);
  await job();
  running = false;
  look();
  // Collections are reported later.
  await pause();
  observer.disconnect();
  const longest = (values) => values.reduce((most, value) => Math.max(most, value), 0);
  const collected = (begin, end) =>
    collections
      .filter(({ startTime }) => startTime >= begin && startTime < end)
      .reduce((sum, { duration }) => sum + duration, 0);
  const lengths = turns.slice(1).map((end, at) => end - turns[at]);
  // Turns in which nobody had work are shorter.
  const busy = 0.2;
  const own = lengths.map((length, at) => length - collected(turns[at], turns[at + 1]));
  const worked = own.filter((length) => length > busy).sort((one, other) => one - other);
  return {
    turn: longest(lengths),
    ownTurn: longest(own),
    usualTurn: worked[Math.floor((worked.length - 1) * 0.99)] ?? 0,
    collection: longest(collections.map(({ duration }) => duration)),
  };
}

function pause() {
  return new Promise((resolve) => setTimeout(resolve, 2));
}
