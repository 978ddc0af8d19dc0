import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { linesByKoffi, loadByKoffi, sourceFilesByKoffi, symbolizeByKoffi, unloadByKoffi } from '../by-koffi.mjs';
import { LeftOut } from '../left-out.mjs';
import { imageBase, largeImage, randomAddresses } from '../real-image.mjs';
import { printComparison, printTargets, ratioOf } from '../report.mjs';
import { sideBySide, spreadOf, stopwatch } from '../rounds.mjs';
import { dbghelpPackage, dll } from '../subjects.mjs';

export const title =
  'what users wait for with a PDB of nearly 100 MB: first answers, lines, source files, and the first answers to many addresses';

const koffi = 'koffi alone';
const session = 'a session';
/** In milliseconds. */
const moreForSourceFiles = 40;
const moreForOpening = 100;
const addressesAsked = 100_000;

export async function run({ quick }) {
  const image = largeImage();
  if (!image) throw new LeftOut('there is no large PDB; npm run bench fetches one, and no quick run needs it');
  const rounds = quick ? 1 : 5;
  const { addresses } = await randomAddresses(image, 1);
  const [file] = await pathsIn(image);

  const first = await sideBySide(rounds, {
    [koffi]: () => freshProcess('first-by-koffi', image, addresses[0]),
    [session]: () => freshProcess('first-by-session', image, addresses[0]),
  });
  printComparison('ms, import and open', first, { quantity: 'opened', against: koffi });
  printComparison('ms, load and first look-up', first, { quantity: 'answered', against: koffi });

  const lines = await sideBySide(rounds, {
    [koffi]: () => byKoffi(image, (key) => linesByKoffi(key, imageBase)),
    [session]: () => bySession(image, (opened) => opened.lines(file)),
  });
  printComparison('ms, the first lines of a file', lines, { quantity: 'ms', against: koffi });

  const sources = await sideBySide(rounds, {
    [koffi]: () => byKoffi(image, (key) => sourceFilesByKoffi(key, imageBase)),
    [session]: () => bySession(image, (opened) => opened.sourceFiles()),
  });
  printComparison('ms, source files', sources, { quantity: 'ms', against: koffi });

  const { addresses: many, functions } = await randomAddresses(image, quick ? 1000 : addressesAsked);
  const answers = await sideBySide(Math.min(rounds, 3), {
    [koffi]: () => byKoffi(image, (key) => symbolizeByKoffi(key, many, 'large')),
    [session]: () => bySession(image, (opened) => opened.symbolizeAll(many)),
  });
  const manyAddresses = `${many.length.toLocaleString('en')} addresses in ${functions.toLocaleString('en')} functions`;
  printComparison(`ms, ${manyAddresses}`, answers, { quantity: 'ms', against: koffi });

  const most = (what, samples, quantity, target) => ({
    what: `${what} / ${koffi}`,
    bound: 'at most',
    target,
    measured: ratioOf(samples, quantity, session, koffi),
  });
  const more = (what, samples, quantity, target) => ({
    what: `${what}, more than ${koffi}`,
    bound: 'at most',
    target,
    unit: ' ms',
    measured: spreadOf(samples[session].map((sample, round) => sample[quantity] - samples[koffi][round][quantity]))
      .median,
  });
  printTargets([
    more('import and open', first, 'opened', moreForOpening),
    most('load and first look-up', first, 'answered', 1.1),
    most('the first lines', lines, 'ms', 1.3),
    more('source files', sources, 'ms', moreForSourceFiles),
    most(manyAddresses, answers, 'ms', 0.6),
  ]);
}

function freshProcess(program, image, address) {
  const file = fileURLToPath(new URL(`../programs/${program}.cjs`, import.meta.url));
  const args = [file, dll.path, image, `${imageBase}`, `${address}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

const key = 0x70000e11n;

/** With the symbols loaded, and nothing else asked before. */
async function byKoffi(image, ask) {
  loadByKoffi(key, image, imageBase);
  symbolizeByKoffi(key, [imageBase + 0x1000n], 'large');
  const elapsed = stopwatch();
  const { length } = ask(key);
  const sample = { ms: elapsed(), count: length };
  unloadByKoffi(key, imageBase);
  return sample;
}

async function bySession(image, ask) {
  const opened = await dbghelpPackage.SymbolSession.open();
  await opened.loadModule(image, { base: imageBase });
  await opened.symbolize(imageBase + 0x1000n);
  const elapsed = stopwatch();
  const { length } = await ask(opened);
  const sample = { ms: elapsed(), count: length };
  await opened.close();
  return sample;
}

async function pathsIn(image) {
  const opened = await dbghelpPackage.SymbolSession.open();
  await opened.loadModule(image, { base: imageBase });
  const files = await opened.sourceFiles();
  await opened.close();
  return files.map(({ path }) => path).filter((path) => /\.cpp$/i.test(path));
}
