import { DumpBuilder, location, nowhere, u16, u32, u64, u8, wide, zeros, type Place } from './dump-builder';
import { contextBytes } from './sample-dump';

/** Dumps as Crashpad and Breakpad write them for programs on Linux and macOS, by their public formats. */

export interface OtherSystem {
  /** Of SystemInfoStream: 0x8201 Linux, 0x8101 macOS. */
  readonly platformId: number;
  readonly modulePath: string;
  readonly cv?: Buffer;
  readonly code: number;
  /** si_code, or the first code of Mach. */
  readonly flags?: number;
  readonly address?: bigint;
  /** False for a dump without the stream of the exception. */
  readonly exception?: boolean;
  readonly more?: (dump: DumpBuilder) => void;
}

export const moduleBase = 0x7f00_0000_0000n;
export const instruction = moduleBase + 0x1234n;

export function otherSystemDump(system: OtherSystem): Buffer {
  const { platformId, modulePath, cv, code, flags = 0, address = 0x18n, exception = true } = system;
  const dump = new DumpBuilder();
  dump.stream(7, u16(9, 6, 0), u8(4, 0), u32(5, 15, 0, platformId, dump.string('#1 SMP')), u16(0, 0), zeros(24));
  const name = dump.string(modulePath);
  const record = cv ? dump.add(cv) : nowhere;
  const entry = [u64(moduleBase), u32(0x8000, 0, 0, name), zeros(52), location(record), zeros(24)];
  dump.stream(4, u32(1), ...entry);
  const context = dump.add(contextBytes('x64', instruction, 0x7000n));
  const stack = dump.add(zeros(64));
  const thread = (id: number): Buffer =>
    Buffer.concat([u32(id, 0, 0, 0), u64(0n, 0x7000n), location(stack), location(context)]);
  dump.stream(3, u32(2), thread(1), thread(2));
  if (exception) {
    dump.stream(6, u32(2, 0, code, flags), u64(0n, address), u32(0, 0), zeros(120), location(context));
  }
  system.more?.(dump);
  return dump.build({ time: 1_700_000_000 });
}

const utf8 = (dump: DumpBuilder, text: string): number =>
  dump.add(u32(Buffer.byteLength(text)), Buffer.from(text), u8(0)).rva;

const dictionary = (dump: DumpBuilder, pairs: Readonly<Record<string, string>>): Place => {
  const entries = Object.entries(pairs).map(([key, value]) => u32(utf8(dump, key), utf8(dump, value)));
  return dump.add(u32(entries.length), ...entries);
};

/** A CrashpadInfoStream: annotations of the process, and all three kinds of the first module. */
export function addCrashpadInfo(dump: DumpBuilder): void {
  const list = dump.add(u32(1, utf8(dump, 'Check failed: queue.empty().')));
  const simple = dictionary(dump, { channel: 'beta' });
  const objects = dump.add(
    ...[u32(2), u32(utf8(dump, 'tab-title')), u16(1, 0), u32(utf8(dump, 'Überblick'))],
    ...[u32(utf8(dump, 'counters')), u16(0x8001, 0), u32(dump.add(u32(3), u8(1, 2, 3)).rva)],
  );
  const module = dump.add(u32(1), location(list), location(simple), location(objects));
  const modules = dump.add(u32(1, 0), location(module));
  const process = dictionary(dump, { prod: 'Electron', ver: '42.0.1', ptype: 'renderer' });
  const uuid = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
  dump.stream(0x4350_0001, u32(1), uuid, zeros(16), location(process), location(modules), u32(0), u64(0n));
}

export function addBreakpadStreams(dump: DumpBuilder): void {
  dump.stream(0x4767_0001, u32(3, 77, 1));
  const assertion = [wide('index < size', 128), wide('at', 128), wide('/src/list.h', 128), u32(42, 1)];
  dump.stream(0x4767_0002, ...assertion);
}

export function addLinuxTexts(dump: DumpBuilder): void {
  dump.stream(0x4767_0003, Buffer.from('processor\t: 0\n'));
  dump.stream(0x4767_0004, Buffer.from('Name:\tdemo\n'));
  dump.stream(0x4767_0005, Buffer.from('DISTRIB_ID=Ubuntu\nDISTRIB_DESCRIPTION="Ubuntu 24.04 LTS"\n'));
  dump.stream(0x4767_0006, Buffer.from('/opt/demo/demo\0--name\0a b\0'));
  dump.stream(0x4767_0007, Buffer.from('HOME=/root\0PATH=/bin\0'));
  dump.stream(0x4767_0009, Buffer.from('7f0000000000-7f0000008000 r-xp 0 00:00 0 /opt/demo/demo\n'));
}

/** A record of MozillaMacCrashInfoStream in its fifth version. */
export function addMacCrashInfo(dump: DumpBuilder): void {
  const texts = ['/usr/lib/system/libsystem_c.dylib', 'abort() called', '', '', ''].join('\0');
  const record = dump.add(u64(0x4d7a_0001n, 5n, 0n, 0n, 0n), Buffer.from(`${texts}\0`));
  dump.stream(0x4d7a_0001, u32(0x4d7a_0001, 1, 40), location(record), zeros(19 * 8));
}
