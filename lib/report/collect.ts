import type { SymbolSession } from '../session/session';
import type { MinidumpException } from '../minidump/read/exception';
import type { Minidump } from '../minidump/minidump';
import { contextOf as threadContext, type MinidumpThread } from '../minidump/read/threads';
import type { DumpImageOptions } from '../minidump/walk/load-dump-modules';
import { ProcessMemory } from '../minidump/walk/process-memory';
import { Pace } from '../base/pace';
import { byKey, sorted } from '../base/sorted';
import type { MinidumpModule } from '../minidump/read/modules';
import { commandLineText, reportAnnotations, reportAssertion } from './annotations';
import { codeAt, countFrames, missingStack, ownersOf, withTargets, type FrameCount } from './addresses';
import { commandLineOf, reportDump, reportProcess, reportSystem } from './dump-facts';
import { decodeException } from './exception-details';
import { Problems } from './problems';
import { pointersOf, readRegisters, type ThreadContext } from './registers';
import type { V8CodeLog } from '../stack/code-log';
import type { ReportProgress, ReportStage } from './progress';
import { decodePosix, familyOf, isRequest, posixCode } from './posix-exceptions';
import type { CrashReport } from './report-data';
import { missingFiles, reportModule, reportUnloaded } from './report-modules';
import { culpritOf, hex, reportThread, unwalked, type ModuleAt } from './report-stacks';
import { addressDigits, namedCode } from './format/words';
import { isManagedRuntime } from './system-code';
import { SymbolFindings } from './symbol-findings';

/** Options with their defaults. */
export interface ReportChoices {
  readonly threads: 'all' | 'faulting';
  readonly maxFrames: number;
  readonly codeLog: V8CodeLog | undefined;
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
  const linux = read('the texts of Linux', () => dump.linuxTexts, null);
  const breakpad = read('BreakpadInfoStream', () => dump.breakpadInfo, null);
  const family = familyOf(systemInfo?.platformId);
  const requested = exception !== null && isRequest(exception, family);
  const crash = requested ? null : exception;
  const system = reportSystem(systemInfo, misc?.buildString ?? null, linux?.lsbRelease ?? null);
  const { architecture } = system;

  const threadsInDump = read('ThreadListStream', () => dump.threads, []);
  const ordered = faultingFirst(threadsInDump, exception, breakpad?.requestingThreadId ?? null);
  const shown = choices.threads === 'all' ? ordered : ordered.slice(0, 1);
  const first = shown[0];
  const contextOf = (thread: MinidumpThread): ThreadContext | null =>
    read(
      `the registers of thread ${String(thread.id)}`,
      () => (thread.id === exception?.threadId ? exception.context : null) ?? threadContext(thread),
      null,
    );
  const moduleAt: ModuleAt = (address) => (modules.length === 0 ? undefined : (dump.moduleAt(address) ?? undefined));

  const symbols = new SymbolFindings(dump, session, problems, choices.images);
  const known = (first && threadsInDump.includes(first) ? shown : shown.slice(1)).map(({ id }) => id);
  tell('stacks', 0, known.length);
  const { maxFrames, codeLog } = choices;
  const stacks = await symbols.walk(known, { maxFrames, codeLog }, (done) => {
    tell('stacks', done, known.length);
  });
  let runsManaged = false;
  await pace.map(modules, ({ path }) => (runsManaged ||= isManagedRuntime(path)));
  const threads = await pace.map(
    shown,
    (thread) => {
      const stack = stacks.get(thread.id) ?? unwalked(contextOf(thread), architecture);
      return reportThread(thread, stack, thread.id === crash?.threadId, moduleAt, runsManaged);
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
  // Signals have the address of the memory instead.
  const raisedAt = crash && (family === 'windows' ? crash.address : (pointers?.instruction ?? crash.address));
  const looked = [
    ...(registers?.values ?? []).map(({ value }) => BigInt(value)),
    ...(crash && raisedAt !== null ? [raisedAt, ...crash.parameters] : []),
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
    const addresses = { pointerBytes, moduleAt, unloaded, threads: shown, regions } as const;
    const readable = (name: string): Promise<string> => symbols.readable(name);
    const reported = crash && {
      ...(family === 'windows'
        ? { ...namedCode(crash.code), ...(await decodeException(crash, { memory, addresses, readable })) }
        : { ...posixCode(crash, family), ...decodePosix(crash, family, addresses) }),
      threadId: crash.threadId,
      address: hex(raisedAt!),
      noncontinuable: family === 'windows' && (crash.flags & 1) !== 0,
      parameters: crash.parameters.map(hex),
      location: places.get(raisedAt!)?.location ?? null,
      inlined: places.get(raisedAt!)?.inlined ?? [],
    };
    const findings = await symbols.findings(modules, counts, pace);
    const commandLine = linux?.commandLine
      ? commandLineText(linux.commandLine)
      : first && family === 'windows'
        ? commandLineOf(memory, first.teb)
        : null;
    const hasStack = pointers === null || memory.bytes(pointers.stack, 1) !== null;
    const byBase = await pace.drain(
      sorted(
        findings,
        byKey(({ module: { base } }) => base),
      ),
    );
    return {
      version: 1,
      dump: reportDump(dump, read),
      system,
      process: reportProcess(dump, modules, commandLine, read),
      occasion: occasionOf(exception, requested, problems),
      exception: reported,
      assertion: reportAssertion(read('BreakpadAssertionInfoStream', () => dump.assertion, null)),
      annotations: reportAnnotations(dump, read),
      culprit: threads[0] ? culpritOf(threads[0]) : null,
      threads,
      threadCount: ordered.length,
      registers: registers && withTargets(registers, places, stackOwners),
      code: pointers && codeAt(memory, pointers.instruction),
      missing: [...missingStack(threads[0], hasStack), ...(await missingFiles(findings, family, pace))],
      modules: await pace.map(
        byBase,
        (found) => reportModule(found, family),
        (done) => {
          tell('modules', done, byBase.length);
        },
      ),
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

function occasionOf(
  exception: MinidumpException | null,
  requested: boolean,
  { all }: Problems,
): CrashReport['occasion'] {
  if (exception) return requested ? 'requested' : 'exception';
  return all.some(({ part }) => part === 'ExceptionStream') ? 'unreadable' : 'none';
}

/** Puts the thread of the exception first, even if the list of threads lacks it; or else the one that asked for the dump. */
function faultingFirst(
  threads: readonly MinidumpThread[],
  exception: MinidumpException | null,
  requesting: number | null,
): MinidumpThread[] {
  const first = exception?.threadId ?? requesting;
  const listed = threads.find(({ id }) => id === first);
  const chosen = listed ?? (exception ? unlisted(exception) : null);
  return chosen ? [chosen, ...threads.filter((thread) => thread !== chosen)] : [...threads];
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
