import type { ARM64_NT_CONTEXT, CONTEXT, CONTEXT_AMD64, CONTEXT_X86 } from '../ffi/structures';
import { isBehindCall, longestCall } from './call-sites';
import { copyOfContext, type StackMachine } from './machines';
import type { StackTarget } from './stack-step';
import { returnByFrameData, type FramedReturn } from './x86-frame-data';
import { X86Returns } from './x86-returns';
import { x86, type X86Registers } from './x86-state';

/** A caller that no unwind information has told. */
export interface SearchedCaller {
  readonly context: CONTEXT;
  readonly foundBy: 'unwind-info' | 'code' | 'frame-pointer' | 'scan';
  /** All registers that are exact, of x86; null if the stack pointer is not. */
  readonly exact: X86Registers | null;
  /** As in `KnownRegisters`. */
  readonly argumentBytes?: number;
}

/** The function whose caller is searched. */
export interface LostFrame {
  readonly address: bigint;
  readonly stackPointer: bigint;
  readonly isInnermost: boolean;
}

/** What is known of the registers of a frame of x86. */
export interface KnownRegisters {
  readonly exact: X86Registers | null;
  /** Null if it is not known whether it is the frame's own. */
  readonly framePointer: number | null;
  /** Arguments of the called function that may lie above the exact stack pointer; null if that is not known. */
  readonly argumentBytes: number | null;
}

/** In bytes: more than any stack has from one frame pointer to the next. */
const farthest = 0x10_0000;
/** In bytes, of one search: larger frames are rare, and all else waits for a search. */
const mostSearched = 0x4_0000;
const chunkBytes = 0x1000;
/** How many frame pointers must lead to code of a module if nothing says that the code between is code. */
const mostLinks = 64;

/** Nothing is below. */
const lowestCode = 0x1_0000;
/** The largest upper half of an address of a program. On ARM64, bits above may have a signature. */
const highest = 0x7fff;
const withoutSignature = (pointer: bigint): number => Number(pointer & 0x7fff_ffff_ffffn);

interface FrameRecord {
  readonly at: number;
  /** The caller's frame pointer. */
  readonly saved: number;
  readonly returnAddress: number;
}

/** The end of all frame pointers of a thread. */
const endsAll = ({ saved, returnAddress }: FrameRecord): boolean => saved === 0 && returnAddress === 0;

/** Looks for callers where no unwind information tells them: by frame pointers, then by words that may be return addresses. */
export class CallerSearch {
  readonly #machine: StackMachine;
  readonly #target: StackTarget;
  readonly #chunk = new Uint8Array(chunkBytes);
  readonly #word = new Uint8Array(8);
  readonly #before = new Uint8Array(longestCall);
  readonly #returns: X86Returns;

  constructor(machine: StackMachine, target: StackTarget) {
    this.#machine = machine;
    this.#target = target;
    this.#returns = new X86Returns((address, size, into) => target.read(address, size, into));
  }

