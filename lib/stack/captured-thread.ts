import type { CONTEXT } from '../ffi/structures';
import { lastError, win32 } from '../win32/functions';
import { win32Threads } from '../win32/thread-functions';
import { LiveCode, regionAt } from './live-code';
import type { StackMachine } from './machines';
import { whileSuspended } from '../win32/threads';
import type { StackTarget } from './stack-step';

/** The data of a thread that a walk needs, copied while the thread was suspended. */
export interface CapturedThread {
  readonly context: CONTEXT;
  /** The stack as it was then; other memory as it is now. */
  readonly target: StackTarget;
}

/** Most stacks have a megabyte. Of a larger stack, only this much from the inner end can be read. */
const mostStackBytes = 8 * 1024 * 1024;

/**
 * Suspends a thread while its registers and its stack are copied. The walk, which may have to load symbols, uses the
 * copies while the thread runs on.
 */
export function captureThread(
  process: bigint,
  threadId: number,
  handle: number,
  machine: StackMachine,
  isWow64: boolean,
): CapturedThread {
  const { GetThreadContext, Wow64GetThreadContext } = win32Threads();
  const context = machine.registers.alloc();
  context.ContextFlags = machine.contextFlags;
  return whileSuspended(threadId, handle, isWow64, () => {
    // SuspendThread only requests it: the thread is suspended when its registers can be read.
    const api = isWow64 ? 'Wow64GetThreadContext' : 'GetThreadContext';
    if ((isWow64 ? Wow64GetThreadContext : GetThreadContext)(handle, context.bytes) === 0) throw lastError(api);
    const { stackPointer } = machine.start(context);
    const stack = copyOfStack(process, stackPointer);
    return { context, target: targetWith(process, stackPointer, stack) };
  });
}

/** A process's memory as it is now. */
export function liveTarget(process: bigint): StackTarget {
  const { ReadProcessMemory } = win32();
  const code = new LiveCode(process);
  return {
    read: (address, size, into) => (ReadProcessMemory(process, address, into, size, null) === 0 ? 0 : size),
    codeAt: (address) => code.kindOf(address),
  };
}

function targetWith(process: bigint, stackPointer: bigint, stack: Uint8Array): StackTarget {
  const live = liveTarget(process);
  const begin = Number(stackPointer);
  return {
    ...live,
    read(address, size, into) {
      const from = address - begin;
      if (from < 0 || from >= stack.length) return live.read(address, size, into);
      const part = stack.subarray(from, from + size);
      into.set(part);
      return part.length;
    },
  };
}

/** Copies a stack from the stack pointer to the end of its memory, where the stack began. */
function copyOfStack(process: bigint, stackPointer: bigint): Uint8Array {
  const region = regionAt(process, Number(stackPointer));
  const room = region ? region.end - Number(stackPointer) : 0;
  const stack = new Uint8Array(new ArrayBuffer(Math.min(room, mostStackBytes)));
  // If the stack pointer is invalid, the walk detects it.
  const { ReadProcessMemory } = win32();
  return ReadProcessMemory(process, stackPointer, stack, stack.length, null) === 0 ? stack.subarray(0, 0) : stack;
}
