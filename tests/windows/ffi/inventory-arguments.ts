import * as dbghelpPackage from '../../../lib';
import { AnsiString, WideString, type StructClass } from '../../../lib';
import {
  abiOf,
  exportOf,
  form64Of,
  here,
  offsetOf,
  pointerTakes,
  type InventoryFunction,
  type Parameter,
} from './inventory';
import { pointerBits, type Probe } from '../probe';

/** Distinct arguments for any function of the inventory, with their expected results. */

/** A structure's view, with the members of all classes. */
interface AnyView {
  readonly bytes: Uint8Array;
  readonly [member: string]: unknown;
}
type AnyStructClass = StructClass<AnyView & { toJSON(): Record<string, unknown> }>;

/** An argument, and its expected result. */
export interface Made {
  readonly value: unknown;
  /** The word in the argument list; absent for an address that the test does not know. */
  readonly word?: bigint;
  /** The bytes that the DLL must find at the address. */
  readonly copy?: Uint8Array;
  /** Checks the effect of the DLL's answer. */
  readonly answered?: (index: number) => void;
}

const elements = 6;
const room = 40;
/** The size if the DLL gets no length: MAX_PATH and one more. */
const pathRoom = 261;
const unwindBytes = 20;
const nameRoom = 50;
const most = 288;
/** Structures that fills leave out: they are full of the caller's own pointers. */
const leftAlone = ['IMAGEHLP_GET_TYPE_INFO_PARAMS'];
/** The text to which the probe's own pointers point. */
export const pointerText = 'probe';

function structClass(name: string): AnyStructClass {
  const found = (dbghelpPackage as unknown as Record<string, AnyStructClass | undefined>)[name];
  if (!found) throw new Error(`no structure ${name} is exported`);
  return found;
}

/** The bytes that the probe writes: see "What a fill writes" in its README. */
const pattern = (count: number, index: number): Uint8Array =>
  Uint8Array.from({ length: count }, (_, at) => (at * 7 + index) & 0xff);

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Values that tell how much memory another argument needs: TI_GET_LENGTH, and AMD64. */
const meaningful: Readonly<Record<string, number>> = { GetType: 2, MachineType: 0x8664 };

/** Numbers that differ between arguments, with the top bit set. */
function valueFor({ name, type, size }: Parameter, position: number, { parameters }: InventoryFunction): Made {
  const measured = parameters.find(({ length }) => length === name);
  const length = measured && (measured.kind === 'text' ? room : measured.kind === 'bytes' ? 20 : elements);
  if (name in meaningful) return { value: meaningful[name], word: BigInt(meaningful[name]!) };
  switch (type) {
    case 'BOOL':
    case 'BOOLEAN': {
      const value = position % 2 === 0;
      return { value, word: value ? 1n : 0n };
    }
    case 'DWORD64': {
      const value = 0xffff_f800_1234_0000n + BigInt(position);
      return { value, word: value };
    }
    case 'ULONG_PTR': {
      const value = length === undefined ? topBitSet(here(size) * 8) + BigInt(position) : BigInt(length);
      return { value, word: value };
    }
    case 'WORD': {
      const value = 0xf200 + position;
      return { value, word: BigInt(value) };
    }
    default: {
      if (here(size) !== 4) throw new Error(`no way to make a ${type}`);
      const value = length ?? 0xf234_0000 + position;
      return { value, word: BigInt(value) };
    }
  }
}

/** Shows whether all bits arrive, and none is treated as a sign. */
export const topBitSet = (bits: number): bigint =>
  BigInt.asUintN(bits, 0xf1e2_d3c4_b5a6_9700n) | (1n << BigInt(bits - 1));

function textFor(name: string, position: number, wide: boolean): Made {
  const value = wide ? `${name} ✓ 𝔘 ${String(position)}` : `${name} ${String(position)}`;
  return { value, copy: Buffer.from(`${value}\0`, wide ? 'utf16le' : 'latin1') };
}

/** For both forms of a function, the array has the elements of the 64-bit one. */
function scalarFor({ target, direction }: Parameter, { type }: Parameter): Made {
  const written = here(target!);
  if (type === 'GUID*') {
    const value = dbghelpPackage.GUID.alloc();
    return {
      value,
      answered: (index) => {
        expect(value.bytes).toEqual(pattern(written, index));
      },
    };
  }
  const types = { 'DWORD*': Uint32Array, 'LONG*': Int32Array, 'DWORD64*': BigUint64Array };
  if (!(type in types)) throw new Error(`no way to make a ${type}`);
  const value = new types[type as keyof typeof types](1);
  if (direction === 'inout') bytesOf(value)[0] = unwindBytes;
  return {
    value,
    ...(direction === 'inout' && { copy: bytesOf(value).slice(0, written) }),
    answered: (index) => {
      const bytes = bytesOf(value);
      expect(bytes.subarray(0, written)).toEqual(pattern(written, index));
      expect(bytes.subarray(written).every((byte) => byte === 0)).toBe(true);
    },
  };
}

function arrayFor({ unit }: Parameter): Made {
  const value = unit === 8 ? new BigUint64Array(elements) : new Uint8Array(elements);
  return {
    value,
    answered: (index) => {
      expect(bytesOf(value)).toEqual(pattern(value.byteLength, index));
    },
  };
}

