import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { copyOfPackage, refuseOutsideMemory } from './package.mjs';
import { probeControls, probePath } from './probe.mjs';

// Threads that end while they hold the DLL. Prints what the main thread sees afterwards.

const [, , file] = process.argv;
const { DbgHelp, SymbolSession } = copyOfPackage(file);
const dll = await DbgHelp.load({ path: probePath });
const probe = probeControls();
const key = 0x6000_1001n;

/** Starts a thread that does `what` (see ending-worker.mjs), and waits until it is in the middle of it. */
async function begin(what) {
  const worker = new Worker(new URL('ending-worker.mjs', import.meta.url), { workerData: { file, what } });
  const exited = new Promise((resolve) => worker.once('exit', resolve));
  const told = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  return { worker, exited, told };
}

const asked = () => {
  const state = { answered: false, promise: undefined };
  state.promise = dll.SymGetModuleBase64(key, 0x1234n).then(() => (state.answered = true));
  return state;
};

const results = { jobs: {} };

{
  probe.ProbeReset();
  probe.ProbeHold('SymLoadModuleExW');
  const { worker, exited } = await begin('call that does not return');
  while (probe.ProbeInside() === 0) await sleep(1);
  void worker.terminate();
  const call = asked();
  await sleep(150);
  const early = call.answered;
  probe.ProbeRelease('*');
  await call.promise;
  await exited;
  results.heldCall = { early, mostInside: probe.ProbeMaxInside() };
}

for (const what of ['job that waits', 'process.exit in a job', 'process.exit with a call in the DLL']) {
  probe.ProbeReset();
  probe.ProbeDelay('SymLoadModuleExW', 100);
  const { worker, exited } = await begin(what);
  const call = asked();
  if (what === 'job that waits') void worker.terminate();
  await call.promise;
  await exited;
  results.jobs[what] = probe.ProbeMaxInside();
}

{
  probe.ProbeReset();
  const { worker, told } = await begin('sessions');
  const before = probe.ProbeLiveKeys();
  const own = await SymbolSession.open({ dbghelp: dll });
  await worker.terminate();
  await dll.SymGetModuleBase64(key, 0x1234n);
  const after = probe.ProbeLiveKeys();
  // The callback that the thread registered for its own key is gone. The DLL may call the one that is registered now.
  const fired = probe.ProbeFireRegistered(BigInt(told.rawKey), 0x10);
  const registered = probe.ProbeRegistered(BigInt(told.rawKey));
  results.sessions = { before, after, registered, fired, keys: [...told.keys, String(own.key)] };
  await own.close();
}

results.callbacks = {};
for (const what of ['many sessions', 'many callbacks']) {
  probe.ProbeReset();
  const { worker, told } = await begin(what);
  await worker.terminate();
  await dll.SymGetModuleBase64(key, 0x1234n);
  // A callback of the thread that is still registered ends the process here.
  const keys = Array.from({ length: 256 }, (_, index) => 0x6000_4001n + BigInt(4 * index));
  results.callbacks[what] = { told, fired: keys.filter((each) => probe.ProbeFireRegistered(each, 0x10) === 1).length };
}

{
  const copy = copyOfPackage(file);
  const other = await copy.DbgHelp.load({ path: probePath });
  probe.ProbeReset();
  probe.ProbeDelay('SymLoadModuleExW', 20);
  const load = (of) => of.SymLoadModuleExW(key, null, 'C:\\probe\\a.dll', null, 0x1000n, 0, null, 0);
  await Promise.all([load(dll), load(other), load(dll), load(other)]);
  const sessions = [];
  for (let round = 0; round < 2; round++) {
    sessions.push(await SymbolSession.open({ dbghelp: dll }), await copy.SymbolSession.open({ dbghelp: other }));
  }
  results.copies = { mostInside: probe.ProbeMaxInside(), keys: sessions.map((session) => String(session.key)) };
  for (const session of sessions) await session.close();
}

{
  const { told, exited } = await begin('no memory from outside');
  await exited;
  refuseOutsideMemory();
  const alone = await copyOfPackage(file).DbgHelp.load({ path: probePath });
  results.withoutMemory = { worker: told, mainThread: String(await alone.SymGetModuleBase64(key, 1n)) };
}

process.stdout.write(`${JSON.stringify(results)}\n`);
