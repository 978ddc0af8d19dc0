import { inspect } from 'node:util';
import type { StructView } from '../../types/structures';
import { checkInteger, checkUnsigned, outOfRange } from './checks';
import { closed } from './errors';
import { accessorOf, type Fields } from './fields';
import { koffi } from './koffi';
import {
  effectiveDefinition,
  elementSize,
  layoutOf,
  type FieldLayout,
  type Layout,
  type StructDefinition,
} from './layout';
import { readMemory } from './memory';
import { architecture } from './pointer-size';

/** Structures as views: accessors read and write the bytes by offset, and nothing is decoded that is not read. */

/** Makes the views of one structure. */
export interface StructClass<Typed extends StructView> {
  readonly structName: string;
  /** Bytes, without a trailing array. */
  readonly byteLength: number;
  /**
   * A zeroed view, its size member set.
   *
   * @param capacity - elements that the trailing array has room for, where the structure has one
   * (`SYMBOL_INFOW.alloc(2000)`: a name of 1,999 characters)
   * @throws RangeError for a capacity that is none, or where the structure has no trailing array
   */
  alloc(capacity?: number): Typed;
  /**
   * A copy of the structure at an address of this process, such as a callback's `CallbackData`.
   *
   * @throws RangeError where that memory cannot be read
   */
  at(address: bigint): Typed;
}

/** What is known of a structure on this architecture. */
interface Described {
  readonly name: string;
  readonly layout: Layout;
  readonly sizeField: FieldLayout | undefined;
  readonly trailing: DescribedTrailing | undefined;
  readonly viewClass: typeof View;
}

interface DescribedTrailing {
  readonly field: FieldLayout;
  readonly capacity: FieldLayout;
  readonly length?: FieldLayout;
}

const maxTrailing = 0x10_0000;

export class View implements StructView, Fields {
  readonly bytes: Uint8Array;
  declare readonly described: Described;
  declare readonly dataView: DataView;
  /** Where DbgHelp keeps the original, for structures that a later call frees. */
  declare readonly nativeAddress: bigint | undefined;
  declare readonly pinned: Map<string, Uint8Array>;

