import type { DbgHelpToken } from '../../types/calls';
import { ADDRESS_MODE, INLINE_FRAME_CONTEXT_IGNORE } from '../../types/constants';
import type { CONTEXT, STACKFRAME64, STACKFRAME_EX } from '../../types/structures';
import { structures } from '../native/abi/structures';
import { defineStruct } from '../native/struct';
import { WalkRoutines, type WalkTarget } from '../native/walk-routines';
import type { SessionCore } from '../session/core';
import type { SymbolModule } from '../session/module';
import { eventLoopTurn, sliceMilliseconds } from '../session/slices';
import { copyOfContext, machineOf, type StackMachine } from './machines';
import type { StackEnd, WalkedFrame } from './stack-frame';

const stackFrame64 = defineStruct<STACKFRAME64>(structures.STACKFRAME64);
const stackFrameEx = defineStruct<STACKFRAME_EX>(structures.STACKFRAME_EX);

export const defaultMaxFrames = 1024;

/** DbgHelp needs no thread where memory is read for it. */
const noThread = 0n;

/** What is walked: a process, a copy of a part of one, a dump. What it does not answer is DbgHelp's own. */
export interface StackTarget extends WalkTarget {
  /** Comes before each step, outwards from the function at an address. */
  enter?(address: bigint): void;
  /** Comes after it. */
  leave?(): void;
  /** Whether a thread may have begun there. DbgHelp also ends a walk where it has lost its way. */
  mayBeOutermost?(frame: Pick<WalkedFrame, 'address' | 'stackPointer'>): boolean;
}