  /** The caller of a function of x86, as far as the code of the function tells it. */
  callerByCode(
    { address, stackPointer }: LostFrame,
    context: CONTEXT,
    { exact: known, framePointer, argumentBytes }: KnownRegisters,
  ): SearchedCaller | null {
    if (this.#machine.name !== 'x86' || this.#codeAt(Number(address)) !== 'module') return null;
    const lowest = Number(stackPointer);
    // Called functions of some conventions take their arguments away.
    const isInexact = known !== null && argumentBytes !== null && argumentBytes > 0;
    const exact = isInexact ? known.map((value, nth) => (nth === x86.esp ? null : value)) : known;
    const registers = exact ?? Array.from(Object.keys(x86), (name) => (name === 'ebp' ? framePointer : null));
    const at = Number(address);
    const kept = registers[x86.ebp] ?? null;
    const told =
      this.#returns.of(at, registers, lowest, (to) => this.isReturnAddress(to)) ??
      (kept === null ? null : this.#returns.byFramePointer(at, kept));
    if (!told || told.slot < lowest || told.slot - lowest > farthest) return null;
    const { slot, returnAddress, registers: after } = told;
    if (!this.isReturnAddress(returnAddress)) return null;
    const foundBy = slot - 4 === kept ? 'frame-pointer' : 'code';
    const caller = this.#at(context, slot, returnAddress, null, foundBy);
    const framePointerOfCaller = after[x86.ebp] ?? null;
    if (framePointerOfCaller !== null) (caller.context as CONTEXT_X86).Ebp = framePointerOfCaller;
    return { ...caller, exact: after };
  }

  /** The caller of a function of x86 whose PDB has frame data. */
  callerByFrameData(
    { address, stackPointer, isInnermost }: LostFrame,
    context: CONTEXT,
    { exact, argumentBytes }: KnownRegisters,
  ): SearchedCaller | null {
    const at = Number(address) - (isInnermost ? 0 : 1);
    const told = exact && this.#framed(at, exact, argumentBytes);
    if (!told || told.slot < Number(stackPointer) || told.slot - Number(stackPointer) > farthest) return null;
    // Frame data do not tell of arguments that are being put on the stack, nor of the ends of functions: one return
    // address where it should be may be chance, and two in a row are none.
    const isFramed = this.#target.frameData?.(told.returnAddress - 1) != null;
    if (isFramed ? !this.#framed(told.returnAddress - 1, told.registers, told.argumentBytes) : isInnermost) return null;
    const caller = this.#at(context, told.slot, told.returnAddress, null, 'unwind-info');
    const framePointer = told.registers[x86.ebp] ?? null;
    if (framePointer !== null) (caller.context as CONTEXT_X86).Ebp = framePointer;
    return { ...caller, exact: told.registers, argumentBytes: told.argumentBytes };
  }

  #framed(at: number, registers: X86Registers, argumentBytes: number | null): FramedReturn | null {
    const data = this.#target.frameData?.(at);
    const told = data ? returnByFrameData(data, registers, argumentBytes, (place) => this.#pointer(place)) : null;
    return told && this.isReturnAddress(told.returnAddress) ? told : null;
  }

  /** Whether there is code of a module at an address, and its bytes. */
  knowsCode(address: bigint): boolean {
    return this.#codeAt(Number(address)) === 'module' && this.#target.read(Number(address), 1, this.#word) === 1;
  }

  /** Whether a frame pointer leads to another one, or to the end of all: two in a row are no chance. */
  leadsOn(framePointer: bigint, stackPointer: bigint): boolean {
    const [at, from] = [Number(framePointer), Number(stackPointer)];
    if (this.#recordAt(at, from, false)) return true;
    const last = this.#wordsNear(at, from);
    return last !== null && endsAll(last);
  }

  /** Null if the stack has no further return address. */
  callerOf(lost: LostFrame, registers: CONTEXT): SearchedCaller | null {
    const { pointerBytes } = this.#machine;
    const kept = Number(this.#machine.start(registers).framePointer);
    const from = Number(lost.stackPointer);
    const isKept = this.#keepsFramePointers(lost);
    const pushed = lost.isInnermost ? this.#pushedAt(lost, from) : null;
    if (pushed !== null) return this.#at(registers, pushed, this.#pointer(pushed)!, null, 'frame-pointer');
    const record = this.#recordAt(kept, from, isKept);
    const slot = (record?.at ?? kept) + pointerBytes;
    const byFramePointer = (): SearchedCaller =>
      this.#at(registers, slot, record!.returnAddress, record!.saved, 'frame-pointer');
    if (record && isKept) return byFramePointer();
    const found = this.#scan(from);
    const scanned = found === null ? null : this.#pointer(found);
    const linked = lost.isInnermost ? this.#linked(registers) : null;
    // A function that has called others, or is about to, has it on the stack, too.
    if (linked !== null && linked !== scanned && linked !== record?.returnAddress)
      return this.#at(registers, from - pointerBytes, linked, null, 'scan');
    if (record && (found === null || found >= slot)) return byFramePointer();
    return found === null ? null : this.#at(registers, found, scanned!, null, 'scan');
  }

  /** Whether an address may be one to which a call returns. */
  isReturnAddress(address: number): boolean {
    const kind = this.#codeAt(address - 1);
    return (kind === 'module' || kind === 'generated') && this.#isBehindCall(address);
  }

  /** The stack pointer of the caller, if the next word that may be a return address leads to it. */
  nextCallerAt(stackPointer: bigint): bigint | null {
    const found = this.#scan(Number(stackPointer));
    return found === null ? null : BigInt(found + this.#machine.pointerBytes);
  }

  /** Compilers of code that is made at run time keep them; so do all compilers of some systems. */
  #keepsFramePointers({ address }: LostFrame): boolean {
    const kind = this.#codeAt(Number(address));
    return kind === 'generated' || kind === 'unknown' || (this.#target.keepsFramePointers ?? false);
  }

  /**
   * Where the return address lies, if generated code has not set up its frame yet, or has left it: at the begin `push
   * rbp`, then `mov rbp, rsp`, at the end `ret`.
   */
  #pushedAt({ address }: LostFrame, stackPointer: number): number | null {
    const { name, pointerBytes } = this.#machine;
    if (name === 'arm64' || this.#codeAt(Number(address)) !== 'generated') return null;
    const code = this.#before.subarray(0, 3);
    if (this.#target.read(Number(address), 3, code) < 3) return null;
    const [first, second, third] = code as unknown as readonly [number, number, number];
    const move =
      name === 'x64' ? first === 0x48 && second === 0x89 && third === 0xe5 : first === 0x89 && second === 0xe5;
    const at =
      first === 0x55 || first === 0xc3 || first === 0xc2 ? stackPointer : move ? stackPointer + pointerBytes : null;
    return at !== null && this.isReturnAddress(this.#pointer(at) ?? 0) ? at : null;
  }

  /** The link register, if it may have a return address. */
  #linked(registers: CONTEXT): number | null {
    if (!('Lr' in registers)) return null;
    const linked = withoutSignature(registers.Lr);
    return this.isReturnAddress(linked) ? linked : null;
  }

  /** The saved frame pointer and the return address at a frame pointer, if it is one. */
  #recordAt(framePointer: number, from: number, isKept: boolean): FrameRecord | null {
    const record = this.#wordsNear(framePointer, from);
    if (!record) return null;
    const { saved, returnAddress } = record;
    if (isKept) return this.#leadingToCode(record);
    // The register may have any value that looks like a frame pointer. Two of them in a row are no chance.
    if (!this.isReturnAddress(returnAddress) && !this.looksLikeOne(returnAddress, from)) return null;
    if (saved <= framePointer || saved - framePointer >= farthest) return null;
    const next = this.#wordsAt(saved);
    if (!next) return null;
    // The first frame of a thread of x86 ends the chain.
    const isLast = this.#machine.name === 'x86' && endsAll(next);
    return isLast || this.isReturnAddress(next.returnAddress) ? record : null;
  }

  /**
   * The first record from here on with a return address, if the frame pointers lead to code that is known to be code.
   * Filtered dumps lack the return addresses outside of modules.
   */
  #leadingToCode(record: FrameRecord): FrameRecord | null {
    let first: FrameRecord | null = null;
    let link = record;
    for (let links = 0; links < mostLinks; links++) {
      const { at, saved, returnAddress } = link;
      if (returnAddress >= lowestCode) first ??= link;
      if (this.isReturnAddress(returnAddress)) return first;
      const mayGoOn = returnAddress === 0 || this.#codeAt(returnAddress - 1) === 'unknown';
      const next = mayGoOn && saved > at && saved - at < farthest ? this.#wordsAt(saved) : null;
      if (!next) return null;
      link = next;
    }
    return null;
  }

  #wordsNear(framePointer: number, from: number): FrameRecord | null {
    const isNear = framePointer >= from && framePointer - from < farthest;
    return isNear ? this.#wordsAt(framePointer) : null;
  }

  #wordsAt(framePointer: number): FrameRecord | null {
    const { pointerBytes } = this.#machine;
    if (framePointer % pointerBytes !== 0) return null;
    const saved = this.#pointer(framePointer);
    const returnAddress = this.#pointer(framePointer + pointerBytes);
    return saved === null || returnAddress === null ? null : { at: framePointer, saved, returnAddress };
  }

  /** The place of the next word that may be a return address. */
  #scan(from: number): number | null {
    const { pointerBytes } = this.#machine;
    const chunk = this.#chunk;
    const view = new DataView(chunk.buffer);
    let at = Math.ceil(from / pointerBytes) * pointerBytes;
    const end = at + mostSearched;
    while (at < end) {
      const count = this.#target.read(at, chunkBytes, chunk);
      for (let offset = 0; offset + pointerBytes <= count; offset += pointerBytes) {
        const word = this.#wordIn(view, offset);
        if (word > lowestCode && this.isReturnAddress(word)) return at + offset;
      }
      at += count - (count % pointerBytes);
      if (count < chunkBytes) return null;
    }
    return null;
  }

  /** Whether the memory before an address has a call, though nothing says that it is code. It is not the stack. */
  looksLikeOne(address: number, stackPointer: number): boolean {
    const isInStack = address >= stackPointer - farthest && address < stackPointer + farthest;
    return !isInStack && this.#codeAt(address - 1) === 'unknown' && this.#isBehindCall(address, false);
  }

  /** @param otherwise - the answer if the code cannot be read */
  #isBehindCall(address: number, otherwise = true): boolean {
    const before = this.#before;
    const length = this.#machine.name === 'arm64' ? 4 : longestCall;
    for (const bytes of [length, 2]) {
      if (this.#target.read(address - bytes, bytes, before) < bytes) continue;
      return isBehindCall(this.#machine, before.subarray(0, bytes));
    }
    return otherwise;
  }

  #codeAt(address: number): ReturnType<NonNullable<StackTarget['codeAt']>> {
    return this.#target.codeAt?.(address) ?? null;
  }

  #pointer(address: number): number | null {
    const { pointerBytes } = this.#machine;
    const count = this.#target.read(address, pointerBytes, this.#word);
    return count < pointerBytes ? null : this.#wordIn(new DataView(this.#word.buffer), 0);
  }

  #wordIn(view: DataView, offset: number): number {
    const { name, pointerBytes } = this.#machine;
    const low = view.getUint32(offset, true);
    if (pointerBytes === 4) return low;
    const high = view.getUint32(offset + 4, true);
    if (name === 'arm64') return (high & highest) * 2 ** 32 + low;
    return high > highest ? 0 : high * 2 ** 32 + low;
  }

