import { koffi } from '../base/koffi';

/** The largest alignment that a structure asks for. */
const alignment = 16;

/**
 * Gives a call off the main thread copies of the caller's memory: the caller may transfer or shrink its own meanwhile,
 * and the DLL would write to memory that is gone.
 *
 * @param values - the arguments for koffi; memory in them is replaced by the copies
 * @returns copies back what the DLL has written, to memory that is still there
 */
export function lendMemory(values: unknown[]): () => void {
  const lent: (readonly [own: Uint8Array, copy: Uint8Array])[] = [];
  for (const [index, own] of values.entries()) {
    if (!(own instanceof Uint8Array) || own.length === 0) continue;
    const copy = copyOf(own);
    values[index] = copy;
    lent.push([own, copy]);
  }
  return () => {
    for (const [own, copy] of lent) if (own.length === copy.length) own.set(copy);
  };
}

/** A copy at an address that is aligned in the same way. */
function copyOf(own: Uint8Array): Uint8Array {
  const room = new Uint8Array(own.length + alignment);
  const shift = Number((koffi().address(own) - koffi().address(room)) & BigInt(alignment - 1));
  const copy = room.subarray(shift, shift + own.length);
  copy.set(own);
  return copy;
}
