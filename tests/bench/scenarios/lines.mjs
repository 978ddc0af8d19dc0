import { Contender } from '../contender.mjs';
import { linesByKoffi, loadByKoffi, symbolizeByKoffi, unloadByKoffi } from '../by-koffi.mjs';
import { imageBase, realImage } from '../real-image.mjs';
import { printComparison, printTargets, ratioOf } from '../report.mjs';
import { sideBySide, stopwatch } from '../rounds.mjs';
import { dbghelpPackage, sessionOptions } from '../subjects.mjs';

export const title = 'all lines of an image, whose symbols are loaded';

export async function run({ quick }) {
  const image = realImage();
  const contender = new Contender('lines', sessionOptions, image, imageBase);
  const expected = (await contender.round()).lines;
  if (expected === 0) throw new Error('C found no lines');
  const key = 0x70000e05n;
  loadByKoffi(key, image, imageBase);
  symbolizeByKoffi(key, [imageBase], '');
  const samples = await sideBySide(quick ? 1 : 15, {
    [names.c]: () => contender.round(),
    'koffi alone': () => {
      const elapsed = stopwatch();
      const { length: found } = linesByKoffi(key, imageBase);
      if (found !== expected) throw new Error(`found ${found} of ${expected} lines`);
      return { ms: elapsed() };
    },
    [names.first]: () => linesBySession(image).then(([first]) => first),
    'session.lines, another file': () => linesBySession(image).then(([, second]) => second),
  });
  await contender.close();
  unloadByKoffi(key, imageBase);
  console.log(`${expected} lines; a session reads and sorts all when it is first asked, and gives those of one file`);
  printComparison('ms', samples, { quantity: 'ms', against: names.c, digits: 2 });
  const measured = ratioOf(samples, 'ms', names.first, names.c);
  printTargets([{ what: `${names.first} / ${names.c}`, bound: 'at most', target: 12, measured }]);
}

const names = { c: 'C, no objects', first: 'session.lines, the first' };

/** Each session starts without cached lines. */
async function linesBySession(image) {
  const session = await dbghelpPackage.SymbolSession.open();
  const module = await session.loadModule(image, { base: imageBase });
  await session.symbolize(module.base);
  const times = [];
  for (const file of ['AgentLocation.cc', 'GenRandom.cc']) {
    const elapsed = stopwatch();
    const found = await session.lines(file);
    times.push({ ms: elapsed(), found: found.length });
  }
  await session.close();
  return times;
}
