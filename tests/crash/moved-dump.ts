import { MINIDUMP_STREAM_TYPE } from '../../lib';
import { streamOf } from './dump-streams';

/** Changes a 32-bit dump as if its stack or its program had been at another place. */

interface Move {
  readonly from: number;
  readonly end: number;
  readonly by: number;
}

const { ThreadListStream, ModuleListStream, MemoryListStream, ExceptionStream } = MINIDUMP_STREAM_TYPE;
const sizes = { thread: 48, module: 108, memory: 16, register: 4 };

/** The part of a 32-bit CONTEXT between its floating-point and extended registers: Edi to Esp, and segments. */
const registers = { begin: 0x9c, end: 0xc8 };
/** MINIDUMP_EXCEPTION_STREAM: the offsets of the address and of the registers' location. */
const exception = { address: 24, context: 164 };

/** The places of the first thread's stack and of the first module, the program. */
export function placesOf(dump: Buffer): { readonly stack: Move; readonly program: Move } {
  const threads = streamOf(dump, ThreadListStream).bytes;
  const stack = Number(threads.readBigUInt64LE(4 + 24));
  const modules = streamOf(dump, ModuleListStream).bytes;
  const program = Number(modules.readBigUInt64LE(4));
  return {
    stack: { from: stack, end: stack + threads.readUInt32LE(4 + 32), by: 0 },
    program: { from: program, end: program + modules.readUInt32LE(4 + 8), by: 0 },
  };
}

/** Moves the stack, the program, or both by a number of bytes. Every word that points there still does afterwards. */
export function moved(dump: Buffer, by: { readonly stack?: number; readonly program?: number }): Buffer {
  const { stack, program } = placesOf(dump);
  const moves = [
    { ...stack, by: by.stack ?? 0 },
    { ...program, by: by.program ?? 0 },
  ];
  const whole = Buffer.from(dump);
  const movedTo = (value: number): number => {
    const move = moves.find(({ from, end }) => value >= from && value < end);
    return move ? value + move.by : value;
  };
  const word = (at: number): void => {
    whole.writeUInt32LE(movedTo(whole.readUInt32LE(at)), at);
  };
  const words = (from: number, end: number): void => {
    for (let at = from; at + 4 <= end; at += 4) word(at);
  };
  const contexts = new Set<number>();
  rows(whole, ThreadListStream, sizes.thread, (at) => {
    word(at + 24);
    contexts.add(whole.readUInt32LE(at + 44));
  });
  rows(whole, ModuleListStream, sizes.module, word);
  rows(whole, MemoryListStream, sizes.memory, (at) => {
    const [size, place] = [whole.readUInt32LE(at + 8), whole.readUInt32LE(at + 12)];
    if (whole.readUInt32LE(at) === stack.from) words(place, place + size);
    word(at);
  });
  const crash = placeOf(whole, ExceptionStream);
  if (crash !== null) {
    word(crash + exception.address);
    contexts.add(whole.readUInt32LE(crash + exception.context));
  }
  for (const context of contexts) words(context + registers.begin, context + registers.end);
  return whole;
}

function rows(dump: Buffer, type: number, bytes: number, move: (at: number) => void): void {
  const { place, bytes: stream } = streamOf(dump, type);
  for (let row = 0; row < stream.readUInt32LE(0); row++) move(place + 4 + row * bytes);
}

function placeOf(dump: Buffer, type: number): number | null {
  try {
    return streamOf(dump, type).place;
  } catch {
    return null;
  }
}
