import { callbackKind } from '../ffi/callback';
import { koffi } from '../base/koffi';
import { win32 } from '../win32/functions';

/** What a stack walk asks of its target. Addresses are below 2^53: there is nothing beyond. */
export interface WalkTarget {
  /** Fills the beginning of `into` with `size` bytes from an address; gives how many of them there are. */
  read(address: number, size: number, into: Uint8Array): number;
  /** The entry of the function at an address, as it lies in memory; null where there is none. Not there: DbgHelp's own. */
  readonly functionEntry?: (address: number) => Uint8Array | null;
  /** What the offsets in that entry count from; 0 where no module is. Not there: DbgHelp's own. */
  readonly moduleBase?: (address: number) => number;
}

/** As koffi gives 64 bits: a bigint where a number does not do, negative where the first bit is set. */
type Native = number | bigint;

/** More than any walk reads at once. */
const largestRead = 0x1_0000;
/** Entries whose addresses the DLL may still hold: of the frame before, and of this one. */
const entrySlots = 16;
const entryBytes = 16;
/** A step that reads more in vain tells nothing more. */
const mostFailedReads = 64;

/** What some DLLs make of the sign of a 32-bit address. */
const upperHalf = 0xffff_ffff_0000_0000n;
const isExtended = (address: Native): boolean => address < 0 || address >= 2 ** 32;

/**
 * The callbacks of StackWalkEx as functions that the DLL calls by their addresses. A walk reads some ten times for each
 * frame: a question makes no view and no copy that is thrown away. After an exception nothing is anywhere, which ends the
 * walk.
 */
export class WalkRoutines {
  readonly readMemory: bigint;
  /** Undefined where it is DbgHelp's own. */
  readonly functionTable: bigint | undefined;
  /** Undefined where it is DbgHelp's own. */
  readonly moduleBase: bigint | undefined;
  readonly #target: WalkTarget;
  readonly #narrow: boolean;
  readonly #scratch = new Uint8Array(largestRead);
  readonly #done = new Uint32Array(1);
  readonly #entries = new Uint8Array(entrySlots * entryBytes);
  readonly #entriesAt = koffi().address(this.#entries);
  #entry = 0;
  readonly #failedReads: number[] = [];
  #failure: { readonly error: unknown } | undefined;
  /** Whether the DLL has asked for a 32-bit address with its sign extended. */
  sawExtended = false;

  /** @param bits - of the target: DLLs extend the sign of a 32-bit address */
  constructor(target: WalkTarget, bits: 32 | 64) {
    this.#target = target;
    this.#narrow = bits === 32;
    const register = (kind: string, routine: (...natives: never[]) => unknown): bigint =>
      koffi().register(routine, callbackKind(kind).type);
    this.readMemory = register('PREAD_PROCESS_MEMORY_ROUTINE64', this.#read.bind(this));
    if (target.functionEntry) {
      this.functionTable = register('PFUNCTION_TABLE_ACCESS_ROUTINE64', this.#functionTable.bind(this));
    }
    if (target.moduleBase) this.moduleBase = register('PGET_MODULE_BASE_ROUTINE64', this.#moduleBase.bind(this));
  }

  /**
   * The first bytes that the DLL asked for since the last time and that could not be read.
   *
   * @throws what the target has thrown meanwhile
   */
  takeFailedReads(): bigint[] {
    if (this.#failure) throw this.#failure.error;
    return this.#failedReads.splice(0).map(BigInt);
  }

  /** The DLL must not call them any more. */
  release(): void {
    for (const routine of [this.readMemory, this.functionTable, this.moduleBase]) {
      if (routine !== undefined) koffi().unregister(routine);
    }
  }

  /** Where an address is that a number can hold; -1 for any other. */
  #address(address: Native): number {
    if (this.#narrow) {
      if (isExtended(address)) this.sawExtended = true;
      return typeof address === 'number' ? address >>> 0 : Number(BigInt.asUintN(32, address));
    }
    return typeof address === 'number' && address >= 0 ? address : -1;
  }

  /**
   * As ReadProcessMemory: nothing can be read from anywhere. A part of what was asked for is no success but on a 32-bit stack:
   * where no frame data are, a return address is looked for in more bytes than there may be above it.
   */
  #read(_process: Native, address: Native, buffer: Native, size: number, done: Native): 0 | 1 {
    let read = 0;
    if (!this.#failure && size > 0 && size <= largestRead) {
      try {
        const from = this.#address(address);
        if (from >= 0) read = this.#target.read(from, size, this.#scratch);
      } catch (error) {
        this.#failure = { error };
      }
    }
    if (read > 0) win32().RtlMoveMemory(buffer, this.#scratch, read);
    this.#done[0] = read;
    if (done !== 0) win32().RtlMoveMemory(done, this.#done, 4);
    if (read < size && this.#failedReads.length < mostFailedReads)
      this.#failedReads.push(this.#address(address) + read);
    return read === size || (this.#narrow && read > 0) ? 1 : 0;
  }

  #functionTable(_process: Native, address: Native): Native {
    if (this.#failure) return 0;
    try {
      const from = this.#address(address);
      const entry = from < 0 ? null : this.#target.functionEntry!(from);
      if (!entry) return 0;
      const at = (this.#entry++ % entrySlots) * entryBytes;
      this.#entries.set(entry, at);
      return this.#entriesAt + BigInt(at);
    } catch (error) {
      this.#failure = { error };
      return 0;
    }
  }

  #moduleBase(_process: Native, address: Native): Native {
    if (this.#failure) return 0;
    try {
      const from = this.#address(address);
      const base = from < 0 ? 0 : this.#target.moduleBase!(from);
      return this.#narrow && isExtended(address) && base > 0 ? BigInt(base) + upperHalf : base;
    } catch (error) {
      this.#failure = { error };
      return 0;
    }
  }
}
