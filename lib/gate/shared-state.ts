import { DbgHelpError } from '../base/errors';
import { lateModules } from '../base/late-modules';
import { processLock } from './process-lock';
import { dll, held, places } from './shared-memory';
import { makeReturnsZero, placeFor, type ArgumentBytes } from '../win32/returns-zero';

/**
 * State that threads and copies of this package share, in addition to the lock. Except for keys, use it only inside a
 * slot.
 */

/**
 * Keys of sessions without a process. They are odd, so that they are no handles, and far above real handles, because
 * Windows ignores the two low bits of a handle. Every key is given out once, because DbgHelp has one table of keys for
 * the process.
 */
const firstKey = 0x7000_0001;
const keyStep = 4;
const mostKeys = 0x0400_0000;

export function newKey(): bigint {
  const given = Atomics.add(processLock().words, places.keys, 1) >>> 0;
  return BigInt(firstKey + (given % mostKeys) * keyStep);
}

/** Whether a key is a handle of a live process. */
export const isHandle = (key: bigint): boolean => (key & 3n) === 0n;

/** The option word that a DLL had before anyone set it; undefined if nobody has read it yet. */
export function initialOptions(module: bigint): number | undefined {
  const { words } = processLock();
  const at = dllEntry(words, module);
  return words[at + dll.known] === 0 ? undefined : words[at + dll.options]! >>> 0;
}

export function setInitialOptions(module: bigint, options: number): void {
  const { words } = processLock();
  const at = dllEntry(words, module);
  write(words, at + dll.low, module);
  words[at + dll.options] = options;
  words[at + dll.known] = 1;
}

/** The entry of a DLL, or else a free one. */
function dllEntry(words: Int32Array, module: bigint): number {
  for (let index = 0; index < dll.most; index++) {
    const at = places.dlls + index * dll.words;
    if (words[at + dll.known] === 0 || isAt(words, at + dll.low, module)) return at;
  }
  throw new DbgHelpError('DBGHELP_LOAD_FAILED', `more than ${String(dll.most)} DLLs are in use in this process`);
}

/** The address of a function that takes arguments of this size and returns 0; undefined where none can be made. */
export function returnsZero(size: ArgumentBytes): bigint | undefined {
  const { words } = processLock();
  let address = read(words, places.returnsZero);
  if (address === 0n) write(words, places.returnsZero, (address = makeReturnsZero() ?? cannotBeMade));
  return address === cannotBeMade ? undefined : placeFor(address, size);
}

const cannotBeMade = -1n;

/** Whether other threads use the DLL, or may when this one has ended. */
export const sharesDll = (): boolean => !leavesNothing() || processLock().hasOtherThreads;

/** The kinds of resources that a participant holds in a DLL. */
export const heldKinds = ['callback', 'function entry callback', 'interrupt callback', 'session'] as const;
export type HeldKind = (typeof heldKinds)[number];

export interface Held {
  readonly kind: HeldKind;
  /** 0 if it belongs to no process. */
  readonly key: bigint;
}

/** The main thread ends with its process, and leaves nothing to others. */
const leavesNothing = (): boolean => lateModules.workerThreads().isMainThread;

/**
 * Looks whether a callback can be recorded, before the DLL gets it: one that is not would be called after the end of its
 * thread, which ends the process.
 *
 * @throws DbgHelpError `DBGHELP_BUSY`
 */
export function expectRoomForCallback(): void {
  if (leavesNothing() || placeForCallback(processLock().words) !== undefined) return;
  throw new DbgHelpError(
    'DBGHELP_BUSY',
    `the worker threads of this process have registered ${String(held.most)} callbacks with DbgHelp, and there is no room for more: close sessions, or open them in the main thread`,
  );
}

/** Records a resource that this thread would leave behind if it ended now. */
export function noteHeld(module: bigint, { kind, key }: Held): void {
  if (leavesNothing()) {
    // It may have replaced what an ended thread held.
    forgetHeld(module, key, kind);
    return;
  }
  const lock = processLock();
  const { words } = lock;
  const what = heldKinds.indexOf(kind);
  const same = heldEntries(words, module).find(
    (at) => words[at + held.what] === what && isAt(words, at + held.keyLow, key),
  );
  const at = same ?? (kind === 'session' ? freeEntry(words) : placeForCallback(words));
  // A session that does not fit stays in the DLL when its thread ends, which harms nobody.
  if (at === undefined) return;
  words[at + held.what] = what;
  write(words, at + held.low, module);
  write(words, at + held.keyLow, key);
  words[at + held.id] = lock.id;
}

/** Removes the records of released resources: of one kind, or all for a key. */
export function forgetHeld(module: bigint, key: bigint, kind?: HeldKind): void {
  const { words } = processLock();
  for (const at of heldEntries(words, module)) {
    if (!isAt(words, at + held.keyLow, key)) continue;
    if (kind === undefined || words[at + held.what] === heldKinds.indexOf(kind)) words[at + held.id] = 0;
  }
}

/**
 * The resources that ended threads still hold in a DLL, callbacks before the sessions that would call them, and whether
 * other live threads have callbacks or sessions there.
 */
export function heldByOthers(module: bigint): { left: Held[]; callbacks: boolean; sessions: boolean } {
  const lock = processLock();
  const { words } = lock;
  const others = heldEntries(words, module).filter((at) => words[at + held.id] !== lock.id);
  const ended = others.filter((at) => lock.hasEnded(words[at + held.id]!));
  const kinds = others.filter((at) => !ended.includes(at)).map((at) => heldKinds[words[at + held.what]!]);
  const left = ended
    .map((at) => ({ what: words[at + held.what]!, key: read(words, at + held.keyLow) }))
    .sort((a, b) => a.what - b.what)
    .map(({ what, key }) => ({ kind: heldKinds[what]!, key }));
  return { left, callbacks: kinds.some((kind) => kind !== 'session'), sessions: kinds.includes('session') };
}

function heldEntries(words: Int32Array, module: bigint): number[] {
  return allHeld.filter((at) => words[at + held.id] !== 0 && isAt(words, at + held.low, module));
}

const freeEntry = (words: Int32Array): number | undefined => allHeld.find((at) => words[at + held.id] === 0);

/** A callback needs its place more than a session does. */
const placeForCallback = (words: Int32Array): number | undefined =>
  freeEntry(words) ?? allHeld.find((at) => words[at + held.what] === heldKinds.indexOf('session'));

const allHeld = Array.from({ length: held.most }, (_, index) => places.held + index * held.words);

const lowHalf = (value: bigint): number => Number(BigInt.asIntN(32, value));
const highHalf = (value: bigint): number => Number(BigInt.asIntN(32, value >> 32n));

const isAt = (words: Int32Array, at: number, value: bigint): boolean =>
  words[at] === lowHalf(value) && words[at + 1] === highHalf(value);

function write(words: Int32Array, at: number, value: bigint): void {
  words[at] = lowHalf(value);
  words[at + 1] = highHalf(value);
}

const read = (words: Int32Array, at: number): bigint =>
  (BigInt(words[at + 1]!) << 32n) | BigInt.asUintN(32, BigInt(words[at]!));
