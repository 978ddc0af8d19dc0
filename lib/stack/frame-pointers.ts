import type { CONTEXT, CONTEXT_X86 } from '../../types/structures';
import { copyOfContext } from './machines';
import type { WalkedFrame } from './stack-frame';
import { wordAt, type Stepping, type StackTarget } from './stack-step';

/** Bytes: what lies farther away is no frame of the same stack, most likely. */
const nearby = 0x1_0000n;

/** Whether a 32-bit frame would return to nothing. Where a stack was cut, some DLLs tell 0 for what they could not read. */
export const returnsToNothing = (target: StackTarget, { framePointer }: WalkedFrame): boolean =>
  wordAt(target, framePointer + 4n) === 0n;

/**
 * Where 32-bit code goes on that the DLL has found no caller of, if it keeps a frame pointer as most code does: the registers
 * of that caller. `'loop'` where frame pointers lead back.
 */
export function callerByFramePointer(
  { core, machine, target }: Stepping,
  lost: WalkedFrame,
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
