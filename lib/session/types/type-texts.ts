import { jsonReady } from '../../base/json-ready';
import type { DataType, TypeHead, TypeKind, TypeReference } from './data-type';

/** Types as text, on their way from the thread that reads them: JSON, which is made into objects one by one. */

type Head = TypeHead<TypeKind>;

/** The types that one refers to, and itself, with places among these instead of references. */
type Sent = readonly [heads: readonly Head[], type: Record<string, unknown>];

/** Makes text of types whose references it has made. */
export class TypeWriter {
  #heads: Head[] = [];
  #places = new Map<number, number>();

  /** A reference that can only be written. */
  readonly makeReference = (head: Head): TypeReference & { readonly toJSON: () => number } => ({
    ...head,
    load: () => Promise.reject(new Error('Nobody loads types on this thread')),
    toJSON: () => this.#place(head),
  });

  text(type: DataType): string {
    this.#heads = [];
    this.#places = new Map();
    const text = JSON.stringify(type);
    return `[${JSON.stringify(this.#heads)},${text}]`;
  }

  #place(head: Head): number {
    let place = this.#places.get(head.id);
    if (place === undefined) this.#places.set(head.id, (place = this.#heads.push(head) - 1));
    return place;
  }
}

/** The members that are references, or lists of them. */
const references = ['underlying', 'target', 'element', 'returns', 'parameters', 'class', 'nested'];
/** The members that are, or list, things with a type. */
const typed = ['members', 'statics', 'bases', 'methods', 'vtable'];
/** The members that list things with bigints. */
const withBigints = ['statics', 'enumerators'];
const bigints = ['value', 'address'];

/** The type in a text. */
export function typeFromText(text: string, referenceTo: (head: Head) => TypeReference): DataType {
  const [heads, type] = JSON.parse(text) as Sent;
  const places = heads.map(referenceTo);
  const put = (into: Record<string, unknown>, member: string): void => {
    const place = into[member];
    if (typeof place === 'number') into[member] = places[place];
    else if (Array.isArray(place)) into[member] = place.map((each: number) => places[each]);
  };
  for (const member of references) put(type, member);
  for (const each of typed.flatMap((member) => partsOf(type[member]))) put(each, 'type');
  for (const each of withBigints.flatMap((member) => partsOf(type[member]))) {
    for (const member of bigints) if (typeof each[member] === 'string') each[member] = BigInt(each[member]);
    jsonReady(each);
  }
  return type as unknown as DataType;
}

type Part = Record<string, unknown>;

const partsOf = (value: unknown): readonly Part[] =>
  Array.isArray(value) ? (value as Part[]) : value === null || value === undefined ? [] : [value as Part];
