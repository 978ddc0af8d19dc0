import { inspect, types } from 'node:util';
import type { StructView } from '../../types/structures';
import type { StructDefinition, TrailingArray } from '../../types/structures/definition';
import { checkInteger, outOfRange, wrongType } from '../base/checks';
import { closed } from '../base/errors';
import { accessorOf, readUnsigned, usedElements, writeUnsigned, type Fields, type Trailing } from './fields';
import { koffi } from '../base/koffi';
import { effectiveDefinition, layoutOf, versionSizes, type FieldLayout, type Layout } from './layout';
import { readMemory, readMemoryInto } from '../win32/own-memory';
import { architecture, pointerBits } from '../base/architecture';

/** Structures as views. Accessors read and write the bytes by offset, and decode only what is read. */

/** What the package knows about a structure on this architecture. */
interface Described {
  readonly name: string;
  readonly layout: Layout;
  readonly trailing: DescribedTrailing | undefined;
  /**
   * The member that holds the size, and the sizes that DLLs know, newest first. Only for structures that have grown.
   */
  readonly versions: { readonly member: FieldLayout; readonly sizes: readonly number[] } | undefined;
  /** The members that tell DbgHelp how large the memory is. */
  readonly limits: readonly Limit[];
  /** The initial values of a new view's members: sizes, including those of inner structures. */
  readonly presets: readonly (readonly [member: FieldLayout, value: number])[];
  readonly viewClass: typeof View;
}

/** A member that counts what follows an offset, in units of several bytes. */
interface Limit {
  readonly member: FieldLayout;
  readonly from: number;
  readonly unit: number;
}

interface DescribedTrailing extends Trailing {
  readonly field: FieldLayout;
  readonly capacity?: FieldLayout;
}

const maxTrailing = 0x10_0000;
export const maxCount = 0x1_0000;

/** Its own members are private: what is printed and copied are the members of the structure, which are accessors. */
export class View implements StructView, Fields {
  readonly #bytes: Uint8Array;
  readonly #described: Described;
  readonly #nativeAddress: bigint | undefined;
  #dataView: DataView | undefined;
  #pinned: Map<number, Uint8Array> | undefined;
  #buffer: Buffer | undefined;

  constructor(described: Described, bytes: Uint8Array, nativeAddress?: bigint, pinned?: Map<number, Uint8Array>) {
    this.#bytes = bytes;
    this.#described = described;
    this.#nativeAddress = nativeAddress;
    this.#pinned = pinned;
  }

  get bytes(): Uint8Array {
    return this.#bytes;
  }

  get described(): Described {
    return this.#described;
  }

  get dataView(): DataView {
    const { buffer, byteOffset, byteLength } = this.#bytes;
    return (this.#dataView ??= new DataView(buffer, byteOffset, byteLength));
  }

  /** The address of the original, for a copy that can be passed instead of it. */
  get nativeAddress(): bigint | undefined {
    return this.#nativeAddress;
  }

  get pinned(): Map<number, Uint8Array> {
    return (this.#pinned ??= new Map());
  }

  get buffer(): Buffer {
    const { buffer, byteOffset, length } = this.bytes;
    return (this.#buffer ??= Buffer.from(buffer, byteOffset, length));
  }

  toJSON(): Record<string, unknown> {
    const values = this as unknown as Record<string, unknown>;
    return Object.fromEntries(this.described.layout.fields.map(({ name }) => [name, readable(values[name])]));
  }

  [inspect.custom](): unknown {
    return { [this.described.name]: this.toJSON() };
  }
}

function hide(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: false, configurable: true });
}

function readable(value: unknown): unknown {
  if (typeof value === 'bigint') return `0x${value.toString(16)}`;
  if (Array.isArray(value)) return value.map(readable);
  return value instanceof View ? value.toJSON() : value;
}

const descriptions = new WeakMap<StructDefinition, Described>();

/** Made when a structure is first used. A 32-bit name shares the description of the structure that it means. */
function describe(named: StructDefinition): Described {
  const definition = effectiveDefinition(named, architecture);
  let described = descriptions.get(definition);
  if (!described) {
    const { structName: name, sizeField } = definition;
    const layout = layoutOf(definition, architecture);
    const sizeMember = sizeField === undefined ? undefined : memberOf(name, layout, sizeField);
    const trailing = definition.trailing && describeTrailing(name, layout, definition.trailing);
    described = {
      name,
      layout,
      trailing,
      versions: definition.grown && sizeMember && { member: sizeMember, sizes: versionSizes(definition, architecture) },
      limits: limitsOf(sizeMember, trailing),
      presets: [...(sizeMember ? [[sizeMember, layout.size] as const] : []), ...presetsOfParts(layout)],
      viewClass: viewClassOf(name, layout, trailing),
    };
    descriptions.set(definition, described);
  }
  return described;
}

function memberOf(struct: string, { fields }: Layout, name: string): FieldLayout {
  const found = fields.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`${struct} has no member ${name}`);
  return found;
}