  constructor(described: Described, bytes: Uint8Array, nativeAddress?: bigint) {
    this.bytes = bytes;
    hide(this, 'bytes', bytes);
    hide(this, 'described', described);
    hide(this, 'dataView', new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    hide(this, 'nativeAddress', nativeAddress);
    hide(this, 'pinned', new Map());
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

/** Made when a structure is first used. A 32-bit name and the structure it stands for are the same description. */
function describe(named: StructDefinition): Described {
  const definition = effectiveDefinition(named, architecture);
  let described = descriptions.get(definition);
  if (!described) {
    const { name, trailing, sizeField } = definition;
    const layout = layoutOf(definition, architecture);
    const field = (fieldName: string): FieldLayout => {
      const found = layout.fields.find((candidate) => candidate.name === fieldName);
      if (!found) throw new Error(`${name} has no member ${fieldName}`);
      return found;
    };
    const describedTrailing = trailing && {
      field: field(trailing.field),
      capacity: field(trailing.capacity),
      ...(trailing.length === undefined ? {} : { length: field(trailing.length) }),
    };
    described = {
      name,
      layout,
      sizeField: sizeField === undefined ? undefined : field(sizeField),
      trailing: describedTrailing,
      viewClass: viewClassOf(name, layout, describedTrailing),
    };
    descriptions.set(definition, described);
  }
  return described;
}

function viewClassOf(name: string, layout: Layout, trailing: DescribedTrailing | undefined): typeof View {
  const viewClass = class extends View {};
  hide(viewClass, 'name', name);
  for (const field of layout.fields) {
    const accessor =
      field.scalar === undefined
        ? { get: partsOf(field) }
        : accessorOf(field, field.scalar, `${name}.${field.name}`, trailing?.field === field ? trailing : undefined);
    Object.defineProperty(viewClass.prototype, field.name, { ...accessor, enumerable: true, configurable: true });
  }
  return viewClass;
}

/** Structures inside a structure are views of the same bytes. */
function partsOf(field: FieldLayout): (this: View) => View | View[] {
  const { offset, count } = field;
  const size = elementSize(field);
  return function () {
    const part = (index: number): View =>
      viewOf(field.struct!, this.bytes.subarray(offset + index * size, offset + (index + 1) * size));
    return count === undefined ? part(0) : Array.from({ length: count }, (_, index) => part(index));
  };
}

function viewOf(definition: StructDefinition, bytes: Uint8Array, nativeAddress?: bigint): View {
  const described = describe(definition);
  return new described.viewClass(described, bytes, nativeAddress);
}

export function isViewOf(definition: StructDefinition, value: unknown): value is View {
  return value instanceof View && value.described === describe(definition);
}

export function defineStruct<Typed extends StructView>(definition: StructDefinition): StructClass<Typed> {
  const { name } = definition;
  return {
    structName: name,
    get byteLength() {
      return describe(definition).layout.size;
    },
    alloc: (capacity) => alloc(definition, capacity) as unknown as Typed,
    at: (address) => viewAt(definition, checkUnsigned(address, 64, `${name}.at: \`address\``)) as unknown as Typed,
  };
}

function alloc(definition: StructDefinition, capacity: number | undefined): View {
  const { name, layout, trailing, sizeField } = describe(definition);
  let size = layout.size;
  if (capacity !== undefined) {
    const label = `${name}.alloc: \`capacity\``;
    if (!trailing) throw outOfRange(label, 'left out: the structure has no trailing array', capacity);
    size += checkInteger(capacity, 1, maxTrailing, label) * elementSize(trailing.field);
  }
  const view = viewOf(definition, alignedBytes(size, layout.align));
  if (sizeField) view.dataView.setUint32(sizeField.offset, layout.size, true);
  if (trailing) view.dataView.setUint32(trailing.capacity.offset, capacity ?? 1, true);
  return view;
}

/** Off V8's heap, where the collector does not move them, at an address that suits the structure. */
function alignedBytes(size: number, align: number): Uint8Array {
  if (align <= 8) return new Uint8Array(new ArrayBuffer(size));
  const roomy = new Uint8Array(new ArrayBuffer(size + align));
  const misaligned = Number(koffi().address(roomy) % BigInt(align));
  return roomy.subarray(align - misaligned, align - misaligned + size);
}

/** A copy of what lies at an address of this process, with its trailing text. */
export function viewAt(definition: StructDefinition, address: bigint, keepAddress = false): View {
  const { name, layout, trailing } = describe(definition);
  const read = (size: number): View | undefined => {
    const bytes = readMemory(address, size);
    return bytes && viewOf(definition, bytes, keepAddress ? address : undefined);
  };
  const view = read(layout.size);
  if (!view) throw new RangeError(`${name}: no readable memory at 0x${address.toString(16)}`);
  if (!trailing?.length) return view;
  const told = view.dataView.getUint32(trailing.length.offset, true);
  const room = view.dataView.getUint32(trailing.capacity.offset, true);
  const withText = (length: number): View | undefined =>
    read(Math.max(layout.size, trailing.field.offset + Math.min(length, maxTrailing) * elementSize(trailing.field)));
  // NameLen is the length of the whole name, also where there was only room for a part of it.
  return withText(told) ?? withText(Math.min(told, room)) ?? view;
}

/** Throws where the sizes that a view tells DbgHelp are larger than the view: DbgHelp would write past its end. */
export function checkSizes({ bytes, dataView, described }: View, label: () => string): void {
  const { name, sizeField, trailing } = described;
  if (bytes.length === 0)
    throw new RangeError(`${label()} is a view of ${name} whose memory was transferred elsewhere`);
  const check = (field: FieldLayout, room: number): void => {
    const told = dataView.getUint32(field.offset, true);
    if (told > room) throw outOfRange(() => `${label()}: ${name}.${field.name}`, `at most ${String(room)}`, told);
  };
  if (sizeField) check(sizeField, bytes.length);
  if (trailing) check(trailing.capacity, (bytes.length - trailing.field.offset) / elementSize(trailing.field));
}

/** DbgHelp freed the original: reading the view from now on says so. */
export function release(view: View): void {
  const { name } = view.described;
  const dead = {
    get(): never {
      throw closed(`This ${name}`);
    },
  };
  Object.defineProperties(view, { dataView: dead, bytes: dead });
}
