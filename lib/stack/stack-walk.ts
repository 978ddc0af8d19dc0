import type { DbgHelpToken } from '../../types/calls';
import type { CONTEXT, CONTEXT_X86 } from '../ffi/structures';
import { WalkRoutines } from './walk-callbacks';
import type { SessionCore } from '../session/core';
import type { SymbolModule } from '../session/modules/module';
import { Slice } from '../session/slices';
import { CallerSearch, type KnownRegisters, type LostFrame, type SearchedCaller } from './caller-search';
import { ExtendedModules, extendsSigns } from './extended-modules';
import { liesAtTheTop, loweredStack } from './lowered-stack';
import { copyOfContext, machineOf } from './machines';
import { weaker, type FoundBy, type StackEnd, type SteppedFrame, type WalkedFrame } from './stack-frame';
import { callerByFramePointer, returnsToNothing } from './frame-pointers';
import { hasEntry, lookedUpAt, stepper, type Stepping, type StackTarget } from './stack-step';
import { exactRegisters, x86 } from './x86-state';

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
  const { core, api, machine, target } = walk;
  const isX86 = machine.name === 'x86';
  const start = machine.start(context);
  const search = new CallerSearch(machine, target);
  const frames: WalkedFrame[] = [];
  let known: KnownRegisters = {
    exact: isX86 ? exactRegisters(context as CONTEXT_X86) : null,
    framePointer: null,
    argumentBytes: 0,
  };
  /** The trust in the frame pointer, which a search of the stack leaves as it is. */
  let kept: FoundBy = 'context';
  const add = (frame: SteppedFrame, foundBy: FoundBy, from: FoundBy = frames.at(-1)?.trust ?? foundBy): void => {
    const trust = weaker(from, foundBy);
    const kind = target.codeAt?.(Number(lookedUpAt({ ...frame, foundBy })));
    // A frame pointer leads to nothing but code.
    const generated = kind === 'generated' || (kind === 'unknown' && foundBy === 'frame-pointer');
    // Known code of x86 that keeps no frame pointer may have used the register for something else.
    const called = frames.at(-1);
    if (known.exact?.[x86.ebp] === null) kept = 'scan';
    else if (foundBy !== 'scan' || (isX86 && called && search.knowsCode(lookedUpAt(called)))) kept = trust;
    frames.push({ ...frame, foundBy, trust, generated });
  };
  const trustBefore = (way: FoundBy): FoundBy | undefined =>
    way === 'scan' ? 'scan' : way === 'frame-pointer' ? kept : undefined;
  let step = stepper(walk, context);
  /** Whether a frame was found by a search, so that the DLL goes on from a guess. */
  const guessed = { any: false };
  /** How the frame was found at which `step` begins anew. */
  let resumed: FoundBy | null = null;
  /** The state behind a guessed frame from which the DLL goes on. */
  let guess: { readonly registers: CONTEXT; readonly callerAt: bigint | null } | null = null;
  const resume = (
    registers: CONTEXT,
    isUnderstood = false,
    caller = nextCaller(walk, search, frames.at(-1)!, registers, isUnderstood),
  ): SearchedCaller | StackWalk['end'] => {
    if (typeof caller === 'string') return caller;
    known = { exact: caller.exact, framePointer: null, argumentBytes: caller.argumentBytes ?? null };
    const last = frames.pop()!;
    const { address } = machine.start(caller.context);
    // Only code that was made at run time keeps a frame pointer and lies nowhere.
    const isUnknown = target.codeAt?.(Number(lookedUpAt(last))) === 'unknown' && caller.foundBy === 'frame-pointer';
    frames.push({ ...last, returnAddress: address, generated: last.generated || isUnknown });
    step = stepper(walk, caller.context);
    guessed.any ||= caller.foundBy === 'scan';
    return caller;
  };
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
    if (last && isX86) {
      const { framePointer } = machine.start(registers);
      const own = framePointer === frame.framePointer ? Number(framePointer) : null;
      known = { exact: null, framePointer: own, argumentBytes: null };
    }
    if (guess && !(found && frame.stackPointer === guess.callerAt)) {
      const caller = resume(guess.registers);
      if (typeof caller === 'string') return { frames, end: caller };
      resumed = caller.foundBy;
      guess = null;
      continue;
    }
    guess = null;
    if (resumed) {
      add(found ? frame : { ...frame, returnAddress: 0n }, resumed, trustBefore(resumed));
    } else if (!last) {
      // The innermost frame is known from the registers, even if DbgHelp does not find it.
      add(found ? frame : { ...start, returnAddress: 0n, foundBy: 'context' }, 'context');
    } else {
      const isCaller = machine.callsPush
        ? frame.stackPointer > last.stackPointer
        : frame.stackPointer > last.stackPointer ||
          (frame.stackPointer === last.stackPointer && frame.address !== last.address);
      if (found && !isCaller) return { frames, end: 'loop' };
      // If some DLLs do not find a frame's own caller, they fail although they have reached the frame.
      const isReached = isCaller && frame.address === last.returnAddress;
      const foundBy = isUnproven(walk, search, last) ? 'scan' : frame.foundBy;
      if (found) add(frame, foundBy);
      else if (isReached) add({ ...frame, returnAddress: 0n }, foundBy);
    }
    resumed = null;
    const current = frames.at(-1)!;
    const told = isAsked(walk, search, current)
      ? search.callerByCode(placeOf(current), registers, known)
      : isFramed(walk, current)
        ? search.callerByFrameData(placeOf(current), registers, known)
        : null;
    const isUnderstood = understands(walk, search, current);
    const lost = !found || unread || frame.returnAddress === 0n || !isUnderstood;
    if (told) {
      resume(registers, true, told);
      resumed = told.foundBy;
    } else if (lost) {
      const isReadable = found && !unread;
      const mayEnd = isReadable && isUnderstood && isOutermost(walk, frame, registers);
      if (mayEnd && !guessed.any) return { frames, end: 'complete' };
      const caller = resume(registers, isUnderstood && !guessed.any);
      if (typeof caller === 'string') return { frames, end: mayEnd ? 'complete' : caller };
      resumed = caller.foundBy;
    } else if (guessed.any) {
      // If the guess is false, the DLL would pass over true frames.
      guess = { registers: copyOfContext(machine, registers), callerAt: search.nextCallerAt(current.stackPointer) };
    }
    if (frames.length >= maxFrames) return { frames, end: 'limit' };
    await loadSymbolsAt(frame.address);
    await loadSymbolsAt(frames.at(-1)!.returnAddress);
    if (slice.isOver) await slice.next();
  }
}

