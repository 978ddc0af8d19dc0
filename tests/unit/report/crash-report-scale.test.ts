import { crashReport, formatCrashReport, Minidump, type CrashReport, type ReportProgress } from '../../../lib';
import { DumpBuilder, location, nowhere, u16, u32, u64, u8, zeros } from '../minidump/dump-builder';
import { contextBytes } from '../minidump/sample-dump';

/** A dump of as many modules as threads, each thread with registers and a kilobyte of stack of its own. */
function largeDump(count: number): Minidump {
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
  return Minidump.from(builder.build());
}

/** Seconds of a processor. */
async function secondsOf(job: () => Promise<unknown>): Promise<number> {
  const begin = process.cpuUsage();
  await job();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1e6;
}

describe('the report of a dump of 40,000 modules and 40,000 threads', () => {
  const large = largeDump(40_000);
  let made: Promise<CrashReport> | undefined;
  const reportOfLarge = (): Promise<CrashReport> => (made ??= crashReport(large, null));

  it('takes a few seconds, in which timers and I/O have their turn', async () => {
    let turns = 0;
    let done = false;
    const turn = (): void => {
      turns++;
      if (!done) setImmediate(turn);
    };
    setImmediate(turn);
    const seconds = await secondsOf(async () => {
      const report = await reportOfLarge();
      expect([report.threads.length, report.modules.length, report.problems]).toEqual([40_000, 40_000, []]);
      expect(report.threads[39_999]).toMatchObject({ frames: [{ location: { module: 'demo', displacement: '0x5' } }] });
    });
    done = true;
    // Without a search for each module it takes under 2 s; with one, minutes.
    expect(seconds).toBeLessThan(8);
    expect(turns).toBeGreaterThan(50);
  });

  it('tells how far it is, from the beginning on', async () => {
    const told: ReportProgress[] = [];
    const made = crashReport(largeDump(4000), null, { onProgress: (progress) => told.push(progress) });
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
    await expect(crashReport(largeDump(20_000), null, { signal: controller.signal, onProgress })).rejects.toBe(reason);
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
});
