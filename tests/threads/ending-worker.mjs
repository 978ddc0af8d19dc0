import { parentPort, workerData } from 'node:worker_threads';
import { copyOfPackage, refuseOutsideMemory } from './package.mjs';
import { probePath } from './probe.mjs';

// A thread that is terminated in the middle of its work.

const { DbgHelp, SymbolSession } = copyOfPackage(workerData.file);
const dll = await DbgHelp.load({ path: probePath });
const key = 0x6000_2001n;
const callbackKey = 0x6000_4001n;
const tell = (what = 'in the midst of it') => parentPort.postMessage(what);
const load = (api) => api.SymLoadModuleExW.async(key, null, 'C:\\probe\\a.dll', null, 0x1000n, 0, null, 0);
const forEver = () => new Promise((resolve) => setTimeout(resolve, 1_000_000));

const deeds = {
  'call that does not return': () =>
    dll.run((api) => {
      const loading = load(api);
      tell();
      return loading;
    }),
  'job that waits': () =>
    dll.run((api) => {
      api.SymGetModuleBase64(key, 1n);
      tell();
      return forEver();
    }),
  'process.exit in a job': () =>
    dll.run(async () => {
      tell();
      process.exit(3);
    }),
  'process.exit with a call in the DLL': () =>
    dll.run((api) => {
      void load(api);
      tell();
      setTimeout(() => process.exit(3), 10);
      return forEver();
    }),
  async sessions() {
    const rawKey = 0x6000_3001n;
    const sessions = [await SymbolSession.open({ dbghelp: dll }), await SymbolSession.open({ dbghelp: dll })];
    sessions[0].on('diagnostic', () => undefined);
    await sessions[0].modules();
    await dll.SymInitializeW(rawKey, null, false);
    await dll.SymRegisterCallbackW64(rawKey, () => true, 1n);
    tell({ rawKey: String(rawKey), keys: sessions.map((session) => String(session.key)) });
    await forEver();
  },
  async 'many sessions'() {
    for (let count = 0; count < 256; count++) await SymbolSession.open({ dbghelp: dll });
    await dll.SymRegisterCallbackW64(callbackKey, () => true, 1n);
    tell();
    await forEver();
  },
  async 'many callbacks'() {
    const outcomes = [];
    for (let count = 0; count < 257; count++) {
      const registering = dll.SymRegisterCallbackW64(callbackKey + BigInt(4 * count), () => true, 1n);
      outcomes.push(await registering.then(() => 'registered').catch(({ code }) => code));
    }
    tell([outcomes[0], outcomes.filter((outcome) => outcome === 'registered').length, outcomes.at(-1)]);
    await forEver();
  },
  async 'no memory from outside'() {
    refuseOutsideMemory();
    tell(await dll.SymGetModuleBase64(key, 1n).catch((error) => error.code));
  },
};

await deeds[workerData.what]();