export interface StackWalkRequest {
  /** Where the thread is; it is copied. */
  readonly context: CONTEXT;
  readonly target: StackTarget;
  readonly maxFrames?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface StackWalk {
  /** Innermost first; none for functions that were inlined. */
  readonly frames: WalkedFrame[];
  readonly end: Exclude<StackEnd, 'stopped'>;
}

/**
 * Walks a stack that stands still, inside a slot: StackWalkEx, or StackWalk64 where that is missing. Before each step it loads
 * the symbols that DbgHelp would load in the middle of it, off the main thread. So no thread may be suspended meanwhile.
 *
 * @throws what the target throws, and the signal's reason
 *
 * @internal
 */
export async function walkStack(core: SessionCore, api: DbgHelpToken, request: StackWalkRequest): Promise<StackWalk> {
  const { context, target } = request;
  const machine = machineOf(context, '`context`');
  const routines = new WalkRoutines(target, machine.pointerBytes === 4 ? 32 : 64);
  try {
    return await walkSteps(core, api, machine, request, stepper(core, api, machine, request, routines));
  } finally {
    routines.release();
  }
}

async function walkSteps(
  core: SessionCore,
  api: DbgHelpToken,
  machine: StackMachine,
  { context, maxFrames = defaultMaxFrames, signal, target }: StackWalkRequest,
  step: (last: WalkedFrame | undefined) => Step,
): Promise<StackWalk> {
  const start = machine.start(context);
  const frames: WalkedFrame[] = [];
  let deadline = performance.now() + sliceMilliseconds;
  await core.loadSymbolsAt(api, start.address);
  for (;;) {
    signal?.throwIfAborted();
    const last = frames.at(-1);
    const { found, frame, unread } = step(last);
    if (!last) {
      // Where the registers point is known, whatever DbgHelp makes of it.
      frames.push(found ? { ...frame, foundBy: 'context' } : { ...start, returnAddress: 0n, foundBy: 'context' });
    } else {
      const isCaller = machine.callsPush
        ? frame.stackPointer > last.stackPointer
        : frame.stackPointer > last.stackPointer ||
          (frame.stackPointer === last.stackPointer && frame.address !== last.address);
      if (found && !isCaller) return { frames, end: 'loop' };
      // A frame whose own caller cannot be found is none for some DLLs, though they got to it.
      const isReached = isCaller && frame.address === last.returnAddress;
      if (found) frames.push(frame);
      else if (isReached) frames.push({ ...frame, returnAddress: 0n });
    }
    if (!found || unread) return { frames, end: 'unreadable' };
    if (frame.returnAddress === 0n) {
      const isOutermost = target.mayBeOutermost?.(frame) ?? mayBeOutermost(core, frame);
      return { frames, end: isOutermost ? 'complete' : 'unreadable' };
    }
    if (frames.length >= maxFrames) return { frames, end: 'limit' };
    await core.loadSymbolsAt(api, frame.address);
    await core.loadSymbolsAt(api, frame.returnAddress);
    if (performance.now() >= deadline) {
      await eventLoopTurn();
      deadline = performance.now() + sliceMilliseconds;
    }
  }
}

/** Where threads begin. */
const firstModules = /(?:^|\\)(?:ntdll|kernel32)\.dll$/i;

/** DbgHelp also ends a walk where it has lost its way: every thread began in ntdll, or long ago in kernel32. */
function mayBeOutermost({ modules }: SessionCore, { address }: WalkedFrame): boolean {
  const isFirst = ({ imagePath }: SymbolModule): boolean => firstModules.test(imagePath);
  const module = modules.containing(address);
  return module ? isFirst(module) : !modules.all.some(isFirst);
}

interface Step {
  readonly found: boolean;
  readonly frame: WalkedFrame;
  /** The frame's return address could not be read; it is given as 0. */
  readonly unread: boolean;
}

/** Makes what takes one step outwards, given the frame before. */
function stepper(
  core: SessionCore,
  api: DbgHelpToken,
  machine: StackMachine,
  { context, target }: StackWalkRequest,
  native: WalkRoutines,
): (last: WalkedFrame | undefined) => Step {
  const { binding, key } = core;
  const registers = copyOfContext(machine, context);
  const isEx = binding.has('StackWalkEx');
  const cursor = isEx ? stackFrameEx.alloc() : stackFrame64.alloc();
  const { AddrPC, AddrStack, AddrFrame } = cursor;
  const begin = machine.start(context);
  AddrPC.Offset = begin.address;
  AddrStack.Offset = begin.stackPointer;
  AddrFrame.Offset = begin.framePointer;
  AddrPC.Mode = AddrStack.Mode = AddrFrame.Mode = ADDRESS_MODE.AddrModeFlat;

  const routines = [
    native.readMemory,
    native.functionTable ?? binding.addressOf('SymFunctionTableAccess64'),
    native.moduleBase ?? binding.addressOf('SymGetModuleBase64'),
    null,
  ] as const;
  const walk = (): boolean =>
    isEx
      ? api.StackWalkEx.raw(machine.machine, key, noThread, cursor as STACKFRAME_EX, registers, ...routines, 0)
      : api.StackWalk64.raw(machine.machine, key, noThread, cursor as STACKFRAME64, registers, ...routines);

  return (last) => {
    if ('InlineFrameContext' in cursor) cursor.InlineFrameContext = INLINE_FRAME_CONTEXT_IGNORE;
    const usedTable = cursor.FuncTableEntry !== 0n;
    target.enter?.(last ? last.returnAddress : begin.address);
    const found = walk();
    target.leave?.();
    const failedReads = native.takeFailedReads();
    const frame = {
      address: AddrPC.Offset,
      returnAddress: cursor.AddrReturn.Offset,
      stackPointer: AddrStack.Offset,
      framePointer: AddrFrame.Offset,
    };
    const foundBy = howFound(machine, last, usedTable, frame.stackPointer);
    const unread = isUnread(machine, frame, failedReads);
    return { found, frame: { ...frame, foundBy, ...(unread ? { returnAddress: 0n } : {}) }, unread };
  };
}

/** The function that was called says how its caller was found: by its entry, or by the frame pointer that it saved. */
function howFound(
  { name, pointerBytes }: StackMachine,
  called: WalkedFrame | undefined,
  usedTable: boolean,
  stackPointer: bigint,
): WalkedFrame['foundBy'] {
  if (usedTable) return 'unwind-info';
  const byFramePointer = called && stackPointer === called.framePointer + BigInt(2 * pointerBytes);
  return name === 'x86' && byFramePointer ? 'frame-pointer' : 'unknown';
}

/**
 * On x86 some DLLs give another return address for one that they could not read. It lies above the saved frame pointer; what
 * lies above it are arguments, which may be missing.
 */
function isUnread(
  { name, pointerBytes }: StackMachine,
  { returnAddress, stackPointer, framePointer }: Omit<WalkedFrame, 'foundBy'>,
  failedReads: readonly bigint[],
): boolean {
  if (name !== 'x86') return returnAddress === 0n && failedReads.length > 0;
  return failedReads.some((address) => address >= stackPointer && address <= framePointer + BigInt(pointerBytes));
}
