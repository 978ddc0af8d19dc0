import { AnsiString, MINIDUMP_CALLBACK_INFORMATION, closeHandle, type MINIDUMP_CALLBACK_ROUTINE } from '../../../lib';
import {
  abiOf,
  boundFunctions,
  callbackNamed,
  type InventoryCallback,
  type InventoryFunction,
  exportOf,
  isRoutine,
} from './inventory';
import { makeArguments } from './inventory-arguments';
import { loadProbe, pointerBits, type Probe } from '../probe';
import { wayNames, ways } from '../ways';

let probe: Probe;

beforeAll(async () => {
  probe = await loadProbe();
});

beforeEach(() => {
  probe.reset();
});

const times = 3;
const context = 2n ** BigInt(pointerBits) - 0x1000n;
const process = -0x1001n;

/** The probe's values in round `i`: see "What callbacks get" in its README. */
const base = (i: number): bigint => (i === 1 ? 0xffff_f800_1234_0000n : 0x1000_0000n + BigInt(i) * 0x1_0000n);
const base32 = (i: number): bigint => (i === 1 ? 0xf234_0000n : base(i));
const file = (i: number): string => `C:\\probe\\file${String(i)}.c`;

/** The names of callbacks' parameters for the caller's context. */
const contexts = ['UserContext', 'CallerData', 'UserData', 'context'];

/** A member of which only the presence is checked. */
const somewhere: unique symbol = Symbol('an address of the probe’s own');

/** The contents of its scratch memory. */
const scratch = (i: number, count: number): Uint8Array => Uint8Array.from({ length: count }, (_, at) => i + at);
const scratchWords = (i: number): DataView => new DataView(scratch(i, 8).buffer);

function expectedArgument(
  { name, type }: InventoryCallback['parameters'][number],
  i: number,
  callback: string,
  args: readonly unknown[],
): unknown {
  switch (type) {
    case 'PCSTR':
    case 'PCWSTR':
      return name === 'ModuleName' ? `mod${String(i)}` : name === 'SymbolName' ? `sym${String(i)}` : file(i);
    case 'DWORD64':
      return base(i);
    case 'DWORD':
      if (name === 'nSize') return 16;
      if (name === 'DataType' || name === 'Attribute') return i;
      return name.endsWith('Size') ? 0x10 + i : base32(i);
    case 'HANDLE':
      if (name === 'FileHandle') return BigInt(0x200 + i * 4);
      if (name === 'hThread') return args[2];
      return callback === 'PSYM_ENUMPROCESSES_CALLBACK' ? BigInt(0x100 + i * 4) : BigInt(args[0] as bigint | number);
    case 'PVOID':
      if (name === 'lpBuffer') return scratch(i, 16);
      return contexts.includes(name) ? context : somewhere;
    case 'PVOID*':
      return BigUint64Array.of(BigInt.asUintN(pointerBits, scratchWords(i).getBigUint64(0, true)));
    case 'DWORD64*':
      return BigUint64Array.of(scratchWords(i).getBigUint64(0, true));
    case 'DWORD*':
      return Uint32Array.of(scratchWords(i).getUint32(0, true));
    case 'ULONG_PTR':
      return 16n;
    case 'ADDRESS*':
      return { Offset: base32(i), Segment: 0x23, Mode: 3 };
    case 'ADDRESS64*':
      return { Offset: base(i), Segment: 0x23, Mode: 3 };
    case 'SRCCODEINFO*':
    case 'SRCCODEINFOW*':
      return {
        Key: BigInt(0x700 + i),
        ModBase: base(i),
        Obj: `probe${String(i)}.obj`,
        FileName: file(i),
        LineNumber: 10 + i,
        Address: base(i) + BigInt(i),
      };
    case 'SOURCEFILE*':
    case 'SOURCEFILEW*':
      return { ModBase: base(i), FileName: file(i) };
    case 'SYMBOL_INFO*':
    case 'SYMBOL_INFOW*':
      return {
        SizeOfStruct: 88,
        TypeIndex: 1000 + i,
        Index: 2000 + i,
        Size: 0x10 + i,
        ModBase: base(i),
        Flags: 0x100 + i,
        Value: 0x8000_0000_0000_0000n + BigInt(i),
        Address: base(i) + 0x1000n + BigInt(i * 0x10),
        Register: 300 + i,
        Scope: 400 + i,
        Tag: 5,
        Name: `sym${String(i)}`,
      };
    default:
      throw new Error(`no expectation for a ${type}`);
  }
}

