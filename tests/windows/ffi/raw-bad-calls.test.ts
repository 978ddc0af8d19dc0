import { API_VERSION, IMAGEHLP_STACK_FRAME, SYMBOL_INFOW, WideString, type DbgHelpFunctionName } from '../../../lib';
import { makeBadCall } from './bad-arguments';
import { boundFunctions } from './inventory';
import { loadProbe, type Probe } from '../probe';
import { Random } from '../random';
import { wayNames, ways } from '../ways';

let probe: Probe;

beforeAll(async () => {
  probe = await loadProbe();
});

const key = 0x7000_6001n;

/** The outcome of a call. */
const settled = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'went through',
    (error: unknown) => error,
  );

describe('random calls with one bad argument', () => {
  const callsPerSeed = 2500;

  it.each([0x5eed_0001, 0x5eed_0002, 0x5eed_0003, 0x5eed_0004])(
    `of seed %i: ${String(callsPerSeed)} are refused by name, none reaches the DLL, and the gate is free afterwards`,
    async (seed) => {
      probe.reset();
      await probe.dll.SymRefreshModuleList(key);
      const callsBefore = probe.calls();
      const callbacksBefore = probe.koffi.stats().callbacks;
      const random = new Random(seed);
      const failures: string[] = [];
      for (let index = 0; index < callsPerSeed; index++) {
        // Every function gets its share; the rest is random.
        const declared = boundFunctions[index % boundFunctions.length]!;
        const { args, broken, refusal: expected, says } = makeBadCall(declared, probe, random);
        const way = random.pick(wayNames);
        const got = await settled(ways[way](probe.dll, declared.name, args));
        const reached = probe.calls() - callsBefore;
        if (got instanceof expected && got.message.includes(says) && reached === 0) continue;
        failures.push(`${declared.name} called ${way}, ${broken}: ${String(reached)} calls, ${String(got)}`);
        if (reached > 0) break;
      }
      expect(failures.slice(0, 40)).toEqual([]);
      expect(probe.koffi.stats().callbacks).toBe(callbacksBefore);
      await expect(probe.dll.SymRefreshModuleList(key)).resolves.toBe(true);
      expect(probe.calls()).toBe(callsBefore + 1);
      expect(probe.inside()).toBe(0);
    },
  );
});

/** Transfers the memory to another owner, as a message to a worker does. */
function transfer({ buffer }: ArrayBufferView): void {
  structuredClone(buffer, { transfer: [buffer as ArrayBuffer] });
}

describe('a view whose memory was transferred', () => {
  it.each<[string, { readonly bytes: Uint8Array }, DbgHelpFunctionName, (view: unknown) => readonly unknown[]]>([
    ['`AppVersion`', API_VERSION.alloc(), 'ImagehlpApiVersionEx', (view) => [view]],
    ['`StackFrame`', IMAGEHLP_STACK_FRAME.alloc(), 'SymSetContext', (view) => [key, view, null]],
    ['`Symbol`', SYMBOL_INFOW.alloc(100), 'SymFromAddrW', (view) => [key, 1n, null, view]],
  ])('throws a RangeError that names %s', async (parameter, view, name, argumentsWith) => {
    probe.reset();
    transfer(view.bytes);
    const error = await settled(ways['by itself'](probe.dll, name, argumentsWith(view)));
    expect(error).toBeInstanceOf(RangeError);
    expect((error as Error).message).toContain(`dbghelp.${name}: ${parameter}`);
    expect(probe.calls(name)).toBe(0);
  });
});

describe('an argument changed while its call waits for its turn', () => {
  interface Change {
    readonly name: DbgHelpFunctionName;
    readonly parameter: string;
    readonly args: readonly unknown[];
    readonly change: () => void;
  }

  const longer = SYMBOL_INFOW.alloc(10);
  const larger = SYMBOL_INFOW.alloc(10);
  const gone = SYMBOL_INFOW.alloc(10);
  const displacement = new BigUint64Array(1);
  const path = WideString.alloc(40);
  const changes: Record<string, Change> = {
    'the length of a name': {
      name: 'SymFromAddrW',
      parameter: '`Symbol`: SYMBOL_INFOW.MaxNameLen',
      args: [key, 1n, null, longer],
      change: () => {
        longer.MaxNameLen = 2000;
      },
    },
    'the size of a structure': {
      name: 'SymFromAddrW',
      parameter: '`Symbol`: SYMBOL_INFOW.SizeOfStruct',
      args: [key, 1n, null, larger],
      change: () => {
        larger.SizeOfStruct = 4096;
      },
    },
    'the memory of a view': {
      name: 'SymFromAddrW',
      parameter: '`Symbol`',
      args: [key, 1n, null, gone],
      change: () => {
        transfer(gone.bytes);
      },
    },
    'the memory of a typed array': {
      name: 'SymFromAddrW',
      parameter: '`Displacement`',
      args: [key, 1n, displacement, SYMBOL_INFOW.alloc(10)],
      change: () => {
        transfer(displacement);
      },
    },
    'the memory of a text buffer': {
      name: 'SymGetSearchPathW',
      parameter: '`SearchPath`',
      args: [key, path, 40],
      change: () => {
        transfer(path.bytes);
      },
    },
  };

  it.each(Object.entries(changes))('is checked again: %s', async (_what, { name, parameter, args, change }) => {
    probe.reset();
    let free = (): void => undefined;
    const job = probe.dll.run(() => new Promise<void>((resolve) => (free = resolve)));
    const waiting = settled(ways['by itself'](probe.dll, name, args));
    change();
    free();
    await job;
    const error = await waiting;
    expect(error).toBeInstanceOf(RangeError);
    expect((error as Error).message).toContain(`dbghelp.${name}: ${parameter}`);
    expect(probe.calls(name)).toBe(0);
    await expect(probe.dll.SymRefreshModuleList(key)).resolves.toBe(true);
  });
});
