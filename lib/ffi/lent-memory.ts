import { types } from 'node:util';
import { koffi } from '../base/koffi';

/** The largest alignment that a structure asks for. */
const alignment = 16;

/**
 * Copies of the caller's memory for a call off the main thread: the caller may transfer or shrink its own meanwhile, and
 * the DLL would write to memory that is gone.
 */
export class LentMemory {
  readonly #lent: (readonly [own: Uint8Array, copy: Uint8Array])[] = [];

  /** @param values - the arguments for koffi; memory in them is replaced by the copies */
  constructor(values: unknown[]) {
    for (const [index, own] of values.entries()) {
      if (!types.isTypedArray(own) || own.length === 0) continue;
      const bytes = new Uint8Array(own.buffer, own.byteOffset, own.byteLength);
      const copy = copyOf(bytes);
      values[index] = copy;
      this.#lent.push([bytes, copy]);
    }
  }

  /** Copies what the DLL has written to memory that is still there. */
  giveBack(): void {
    for (const [own, copy] of this.#lent) if (own.length === copy.length) own.set(copy);
  }

  /** Copies what the caller has written since. */
  renew(): void {
    for (const [own, copy] of this.#lent) if (own.length === copy.length) copy.set(own);
  }
}

/** A copy at an address that is aligned in the same way. */
function copyOf(own: Uint8Array): Uint8Array {
  const room = new Uint8Array(own.length + alignment);
  const shift = Number((koffi().address(own) - koffi().address(room)) & BigInt(alignment - 1));
  const copy = room.subarray(shift, shift + own.length);
  copy.set(own);
  return copy;
}
