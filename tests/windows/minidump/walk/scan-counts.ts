import { MINIDUMP_STREAM_TYPE, type DumpThreadStack, type Minidump, type StackFrame } from '../../../../lib';
import { memoryInfo, streamOf, u32, u64, withStreams } from '../../../crash/dump-streams';
import { readImageFile } from '../../image-file';
import type { TrueThread } from './dump-truth';

/** Counts true and false frames of walked dumps. */

/** In MINIDUMP_MODULE. */
const [moduleBytes, stampAt] = [108, 16];

/** The dump as if all its modules were of other builds than those on this machine. */
export function ofOtherBuilds(dump: Buffer): Buffer {
  const copy = Buffer.from(dump);
  const { place, bytes } = streamOf(copy, MINIDUMP_STREAM_TYPE.ModuleListStream);
  for (let at = 4; at < 4 + bytes.readUInt32LE(0) * moduleBytes; at += moduleBytes)
    copy.writeUInt32LE(0x1234_5678, place + at + stampAt);
  return copy;
}

/** What VirtualQueryEx would say of the program. */
export function withRegions(program: string, dump: Buffer): Buffer {
  const base = streamOf(dump, MINIDUMP_STREAM_TYPE.ModuleListStream).bytes.readBigUInt64LE(4);
  const [image, commit, readOnly, executeRead, memImage] = [0x1000, 0x1000, 2, 0x20, 0x100_0000];
  const { sections } = readImageFile(program);
  const region = (rva: number, size: number, protect: number): Buffer =>
    Buffer.concat([
      u64(base + BigInt(rva), base),
      u32(readOnly, 0),
      u64(BigInt(Math.ceil(size / image) * image)),
      u32(commit, protect, memImage, 0),
    ]);
  const rows = sections.map(({ name, rva, size }) => region(rva, size, name === '.text' ? executeRead : readOnly));
  return withStreams(dump, [memoryInfo([region(0, 1, readOnly), ...rows])]);
}

export interface Counts {
  /** True frames that are there, in order. */
  found: number;
  /** All true frames. */
  all: number;
  false: number;
  /** False frames with more trust than a guess. */
  trusted: number;
  /** False ones among the words of the stack that lie in a module. */
  plain: number;
}

/** A place on the stack tells frames apart that run the same code. */
const key = (address: bigint, stackPointer: bigint): string => `${address.toString(16)} ${stackPointer.toString(16)}`;

/**
 * Beyond the last true frame that is known, nothing is counted.
 *
 * @param of - the module whose false frames are counted; all modules by default
 */
export function count(
  dump: Minidump,
  stacks: readonly DumpThreadStack[],
  truth: readonly TrueThread[],
  of = '',
): Counts {
  const counted = dump.modules.filter(({ name }) => name.endsWith(of));
  const isCounted = (at: bigint): boolean => counted.some(({ base, size }) => at >= base && at < base + BigInt(size));
  const sum: Counts = { found: 0, all: 0, false: 0, trusted: 0, plain: 0 };
  const baseOf = (name: string): bigint => dump.modules.find((module) => module.name === name)!.base;
  for (const { id, frames } of truth) {
    const expected = frames.flatMap(({ module, rva, address, sp, times = 1, step = 0 }) =>
      Array.from({ length: times }, (_, nth) => {
        const at = address === undefined ? baseOf(module!) + BigInt(rva!) : BigInt(address);
        return key(at, BigInt(sp) + BigInt(nth * step));
      }),
    );
    const { sp, times = 1, step = 0 } = frames.at(-1)!;
    const last = BigInt(sp) + BigInt((times - 1) * step);
    const { frames: whole } = stacks.find(({ threadId }) => threadId === id)!;
    const walked = whole.filter(({ stackPointer }) => stackPointer <= last);
    const keys = walked.map(({ address, stackPointer }) => key(address, stackPointer));
    const places = expected.map((frame) => keys.indexOf(frame)).filter((place) => place >= 0);
    expect(places).toEqual([...places].sort((one, other) => one - other));
    sum.all += expected.length;
    sum.found += places.length;
    const wrong = walked.filter((_, index) => !expected.includes(keys[index]!));
    sum.false += wrong.filter(({ address }) => isCounted(address)).length;
    // Functions that align their stack push a copy of the return address, to which the frame pointer leads.
    const trueAddresses = new Set(expected.map((frame) => frame.replace(/ .*/, '')));
    const isCopy = ({ address }: StackFrame): boolean => trueAddresses.has(address.toString(16));
    sum.trusted += wrong.filter((frame) => frame.trust !== 'scan' && !isCopy(frame)).length;
    sum.plain += plainScan(dump, walked[0]!.stackPointer, last, isCounted, expected);
  }
  return sum;
}

/** How many words of a stack point into a module, and are no true return address. */
function plainScan(
  dump: Minidump,
  from: bigint,
  last: bigint,
  isInModule: (address: bigint) => boolean,
  expected: readonly string[],
): number {
  const { ranges } = dump.memory;
  const range = ranges.find(({ start, size }) => from >= start && from < start + size)!;
  const wordBytes = dump.systemInfo!.architecture === 'x86' ? 4 : 8;
  const end = range.start + range.size;
  const bytes = Buffer.from(dump.memory.read(from, Number((last < end ? last : end) - from))!);
  let wrong = 0;
  for (let at = 0; at + wordBytes <= bytes.length; at += wordBytes) {
    const word = wordBytes === 4 ? BigInt(bytes.readUInt32LE(at)) : bytes.readBigUInt64LE(at);
    if (isInModule(word) && !expected.includes(key(word, from + BigInt(at + wordBytes)))) wrong++;
  }
  return wrong;
}
