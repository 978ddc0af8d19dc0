import { readFileSync } from 'node:fs';
import {
  MINIDUMP_STREAM_TYPE,
  Minidump,
  SymbolSession,
  walkDump,
  type DumpThreadStack,
  type StackFrame,
} from '../../../../lib';
import { memoryInfo, streamOf, u32, u64, withStreams } from '../../../crash/dump-streams';
import { can } from '../../capabilities';
import { bin } from '../../fixtures';
import { readImageFile } from '../../image-file';
import { dumpFile, dumpTruth, type TrueThread } from './dump-truth';
import { withCodeView } from './with-code-view';

/** Not the one with the image in its memory. */
const kinds = ['access-violation', 'divide-by-zero', 'cpp-exception', 'deep-recursion', 'threads', 'jit', 'null-call'];
const program = 'crash.exe';
/** In MINIDUMP_MODULE. */
const [moduleBytes, stampAt] = [108, 16];

/** The dump as if all its modules were of other builds than those on this machine. */
function ofOtherBuilds(dump: Buffer): Buffer {
  const copy = Buffer.from(dump);
  const { place, bytes } = streamOf(copy, MINIDUMP_STREAM_TYPE.ModuleListStream);
  for (let at = 4; at < 4 + bytes.readUInt32LE(0) * moduleBytes; at += moduleBytes)
    copy.writeUInt32LE(0x1234_5678, place + at + stampAt);
  return copy;
}

/** What VirtualQueryEx would say of the program. */
function withRegions(arch: string, dump: Buffer): Buffer {
  const base = streamOf(dump, MINIDUMP_STREAM_TYPE.ModuleListStream).bytes.readBigUInt64LE(4);
  const [image, commit, readOnly, executeRead, memImage] = [0x1000, 0x1000, 2, 0x20, 0x100_0000];
  const { sections } = readImageFile(bin(arch, program));
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

interface Counts {
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

function count(dump: Minidump, stacks: readonly DumpThreadStack[], truth: readonly TrueThread[], of: string): Counts {
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
    const { frames: walked } = stacks.find(({ threadId }) => threadId === id)!;
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
    sum.plain += plainScan(dump, walked[0]!.stackPointer, isCounted, expected);
  }
  return sum;
}

/** How many words of a stack point into a module, and are no true return address. */
function plainScan(
  dump: Minidump,
  from: bigint,
  isInModule: (address: bigint) => boolean,
  expected: readonly string[],
): number {
  const { ranges } = dump.memory;
  const range = ranges.find(({ start, size }) => from >= start && from < start + size)!;
  const wordBytes = dump.systemInfo!.architecture === 'x86' ? 4 : 8;
  const bytes = Buffer.from(dump.memory.read(from, Number(range.start + range.size - from))!);
  let wrong = 0;
  for (let at = 0; at + wordBytes <= bytes.length; at += wordBytes) {
    const word = wordBytes === 4 ? BigInt(bytes.readUInt32LE(at)) : bytes.readBigUInt64LE(at);
    if (isInModule(word) && !expected.includes(key(word, from + BigInt(at + wordBytes)))) wrong++;
  }
  return wrong;
}

/** @param of - the module whose false frames are counted; all modules by default */
async function walked(bytes: Buffer, truth: readonly TrueThread[], searchPath = '', of = ''): Promise<Counts> {
  await using dump = Minidump.from(new Uint8Array(bytes));
  await using session = await SymbolSession.open({ searchPath });
  const stacks = await walkDump(dump, session, { maxFrames: 2000 });
  for (const { end, error } of stacks) {
    expect(error).toBeNull();
    // With a PDB, the DLL may go on.
    if (searchPath === '') expect(end).toBe('no-unwind-info');
  }
  return count(dump, stacks, truth, of);
}

describe.each(['x64', 'x86'])('a stack of %s code without images', (arch) => {
  const dumpOf = (kind: string): Buffer => ofOtherBuilds(readFileSync(dumpFile(arch, kind)));

  it.each(kinds)('has all true callers in order, and no other one with more trust than a guess: %s', async (kind) => {
    const counts = await walked(dumpOf(kind), dumpTruth(arch, kind));
    expect(counts).toMatchObject({ found: counts.all, trusted: 0 });
    expect(counts.false).toBeLessThanOrEqual(counts.plain);
  });

  it.each([
    ['the PDB tells', (dump: Buffer) => withCodeView(dump, bin(arch, program)), bin(arch)],
    ['the list of its memory tells', (dump: Buffer) => Promise.resolve(withRegions(arch, dump)), ''],
  ] as const)('has at most half of the false frames of a plain scan where %s what is code', async (_, made, path) => {
    const sum = { false: 0, plain: 0 };
    for (const kind of kinds) {
      const counts = await walked(Buffer.from(await made(dumpOf(kind))), dumpTruth(arch, kind), path, program);
      // With a PDB, the DLL walks code of x86, and some get lost.
      const isWhole = arch === 'x64' || path === '' || can('usesFrameData');
      expect(counts).toMatchObject({ ...(isWhole ? { found: counts.all } : {}), trusted: 0 });
      sum.false += counts.false;
      sum.plain += counts.plain;
    }
    expect(sum.plain).toBeGreaterThan(20);
    // Some DLLs do not take PDBs of the other bitness.
    if (arch === 'x86' || can('walksX64') || path === '') expect(sum.false).toBeLessThanOrEqual(sum.plain / 2);
  });
});

/** The source has them, from the innermost on. */
const frameless = ['fast', 'Square::area', 'standard', 'roomy', 'busy', 'outermost'].map(
  (name) => `frameless::${name}`,
);

it.each(['frameless-crash', 'frameless-wait'])(
  'a stack of x86 code without frame pointers has all true callers in order without images and PDBs: %s',
  async (kind) => {
    await using dump = Minidump.from(new Uint8Array(ofOtherBuilds(readFileSync(dumpFile('x86', kind)))));
    await using session = await SymbolSession.open();
    const [stack] = await walkDump(dump, session);
    const { base, size } = dump.modules.find(({ name }) => name === 'frameless.exe')!;
    await using named = await SymbolSession.open({ searchPath: bin('x86') });
    await named.loadModule(bin('x86', 'frameless.exe'), { base });
    const expected = [...frameless, 'main', 'mainCRTStartup'];
    const isOwn = ({ address }: StackFrame): boolean => address >= base && address < base + BigInt(size);
    const own = stack!.frames.filter(isOwn);
    const symbols = await named.symbolizeAll(own.map(({ lookupAddress }) => lookupAddress));
    const names: string[] = [];
    for (const [index, { trust, foundBy }] of own.entries()) {
      const name = symbols[index]?.name;
      if (name === expected[names.length]) names.push(name!);
      else if (foundBy !== 'context') expect([name, trust]).toEqual([name, 'scan']);
    }
    expect(names).toEqual(expected);
    expect(stack!.end).toBe('no-unwind-info');
  },
);
