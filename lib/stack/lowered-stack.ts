import type { CONTEXT, CONTEXT_X86 } from '../ffi/structures';
import { copyOfContext, machines } from './machines';
import type { SteppedFrame } from './stack-frame';
import type { StackTarget } from './stack-step';

const endOfNarrow = 2 ** 32;
/**
 * In this part at the top, some DLLs compute beyond the last address when they check whether a frame pointer is near.
 */
const topBytes = 0x40_0000;
const pageBytes = 0x1000;
const granularity = 0x1_0000;
const farEnough = 0x80_0000;

const registerNames = ['Eax', 'Ebx', 'Ecx', 'Edx', 'Esi', 'Edi', 'Ebp', 'Esp'] as const;

/** A 32-bit stack that pretends to lie at lower addresses, and a conversion of its frames to their real addresses. */
export interface LoweredStack {
  readonly context: CONTEXT;
  readonly target: StackTarget;
  raised<Frame extends SteppedFrame>(frame: Frame): Frame;
}

export const liesAtTheTop = ({ Esp }: CONTEXT_X86): boolean => Esp >= endOfNarrow - topBytes;

/** Null if there is no other place for the stack. */
export function loweredStack(context: CONTEXT_X86, target: StackTarget): LoweredStack | null {
  const from = context.Esp;
  const end = endOfStack(from, target);
  const by = freeDistance(from, end, target);
  if (end === from || by === undefined) return null;
  const [low, lowEnd] = [from - by, end - by];
  const lowered = (value: number): number => (value >= from && value < end ? value - by : value);
  const raised = (value: number): number => (value >= low && value < lowEnd ? value + by : value);
  const raisedFrame = <Frame extends SteppedFrame>(frame: Frame): Frame => ({
    ...frame,
    stackPointer: BigInt(raised(Number(frame.stackPointer))),
    framePointer: BigInt(raised(Number(frame.framePointer))),
  });
  return {
    context: withRegisters(context, lowered),
    raised: raisedFrame,
    target: {
      read(address, size, into) {
        if (address < low || address >= lowEnd) return target.read(address, size, into);
        const count = target.read(address + by, Math.min(size, lowEnd - address), into);
        const view = new DataView(into.buffer, into.byteOffset, count);
        for (let at = -address & 3; at + 4 <= count; at += 4)
          view.setUint32(at, lowered(view.getUint32(at, true)), true);
        return count;
      },
      ...(target.moduleBase && { moduleBase: (address) => target.moduleBase!(address) }),
      ...(target.frameData && { frameData: (address) => target.frameData!(address) }),
      ...(target.codeAt && { codeAt: (address) => target.codeAt!(address) }),
      ...(target.understands && { understands: (address) => target.understands!(address) }),
      keepsFramePointers: target.keepsFramePointers ?? false,
      enter: (address) => target.enter?.(address),
      leave: () => target.leave?.(),
      ...(target.mayBeOutermost && {
        mayBeOutermost: (frame, registers) =>
          target.mayBeOutermost!(raisedFrame(frame), withRegisters(registers as CONTEXT_X86, raised)),
      }),
    },
  };
}

/** The end of the readable part. */
function endOfStack(from: number, target: StackTarget): number {
  const page = new Uint8Array(pageBytes);
  for (let at = from; at < endOfNarrow;) {
    const wanted = pageBytes - (at % pageBytes);
    const count = target.moduleBase?.(at) ? 0 : target.read(at, wanted, page);
    at += count;
    if (count < wanted) return at;
  }
  return endOfNarrow;
}

/** The distance down to free addresses, in bytes. */
function freeDistance(from: number, end: number, target: StackTarget): number | undefined {
  const byte = new Uint8Array(1);
  const isFree = (at: number): boolean => !target.moduleBase?.(at) && target.read(at, 1, byte) === 0;
  for (let by = farEnough; by < endOfNarrow / 2; by += farEnough) {
    let at = from - by;
    while (at < end - by && isFree(at)) at += granularity;
    if (at >= end - by && isFree(end - by - 1)) return by;
  }
  return undefined;
}

function withRegisters(context: CONTEXT_X86, change: (value: number) => number): CONTEXT {
  const copy = copyOfContext(machines.x86, context) as CONTEXT_X86;
  for (const name of registerNames) copy[name] = change(copy[name]);
  return copy;
}
