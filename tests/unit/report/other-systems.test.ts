import { crashReport, formatCrashReport, Minidump, type CrashReport } from '../../../lib';
import {
  addBreakpadStreams,
  addCrashpadInfo,
  addLinuxTexts,
  addMacCrashInfo,
  otherSystemDump,
  type OtherSystem,
} from '../minidump/crashpad-dump';
import { u32 } from '../minidump/dump-builder';
import { crashDump } from './crash-dump';
import { schemaErrors } from './report-schema';

const linux = { platformId: 0x8201, modulePath: '/opt/demo/libdemo-2.19.so', code: 11 };
const macOs = { platformId: 0x8101, modulePath: '/Applications/Demo.app/Contents/MacOS/Demo', code: 1 };

async function reportOf(system: OtherSystem): Promise<CrashReport> {
  const report = await crashReport(Minidump.from(otherSystemDump(system)), null);
  expect(schemaErrors(report)).toEqual([]);
  expect(report.problems).toEqual([]);
  return report;
}

const formats = ['text', 'markdown', 'html'] as const;

it.each([
  [{ ...linux, flags: 1 }, 'SIGSEGV: SEGV_MAPERR at 0x18 in libdemo-2.19.so+0x1234', /close to 0/],
  [{ ...linux, flags: 0x80, address: 0n }, 'SIGSEGV: SI_KERNEL in libdemo-2.19.so+0x1234', /garbage/],
  [{ ...linux, code: 6, flags: 0xffff_fffa }, 'SIGABRT: SI_TKILL in libdemo-2.19.so+0x1234', null],
  [{ ...linux, code: 8, flags: 1 }, 'SIGFPE: FPE_INTDIV in libdemo-2.19.so+0x1234', null],
  [{ ...linux, code: 99 }, 'Exception 99 in libdemo-2.19.so+0x1234', null],
  [{ ...macOs, flags: 1 }, 'EXC_BAD_ACCESS: KERN_INVALID_ADDRESS at 0x18 in Demo+0x1234', /close to 0/],
  [{ ...macOs, code: 6 }, 'EXC_BREAKPOINT in Demo+0x1234', null],
] as const)(
  'a signal, or an exception of Mach, has its name, the reason and the instruction: %j',
  async (system, title, note) => {
    const report = await reportOf(system);
    expect(formatCrashReport(report).split('\n')[0]).toBe(title);
    const { details } = report.exception!;
    if (note) expect((details as { note: string }).note).toMatch(note);
    expect([report.occasion, report.exception!.address, report.threads[0]!.faulting]).toEqual([
      ...['exception', '0x7f0000001234', true],
    ]);
  },
);

it.each([
  ['Linux', { ...linux, code: 0xffff_ffff }],
  ['macOS', { ...macOs, code: 0x4350_7378 }],
  ['Windows', { ...linux, platformId: 2, code: 0x0517_a7ed }],
])('a dump on request is no crash, and has the thread that asked for it first: %s', async (_name, system) => {
  const report = await reportOf(system);
  expect([report.occasion, report.exception, report.threads[0]!.id]).toEqual(['requested', null, 2]);
  expect(report.threads.map(({ faulting }) => faulting)).toEqual([false, false]);
  expect(report.registers?.threadId).toBe(2);
  for (const format of formats) expect(formatCrashReport(report, { format })).toContain('asked for the dump');
});

it('the thread that Breakpad names is first in a dump without an exception', async () => {
  const system = { ...linux, exception: false };
  expect((await reportOf(system)).threads.map(({ id }) => id)).toEqual([1, 2]);
  const more = (dump: Parameters<typeof addBreakpadStreams>[0]): void => void dump.stream(0x4767_0001, u32(2, 0, 2));
  const report = await reportOf({ ...system, more });
  expect([report.occasion, ...report.threads.map(({ id }) => id)]).toEqual(['none', 2, 1]);
});

