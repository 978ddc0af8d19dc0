import { now, pause } from '../../base/clock';
import { Fifo } from '../../base/fifo';

/** Lets so many go at a time; the others wait in their order. */
export class Turns {
  #free: number;
  readonly #waiting = new Fifo<() => void>();

  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /** Waits for a turn. The function ends it; further calls do nothing. Rejects with the signal's reason. */
  async take(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#free > 0) this.#free--;
    else {
      await new Promise<void>((resolve, reject) => {
        const go = (): void => {
          signal.removeEventListener('abort', leave);
          resolve();
        };
        const leave = (): void => {
          this.#waiting.remove((other) => other === go);
          reject(signal.reason as Error);
        };
        this.#waiting.push(go);
        signal.addEventListener('abort', leave, { once: true });
      });
    }
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    };
  }
}

/** A time in which nobody goes. */
export class Pause {
  readonly #end: number;

  constructor(milliseconds: number) {
    this.#end = now() + milliseconds;
  }

  get isOver(): boolean {
    return now() >= this.#end;
  }

  /** Waits for its end. Rejects with the signal's reason. */
  async wait(signal: AbortSignal): Promise<void> {
    const rest = this.#end - now();
    if (rest <= 0) return;
    await pause(rest, signal).catch(() => {
      throw signal.reason;
    });
  }
}
