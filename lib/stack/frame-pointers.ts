import type { CONTEXT, CONTEXT_X86 } from '../ffi/structures';
import { copyOfContext } from './machines';
import type { SteppedFrame } from './stack-frame';
import { wordAt, type Stepping, type StackTarget } from './stack-step';

/** In bytes: a frame pointer farther away most likely does not belong to the same stack. */
const nearby = 0x1_0000n;

/**
 * Whether a 32-bit frame would return to address 0. If a stack was cut, some DLLs give 0 for memory that they could not
 * read.
 */
export const returnsToNothing = (target: StackTarget, { framePointer }: SteppedFrame): boolean =>
  wordAt(target, framePointer + 4n) === 0n;

/**
 * If the DLL finds no caller of 32-bit code: the caller's registers by the frame pointer, which most code keeps.
 * `'loop'` if frame pointers lead back.
 */
export function callerByFramePointer(
  { core, machine, target }: Stepping,
  lost: SteppedFrame,
  registers: CONTEXT,
): CONTEXT | 'loop' | null {
  const isCode = (address: bigint): boolean =>
    target.moduleBase ? target.moduleBase(Number(address)) !== 0 : core.modules.containing(address) !== undefined;
  const { framePointer: kept } = machine.start(registers);
  const back = lost.stackPointer - kept;
  const ledBack = lost.foundBy === 'frame-pointer' && back > 0n && back < nearby;
  if (ledBack && wordAt(target, kept) !== null) return 'loop';
  for (const framePointer of new Set([kept, lost.framePointer])) {
    const saved = wordAt(target, framePointer);
    const returnAddress = wordAt(target, framePointer + 4n);
    if (saved === null || returnAddress === null || framePointer < lost.stackPointer || !isCode(returnAddress))
      continue;
    const caller = copyOfContext(machine, registers) as CONTEXT_X86;
    const [eip, esp, ebp] = [returnAddress, framePointer + 8n, saved].map(Number) as [number, number, number];
    return Object.assign(caller, { Eip: eip, Esp: esp, Ebp: ebp });
  }
  return null;
}
