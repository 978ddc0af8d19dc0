import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Minidump, MinidumpError, type MinidumpModule } from '../../../../lib';
import { dynamicTables } from '../../../../lib/minidump/walk/dynamic-tables';
import { FunctionTables } from '../../../../lib/minidump/walk/function-tables';
import { ImageMemory } from '../../../../lib/files/image-memory';
import { ModuleMap } from '../../../../lib/minidump/walk/module-map';
import { ProcessMemory, type Backing } from '../../../../lib/minidump/walk/process-memory';
import { DumpBuilder, u32, u64, zeros } from '../dump-builder';

const memoryList = 5;
const functionTable = 13;

interface Range {
  readonly start: bigint;
  readonly bytes: Uint8Array;
}

function dumpWith(ranges: readonly Range[], tables?: Buffer): Minidump {
  const builder = new DumpBuilder();
  const places = ranges.map(({ bytes }) => builder.add(bytes));
  const entries = ranges.map(({ start }, index) =>
    Buffer.concat([u64(start), u32(places[index]!.size, places[index]!.rva)]),
  );
  builder.stream(memoryList, u32(ranges.length), ...entries);
  if (tables) builder.stream(functionTable, tables);
  return Minidump.from(new Uint8Array(builder.build()));
}

const nothing: Backing = { read: () => 0 };
/** Has a byte for each address from `from` to `end`: the address's last eight bits, inverted. */
const backed = (from: number, end: number): Backing => ({
  read(address, length, into, at) {
    const count = address < from || address >= end ? 0 : Math.min(length, end - address);
    for (let index = 0; index < count; index++) into[at + index] = ~(address + index) & 0xff;
    return count;
  },
});
const bytesOf = (start: number, count: number): Uint8Array =>
  Uint8Array.from({ length: count }, (_, index) => start + index);

function read(memory: ProcessMemory, address: number, size: number): number[] {
  const into = new Uint8Array(size);
  return [...into.subarray(0, memory.read(address, size, into))];
}

describe('memory of a process in a dump', () => {
  const dump = dumpWith([
    { start: 0x1ff0n, bytes: bytesOf(0, 0x20) },
    { start: 0x2018n, bytes: bytesOf(100, 8) },
    { start: 2n ** 63n, bytes: bytesOf(0, 8) },
  ]);

  it('is read across pages, up to the end of what the dump has', () => {
    const memory = new ProcessMemory(dump.memory, nothing);
    expect(read(memory, 0x1ffe, 4)).toEqual([14, 15, 16, 17]);
    expect(read(memory, 0x200e, 4)).toEqual([30, 31]);
    expect(read(memory, 0x2010, 4)).toEqual([]);
    expect(read(memory, 0x2018, 4)).toEqual([100, 101, 102, 103]);
    expect(read(memory, 0x1fef, 1)).toEqual([]);
  });

  it('comes from images only if the dump does not have it', () => {
    const memory = new ProcessMemory(dump.memory, backed(0x2000, 0x3002));
    expect(read(memory, 0x200f, 3)).toEqual([31, 0xef, 0xee]);
    expect(read(memory, 0x2017, 2)).toEqual([0xe8, 100]);
    expect(read(memory, 0x2ffe, 8)).toEqual([1, 0, 0xff, 0xfe]);
  });

  it('does not exist beyond exact numbers', () => {
    const memory = new ProcessMemory(dump.memory, nothing);
    for (const address of [2 ** 53 - 1, 2 ** 63, 2 ** 64]) expect(read(memory, address, 8)).toEqual([]);
  });

  it('is found in overlapping ranges', () => {
    const overlapping = dumpWith([
      { start: 0x1000n, bytes: bytesOf(0, 0x40) },
      { start: 0x1010n, bytes: bytesOf(200, 4) },
    ]);
    const memory = new ProcessMemory(overlapping.memory, nothing);
    expect(read(memory, 0x100e, 8)).toEqual([14, 15, 16, 17, 18, 19, 20, 21]);
    expect(read(memory, 0x103e, 4)).toEqual([62, 63]);
  });

  it('is read from images again after forget()', () => {
    let end = 0x2000;
    const memory = new ProcessMemory(dump.memory, {
      read: (...question) => backed(0x2000, end).read(...question),
    });
    expect(read(memory, 0x2800, 1)).toEqual([]);
    end = 0x3000;
    expect(read(memory, 0x2800, 1)).toEqual([]);
    memory.forget();
    expect(read(memory, 0x2800, 1)).toEqual([0xff]);
  });

  it('cannot be read from a dump that is closed', async () => {
    const closed = dumpWith([{ start: 0x1000n, bytes: bytesOf(0, 8) }]);
    const memory = new ProcessMemory(closed.memory, nothing);
    await closed.close();
    expect(() => read(memory, 0x1000, 1)).toThrow(MinidumpError);
  });
});

const bin = path.join(__dirname, '../../../fixtures/bin');
const truth = JSON.parse(readFileSync(path.join(__dirname, '../../../fixtures/truth/app-x64.json'), 'utf8')) as {
  functions: { name: string; rva: number; size: number }[];
};
const moduleAt = (base: bigint, size: number): MinidumpModule => ({
  base,
  size,
  path: 'C:\\app.exe',
  name: 'app.exe',
  timestamp: 0,
  checksum: 0,
  fileVersion: null,
  productVersion: null,
  pdb: null,
  buildId: null,
});

