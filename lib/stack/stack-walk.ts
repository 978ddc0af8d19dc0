import type { DbgHelpToken } from '../../types/calls';
import type { CONTEXT, CONTEXT_X86 } from '../ffi/structures';
import { WalkRoutines } from './walk-callbacks';
import type { SessionCore } from '../session/core';
import type { SymbolModule } from '../session/modules/module';
import { Slice } from '../session/slices';
import { ExtendedModules, extendsSigns } from './extended-modules';
import { liesAtTheTop, loweredStack } from './lowered-stack';
import { machineOf } from './machines';
import type { StackEnd, WalkedFrame } from './stack-frame';
import { callerByFramePointer, returnsToNothing } from './frame-pointers';
import { stepper, type Stepping, type StackTarget } from './stack-step';

export const defaultMaxFrames = 1024;

export interface StackWalkRequest {
  /** The thread's registers; they are copied. */
  readonly context: CONTEXT;
  readonly target: StackTarget;
  readonly maxFrames?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface StackWalk {
  /** Innermost first, without inlined functions. */
  readonly frames: WalkedFrame[];
  readonly end: Exclude<StackEnd, 'stopped'>;
}

/**
 * Walks a stack that does not change, inside a slot, by StackWalkEx, or by StackWalk64 if the DLL lacks that. Before
 * each step it loads the symbols that DbgHelp would otherwise load during the step, off the main thread. So no thread
 * may be suspended meanwhile.
 *
 * @throws errors of the target, and the signal's reason
 *
 * @internal
 */
export async function walkStack(core: SessionCore, api: DbgHelpToken, request: StackWalkRequest): Promise<StackWalk> {
  const machine = machineOf(request.context, '`context`');
  const isNarrow = machine.pointerBytes === 4;
  const extended = isNarrow ? await ExtendedModules.of(core, api) : null;
  const registers = request.context as CONTEXT_X86;
  const lowered =
    isNarrow && liesAtTheTop(registers) && extendsSigns(core, api) ? loweredStack(registers, request.target) : null;
  const { context, target } = lowered ?? request;
  const routines = new WalkRoutines(target, isNarrow ? 32 : 64);
  const key = extended?.key ?? core.key;
  try {
    const walk = { core, api, machine, target, routines, key };
    const { frames, end } = await walkSteps(walk, extended, { ...request, context, target });
    return { frames: lowered ? frames.map((frame) => lowered.raised(frame)) : frames, end };
  } finally {
    routines.release();
  }
}

async function walkSteps(
  walk: Stepping,
  extended: ExtendedModules | null,
  { context, maxFrames = defaultMaxFrames, signal }: StackWalkRequest,
): Promise<StackWalk> {
  const { core, api, machine } = walk;
  const start = machine.start(context);
  const frames: WalkedFrame[] = [];
  let step = stepper(walk, context);
  /** Whether `step` begins anew at the last frame. */
  let resumed = false;
  const slice = new Slice();
  const loadSymbolsAt = async (address: bigint): Promise<void> => {
    await core.loadSymbolsAt(api, address, signal);
    await extended?.loadSymbolsAt(api, address);
  };
  await loadSymbolsAt(start.address);
  for (;;) {
    signal?.throwIfAborted();
    const last = resumed ? undefined : frames.at(-1);
    const { found, frame, unread, registers } = step(last);
    if (resumed) {
      frames.push({ ...(found ? frame : { ...frame, returnAddress: 0n }), foundBy: 'frame-pointer' });
    } else if (!last) {
      // The innermost frame is known from the registers, even if DbgHelp does not find it.
      frames.push(found ? { ...frame, foundBy: 'context' } : { ...start, returnAddress: 0n, foundBy: 'context' });
    } else {
      const isCaller = machine.callsPush
        ? frame.stackPointer > last.stackPointer
        : frame.stackPointer > last.stackPointer ||
          (frame.stackPointer === last.stackPointer && frame.address !== last.address);
      if (found && !isCaller) return { frames, end: 'loop' };
      // If some DLLs do not find a frame's own caller, they fail although they have reached the frame.
      const isReached = isCaller && frame.address === last.returnAddress;
      if (found) frames.push(frame);
      else if (isReached) frames.push({ ...frame, returnAddress: 0n });
    }
    resumed = false;
    const lost = !found || unread || frame.returnAddress === 0n;
    if (lost) {
      const isReadable = found && !unread;
      if (isReadable && isOutermost(walk, frame, registers)) return { frames, end: 'complete' };
      const caller = machine.name === 'x86' ? callerByFramePointer(walk, frames.at(-1)!, registers) : null;
      if (caller === null || caller === 'loop') return { frames, end: caller ?? 'unreadable' };
      frames.push({ ...frames.pop()!, returnAddress: machine.start(caller).address });
      step = stepper(walk, caller);
      resumed = true;
    }
    if (frames.length >= maxFrames) return { frames, end: 'limit' };
    await loadSymbolsAt(frame.address);
    await loadSymbolsAt(frames.at(-1)!.returnAddress);
    if (slice.isOver) await slice.next();
  }
}

/** The modules in which threads begin. */
const firstModules = /(?:^|\\)(?:ntdll|kernel32)\.dll$/i;

/**
 * DbgHelp also ends a walk if it does not find the caller. Every thread began in ntdll, or in old Windows in kernel32.
 */
function isOutermost(
  { core: { modules }, machine, target }: Stepping,
  frame: WalkedFrame,
  registers: CONTEXT,
): boolean {
  if (machine.name === 'x86' && !returnsToNothing(target, frame)) return false;
  if (target.mayBeOutermost) return target.mayBeOutermost(frame, registers);
  const isFirst = ({ imagePath }: SymbolModule): boolean => firstModules.test(imagePath);
  const module = modules.containing(frame.address);
  return module ? isFirst(module) : !modules.all.some(isFirst);
}
