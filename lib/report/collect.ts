import type { SymbolSession } from '../session/session';
import type { MinidumpException } from '../minidump/read/exception';
import type { Minidump } from '../minidump/minidump';
import type { MinidumpThread } from '../minidump/read/threads';
import type { DumpImageOptions } from '../minidump/walk/load-dump-modules';
import { ProcessMemory } from '../minidump/walk/process-memory';
import { Pace } from '../base/pace';
import { sortBy } from '../base/sorted';
import type { MinidumpModule } from '../minidump/read/modules';
import { addressMap, codeAt, countFrames, missingStack, ownersOf, withTargets, type FrameCount } from './addresses';
import { commandLineOf, reportDump, reportProcess, reportSystem } from './dump-facts';
import { decodeException } from './exception-details';
import { Problems } from './problems';
import { pointersOf, readRegisters, type ThreadContext } from './registers';
import type { ReportProgress, ReportStage } from './progress';
import type { CrashReport, ReportException } from './report-data';
import { missingFiles, reportModule, reportUnloaded } from './report-modules';
import { culpritOf, hex, reportThread, unwalked, type ModuleAt } from './report-stacks';
import { addressDigits, namedCode } from './format/words';
import { SymbolFindings } from './symbol-findings';

/** Options with their defaults. */
export interface ReportChoices {
  readonly threads: 'all' | 'faulting';
  readonly maxFrames: number;
  readonly images: DumpImageOptions;
  readonly onProgress: ((progress: ReportProgress) => void) | undefined;
}

/** Collects the contents of a report, in slices. */
export async function collectReport(
  dump: Minidump,
  session: SymbolSession | null,
  choices: ReportChoices,
): Promise<CrashReport> {
  const pace = new Pace(choices.images.signal);
  const tell = teller(choices.onProgress);
  const problems = new Problems();
  const { read } = problems;
  const damage = await pace.drain(dump.problemsInSteps(), ({ done, total }) => {
    tell('reading', done, total);
  });
  for (const error of damage) problems.note('the dump', error);
  const systemInfo = read('SystemInfoStream', () => dump.systemInfo, null);
  const modules = read('ModuleListStream', () => dump.modules, []);
  const unloaded = read('UnloadedModuleListStream', () => dump.unloadedModules, []);
  const exception = read('ExceptionStream', () => dump.exception, null);
  const memoryInDump = read('MemoryListStream', () => dump.memory, null);
  const misc = read('MiscInfoStream', () => dump.miscInfo, null);
  const system = reportSystem(systemInfo, misc?.buildString ?? null);
  const { architecture } = system;

  const threadsInDump = read('ThreadListStream', () => dump.threads, []);
  const ordered = faultingFirst(threadsInDump, exception);
  const shown = choices.threads === 'all' ? ordered : ordered.slice(0, 1);
  const first = shown[0];
  const contextOf = (thread: MinidumpThread): ThreadContext | null =>
    read(
      `the registers of thread ${String(thread.id)}`,
      () => (thread.id === exception?.threadId ? exception.context : null) ?? thread.context,
      null,
    );
  const moduleAt: ModuleAt = (address) => (modules.length === 0 ? undefined : (dump.moduleAt(address) ?? undefined));

  const symbols = new SymbolFindings(dump, session, problems, choices.images);
  const listed = new Set(threadsInDump);
  const known = shown.filter((thread) => listed.has(thread)).map(({ id }) => id);
  tell('stacks', 0, known.length);
  const stacks = await symbols.walk(known, choices.maxFrames, (done) => {
    tell('stacks', done, known.length);
  });
  const threads = await pace.map(
    shown,
    (thread) => {
      const stack = stacks.get(thread.id) ?? unwalked(contextOf(thread), architecture);
      return reportThread(thread, stack, thread.id === exception?.threadId, moduleAt);
    },
    (done) => {
      tell('threads', done, shown.length);
    },
  );
  const context = first ? contextOf(first) : null;
  const pointers = context && pointersOf(context, architecture);
  const registers = first && context ? readRegisters(context, architecture, first.id) : null;

  const counts = new Map<MinidumpModule, FrameCount>();
  await pace.map(threads, (thread, nth) => {
    countFrames(counts, thread, nth === 0, moduleAt);
  });
  const looked = [
    ...(registers?.values ?? []).map(({ value }) => BigInt(value)),
    ...(exception ? [exception.address, ...exception.parameters] : []),
  ];
  const toLoad = new Set([...counts.keys(), ...looked.flatMap((address) => moduleAt(address) ?? [])]);
  await symbols.load(toLoad, (done) => {
    tell('modules', done, toLoad.size);
  });
  const places = await symbols.places(looked, moduleAt);
  const stackOwners = await ownersOf(looked, shown, pace);

  const pointerBytes = addressDigits(architecture) === 8 ? 4 : 8;
  const images = symbols.images();
  const memory = new ProcessMemory(memoryInDump, images, pointerBytes);
  try {
    const regions = read('MemoryInfoListStream', () => dump.memoryInfo, []);
    const addresses = addressMap(pointerBytes, { modules, unloaded, threads: shown, regions });
    const readable = (name: string): Promise<string> => symbols.readable(name);
    const reported: ReportException | null = exception && {
      ...namedCode(exception.code),
      ...(await decodeException(exception, { memory, addresses, readable })),
      threadId: exception.threadId,
      address: hex(exception.address),
      noncontinuable: (exception.flags & 1) !== 0,
      parameters: exception.parameters.map(hex),
      location: places.get(exception.address)?.location ?? null,
      inlined: places.get(exception.address)?.inlined ?? [],
    };
    const findings = await symbols.findings(modules, counts, pace);
    const hasStack = pointers === null || memory.bytes(pointers.stack, 1) !== null;
    const byBase = sortBy(findings, ({ module: { base } }) => base);
    return {
      version: 1,
      dump: reportDump(dump, read),
      system,
      process: reportProcess(dump, modules[0], first ? commandLineOf(memory, first.teb) : null, read),
      exception: reported,
      culprit: threads[0] ? culpritOf(threads[0]) : null,
      threads,
      threadCount: ordered.length,
      registers: registers && withTargets(registers, places, stackOwners),
      code: pointers && codeAt(memory, pointers.instruction),
      missing: [...missingStack(threads[0], hasStack), ...(await missingFiles(findings, pace))],
      modules: await pace.map(byBase, reportModule, (done) => {
        tell('modules', done, byBase.length);
      }),
      unloadedModules: await pace.map(unloaded, reportUnloaded),
      problems: problems.all,
    };
  } finally {
    images.close();
  }
}

/** Tells the beginning of each stage, and then how far it is. */
function teller(onProgress: ReportChoices['onProgress']): (stage: ReportStage, done: number, total: number) => void {
  onProgress?.({ stage: 'reading', done: 0, total: 1 });
  return (stage, done, total) => onProgress?.({ stage, done, total });
}

/** Puts the thread of the exception first, even if the list of threads lacks it. */
function faultingFirst(threads: readonly MinidumpThread[], exception: MinidumpException | null): MinidumpThread[] {
  if (!exception) return [...threads];
  const faulting = threads.find(({ id }) => id === exception.threadId);
  return [faulting ?? unlisted(exception), ...threads.filter((thread) => thread !== faulting)];
}

const unlisted = ({ threadId, contextLocation }: MinidumpException): MinidumpThread => ({
  id: threadId,
  name: null,
  suspendCount: 0,
  priorityClass: 0,
  priority: 0,
  teb: 0n,
  stack: { start: 0n, size: 0n },
  context: null,
  contextLocation,
  info: null,
  createTime: null,
  startAddress: null,
});
