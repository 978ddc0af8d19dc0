// Run by large-listings.mjs on Windows: listings of large PDBs by the package's thread. They must be those of the main thread, the event loop must turn
// meanwhile, and each end must be a good one. `node list-large.mjs IMAGE...`
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const load = createRequire(import.meta.url);
const threads = load('node:worker_threads');
const started = [];
threads.Worker = class extends threads.Worker {
  constructor(...args) {
    super(...args);
    started.push(this);
  }
};
/** As users have it, because the thread's program must be there. */
const { dbghelp, SymbolSession } = load('dbghelp');

const base = 0x1000_0000n;
/** Far more than on a machine that does nothing else. */
const mostMilliseconds = { turn: 500, rejection: 500, stop: 1000 };
const types = 2000;

const listings = {
  symbols: (session, options) => all(session.symbols('*', options)),
  'symbols of a choice': (session, options) =>
    all(session.symbols('*', { where: ({ size }) => size > 1000, ...options })),
  'no symbols': (session, options) => all(session.symbols('no_such_*', options)),
  types: (session, options) => all(session.types('*', { limit: types, ...options })),
  'no types': (session, options) => all(session.types('no_such_*', options)),
  'source files': (session, options) => session.sourceFiles(undefined, options),
  lines: (session, options) => session.lines('*', options),
};
/** They run to their end in the DLL, whatever its callback says. */
const runToTheirEnds = new Set(['no symbols', 'no types', 'lines']);

const failures = [];

const [, , ...args] = process.argv;
const exits = { exit: () => process.exit(7), throw: () => dieLater() };
if (args[0] in exits) await endInTheMidst(...args);
else {
  console.log(`${process.arch}, dbghelp.dll ${(await dbghelp.SymGetOptions(), dbghelp.version)}`);
  for (const image of args) await check(image);
  for (const failure of failures) console.error(failure);
  if (failures.length > 0) process.exitCode = 1;
}

async function check(image) {
  console.log(image);
  for (const name of Object.keys(listings)) await compare(image, name);
  for (const name of Object.keys(listings)) await abort(image, name);
  await terminate(image);
  for (const how of Object.keys(exits)) {
    for (const milliseconds of [0, 60, 150, 400, 800]) endProgram(image, how, milliseconds);
  }
}

async function compare(image, name) {
  const here = await measured(image, name, { largeFrom: Infinity });
  const there = await measured(image, name, {});
  expect(`${image}: ${name}`, here.text === there.text && here.count === there.count, 'differ between the threads');
  expect(`${image}: ${name}`, there.turn < mostMilliseconds.turn, `kept the event loop for ${there.turn.toFixed()} ms`);
  const told = ({ ms, turn }) => `${ms.toFixed()} ms, the longest turn ${turn.toFixed()} ms`;
  console.log(`  ${name}: ${here.count}; on the main thread ${told(here)}; on the package's ${told(there)}`);
}

async function measured(image, name, options) {
  const session = await opened(image, options);
  let longest = 0;
  let before = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - before);
    before = now;
  }, 1);
  const begin = performance.now();
  const list = await listings[name](session, {});
  const ms = performance.now() - begin;
  await sleep(5);
  clearInterval(timer);
  const numbers = new Set(['id', 'index', 'typeIndex']);
  const text = JSON.stringify(list, (key, value) => (numbers.has(key) ? undefined : value));
  await session.close();
  return { text, count: list.length, ms, turn: longest };
}

async function abort(image, name) {
  const session = await opened(image, {});
  const stop = new AbortController();
  const { signal } = stop;
  let aborted;
  setTimeout(() => {
    aborted = performance.now();
    stop.abort(new Error('enough'));
  }, 100);
  const outcome = await listings[name](session, { signal }).then(
    () => 'ended before',
    () => 'was rejected',
  );
  const rejected = performance.now();
  await session.modules();
  const free = performance.now();
  await session.close();
  const after = (time) => `${(time - (aborted ?? rejected)).toFixed()} ms`;
  console.log(`  ${name}, aborted: ${outcome} after ${after(rejected)}, the DLL free after ${after(free)}`);
  if (outcome !== 'was rejected') return;
  expect(`${image}: ${name}`, rejected - aborted < mostMilliseconds.rejection, 'was rejected late');
  const stops = runToTheirEnds.has(name) || free - aborted < mostMilliseconds.stop;
  expect(`${image}: ${name}`, stops, 'kept the DLL after its abort');
}

async function terminate(image) {
  const session = await opened(image, {});
  const listing = listings.symbols(session, {}).then(
    () => 'ended',
    (error) => error.code,
  );
  await sleep(100);
  const ended = once(started.at(-1), 'exit');
  void started.at(-1).terminate();
  const outcome = await listing;
  await ended;
  expect(image, outcome === 'DBGHELP_WORKER_DIED', `a listing whose thread was terminated: ${outcome}`);
  const again = await listings.symbols(session, {});
  expect(image, again.length > 1000, 'no listing after a thread was terminated');
  await session.close();
}

function endProgram(image, how, milliseconds) {
  const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), how, image, `${milliseconds}`], {
    encoding: 'utf8',
  });
  const wanted = how === 'exit' ? 7 : 1;
  expect(image, child.status === wanted, `${how} after ${milliseconds} ms: ended with ${child.status} ${child.stderr}`);
}

async function endInTheMidst(how, image, milliseconds) {
  const session = await opened(image, {});
  setTimeout(exits[how], Number(milliseconds));
  for (;;) {
    await listings.symbols(session, {});
    await listings.lines(session, {});
  }
}

function dieLater() {
  throw new Error('thrown in the midst');
}

/** With the symbols loaded, and the thread running. */
async function opened(image, options) {
  const session = await SymbolSession.open(options);
  await session.loadModule(image, { base, requireSymbols: true });
  await session.symbolize(base + 0x1000n);
  await sleep(500);
  return session;
}

async function all(items) {
  const list = [];
  for await (const item of items) list.push(item);
  return list;
}

function expect(what, holds, otherwise) {
  if (!holds) failures.push(`${what}: ${otherwise}`);
}
