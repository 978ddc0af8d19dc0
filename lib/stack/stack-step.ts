import type { DbgHelpToken } from '../../types/calls';
import { ADDRESS_MODE, INLINE_FRAME_CONTEXT_IGNORE } from '../../types/constants';
import { type CONTEXT, STACKFRAME64, STACKFRAME_EX } from '../ffi/structures';
import type { WalkRoutines, WalkTarget } from './walk-callbacks';
import type { SessionCore } from '../session/core';
import type { FrameData } from '../files/pdb-frame-data';
import { copyOfContext, type StackMachine } from './machines';
import type { FoundBy, SteppedFrame } from './stack-frame';

/**
 * The target of a walk: a process, a copy of a part of one, or a dump. DbgHelp's own routines replace the functions
 * that it lacks.
 */
export interface StackTarget extends WalkTarget {
  /**
   * What lies at an address: code of a module, code that was made at run time, or none. `'unknown'`: it is in no module,
   * and nothing says whether it is code. Without this, nothing is searched where unwind information is missing.
   */
  codeAt?(address: number): CodeKind;
  /** Frame data of x86 code of which only the PDB is there; null if there are none. */
  frameData?(address: number): FrameData | null;
  /** Whether unwind information of the code there is at hand, so that a function without an entry calls no other. */
  understands?(address: bigint): boolean;
  /** Whether all functions keep a frame pointer. */
  readonly keepsFramePointers?: boolean;
  /** Called before each step, which goes outwards from the function at this address. */
  enter?(address: bigint): void;
  /** Called after each step. */
  leave?(): void;
  /** Whether a thread may have begun in this frame. DbgHelp also ends a walk if it does not find the caller. */
  mayBeOutermost?(frame: SteppedFrame, registers: CONTEXT): boolean;
}

export type CodeKind = 'module' | 'generated' | 'unknown' | null;

/** PAGE_EXECUTE..., as a mask of what protects memory. */
export const executablePages = 0xf0;

/** DbgHelp needs no thread if a callback reads memory for it. */
const noThread = 0n;

/** The state of a walk from its first step to its last. */
export interface Stepping {
  readonly core: SessionCore;
  readonly api: DbgHelpToken;
  readonly machine: StackMachine;
  readonly target: StackTarget;
  readonly routines: WalkRoutines;
  /** The `hProcess` for the DLL's own routines. */
  readonly key: bigint;
}

export interface Step {
  readonly found: boolean;
  readonly frame: SteppedFrame;
  /** The frame's return address could not be read; it is given as 0. */
  readonly unread: boolean;
  /** The registers as the DLL has left them. */
  readonly registers: CONTEXT;
}

/** Makes a function that takes one step outwards from these registers, given the frame before. */
export function stepper(stepping: Stepping, context: CONTEXT): (last: SteppedFrame | undefined) => Step {
  const { core, api, machine, target, routines, key } = stepping;
  const { binding } = core;
  const registers = copyOfContext(machine, context);
  const isEx = binding.has('StackWalkEx');
  const cursor = isEx ? STACKFRAME_EX.alloc() : STACKFRAME64.alloc();
  const { AddrPC, AddrStack, AddrFrame } = cursor;
  const begin = machine.start(context);
  AddrPC.Offset = begin.address;
  AddrStack.Offset = begin.stackPointer;
  AddrFrame.Offset = begin.framePointer;
  AddrPC.Mode = AddrStack.Mode = AddrFrame.Mode = ADDRESS_MODE.AddrModeFlat;

  const called = [
    routines.readMemory,
    routines.functionTable ?? binding.addressOf('SymFunctionTableAccess64'),
    routines.moduleBase ?? binding.addressOf('SymGetModuleBase64'),
    null,
  ] as const;
  const walk = (): boolean =>
    isEx
      ? api.StackWalkEx.raw(machine.machine, key, noThread, cursor as STACKFRAME_EX, registers, ...called, 0)
      : api.StackWalk64.raw(machine.machine, key, noThread, cursor as STACKFRAME64, registers, ...called);

  // Some DLLs sign-extend 32-bit addresses.
  const whole = (address: bigint): bigint => BigInt.asUintN(8 * machine.pointerBytes, address);
  return (last) => {
    if ('InlineFrameContext' in cursor) cursor.InlineFrameContext = INLINE_FRAME_CONTEXT_IGNORE;
    const usedTable = cursor.FuncTableEntry !== 0n;
    target.enter?.(last ? last.returnAddress : begin.address);
    const found = walk();
    target.leave?.();
    const failedReads = routines.takeFailedReads();
    const reported = {
      address: whole(AddrPC.Offset),
      returnAddress: whole(cursor.AddrReturn.Offset),
      stackPointer: whole(AddrStack.Offset),
      framePointer: whole(AddrFrame.Offset),
    };
    const places = machine.name === 'x86' ? returning(reported, last, target) : reported;
    let foundBy = howFound(machine, last, usedTable, places.stackPointer);
    if (foundBy === 'unknown' && last) foundBy = otherWay(stepping, last);
    const unread = isUnread(machine, places, failedReads);
    const frame = { ...places, foundBy, ...(unread ? { returnAddress: 0n } : {}) };
    return { found, frame, unread, registers };
  };
}

