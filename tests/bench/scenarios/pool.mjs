import assert from 'node:assert/strict';
import { copyFileSync, linkSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { KoffiPool } from '../koffi-pool.mjs';
import { imageBase, randomAddresses, realImage } from '../real-image.mjs';
import { printComparison, printTargets, ratioOf } from '../report.mjs';
import { sideBySide, stopwatch } from '../rounds.mjs';

export const title = 'names and lines in 100 images, by one process and by two';

const { SymbolizerPool } = createRequire(import.meta.url)('dbghelp/pool');

const kinds = {
  'koffi alone': async (processes) => new KoffiPool(processes),
  SymbolizerPool: async (processes) => {
    const pool = await SymbolizerPool.open({ processes });
    return { symbolizeAll: (items) => resultsOf(pool.symbolizeAll(items)), close: () => pool.close() };
  },
};
const [koffiAlone, pooled] = Object.keys(kinds);
const named = (kind, processes) => `${kind}, ${processes} process${processes === 1 ? '' : 'es'}`;

export async function run({ quick }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-bench-'));
  try {
    const items = await imagesIn(folder, quick ? 4 : 100, quick ? 20 : 2000);
    report(items, await measure(items, quick ? 1 : 5));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same image in separate folders, like different programs. */
async function imagesIn(folder, count, addressesOfEach) {
  const image = realImage();
  const { addresses } = await randomAddresses(image, addressesOfEach);
  const files = [image, image.replace(/\.dll$/i, '.pdb')];
  return Array.from({ length: count }, (_, number) => {
    const own = (file, of = number) => path.join(folder, String(of), path.basename(file));
    mkdirSync(path.join(folder, String(number)));
    for (const file of files) {
      if (number === 0) copyFileSync(file, own(file));
      else linkSync(own(file, 0), own(file));
    }
    return { image: own(image), base: imageBase, addresses: BigUint64Array.from(addresses) };
  });
}

async function measure(items, rounds) {
  let known;
  const contender = (kind, processes) => async () => {
    // New ones in each round, because the DLL keeps some memory of each loaded image.
    const pool = await kinds[kind](processes);
    try {
      // Longer than a process takes to start: a pool starts its second one when there is work for it.
      await pool.symbolizeAll(items.slice(0, 20 * processes));
      const elapsed = stopwatch();
      const answers = await pool.symbolizeAll(items);
      const ms = elapsed();
      known ??= answers;
      checkAnswers(answers, known);
      return { ms };
    } finally {
      await pool.close();
    }
  };
  const contenders = Object.keys(kinds).flatMap((kind) =>
    [1, 2].map((processes) => [named(kind, processes), contender(kind, processes)]),
  );
  return sideBySide(rounds, Object.fromEntries(contenders));
}

/** The package also has answers where Wine's SymFromAddrW has none. */
function checkAnswers(answers, known) {
  for (const [index, of] of known.entries()) {
    assert.deepEqual(
      of.map((hit, place) => hit && answers[index][place]),
      of,
    );
  }
}

function report(items, samples) {
  printComparison(`ms for ${items.length} images, ${items[0].addresses.length} addresses each`, samples, {
    quantity: 'ms',
    against: named(koffiAlone, 1),
  });
  const gainOf = (kind) => {
    const [one, two] = [1, 2].map((processes) => samples[named(kind, processes)]);
    return one.map(({ ms }, round) => ({ gain: ms / two[round].ms }));
  };
  const gains = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, gainOf(kind)]));
  printComparison('gain by the second process', gains, { quantity: 'gain', against: koffiAlone, digits: 2 });
  const measured = ratioOf(gains, 'gain', pooled, koffiAlone);
  printTargets([{ what: 'gain of SymbolizerPool / of koffi alone', bound: 'at least', target: 0.9, measured }]);
}

async function resultsOf(outcomes) {
  const results = [];
  for await (const { result, error } of outcomes) {
    if (error) throw error;
    results.push(result);
  }
  return results;
}