function describeTrailing(struct: string, layout: Layout, trailing: TrailingArray): DescribedTrailing {
  const { capacity, length, lengthUnit } = trailing;
  const field = memberOf(struct, layout, trailing.field);
  const used = length ?? capacity;
  return {
    field,
    ...(capacity === undefined ? {} : { capacity: memberOf(struct, layout, capacity) }),
    ...(length === undefined ? {} : { length: memberOf(struct, layout, length) }),
    ...(used === undefined
      ? {}
      : { used: [memberOf(struct, layout, used), lengthUnit === 'bytes' ? field.step : 1] as const }),
  };
}

function limitsOf(sizeMember: FieldLayout | undefined, trailing: DescribedTrailing | undefined): Limit[] {
  const limits: Limit[] = [];
  if (sizeMember) limits.push({ member: sizeMember, from: 0, unit: 1 });
  if (trailing?.capacity) {
    const { offset, step } = trailing.field;
    limits.push({ member: trailing.capacity, from: offset, unit: step });
  }
  return limits;
}

/** Sizes of inner structures, and the room that this structure adds for their text: SYMBOL_INFO_PACKAGE. */
function presetsOfParts({ fields, size }: Layout): (readonly [FieldLayout, number])[] {
  return fields.flatMap(({ struct, count, offset }) => {
    if (!struct || count !== undefined) return [];
    const { presets, trailing } = describe(struct);
    const all = [...presets];
    if (trailing?.capacity) {
      all.push([trailing.capacity, Math.floor((size - offset - trailing.field.offset) / trailing.field.step)]);
    }
    return all.map(([member, value]) => [{ ...member, offset: offset + member.offset }, value] as const);
  });
}

function viewClassOf(name: string, layout: Layout, trailing: DescribedTrailing | undefined): typeof View {
  const viewClass = class extends View {};
  hide(viewClass, 'name', name);
  for (const field of layout.fields) {
    const own = trailing?.field === field ? trailing : undefined;
    const accessor =
      field.scalar === undefined
        ? { get: partsOf(field, own) }
        : accessorOf(field, field.scalar, `${name}.${field.name}`, own);
    Object.defineProperty(viewClass.prototype, field.name, { ...accessor, enumerable: true, configurable: true });
  }
  return viewClass;
}

/** Inner structures are views of the same bytes. */
function partsOf(field: FieldLayout, trailing: DescribedTrailing | undefined): (this: View) => View | View[] {
  const { offset, step, count } = field;
  const struct = field.struct!;
  return function () {
    const part = (index: number): View => {
      const start = offset + index * step;
      // The bytes after a structure with a trailing array belong to that array.
      const end = describe(struct).trailing ? undefined : start + step;
      return viewOf(struct, this.bytes.subarray(start, end), undefined, this.pinned);
    };
    if (count === undefined) return part(0);
    const length = trailing ? usedElements(trailing, field, this) : count;
    return Array.from({ length }, (_, index) => part(index));
  };
}

