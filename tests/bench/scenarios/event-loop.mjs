import { setTimeout as sleep } from 'node:timers/promises';
import { longestTurn, Pings } from '../pings.mjs';
import { imageBase, randomAddresses, realImage } from '../real-image.mjs';
import { printComparison, printTargets } from '../report.mjs';
import { sideBySide, spreadOf } from '../rounds.mjs';
import { dbghelpPackage } from '../subjects.mjs';

export const title =
  'what else wants the main thread while symbolizeAll has it: a message from another thread every millisecond';

const idle = 'idle';
const spinning = 'nothing, 2 ms at a time';

export async function run({ quick }) {
  const image = realImage();
  const { addresses } = await randomAddresses(image, quick ? 2000 : 200_000);
  const session = await dbghelpPackage.SymbolSession.open();
  await session.loadModule(image, { base: imageBase });
  const jobs = {
    [idle]: () => sleep(quick ? 20 : 500),
    [spinning]: () => spin(quick ? 20 : 500),
    symbolizeAll: () => session.symbolizeAll(addresses),
    'symbolizeAll, each address asked': () => session.symbolizeAll(addresses, { cache: false, shortcut: false }),
  };
  const late = await pingsDuring(quick, jobs);
  const turns = await turnsDuring(quick, jobs);
  await session.close();

  const print = (what, samples, quantity, detail = false) =>
    printComparison(what, samples, { quantity, against: idle, digits: 2, detail });
  print('ms that a message is late, median', late, 'p50', true);
  print('ms that a message is late, 99 %', late, 'p99');
  print('ms that a message is late, all', late, 'max', true);
  print('ms of event-loop delay, 99 %', late, 'loop');
  print('ms, longest turn of the event loop', turns, 'turn');
  print('ms, the same without garbage collections', turns, 'ownTurn');
  const working = { ...turns };
  delete working[idle];
  delete working[spinning];
  const collections = { quantity: 'collection', against: 'symbolizeAll', digits: 2 };
  printComparison('ms, longest garbage collection', working, collections);

  printTargets(
    Object.keys(working).flatMap((name) => {
      const later = spreadOf(late[name].map(({ p99 }, round) => p99 - late[idle][round].p99)).median;
      const longest = spreadOf(turns[name].map(({ turn }) => turn)).median;
      const ms = { target: 10, unit: ' ms' };
      return [
        { what: `${name}: 99 % of messages, later than idle`, bound: 'at most', measured: later, ...ms },
        { what: `${name}: longest turn of the event loop`, bound: 'under', measured: longest, ...ms },
      ];
    }),
  );
}

/** The actual length of slices of this length on this machine, with its other load. */
async function spin(milliseconds) {
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    const sliceEnd = performance.now() + 2;
    while (performance.now() < sliceEnd);
    await new Promise(setImmediate);
  }
}

async function pingsDuring(quick, jobs) {
  const pings = new Pings();
  await pings.begin();
  const samples = await sideBySide(
    quick ? 1 : 15,
    Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, () => pings.during(job)])),
  );
  await pings.end();
  return samples;
}

/** Separate from the pings: checks at every turn keep the loop from sleeping. */
function turnsDuring(quick, jobs) {
  return sideBySide(
    quick ? 1 : 15,
    Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, () => longestTurn(job)])),
  );
}
