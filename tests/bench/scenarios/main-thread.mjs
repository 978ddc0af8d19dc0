import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { linesByKoffi, loadByKoffi, sourceFilesByKoffi, symbolizeByKoffi, unloadByKoffi } from '../by-koffi.mjs';
import { LeftOut } from '../left-out.mjs';
import { Pings, longestTurn } from '../pings.mjs';
import { imageBase, largeImage } from '../real-image.mjs';
import { printComparison, printTargets, ratioOf } from '../report.mjs';
import { sideBySide, spreadOf, stopwatch } from '../rounds.mjs';
import { bindByKoffi, dbghelpPackage, dll, koffi } from '../subjects.mjs';

export const title =
  'what else wants the main thread while a PDB of nearly 100 MB is loaded and listed, and how long that takes';

const idle = 'idle';
const control = 'idle, a thread that spins in JavaScript';
const load = 'loadModule';

export async function run({ quick }) {
  const image = largeImage();
  if (!image) throw new LeftOut('there is no large PDB; npm run bench fetches one, and no quick run needs it');
  const rounds = quick ? 1 : 3;
  const jobs = {
    [idle]: () => sleep(1000),
    [control]: spin,
    [load]: () => opened(image).then((session) => session.close()),
    ...Object.fromEntries(
      Object.entries(listings).map(([name, { bySession }]) => [
        name,
        () => listing(image, (session) => bySession(session)),
      ]),
    ),
  };
  const pings = new Pings();
  await pings.begin();
  const late = await sideBySide(
    rounds,
    measuredBy((job) => pings.during(job), jobs),
    { warmUps: 0 },
  );
  await pings.end();
  printComparison('ms that a message is late, all', late, { quantity: 'max', against: control, digits: 2 });
  const turns = await sideBySide(rounds, measuredBy(longestTurn, jobs), { warmUps: 0 });
  const withoutCollections = { quantity: 'ownTurn', against: control, digits: 2 };
  printComparison('ms, longest turn of the event loop, without garbage collections', turns, withoutCollections);
  printComparison('ms, longest garbage collection', turns, { quantity: 'collection', against: control, digits: 2 });

  const targets = Object.keys(jobs)
    .filter((name) => name !== idle && name !== control)
    .map((name) => ({
      what: `${name}: messages, later than beside a spinning thread`,
      bound: 'at most',
      target: 10,
      unit: ' ms',
      measured: spreadOf(late[name].map(({ max }, round) => max - late[control][round].max)).median,
    }));
  for (const [name, { byKoffi, bySession, most, more }] of Object.entries(listings)) {
    if (!byKoffi) continue;
    const contenders = {
      'koffi alone, blocking': () => blocking(image, byKoffi),
      [name]: () => timed(image, bySession),
    };
    const times = await sideBySide(rounds, contenders, { warmUps: 0 });
    printComparison(`ms, ${name}`, times, { quantity: 'ms', against: 'koffi alone, blocking' });
    const measured = more
      ? spreadOf(times[name].map(({ ms }, round) => ms - times['koffi alone, blocking'][round].ms)).median
      : ratioOf(times, 'ms', name, 'koffi alone, blocking');
    const what = more ? `${name}, more than koffi alone, blocking` : `${name} / koffi alone, blocking`;
    targets.push({ what, bound: 'at most', target: more ?? most, measured, ...(more && { unit: ' ms' }) });
  }
  printTargets(targets);
}

const typesOfTheLoop = 2000;

/** With `byKoffi`: the blocking calls that read the same into arrays. */
const listings = {
  symbols: {
    bySession: (session) => all(session.symbols('*')),
    byKoffi: (key) => namedByKoffi(key, SymEnumSymbolsW),
    most: 1.2,
  },
  [`types, the first ${typesOfTheLoop}`]: {
    bySession: (session) => all(session.types('*', { limit: typesOfTheLoop })),
  },
  'types, none': {
    bySession: (session) => all(session.types('no_such_*')),
    byKoffi: dll.has('SymEnumTypesByNameW') && ((key) => namedByKoffi(key, SymEnumTypesByNameW, 'no_such_*')),
    most: 1.2,
  },
  lines: { bySession: (session) => session.lines('*'), byKoffi: (key) => linesByKoffi(key, imageBase), most: 1.2 },
  sourceFiles: {
    bySession: (session) => session.sourceFiles(),
    byKoffi: (key) => sourceFilesByKoffi(key, imageBase),
    more: 40,
  },
};

const measuredBy = (measure, jobs) =>
  Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, () => measure(job)]));

/** Symbols are loaded, the thread runs, and nothing else was asked. */
async function opened(image) {
  const session = await dbghelpPackage.SymbolSession.open();
  await session.loadModule(image, { base: imageBase });
  await session.symbolize(imageBase + 0x1000n);
  return session;
}

async function listing(image, list) {
  const session = await opened(image);
  await list(session);
  await session.close();
}

async function timed(image, list) {
  const session = await opened(image);
  await sleep(500);
  const elapsed = stopwatch();
  await list(session);
  const ms = elapsed();
  await session.close();
  return { ms };
}

function blocking(image, list) {
  const key = 0x7000_0e15n;
  loadByKoffi(key, image, imageBase);
  symbolizeByKoffi(key, [imageBase + 0x1000n], '');
  const elapsed = stopwatch();
  list(key);
  const ms = elapsed();
  unloadByKoffi(key, imageBase);
  return { ms };
}

const eachSymbol = koffi.proto('__stdcall', null, 'int32_t', ['void *', 'uint32_t', 'void *']);
const enumeration = ['intptr_t', 'uint64_t', 'str16', koffi.pointer(eachSymbol), 'void *'];
const SymEnumSymbolsW = bindByKoffi('SymEnumSymbolsW', enumeration);
/** Wine's DLL has it as a stub. */
const SymEnumTypesByNameW = dll.has('SymEnumTypesByNameW')
  ? bindByKoffi('SymEnumTypesByNameW', enumeration)
  : undefined;

/** What a session gives of a symbol. */
function namedByKoffi(key, enumerate, mask = '*') {
  const symbols = [];
  const add = (symbol) => {
    const data = new DataView(koffi.view(symbol, 84));
    symbols.push({
      name: koffi.decode.string16(symbol + 84n),
      address: data.getBigUint64(56, true),
      size: data.getUint32(28, true),
      tag: data.getUint32(72, true),
      flags: data.getUint32(40, true),
      typeIndex: data.getUint32(4, true),
      index: data.getUint32(24, true),
    });
    return 1;
  };
  enumerate(key, imageBase, mask, add, null);
  return symbols;
}

async function spin() {
  const worker = new Worker('for (let n = 0; ; n++) globalThis.n = Math.sqrt(n);', { eval: true });
  await sleep(1000);
  await worker.terminate();
}

async function all(items) {
  const list = [];
  for await (const item of items) list.push(item);
  return list;
}