/** The expected members of a view, read while the callback runs. */
function seen(argument: unknown, expected: unknown): unknown {
  if (expected === somewhere) return typeof argument === 'bigint' && argument > 0n ? somewhere : argument;
  if (typeof expected !== 'object' || expected === null || ArrayBuffer.isView(expected)) return argument;
  const view = argument as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.keys(expected).map((member) => [member, view[member]]));
}

interface CallbackParameter {
  readonly declared: InventoryFunction;
  readonly position: number;
  readonly callback: InventoryCallback;
}

/** Every parameter for a callback that is called during the call, with the title of its test. */
const calledBack = boundFunctions
  .filter(({ name }) => !/Register|SetCheckUserInterrupt/.test(name))
  .flatMap((declared) =>
    abiOf(declared).parameters.flatMap((parameter, position): [string, CallbackParameter][] =>
      parameter.kind === 'callback'
        ? [[`${declared.name}: ${parameter.name}`, { declared, position, callback: callbackNamed(parameter.type) }]]
        : [],
    ),
  );

/** Correct arguments with this callback, and without the others. */
function argumentsWith({ declared, position }: CallbackParameter, callback: (...args: never[]) => unknown): unknown[] {
  const { parameters } = abiOf(declared);
  const contextName = parameters[position]!.context;
  return makeArguments(declared, probe).map(({ value }, at) => {
    const { name, kind } = parameters[at]!;
    if (at === position) return callback;
    if (kind === 'callback') return null;
    return name === 'hProcess' ? process : name === contextName ? context : value;
  });
}

describe.each(calledBack)('%s', (_title, taken) => {
  it.each(['synchronously', 'off the main thread'] as const)('gets the DLL’s values, called %s', async (way) => {
    const { declared, callback } = taken;
    const { parameters, name } = callback;
    const expected = (at: number, round: number): unknown => expectedArgument(parameters[at]!, round, name, args);
    const given: unknown[][] = [];
    const args: unknown[] = argumentsWith(taken, (...natives: readonly unknown[]): void => {
      const round = given.length;
      given.push(natives.map((native, at) => seen(native, expected(at, round))));
    });
    probe.callbacks(exportOf(declared), times, 'never');
    await ways[way](probe.dll, declared.name, args);
    expect(given).toEqual(
      Array.from({ length: times }, (_, round) => parameters.map((_parameter, at) => expected(at, round))),
    );
  });
});

interface Answers {
  /** The DLL's answer for undefined, and after an exception. */
  readonly nothing: bigint;
  readonly thrown: bigint;
}

/** The documentation of each: TRUE or FALSE continues, or it means that nothing was found. */
function answersOf(callback: string): Answers {
  if (/^PENUMDIRTREE|^PFIND_/.test(callback)) return { nothing: 0n, thrown: 1n };
  if (/^PSYM_ENUM|^PENUM|^PFINDFILEINPATH/.test(callback)) return { nothing: 1n, thrown: 0n };
  return { nothing: 0n, thrown: 0n };
}

const returnsAddress = ({ callback }: CallbackParameter): boolean => callback.returns !== 'BOOL';

describe.each(calledBack)('the answer of %s', (_title, taken) => {
  const { declared, callback } = taken;
  const { nothing, thrown } = answersOf(callback.name);
  const reached = exportOf(declared);

  /** The DLL's answers, one for each call. */
  async function answers(function_: () => unknown, way: keyof typeof ways = 'by itself'): Promise<bigint[]> {
    await ways[way](probe.dll, declared.name, argumentsWith(taken, function_));
    return probe.callbackRecords().map(({ result }) => result);
  }

  it('continues for undefined', async () => {
    probe.callbacks(reached, times, 'never');
    expect(await answers(() => undefined)).toEqual(Array(times).fill(nothing));
  });

  it('reaches the DLL unchanged', async () => {
    const given = returnsAddress(taken) ? [0x1234_5670n, 0n, 0x7fff_0000n] : [true, false, true];
    const expected = given.map(Number).map(BigInt);
    const left = [...given];
    probe.callbacks(reached, times, 'never');
    expect(await answers(() => left.shift())).toEqual(expected);
  });

  it('stops if it throws, and the call throws the same error', async () => {
    for (const way of wayNames) {
      probe.reset();
      probe.callbacks(reached, times, 'never');
      const error = new Error('from the callback');
      const called = jest.fn(() => {
        throw error;
      });
      await expect(answers(called, way)).rejects.toBe(error);
      expect(called).toHaveBeenCalledTimes(1);
      expect(probe.callbackRecords().map(({ result }) => result)).toEqual(Array(times).fill(thrown));
    }
  });

  if (nothing !== thrown) {
    it('ends the work without a failure, with any result of the DLL', async () => {
      for (const way of wayNames) {
        probe.reset();
        probe.callbacks(reached, times, thrown === 0n ? 'on zero' : 'on anything else');
        probe.fails(reached, 1223);
        await expect(answers(() => thrown === 1n, way)).resolves.toEqual([thrown]);
      }
    });

    it('does not hide an unrelated failure', async () => {
      probe.callbacks(reached, times, 'never');
      probe.fails(reached, 1223);
      await expect(answers(() => nothing === 1n)).rejects.toMatchObject({ win32Code: 1223 });
    });
  }
});

