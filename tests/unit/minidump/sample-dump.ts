import { DumpBuilder, fileTimeOf, location, nowhere, u16, u32, u64, u8, wide, zeros } from './dump-builder';

/** A dump with every stream that the reader supports. Its contents are given only here. */

export type SampleArchitecture = 'x64' | 'x86' | 'arm64';

export const sample = {
  time: 1_700_000_000,
  flags: 0x1826n,
  servicePack: 'Service Pack 3',
  program: 'C:\\Programs\\demo\\demo.exe',
  library: '\\\\server\\share\\lib ü.dll',
  pdb: 'C:\\build\\demö.pdb',
  oldPdb: 'lib.pdb',
  unloaded: ['gone.dll', 'gone too.dll'],
  threadName: 'Worker №1',
  comment: 'Crashed while saving',
  ansiComment: 'A second one',
  created: new Date('2023-11-14T22:13:20.123Z'),
  exited: new Date('2023-11-14T22:14:00.000Z'),
  stackStart: 0x7ff0_0000n,
  stack: Buffer.from(Array.from({ length: 256 }, (_, index) => index)),
  /** Follows the stack without a gap. */
  next: Buffer.from('what comes after the stack'),
  /** In the list of memory of a full dump. */
  heapStart: 0x10_0000n,
  heap: Buffer.from('the first heap'),
  heap2Start: 0x20_0000n,
  heap2: Buffer.from('and the second'),
  userType: 0x10001,
  user: Buffer.from('user data'),
} as const;

const processorArchitecture = { x86: 0, x64: 9, arm64: 12 };

/** The offsets of registers in the contexts of winnt.h. */
const contexts = {
  x64: { size: 1232, flags: [0x30, 0x10_000b], pc: [0xf8, 8], sp: [0x98, 8] },
  x86: { size: 716, flags: [0, 0x1_000b], pc: [0xb8, 4], sp: [0xc4, 4] },
  arm64: { size: 912, flags: [0, 0x40_0007], pc: [0x108, 8], sp: [0x100, 8] },
} as const;

export function contextBytes(architecture: SampleArchitecture, pc: bigint, sp: bigint): Buffer {
  const { size, flags, pc: pcField, sp: spField } = contexts[architecture];
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32LE(flags[1], flags[0]);
  for (const [[at, width], value] of [
    [pcField, pc],
    [spField, sp],
  ] as const) {
    if (width === 8) bytes.writeBigUInt64LE(value, at);
    else bytes.writeUInt32LE(Number(value), at);
  }
  return bytes;
}

function module(dump: DumpBuilder, base: bigint, size: number, path: string, cv: Buffer | null): Buffer {
  const name = dump.string(path);
  const record = cv ? dump.add(cv) : nowhere;
  const version = cv
    ? u32(0xfeef04bd, 0x10000, 0x0001_0002, 0x0003_0004, 0x0005_0006, 0x0007_ffff, 0, 0, 0, 0, 0, 0, 0)
    : zeros(52);
  return Buffer.concat([u64(base), u32(size, 0xabcd, 0x6543210f, name), version, location(record), zeros(24)]);
}

