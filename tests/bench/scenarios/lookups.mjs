import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { lookupMemory, symbolizeByKoffi, symbolizeByKoffiAsync } from '../by-koffi.mjs';
import { readLookups } from '../c/answers.mjs';
import { Contender } from '../contender.mjs';
import { longestTurn, Pings } from '../pings.mjs';
import { imageBase, randomAddresses, realImage, sessionOptions } from '../real-image.mjs';
import { printComparison, printTargets, ratioOf } from '../report.mjs';
import { sideBySide, spreadOf, stopwatch } from '../rounds.mjs';
import { byKoffi, dbghelpPackage, dll } from '../subjects.mjs';

export const title =
  'names, displacements, files and lines of random addresses in the functions of a third-party image';

export async function run({ quick }) {
  const image = realImage();
  const { addresses, functions, bytes } = await randomAddresses(image, quick ? 2000 : 200_000);
  console.log(
    `${addresses.length} addresses in the ${bytes} bytes of ${functions} functions of ${image.split('\\').at(-1)}`,
  );
  const session = await dbghelpPackage.SymbolSession.open();
  const { name: module } = await session.loadModule(image, { base: imageBase });
  // All that do not have options of their own get those of the session.
  await dll.SymSetOptions(sessionOptions);
  const contender = new Contender('lookups', sessionOptions, image, imageBase, BigUint64Array.from(addresses));
  const few = addresses.slice(0, quick ? 50 : 2000);
  const { key } = session;

  const ways = {
    [names.koffi]: () => symbolizeByKoffi(key, addresses, module),
    [names.raw]: () => dll.run((api) => symbolizeByRaw(api, key, addresses, module)),
    [names.shortcut]: () => session.symbolizeAll(addresses),
    [names.each]: () => session.symbolizeAll(addresses, { shortcut: false }),
    [names.async]: () => symbolizeByKoffiAsync(key, few, module),
  };
  await checkAnswers(ways, readLookups(await contender.answers()));

  const timed = async (count, work) => {
    const elapsed = stopwatch();
    await work();
    return { us: (elapsed() * 1000) / count };
  };
  const contenders = Object.entries(ways).map(([name, way]) => [
    name,
    () => timed(name === names.async ? few.length : addresses.length, way),
  ]);
  const calls = {
    [names.koffiCalls]: () => timed(addresses.length, () => callByKoffi(key, addresses)),
    [names.rawCalls]: () => timed(addresses.length, () => dll.run((api) => callByRaw(api, key, addresses))),
  };
  const samples = await sideBySide(quick ? 1 : 15, {
    [names.c]: async () => ({ us: ((await contender.round()).ms * 1000) / addresses.length }),
    ...calls,
    ...Object.fromEntries(contenders),
  });
  await contender.close();
  printComparison('µs for an address', samples, { quantity: 'us', against: names.c, digits: 2 });
  const inProcess = only(samples, [names.koffi, names.raw, names.shortcut, names.each]);
  printComparison('µs for an address', inProcess, { quantity: 'us', against: names.koffi, digits: 2 });
  printComparison('µs, calls and no objects', only(samples, Object.keys(calls)), {
    quantity: 'us',
    against: names.koffiCalls,
    digits: 2,
  });

  const loop = await eventLoop(quick, {
    idle: () => sleep(quick ? 20 : 500),
    [names.shortcut]: ways[names.shortcut],
    [names.each]: ways[names.each],
  });
  await session.close();
  const ratio = (name, against) => ratioOf(samples, 'us', name, against);
  const late = (name) => spreadOf(loop[name].map(({ p99 }, round) => p99 - loop.idle[round].p99)).median;
  const longest = (name) => spreadOf(loop[name].map(({ turn }) => turn)).median;
  printTargets([
    { what: `${names.shortcut} / C`, bound: 'at most', target: 1, measured: ratio(names.shortcut, names.c) },
    { what: `${names.each} / C`, bound: 'at most', target: 2, measured: ratio(names.each, names.c) },
    {
      what: `${names.each} / ${names.koffi}`,
      bound: 'at most',
      target: 1.15,
      measured: ratio(names.each, names.koffi),
    },
    {
      what: `${names.rawCalls} / ${names.koffiCalls}`,
      bound: 'at most',
      target: 1.3,
      measured: ratio(names.rawCalls, names.koffiCalls),
    },
    ...[names.shortcut, names.each].flatMap((name) => [
      {
        what: `99 % of pings during ${name}, later than idle by`,
        bound: 'at most',
        target: 10,
        measured: late(name),
        unit: ' ms',
      },
      {
        what: `longest turn of the event loop during ${name}`,
        bound: 'under',
        target: 10,
        measured: longest(name),
        unit: ' ms',
      },
    ]),
  ]);
}

const names = {
  c: 'C, no objects',
  koffiCalls: 'koffi alone, no objects',
  rawCalls: 'api.X.raw, no objects',
  koffi: 'koffi alone',
  raw: 'api.X.raw',
  shortcut: 'symbolizeAll',
  each: 'symbolizeAll, no shortcut',
  async: 'koffi alone, .async',
};

const only = (samples, wanted) => Object.fromEntries(wanted.map((name) => [name, samples[name]]));

/** Every answer is C's. Where C has none, one may have found more; those are counted. */
async function checkAnswers(ways, expected) {
  for (const [name, way] of Object.entries(ways)) {
    let more = 0;
    const answers = await way();
    answers.forEach((hit, index) => {
      const wanted = expected[index];
      if (wanted === null && hit !== null) more++;
      else assert.deepEqual(hit && told(hit), wanted, name);
    });
    const found = expected.filter((answer) => answer !== null).length;
    if (answers.length === expected.length) {
      console.log(`${name}: ${answers.length} answers are those of C, which finds ${found}; ${more} more are found`);
    }
  }
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

async function eventLoop(quick, jobs) {
  const pings = new Pings();
  await pings.begin();
  const measured = Object.entries(jobs).map(([name, job]) => [name, () => pings.during(job)]);
  const samples = await sideBySide(quick ? 1 : 15, Object.fromEntries(measured));
  await pings.end();
  const turns = Object.entries(jobs).map(([name, job]) => [name, () => longestTurn(job)]);
  const longest = await sideBySide(quick ? 1 : 15, Object.fromEntries(turns));
  for (const [name, rounds] of Object.entries(longest)) {
    rounds.forEach((sample, round) => Object.assign(samples[name][round], sample));
  }
  const print = (what, quantity, detail) =>
    printComparison(what, samples, { quantity, against: 'idle', digits: 2, detail });
  print('ms that a ping is late, median', 'p50', true);
  print('ms that a ping is late, 99 %', 'p99');
  print('ms that a ping is late, all', 'max', true);
  print('ms of event-loop delay, 99 %', 'loop');
  print('ms, longest turn of the event loop', 'turn');
  const working = only(samples, [names.shortcut, names.each]);
  const collections = { quantity: 'collection', against: names.shortcut, digits: 2, detail: true };
  printComparison('ms, longest garbage collection', working, collections);
  return samples;
}
