import type { BitField, ClassType, DataMember, DataType, EnumType } from './data-type';
import { wrongType } from '../../base/checks';
import { checkOptionNames, type OptionNames } from '../../base/option-names';

export interface FormatTypeOptions {
  /** Types to show in place, below the members of these types: by id, from the same module. */
  readonly nested?: ReadonlyMap<number, DataType> | undefined;
  /** The number of levels to show in place; all by default. */
  readonly depth?: number | undefined;
}

const formatTypeNames: OptionNames<FormatTypeOptions> = { nested: true, depth: true };

/**
 * Prints a type as debuggers do: a line for each member, with its offset, name and type.
 *
 * @returns lines, without a line end after the last one
 */
export function formatType(type: DataType, options: FormatTypeOptions = {}): string {
  checkOptionNames(options, formatTypeNames, 'formatType');
  checkType(type, 'formatType');
  const { nested, depth } = options;
  const members = isClass(type) ? classMembers(type, { nested: nested ?? new Map(), levels: depth ?? Infinity }) : [];
  return [title(type), ...(type.kind === 'enum' ? enumerators(type) : members)].join('\n');
}

/** Checks a type, or a reference to one. */
export function checkType(type: unknown, api: string): void {
  if (typeof (type as Partial<DataType> | null | undefined)?.name === 'string') return;
  throw wrongType(`${api}: \`type\``, 'what SymbolSession.type gave, and not null: there is no such type', type);
}

export const isClass = (type: DataType): type is ClassType => 'members' in type;

function title(type: DataType): string {
  const size = type.size === 0 ? '' : `, ${type.size === 1 ? '1 byte' : `${String(type.size)} bytes`}`;
  switch (type.kind) {
    case 'typedef':
      return `typedef ${type.name} = ${type.target.name}${size}`;
    case 'enum':
      return `enum ${type.name}${type.underlying ? ` : ${type.underlying.name}` : ''}${size}`;
    default:
      return `${isClass(type) ? `${type.kind} ` : ''}${type.name}${size}`;
  }
}

function enumerators({ enumerators: values }: EnumType): string[] {
  const width = widest(values);
  return values.map(({ name, value }) => `  ${name.padEnd(width)} = ${String(value)}`);
}

interface Nesting {
  readonly nested: ReadonlyMap<number, DataType>;
  /** The number of levels still to be shown. */
  readonly levels: number;
}

/** @param around - the ids of the enclosing classes: a class inside itself means damage */
function classMembers(type: ClassType, nesting: Nesting, start = 0, around: readonly number[] = []): string[] {
  const indent = '  '.repeat(around.length + 1);
  const { nested, levels } = nesting;
  const inside = (id: number, at: number): string[] => {
    const inner = levels > 0 && id !== type.id && !around.includes(id) ? nested.get(id) : undefined;
    return inner && isClass(inner) ? classMembers(inner, { nested, levels: levels - 1 }, at, [...around, type.id]) : [];
  };
  const bases = type.bases.map(({ type: base, virtual, offset }) => ({
    name: baseLabel,
    type: base,
    offset,
    text: `${virtual ? 'virtual ' : ''}${base.name}`,
  }));
  const members = [...(type.vtable ? [type.vtable] : []), ...type.members].map((member) => ({
    ...member,
    text: describe(member),
  }));
  const parts = [...bases, ...members];
  const width = widest([...parts, ...type.statics]);
  const data = parts.sort(byPlace).flatMap(({ name, type: { id }, offset, text }) => {
    const place = offset === null ? unknownPlace : hexadecimal(start + offset);
    const line = `${indent}${place} ${name.padEnd(width)} : ${text}`;
    return offset === null ? [line] : [line, ...inside(id, start + offset)];
  });
  const statics = type.statics.map(({ name, type: { name: typeName }, address, value }) => {
    const place = address === null ? '' : ` at 0x${address.toString(16)}`;
    return `${indent}static ${name} : ${typeName}${value === null ? place : ` = ${String(value)}`}`;
  });
  return [...data, ...statics];
}

function describe({ type, bits }: DataMember): string {
  if (!bits) return type.name;
  const { position, length } = bits;
  const range = length === 1 ? `bit ${String(position)}` : `bits ${String(position)}-${String(position + length - 1)}`;
  return `${type.name}, ${range}`;
}

/** Debuggers' name for a base class among the members. */
const baseLabel = '__BaseClass';
/** Stands for the offset of a virtual base, which differs between objects. */
const unknownPlace = '   ???';

/** By offset; parts without an offset come last. */
export const byPlace = (a: Place, b: Place): number =>
  (a.offset ?? Infinity) - (b.offset ?? Infinity) || (a.bits?.position ?? 0) - (b.bits?.position ?? 0) || 0;

interface Place {
  readonly offset: number | null;
  readonly bits?: BitField;
}

const widest = (named: readonly { readonly name: string }[]): number =>
  named.reduce((width, { name }) => Math.max(width, name.length), 0);

const hexadecimal = (offset: number): string => `+0x${offset.toString(16).padStart(3, '0')}`;