/**
 * How a caller was found if the DLL has not reported it: some use an entry without reporting it. Of x86, only PDBs have
 * frame data; without one, the DLL has searched the stack.
 */
function otherWay(stepping: Stepping, last: SteppedFrame): FoundBy {
  if (stepping.machine.name !== 'x86') return hasEntry(stepping, last) ? 'unwind-info' : 'unknown';
  const module = stepping.core.modules.containing(lookedUpAt(last));
  return module?.hasFullSymbols ? 'unknown' : 'scan';
}

/** Whether an entry of a function table tells how to find the caller of a frame. */
export function hasEntry({ api, machine, target, key }: Stepping, frame: SteppedFrame): boolean {
  const at = lookedUpAt(frame);
  if (target.functionEntry) return target.functionEntry(Number(at)) !== null;
  const known = (address: bigint): boolean => api.SymFunctionTableAccess64.raw(key, address) !== 0n;
  return (
    known(at) ||
    (machine.name === 'x86' && BigInt.asIntN(32, at) < 0n && known(BigInt.asUintN(64, BigInt.asIntN(32, at))))
  );
}

/** The address at which a function's entry is looked up: a return address may belong to the next function. */
export const lookedUpAt = ({ address, foundBy }: SteppedFrame): bigint =>
  foundBy === 'context' || address === 0n ? address : address - 1n;

type Places = Omit<SteppedFrame, 'foundBy'>;

/**
 * If a call is the last instruction of its function, some DLLs give the byte before the return address, which is still
 * in the function. The stack has the return address.
 */
function returning(reported: Places, last: SteppedFrame | undefined, target: StackTarget): Places {
  const onStack = wordAt(target, reported.framePointer + 4n);
  const isNext = (address: bigint | null | undefined, before: bigint): address is bigint =>
    before !== 0n && address === before + 1n;
  const called = last?.returnAddress;
  return {
    ...reported,
    address: isNext(called, reported.address) ? called : reported.address,
    returnAddress: isNext(onStack, reported.returnAddress) ? onStack : reported.returnAddress,
  };
}

/** The word at an address of a 32-bit stack; null if it cannot be read. */
export function wordAt(target: StackTarget, address: bigint): bigint | null {
  const word = new Uint8Array(4);
  return target.read(Number(address), 4, word) === 4 ? BigInt(new DataView(word.buffer).getUint32(0, true)) : null;
}

/** The callee decides how its caller was found: by the callee's entry, or by the frame pointer that it saved. */
function howFound(
  { name, pointerBytes }: StackMachine,
  called: SteppedFrame | undefined,
  usedTable: boolean,
  stackPointer: bigint,
): FoundBy {
  if (usedTable) return 'unwind-info';
  const byFramePointer = called && stackPointer === called.framePointer + BigInt(2 * pointerBytes);
  return name === 'x86' && byFramePointer ? 'frame-pointer' : 'unknown';
}

/**
 * On x86 some DLLs give another return address instead of one that they could not read. The return address lies above
 * the saved frame pointer. Only arguments lie above it, and these may be missing.
 */
function isUnread(
  { name, pointerBytes }: StackMachine,
  { returnAddress, stackPointer, framePointer }: Places,
  failedReads: readonly bigint[],
): boolean {
  if (name !== 'x86') return returnAddress === 0n && failedReads.length > 0;
  return failedReads.some((address) => address >= stackPointer && address < framePointer + BigInt(2 * pointerBytes));
}
