import { setImmediate as nextTurn } from 'node:timers/promises';
import { probePath } from './probe.mjs';

// One user of a copy of the package: calls the probe in all ways, and records the results.

/** What a client records, in memory that all threads can read even after the client's thread has ended. */
const noteWords = { calls: 0, longestWait: 1, failures: 2, count: 4 };

/** @param {number} clients */
export const newNotes = (clients) => new Int32Array(new SharedArrayBuffer(4 * noteWords.count * clients));

/**
 * @param {Int32Array} notes
 * @param {number} number of the client
 */
export function readNotes(notes, number) {
  const at = number * noteWords.count;
  const read = (word) => Atomics.load(notes, at + word);
  return {
    calls: read(noteWords.calls),
    longestWait: read(noteWords.longestWait),
    failures: read(noteWords.failures),
  };
}

/** Every client has its own key and option word. */
export const keyOf = (number) => BigInt(0x6000_0001 + number * 4);
export const optionsOf = (number) => 0x100 + number;

const image = 'C:\\probe\\a.dll';

/** The ways to call. Each returns its number of calls, and calls `began` while it holds the DLL. */
const ways = {
  async one({ dll, key }, began) {
    await dll.SymGetModuleBase64(key, 0x1234n);
    began();
    return 1;
  },
  async offThread({ dll, key }, began) {
    await dll.SymLoadModuleExW(key, null, image, null, 0x2000_0000n, 0, null, 0);
    began();
    return 1;
  },
  async failing({ dll, key }, began) {
    const code = await dll.SymUnloadModule64(key, 1n).then(
      () => 'none',
      (error) => error.code,
    );
    if (code !== 'DBGHELP_CALL_FAILED') throw new Error(`expected a failure, got ${code}`);
    began();
    return 1;
  },
  job: ({ dll, key }, began) =>
    dll.run((api) => {
      began();
      for (let left = 5; left > 0; left--) api.SymGetModuleBase64(key, 0x1234n);
      return 5;
    }),
  mixedJob: ({ dll, key }, began) =>
    dll.run(async (api) => {
      began();
      api.SymGetModuleBase64(key, 0x1234n);
      await api.SymLoadModuleExW.async(key, null, image, null, 0x2000_0000n, 0, null, 0);
      await nextTurn();
      api.SymGetModuleBase64(key, 0x1234n);
      return 3;
    }),
  enumeration: ({ dll, key }, began) =>
    dll.run(async (api) => {
      began();
      await api.SymEnumerateModulesW64.async(key, () => true, null);
      return 1;
    }),
  async several({ dll, key }, began) {
    await Promise.all([1, 2, 3, 4].map(() => dll.SymGetModuleBase64(key, 0x1234n)));
    began();
    return 4;
  },
  async onlySome({ dll, key }) {
    const controller = new AbortController();
    const waiting = dll.run((api) => api.SymGetModuleBase64(key, 0x1234n), { signal: controller.signal });
    controller.abort(new Error('given up'));
    await waiting.catch(() => undefined);
    return 0;
  },
};

/** Scripts mostly make synchronous calls. */
const mixture = [...Array(8).fill('one'), ...Array(6).fill('job'), ...Object.keys(ways)];

/**
 * Calls until it is told to stop.
 * @param {object} options
 * @param {typeof import('../../lib/index.ts')} options.copy
 * @param {number} options.number
 * @param {Int32Array} options.notes
 * @param {() => boolean} options.goOn
 * @param {number} options.seed
 */
export async function runClient({ copy, number, notes, goOn, seed }) {
  const dll = await copy.DbgHelp.load({ path: probePath });
  const client = { dll, key: keyOf(number) };
  const at = number * noteWords.count;
  let state = seed >>> 0 || 1;
  const draw = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return mixture[Math.floor((state / 2 ** 32) * mixture.length)];
  };
  await dll.SymSetOptions(optionsOf(number));
  while (goOn()) {
    const asked = performance.now();
    const began = () => {
      const wait = Math.ceil(performance.now() - asked);
      if (wait > Atomics.load(notes, at + noteWords.longestWait)) {
        Atomics.store(notes, at + noteWords.longestWait, wait);
      }
    };
    try {
      Atomics.add(notes, at + noteWords.calls, await ways[draw()](client, began));
    } catch (error) {
      Atomics.add(notes, at + noteWords.failures, 1);
      console.error(`client ${number}: ${error.stack}`);
    }
    // Gives the other clients in this thread a turn.
    await nextTurn();
  }
}
