import { MINIDUMP_STREAM_TYPE } from '../../lib';
import { streamOf, u32, u64, withMemory, withStreams, type Range, type Stream } from './dump-streams';

/** Makes of a dump of a 32-bit process what a 64-bit program, such as Task Manager, writes of it. */

const { ExceptionStream, ModuleListStream, SystemInfoStream, ThreadListStream } = MINIDUMP_STREAM_TYPE;
const [threadBytes, moduleBytes] = [48, 108];
/** Of a row of the list of threads. */
const [tebOffset, contextOffset] = [16, 40];
const bytesOfContext = { x86: 716, x64: 1232 };

/** Where the emulation lies, and the 64-bit blocks of threads. */
const emulatorBase = 0x7fff_0000_0000n;
const emulatorBytes = 0x1_0000;
const blocks = 0x7ffe_0000_0000n;
/** Of the 64-bit TEB: TlsSlots[1], which points to what the emulation keeps: flags and machine, then the registers. */
const cpuReserved = 0x1488n;
const [machineX86, codeSegment32, codeSegment64] = [0x14c, 0x23, 0x33];

/**
 * @param runs - whether a thread runs 32-bit code, or waits in the emulation, which has saved its 32-bit registers
 */
export function asWow64(dump: Buffer, runs: '32-bit code' | 'the emulation'): Buffer {
  const whole = Buffer.from(dump);
  const system = streamOf(whole, SystemInfoStream);
  whole.writeUInt16LE(9, system.place);
  const threads = streamOf(whole, ThreadListStream);
  const memory: Range[] = [];
  const contexts: Buffer[] = [];
  for (let nth = 0; nth < threads.bytes.readUInt32LE(0); nth++) {
    const at = threads.place + 4 + nth * threadBytes;
    const place = whole.readUInt32LE(at + contextOffset + 4);
    const narrow = whole.subarray(place, place + bytesOfContext.x86);
    const teb = blocks + BigInt(nth) * 0x4000n;
    whole.writeBigUInt64LE(teb, at + tebOffset);
    const kept = teb + 0x3000n;
    if (runs === 'the emulation') {
      memory.push({ start: teb + cpuReserved, bytes: u64(kept) });
      memory.push({ start: kept, bytes: Buffer.concat([u32(machineX86 << 16), narrow]) });
    }
    whole.writeUInt32LE(bytesOfContext.x64, at + contextOffset);
    whole.writeUInt32LE(whole.length + nth * bytesOfContext.x64, at + contextOffset + 4);
    contexts.push(wideContext(narrow, runs));
  }
  const wide = Buffer.concat([whole, ...contexts]);
  return withStreams(withMemory(wide, memory), [withEmulator(wide)], [ModuleListStream, ExceptionStream]);
}

/** A CONTEXT of x64. */
function wideContext(narrow: Buffer, runs: '32-bit code' | 'the emulation'): Buffer {
  const context = Buffer.alloc(bytesOfContext.x64);
  context.writeUInt32LE(0x10_000b, 0x30);
  const in32 = runs === '32-bit code';
  context.writeUInt16LE(in32 ? codeSegment32 : codeSegment64, 0x38);
  const register = (at: number, value: bigint): number => context.writeBigUInt64LE(value, at);
  const low = (at: number): bigint => BigInt(narrow.readUInt32LE(at));
  // Rsp, Rbp, Rip; Esp, Ebp, Eip.
  register(0x98, in32 ? low(0xc4) : blocks + 0x2000n);
  register(0xa0, in32 ? low(0xb4) : 0n);
  register(0xf8, in32 ? low(0xb8) : emulatorBase + 0x1234n);
  // Rcx, Rdx, Rbx, Rsi, Rdi, Rax.
  const others = [
    [0x80, 0xac],
    [0x88, 0xa8],
    [0x90, 0xa4],
    [0xa8, 0xa0],
    [0xb0, 0x9c],
    [0x78, 0xb0],
  ] as const;
  if (in32) for (const [to, from] of others) register(to, low(from));
  return context;
}

/** The list of modules with the DLL that runs 32-bit code. */
function withEmulator(dump: Buffer): Stream {
  const { bytes } = streamOf(dump, ModuleListStream);
  const count = bytes.readUInt32LE(0);
  const name = Buffer.from('C:\\windows\\system32\\wow64cpu.dll\0', 'utf16le');
  return {
    type: ModuleListStream,
    at(place) {
      const stream = Buffer.alloc(4 + (count + 1) * moduleBytes);
      stream.writeUInt32LE(count + 1, 0);
      bytes.copy(stream, 4, 4, 4 + count * moduleBytes);
      const added = 4 + count * moduleBytes;
      stream.writeBigUInt64LE(emulatorBase, added);
      stream.writeUInt32LE(emulatorBytes, added + 8);
      stream.writeUInt32LE(place + stream.length, added + 20);
      return { stream, more: Buffer.concat([u32(name.length - 2), name]) };
    },
  };
}