function viewOf(
  definition: StructDefinition,
  bytes: Uint8Array,
  nativeAddress?: bigint,
  pinned?: Map<number, Uint8Array>,
): View {
  const described = describe(definition);
  return new described.viewClass(described, bytes, nativeAddress, pinned);
}

/** Makes a type guard for views of one structure. */
export function viewsOf(definition: StructDefinition): (value: unknown) => value is View {
  let described: Described | undefined;
  return (value): value is View => value instanceof View && value.described === (described ??= describe(definition));
}

export const sizeOf = (definition: StructDefinition): number => describe(definition).layout.size;

export function alloc(definition: StructDefinition, capacity: number | undefined): View {
  const { name, layout, trailing, presets } = describe(definition);
  let size = layout.size;
  if (capacity !== undefined) {
    const label = `${name}.alloc: \`capacity\``;
    if (!trailing) throw outOfRange(label, 'left out: the structure has no trailing array', capacity);
    size += checkInteger(capacity, 1, maxTrailing, label) * trailing.field.step;
  }
  const view = viewOf(definition, alignedBytes(size, layout.align));
  for (const [member, value] of presets) writeUnsigned(view.dataView, member, value);
  if (trailing?.capacity) writeUnsigned(view.dataView, trailing.capacity, capacity ?? trailing.field.count ?? 0);
  return view;
}

export function allocArray(definition: StructDefinition, count: number): View[] {
  const { name, layout, presets } = describe(definition);
  const length = checkInteger(count, 1, maxCount, `${name}.allocArray: \`count\``);
  const bytes = alignedBytes(layout.size * length, layout.align);
  return Array.from({ length }, (_, index) => {
    const view = viewOf(definition, bytes.subarray(index * layout.size, (index + 1) * layout.size));
    for (const [member, value] of presets) writeUnsigned(view.dataView, member, value);
    return view;
  });
}

export function over(definition: StructDefinition, bytes: unknown, offset: number): View {
  const { name, layout, trailing } = describe(definition);
  if (!types.isUint8Array(bytes)) throw wrongType(`${name}.over: \`bytes\``, 'a Uint8Array', bytes);
  const room = bytes.length - layout.size;
  if (room < 0) throw outOfRange(`${name}.over: \`bytes\``, `at least ${String(layout.size)} bytes`, bytes.length);
  checkInteger(offset, 0, room, `${name}.over: \`offset\``);
  return viewOf(definition, bytes.subarray(offset, trailing ? undefined : offset + layout.size));
}

/** Allocates memory outside V8's heap, where the garbage collector does not move it, with the structure's alignment. */
function alignedBytes(size: number, align: number): Uint8Array {
  if (align <= 8) return new Uint8Array(new ArrayBuffer(size));
  const roomy = new Uint8Array(new ArrayBuffer(size + align));
  const misaligned = Number(koffi().address(roomy) % BigInt(align));
  return roomy.subarray(align - misaligned, align - misaligned + size);
}

/** A copy of the structure at an address in this process, with its trailing array if the length is known. */
export function viewAt(definition: StructDefinition, address: bigint, keepAddress = false): View {
  const { name, layout, trailing } = describe(definition);
  const read = (size: number): View | undefined => {
    const bytes = readMemory(address, size);
    return bytes && viewOf(definition, bytes, keepAddress ? address : undefined);
  };
  const usual = trailing?.used && usualView(definition, address, keepAddress);
  if (usual) return usual;
  const view = read(layout.size);
  if (!view) throw new RangeError(`${name}: no readable memory at 0x${address.toString(16)}`);
  if (!trailing?.used) return view;
  const { field, capacity, used } = trailing;
  const [member, units] = used;
  const told = readUnsigned(view.dataView, member) / units;
  const room = capacity ? readUnsigned(view.dataView, capacity) : told;
  const withTrailing = (length: number): View | undefined =>
    read(Math.max(layout.size, field.offset + Math.min(length, maxTrailing) * field.step));
  // NameLen is the length of the whole name, even if only part of the name fit.
  return withTrailing(told) ?? withTrailing(Math.min(told, room)) ?? view;
}