it('a dump whose exception cannot be read is no report of a hang', async () => {
  const report = await crashReport(crashDump({ damaged: [6] }), null);
  expect([report.occasion, report.exception]).toEqual(['unreadable', null]);
  for (const format of formats) {
    expect(formatCrashReport(report, { format })).toContain('the exception in the dump cannot be read');
    expect(formatCrashReport(report, { format })).not.toContain('did not crash');
  }
});

it('annotations, assertions, the distribution and the command line are in all formats', async () => {
  const report = await reportOf({
    ...linux,
    more: (dump) => {
      addCrashpadInfo(dump);
      addBreakpadStreams(dump);
      addLinuxTexts(dump);
      addMacCrashInfo(dump);
    },
  });
  expect(report.annotations).toEqual([
    { module: null, name: 'prod', value: 'Electron' },
    { module: null, name: 'ver', value: '42.0.1' },
    { module: null, name: 'ptype', value: 'renderer' },
    { module: 'libdemo-2.19.so', name: null, value: 'Check failed: queue.empty().' },
    { module: 'libdemo-2.19.so', name: 'channel', value: 'beta' },
    { module: 'libdemo-2.19.so', name: 'tab-title', value: 'Überblick' },
    { module: '/usr/lib/system/libsystem_c.dylib', name: 'message', value: 'abort() called' },
  ]);
  expect(report.assertion).toMatchObject({ expression: 'index < size', source: { file: '/src/list.h', line: 42 } });
  expect(report.process.commandLine).toBe('/opt/demo/demo --name "a b"');
  for (const format of formats) {
    const output = formatCrashReport(report, { format })
      .replace(/<wbr>/g, '')
      .replace(/&lt;/g, '<')
      .replace(/&quot;/g, '"');
    for (const text of [
      'Electron',
      '42.0.1',
      'Check failed: queue.empty().',
      'tab-title',
      'Überblick',
      'abort() called',
    ]) {
      expect(output).toContain(text);
    }
    for (const text of ['index < size', '/src/list.h @ 42', 'Ubuntu 24.04 LTS', '--name "a b"'])
      expect(output).toContain(text);
  }
});

it.each([
  [
    'a build id',
    u32(0x4270_454c),
    Buffer.from('0123456789abcdef0123456789abcdef01234567', 'hex'),
    '67452301AB89EFCD0123456789ABCDEF0',
  ],
  [
    "Breakpad's record",
    Buffer.from('RSDS'),
    Buffer.concat([u32(1, 2, 3, 4, 0), Buffer.from('libdemo-2.19.so\0')]),
    null,
  ],
])('files are known by %s, and nothing says PDB or Windows', async (_what, signature, rest, id) => {
  const report = await reportOf({ ...linux, cv: Buffer.concat([signature, rest]) });
  const [module] = report.modules;
  expect(module).toMatchObject({ name: 'libdemo-2.19.so', pdb: null });
  expect(module!.debugId).toMatch(/^[0-9A-F]{33}$/);
  if (id !== null) expect(module!.debugId).toBe(id);
  expect(report.missing).toMatchObject([{ kind: 'image', name: 'libdemo-2.19.so', storePath: null }]);
  for (const format of formats) {
    const output = formatCrashReport(report, { format }).replace(/<style>[^]*?<\/style>/, '');
    expect(output.replace(/<wbr>/g, '')).toContain(module!.debugId);
    expect(output).not.toMatch(/\bPDB\b|Windows|\.pdb/);
  }
});

it('libraries of the system are not blamed', async () => {
  for (const modulePath of [
    '/lib/x86_64-linux-gnu/libc-2.19.so',
    '/usr/lib/libc.so.6',
    '/System/Library/Frameworks/AppKit',
  ]) {
    expect((await reportOf({ ...linux, modulePath })).culprit).toBeNull();
  }
  expect((await reportOf(linux)).culprit).toMatchObject({ module: 'libdemo-2.19.so' });
});
