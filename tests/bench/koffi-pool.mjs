import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('programs/koffi-images.mjs', import.meta.url));

/** What one would write: processes with koffi alone, and whichever is free gets the next image. */
export class KoffiPool {
  #children;

  /** @param {number} processes */
  constructor(processes) {
    this.#children = Array.from({ length: processes }, () => fork(program, { serialization: 'advanced' }));
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
        child.send(items[index]);
        answers[index] = await answerOf(child);
      }
    };
    await Promise.all(this.#children.map(work));
    return answers;
  }

  async close() {
    await Promise.all(
      this.#children.map((child) => {
        child.disconnect();
        return once(child, 'exit');
      }),
    );
  }
}

function answerOf(child) {
  return new Promise((resolve, reject) => {
    const ended = (code) => reject(new Error(`koffi-images.mjs ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (answer) => {
      child.off('exit', ended);
      resolve(answer);
    });
  });
}
