import { types } from 'node:util';
import * as dbghelpPackage from '../../../lib';
import { AnsiString, WideString, type StructClass } from '../../../lib';
import {
  abiOf,
  form64Of,
  here,
  isRoutine,
  offsetOf,
  pointerTakes,
  takesTextBuffers,
  type InventoryFunction,
  type Parameter,
} from './inventory';
import { makeArguments } from './inventory-arguments';
import type { Probe } from '../probe';
import type { Random } from '../random';

/** Calls of any function of the inventory with exactly one bad argument. */

export interface BadCall {
  readonly args: readonly unknown[];
  /** How the arguments were changed, for the report of a failure. */
  readonly broken: string;
  readonly refusal: typeof TypeError | typeof RangeError;
  /** What the message must contain. */
  readonly says: string;
}

interface AnyView {
  readonly bytes: Uint8Array;
  toJSON(): Record<string, unknown>;
}

const structClasses = Object.values(dbghelpPackage as Record<string, unknown>).filter(
  (value): value is StructClass<AnyView> => typeof value === 'object' && value !== null && 'structName' in value,
);

/** An object that must not be converted to a number or a string. */
const unconvertible = (): object => {
  const refuse = (): never => {
    throw new Error('the package converted an argument');
  };
  return { [Symbol.toPrimitive]: refuse, valueOf: refuse, toString: refuse };
};

/** Values of every type that a caller may have. */
const anything: readonly ((random: Random) => unknown)[] = [
  (random) => random.below(2) === 1,
  (random) => random.below(2 ** 32),
  (random) => random.bigint(63),
  (random) => random.text(),
  (random) => new String(random.text()),
  (random) => new Number(random.below(100)),
  () => Symbol.iterator,
  () => ({}),
  () => [],
  (random) => [random.bigint(20)],
  () => new Date(0),
  () => /x/,
  () => new Map(),
  () => new Error('an argument'),
  () => Promise.resolve(true),
  () => Object.create(null) as object,
  unconvertible,
  () => () => undefined,
  () => Map,
  (random) => Buffer.alloc(random.below(4096)),
  (random) => new ArrayBuffer(random.below(4096)),
  (random) => new SharedArrayBuffer(random.below(64)),
  (random) => new DataView(new ArrayBuffer(1 + random.below(64))),
  (random) => new (random.pick([Int8Array, Uint8ClampedArray, Uint16Array, Float64Array]))(1 + random.below(600)),
  (random) => new (random.pick([Uint8Array, Uint32Array, Int32Array]))(1 + random.below(600)),
  (random) => new (random.pick([BigUint64Array, BigInt64Array]))(1 + random.below(600)),
  (random) => random.pick([WideString, AnsiString]).alloc(1 + random.below(600)),
  (random) => random.pick(structClasses).alloc(),
  (random) => random.pick(structClasses).alloc().toJSON(),
  (random) => ({ bytes: new Uint8Array(random.below(4096)) }),
];

const unitOf = (value: unknown): unknown => (value as { unit?: unknown } | null)?.unit;
const constructorOf = (value: unknown): unknown => (value as object | null)?.constructor;

