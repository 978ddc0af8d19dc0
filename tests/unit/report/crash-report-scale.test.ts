import { turnsDuring } from '../../event-loop-turns';
import {
  crashReport,
  crashReportPieces,
  formatCrashReport,
  Minidump,
  type CrashReport,
  type ReportProgress,
} from '../../../lib';
import { largeDump } from './large-dump';

/** Seconds of a processor. */
async function secondsOf(job: () => Promise<unknown>): Promise<number> {
  const begin = process.cpuUsage();
  await job();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1e6;
}

describe('the report of a dump of 40,000 modules and 40,000 threads', () => {
  const large = Minidump.from(largeDump(40_000));
  let made: Promise<CrashReport> | undefined;
  const reportOfLarge = (): Promise<CrashReport> => (made ??= crashReport(large, null));

  it('takes a few seconds, in which timers and I/O have their turn', async () => {
    let seconds = 0;
    const make = async (): Promise<void> => {
      const report = await reportOfLarge();
      expect([report.threads.length, report.modules.length, report.problems]).toEqual([40_000, 40_000, []]);
      expect(report.threads[39_999]).toMatchObject({ frames: [{ location: { module: 'demo', displacement: '0x5' } }] });
    };
    const turns = await turnsDuring(async () => {
      seconds = await secondsOf(make);
    });
    // Without a search for each module it takes under 2 s; with one, minutes.
    expect(seconds).toBeLessThan(8);
    expect(turns).toBeGreaterThan(50);
  });

  it('tells how far it is, from the beginning on', async () => {
    const told: ReportProgress[] = [];
    const made = crashReport(large, null, { onProgress: (progress) => told.push(progress) });
    expect(told[0]).toEqual({ stage: 'reading', done: 0, total: 1 });
    await made;
    expect([...new Set(told.map(({ stage }) => stage))]).toEqual(['reading', 'stacks', 'threads', 'modules']);
    for (const { done, total } of told) expect(done).toBeLessThanOrEqual(total);
    await expect(crashReport(large, null, { onProgress: 1 as never })).rejects.toThrow(TypeError);
    const refusal = new Error('enough told');
    const refuse = (): void => {
      throw refusal;
    };
    await expect(crashReport(large, null, { onProgress: refuse })).rejects.toBe(refusal);
  });

  it('ends at once when its signal is aborted', async () => {
    const controller = new AbortController();
    const reason = new Error('too long');
    let slices = 0;
    const onProgress = (): void => {
      if (++slices === 5) controller.abort(reason);
    };
    const dump = Minidump.from(largeDump(20_000));
    await expect(crashReport(dump, null, { signal: controller.signal, onProgress })).rejects.toBe(reason);
    expect(slices).toBe(5);
  });

  it('is printed up to a number of rows, and says where it is cut', async () => {
    const report = await reportOfLarge();
    for (const format of ['text', 'markdown', 'html'] as const) {
      const whole = formatCrashReport(report, { format });
      expect(whole.length).toBeLessThan(2_000_000);
      expect(whole).toContain('39000 more threads');
      expect(whole).toContain('39000 more modules');
      const few = formatCrashReport(report, { format, maxRows: 3 });
      expect(few).toContain('39997 more threads');
      expect(few.length).toBeLessThan(30_000);
    }
    expect(() => formatCrashReport(report, { maxRows: 0 })).toThrow(RangeError);
  });

  it('is printed in pieces, which together are the whole', async () => {
    const report = await reportOfLarge();
    for (const format of ['text', 'markdown', 'html'] as const) {
      const options = { format, maxRows: 5000 };
      const pieces = [...crashReportPieces(report, options)];
      expect(pieces.length).toBeGreaterThan(5000);
      expect(pieces.join('') === formatCrashReport(report, options)).toBe(true);
      // The fence of a block of Markdown depends on all of its lines.
      const longest = Math.max(...pieces.map(({ length }) => length));
      if (format !== 'markdown') expect(longest).toBeLessThan(200_000);
    }
    // Nothing is printed before it is taken.
    const [first] = crashReportPieces(report, { maxRows: 40_000 });
    expect(first).toContain('EXCEPTION_ACCESS_VIOLATION');
    expect(() => crashReportPieces(report, { maxRows: 0 })).toThrow(/crashReportPieces.*maxRows/);
    expect(() => crashReportPieces({ ...report, threadCount: '<b>' as never })).toThrow(TypeError);
  });
});
