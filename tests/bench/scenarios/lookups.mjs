import assert from 'node:assert/strict';
import { lookupMemory, symbolizeByKoffi, symbolizeByKoffiAsync } from '../by-koffi.mjs';
import { readLookups } from '../c/answers.mjs';
import { Contender } from '../contender.mjs';
import { imageBase, largeImage, randomAddresses, realImage } from '../real-image.mjs';
import { printComparison, printTable, printTargets, ratioOf } from '../report.mjs';
import { sideBySide, stopwatch } from '../rounds.mjs';
import { byKoffi, dbghelpPackage, dll, microsofts, sessionOptions } from '../subjects.mjs';

export const title = 'names, displacements, files and lines of random addresses in the functions of third-party images';

/** The targets for `symbolizeAll` with and without its shortcut, as ratios to C. */
const wanted = microsofts ? { shortcut: 0.2, each: 0.8 } : { shortcut: 1, each: 2 };

export async function run({ quick }) {
  await compare(realImage(), quick, true);
  const large = largeImage();
  if (large) await compare(large, quick, false);
}

async function compare(image, quick, promised) {
  const file = image.split('\\').at(-1);
  const { addresses, functions, bytes } = await randomAddresses(image, quick ? 2000 : 200_000);
  console.log(`${addresses.length} addresses in the ${bytes} bytes of ${functions} functions of ${file}`);
  const session = await dbghelpPackage.SymbolSession.open();
  const { name: module } = await session.loadModule(image, { base: imageBase });
  const contender = new Contender('lookups', sessionOptions, image, imageBase, BigUint64Array.from(addresses));
  const some = addresses.slice(0, 20_000);
  const few = addresses.slice(0, quick ? 50 : 2000);
  const { key } = session;

  const ways = {
    [names.koffi]: () => symbolizeByKoffi(key, addresses, module),
    [names.raw]: () => dll.run((api) => symbolizeByRaw(api, key, addresses, module)),
    [names.each]: () => session.symbolizeAll(addresses, { cache: false, shortcut: false }),
    [names.shortcut]: () => session.symbolizeAll(addresses),
    [names.stream]: () => listed(session.symbolizeStream(addresses)),
    [names.again]: () => session.symbolizeAll(some),
    [names.async]: () => symbolizeByKoffiAsync(key, few, module),
  };
  await checkAnswers(ways, readLookups(await contender.answers()));

  const timed = async (count, work) => {
    const elapsed = stopwatch();
    await work();
    return { us: (elapsed() * 1000) / count };
  };
  const all = addresses.length;
  // A module that comes or goes clears the session's cache.
  const forget = async () => session.unloadModule(await session.loadVirtualModule(elsewhere));
  // A round of the large image takes half a minute; on Microsoft's DLL several.
  const ofLarge = microsofts ? 1 : 3;
  const samples = await sideBySide(quick ? 1 : promised ? 15 : ofLarge, {
    [names.c]: async () => ({ us: ((await contender.round()).ms * 1000) / all }),
    [names.koffiCalls]: () => timed(all, () => callByKoffi(key, addresses)),
    [names.rawCalls]: () => timed(all, () => dll.run((api) => callByRaw(api, key, addresses))),
    [names.koffi]: () => timed(all, ways[names.koffi]),
    [names.raw]: () => timed(all, ways[names.raw]),
    [names.each]: () => timed(all, ways[names.each]),
    [names.shortcut]: () => forget().then(() => timed(all, ways[names.shortcut])),
    [names.stream]: () => forget().then(() => timed(all, ways[names.stream])),
    [names.again]: async () => {
      await ways[names.again]();
      return timed(some.length, ways[names.again]);
    },
    [names.async]: () => timed(few.length, ways[names.async]),
  });
  await contender.close();
  await session.close();
  const quantity = `µs for an address of ${file}`;
  printComparison(quantity, samples, { quantity: 'us', against: names.c, digits: 2 });
  const inProcess = only(samples, [names.koffi, names.raw, names.each, names.shortcut, names.stream]);
  printComparison(quantity, inProcess, { quantity: 'us', against: names.koffi, digits: 2 });
  printComparison(`µs, calls and no objects, ${file}`, only(samples, [names.koffiCalls, names.rawCalls]), {
    quantity: 'us',
    against: names.koffiCalls,
    digits: 2,
  });

  const ratio = (name, against) => ratioOf(samples, 'us', name, against);
  const promise = (name, against, target) => ({
    what: `${name} / ${against}`,
    bound: 'at most',
    target,
    measured: ratio(name, against),
  });
  if (!promised) {
    printTargets([promise(names.shortcut, names.koffi, 0.6), promise(names.stream, names.koffi, 0.6)]);
    return;
  }
  printTargets([
    promise(names.shortcut, names.c, wanted.shortcut),
    promise(names.each, names.c, wanted.each),
    promise(names.each, names.koffi, 1.15),
    promise(names.rawCalls, names.koffiCalls, 1.3),
  ]);
}

