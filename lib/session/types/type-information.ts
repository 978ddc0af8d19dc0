import type { DbgHelpToken } from '../../../types/calls';
import { IMAGEHLP_SYMBOL_TYPE_INFO as Ask, SymTagEnum } from '../../../types/constants';
import { BoundedMap } from '../../base/bounded-map';
import { DbgHelpError } from '../../base/errors';
import type { ListedModule } from '../listings/listing-side';
import { TypeQuestions, type KnownType } from './type-questions';
import { TypeRecords, type TypeRecord } from './type-records';
import type { Steps } from '../slices';
import type { TypeAnswers } from './type-answers';

/** More than any type has: a damaged PDB may claim any number. */
const mostChildren = 0x10_0000;

/** The number of children per request for several types: it takes about a slice of time. */
const childrenAtOnce = 128;

/**
 * How many types stay known, some 300 bytes each: a list is read once to find what differs, and once to give it. A longer
 * list is asked for twice.
 */
const mostTypes = 0x2000;
/** More than nearly any class or enumeration has, which are read when all their members are known. */
const mostMembers = 0x4000;
/** How many types have their children, and statics their addresses, known: they are used when they have come. */
const mostAtOnce = 0x400;

/** Whose types are asked for, and how. */
export interface AskedModule extends ListedModule {
  readonly api: DbgHelpToken;
  /** Converts a name from the DLL. */
  readonly readName: (given: string) => string;
  /** Whether the DLL has SymGetTypeInfoEx. */
  readonly manyAtOnce: boolean;
}

/** The DLL's answers, inside a slot. Nothing is asked twice, and if the DLL can, many questions take one call. */
export class TypeInformation implements TypeAnswers {
  readonly #readName: (given: string) => string;
  readonly #questions: TypeQuestions;
  readonly #records: TypeRecords | undefined;
  readonly #types = new BoundedMap<number, KnownType>(mostTypes);
  readonly #members = new BoundedMap<number, KnownType>(mostMembers);
  /** The classes and enumerations that first children belong to. */
  readonly #owners = new BoundedMap<number, number>(mostTypes);
  /** The first child of classes and enumerations. */
  readonly #first = new BoundedMap<number, number>(mostTypes);
  readonly #addresses = new BoundedMap<number, bigint | null>(mostAtOnce);
  /** The children of classes, enumerations and functions. */
  readonly #children = new BoundedMap<number, readonly number[]>(mostAtOnce);

  constructor({ api, readName, key, base, manyAtOnce }: AskedModule) {
    this.#readName = readName;
    this.#questions = new TypeQuestions(api, key, base);
    this.#records = manyAtOnce ? new TypeRecords(api, key, base, this.#questions) : undefined;
  }

  number(id: number, request: number): number | undefined {
    return this.#of(id).number(request);
  }

  length(id: number): number | undefined {
    return this.#of(id).length;
  }

  address(id: number): bigint | undefined {
    let address = this.#addresses.get(id);
    if (address === undefined) this.#addresses.set(id, (address = this.#questions.address(id) ?? null));
    return address ?? undefined;
  }

  name(id: number): string {
    return this.#readName(this.#of(id).name);
  }

  value(id: number): bigint | undefined {
    return this.#of(id).value;
  }

  children(id: number): readonly number[] {
    const known = this.#children.get(id);
    if (known) return known;
    const count = this.#countOf(id);
    if (count === 0) return [];
    if (count > mostChildren) {
      throw new DbgHelpError(
        'DBGHELP_CALL_FAILED',
        `SymGetTypeInfo: type ${String(id)} claims to have ${String(count)} members: its PDB is damaged`,
        { api: 'SymGetTypeInfo' },
      );
    }
    const children = this.#askForChildren([id], count)?.[0] ?? this.#questions.children(id, count);
    this.#children.set(id, children);
    return children;
  }

  definition(id: number): number {
    const first = this.#firstChild(id);
    const owner = first && this.#ownerOf(first);
    return owner && owner !== id && this.#firstChild(owner) === first ? owner : id;
  }