  #at(
    registers: CONTEXT,
    slot: number,
    returnAddress: number,
    saved: number | null,
    foundBy: SearchedCaller['foundBy'],
  ): SearchedCaller {
    const { name, pointerBytes } = this.#machine;
    const context = copyOfContext(this.#machine, registers);
    let stackPointer = slot + pointerBytes;
    // Functions that align their stack have pushed a copy of the return address, to which the frame pointer leads.
    if (name === 'x86' && saved !== null && this.#pointer(stackPointer) === returnAddress) stackPointer += pointerBytes;
    const [pc, sp] = [BigInt(returnAddress), BigInt(stackPointer)];
    if (name === 'x64') Object.assign(context as CONTEXT_AMD64, { Rip: pc, Rsp: sp });
    else if (name === 'x86') Object.assign(context as CONTEXT_X86, { Eip: returnAddress, Esp: stackPointer });
    else Object.assign(context as ARM64_NT_CONTEXT, { Pc: pc, Sp: sp, Lr: 0n });
    if (saved !== null) {
      if (name === 'x64') (context as CONTEXT_AMD64).Rbp = BigInt(saved);
      else if (name === 'x86') (context as CONTEXT_X86).Ebp = saved;
      else (context as ARM64_NT_CONTEXT).Fp = BigInt(saved);
    }
    return { context, foundBy, exact: null };
  }
}
