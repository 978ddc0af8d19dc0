import { processLock } from './process-lock';
import { dll, mostDlls, places } from './shared-memory';

/** What threads and copies of this package know together, beside whose turn it is. */

/**
 * Keys of sessions without a process: odd, so that they are no handles, and
 * far above the small values that Windows, ignoring the two low bits, takes
 * for some. Every key is given once: DbgHelp's table of keys is one for the process.
 */
const firstKey = 0x7000_0001;
const keyStep = 4;
const mostKeys = (0x8000_0000 - firstKey - 1) / keyStep;

export function newKey(): bigint {
  const given = Atomics.add(processLock().words, places.keys, 1) >>> 0;
  return BigInt(firstKey + (given % Math.floor(mostKeys)) * keyStep);
}

/** The option word that a DLL had before anybody set one; undefined where nobody has asked. In a slot only. */
export function initialOptions(module: bigint): number | undefined {
  const { words } = processLock();
  const at = placeOf(module);
  return at === undefined || words[at + dll.known] === 0 ? undefined : words[at + dll.options]! >>> 0;
}

/** In a slot only: nobody else writes then. */
export function setInitialOptions(module: bigint, options: number): void {
  const { words } = processLock();
  const at = placeOf(module);
  if (at === undefined) return;
  [words[at + dll.low], words[at + dll.high]] = halves(module);
  words[at + dll.options] = options;
  Atomics.store(words, at + dll.known, 1);
}

/** The DLL's entry, or else a free one. */
function placeOf(module: bigint): number | undefined {
  const { words } = processLock();
  const [low, high] = halves(module);
  for (let index = 0, at: number = places.dlls; index < mostDlls; index++, at += dll.words) {
    if (words[at + dll.known] === 0 || (words[at + dll.low] === low && words[at + dll.high] === high)) return at;
  }
  return undefined;
}

const halves = (value: bigint): [low: number, high: number] => [
  Number(BigInt.asIntN(32, value)),
  Number(BigInt.asIntN(32, value >> 32n)),
];
