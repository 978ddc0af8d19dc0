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
const crashpadDump = (): Buffer =>
  otherSystemDump({
    ...{ platformId: 0x8201, modulePath: '/opt/demo/demo', code: 11 },
    more: (dump) => {
      for (const add of [addCrashpadInfo, addBreakpadStreams, addLinuxTexts, addMacCrashInfo]) add(dump);
    },
  });

/** The dumps to damage: some with every stream that the reader supports, and those of crashed programs. */
export const seeds: readonly Buffer[] = [
  ...(['x64', 'x86', 'arm64'] as const).flatMap((architecture) => Array<Buffer>(4).fill(sampleDump(architecture))),
  ...Array<Buffer>(8).fill(crashpadDump()),
  ...dumpsIn(fixtures).map((file) => readFileSync(file)),
];

/** Inputs that once failed. */
export const corpus: readonly string[] = dumpsIn(corpusFolder);

/** The same for the same numbers, independent of earlier inputs. */
export function input(seed: number, index: number): { readonly bytes: Buffer; readonly random: Random } {
  const random = new Random(seed ^ Math.imul(index + 1, 0x9e37_79b1));
  return { bytes: mutate(random, random.pick(seeds)), random };
}
