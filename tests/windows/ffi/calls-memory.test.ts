import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  IMAGEHLP_LINEW64,
  MODLOAD_DATA,
  SYMBOL_INFOW,
  WideString,
  type DbgHelpFunctionName,
  type DbgHelpToken,
} from '../../../lib';
import { loadProbe, type Probe } from '../probe';

jest.setTimeout(60_000);
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let probe: Probe;

beforeAll(async () => {
  probe = await loadProbe();
});

beforeEach(() => {
  probe.reset();
});

afterEach(() => {
  probe.release('*');
});

const key = 0x70004001n;

/** Collects garbage, and overwrites its memory. */
async function collect(): Promise<void> {
  for (let round = 0; round < 4; round++) {
    collectGarbage();
    for (let at = 0; at < 200; at++) new Uint8Array(new ArrayBuffer(64 + at * 16)).fill(0xee);
    await sleep(2);
  }
}

/** The bytes of a fill: see the probe's README. */
const pattern = (name: DbgHelpFunctionName, from: number, count: number): number[] =>
  Array.from({ length: count }, (_, at) => ((from + at) * 7 + probe.index(name)) & 0xff);

/** Gives memory to another owner, as a message to a worker does. */
const transferred = ({ buffer }: Uint8Array): Uint8Array =>
  new Uint8Array(structuredClone(buffer as ArrayBuffer, { transfer: [buffer as ArrayBuffer] }));

/** An argument that only the call holds: an object, and the bytes that the DLL writes to. */
interface Given {
  readonly argument: object;
  readonly bytes: Uint8Array;
}

const view = <View extends { readonly bytes: Uint8Array }>(argument: View): Given & { argument: View } => ({
  argument,
  bytes: argument.bytes,
});
const array = <Values extends BigUint64Array | Uint32Array | Uint8Array>(
  argument: Values,
): Given & { argument: Values } => ({
  argument,
  bytes: new Uint8Array(argument.buffer),
});

interface Lifetime {
  readonly name: DbgHelpFunctionName;
  /** The place and the value that the DLL writes. */
  readonly at: number;
  readonly written: () => readonly number[];
  readonly call: (api: DbgHelpToken) => [Given, Promise<unknown>];
}

const lifetimes: Readonly<Record<string, Lifetime>> = {
  'a view': {
    name: 'SymFromAddrW',
    at: 4,
    written: () => pattern('SymFromAddrW', 4, 72),
    call: (api) => {
      const symbol = view(SYMBOL_INFOW.alloc(50));
      return [symbol, api.SymFromAddrW.async(key, 1n, null, symbol.argument)];
    },
  },
  'a view with a pointer to text': {
    name: 'SymGetLineNextW64',
    at: 4,
    written: () => pattern('SymGetLineNextW64', 4, 1),
    call: (api) => {
      const line = view(IMAGEHLP_LINEW64.alloc());
      return [line, api.SymGetLineNextW64.async(key, line.argument)];
    },
  },
  'a one-element array': {
    name: 'SymFromAddrW',
    at: 0,
    written: () => pattern('SymFromAddrW', 0, 8),
    call: (api) => {
      const displacement = array(new BigUint64Array(1));
      return [displacement, api.SymFromAddrW.async(key, 1n, displacement.argument, SYMBOL_INFOW.alloc(1))];
    },
  },
  'an array of addresses': {
    name: 'SymGetFileLineOffsets64',
    at: 0,
    written: () => pattern('SymGetFileLineOffsets64', 0, 80),
    call: (api) => {
      const offsets = array(new BigUint64Array(10));
      return [offsets, api.SymGetFileLineOffsets64.async(key, null, 'a.c', offsets.argument, 10)];
    },
  },
  'a buffer of text': {
    name: 'SymGetSearchPathW',
    at: 0,
    written: () => [...Buffer.from('probe:SymGetSearchPathW\0', 'utf16le')],
    call: (api) => {
      const text = view(WideString.alloc(3000));
      return [text, api.SymGetSearchPathW.async(key, text.argument, 3000)];
    },
  },
  'a buffer of text beside a callback': {
    name: 'SymFindFileInPathW',
    at: 0,
    written: () => [...Buffer.from('probe:SymFindFileInPathW\0', 'utf16le')],
    call: (api) => {
      const found = view(WideString.alloc(300));
      return [found, api.SymFindFileInPathW.async(key, null, 'a.pdb', null, 0, 0, 0, found.argument, () => true, null)];
    },
  },
  'an array of bytes': {
    name: 'SymGetSourceFileChecksumW',
    at: 0,
    written: () => pattern('SymGetSourceFileChecksumW', 0, 16),
    call: (api) => {
      const sum = array(new Uint8Array(16));
      const [type, length] = [new Uint32Array(1), new Uint32Array(1)];
      return [sum, api.SymGetSourceFileChecksumW.async(key, 1n, 'a.c', type, sum.argument, 16, length)];
    },
  },
};

