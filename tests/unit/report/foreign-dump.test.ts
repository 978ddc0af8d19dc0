import { crashReport, formatCrashReport, Minidump } from '../../../lib';
import { DumpBuilder, location, nowhere, u16, u32, u64, u8, zeros } from '../minidump/dump-builder';
import { untold } from './stackwalk-text';

/** A 32-bit program on an old Windows, as another writer dumps it: without streams that only newer ones write. */
const modules = [
  ['C:\\test_app.exe', 0x40_0000, 0x2_d000, null],
  ['C:\\WINDOWS\\system32\\dbghelp.dll', 0x59a6_0000, 0xa_1000, '5.1.2600.2180'],
  ['C:\\WINDOWS\\system32\\kernel32.dll', 0x7c80_0000, 0xf_4000, '5.1.2600.2945'],
] as const;

const registers = {
  ...{ edi: 0xa28, esi: 2, ebx: 0x7c80_abc1, edx: 0x42_bc58, ecx: 0x12_fe94, eax: 0x45 },
  ...{ ebp: 0x12_fe88, eip: 0x40_429e, esp: 0x12_fe84 },
};
const eflags = 0x1_0246;

function foreignDump(): Buffer {
  const dump = new DumpBuilder();
  const time = 1_171_480_435;
  dump.stream(
    7,
    ...[u16(0, 6, 0x0d08), u8(1, 1), u32(5, 1, 2600, 2, dump.string('Service Pack 2'))],
    ...[u16(0, 0), Buffer.from('GenuineIntel'), u32(0x6d8, 0xafe9_fbff, 0)],
  );
  // MINIDUMP_MISC_INFO, as it was first.
  dump.stream(15, u32(24, 3, 3932, time, 0, 0));
  const entries = modules.map(([path, base, size, version]) => {
    const [major = 0, minor = 0, build = 0, revision = 0] = (version ?? '').split('.').map(Number);
    const fixed = version
      ? u32(0xfeef_04bd, 0x1_0000, (major << 16) | minor, (build << 16) | revision, ...Array<number>(9).fill(0))
      : zeros(52);
    const name = dump.string(path);
    return [u64(BigInt(base)), u32(size, 0, 0x45d3_5f73, name), fixed, location(nowhere), location(nowhere), zeros(16)];
  });
  dump.stream(4, u32(entries.length), ...entries.flat());
  const { edi, esi, ebx, edx, ecx, eax, ebp, eip, esp } = registers;
  // CONTEXT of x86: the integer registers follow the floating point and the segments.
  const context = dump.add(
    u32(0x1_003f),
    zeros(0x98),
    u32(edi, esi, ebx, edx, ecx, eax, ebp, eip, 0x1b, eflags, esp, 0x23),
    zeros(512),
  );
  const stack = dump.add(u32(0, 0x12_ff70, 0x40_4200, ...Array<number>(29).fill(0)));
  dump.stream(3, u32(1), u32(3060, 0, 0, 0), u64(0x7ffd_f000n, BigInt(esp)), location(stack), location(context));
  dump.stream(5, u32(1), u64(BigInt(esp)), location(stack));
  const parameters = u64(1n, 0x45n, ...Array<bigint>(13).fill(0n));
  dump.stream(6, u32(3060, 0, 0xc000_0005, 0), u64(0n, BigInt(eip)), u32(2, 0), parameters, location(context));
  return dump.build({ time });
}

const hex = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`;

/** In the form of minidump-stackwalk. */
const stackwalk = `Operating system: Windows NT
                  5.1.2600 Service Pack 2
CPU: x86
     GenuineIntel family 6 model 13 stepping 8
     1 CPU

Crash reason:  EXCEPTION_ACCESS_VIOLATION_WRITE
Crash address: 0x00000045
Process uptime: 0 seconds

Thread 0  (crashed) - tid: 3060
 0  test_app.exe + 0x429e
${Object.entries(registers)
  .map(([name, value]) => `     ${name} = ${hex(value)}`)
  .join('\n')}
     eflags = ${hex(eflags)}
    Found by: given as instruction pointer in context

Loaded modules:
${modules
  .map(([path, base, size, version], at) => {
    const main = at === 0 ? '  (main)' : '';
    return `${hex(base)} - ${hex(base + size - 1)}  ${path.replace(/.*\\/, '')}  ${version ?? '???'}${main}`;
  })
  .join('\n')}
`;

it('a report tells what minidump-stackwalk tells of a dump of another writer', async () => {
  await using dump = Minidump.from(foreignDump());
  const report = formatCrashReport(await crashReport(dump, null));
  expect(untold(stackwalk, report)).toEqual([]);
});

it('what a report leaves out is found', () => {
  const missing = untold(stackwalk, 'Windows 5.1.2600, x86');
  expect(missing).toEqual(
    expect.arrayContaining(['5.1.2600 Service Pack 2: Service Pack 2', 'Crash address: 0x00000045: 0x45']),
  );
  expect(missing.length).toBeGreaterThan(20);
});