describe('memory that a callback writes to', () => {
  const writers = calledBack.filter(([, { callback }]) =>
    callback.parameters.some(({ name, type }) => name === 'lpBuffer' || /^(PVOID|DWORD64)\*$/.test(type)),
  );

  it.each(writers)('of %s arrives at the DLL', async (_title, taken) => {
    const { declared, callback } = taken;
    const at = callback.parameters.findIndex(({ name, type }) => name === 'lpBuffer' || type.endsWith('*'));
    const written = Uint8Array.from([0xa1, 0xb2, 0xc3, 0xd4, 0xe5, 0xf6, 0x17, 0x28]);
    for (const way of wayNames) {
      probe.reset();
      probe.callbacks(exportOf(declared), 1);
      const args = argumentsWith(taken, (...natives: unknown[]) => {
        const { buffer } = natives[at] as Uint8Array;
        new Uint8Array(buffer).set(written);
        return true;
      });
      await ways[way](probe.dll, declared.name, args);
      const [record] = probe.callbackRecords();
      // A pointer has 32 bits on ia32; other bytes of the DLL follow.
      const bytes = callback.parameters[at]!.type === 'PVOID*' ? pointerBits / 8 : 8;
      expect(record!.written.subarray(0, bytes)).toEqual(Buffer.from(written.subarray(0, bytes)));
    }
  });

  it.each(writers)('of %s stays unchanged if the callback throws', async (_title, taken) => {
    const { declared, callback } = taken;
    const at = callback.parameters.findIndex(({ name, type }) => name === 'lpBuffer' || type.endsWith('*'));
    probe.callbacks(exportOf(declared), 1);
    const args = argumentsWith(taken, (...natives: unknown[]) => {
      new Uint8Array((natives[at] as Uint8Array).buffer).fill(0xee);
      throw new Error('from the callback');
    });
    await expect(ways['by itself'](probe.dll, declared.name, args)).rejects.toThrow('from the callback');
    expect(probe.callbackRecords()[0]!.written).toEqual(Buffer.from(scratch(0, 8)));
  });
});

describe('a routine that is one of DbgHelp’s own', () => {
  const routines = calledBack.filter(([, { declared, position }]) => isRoutine(abiOf(declared).parameters[position]!));

  it.each(routines)('is accepted by its address: %s', async (_title, taken) => {
    const { declared, position } = taken;
    const address = probe.dll.addressOf('SymGetModuleBase64');
    for (const way of wayNames) {
      probe.reset();
      const args = argumentsWith(taken, () => undefined);
      args[position] = address;
      await ways[way](probe.dll, declared.name, args);
      const record = probe.records().find(({ name }) => name === exportOf(declared))!;
      expect(record.arguments[position]).toBe(address);
    }
  });
});

describe('a handle that is lost because a callback threw', () => {
  const finding = calledBack.filter(([, { declared }]) => abiOf(declared).returns === 'HANDLE');

  it.each(finding)('is closed: %s', async (_title, taken) => {
    const { declared } = taken;
    const other = await probe.dll.FindExecutableImage('a.exe', 'C:\\', AnsiString.alloc(261));
    probe.callbacks(exportOf(declared), 1);
    probe.returns(exportOf(declared), BigInt.asUintN(pointerBits, other));
    const args = argumentsWith(taken, () => {
      throw new Error('from the callback');
    });
    await expect(ways['by itself'](probe.dll, declared.name, args)).rejects.toThrow('from the callback');
    expect(() => {
      closeHandle(other);
    }).toThrow(expect.objectContaining({ code: 'DBGHELP_INVALID_HANDLE', api: 'CloseHandle' }) as Error);
  });
});

