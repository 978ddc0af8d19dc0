/**
 * Walks damaged dumps, and says of each how that went: in a process of its own, because a DLL may not live through it.
 *
 *   ts-node walk-mutants.ts SEED FROM TO     mutants by number
 *   ts-node walk-mutants.ts --files FILE...
 */
import { readFileSync, writeSync } from 'node:fs';
import { DbgHelpError, Minidump, MinidumpError, SymbolSession, walkDump } from '../../lib';
import { imageFolders, mutant } from './mutants';

const maxFrames = 300;

/** The outcome: the number of frames, or the code of one of the package's errors. Any other error is a failure. */
async function walked(bytes: Buffer): Promise<string> {
  try {
    await using dump = Minidump.from(bytes);
    await using session = await SymbolSession.open({ searchPath: imageFolders });
    const stacks = await walkDump(dump, session, { imagePath: imageFolders, maxFrames });
    if (stacks.some(({ frames }) => frames.length > maxFrames)) throw new Error('more frames than were asked for');
    return `${String(stacks.reduce((sum, { frames }) => sum + frames.length, 0))} frames`;
  } catch (error) {
    if (error instanceof MinidumpError || error instanceof DbgHelpError) return error.code;
    throw error;
  }
}

/** Synchronous, so that the last line of a dying process gets out. */
const say = (...words: readonly (string | number)[]): void => {
  writeSync(1, `${words.join(' ')}\n`);
};

async function main(): Promise<void> {
  const [first = '', ...rest] = process.argv.slice(2);
  const [from, to] = rest.map(Number) as [number, number];
  const work =
    first === '--files'
      ? rest.map((file, number) => ({ number, bytes: (): Buffer => readFileSync(file) }))
      : Array.from({ length: to - from }, (_, index) => ({
          number: from + index,
          bytes: () => mutant(Number(first), from + index),
        }));
  for (const { number, bytes } of work) {
    say('begin', number);
    const began = performance.now();
    const outcome = await walked(bytes()).catch((error: unknown) => `FAILED ${JSON.stringify((error as Error).stack)}`);
    say('end', number, Math.round(performance.now() - began), outcome);
  }
}

void main();
