import path from 'node:path';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { probeControls, probePath } from './probe.mjs';

// Threads whose sessions list all the time, each listing on a thread of the package, while short calls go on everywhere and a
// pool works in processes of its own. Prints what the probe recorded, and how long short calls waited:
//   node listing-crowd.mjs BUILT IMAGE MILLISECONDS
// BUILT is the folder of the built package.

const threads = 3;
const sessions = 10;
const symbols = 50;
/** How long a native call takes at least. */
const nativeMilliseconds = 10;

const load = createRequire(import.meta.url);
const control = isMainThread ? new Int32Array(new SharedArrayBuffer(4)) : workerData.control;
const goesOn = () => Atomics.load(control, 0) === 0;

/** A session for short calls, and some that list without an end. */
async function work({ SymbolSession, DbgHelp }, lists) {
  const dbghelp = await DbgHelp.load({ path: probePath });
  const open = async () => {
    const session = await SymbolSession.open({ dbghelp, largeFrom: 0 });
    const module = await session.loadVirtualModule({ base: 0x1000_0000n, size: 0x10_0000, name: 'made' });
    return { session, module };
  };
  const listing = async ({ session, module }) => {
    for (let turn = 0; ; turn++) {
      let found = 0;
      if (turn % 3 === 0) for await (const symbol of session.symbols('*', { module })) found += symbol.name ? 1 : 0;
      else if (turn % 3 === 1) found = (await session.sourceFiles(module)).length;
      else found = (await session.lines('*', { module })).length;
      if (turn % 3 === 0 && found !== symbols) throw new Error(`found ${found} symbols`);
      if (!goesOn() && turn > 0) return turn;
    }
  };
  const asking = async ({ session, module }) => {
    let [calls, longest] = [0, 0];
    while (goesOn() || calls === 0) {
      const asked = performance.now();
      if ((await session.module(module.base)) !== module) throw new Error('the module is not found');
      longest = Math.max(longest, performance.now() - asked);
      calls++;
      await sleep(1);
    }
    return { calls, longest };
  };
  const opened = [];
  for (let number = 0; number <= lists; number++) opened.push(await open());
  const [asker, ...listers] = opened;
  const [short, ...turns] = await Promise.all([asking(asker), ...listers.map(listing)]);
  for (const { session } of opened) await session.close();
  return { short, turns };
}

if (isMainThread) {
  const [built, image, milliseconds] = process.argv.slice(2);
  const copy = load(path.join(built, 'index.js'));
  await copy.DbgHelp.load({ path: probePath });
  const probe = probeControls();
  probe.ProbeReset();
  for (const name of ['SymEnumSymbolsW', 'SymEnumSourceFilesW', 'SymEnumLinesW']) {
    probe.ProbeCallbacks(name, symbols, 1);
    probe.ProbeDelay(name, nativeMilliseconds);
  }
  const started = Array.from({ length: threads }, (_, number) => {
    const lists = Math.floor((sessions + number) / threads);
    const worker = new Worker(new URL(import.meta.url), { workerData: { built, lists, control } });
    return new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  });
  const { SymbolizerPool } = load(path.join(built, 'pool/index.js'));
  const pool = await SymbolizerPool.open({ processes: 2 });
  let answered = 0;
  const pooling = async () => {
    while (goesOn() || answered === 0) {
      const item = { image, base: 0x1000_0000n, addresses: [0x1000_1000n, 0x1000_1010n] };
      for await (const { result, error } of pool.symbolizeAll([item, item])) {
        if (error) throw error;
        answered += result.length;
      }
    }
  };
  const pooled = pooling();
  const own = work(copy, 0);
  await sleep(Number(milliseconds));
  Atomics.store(control, 0, 1);
  const { short } = await own;
  const others = await Promise.all(started);
  await pooled;
  await pool.close();
  const result = {
    mostInside: probe.ProbeMaxInside(),
    insideNow: probe.ProbeInside(),
    liveKeys: probe.ProbeLiveKeys(),
    listings: others.flatMap(({ turns }) => turns),
    shorts: [short, ...others.map((other) => other.short)],
    answered,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
} else {
  parentPort.postMessage(await work(load(path.join(workerData.built, 'index.js')), workerData.lists));
}