describe('the callback of MiniDumpWriteDump', () => {
  const dump = (
    way: keyof typeof ways,
    callback: MINIDUMP_CALLBACK_ROUTINE | MINIDUMP_CALLBACK_INFORMATION | null,
  ): Promise<unknown> => ways[way](probe.dll, 'MiniDumpWriteDump', [process, 1234, 5, 0, null, null, callback]);
  /** The probe's questions, in this order. */
  const questions = [4, 3, 0, 1, 6, 5];

  beforeEach(() => {
    probe.callbacks('MiniDumpWriteDump', questions.length, 'never');
  });

  it.each(wayNames)('is a function that answers the DLL’s questions, called %s', async (way) => {
    const seen: unknown[] = [];
    await dump(way, (input, output) => {
      const { CallbackType, ProcessId, ProcessHandle } = input;
      const about = CallbackType === 0 ? input.Module.FullPath : undefined;
      seen.push({ CallbackType, ProcessId, ProcessHandle, about, before: output.ModuleWriteFlags });
      output.ModuleWriteFlags = 0x1000 + seen.length;
      return CallbackType !== 3;
    });
    expect(seen).toEqual(
      questions.map((CallbackType) => ({
        CallbackType,
        ProcessId: 1234,
        ProcessHandle: process,
        about: CallbackType === 0 ? 'C:\\probe\\mod2.dll' : undefined,
        before: 0x7f,
      })),
    );
    const records = probe.callbackRecords();
    expect(records.map(({ written }) => written.readUInt32LE(0))).toEqual(questions.map((_, at) => 0x1001 + at));
    expect(records.map(({ result }) => result)).toEqual([1n, 0n, 1n, 1n, 1n, 1n]);
  });

  it('means by undefined the contents of a dump without a callback: modules and threads, and no more', async () => {
    await dump('by itself', () => undefined);
    expect(probe.callbackRecords().map(({ result }) => result)).toEqual([1n, 1n, 1n, 1n, 0n, 0n]);
  });

  it.each(wayNames)(
    'that throws answers no from then on, and the call throws the same error, called %s',
    async (way) => {
      const error = new Error('from the callback');
      const callback = jest.fn(() => {
        throw error;
      });
      await expect(dump(way, callback)).rejects.toBe(error);
      expect(callback).toHaveBeenCalledTimes(1);
      expect(probe.callbackRecords().map(({ result }) => result)).toEqual(Array(questions.length).fill(0n));
    },
  );

  it('is registered only for its call', async () => {
    const before = probe.koffi.stats().callbacks;
    let during = 0;
    for (const way of wayNames) {
      await dump(way, () => {
        during = probe.koffi.stats().callbacks;
      });
      expect(during).toBe(before + 1);
      await dump(way, () => {
        throw new Error('from the callback');
      }).catch(() => undefined);
    }
    probe.fails('MiniDumpWriteDump', 0x8007_0005);
    await expect(dump('by itself', () => true)).rejects.toMatchObject({ code: 'DBGHELP_ACCESS_DENIED' });
    expect(probe.koffi.stats().callbacks).toBe(before);
  });

  it('arrives in a structure of two pointers, as in C', async () => {
    probe.callbacks('MiniDumpWriteDump', 0);
    await dump('by itself', () => true);
    const structure = probe.records().at(-1)!.copies.get(6)!;
    expect(structure).toHaveLength(pointerBits / 4);
    expect(structure.subarray(0, pointerBits / 8).some((byte) => byte !== 0)).toBe(true);
    expect(structure.subarray(pointerBits / 8).every((byte) => byte === 0)).toBe(true);
  });

  it('may be a native function, in the caller’s structure', async () => {
    probe.callbacks('MiniDumpWriteDump', 0);
    const information = MINIDUMP_CALLBACK_INFORMATION.alloc();
    information.CallbackRoutine = 0x1234_5678n;
    information.CallbackParam = 0x7654_3210n;
    await dump('by itself', information);
    expect(probe.records().at(-1)!.copies.get(6)).toEqual(Buffer.from(information.bytes));
  });
});