function bytesFor(): Made {
  const value = Uint8Array.from({ length: 64 }, (_, at) => 255 - at).subarray(9, 29);
  return { value, copy: value };
}

function bufferFor({ unit, length }: Parameter, name: string): Made {
  const capacity = length === undefined ? pathRoom : room;
  const value = unit === 1 ? AnsiString.alloc(capacity) : WideString.alloc(capacity);
  return {
    value,
    answered: () => {
      expect(value.toString()).toBe(`probe:${name}`.slice(0, capacity - 1));
    },
  };
}

function pointerFor(parameter: Parameter, position: number): Made {
  if (pointerTakes(parameter) === 'memory') return { value: new Uint8Array(unwindBytes) };
  const value = topBitSet(pointerBits) + BigInt(position * 16);
  return { value, word: value };
}

/** Receives an address, or holds one that the DLL only reads. */
function pointerScalarFor({ direction }: Parameter, probe: Probe): Made {
  const value = new BigUint64Array(1);
  if (direction === 'in') {
    value[0] = topBitSet(pointerBits);
    const copy = bytesOf(value).slice(0, pointerBits / 8);
    return {
      value,
      copy,
      answered: () => {
        expect(value[0]).toBe(topBitSet(pointerBits));
      },
    };
  }
  return {
    value,
    answered: () => {
      expect(value[0]).toBe(probe.arena());
    },
  };
}

/** For the question in `meaningful`. */
function typeInfoFor(): Made {
  const value = new BigUint64Array(1);
  return {
    value,
    answered: (index) => {
      expect(bytesOf(value)).toEqual(pattern(8, index));
    },
  };
}

function structFor(parameter: Parameter, abi: Parameter, name: string): Made {
  const struct = parameter.struct!;
  const target = here(abi.target!);
  const [capacity, length, text, line] = ['MaxNameLen', 'NameLen', 'Name', 'FileName'].map((member) =>
    offsetOf(abi.struct!, member),
  );
  const oldCapacity = offsetOf(abi.struct!, 'MaxNameLength');
  const named = text !== undefined && (capacity ?? oldCapacity) !== undefined;
  const view = structClass(struct).alloc(named ? nameRoom : undefined);
  const { bytes } = view;
  const kept = bytes.slice();
  for (let at = abi.sizeField === undefined ? 0 : 4; at < target; at++) bytes[at] = (at * 31 + 1) & 0xff;
  const keptMembers = [capacity, oldCapacity].filter((offset) => offset !== undefined);
  // Nonzero members of a new view are sizes, which are checked.
  for (let at = 0; at + 4 <= target; at += 4) {
    const size = kept.subarray(at, at + 4);
    if (size.some((byte) => byte !== 0)) bytes.set(size, at);
  }
  return {
    value: view,
    copy: bytes.slice(0, Math.min(target, most)),
    answered: (index) => {
      if (parameter.direction === 'in' || leftAlone.includes(struct)) return;
      const expected = pattern(named ? text : target, index);
      if (abi.sizeField !== undefined) expected.set(kept.subarray(0, 4));
      for (const offset of keptMembers) expected.set(kept.subarray(offset, offset + 4), offset);
      const said = `probe:${name}`;
      if (named && length !== undefined) new DataView(expected.buffer).setUint32(length, said.length, true);
      if (named) expect(view['Name']).toBe(said.slice(0, nameRoom - 1));
      const pointed = !named && line !== undefined;
      if (pointed) {
        expect(view['FileName']).toBe(pointerText);
        expected.set(bytes.subarray(line, line + pointerBits / 8), line);
      }
      expect(bytes.subarray(0, expected.length)).toEqual(expected);
    },
  };
}

function make(declared: InventoryFunction, abi: InventoryFunction, position: number, probe: Probe): Made {
  const parameter = declared.parameters[position]!;
  const effective = abi.parameters[position]!;
  switch (parameter.kind) {
    case 'value':
      return valueFor(effective, position, abi);
    case 'handle': {
      const value = -0x1001n - BigInt(position * 16);
      return { value, word: BigInt.asUintN(pointerBits, value) };
    }
    case 'pointer':
      return pointerFor(parameter, position);
    case 'string':
      return textFor(abi.name, position, false);
    case 'wideString':
      return textFor(abi.name, position, true);
    case 'text':
      return bufferFor(parameter, exportOf(declared));
    case 'bytes':
      return bytesFor();
    case 'array':
      return arrayFor(parameter);
    case 'scalar':
      return scalarFor(effective, form64Of(declared).parameters[position]!);
    case 'pointerScalar':
      return pointerScalarFor(parameter, probe);
    case 'struct':
      return structFor(parameter, effective, exportOf(declared));
    case 'callback':
      return { value: () => undefined };
    case 'typeInfo':
      return typeInfoFor();
  }
}

/** One argument for each parameter. */
export function makeArguments(declared: InventoryFunction, probe: Probe): Made[] {
  const abi = abiOf(declared);
  return abi.parameters.map((_, position) => make(declared, abi, position, probe));
}
