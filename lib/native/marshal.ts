import { types } from 'node:util';
import { stringToAnsi } from './ansi';
import { checkBoolean, checkHandle, checkInteger, checkText, checkUnsigned, outOfRange, wrongType } from './checks';
import { structures } from './abi/structures';
import type { StructDefinition } from './layout';
import { readString } from './memory';
import type { ParamKind, ParamOptions, ReturnKind, ScalarKind } from './prototype';
import { pointerBits } from './pointer-size';
import { checkSizes, isViewOf, viewAt } from './struct';
import { TextBuffer } from './text-buffers';

/** How a value of each kind crosses the boundary, in both directions. */

/** Names the parameter in errors; made only when there is one. */
export type Describe = () => string;

export interface Incoming {
  /** koffi's type. */
  readonly type: string;
  /** Checks an argument and gives what koffi takes. */
  convert(value: unknown, describe: Describe): unknown;
  /** Elements that fit into an argument that the DLL fills. */
  capacity?(value: unknown): number;
}

const uint32 = 0xffff_ffff;

const scalars: Record<ScalarKind, Incoming> = {
  HANDLE: { type: 'intptr_t', convert: (value, label) => checkHandle(value, pointerBits, label) },
  BOOL: { type: 'int32_t', convert: (value, label) => (checkBoolean(value, label) ? 1 : 0) },
  DWORD: { type: 'uint32_t', convert: (value, label) => checkInteger(value, 0, uint32, label) },
  LONG: { type: 'int32_t', convert: (value, label) => checkInteger(value, -0x8000_0000, 0x7fff_ffff, label) },
  DWORD64: { type: 'uint64_t', convert: (value, label) => checkUnsigned(value, 64, label) },
  ULONG_PTR: { type: 'uintptr_t', convert: (value, label) => checkUnsigned(value, pointerBits, label) },
  ADDRESS: { type: 'uint64_t', convert: (value, label) => checkUnsigned(value, 64, label) },
  ADDRESS32: { type: 'uint32_t', convert: (value, label) => Number(checkUnsigned(value, 32, label)) },
  PVOID: {
    type: 'uintptr_t',
    convert: (value, label) => BigInt.asUintN(pointerBits, checkHandle(value, pointerBits, label)),
  },
};

interface TypedArray {
  readonly buffer: ArrayBufferLike;
  readonly length: number;
  [index: number]: number | bigint;
}

function typedArray(name: string, is: (value: unknown) => boolean, clear = false): Incoming {
  return {
    type: 'void *',
    convert(value, label) {
      if (!is(value)) throw wrongType(label, `a ${name}`, value);
      const array = value as TypedArray;
      if (array.length < 1) throw outOfRange(label, `a ${name} of at least one element`, value);
      // Where pointers have 32 bits the DLL writes half of the element.
      if (clear && pointerBits === 32) array[0] = 0n;
      return pinned(array);
    },
    capacity: (value) => (value as TypedArray).length,
  };
}

/** Asking for the buffer moves a small typed array off V8's heap, where the collector cannot move it any more. */
function pinned(array: TypedArray): unknown {
  if (array.buffer.byteLength === 0) throw new RangeError('a typed array on a detached or empty buffer');
  return array;
}

const pointers = typedArray('BigUint64Array', types.isBigUint64Array, true);

const outputs = {
  'DWORD*': typedArray('Uint32Array', types.isUint32Array),
  'LONG*': typedArray('Int32Array', types.isInt32Array),
  'DWORD64*': typedArray('BigUint64Array', types.isBigUint64Array),
  'ADDRESS32*': pointers,
  'PVOID*': pointers,
  'BYTE*': typedArray('Uint8Array', types.isUint8Array),
} satisfies Record<string, Incoming>;

const textBuffer = (name: string, unit: 1 | 2): Incoming => ({
  type: 'void *',
  convert(value, label) {
    if (!(value instanceof TextBuffer) || value.unit !== unit) throw wrongType(label, `a ${name} buffer`, value);
    return value.bytes;
  },
  capacity: (value) => (value as TextBuffer).capacity,
});

const texts: Record<'PCWSTR' | 'PCSTR' | 'PWSTR' | 'PSTR', Incoming> = {
  PCWSTR: { type: 'str16', convert: checkText },
  PCSTR: { type: 'void *', convert: (value, label) => stringToAnsi(checkText(value, label), label) },
  PWSTR: textBuffer('WideString', 2),
  PSTR: textBuffer('AnsiString', 1),
};