describe('an image in memory', () => {
  // `llvm-readobj --coff-basereloc` lists these addresses, among others; the preferred base is 0x400000.
  const addresses = [0x100a, 0x1013];
  const read = (base: bigint, rva: number, length: number): Buffer => {
    const image = ImageMemory.open(path.join(bin, 'x86/frameless.exe'), base)!;
    const bytes = Buffer.alloc(length);
    expect(image.read(rva, length, bytes, 0)).toBe(length);
    image.close();
    return bytes;
  };

  it('has relocated addresses, whole and in parts', () => {
    const [there, elsewhere] = [read(0x40_0000n, 0x1000, 0x20), read(0xa123_0000n, 0x1000, 0x20)];
    expect(there).not.toEqual(elsewhere);
    for (const rva of addresses) {
      const at = rva - 0x1000;
      expect(elsewhere.readUInt32LE(at) - there.readUInt32LE(at)).toBe(0xa123_0000 - 0x40_0000);
    }
    for (let at = 0; at < 0x18; at++)
      expect(read(0xa123_0000n, 0x1000 + at, 3)).toEqual(elsewhere.subarray(at, at + 3));
    expect(read(0xa123_0000n, 0x1000, 2)).toEqual(there.subarray(0, 2));
  });
});

describe('function tables', () => {
  const base = 0x7ff6_0000_0000;
  const size = 0x6000;
  const image = ImageMemory.open(path.join(bin, 'x64/app.exe'), BigInt(base))!;
  afterAll(() => {
    image.close();
  });
  const ofImage: Backing = {
    read: (address, length, into, at) =>
      address < base || address >= base + size ? 0 : image.read(address - base, length, into, at),
  };
  const modules = new ModuleMap([moduleAt(BigInt(base), size)]);
  const tablesIn = (dump: Minidump, backing: Backing): FunctionTables =>
    new FunctionTables(new ProcessMemory(dump.memory, backing), modules, dynamicTables(dump), 'x64');
  const words = (entry: Uint8Array | null): number[] | null =>
    entry && [...new Uint32Array(entry.buffer, entry.byteOffset, 2)];

  it('of an image are read from its file', () => {
    const tables = tablesIn(dumpWith([]), ofImage);
    for (const { rva, size: bytes } of truth.functions) {
      for (const at of [rva, rva + 1, rva + bytes - 1]) {
        expect(words(tables.find(base + at))).toEqual([rva, rva + bytes]);
      }
    }
    expect(tables.find(base + 0x5000)).toBeNull();
    expect(tables.find(base - 1)).toBeNull();
    expect(tables.covers(base + 0x5000)).toBe(true);
    expect(tables.baseAt(base + 0x1000)).toBe(base);
  });

  it("are unknown if the image's headers are nowhere", () => {
    const tables = tablesIn(dumpWith([]), nothing);
    expect(tables.find(base + 0x1001)).toBeNull();
    expect(tables.covers(base + 0x1001)).toBe(false);
  });

  it('of generated code are read from the dump', () => {
    // Two tables: header, descriptor, two bytes of the system's own descriptor, entries, padding.
    const entry = (begin: number, end: number): Buffer => u32(begin, end, 0x100);
    const tables = Buffer.concat([
      ...[u32(24, 32, 2, 12, 2, 4), zeros(4)],
      ...[u64(0x5_0000n, 0x5_0fffn, 0x5_0000n), u32(2, 6), zeros(2), entry(0x10, 0x20), entry(0x20, 0x48), zeros(6)],
      ...[u64(0x9_0000n, 0x9_0fffn, 0x8_0000n), u32(1, 0), zeros(2), entry(0x1_0000, 0x1_0004)],
    ]);
    const found = tablesIn(dumpWith([], tables), nothing);
    expect(words(found.find(0x5_0047))).toEqual([0x20, 0x48]);
    expect(words(found.find(0x9_0001))).toEqual([0x1_0000, 0x1_0004]);
    expect(found.find(0x5_0048)).toBeNull();
    expect(found.find(0x9_0004)).toBeNull();
    expect([found.baseAt(0x5_0010), found.baseAt(0x9_0001), found.baseAt(0xa_0000)]).toEqual([0x5_0000, 0x8_0000, 0]);
  });

  it('end with their stream', () => {
    const cut = Buffer.concat([u32(24, 32, 0, 12, 0xffff_ffff, 0), u64(1n, 2n, 0n), u32(0xffff_ffff, 0xffff_ffff)]);
    expect(dynamicTables(dumpWith([], cut))).toHaveLength(1);
    expect(dynamicTables(dumpWith([], u32(24, 0, 0, 0, 1, 0)))).toEqual([]);
  });
});

describe('the modules of a dump', () => {
  const [first, inside, last] = [moduleAt(0x1000n, 0x2000), moduleAt(0x2fffn, 0x1000), moduleAt(0x4000n, 1)];
  const map = new ModuleMap([last, inside, first, moduleAt(0x8000n, 0), moduleAt(2n ** 64n - 1n, 2)]);

  it('are those with a valid place of their own', () => {
    expect(map.all).toEqual([first, last]);
    expect([0xfff, 0x1000, 0x2fff, 0x3000, 0x4000, 0x4001].map((address) => map.at(address))).toEqual([
      ...[undefined, first, first, undefined, last, undefined],
    ]);
    expect([map.has(first), map.has(inside)]).toEqual([true, false]);
  });

  it('overlap if they share a byte', () => {
    expect(map.overlapping({ base: 0x2fffn, size: 1 })).toBe(first);
    expect(map.overlapping({ base: 0x3000n, size: 0x1000 })).toBeUndefined();
    expect(map.overlapping({ base: 0n, size: 0x10000 })).toBe(first);
  });
});
