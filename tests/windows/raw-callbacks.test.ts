import { abiOf, boundFunctions, callbackNamed, type InventoryCallback, exportOf } from './inventory';
import { makeArguments } from './inventory-arguments';
import { loadProbe, pointerBits, type Probe } from './probe';
import { ways } from './ways';

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

/** What the probe gives in round `i`: see "What callbacks get" in its README. */
const base = (i: number): bigint => (i === 1 ? 0xffff_f800_1234_0000n : 0x1000_0000n + BigInt(i) * 0x1_0000n);
const base32 = (i: number): bigint => (i === 1 ? 0xf234_0000n : base(i));
const file = (i: number): string => `C:\\probe\\file${String(i)}.c`;

/** A member that only tells that something is there. */
const somewhere: unique symbol = Symbol('an address of the probe’s own');

function expectedArgument({ name, type }: InventoryCallback['parameters'][number], i: number): unknown {
  switch (type) {
    case 'PCSTR':
    case 'PCWSTR':
      return name === 'ModuleName' ? `mod${String(i)}` : name === 'SymbolName' ? `sym${String(i)}` : file(i);
    case 'DWORD64':
      return base(i);
    case 'DWORD':
      return name.endsWith('Size') ? 0x10 + i : base32(i);
    case 'HANDLE':
      return process;
    case 'PVOID':
      return name === 'UserContext' ? context : somewhere;
    case 'ULONG_PTR':
      return 16n;
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

/** Of a view, the members that are expected; read while the callback runs. */
function seen(argument: unknown, expected: unknown): unknown {
  if (expected === somewhere) return typeof argument === 'bigint' && argument > 0n ? somewhere : argument;
  if (typeof expected !== 'object' || expected === null) return argument;
  const view = argument as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.keys(expected).map((member) => [member, view[member]]));
}

const enumerating = boundFunctions.filter(
  ({ name, parameters }) =>
    parameters.some(({ kind }) => kind === 'callback') && !/Register|SetCheckUserInterrupt|StackWalk/.test(name),
);

describe.each(enumerating.map((declared) => [declared.name, declared] as const))('%s', (name, declared) => {
  it.each(['synchronously', 'off the main thread'] as const)(
    'hands its callback what the DLL says, called %s',
    async (way) => {
      const abi = abiOf(declared);
      const position = abi.parameters.findIndex(({ kind }) => kind === 'callback');
      const { parameters } = callbackNamed(abi.parameters[position]!.type);
      const given: unknown[][] = [];
      const callback = (...args: readonly unknown[]): void => {
        const round = given.length;
        given.push(args.map((argument, at) => seen(argument, expectedArgument(parameters[at]!, round))));
      };
      const args = makeArguments(declared, probe).map(({ value }, at) => {
        if (at === position) return callback;
        const { name: parameter } = abi.parameters[at]!;
        return parameter === 'hProcess' ? process : parameter === 'UserContext' ? context : value;
      });
      probe.callbacks(exportOf(declared), times);
      await ways[way](probe.dll, name, args);
      expect(given).toEqual(
        Array.from({ length: times }, (_, round) => parameters.map((parameter) => expectedArgument(parameter, round))),
      );
    },
  );
});