/** Whether a parameter accepts the type of a value, independent of the value. */
function isTaken(value: unknown, good: unknown, declared: InventoryFunction, position: number): boolean {
  const parameter = abiOf(declared).parameters[position]!;
  const form64 = form64Of(declared).parameters[position]!;
  const { kind, type } = parameter;
  switch (kind) {
    case 'value':
      if (type === 'BOOL' || type === 'BOOLEAN') return typeof value === 'boolean';
      if (type === 'DWORD64' || type === 'ULONG_PTR' || form64.type === 'DWORD64') return isInteger(value);
      return typeof value === 'number';
    case 'handle':
      return isInteger(value);
    case 'pointer': {
      const takes = pointerTakes(parameter);
      return (takes !== 'memory' && isInteger(value)) || (takes !== 'addresses' && isMemory(value));
    }
    case 'string':
    case 'wideString':
      return typeof value === 'string' || (takesTextBuffers(declared) && unitOf(value) === (kind === 'string' ? 1 : 2));
    case 'text':
      return constructorOf(value) === constructorOf(good) && unitOf(value) === unitOf(good);
    case 'callback':
      return typeof value === 'function' || (isRoutine(parameter) && isInteger(value));
    case 'typeInfo':
      return isMemory(value);
    case 'struct':
      // A function instead of its structure, and headers of the other width.
      if (parameter.struct === 'MINIDUMP_CALLBACK_INFORMATION' && typeof value === 'function') return true;
      if (viewName(good) === 'IMAGE_NT_HEADERS64' && viewName(value) === 'IMAGE_NT_HEADERS32') return true;
      return constructorOf(value) === constructorOf(good);
    case 'bytes':
    case 'array':
    case 'scalar':
    case 'pointerScalar':
      return (
        constructorOf(value) === constructorOf(good) || (good instanceof Uint8Array && value instanceof Uint8Array)
      );
  }
}

const isInteger = (value: unknown): boolean => typeof value === 'number' || typeof value === 'bigint';
const isMemory = (value: unknown): boolean =>
  types.isTypedArray(value) || structClasses.some(({ structName }) => viewName(value) === structName);
const viewName = (value: unknown): unknown => (constructorOf(value) as { name?: string } | undefined)?.name;

type Outside = (random: Random) => unknown;

const noNumbers: readonly Outside[] = [
  (random) => random.below(1000) + 0.5,
  (random) => random.pick([Number.NaN, Infinity, -Infinity]),
  (random) => random.pick([2, -2]) ** 53 * (1 + random.below(8)),
];

const noAddresses = (bits: number): readonly Outside[] => [
  ...noNumbers,
  (random) => -1 - random.below(1000),
  (random) => -1n - random.bigint(70),
  (random) => 2n ** BigInt(bits) + random.bigint(70),
];

const noHandles = (bits: number): readonly Outside[] => [
  ...noNumbers,
  (random) => 2n ** BigInt(bits) + random.bigint(70),
  (random) => -(2n ** BigInt(bits - 1)) - 1n - random.bigint(70),
];

const noDwords: readonly Outside[] = [
  ...noNumbers,
  (random) => -1 - 2 ** 31 - random.below(2 ** 31),
  (random) => 2 ** 32 + random.below(1000),
];

const withNul: Outside = (random) => `${random.text()}\0${random.text()}`;

/** Memory that is gone after its transfer to a worker or another context. */
function detached<T extends ArrayBufferView>(array: T): T {
  structuredClone(array.buffer, { transfer: [array.buffer as ArrayBuffer] });
  return array;
}

/** Views that tell the DLL sizes that they do not have. */
function lyingViews(good: AnyView, { struct, sizeField }: Parameter): readonly Outside[] {
  const { bytes } = good;
  const told = (offset: number, room: number): Outside => {
    return (random) => {
      const data = new DataView(bytes.buffer, bytes.byteOffset);
      data.setUint32(offset, Math.min(room + 1 + random.below(2 ** random.below(32)), 2 ** 32 - 1), true);
      return good;
    };
  };
  const lies: Outside[] = [() => (detached(bytes), good)];
  const size = sizeField === undefined ? undefined : offsetOf(struct!, sizeField);
  if (size !== undefined) lies.push(told(size, bytes.length));
  const capacity = offsetOf(struct!, 'MaxNameLen') ?? offsetOf(struct!, 'MaxNameLength');
  const text = offsetOf(struct!, 'Name');
  // A character has at least one byte: this is too much for either width.
  if (capacity !== undefined && text !== undefined) lies.push(told(capacity, bytes.length - text));
  return lies;
}

