import type { ARM64_NT_CONTEXT, CONTEXT, CONTEXT_AMD64, CONTEXT_X86 } from '../../ffi/structures';
import { copyOfContext, type StackMachine } from '../../stack/machines';
import type { WalkedFrame } from '../../stack/stack-frame';
import type { DumpWalk } from './dump-target';

/** A thread that called an address without code, such as a null pointer. */
export interface CalledNowhere {
  readonly frame: WalkedFrame;
  /** The registers as if the call had returned at once. */
  readonly caller: CONTEXT;
}

/**
 * Steps back to the caller of an address without code. Not all DLLs do so, because no table describes a function there.
 * But the call left its return address on top of the stack, or in the link register.
 */
export function calledNowhere(context: CONTEXT, machine: StackMachine, walk: DumpWalk): CalledNowhere | null {
  const start = machine.start(context);
  if (walk.isCode(start.address) || walk.has(start.address)) return null;
  const caller = copyOfContext(machine, context);
  const returnAddress =
    machine.name === 'arm64' ? (caller as ARM64_NT_CONTEXT).Lr : walk.pointer(start.stackPointer, machine);
  if (returnAddress === null || !walk.isCode(returnAddress)) return null;
  const returned = {
    x64: () => Object.assign(caller as CONTEXT_AMD64, { Rip: returnAddress, Rsp: start.stackPointer + 8n }),
    x86: () =>
      Object.assign(caller as CONTEXT_X86, { Eip: Number(returnAddress), Esp: Number(start.stackPointer) + 4 }),
    arm64: () => Object.assign(caller as ARM64_NT_CONTEXT, { Pc: returnAddress }),
  };
  returned[machine.name]();
  const frame = { ...start, returnAddress, foundBy: 'context', trust: 'context', generated: false } as const;
  return { frame, caller };
}
