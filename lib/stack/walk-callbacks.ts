import { callbackKind } from '../ffi/callback';
import { koffi } from '../base/koffi';
import { win32 } from '../win32/functions';

/** The functions of a target that a stack walk calls. Addresses are below 2^53: nothing lies beyond. */
export interface WalkTarget {
  /** Fills the beginning of `into` with up to `size` bytes from an address; returns their number. */
  read(address: number, size: number, into: Uint8Array): number;
  /**
   * The bytes of the entry of the function at an address; null if there is none. Without it, DbgHelp's own routine
   * answers.
   */
  readonly functionEntry?: (address: number) => Uint8Array | null;
  /**
   * The base from which offsets in that entry count; 0 if there is no module. Without it, DbgHelp's own routine
   * answers.
   */
  readonly moduleBase?: (address: number) => number;
}

/** koffi's form of 64 bits: a bigint if a number is too small, negative if the first bit is set. */
type Native = number | bigint;

/** More than any walk reads at once. */
const largestRead = 0x1_0000;
/** The DLL may still hold addresses of entries of this frame and the one before. */
const entrySlots = 16;
const entryBytes = 16;
/** Further failed reads of a step give no more information. */
const mostFailedReads = 64;

/** The upper half that some DLLs give a sign-extended 32-bit address. */
const upperHalf = 0xffff_ffff_0000_0000n;
const isExtended = (address: Native): boolean => address < 0 || address >= 2 ** 32;

/**
 * The callbacks of StackWalkEx, registered so that the DLL calls them by their addresses. A walk makes some ten reads
 * for each frame, so a read allocates no view and no copy. After an exception all reads fail, which ends the walk.
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
  /** Whether the DLL has asked for a sign-extended 32-bit address. */
  sawExtended = false;

  /** @param bits - the target's bitness: DLLs sign-extend 32-bit addresses */
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
   * The first missing byte of each failed read since the last call.
   *
   * @throws the error that the target has thrown meanwhile
   */
  takeFailedReads(): bigint[] {
    if (this.#failure) throw this.#failure.error;
    return this.#failedReads.splice(0).map(BigInt);
  }

  /** Unregisters the callbacks: the DLL must not call them any more. */
  release(): void {
    for (const routine of [this.readMemory, this.functionTable, this.moduleBase]) {
      if (routine !== undefined) koffi().unregister(routine);
    }
  }

  /** The address as a number; -1 if a number cannot hold it. */
  #address(address: Native): number {
    if (this.#narrow) {
      if (isExtended(address)) this.sawExtended = true;
      return typeof address === 'number' ? address >>> 0 : Number(BigInt.asUintN(32, address));
    }
    return typeof address === 'number' && address >= 0 ? address : -1;
  }

  /**
   * Like ReadProcessMemory, a read of 0 bytes succeeds at any address. A partial read succeeds only on a 32-bit stack:
   * without frame data, the DLL searches a return address in more bytes than the stack may have.
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
