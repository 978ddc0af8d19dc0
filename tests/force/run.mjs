import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Loads the queue and a pool far beyond what a program would. Runs in Windows' node.exe, after `npm run build`.

const load = createRequire(import.meta.url);
const { dbghelp, SymbolSession } = load('dbghelp');
const { SymbolizerPool } = load('dbghelp/pool');

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

const isLong = process.argv.includes('--long');
const poolItems = isLong ? 100_000 : 10_000;
/** What ten times the calls may cost. A queue whose cost is quadratic takes a hundred; a busy machine is no failure. */
const mostTimes = isLong ? 12 : 30;
/** What two sessions that take turns may cost, in times of one session. */
const mostTimesInTurn = 4;
/** 100,000 calls of a quadratic queue take half a minute. */
const quickMilliseconds = 2000;
const addressesOfItem = 500;

const variant = process.arch === 'ia32' ? 'x86' : 'x64';
const fixtures = new URL('../fixtures/', import.meta.url);
const image = fileURLToPath(new URL(`bin/${variant}/scene.dll`, fixtures));
const { functions } = JSON.parse(readFileSync(new URL(`truth/${variant}.json`, fixtures), 'utf8'));
const base = 0x1000_0000n;
const known = functions.flatMap(({ addresses }) => addresses.map(({ rva }) => base + BigInt(rva)));
const addresses = BigUint64Array.from({ length: addressesOfItem }, (_, at) => known[at % known.length]);

const failures = [];
const expect = (truth, what) => {
  if (!truth) failures.push(what);
};
const timed = async (job) => {
  const from = performance.now();
  await job();
  return performance.now() - from;
};
/** Measures until a value is right: a busy machine makes some of them too large. */
const until = async (measure, isRight) => {
  for (let left = 4; ; left--) {
    const value = await measure();
    if (left === 0 || isRight(value)) return value;
  }
};
const shown = (milliseconds) => `${milliseconds.toFixed()} ms`;

console.log(`Node.js ${process.version} ${process.arch}`);

async function unawaitedRawCalls() {
  const calls = (count) => timed(() => Promise.all(Array.from({ length: count }, () => dbghelp.SymGetOptions())));
  await calls(10_000);
  const rounds = [];
  for (let round = 0; round < 5; round++) {
    collect();
    rounds.push([await calls(10_000), await calls(100_000)]);
  }
  const [[few, many]] = rounds.sort(([a, b], [c, d]) => b / a - d / c).slice(2);
  console.log(
    `raw calls that are not awaited: 10,000 in ${shown(few)}, 100,000 in ${shown(many)}: ${(many / few).toFixed(1)} times`,
  );
  // A tenth of them takes so little that one interruption spoils the quotient.
  expect(
    many <= few * mostTimes || many < quickMilliseconds,
    `100,000 raw calls took ${(many / few).toFixed(1)} times as long as 10,000`,
  );
}

async function sessionsInTurn() {
  const count = 100_000;
  const sessions = [await SymbolSession.open(), await SymbolSession.open()];
  for (const session of sessions) {
    await session.loadModule(image, { base });
    await session.symbolizeAll(known);
  }
  const ask = (of) =>
    timed(() =>
      Promise.all(Array.from({ length: count }, (_, at) => of[at % of.length].symbolize(known[at % known.length]))),
    );
  await ask([sessions[0]]);
  const [one, both] = await until(
    async () => [Math.min(await ask([sessions[0]]), await ask([sessions[1]])), await ask(sessions)],
    ([alone, together]) => together <= alone * mostTimesInTurn,
  );
  console.log(
    `look-ups that are not awaited: ${count} of one session in ${shown(one)}, of two in turn in ${shown(both)}: ${(both / one).toFixed(1)} times`,
  );
  expect(both <= one * mostTimesInTurn, `two sessions in turn took ${(both / one).toFixed(1)} times as long as one`);
  for (const session of sessions) await session.close();
}

/** Milliseconds. DLLs take tens of seconds for such masks. */
const mostOfMask = 2000;

async function slowMasks() {
  // Node.js 22 has no `await using`.
  const session = await SymbolSession.open();
  await session.loadModule(image, { base });
  for (const mask of ['scene!*?*?*?^', '*a*e*i*o*#', `${'*?'.repeat(9)}!*`, `scene!${'*a'.repeat(12)}^`]) {
    const list = async () => {
      for await (const symbol of session.symbols(mask)) void symbol;
    };
    const time = await until(
      () => timed(list),
      (milliseconds) => milliseconds < mostOfMask,
    );
    console.log(`the mask ${mask}: ${shown(time)}`);
    expect(time < mostOfMask, `the mask ${mask} took ${shown(time)}`);
  }
  await session.close();
}

/** Items that hang and items that kill their processes, among many others. */
async function longPool() {
  const folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-force-'));
  const script = path.join(folder, 'faults.cjs');
  writeFileSync(
    script,
    `process.prependListener('message', ({ task }) => {
      const image = task?.module?.image ?? '';
      if (image.endsWith('hangs.dll')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      if (image.endsWith('kills.dll')) process.kill(process.pid, 'SIGKILL');
    });`,
  );
  const faulty = new Map(
    [0.2, 0.4, 0.6].flatMap((part, nth) => [
      [Math.floor(poolItems * part), 'hangs.dll'],
      [Math.floor(poolItems * part) + 7 + nth, 'kills.dll'],
    ]),
  );
  function* items() {
    for (let index = 0; index < poolItems; index++) {
      yield { image: faulty.has(index) ? path.join(folder, faulty.get(index)) : image, base, addresses };
    }
  }
  // On a busy machine, an item may take seconds.
  const limit = 10_000;
  const pool = await SymbolizerPool.open({ processes: 2, worker: { execArgv: ['--require', script] } });
  const heap = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  let [answered, least, most] = [0, Infinity, 0];
  const wrong = [];
  const time = await timed(async () => {
    for await (const { index, result, error } of pool.symbolizeAll(items(), { timeout: limit })) {
      const expected = { 'hangs.dll': 'DBGHELP_TIMEOUT', 'kills.dll': 'DBGHELP_WORKER_DIED' }[faulty.get(index)];
      if (error?.code !== expected || (!error && result.length !== addressesOfItem))
        wrong.push(`${index} ${error?.code}`);
      if (++answered % 500 !== 0 || answered < 1000) continue;
      const now = heap();
      least = Math.min(least, now);
      most = Math.max(most, now);
    }
  });
  await pool.close();
  rmSync(folder, { recursive: true });
  const grown = (most - least) / 2 ** 20;
  console.log(
    `a pool: ${answered} items of ${addressesOfItem} addresses in ${shown(time)}, 3 that hang and 3 that kill; the heap within ${grown.toFixed(1)} MB`,
  );
  expect(answered === poolItems, `the pool answered ${answered} items of ${poolItems}`);
  expect(wrong.length === 0, `wrong outcomes: ${wrong.slice(0, 5).join(', ')}`);
  expect(grown <= 10, `the heap changed by ${grown.toFixed(1)} MB`);
}

await unawaitedRawCalls();
await sessionsInTurn();
await slowMasks();
await longPool();
for (const failure of failures) console.log(`FAILED: ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;
