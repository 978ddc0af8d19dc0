import { abiOf, boundFunctions, type InventoryFunction, exportOf } from './inventory';
import { makeArguments, pointerText, topBitSet, type Made } from './inventory-arguments';
import { loadProbe, pointerBits, type CallRecord, type Probe } from '../probe';
import { wayNames, ways } from '../ways';

let probe: Probe;

beforeAll(async () => {
  probe = await loadProbe();
});

/** DWORDs that are addresses, and therefore bigints. */
const addresses: readonly string[] = ['SymGetModuleBase', 'SymLoadModule'];

/** The value that the DLL is made to return, if possible, and its form in JavaScript. */
function resultOf({ name, returns }: InventoryFunction): { forced?: bigint; expected: unknown } {
  switch (returns) {
    case 'void':
      return { expected: undefined };
    case 'BOOL':
      return { forced: 0x8000_0000n, expected: true };
    case 'DWORD':
      return { forced: 0xfedc_ba98n, expected: addresses.includes(name) ? 0xfedc_ba98n : 0xfedc_ba98 };
    // S_FALSE, which is no failure.
    case 'HRESULT':
      return { forced: 1n, expected: 1 };
    case 'DWORD64':
      return { forced: 0xffff_f800_1234_5678n, expected: 0xffff_f800_1234_5678n };
    case 'PVOID':
      return { forced: topBitSet(pointerBits), expected: topBitSet(pointerBits) };
    case 'HANDLE': {
      const forced = topBitSet(pointerBits);
      return { forced, expected: BigInt.asIntN(pointerBits, forced) };
    }
    case 'PSTR':
    case 'PWSTR':
    case 'PCSTR':
    case 'PCWSTR':
      return { expected: pointerText };
    case 'API_VERSION*':
      return { expected: { MajorVersion: 4, MinorVersion: 0, Revision: 5, Reserved: 0 } };
    // The bytes of the probe's arena.
    case 'IMAGE_NT_HEADERS64*':
      return { expected: expect.objectContaining({ Signature: 0x4342_4140 }) as unknown };
    case 'IMAGE_SECTION_HEADER*':
      return { expected: expect.objectContaining({ SizeOfRawData: 0x5352_5150 }) as unknown };
    case 'IMAGE_DEBUG_INFORMATION*':
      return { expected: expect.objectContaining({ ImageBase: '0xf2340003', SizeOfImage: 0x5000 }) as unknown };
    default:
      throw new Error(`no way to check a result of type ${returns}`);
  }
}

const plain = (result: unknown): unknown =>
  typeof result === 'object' && result !== null ? (result as { toJSON(): unknown }).toJSON() : result;

function expectArguments(record: CallRecord, made: readonly Made[]): void {
  expect(record.arguments).toHaveLength(made.length);
  made.forEach(({ word, copy }, position) => {
    const seen = record.arguments[position]!;
    if (word === undefined) expect(seen).toBeGreaterThan(0n);
    else expect(seen).toBe(word);
    expect(record.copies.get(position)).toEqual(copy && Buffer.from(copy));
  });
}

it('the inventory has every function that the package binds', () => {
  const functions = Object.getPrototypeOf(Object.getPrototypeOf(probe.dll)) as object;
  const bound = Object.getOwnPropertyNames(functions).filter((name) => /^[A-Z]/.test(name));
  const thirtyTwoBitOnly = pointerBits === 64 ? ['MapDebugInformation', 'UnmapDebugInformation'] : [];
  expect([...boundFunctions.map(({ name }) => name), ...thirtyTwoBitOnly].sort()).toEqual(bound.sort());
  expect(bound).toHaveLength(221);
});

describe.each(boundFunctions.map((declared) => [declared.name, declared] as const))('%s', (name, declared) => {
  const abi = abiOf(declared);
  const reached = exportOf(declared);

  it.each(wayNames)('called %s passes its arguments, and returns the DLL’s answer', async (way) => {
    const { forced, expected } = resultOf(abi);
    probe.reset();
    probe.fill(reached);
    if (forced !== undefined) probe.returns(reached, forced);
    const made = makeArguments(declared, probe);
    const result = await ways[way](
      probe.dll,
      name,
      made.map(({ value }) => value),
    );
    const records = probe.records().filter((record) => record.name === reached);
    // The gate itself may have read or set the option word before.
    const record = records.at(-1)!;
    expectArguments(record, made);
    expect(plain(result)).toEqual(expected);
    for (const { answered } of made) answered?.(probe.index(reached));
  });
});