/** Where the code of x86 is there to be asked, because DLLs follow its frame pointer, though it may be none. */
const isAsked = (walk: Stepping, search: CallerSearch, frame: WalkedFrame): boolean =>
  walk.machine.name === 'x86' && search.knowsCode(lookedUpAt(frame)) && !hasEntry(walk, frame);

/** Where only the PDB tells, and the DLL does not use its frame data. */
const isFramed = (walk: Stepping, frame: WalkedFrame): boolean =>
  walk.target.frameData?.(Number(lookedUpAt(frame))) != null && !hasEntry(walk, frame);

/** Where it tells nothing, and the frame pointer leads nowhere. */
const isUnproven = (walk: Stepping, search: CallerSearch, frame: WalkedFrame): boolean =>
  isAsked(walk, search, frame) && !search.leadsOn(frame.framePointer, frame.stackPointer);

const placeOf = ({ address, stackPointer, foundBy }: WalkedFrame): LostFrame => ({
  address,
  stackPointer,
  isInnermost: foundBy === 'context',
});

/** Whether the DLL can find the caller of a frame. A function without an entry calls nothing. */
function understands(walk: Stepping, search: CallerSearch, frame: WalkedFrame): boolean {
  const { machine, target } = walk;
  if (!target.understands) return true;
  // Frame data of x86 are in PDBs, and not all DLLs use them.
  const isKnown = target.understands(lookedUpAt(frame)) || (machine.name === 'x86' && hasEntry(walk, frame));
  if (!isKnown) return false;
  if (frame.returnAddress === 0n) return true;
  if (isUnproven(walk, search, frame)) return false;
  // Frame data of x86 need the stack pointer, which a search leaves unknown: calls may take their arguments away.
  const isExact = frame.trust !== 'frame-pointer' && frame.trust !== 'scan';
  if (machine.name === 'x86' ? isExact : hasEntry(walk, frame)) return true;
  const returnAddress = Number(frame.returnAddress);
  if (search.isReturnAddress(returnAddress)) return true;
  return machine.name === 'x86' && search.looksLikeOne(returnAddress, Number(frame.stackPointer));
}

/** The caller of a frame whose caller the DLL does not find, or why there is none. */
function nextCaller(
  walk: Stepping,
  search: CallerSearch,
  lost: WalkedFrame,
  registers: CONTEXT,
  isUnderstood: boolean,
): SearchedCaller | StackWalk['end'] {
  const { machine, target } = walk;
  if (machine.name === 'x86' && isUnderstood) {
    const caller = callerByFramePointer(walk, lost, registers);
    if (caller === null || caller === 'loop') return caller ?? 'unreadable';
    const foundBy = isUnproven(walk, search, lost) ? 'scan' : 'frame-pointer';
    return { context: caller, foundBy, exact: null };
  }
  if (isUnderstood) return 'unreadable';
  const { stackPointer } = lost;
  const caller = search.callerOf(placeOf(lost), registers);
  const isReadable = target.read(Number(stackPointer), 1, new Uint8Array(1)) > 0 && !isUnproven(walk, search, lost);
  return caller ?? (isReadable ? 'no-unwind-info' : 'unreadable');
}

/** The modules in which threads begin. */
const firstModules = /(?:^|\\)(?:ntdll|kernel32)\.dll$/i;

/**
 * DbgHelp also ends a walk if it does not find the caller. Every thread began in ntdll, or in old Windows in kernel32.
 */
function isOutermost(
  { core: { modules }, machine, target }: Stepping,
  frame: SteppedFrame,
  registers: CONTEXT,
): boolean {
  if (machine.name === 'x86' && !returnsToNothing(target, frame)) return false;
  if (target.mayBeOutermost) return target.mayBeOutermost(frame, registers);
  const isFirst = ({ imagePath }: SymbolModule): boolean => firstModules.test(imagePath);
  const module = modules.containing(frame.address);
  return module ? isFirst(module) : !modules.all.some(isFirst);
}
