import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  crashReport,
  formatCrashReport,
  Minidump,
  SymbolSession,
  type CrashReport,
  type ReportFrame,
} from '../../../lib';
import { can } from '../capabilities';
import { bin } from '../fixtures';
import { dumpFile, dumpTruth, type TrueFrame } from '../minidump/walk/dump-truth';
import { ofOtherBuilds } from '../minidump/walk/scan-counts';
import { withCodeView } from '../minidump/walk/with-code-view';

/** What a reader looks at first: the headline, whom it blames, and the first frames. */

const kinds = [
  ...['access-violation', 'stack-overflow', 'divide-by-zero', 'cpp-exception', 'deep-recursion', 'threads', 'jit'],
  ...['full-memory', 'null-call'],
];
const program = 'crash.exe';
const firstFrames = 5;

interface Setup {
  /** Whether functions have names. */
  readonly named: boolean;
  readonly report: (arch: string, dump: Buffer) => Promise<CrashReport>;
}

async function reported(bytes: Uint8Array, searchPath: string, imagePath?: string): Promise<CrashReport> {
  await using dump = Minidump.from(new Uint8Array(bytes));
  await using session = await SymbolSession.open({ searchPath });
  return await crashReport(dump, session, { imagePath });
}

const setups: Readonly<Record<string, Setup>> = {
  'images and PDBs': { named: true, report: (arch, dump) => reported(dump, bin(arch), bin(arch)) },
  'PDBs alone': {
    named: true,
    report: async (arch, dump) => reported(await withCodeView(ofOtherBuilds(dump), bin(arch, program)), bin(arch)),
  },
  'neither images nor PDBs': { named: false, report: (_, dump) => reported(ofOtherBuilds(dump), '') },
  'no DLL': {
    named: false,
    report: (_, dump) => crashReport(Minidump.from(new Uint8Array(dump)), null),
  },
};

/** The true frames, by module and offset. */
function firstOf(frames: readonly TrueFrame[]): TrueFrame[] {
  return frames.flatMap((frame) => Array<TrueFrame>(frame.times ?? 1).fill(frame)).slice(0, firstFrames);
}

const placeOf = ({ module, rva, address }: TrueFrame): string => address ?? `${module!}+${String(rva)}`;

function placeIn(report: CrashReport, { address }: ReportFrame): string {
  const at = BigInt(address);
  const module = report.modules.find(({ base, size }) => at >= BigInt(base) && at < BigInt(base) + BigInt(size));
  return module ? `${path.win32.basename(module.path)}+${String(at - BigInt(module.base))}` : address;
}

const architectures = process.arch === 'ia32' && !can('walksX64') ? ['x86'] : ['x64', 'x86'];
const cases = architectures.flatMap((arch) => kinds.map((kind) => [arch, kind] as const));

describe.each(Object.keys(setups))('with %s', (name) => {
  const { named, report: made } = setups[name]!;

  it.each(cases)('headline, culprit and first frames are right: %s %s', async (arch, kind) => {
    const report = await made(arch, readFileSync(dumpFile(arch, kind)));
    const truth = dumpTruth(arch, kind).find(({ crashed }) => crashed)!;
    const expected = firstOf(truth.frames);
    const placesOfTruth = new Set(truth.frames.map(placeOf));
    const [thread] = report.threads;
    expect(thread).toMatchObject({ id: truth.id, faulting: true });
    const places = thread!.frames.map((frame) => placeIn(report, frame));
    expect(places[0]).toBe(placeOf(expected[0]!));
    if (name !== 'no DLL') {
      let from = 0;
      for (const frame of expected) {
        const at = places.indexOf(placeOf(frame), from);
        expect([placeOf(frame), at >= from]).toEqual([placeOf(frame), true]);
        // What is between is a guess, or a copy of a return address, as functions that align their stack make one.
        for (const between of places.slice(from, at).filter((place) => !placesOfTruth.has(place)))
          expect([between, thread!.frames[places.indexOf(between)]!.trust]).toEqual([between, 'scan']);
        if (named && frame.module === program) {
          const { location } = thread!.frames[at]!;
          expect([location?.function, location?.source?.line]).toEqual([frame.function, frame.line]);
        }
        from = at + 1;
      }
    }
    const guilty = truth.frames.find(({ module, function: fn }) => module === program && fn !== '_CxxThrowException')!;
    const innermost = guilty.inlined?.[0] ?? guilty;
    if (named) expect(report.culprit).toMatchObject({ module: 'crash', source: { line: innermost.line } });
    else if (name !== 'no DLL' || expected[0]!.module === program) expect(report.culprit?.module).toBe('crash');
    const headline = formatCrashReport(report).split('\n', 1)[0]!;
    expect(headline).toContain(report.exception!.name!);
    if (expected[0]!.module === program) expect(headline).toContain(named ? 'crash!' : 'crash+0x');
  });
});