export function sampleDump(architecture: SampleArchitecture = 'x64'): Buffer {
  const dump = new DumpBuilder();
  const { pc, sp } = { pc: 0x40_1234n, sp: sample.stackStart + 16n };

  const cpu =
    architecture === 'x86'
      ? [Buffer.from('GenuineIntel'), u32(0x806ec, 0xbfebfbff, 0x2c100800)]
      : [u64(0x1234_5678_9abc_def0n, 0x1n), zeros(8)];
  const servicePack = dump.string(sample.servicePack);
  dump.stream(
    7,
    ...[u16(processorArchitecture[architecture], 6, 0x8e0c), u8(8, 1), u32(10, 0, 19045, 2, servicePack)],
    ...[u16(0x100, 0), ...cpu],
  );

  const guid = [u32(0x01234567), u16(0x89ab, 0xcdef), u8(1, 2, 3, 4, 5, 6, 7, 8)];
  const rsds = Buffer.concat([Buffer.from('RSDS'), ...guid, u32(7), Buffer.from(`${sample.pdb}\0`)]);
  const nb10 = Buffer.concat([Buffer.from('NB10'), u32(0, 0x5eadbeef, 3), Buffer.from(`${sample.oldPdb}\0`)]);
  const modules = [
    module(dump, 0x40_0000n, 0x5000, sample.program, rsds),
    module(dump, 0x1000_0000n, 0x1_0000, sample.library, nb10),
    module(dump, 0x2000_0000n, 0x1000, 'plain', null),
  ];
  dump.stream(4, u32(modules.length), ...modules);

  const names = sample.unloaded.map((name) => dump.string(name));
  const unloaded = names.map((name, index) =>
    // Entries may be longer than the known members.
    Buffer.concat([u64(0x3000_0000n + BigInt(index) * 0x1000n), u32(0x2000, 17, 18, name), zeros(8)]),
  );
  dump.stream(14, u32(16, 32, unloaded.length), zeros(4), ...unloaded);

  const stack = dump.add(sample.stack);
  const next = dump.add(sample.next);
  const mainContext = dump.add(contextBytes(architecture, pc, sp));
  const workerContext = dump.add(contextBytes(architecture, pc + 1n, sp + 8n));
  dump.stream(
    3,
    u32(2),
    ...[u32(100, 0, 0x20, 8), u64(0x7ffd_e000n), u64(sample.stackStart), location(stack), location(mainContext)],
    ...[
      u32(104, 1, 0x20, 10),
      u64(0x7ffd_d000n),
      u64(sample.stackStart + 256n),
      location(next),
      location(workerContext),
    ],
  );
  const threadName = dump.string(sample.threadName);
  dump.stream(24, u32(2), u32(104), u64(BigInt(threadName)), u32(100), u64(BigInt(dump.string(''))));
  dump.stream(
    17,
    u32(12, 64, 2),
    ...[u32(100, 2, 0, 259), u64(fileTimeOf(sample.created), 0n, 15_000n, 25_005n, 0x40_1000n, 0xffn)],
    ...[u32(90, 4, 0x8000_4005, 3), u64(fileTimeOf(sample.created), fileTimeOf(sample.exited), 1n, 2n, 0x40_2000n, 1n)],
  );

  const parameters = u64(1n, 0xdead_beefn, ...Array.from({ length: 13 }, () => 0x77n));
  const record = [u32(0xc0000005, 1), u64(0n, pc), u32(2, 0), parameters];
  dump.stream(6, u32(104, 0), ...record, location(dump.add(contextBytes(architecture, pc + 2n, sp))));

  dump.stream(5, u32(2), u64(sample.stackStart + 256n), location(next), u64(sample.stackStart), location(stack));
  const heaps = dump.add(sample.heap, sample.heap2);
  dump.stream(
    9,
    u64(2n, BigInt(heaps.rva)),
    u64(sample.heapStart, BigInt(sample.heap.length), sample.heap2Start, BigInt(sample.heap2.length)),
  );
  dump.stream(
    16,
    ...[u32(16, 48), u64(3n)],
    ...[u64(0x10000n, 0x10000n), u32(4, 0), u64(0x3000n), u32(0x1000, 2, 0x20000, 0)],
    ...[u64(0x13000n, 0x10000n), u32(4, 0), u64(0x1000n), u32(0x2000, 0, 0x1000000, 0)],
    ...[u64(0x20000n, 0n), u32(0, 0), u64(0x1_0000_0000n), u32(0x10000, 1, 0, 0)],
  );

  dump.stream(15, miscInfo5());
  handles(dump);
  dump.stream(
    18,
    u32(16, 288, 1, 0),
    ...[u64(0x44n), u32(1, 2, 2, 0), u32(2, 5), u64(0xaan, 0xbbn, ...Array.from({ length: 30 }, () => 0xccn))],
  );
  dump.stream(
    13,
    ...[u32(24, 32, 8, 12, 2, 4), zeros(4)],
    ...[u64(0x5000_0000n, 0x5000_0fffn, 0x5000_0000n), u32(2, 4), zeros(8), u32(1, 2, 3, 4, 5, 6), zeros(4)],
    ...[u64(0x6000_0000n, 0x6000_0fffn, 0x6000_0000n), u32(0, 0), zeros(8)],
  );
  dump.stream(10, Buffer.from(`${sample.ansiComment}\0`));
  dump.stream(11, Buffer.from(`${sample.comment}\0`, 'utf16le'));
  dump.stream(22, u16(2, 0x1f), u32(77), u64(...Array.from({ length: 18 }, (_, index) => BigInt(index) << 33n)));
  dump.stream(21, u16(1, 3), u32(156250, 4096, 4_000_000, 1, 4_100_000, 65536), zeros(464));
  dump.stream(sample.userType, sample.user);
  dump.stream(sample.userType, Buffer.from('a second of that type'));
  dump.stream(0);
  return dump.build({ time: sample.time, flags: sample.flags, version: 0x1234_a793, checksum: 99 });
}

/** MINIDUMP_MISC_INFO_5 with all flags. */
function miscInfo5(): Buffer {
  const systemTime = u16(0, 10, 0, 5, 3, 0, 0, 0);
  const zone = [u32(-60), wide('Standard', 32), systemTime, u32(0), wide('Daylight', 32), systemTime, u32(-60)];
  const features = Array.from({ length: 64 }, (_, index) => u32(index * 16, index === 2 ? 256 : 64));
  const size = 1364;
  const bytes = Buffer.concat([
    u32(size, 0x3f7, 4242, 1_699_999_000, 12, 3),
    u32(3600, 2400, 3500, 2, 1),
    ...[u32(0x3000, 0x4d, 1, 2), ...zone],
    ...[wide('19045.1.amd64fre.vb_release', 260), wide('dbgcore.amd64,10.0', 40)],
    ...[u32(528, 0x400), u64(0b111n), ...features],
    u32(0xc00c1e),
  ]);
  if (bytes.length !== size)
    throw new Error(`A MINIDUMP_MISC_INFO_5 has ${String(size)} bytes, not ${String(bytes.length)}`);
  return bytes;
}

function handles(dump: DumpBuilder): void {
  const event = dump.string('Event');
  const name = dump.string('\\BaseNamedObjects\\ready');
  // The first piece of information refers to the second one, which lies before it.
  const second = dump.add(u32(0, 6, 4), u32(0xe4e4e4e4));
  const first = dump.add(u32(second.rva, 1, 0));
  dump.stream(
    12,
    u32(16, 40, 2, 0),
    ...[u64(0x44n), u32(event, name, 1, 0x1f0003, 2, 65537, first.rva, 0)],
    ...[u64(0x48n), u32(0, 0, 0, 0, 1, 1, 0, 0)],
  );
}