/** The elements that a reused view has room for in its trailing array: enough for most names. */
const usualTrailing = 256;

/**
 * Returns what `viewAt` returns, but in the same view each time and with one read. A structure that comes at the same
 * address again is looked at where it is, until the next call. One that does not fit, or that is close to unreadable
 * memory, gets its own view.
 */
export function reusedView(definition: StructDefinition): (address: bigint) => View {
  const capacity = describe(definition).trailing && usualTrailing;
  const copy = alloc(definition, capacity);
  const fits = (view: View): boolean => usedBytes(view) <= view.bytes.length;
  let last: bigint | undefined;
  let inPlace: View | undefined;
  return (address) => {
    if (address === last) {
      inPlace ??= viewInPlace(definition, address, copy.bytes.length);
      if (inPlace && fits(inPlace)) return inPlace;
    } else {
      inPlace = undefined;
      last = address;
    }
    return readMemoryInto(address, copy.bytes) && fits(copy) ? copy : viewAt(definition, address);
  };
}

/** A view of memory that DbgHelp has just passed; undefined in a runtime that accepts none from outside. */
function viewInPlace(definition: StructDefinition, address: bigint, size: number): View | undefined {
  try {
    return viewOf(definition, new Uint8Array(koffi().view(address, size)));
  } catch {
    return undefined;
  }
}

/** The size of a structure with its trailing array. */
function usedBytes({ described: { layout, trailing }, dataView }: View): number {
  if (!trailing?.used) return layout.size;
  const [member, units] = trailing.used;
  const { offset, step } = trailing.field;
  return Math.max(layout.size, offset + (readUnsigned(dataView, member) / units) * step);
}

const usualViews = new WeakMap<Described, View>();

/** What `viewAt` returns, with one read, if the trailing array has room for what is in use and is readable. */
function usualView(definition: StructDefinition, address: bigint, keepAddress: boolean): View | undefined {
  const described = describe(definition);
  let read = usualViews.get(described);
  if (!read) usualViews.set(described, (read = alloc(definition, usualTrailing)));
  if (!readMemoryInto(address, read.bytes)) return undefined;
  const size = usedBytes(read);
  if (size > read.bytes.length) return undefined;
  const bytes = new Uint8Array(new ArrayBuffer(size));
  bytes.set(read.bytes.subarray(0, size));
  return viewOf(definition, bytes, keepAddress ? address : undefined);
}

/** Reads the address in a pointer member. The view itself would return the text at that address. */
export function pointerMember(member: string): (view: StructView) => bigint {
  let field: FieldLayout | undefined;
  return (view) => {
    const { described, dataView } = view as StructView & Pick<View, 'described' | 'dataView'>;
    field ??= memberOf(described.name, described.layout, member);
    const { offset } = field;
    return pointerBits === 64 ? dataView.getBigUint64(offset, true) : BigInt(dataView.getUint32(offset, true));
  };
}

/** For code that reads by offset instead of through accessors. */
export const dataOf = (view: StructView): DataView => (view as StructView & Pick<View, 'dataView'>).dataView;

/** A view of part of a larger memory; undefined if the structure does not fit inside it. */
export function viewWithin(definition: StructDefinition, memory: Uint8Array, offset: bigint): View | undefined {
  const size = sizeOf(definition);
  if (offset < 0n || offset + BigInt(size) > BigInt(memory.length)) return undefined;
  return viewOf(definition, memory.subarray(Number(offset), Number(offset) + size));
}

/** Marks a view whose original DbgHelp freed: every later read throws. */
export function release(view: View): void {
  const { name } = view.described;
  const dead = {
    get(): never {
      throw closed(`This ${name}`);
    },
  };
  Object.defineProperties(view, { dataView: dead, bytes: dead });
}
