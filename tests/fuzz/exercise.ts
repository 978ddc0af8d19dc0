import { Minidump, MinidumpError } from '../../lib';
import type { Random } from '../windows/random';

/** The answers are held until all questions were asked, as in a program that reports on a dump. */

const mostReads = 20;
/** Allocated once, because the reader's memory is measured. */
const target = new Uint8Array(64);
const endOfAddresses = 2n ** 64n;

/** All questions to a dump. */
const questions: readonly ((dump: Minidump, random: Random) => unknown)[] = [
  (dump) => [dump.header.time.toISOString(), dump.path, dump.size, dump.closed],
  (dump) => dump.systemInfo,
  (dump) => dump.miscInfo,
  (dump) => dump.modules,
  (dump, random) => dump.moduleAt(random.bigint(64)),
  (dump) => dump.unloadedModules,
  (dump) => dump.threadNames,
  (dump) => dump.threadInfos,
  (dump) => dump.threadInfos.map(({ createTime, exitTime }) => [createTime?.getTime(), exitTime?.getTime()]),
  (dump) => dump.threads,
  (dump) => dump.threads.map((thread) => answer(() => thread.context)),
  (dump) => dump.threads.map(({ startAddress, createTime }) => [startAddress, createTime]),
  (dump) => dump.exception,
  (dump) => dump.exception?.context,
  (dump) => dump.memory,
  (dump) => dump.memoryInfo,
  (dump) => dump.handles,
  (dump) => dump.handleOperations,
  (dump) => dump.functionTables,
  (dump) => dump.comment,
  (dump) => dump.processVmCounters?.toJSON(),
  (dump) => dump.systemMemoryInfo?.toJSON(),
  (dump) => dump.userStreams,
  (dump) => [dump.breakpadInfo, dump.assertion],
  (dump) => dump.crashpadInfo,
  (dump) => dump.linuxTexts,
  (dump) => dump.macCrashInfo,
  (dump) => dump.problems(),
];

/** The answer, or the error. Exceptions other than a MinidumpError are not caught. */
function answer(ask: () => unknown): unknown {
  try {
    return ask();
  } catch (error) {
    if (error instanceof MinidumpError) return error;
    throw error;
  }
}

/** @param afterEach - is called after each question, with all answers still held */
export function exercise(open: () => Minidump, random: Random, afterEach: () => void = () => undefined): unknown[] {
  const held: unknown[] = [];
  const hold = (ask: () => unknown): unknown => {
    const given = answer(ask);
    held.push(given);
    afterEach();
    return given;
  };
  const dump = hold(open);
  if (!(dump instanceof Minidump)) return held;
  for (const ask of questions) hold(() => ask(dump, random));
  // The caller holds the bytes, so one stream at a time.
  for (const stream of dump.streams.slice(0, mostReads)) answer(() => dump.bytes(stream));
  for (const { type } of dump.streams.slice(0, mostReads)) answer(() => dump.stream(type));
  afterEach();
  readMemory(dump, random);
  afterEach();
  return held;
}

function readMemory(dump: Minidump, random: Random): void {
  const memory = answer(() => dump.memory);
  if (memory instanceof MinidumpError) return;
  const { ranges } = dump.memory;
  for (let time = 0; time < mostReads; time++) {
    const range = ranges.length > 0 && random.below(4) > 0 ? random.pick(ranges) : undefined;
    const near = range ? range.start + random.pick([0n, -1n, 1n, range.size - 1n, range.size]) : random.bigint(64);
    const address = ((near % endOfAddresses) + endOfAddresses) % endOfAddresses;
    const length = random.pick([0, 1, 8, 4096, 2 ** 31, Number.MAX_SAFE_INTEGER]);
    answer(() => dump.memory.read(address, length));
    answer(() => dump.memory.readInto(address, target));
  }
}