const names = {
  c: 'C, no objects',
  koffiCalls: 'koffi alone, no objects',
  rawCalls: 'api.X.raw, no objects',
  koffi: 'koffi alone',
  raw: 'api.X.raw',
  each: 'symbolizeAll, each address asked',
  shortcut: 'symbolizeAll',
  stream: 'symbolizeStream',
  again: 'symbolizeAll, once more',
  async: 'koffi alone, .async',
};

const elsewhere = { base: 0x7000_0000n, size: 0x1000, name: 'elsewhere' };

async function listed(answers) {
  const list = [];
  for await (const answer of answers) list.push(answer);
  return list;
}

const only = (samples, wanted) => Object.fromEntries(wanted.map((name) => [name, samples[name]]));

/** A DLL that finds some functions only by their first byte finds at least this part of the addresses in functions. */
const leastFound = microsofts ? 1 : 0.95;

/**
 * Every answer is C's. Where C has none, or a label or public symbol inside a function of assembly code, one may have found more;
 * those are counted.
 */
async function checkAnswers(ways, expected) {
  const foundByC = expected.filter((answer) => answer !== null).length;
  if (foundByC < expected.length * leastFound) throw new Error(`C found ${foundByC} of ${expected.length} addresses`);
  const rows = [];
  for (const [name, way] of Object.entries(ways)) {
    const answers = await way();
    let [found, more, around] = [0, 0, 0];
    answers.forEach((hit, index) => {
      const wanted = expected[index];
      if (wanted === null && hit !== null) more++;
      else if (wanted !== null && hit?.displacement > wanted.displacement) {
        assert.deepEqual(hit.source, wanted.source, name);
        around++;
      } else assert.deepEqual(hit && told(hit), wanted, name);
      if (wanted !== null) found++;
    });
    rows.push([name, ...[answers.length, found, more, around].map(String)]);
  }
  printTable([
    ['answers', 'asked', 'found, as by C', 'found, and not by C', 'a function around what C found'],
    ...rows,
  ]);
}

function told({ address, name, displacement, source }) {
  return { address, name, displacement, source };
}

function callByKoffi(key, addresses) {
  const { symbol, displacement, line, lineDisplacement } = lookupMemory();
  for (const address of addresses) {
    if (byKoffi.SymFromAddrW(key, address, displacement, symbol)) {
      byKoffi.SymGetLineFromAddrW64(key, address, lineDisplacement, line);
    }
  }
}

function rawMemory() {
  const { SYMBOL_INFOW, IMAGEHLP_LINEW64 } = dbghelpPackage;
  return {
    symbol: SYMBOL_INFOW.alloc(2000),
    displacement: new BigUint64Array(1),
    line: IMAGEHLP_LINEW64.alloc(),
    lineDisplacement: new Uint32Array(1),
  };
}

function callByRaw(api, key, addresses) {
  const { symbol, displacement, line, lineDisplacement } = rawMemory();
  for (const address of addresses) {
    if (api.SymFromAddrW.raw(key, address, displacement, symbol)) {
      api.SymGetLineFromAddrW64.raw(key, address, lineDisplacement, line);
    }
  }
}

function symbolizeByRaw(api, key, addresses, module) {
  const { symbol, displacement, line, lineDisplacement } = rawMemory();
  return addresses.map((address) => {
    if (!api.SymFromAddrW.raw(key, address, displacement, symbol)) return null;
    const hit = { address, level: 'symbol', module, name: symbol.Name, displacement: displacement[0] };
    if (!api.SymGetLineFromAddrW64.raw(key, address, lineDisplacement, line)) return hit;
    hit.level = 'line';
    hit.source = { file: line.FileName, line: line.LineNumber, displacement: lineDisplacement[0] };
    return hit;
  });
}