const simple: Readonly<Record<string, Incoming>> = { ...scalars, ...outputs, ...texts };

function structPointer(definition: StructDefinition): Incoming {
  return {
    type: 'void *',
    convert(value, label) {
      if (!isViewOf(definition, value)) throw wrongType(label, `a view of ${definition.name}`, value);
      checkSizes(value, label);
      return value.nativeAddress ?? value.bytes;
    },
  };
}

export function structureNamed(pointerKind: string): StructDefinition | undefined {
  const name = pointerKind.slice(0, -1);
  return pointerKind.endsWith('*') && Object.hasOwn(structures, name)
    ? structures[name as keyof typeof structures]
    : undefined;
}

function nullable(inner: Incoming): Incoming {
  const none = inner.type === 'void *' || inner.type === 'str16' ? null : 0;
  return {
    ...inner,
    convert: (value, label) => (value === null || value === undefined ? none : inner.convert(value, label)),
  };
}

/** The way in for a parameter of any kind but a callback. */
export function incoming(kind: ParamKind): Incoming {
  if (kind.endsWith('?')) return nullable(incoming(kind.slice(0, -1) as ParamKind));
  const known = simple[kind];
  if (known) return known;
  const definition = structureNamed(kind);
  if (!definition) throw new Error(`no such parameter kind: ${kind}`);
  return structPointer(definition);
}

/** Throws where a call tells DbgHelp that more fits into a buffer than does. */
export function checkRoom(
  value: unknown,
  way: Incoming,
  options: ParamOptions,
  told: unknown,
  describe: Describe,
): void {
  if (value === null || value === undefined || !way.capacity) return;
  const room = way.capacity(value);
  const needed = options.capacity ?? Number(told);
  if (needed <= room) return;
  const what = options.length === undefined ? 'room' : `room for \`${options.length}\``;
  throw outOfRange(describe, `a buffer with ${what}: ${String(needed)}`, room);
}

export interface Outgoing {
  readonly type: string;
  /** Makes a JavaScript value of what koffi gives. */
  convert(native: unknown): unknown;
}

const toUnsigned = (bits: 32 | 64) => (native: unknown) => BigInt.asUintN(bits, BigInt(native as number | bigint));
const address: Outgoing = { type: 'uint64_t', convert: toUnsigned(64) };
const pointerText = (encoding: 'utf16' | 'ansi'): Outgoing => ({
  type: 'uintptr_t',
  convert: (native) => readString(BigInt(native as number | bigint), encoding),
});

const results: Readonly<Record<string, Outgoing>> = {
  void: { type: 'void', convert: () => undefined },
  HANDLE: { type: 'intptr_t', convert: (native) => BigInt.asIntN(pointerBits, BigInt(native as number | bigint)) },
  BOOL: { type: 'int32_t', convert: (native) => native !== 0 },
  DWORD: { type: 'uint32_t', convert: (native) => native },
  LONG: { type: 'int32_t', convert: (native) => native },
  DWORD64: address,
  ADDRESS: address,
  ADDRESS32: { type: 'uint32_t', convert: (native) => BigInt(native as number) },
  PVOID: { type: 'uintptr_t', convert: toUnsigned(pointerBits) },
  ULONG_PTR: { type: 'uintptr_t', convert: toUnsigned(pointerBits) },
  PSTR: pointerText('ansi'),
  PWSTR: pointerText('utf16'),
  PCSTR: pointerText('ansi'),
  /** Only callbacks get these: their text is there while they run. */
  PCWSTR: { type: 'str16', convert: (native) => native },
};

/** The way out, for results and for what callbacks are given. Structures are copied: their pointers may die. */
export function outgoing(kind: ReturnKind | ParamKind, keepAddress = false): Outgoing {
  const plain = kind.endsWith('?') ? kind.slice(0, -1) : kind;
  const known = results[plain];
  if (known) return known;
  const definition = structureNamed(plain);
  if (!definition) throw new Error(`no such result kind: ${kind}`);
  return {
    type: 'uintptr_t',
    convert(native) {
      const at = BigInt(native as number | bigint);
      return at === 0n ? null : viewAt(definition, at, keepAddress);
    },
  };
}