/** Values of the right type that a parameter still cannot accept. */
function outside(parameter: Parameter, form64: Parameter, good: unknown): readonly Outside[] {
  const { kind, type, size, length } = parameter;
  const bits = here(size) * 8;
  switch (kind) {
    case 'handle':
      return noHandles(bits);
    case 'pointer':
      if (pointerTakes(parameter) !== 'memory') return noHandles(bits);
      return [(random) => new Uint8Array(random.below(roomOf(good))), () => detached(good as Uint8Array)];
    case 'value':
      if (type === 'BOOL' || type === 'BOOLEAN') return [];
      if (type === 'DWORD64' || type === 'ULONG_PTR' || form64.type === 'DWORD64') return noAddresses(bits);
      return noDwords;
    case 'string':
    case 'wideString':
      return [withNul];
    case 'text':
      return [
        (random) => (unitOf(good) === 1 ? AnsiString : WideString).alloc(1 + random.below(roomOf(good) - 1)),
        () => (detached((good as AnyView).bytes), good),
      ];
    case 'bytes':
    case 'array':
      if (length === undefined) return [];
      return [(random) => sameArray(good, random.below(roomOf(good))), () => detached(good as Uint8Array)];
    case 'scalar':
    case 'pointerScalar':
      return ArrayBuffer.isView(good) ? [() => sameArray(good, 0), () => detached(good as Uint8Array)] : [];
    case 'struct':
      return lyingViews(good as AnyView, parameter);
    case 'callback':
      return isRoutine(parameter) ? noAddresses(bits) : [];
    case 'typeInfo':
      return [(random) => new Uint8Array(random.below(8)), () => detached(good as BigUint64Array)];
  }
}

/** The number of elements that fit into a buffer or an array. */
const roomOf = (good: unknown): number =>
  (good as { capacity?: number }).capacity ?? (good as { length: number }).length;

const sameArray = (good: unknown, length: number): unknown =>
  new (good as { constructor: new (length: number) => unknown }).constructor(length);

/** A correct call of a function, with one argument broken, missing or too many. */
export function makeBadCall(declared: InventoryFunction, probe: Probe, random: Random): BadCall {
  const { name } = declared;
  const { parameters } = abiOf(declared);
  const args = makeArguments(declared, probe).map(({ value }) => value);
  if (parameters.length === 0 || random.below(20) === 0) {
    const missing = parameters.length > 0 && random.below(2) === 0;
    if (missing) args.splice(random.below(args.length), 1);
    else args.splice(random.below(args.length + 1), 0, random.pick(anything)(random));
    const broken = missing ? 'one argument less' : 'one argument more';
    return { args, broken, refusal: TypeError, says: `dbghelp.${name} takes ${String(parameters.length)} arguments` };
  }
  const position = random.below(parameters.length);
  const parameter = parameters[position]!;
  const good = args[position];
  const measured = parameters.find(({ length }) => length === parameter.name);
  if (measured && random.below(2) === 0) {
    args[position] = typeof good === 'bigint' ? good + 1n + random.bigint(16) : Number(good) + 1 + random.below(1000);
    const broken = `\`${parameter.name}\` tells of more room than there is`;
    return { args, broken, refusal: RangeError, says: `dbghelp.${name}: \`${measured.name}\`` };
  }
  const form64 = form64Of(declared).parameters[position]!;
  const beyond = outside(parameter, form64, good);
  const wrongSort = beyond.length === 0 || random.below(2) === 0;
  if (wrongSort) {
    do args[position] = random.pick(anything)(random);
    while (isTaken(args[position], good, declared, position));
  } else {
    args[position] = random.pick(beyond)(random);
  }
  return {
    args,
    broken: `\`${parameter.name}\` is ${describeValue(args[position])}`,
    refusal: wrongSort ? TypeError : RangeError,
    says: `dbghelp.${name}: \`${parameter.name}\``,
  };
}

function describeValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  return `a ${String((constructorOf(value) as { name?: string } | undefined)?.name)}`;
}
