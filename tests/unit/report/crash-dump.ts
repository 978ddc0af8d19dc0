import { Minidump } from '../../../lib';
import { DumpBuilder, location, nowhere, u16, u32, u64, u8, zeros } from '../minidump/dump-builder';
import { contextBytes, type SampleArchitecture } from '../minidump/sample-dump';

/** The contents of a dump for reports. */
export interface CrashDumpOptions {
  readonly architecture?: SampleArchitecture;
  readonly code?: number;
  readonly flags?: number;
  readonly parameters?: readonly bigint[];
  /** False for a dump of a program that did not crash. */
  readonly crashed?: boolean;
  readonly memory?: readonly (readonly [start: bigint, bytes: Uint8Array])[];
  readonly module?: { readonly path: string; readonly base: bigint; readonly size: number };
  readonly pc?: bigint;
  readonly teb?: bigint;
  /** The ids of the threads, with or without that of the exception. */
  readonly threads?: readonly number[];
  readonly regions?: readonly (readonly [base: bigint, size: bigint, state: number, protect: number])[];
  /** Streams whose recorded size exceeds the file. */
  readonly damaged?: readonly number[];
}

const processorArchitecture = { x86: 0, x64: 9, arm64: 12 };

export const crashedThread = 7;
export const stackStart = 0x7_0000n;
const stackBytes = 0x100;

/** A dump written on 14 November 2023 at 22:13:20. */
export function crashDump(options: CrashDumpOptions = {}): Minidump {
  return Minidump.from(crashDumpBytes(options));
}

export function crashDumpBytes({
  architecture = 'x64',
  code = 0xc0000005,
  flags = 0,
  parameters = [],
  crashed = true,
  memory = [],
  module = { path: 'C:\\Programs\\demo.exe', base: 0x40_0000n, size: 0x5000 },
  pc = 0x40_1234n,
  teb = 0n,
  threads = [3, crashedThread],
  regions = [],
  damaged = [],
}: CrashDumpOptions = {}): Uint8Array {
  const dump = new DumpBuilder();
  const stream = (type: number, ...parts: Uint8Array[]): void => {
    const place = dump.add(...parts);
    dump.entry(type, damaged.includes(type) ? { rva: place.rva, size: 0x7fff_ffff } : place);
  };
  stream(
    7,
    ...[u16(processorArchitecture[architecture], 6, 0), u8(4, 1), u32(10, 0, 22631, 2, dump.string(''))],
    ...[u16(0, 0), zeros(24)],
  );
  const name = dump.string(module.path);
  stream(
    4,
    u32(1),
    u64(module.base),
    u32(module.size, 0, 0x5f5e1000, name),
    zeros(52),
    location(nowhere),
    location(nowhere),
    zeros(16),
  );
  const unloaded = dump.string('gone.dll');
  stream(14, u32(12, 24, 1), u64(0x6000_0000n), u32(0x1000, 0, 0x1234, unloaded));
  const stack = dump.add(zeros(stackBytes));
  const context = dump.add(contextBytes(architecture, pc, stackStart + 0x10n));
  stream(
    3,
    u32(threads.length),
    ...threads.flatMap((id) => [u32(id, 0, 0x20, 0), u64(teb), u64(stackStart), location(stack), location(context)]),
  );
  if (crashed) {
    const information = Array.from({ length: 15 }, (_, index) => parameters[index] ?? 0n);
    stream(
      6,
      u32(crashedThread, 0, code, flags),
      u64(0n, pc),
      u32(parameters.length, 0),
      u64(...information),
      location(context),
    );
  }
  const places = memory.map(([start, bytes]) => ({ start, place: dump.add(bytes) }));
  stream(
    5,
    u32(places.length + 1),
    ...[u64(stackStart), location(stack)],
    ...places.flatMap(({ start, place }) => [u64(start), location(place)]),
  );
  stream(
    16,
    u32(16, 48),
    u64(BigInt(regions.length)),
    ...regions.flatMap(([base, size, state, protect]) => [
      u64(base, base),
      u32(protect, 0),
      u64(size),
      u32(state, protect, 0x20000, 0),
    ]),
  );
  return dump.build({ time: 1_700_000_000, flags: 0x2n });
}
