import { DumpBuilder, location, u32, u64, u16, u8, zeros, type Place } from '../unit/minidump/dump-builder';

/** Dumps that take as much time and memory as possible for their size. */

const allTypes = Array.from({ length: 25 }, (_, type) => type);

function filled(bytes: number, pattern: Buffer): Buffer {
  return Buffer.alloc(bytes, pattern);
}

/** All kinds of streams in the same bytes, which are a plausible list of each kind. */
function sameBytes(bytes: number, entry: number): Buffer {
  const dump = new DumpBuilder();
  const everything = filled(bytes, u32(0x20));
  everything.writeUInt32LE(Math.floor((bytes - 16) / entry), 0);
  const place = dump.add(everything);
  for (const type of allTypes) dump.entry(type, place);
  return dump.build();
}

/** Lists whose headers give their sizes, all in the same bytes. */
function sizedLists(bytes: number, entry: number): Buffer {
  const dump = new DumpBuilder();
  const everything = filled(bytes, u32(0));
  const count = Math.floor((bytes - 32) / entry);
  u32(16, entry, count, 0).copy(everything);
  const place = dump.add(everything);
  for (const type of allTypes) dump.entry(type, place);
  return dump.build();
}

/** Entries of a list that all refer to the same long text. */
function sameText(bytes: number): Buffer {
  const dump = new DumpBuilder();
  const text = dump.string('x'.repeat(bytes >> 2));
  const modules = Buffer.concat([u64(1n), u32(1, 1, 1, text), zeros(52), u32(bytes >> 1, text), zeros(24)]);
  const count = Math.floor(bytes / 2 / modules.length);
  dump.stream(4, u32(count), filled(count * modules.length, modules));
  const handle = Buffer.concat([u64(1n), u32(text, text, 0, 0, 0, 0)]);
  const handles = Math.floor(bytes / 2 / handle.length);
  dump.stream(12, u32(16, handle.length, handles, 0), filled(handles * handle.length, handle));
  const unloaded = Buffer.concat([u64(1n), u32(1, 1, 1, text)]);
  dump.stream(14, u32(12, unloaded.length, handles), filled(handles * unloaded.length, unloaded));
  const name = Buffer.concat([u32(1), u64(BigInt(text))]);
  dump.stream(24, u32(handles), filled(handles * name.length, name));
  return dump.build();
}

/** Threads with the same registers and different ids. */
function manyThreads(bytes: number): Buffer {
  const dump = new DumpBuilder();
  dump.stream(7, u16(9, 6, 0), u8(1, 1), u32(10, 0, 1, 2, 0), zeros(28));
  const context = dump.add(zeros(1232));
  const thread = Buffer.concat([zeros(40), location(context)]);
  const count = Math.floor(bytes / thread.length);
  const threads = filled(count * thread.length, thread);
  for (let index = 0; index < count; index++) threads.writeUInt32LE(index, index * thread.length);
  dump.stream(3, u32(count), threads);
  return dump.build();
}

/** Handles with chains of information, which may be circular. */
function chains(bytes: number, length: number, cyclic: boolean): Buffer {
  const dump = new DumpBuilder();
  const links = Math.floor(bytes / 2 / 12);
  const start = dump.next;
  const chain = Buffer.concat(
    Array.from({ length: links }, (_, index) => {
      const isLast = index % length === length - 1 || index === links - 1;
      return u32(isLast ? (cyclic ? start : 0) : start + (index + 1) * 12, 1, 0);
    }),
  );
  dump.add(chain);
  const handle = Buffer.concat([u64(1n), u32(0, 0, 0, 0, 0, 0, start, 0)]);
  const count = Math.floor(bytes / 2 / handle.length);
  dump.stream(12, u32(16, handle.length, count, 0), filled(count * handle.length, handle));
  return dump.build();
}

/** Ranges of memory with the same bytes, adjacent or on top of each other. */
function manyRanges(bytes: number, step: bigint): Buffer {
  const dump = new DumpBuilder();
  const content: Place = { rva: 0, size: bytes };
  const count = Math.floor(bytes / 16);
  const ranges = Buffer.alloc(count * 16);
  for (let index = 0; index < count; index++) {
    // In descending order, so that sorting takes time.
    ranges.writeBigUInt64LE(BigInt(count - index) * step, index * 16);
    location(content).copy(ranges, index * 16 + 8);
  }
  dump.stream(5, u32(count), ranges);
  return dump.build();
}

/** A dump with all memory, whose ranges are as long as possible. */
function endless64(bytes: number): Buffer {
  const dump = new DumpBuilder();
  const range = u64(0xffff_ffff_ffff_0000n, 0xffff_ffff_ffff_ffffn);
  const count = Math.floor(bytes / 16);
  dump.stream(9, u64(BigInt(count), 0n), filled(count * 16, range));
  return dump.build();
}

function manyStreams(bytes: number): Buffer {
  const dump = new DumpBuilder();
  for (let index = 0; index < bytes / 12; index++) dump.entry(0x10000 + index, { rva: 0, size: bytes });
  return dump.build();
}

export function amplifiers(bytes: number): [name: string, dump: Buffer][] {
  return [
    ...[12, 16, 24, 32, 40, 48, 64, 108].flatMap((entry): [string, Buffer][] => [
      [`all streams in the same bytes, as entries of ${String(entry)} bytes`, sameBytes(bytes, entry)],
      [`all streams in the same bytes, with headers and entries of ${String(entry)} bytes`, sizedLists(bytes, entry)],
    ]),
    ['entries that name the same long text', sameText(bytes)],
    ['threads with the same registers', manyThreads(bytes)],
    ['handles that all lead into a chain', chains(bytes, 60, false)],
    ['handles that lead into a long chain', chains(bytes, bytes, false)],
    ['handles that lead into a chain without an end', chains(bytes, bytes, true)],
    ['ranges of memory upon each other', manyRanges(bytes, 1n)],
    ['ranges of memory that touch', manyRanges(bytes, BigInt(bytes))],
    ['ranges of memory at the same place', manyRanges(bytes, 0n)],
    ['ranges of memory without an end', endless64(bytes)],
    ['streams beyond number', manyStreams(bytes)],
  ];
}
