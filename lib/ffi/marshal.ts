import { types } from 'node:util';
import { stringToAnsi } from '../win32/ansi';
import { checkHandle, checkText, outOfRange, wrongType } from '../base/checks';
import * as structures from '../../types/structures';
import type { StructDefinition } from '../../types/structures/definition';
import { koffi } from '../base/koffi';
import { findNul, readMemory, readString } from '../win32/own-memory';
import type { ParamOptions } from '../../types/vocabulary';
import { pointerBits } from '../base/architecture';
import { arrays, scalars, type ArrayOfScalars } from './scalars';
import type { Parameter } from './parameters';
import { checkSizes } from './told-sizes';
import { viewsOf, View, viewAt, viewWithin } from './struct';
import { TextBuffer } from './text-buffers';
import { win32 } from '../win32/functions';

/** Converts values of each kind, in both directions. */

/** Names the parameter in an error. Called only if there is an error. */
export type Describe = () => string;

export interface Incoming {
  /** koffi's type. */
  readonly type: string;
  /** Checks an argument and returns the value for koffi. */
  readonly convert: (value: unknown, describe: Describe) => unknown;
  /** The number of elements that fit in an argument that the DLL fills. */
  readonly capacity?: (value: unknown) => number;
}

/** Numbers that are accepted as addresses, signed ones too. */
const pointer: Incoming = {
  type: scalars.PVOID.type,
  convert: (value, label) => BigInt.asUintN(pointerBits, checkHandle(value, pointerBits, label)),
};

/** A pointer that may not be null: some functions end the process at one. */
const requiredPointer: Incoming = {
  ...pointer,
  convert(value, label) {
    const address = pointer.convert(value, label);
    if (address === 0n) throw outOfRange(label, 'an address that is not 0', value);
    return address;
  },
};

const plain = Object.fromEntries(
  Object.entries(scalars).map(([name, { type, check }]) => [name, { type, convert: check }]),
);

interface TypedArray {
  readonly buffer: ArrayBufferLike;
  readonly length: number;
  readonly BYTES_PER_ELEMENT: number;
  [index: number]: number | bigint;
}

function typedArray({ array: name, bytes }: ArrayOfScalars): Incoming {
  const is = types[`is${name}`];
  return {
    type: 'void *',
    convert(value, label) {
      if (!is(value)) throw wrongType(label, `a ${name}`, value);
      const array = value as TypedArray;
      if (array.length < 1) throw outOfRange(label, `a ${name} of at least one element`, value);
      // With 32-bit pointers, the DLL reads and writes half of the element.
      if (bytes < array.BYTES_PER_ELEMENT) array[0] = BigInt.asUintN(32, array[0] as bigint);
      return array;
    },
    capacity: (value) => (value as TypedArray).length,
  };
}

const outputs = Object.fromEntries(Object.entries(arrays).map(([kind, array]) => [kind, typedArray(array)]));

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

/** The bytes of any JavaScript memory. */
function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof View) return value.bytes;
  if (!types.isTypedArray(value)) return undefined;
  // If the memory was transferred, no array can be made over it.
  return value.length === 0 ? new Uint8Array(0) : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}

/** Returns a pointer to memory of any form. Throws a TypeError for anything else. */
export function memoryOf(value: unknown, label: Describe, expected = 'a typed array or a view'): bigint | Uint8Array {
  if (value instanceof View) return pointerTo(value, label);
  const bytes = bytesOf(value);
  if (!bytes) throw wrongType(label, expected, value);
  if (bytes.length === 0) throw outOfRange(label, 'memory of at least one byte', value);
  return bytes;
}

const isAddress = (value: unknown): value is bigint | number => typeof value === 'bigint' || typeof value === 'number';

const memories: Record<'BUFFER' | 'MEMORY', Incoming> = {
  BUFFER: {
    type: 'void *',
    convert: (value, label) => memoryOf(value, label),
    capacity: (value) => bytesOf(value)!.length,
  },
  MEMORY: {
    type: 'void *',
    convert: (value, label) =>
      isAddress(value)
        ? pointer.convert(value, label)
        : memoryOf(value, label, 'an address (a bigint or a safe integer), a typed array or a view'),
    capacity: (value) => bytesOf(value)?.length ?? Infinity,
  },
};

/** Also accepts a text buffer, for its address. */
function orBuffer(kind: 'PCWSTR' | 'PCSTR'): Incoming {
  const [name, buffer, unit] =
    kind === 'PCWSTR' ? (['WideString', texts.PWSTR, 2] as const) : (['AnsiString', texts.PSTR, 1] as const);
  return {
    type: 'void *',
    convert(value, label) {
      if (!(value instanceof TextBuffer)) {
        if (typeof value !== 'string') throw wrongType(label, `a string or a ${name} buffer`, value);
        if (kind === 'PCSTR') return texts.PCSTR.convert(value, label);
        return Buffer.from(`${checkText(value, label)}\0`, 'utf16le');
      }
      const bytes = buffer.convert(value, label) as Uint8Array;
      if (findNul(bytes, unit) < 0) throw outOfRange(label, 'text that ends with a NUL', value);
      return bytes;
    },
  };
}

const simple: Readonly<Record<string, Incoming>> = { ...plain, PVOID: pointer, ...outputs, ...texts, ...memories };

function pointerTo(view: View, label: Describe): bigint | Uint8Array {
  checkSizes(view, label);
  return view.nativeAddress ?? view.bytes;
}