  know(ids: readonly number[]): void {
    for (let wanted = this.#unknown(ids); this.#records && wanted.length > 0;) {
      const records = this.#records.of(wanted);
      // One of the ids is invalid: then each is asked for alone when it is needed.
      if (!records) return;
      wanted.forEach((id, index) => this.#types.set(id, records[index]!));
      const parameters = this.#knowParameters(wanted.filter((_, index) => isFunction(records[index]!)));
      wanted = this.#unknown([...records, ...parameters].map(typeOf));
    }
  }

  *knowChildren(ids: readonly number[]): Steps<void> {
    if (!this.#records) return;
    const groups = new Map<number, { ids: number[]; count: number }>();
    for (const id of ids) {
      const tag = this.number(id, Ask.TI_GET_SYMTAG) ?? 0;
      const count = tagsWithMembers.has(tag) && !this.#children.has(id) ? this.#countOf(id) : 0;
      if (count === 0 || count >= childrenAtOnce) continue;
      const group = groups.get(tag) ?? { ids: [], count: 0 };
      groups.set(tag, group);
      if (group.count + count > childrenAtOnce) {
        this.#keepChildren(group.ids.splice(0), group.count);
        group.count = 0;
        yield;
      }
      group.ids.push(id);
      group.count += count;
    }
    for (const group of groups.values()) {
      this.#keepChildren(group.ids, group.count);
      yield;
    }
  }

  /** The class that a member says it belongs to; 0 if it does not say. */
  #ownerOf(member: number): number {
    let owner = this.#members.get(member)?.number(Ask.TI_GET_CLASSPARENTID) ?? this.#owners.get(member);
    if (owner === undefined) {
      owner = this.#questions.number(member, Ask.TI_GET_CLASSPARENTID) ?? 0;
      this.#owners.set(member, owner);
    }
    return owner;
  }

  #countOf(id: number): number {
    return this.number(id, Ask.TI_GET_CHILDRENCOUNT) ?? 0;
  }

  #firstChild(id: number): number | undefined {
    let first = this.#children.get(id)?.[0] ?? this.#first.get(id);
    if (first === undefined && this.#countOf(id) > 0) {
      first = this.#questions.children(id, 1)[0] ?? 0;
      this.#first.set(id, first);
    }
    return first;
  }

  #keepChildren(ids: readonly number[], count: number): void {
    const lists = ids.length > 0 ? this.#askForChildren(ids, count) : undefined;
    lists?.forEach((list, index) => this.#children.set(ids[index]!, list));
  }

  /** The children of several classes, or of several enumerations; undefined if one request for all fails. */
  #askForChildren(ids: readonly number[], count: number): readonly number[][] | undefined {
    const records = this.#records?.childrenOf(ids, this.number(ids[0]!, Ask.TI_GET_SYMTAG) ?? 0, count);
    if (!records) return undefined;
    const lists = this.#shared(ids, records);
    // Records name their owner. If a type has another number of children than it said, its records must not go to
    // another type.
    if (ids.length > 1 && !lists.every((list, index) => list.every((record) => isOf(record, ids[index]!))))
      return undefined;
    const types: number[] = [];
    for (const record of records) {
      if (isType(record)) types.push(record.id);
      else {
        this.#members.set(record.id, record);
        if (record.asked(Ask.TI_GET_TYPE)) types.push(typeOf(record));
      }
    }
    this.know(types);
    return lists.map((list) => list.map((record) => record.id));
  }

  #knowParameters(functions: readonly number[]): readonly TypeRecord[] {
    const count = functions.reduce((sum, id) => sum + this.#countOf(id), 0);
    const records = count > mostChildren ? undefined : this.#records?.parametersOf(functions, count);
    if (!records) return [];
    for (const record of records) this.#members.set(record.id, record);
    this.#shared(functions, records).forEach((list, index) =>
      this.#children.set(
        functions[index]!,
        list.map((record) => record.id),
      ),
    );
    return records;
  }

  /** Splits the records of one request among the types. */
  #shared(ids: readonly number[], records: readonly TypeRecord[]): readonly TypeRecord[][] {
    let from = 0;
    return ids.map((id) => records.slice(from, (from += this.#countOf(id))));
  }

  #unknown(ids: readonly number[]): number[] {
    return [...new Set(ids)].filter((id) => id !== 0 && !this.#types.has(id));
  }

  #of(id: number): KnownType {
    let known = this.#types.get(id) ?? this.#members.get(id);
    if (!known) {
      known = this.#records?.of([id])?.[0] ?? this.#questions.one(id);
      this.#types.set(id, known);
    }
    return known;
  }
}

const typeOf = (record: TypeRecord): number => record.number(Ask.TI_GET_TYPE) ?? 0;

const isOf = (record: TypeRecord, id: number): boolean => record.number(Ask.TI_GET_CLASSPARENTID) === id;

/** Whether it is a type that is declared inside another one. */
const isType = (record: TypeRecord): boolean => typeTags.has(record.number(Ask.TI_GET_SYMTAG) ?? 0);
const typeTags = new Set<number>([SymTagEnum.SymTagUDT, SymTagEnum.SymTagEnum, SymTagEnum.SymTagTypedef]);

const tagsWithMembers = new Set<number>([SymTagEnum.SymTagUDT, SymTagEnum.SymTagEnum]);

const isFunction = (record: TypeRecord): boolean => record.number(Ask.TI_GET_SYMTAG) === SymTagEnum.SymTagFunctionType;
