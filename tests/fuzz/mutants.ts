import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Random } from '../windows/random';
import { mutated } from './mutate';

const fixtures = path.join(__dirname, '../fixtures');

/** The architectures whose dumps are walked: a 64-bit process also walks those of 32-bit programs. */
const architectures = process.arch === 'ia32' ? ['x86'] : ['x64', 'x86'];

export const imageFolders = architectures.map((arch) => path.join(fixtures, 'bin', arch));

/** The committed dumps, alternating between the architectures. */
const goodDumps: readonly string[] = readdirSync(path.join(fixtures, 'dumps/x64'))
  .sort()
  .flatMap((name) => architectures.map((arch) => path.join(fixtures, 'dumps', arch, name)));

/** Damaged dumps that once were too much. */
export const corpus: readonly string[] = readdirSync(path.join(__dirname, 'corpus'))
  .filter((name) => name.endsWith('.dmp'))
  .map((name) => path.join(__dirname, 'corpus', name));

const systemFolder = Buffer.from('C:\\windows\\', 'utf16le');
const nowhere = Buffer.from('C:\\nowhere\\', 'utf16le');

/**
 * Removes the system's DLLs: reading their symbols takes nearly all of the time, and is worth it only for some dumps.
 */
function withoutSystem(dump: Buffer): Buffer {
  for (let at = dump.indexOf(systemFolder); at >= 0; at = dump.indexOf(systemFolder, at)) nowhere.copy(dump, at);
  return dump;
}

/** A damaged dump, by its number; neighbouring numbers have little in common. */
export function mutant(seed: number, number: number): Buffer {
  const good = readFileSync(goodDumps[number % goodDumps.length]!);
  const random = new Random(Math.imul(seed * 0x1_0000 + number + 1, 0x9e37_79b1));
  return mutated(random.below(12) === 0 ? good : withoutSystem(good), random);
}
