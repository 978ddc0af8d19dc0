/**
 * Damages the committed dumps in many ways and walks their stacks, in child processes.
 *
 *   ts-node walk-fuzz.ts [--count N] [--seed N] [--keep DIR]
 *
 * With --keep, the dumps that failed are written there; those that failed once and were mended belong into corpus/. A death of
 * an exception is counted, and is no failure: the DLL's code is what can have one, and its own to mend. Wine says whose code it was
 * with `node tests/runner/run.mjs --env WINEDEBUG=-all,+seh,+loaddll -- node_modules/ts-node/dist/bin.js tests/fuzz/walk-fuzz.ts`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isDeath, isFailure, runBatch, runRange, type Outcome } from './batches';
import { corpus, mutant } from './mutants';

/** A process takes some seconds to start, and Wine's DLL keeps memory for each dump that it saw. */
const batch = 125;
const processes = 2;

async function runAll(seed: number, count: number): Promise<Outcome[]> {
  const ranges = Array.from({ length: Math.ceil(count / batch) }, (_, index): [number, number] => [
    index * batch,
    Math.min(count, (index + 1) * batch),
  ]);
  const outcomes: Outcome[] = [];
  const lane = async (): Promise<void> => {
    for (let range = ranges.shift(); range; range = ranges.shift()) outcomes.push(...(await runRange(seed, range)));
  };
  await Promise.all(Array.from({ length: processes }, lane));
  return outcomes.sort((left, right) => left.number - right.number);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { count: { type: 'string' }, seed: { type: 'string' }, keep: { type: 'string' } },
  });
  const [count, seed] = [Number(values.count ?? 2000), Number(values.seed ?? 1)];
  const began = performance.now();
  const kept = corpus.length > 0 ? await runBatch(['--files', ...corpus]) : [];
  const outcomes = await runAll(seed, count);
  const seconds = Math.round((performance.now() - began) / 1000);

  const kinds = new Map<string, number>();
  for (const { what } of outcomes) {
    const kind = what.replace(/^\d+ frames$/, 'walked');
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  for (const [kind, times] of [...kinds].sort(([, left], [, right]) => right - left))
    console.log(`${String(times)}  ${kind}`);
  const slowest = Math.max(...outcomes.map(({ milliseconds }) => milliseconds));
  console.log(`slowest: ${String(slowest)} ms`);

  const bad = [...outcomes.filter(isFailure), ...outcomes.filter(isDeath)];
  if (values.keep !== undefined) {
    mkdirSync(values.keep, { recursive: true });
    for (const { number } of bad) {
      writeFileSync(
        path.join(values.keep, `${process.arch}-${String(seed)}-${String(number)}.dmp`),
        mutant(seed, number),
      );
    }
  }
  for (const { number, milliseconds, what } of bad)
    console.log(`dump ${String(number)}: ${String(milliseconds)} ms, ${what}`);
  const failures = [...kept, ...outcomes].filter(isFailure).length;
  const deaths = [...kept, ...outcomes].filter(isDeath).length;
  console.log(
    `${String(outcomes.length)} damaged dumps and ${String(kept.length)} kept ones in ${String(seconds)} s: ` +
      `${String(failures)} failures, ${String(deaths)} deaths in the DLL`,
  );
  if (failures > 0 || outcomes.length !== count || kept.length !== corpus.length) process.exitCode = 1;
}

void main();
