import type { Pace } from '../base/pace';
import type { MinidumpModule } from '../minidump/read/modules';
import type { MinidumpThread } from '../minidump/read/threads';
import { stackName } from './address-notes';
import type { ProcessMemory } from '../minidump/walk/process-memory';
import type { MissingPiece, ReportCode, ReportLocation, ReportRegisters, ReportThread } from './report-data';
import { hex, type ModuleAt } from './report-stacks';
import { placeText } from './format/words';

/** The frames in one module. */
export interface FrameCount {
  first: number;
  others: number;
  /** The index of its first frame in the first thread; Infinity for none. */
  nearest: number;
}

/** Counts the frames of a thread in each module: those of the first thread, and those of the others. */
export function countFrames(
  counts: Map<MinidumpModule, FrameCount>,
  { frames }: ReportThread,
  isFirst: boolean,
  moduleAt: ModuleAt,
): void {
  for (const { address, index } of frames) {
    const module = moduleAt(BigInt(address));
    if (!module) continue;
    let count = counts.get(module);
    if (!count) counts.set(module, (count = { first: 0, others: 0, nearest: Infinity }));
    if (!isFirst) count.others++;
    else {
      count.first++;
      count.nearest = Math.min(count.nearest, index);
    }
  }
}

/** By addresses on stacks, the ids of the threads. */
export async function ownersOf(
  addresses: readonly bigint[],
  threads: readonly MinidumpThread[],
  pace: Pace,
): Promise<ReadonlyMap<bigint, number>> {
  const owners = new Map<bigint, number>();
  await pace.map(threads, ({ id, stack: { start, size } }) => {
    for (const address of addresses) {
      if (address >= start && address < start + size && !owners.has(address)) owners.set(address, id);
    }
  });
  return owners;
}

/** Adds to each register what it points to: code or data of a module, or a stack. */
export function withTargets(
  registers: ReportRegisters,
  places: ReadonlyMap<bigint, { readonly location: ReportLocation }>,
  stackOwners: ReadonlyMap<bigint, number>,
): ReportRegisters {
  const target = (value: bigint): string | null => {
    const place = places.get(value);
    if (place) return placeText(place.location);
    const owner = stackOwners.get(value);
    if (owner === undefined) return null;
    return owner === registers.threadId ? 'the stack' : stackName(owner);
  };
  return {
    ...registers,
    values: registers.values.map((register) => ({ ...register, pointsTo: target(BigInt(register.value)) })),
  };
}

const bytesBefore = 16;
const bytesAfter = 32;

/** The code around an instruction, as far as it is known. */
export function codeAt(memory: ProcessMemory, instruction: bigint): ReportCode | null {
  const after = memory.bytes(instruction, bytesAfter);
  if (!after) return null;
  const start = instruction - BigInt(bytesBefore);
  const before = memory.exactly(start, bytesBefore);
  const bytes = before ? [new Uint8Array(before.buffer, before.byteOffset, bytesBefore), after] : [after];
  return {
    address: hex(before ? start : instruction),
    bytes: Buffer.concat(bytes).toString('hex'),
    instruction: before ? bytesBefore : 0,
  };
}

/** The stack as a missing piece, if the dump does not have it. */
export function missingStack(thread: ReportThread | undefined, hasStack: boolean): MissingPiece[] {
  if (!thread || hasStack) return [];
  const why = 'the dump does not have its memory, so callers are unknown: was it written with at least MiniDumpNormal?';
  return [{ kind: 'memory', name: stackName(thread.id), storePath: null, neededBy: 'crash', why }];
}
