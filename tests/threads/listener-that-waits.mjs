import { parentPort, Worker, workerData } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { copyOfPackage } from './package.mjs';

// A thread whose callbacks are registered with DbgHelp stands still, while the main thread sets options, of which the
// DLL tells all callbacks. Prints what each of them saw.

const file = workerData ?? process.argv[2];
const { dbghelp, SymbolSession } = copyOfPackage(file);
const key = 0x6000_5001n;

async function listener() {
  const seen = { raw: 0, diagnostics: 0 };
  const session = await SymbolSession.open();
  session.on('diagnostic', () => seen.diagnostics++);
  await session.modules();
  await dbghelp.SymInitializeW(key, null, false);
  await dbghelp.SymRegisterCallbackW64(key, () => (seen.raw++, false), 0n);
  const shared = new Int32Array(new SharedArrayBuffer(4));
  parentPort.postMessage(shared);
  Atomics.wait(shared, 0, 0);
  const before = { ...seen };
  // Its own calls reach its callbacks again.
  await dbghelp.run((api) => api.SymSetOptions(api.SymGetOptions() ^ 0x10));
  await session.loadModule(process.execPath);
  parentPort.postMessage({ before, after: seen });
}

async function main() {
  const session = await SymbolSession.open({ options: { caseInsensitive: true } });
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: file });
  const message = () => new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  const shared = await message();
  for (let count = 0; count < 20; count++) await dbghelp.run((api) => api.SymSetOptions(api.SymGetOptions() ^ 0x10));
  await session.modules();
  const answer = message();
  Atomics.store(shared, 0, 1);
  Atomics.notify(shared, 0);
  process.stdout.write(`${JSON.stringify(await answer)}\n`);
  await session.close();
  await worker.terminate();
}

await (workerData === null ? main() : listener());
