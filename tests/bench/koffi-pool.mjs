import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('programs/koffi-images.mjs', import.meta.url));

/**
 * A child gets its next image before it has answered the last one, so that it never waits for the reader of its
 * answers.
 */
const imagesAtATime = 2;

/** The usual solution: processes with koffi alone, and a free one gets the next image. */
export class KoffiPool {
  #children;

  /** @param {number} processes */
  constructor(processes) {
    this.#children = Array.from({ length: processes }, () => new Child());
  }

  /**
   * @param {{ image: string, addresses: BigUint64Array }[]} items
   * @returns {Promise<object[][]>} in the order of the items
   */
  async symbolizeAll(items) {
    const answers = new Array(items.length);
    let next = 0;
    const work = async (child) => {
      while (next < items.length) {
        const index = next++;
        answers[index] = await child.ask(items[index]);
      }
    };
    await Promise.all(this.#children.flatMap((child) => Array.from({ length: imagesAtATime }, () => work(child))));
    return answers;
  }

  async close() {
    await Promise.all(this.#children.map((child) => child.close()));
  }
}

class Child {
  #process = fork(program, { serialization: 'advanced' });
  /** Pending requests, in order. */
  #waiting = [];

  constructor() {
    this.#process.on('message', (answer) => this.#waiting.shift().resolve(answer));
    this.#process.once('exit', (code) => {
      for (const { reject } of this.#waiting) reject(new Error(`koffi-images.mjs ended with ${code}`));
    });
  }

  ask(item) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#process.send(item);
    });
  }

  close() {
    this.#process.disconnect();
    return once(this.#process, 'exit');
  }
}
