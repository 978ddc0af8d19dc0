import { type CONTEXT, type CONTEXT_AMD64, CONTEXT_X86 } from '../../ffi/structures';
import type { MinidumpModule } from '../read/modules';
import type { MinidumpThread } from '../read/threads';
import type { ProcessMemory } from './process-memory';

/** The code segment of 32-bit code in a 64-bit process. */
const segmentOf32Bit = 0x23;
/** TEB.TlsSlots[1] of a 64-bit thread, WOW64_TLS_CPURESERVED: it points to the 32-bit registers. */
const cpuReserved = 0x1488n;
/** Flags and the machine, 16 bits each, precede the registers. */
const registersOffset = 4;
/** CONTEXT_i386, in the upper bits of ContextFlags. */
const i386Flag = 0x0001_0000;

/** The DLLs that run 32-bit programs; no other process has them. */
const emulator = /^wow64(?:cpu)?\.dll$/i;

/** Whether the process of a dump runs a 32-bit program, but the dump is a 64-bit one, such as Task Manager's. */
export const isWow64 = (modules: readonly MinidumpModule[]): boolean => modules.some(({ name }) => emulator.test(name));

/**
 * The 32-bit registers of a thread of a 32-bit program in a 64-bit dump: the current ones if it runs 32-bit code, or
 * else those that WOW64 saved. Null for a thread of 64-bit code, and if the dump does not have them.
 *
 * @param thread - undefined if no emulation can have saved registers of it
 */
export function wow64Context(
  context: CONTEXT,
  thread: MinidumpThread | undefined,
  memory: ProcessMemory,
): CONTEXT_X86 | null {
  if ('Eip' in context) return null;
  if ('Rip' in context && context.SegCs === segmentOf32Bit) return narrowed(context);
  return thread ? keptContext(thread, memory) : null;
}

function narrowed(context: CONTEXT_AMD64): CONTEXT_X86 {
  const narrow = CONTEXT_X86.alloc();
  const low = (register: bigint): number => Number(BigInt.asUintN(32, register));
  narrow.ContextFlags = i386Flag | 0x7;
  narrow.Eip = low(context.Rip);
  narrow.Esp = low(context.Rsp);
  narrow.Ebp = low(context.Rbp);
  narrow.Eax = low(context.Rax);
  narrow.Ebx = low(context.Rbx);
  narrow.Ecx = low(context.Rcx);
  narrow.Edx = low(context.Rdx);
  narrow.Esi = low(context.Rsi);
  narrow.Edi = low(context.Rdi);
  narrow.EFlags = context.EFlags;
  narrow.SegCs = context.SegCs;
  return narrow;
}

function keptContext({ teb }: MinidumpThread, memory: ProcessMemory): CONTEXT_X86 | null {
  const reserved = Number(memory.pointer(teb + cpuReserved) ?? 0n);
  const kept = CONTEXT_X86.alloc();
  if (reserved === 0 || memory.read(reserved + registersOffset, kept.bytes.length, kept.bytes) < kept.bytes.length) {
    return null;
  }
  return (kept.ContextFlags & i386Flag) !== 0 && kept.Eip !== 0 ? kept : null;
}
