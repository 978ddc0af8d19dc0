import { once } from 'node:events';
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';

/** Posts the time, about every millisecond. Sleeps in the thread: timers of an event loop come late in Wine. */
const pinger = `
const { parentPort } = require('node:worker_threads');
const cell = new Int32Array(new SharedArrayBuffer(4));
for (;;) {
  parentPort.postMessage(process.hrtime.bigint());
  Atomics.wait(cell, 0, 0, 1);
}`;

/** Tells how late messages from another thread come while this one works. */
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
    // What was sent while the job had the thread arrives now.
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
 * @returns {Promise<{ turn: number, collection: number }>} milliseconds: the longest time between two turns of the event loop
 * while the job runs, and the longest garbage collection
 */
export async function longestTurn(job) {
  let [turn, collection] = [0, 0];
  const collections = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) collection = Math.max(collection, duration);
  });
  collections.observe({ entryTypes: ['gc'] });
  let last = performance.now();
  let running = true;
  const look = () => {
    const now = performance.now();
    turn = Math.max(turn, now - last);
    last = now;
    if (running) setImmediate(look);
  };
  look();
  await job();
  running = false;
  look();
  // Collections are told of later.
  await pause();
  collections.disconnect();
  return { turn, collection };
}

function pause() {
  return new Promise((resolve) => setTimeout(resolve, 2));
}
