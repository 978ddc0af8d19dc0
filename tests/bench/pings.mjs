import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
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
    await turn();
    this.#late = [];
    loop.enable();
    await job();
    // What was sent while the job had the thread arrives now.
    await turn();
    loop.disable();
    const sorted = this.#late.sort((left, right) => left - right);
    const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
    return { p50: at(0.5), p99: at(0.99), max: sorted.at(-1), loop: loop.percentile(99) / 1e6 };
  }

  async end() {
    await this.#worker.terminate();
  }
}

/** The longest time between two turns of the event loop while a job runs, in milliseconds. */
export async function longestTurn(job) {
  let longest = 0;
  let last = process.hrtime.bigint();
  let running = true;
  const look = () => {
    const now = process.hrtime.bigint();
    longest = Math.max(longest, Number(now - last) / 1e6);
    last = now;
    if (running) setImmediate(look);
  };
  look();
  await job();
  running = false;
  look();
  return longest;
}

function turn() {
  return new Promise((resolve) => setTimeout(resolve, 2));
}
