import { DumpBuilder, location, nowhere, u16, u32, u64, u8, zeros } from '../minidump/dump-builder';
import { contextBytes } from '../minidump/sample-dump';

/** A dump of as many modules as threads, each thread with registers and a kilobyte of stack of its own. */
export function largeDump(count: number): Buffer {
  const builder = new DumpBuilder();
  builder.stream(7, u16(9, 6, 0), u8(4, 1), u32(10, 0, 22631, 2, 0), u16(0, 0), zeros(24));
  const name = builder.string('C:\\Programs\\demo.exe');
  const base = (nth: number): bigint => 0x1000_0000n + (BigInt(nth) << 16n);
  const stack = (nth: number): bigint => 0x70_0000_0000n + (BigInt(nth) << 16n);
  const numbers = Array.from({ length: count }, (_, nth) => nth);
  const modules = numbers.map((nth) =>
    Buffer.concat([u64(base(nth)), u32(0x8000, 0, 0x5f5e1000, name), zeros(52), location(nowhere), zeros(24)]),
  );
  builder.stream(4, u32(count), ...modules);
  const contexts = builder.add(...numbers.map((nth) => contextBytes('x64', base(nth) + 5n, stack(nth) + 16n)));
  const stacks = builder.add(zeros(count * 1024));
  const threads = numbers.map((nth) =>
    Buffer.concat([
      u32(nth + 1, 0, 0x20, 0),
      u64(0n, stack(nth)),
      location({ rva: stacks.rva + nth * 1024, size: 1024 }),
      location({ rva: contexts.rva + nth * 1232, size: 1232 }),
    ]),
  );
  builder.stream(3, u32(count), ...threads);
  const parameters = u64(1n, 0x18n, ...Array<bigint>(13).fill(0n));
  builder.stream(
    6,
    ...[u32(1, 0, 0xc0000005, 0), u64(0n, base(0) + 5n), u32(2, 0), parameters],
    location({ rva: contexts.rva, size: 1232 }),
  );
  return Buffer.from(builder.build());
}
