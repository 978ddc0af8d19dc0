import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Random } from '../windows/random';
import {
  addBreakpadStreams,
  addCrashpadInfo,
  addLinuxTexts,
  addMacCrashInfo,
  otherSystemDump,
} from '../unit/minidump/crashpad-dump';
import { asWow64 } from '../crash/wow64-dump';
import { sampleDump } from '../unit/minidump/sample-dump';
import { mutate } from './mutations';

/** Relative to the project's folder, because this runs as part of a bundle. */
const fixtures = path.resolve('tests/fixtures/dumps');
const corpusFolder = path.resolve('tests/fuzz/corpus');

function dumpsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((name) => name.endsWith('.dmp'))
    .map((name) => path.join(folder, name))
    .sort();
}

/** A dump with the streams of Crashpad, Breakpad and Mozilla. */
const crashpadDump = (platformId = 0x8201, cv?: Buffer): Buffer =>
  otherSystemDump({
    ...{ platformId, modulePath: '/opt/demo/demo', code: 11, ...(cv && { cv }) },
    more: (dump) => {
      for (const add of [addCrashpadInfo, addBreakpadStreams, addLinuxTexts, addMacCrashInfo]) add(dump);
    },
  });

/** The kinds of records that name a module's PDB or build. */
const codeViews: readonly Buffer[] = [
  Buffer.concat([Buffer.from('RSDS'), Buffer.alloc(16, 0x5a), Buffer.from('\x01\0\0\0C:\\build\\demo.pdb\0')]),
  Buffer.concat([Buffer.from('NB10'), Buffer.alloc(4), Buffer.from('\x12\x34\x56\x78\x02\0\0\0demo.pdb\0')]),
  Buffer.concat([Buffer.from('LEpB'), Buffer.alloc(20, 0xa5)]),
  Buffer.from('NB09 is older'),
];

/** The dumps to damage: some with every stream that the reader supports, and those of crashed programs. */
export const seeds: readonly Buffer[] = [
  ...(['x64', 'x86', 'arm64'] as const).flatMap((architecture) => Array<Buffer>(4).fill(sampleDump(architecture))),
  ...Array<Buffer>(8).fill(crashpadDump()),
  ...dumpsIn(fixtures).map((file) => readFileSync(file)),
];

/** Of these, each small one has streams, records and registers that few writers make. */
const otherSeeds = (): readonly Buffer[] => [
  ...[0x8201, 0x8101, 0x8203].map((platformId) => crashpadDump(platformId)),
  ...codeViews.map((cv) => crashpadDump(0x8201, cv)),
  ...(['threads', 'access-violation'] as const).flatMap((kind) => {
    const narrow = readFileSync(path.join(fixtures, 'x86', `${kind}.dmp`));
    return (['32-bit code', 'the emulation'] as const).map((runs) => asWow64(narrow, runs));
  }),
];

/** All seeds, or those that other writers than Windows make. */
export type SeedKind = 'random' | 'others';
const seedsOf: Readonly<Record<SeedKind, () => readonly Buffer[]>> = { random: () => seeds, others: otherSeeds };
const made = new Map<SeedKind, readonly Buffer[]>();

/** Inputs that once failed. */
export const corpus: readonly string[] = dumpsIn(corpusFolder);

/** The same for the same numbers, independent of earlier inputs. */
export function input(
  kind: SeedKind,
  seed: number,
  index: number,
): { readonly bytes: Buffer; readonly random: Random } {
  const from = made.get(kind) ?? seedsOf[kind]();
  made.set(kind, from);
  const random = new Random(seed ^ Math.imul(index + 1, 0x9e37_79b1));
  return { bytes: mutate(random, random.pick(from)), random };
}
