import { readFileSync } from 'node:fs';
import {
  crashReport,
  formatCrashReport,
  Minidump,
  MINIDUMP_STREAM_TYPE,
  SymbolSession,
  walkDump,
  type CrashReport,
  type DumpThreadStack,
} from '../../../../lib';
import { withStreams } from '../../../crash/dump-streams';
import { asWow64 } from '../../../crash/wow64-dump';
import { bin } from '../../fixtures';
import { dumpFile } from './dump-truth';

async function stacksOf(bytes: Uint8Array): Promise<{ stacks: DumpThreadStack[]; report: CrashReport }> {
  await using dump = Minidump.from(new Uint8Array(bytes));
  await using session = await SymbolSession.open({ searchPath: bin('x86') });
  const stacks = await walkDump(dump, session, { imagePath: bin('x86') });
  const report = await crashReport(dump, session, { imagePath: bin('x86') });
  return { stacks, report };
}

describe.each(['threads', 'frameless-wait'])('a 64-bit dump of a 32-bit process: %s', (kind) => {
  const dump = readFileSync(dumpFile('x86', kind));
  // The stacks of the 32-bit dump are held against lldb's in a test of their own.
  const narrow = stacksOf(withStreams(dump, [], [MINIDUMP_STREAM_TYPE.ExceptionStream]));
  void narrow.catch(() => undefined);

  it.each(['the emulation', '32-bit code'] as const)(
    'has the 32-bit stacks of its threads, which run %s',
    async (runs) => {
      const expected = (await narrow).stacks;
      const { stacks, report } = await stacksOf(asWow64(dump, runs));
      expect(expected[0]!.frames.length).toBeGreaterThan(1);
      expect(stacks).toEqual(expected);
      expect(stacks.every(({ architecture }) => architecture === 'x86')).toBe(true);
      expect(report.threads.map(({ frames }) => frames.length)).toEqual(expected.map(({ frames }) => frames.length));
    },
  );

  it('is told as such in its report', async () => {
    const { report } = await stacksOf(asWow64(dump, 'the emulation'));
    expect([report.system.architecture, report.process.wow64]).toEqual(['x64', true]);
    for (const format of ['text', 'markdown', 'html'] as const)
      expect(formatCrashReport(report, { format })).toMatch(/\.exe[^\n]*, a 32-bit program in a 64-bit dump/);
    const { report: plain } = await narrow;
    expect(plain.process.wow64).toBe(false);
    expect(formatCrashReport(plain)).not.toContain('32-bit program');
  });
});