describe.each(Object.entries(lifetimes))(
  '%s that an off-thread call was given',
  (_what, { name, at, written, call }) => {
    it('lives while the call is in the DLL, even if nothing else holds it', async () => {
      probe.hold(name);
      const weak: WeakRef<object>[] = [];
      // Objects made in here are unreachable afterwards, unless the package holds them.
      const done = probe.dll.run((api) => {
        const [{ argument, bytes }, returned] = call(api);
        weak.push(new WeakRef(argument), new WeakRef(bytes.buffer));
        return returned;
      });
      await probe.entered();
      await collect();
      expect(weak.map((reference) => reference.deref() !== undefined)).toEqual([true, true]);
      probe.release('*');
      await done;
    });

    /** Makes the call, which is then in the DLL and will write. Gives what it was given. */
    async function held(): Promise<{ readonly given: Given; readonly done: Promise<unknown> }> {
      probe.hold(name);
      probe.fill(name);
      const kept: Given[] = [];
      const done = probe.dll.run((api) => {
        const [given, returned] = call(api);
        kept.push(given);
        return returned;
      });
      await probe.entered();
      return { given: kept[0]!, done };
    }

    it('does not move: a late write of the DLL is found in it', async () => {
      const { given, done } = await held();
      const { bytes } = given;
      await collect();
      probe.release('*');
      await done;
      const expected = written();
      expect([...bytes.subarray(at, at + expected.length)]).toEqual(expected);
    });

    it('is not written to any more when its memory has another owner', async () => {
      const { given, done } = await held();
      const { bytes } = given;
      const before = [...bytes];
      const elsewhere = transferred(bytes);
      probe.release('*');
      await done;
      expect([...elsewhere]).toEqual(before);
      expect(bytes).toHaveLength(0);
    });
  },
);

type Resizable = new (
  size: number,
  options: { readonly maxByteLength: number },
) => ArrayBuffer & { resize(size: number): void };

it('memory that shrinks while a call is in the DLL keeps what is left of it', async () => {
  const size = 0x1_0000;
  const buffer = new (ArrayBuffer as unknown as Resizable)(size, { maxByteLength: size });
  const symbol = new Uint8Array(buffer, 0, size);
  probe.hold('SymGetSourceFileChecksumW');
  probe.fill('SymGetSourceFileChecksumW', 'to the end');
  const done = probe.dll.run((api) => {
    const [type, length] = [new Uint32Array(1), new Uint32Array(1)];
    return api.SymGetSourceFileChecksumW.async(key, 1n, 'a.c', type, symbol, size, length);
  });
  await probe.entered();
  buffer.resize(16);
  probe.release('*');
  await done;
  expect([...new Uint8Array(buffer)]).toEqual(new Array(16).fill(0));
});

it('a callback sees what the DLL has written so far, and the DLL what the callback writes', async () => {
  probe.callbacks('SymFindFileInPathW', 2);
  const found = WideString.alloc(300);
  const seen: string[] = [];
  const look = (): boolean => {
    seen.push(found.toString());
    found.bytes.set(Buffer.from('mine\0', 'utf16le'));
    return true;
  };
  await probe.dll.run((api) => api.SymFindFileInPathW.async(key, null, 'a.pdb', null, 0, 0, 0, found, look, null));
  expect(seen).toEqual(['', 'mine']);
});

it('the arguments of a call are garbage when the call is over', async () => {
  const collected = jest.fn();
  const registry = new FinalizationRegistry(collected);
  await probe.dll.run(async (api) => {
    const symbol = SYMBOL_INFOW.alloc(50);
    registry.register(symbol, undefined);
    await api.SymFromAddrW.async(key, 1n, null, symbol);
  });
  for (let round = 0; round < 20 && collected.mock.calls.length === 0; round++) await collect();
  expect(collected).toHaveBeenCalled();
});

it('a callback given to an off-thread call can be called after every collection', async () => {
  const called = jest.fn();
  probe.hold('SymEnumerateModulesW64');
  probe.callbacks('SymEnumerateModulesW64', 3);
  const done = probe.dll.run((api) =>
    api.SymEnumerateModulesW64.async(
      key,
      (name) => {
        called(name);
      },
      null,
    ),
  );
  await probe.entered();
  await collect();
  probe.release('*');
  await done;
  expect(called.mock.calls).toEqual([['mod0'], ['mod1'], ['mod2']]);
});

it('a single call off the main thread keeps its arguments, too', async () => {
  probe.hold('SymLoadModuleExW');
  const weak: WeakRef<object>[] = [];
  const load = (): Promise<bigint> => {
    const data = MODLOAD_DATA.alloc();
    weak.push(new WeakRef(data.bytes.buffer));
    return probe.dll.SymLoadModuleExW(key, null, 'a.dll', null, 1n, 0, data, 0);
  };
  const first = load();
  await probe.entered();
  // Its turn comes later, and its memory must still be there.
  const second = load();
  await collect();
  expect(weak.map((data) => data.deref() !== undefined)).toEqual([true, true]);
  probe.release('*');
  await Promise.all([first, second]);
  const copies = probe
    .records()
    .filter(({ name }) => name === 'SymLoadModuleExW')
    .map(({ copies: of }) => of.get(6));
  expect(copies.map((copy) => copy?.readUInt32LE(0))).toEqual([MODLOAD_DATA.byteLength, MODLOAD_DATA.byteLength]);
});

it('ANSI text stays until the call has read it', async () => {
  const texts = Array.from({ length: 40 }, (_, at) => `C:\\probe\\${'x'.repeat(at * 5)}.dll`);
  const calls = texts.map((text) => probe.dll.SymLoadModuleEx(key, null, text, null, 1n, 0, null, 0));
  await collect();
  await Promise.all(calls);
  const seen = probe
    .records()
    .filter(({ name }) => name === 'SymLoadModuleEx')
    .map(({ copies }) => copies.get(2));
  expect(seen.map((copy) => copy?.toString('latin1'))).toEqual(texts.map((text) => `${text}\0`));
});