function structPointer(definition: StructDefinition): Incoming {
  const is = viewsOf(definition);
  return {
    type: 'void *',
    convert(value, label) {
      if (!is(value)) throw wrongType(label, `a view of ${definition.structName}`, value);
      return pointerTo(value, label);
    },
  };
}

/** The image headers have one name in C, but two widths. OptionalHeader.Magic tells which width the image has. */
const imageHeaders = {
  kind: 'IMAGE_NT_HEADERS*',
  magicOffset: 24n,
  byMagic: { 0x010b: structures.IMAGE_NT_HEADERS32, 0x020b: structures.IMAGE_NT_HEADERS64 } as Readonly<
    Record<number, StructDefinition>
  >,
  own: pointerBits === 64 ? structures.IMAGE_NT_HEADERS64 : structures.IMAGE_NT_HEADERS32,
} as const;

const isImageHeaders = [viewsOf(structures.IMAGE_NT_HEADERS64), viewsOf(structures.IMAGE_NT_HEADERS32)];

const imageHeadersPointer: Incoming = {
  type: 'void *',
  convert(value, label) {
    if (isImageHeaders.some((is) => is(value))) return pointerTo(value as View, label);
    throw wrongType(label, 'a view of IMAGE_NT_HEADERS64 or IMAGE_NT_HEADERS32', value);
  },
};

function imageHeadersAt(address: bigint): StructDefinition {
  const magic = readMemory(address + imageHeaders.magicOffset, 2);
  return (magic && imageHeaders.byMagic[new DataView(magic.buffer).getUint16(0, true)]) ?? imageHeaders.own;
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

/** Limits the length of a text, or of a structure's `Name`: see `longest`. */
const noLongerThan = (longest: number, way: Incoming): Incoming => ({
  ...way,
  convert(value, label) {
    const converted = way.convert(value, label);
    const text = value instanceof View ? (value as { readonly Name?: unknown }).Name : value;
    if (typeof text !== 'string' || text.length <= longest) return converted;
    throw outOfRange(label, `text of at most ${String(longest)} characters (this has ${String(text.length)})`, text);
  },
});

/** The conversion for a parameter of any kind except a callback. */
export function incoming({ kind, optional, options }: Parameter<ParamOptions>): Incoming {
  if (kind === 'PVOID') return optional ? nullable(pointer) : requiredPointer;
  const way = options.buffers ? orBuffer(kind as 'PCWSTR' | 'PCSTR') : incomingOf(kind);
  const checked = options.longest === undefined ? way : noLongerThan(options.longest, way);
  return optional ? nullable(checked) : checked;
}

function incomingOf(kind: string): Incoming {
  const known = simple[kind];
  if (known) return known;
  if (kind === imageHeaders.kind) return imageHeadersPointer;
  const definition = structureNamed(kind);
  if (!definition) throw new Error(`no such parameter kind: ${kind}`);
  return structPointer(definition);
}

export interface Outgoing {
  readonly type: string;
  /** Makes a JavaScript value from koffi's value. `args` are the arguments of the call that returned it. */
  readonly convert: (native: unknown, args?: readonly unknown[]) => unknown;
  /** Releases a result that the caller never sees. */
  readonly discard?: (native: unknown) => void;
}

const pointerText = (encoding: 'utf16' | 'ansi'): Outgoing => ({
  type: scalars.PVOID.type,
  convert: (native) => readString(BigInt(native as number | bigint), encoding),
});

const results: Readonly<Record<string, Outgoing>> = {
  ...scalars,
  void: { type: 'void', convert: () => undefined },
  HANDLE: { ...scalars.HANDLE, discard: (native) => void win32().CloseHandle(native) },
  HRESULT: { type: 'int32_t', convert: (native) => (native as number) >>> 0 },
  PSTR: pointerText('ansi'),
  PWSTR: pointerText('utf16'),
  PCSTR: pointerText('ansi'),
  /** Only for callbacks: the text is valid while the callback runs. */
  PCWSTR: { type: 'str16', convert: (native) => native },
};

/**
 * The conversion for results and for the arguments of callbacks. Structures are copied, because their memory may be
 * freed, unless `inPlace` says that they stay.
 */
export function outgoing(kind: string, inPlace = false): Outgoing {
  const known = results[kind];
  if (known) return known;
  const definitionAt = kind === imageHeaders.kind ? imageHeadersAt : always(structureNamed(kind), kind);
  return {
    type: 'uintptr_t',
    convert(native, args = []) {
      const at = BigInt(native as number | bigint);
      if (at === 0n) return null;
      const definition = definitionAt(at);
      return inPlace ? viewInPlace(definition, at, args) : viewAt(definition, at);
    },
  };
}

function always(definition: StructDefinition | undefined, kind: string): () => StructDefinition {
  if (!definition) throw new Error(`no such result kind: ${kind}`);
  return () => definition;
}

/** For memory that the caller passed, a view of that memory. For any other memory, a copy that keeps the address. */
function viewInPlace(definition: StructDefinition, at: bigint, args: readonly unknown[]): View {
  for (const bytes of args.map(bytesOf)) {
    if (!bytes) continue;
    const all = new Uint8Array(bytes.buffer);
    const view = viewWithin(definition, all, at - koffi().address(all));
    if (view) return view;
  }
  return viewAt(definition, at, true);
}
