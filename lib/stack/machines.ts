import { CONTEXT_FLAGS, IMAGE_FILE_MACHINE } from '../../types/constants';
import { ARM64_NT_CONTEXT, type CONTEXT, CONTEXT_AMD64, CONTEXT_X86, type StructClass } from '../ffi/structures';
import { wrongType } from '../base/checks';
import { View } from '../ffi/struct';

/** The registers with which a walk begins. */
export interface WalkStart {
  readonly address: bigint;
  readonly stackPointer: bigint;
  readonly framePointer: bigint;
}

/** A machine whose stacks can be walked. */
export interface StackMachine {
  readonly name: 'x64' | 'x86' | 'arm64';
  /** IMAGE_FILE_MACHINE. */
  readonly machine: number;
  readonly pointerBytes: 4 | 8;
  readonly registers: StructClass<CONTEXT>;
  /** ContextFlags of the registers that a walk needs. */
  readonly contextFlags: number;
  /** Whether a call pushes its return address, so that a caller's stack pointer is always greater. */
  readonly callsPush: boolean;
  start(context: CONTEXT): WalkStart;
}

export const machines = {
  x64: {
    name: 'x64',
    machine: IMAGE_FILE_MACHINE.AMD64,
    pointerBytes: 8,
    registers: CONTEXT_AMD64,
    contextFlags: CONTEXT_FLAGS.AMD64_FULL,
    callsPush: true,
    start(context) {
      const { Rip, Rsp, Rbp } = context as CONTEXT_AMD64;
      return { address: Rip, stackPointer: Rsp, framePointer: Rbp };
    },
  },
  x86: {
    name: 'x86',
    machine: IMAGE_FILE_MACHINE.I386,
    pointerBytes: 4,
    registers: CONTEXT_X86,
    contextFlags: CONTEXT_FLAGS.i386_FULL,
    callsPush: true,
    start(context) {
      const { Eip, Esp, Ebp } = context as CONTEXT_X86;
      return { address: BigInt(Eip), stackPointer: BigInt(Esp), framePointer: BigInt(Ebp) };
    },
  },
  arm64: {
    name: 'arm64',
    machine: IMAGE_FILE_MACHINE.ARM64,
    pointerBytes: 8,
    registers: ARM64_NT_CONTEXT,
    contextFlags: CONTEXT_FLAGS.ARM64_FULL,
    callsPush: false,
    start(context) {
      const { Pc, Sp, Fp } = context as ARM64_NT_CONTEXT;
      return { address: Pc, stackPointer: Sp, framePointer: Fp };
    },
  },
} as const satisfies Readonly<Record<string, StackMachine>>;

/** The machine to which these registers belong. */
export function machineOf(context: unknown, label: string): StackMachine {
  if (context instanceof View) {
    if ('Rip' in context) return machines.x64;
    if ('Eip' in context) return machines.x86;
    if ('Pc' in context) return machines.arm64;
  }
  throw wrongType(label, 'a CONTEXT: a view of CONTEXT_AMD64, CONTEXT_X86 or ARM64_NT_CONTEXT', context);
}

/** Copies a context for a walk, which changes it. The copy is also aligned for the instructions that copy contexts. */
export function copyOfContext({ registers }: StackMachine, context: CONTEXT): CONTEXT {
  const copy = registers.alloc();
  copy.bytes.set(context.bytes.subarray(0, copy.bytes.length));
  return copy;
}
