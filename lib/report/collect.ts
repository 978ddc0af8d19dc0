import type { SymbolSession } from '../session/session';
import type { MinidumpException } from '../minidump/read/exception';
import type { Minidump } from '../minidump/minidump';
import type { MinidumpThread } from '../minidump/read/threads';
import type { DumpImageOptions } from '../minidump/walk/load-dump-modules';
import { ProcessMemory } from '../minidump/walk/process-memory';
import { addressMap, codeAt, frameCounts, missingStack, withTargets } from './addresses';
import { commandLineOf, reportDump, reportProcess, reportSystem } from './dump-facts';
import { decodeException } from './exception-details';
import { Problems } from './problems';
import { pointersOf, readRegisters, type ThreadContext } from './registers';
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
}

/** Collects the contents of a report. */
export async function collectReport(
  dump: Minidump,
  session: SymbolSession | null,
  choices: ReportChoices,
): Promise<CrashReport> {
  const problems = new Problems();
  const { read } = problems;
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
  const moduleAt: ModuleAt = (address) =>
    modules.find(({ base, size }) => address >= base && address < base + BigInt(size));

  const symbols = new SymbolFindings(dump, session, problems, choices.images);
  const known = shown.filter((thread) => threadsInDump.includes(thread));
  const stacks = await symbols.walk(
    known.map(({ id }) => id),
    choices.maxFrames,
  );
  const threads = shown.map((thread) => {
    const stack = stacks.get(thread.id) ?? unwalked(contextOf(thread), architecture);
    return reportThread(thread, stack, thread.id === exception?.threadId, moduleAt);
  });
  const context = first ? contextOf(first) : null;
  const pointers = context && pointersOf(context, architecture);
  const registers = first && context ? readRegisters(context, architecture, first.id) : null;

  const counts = frameCounts(threads, moduleAt);
  const looked = [
    ...(registers?.values ?? []).map(({ value }) => BigInt(value)),
    ...(exception ? [exception.address, ...exception.parameters] : []),
  ];
  await symbols.load([...counts.keys(), ...looked.flatMap((address) => moduleAt(address) ?? [])]);
  const places = await symbols.places(looked, moduleAt);

  const pointerBytes = addressDigits(architecture) === 8 ? 4 : 8;
  const images = symbols.images();
  const memory = new ProcessMemory(memoryInDump, images, pointerBytes);
  try {
    const regions = read('MemoryInfoListStream', () => dump.memoryInfo, []);
    const addresses = addressMap(pointerBytes, { modules, unloaded, threads, regions });
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
    const findings = await symbols.findings(modules, counts);
    const hasStack = pointers === null || memory.bytes(pointers.stack, 1) !== null;
    // Also reports damage in streams that nothing has read yet.
    for (const error of dump.problems()) problems.note('the dump', error);
    return {
      version: 1,
      dump: reportDump(dump, read),
      system,
      process: reportProcess(dump, modules[0], first ? commandLineOf(memory, first.teb) : null, read),
      exception: reported,
      culprit: threads[0] ? culpritOf(threads[0]) : null,
      threads,
      threadCount: ordered.length,
      registers: registers && withTargets(registers, places, threads),
      code: pointers && codeAt(memory, pointers.instruction),
      modules: findings.map(reportModule).sort((one, other) => (BigInt(one.base) < BigInt(other.base) ? -1 : 1)),
      unloadedModules: unloaded.map(reportUnloaded),
      missing: [...missingStack(threads[0], hasStack), ...missingFiles(findings)],
      problems: problems.all,
    };
  } finally {
    images.close();
  }
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
