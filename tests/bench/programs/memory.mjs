import { setImmediate as eventLoopTurn } from 'node:timers/promises';
import { seededRandom } from '../../third-party/draw.mjs';
import { dbghelpPackage, koffi } from '../subjects.mjs';

// Does a piece of work again and again in a process of its own, and prints what the process has in memory after each time:
//   node --expose-gc memory.mjs lookups|rounds IMAGE BASE STEPS COUNT
// BASE is decimal. STEPS times as many lookups, or rounds, as COUNT says.

const { SYMBOL_INFOW, SymbolSession, SymTagEnum } = dbghelpPackage;
const [work, image, base, ...numbers] = process.argv.slice(2);
const [steps, count] = numbers.map(Number);
const options = { base: BigInt(base) };
const seed = 20260101;

const works = {
  /**
   * Of each hundred addresses, ninety in lists, the others one by one: with `symbolize`, and with raw calls in a job.
   */
  async lookups(measured) {
    const session = await SymbolSession.open();
    const module = await session.loadModule(image, options);
    const functions = [];
    for await (const symbol of session.search('*', { module, tag: SymTagEnum.SymTagFunction })) {
      if (symbol.size > 0) functions.push(symbol);
    }
    const random = seededRandom(seed);
    const draw = () => {
      const { address, size } = functions[Math.floor(random() * functions.length)];
      return address + BigInt(Math.floor(random() * size));
    };
    const addresses = (length) => Array.from({ length }, draw);
    const tenth = count / 10;
    for (let step = 0; step < steps; step++) {
      for (let list = 0; list < 9; list++) {
        // Every third list asks for each address, without the cache.
        const asksLess = list % 3 > 0;
        const answers = await session.symbolizeAll(addresses(tenth), { shortcut: asksLess, cache: asksLess });
        if (!answers.some((answer) => answer?.source)) throw new Error('found nothing');
      }
      for (const address of addresses(tenth / 2)) await session.symbolize(address);
      const symbol = SYMBOL_INFOW.alloc(500);
      const displacement = new BigUint64Array(1);
      await session.run((api) => {
        for (const address of addresses(tenth / 2)) {
          if (api.SymFromAddrW.raw(session.key, address, displacement, symbol)) void symbol.Name;
        }
      });
      await measured();
    }
    await session.close();
  },

  /** From nothing to an address with its line, and back to nothing. */
  async rounds(measured) {
    for (let step = 0; step < steps; step++) {
      for (let round = 0; round < count; round++) {
        const session = await SymbolSession.open();
        // A load that can be cancelled has a callback in the DLL.
        const { signal } = new AbortController();
        const module = await session.loadModule(image, { ...options, signal });
        const hit = await session.symbolize({ module, rva: 0x1010 });
        if (!hit) throw new Error('found nothing');
        await session.unloadModule(module);
        await session.close();
      }
      await measured();
    }
  },
};

const kernel = koffi.load('kernel32.dll');
const bind = (name, ...parameters) => kernel.func('__stdcall', name, 'intptr_t', parameters);
const [countHandles, createEvent, closeHandle] = [
  bind('GetProcessHandleCount', 'intptr_t', 'void *'),
  bind('CreateEventW', 'void *', 'int32_t', 'int32_t', 'void *'),
  bind('CloseHandle', 'intptr_t'),
];
const ownProcess = -1;
const handleStep = 4;

/** If Wine has no count, this gives the lowest free handle. */
function handleCount() {
  const count = new Uint32Array(1);
  countHandles(ownProcess, count);
  if (count[0] > 0) return count[0];
  const handle = createEvent(null, 0, 0, null);
  closeHandle(handle);
  return handle / handleStep;
}

const samples = [];
await works[work](async () => {
  for (let time = 0; time < 3; time++) {
    await eventLoopTurn();
    globalThis.gc();
  }
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  samples.push({ rss, heapUsed, external, arrayBuffers, callbacks: koffi.stats().callbacks, handles: handleCount() });
});
process.stdout.write(JSON.stringify(samples));
