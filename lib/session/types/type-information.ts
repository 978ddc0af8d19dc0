import type { DbgHelpToken } from '../../../types/calls';
import { IMAGEHLP_SYMBOL_TYPE_INFO as Ask, SymTagEnum } from '../../../types/constants';
import { DbgHelpError } from '../../native/errors';
import type { SessionCore } from '../core';
import { TypeQuestions, type KnownType } from './type-questions';
import { TypeRecords, type TypeRecord } from './type-records';

/** More than any type has: a damaged PDB may claim anything. */
const mostChildren = 0x10_0000;

/** Answers about the types of one module, by their ids. Undefined and empty stand for no answer. */
export interface TypeAnswers {
  /** What a request answers with a DWORD. */
  number(id: number, request: number): number | undefined;
  /** TI_GET_LENGTH: bytes, or the bits of a bit-field. */
  length(id: number): number | undefined;
  /** TI_GET_ADDRESS. */
  address(id: number): bigint | undefined;
  name(id: number): string;
  children(id: number): readonly number[];
  /** The class or enumeration that the members of this one say they are of; `id` itself where they do not say. */
  definition(id: number): number;
  /** TI_GET_VALUE, as far as the value is an integer. */
  value(id: number): bigint | undefined;
  /** These will be asked for: what can be asked at once is, and what they consist of. */
  know(ids: readonly number[]): void;
  /** These will not be asked for again. */
  forget(ids: readonly number[]): void;
}

/** What the DLL answers, inside a slot. Nothing is asked twice, and where the DLL can, much at once. */
export class TypeInformation implements TypeAnswers {
  readonly #questions: TypeQuestions;
  readonly #records: TypeRecords | undefined;
  readonly #known = new Map<number, KnownType>();
  /** Of classes and enumerations. */
  readonly #first = new Map<number, number>();
  /** Of functions: known, and not asked for yet. */
  readonly #parameters = new Map<number, readonly number[]>();

  constructor({ binding, key }: Pick<SessionCore, 'binding' | 'key'>, api: DbgHelpToken, base: bigint) {
    this.#questions = new TypeQuestions(api, key, base);
    this.#records = binding.has('SymGetTypeInfoEx') ? new TypeRecords(api, key, base, this.#questions) : undefined;
  }

  number(id: number, request: number): number | undefined {
    return this.#of(id).number(request);
  }

  length(id: number): number | undefined {
    return this.#of(id).length;
  }

  address(id: number): bigint | undefined {
    return this.#questions.address(id);
  }

  name(id: number): string {
    return this.#of(id).name;
  }

  value(id: number): bigint | undefined {
    return this.#of(id).value;
  }

  children(id: number): readonly number[] {
    const parameters = this.#parameters.get(id);
    if (parameters) {
      this.#parameters.delete(id);
      return parameters;
    }
    const count = this.#countOf(id);
    if (count === 0) return [];
    if (count > mostChildren) {
      throw new DbgHelpError(
        'DBGHELP_CALL_FAILED',
        `SymGetTypeInfo: type ${String(id)} claims to have ${String(count)} members: its PDB is damaged`,
        { api: 'SymGetTypeInfo' },
      );
    }
    const records = this.#records?.childrenOf(id, this.number(id, Ask.TI_GET_SYMTAG), count);
    if (!records) return this.#questions.children(id, count);
    const types: number[] = [];
    for (const record of records) {
      if (isType(record)) types.push(record.id);
      else {
        this.#known.set(record.id, record);
        if (record.asked(Ask.TI_GET_TYPE)) types.push(typeOf(record));
      }
    }
    this.know(types);
    return records.map((record) => record.id);
  }

  definition(id: number): number {
    const first = this.#firstChild(id);
    const owner = first && this.#questions.number(first, Ask.TI_GET_CLASSPARENTID);
    return owner && owner !== id && this.#firstChild(owner) === first ? owner : id;
  }

  know(ids: readonly number[]): void {
    for (let wanted = this.#unknown(ids); this.#records && wanted.length > 0;) {
      const records = this.#records.of(wanted);
      // Ids that are none: what is really asked for is asked for alone.
      if (!records) return;
      wanted.forEach((id, index) => this.#known.set(id, records[index]!));
      const parameters = this.#knowParameters(wanted.filter((_, index) => isFunction(records[index]!)));
      wanted = this.#unknown([...records, ...parameters].map(typeOf));
    }
  }

  forget(ids: readonly number[]): void {
    for (const id of ids) this.#known.delete(id);
  }

  #countOf(id: number): number {
    return this.number(id, Ask.TI_GET_CHILDRENCOUNT) ?? 0;
  }

  #firstChild(id: number): number | undefined {
    let first = this.#first.get(id);
    if (first === undefined && this.#countOf(id) > 0) {
      first = this.#questions.children(id, 1)[0] ?? 0;
      this.#first.set(id, first);
    }
    return first;
  }

  #knowParameters(functions: readonly number[]): readonly TypeRecord[] {
    const counts = functions.map((id) => this.#countOf(id));
    const count = counts.reduce((sum, one) => sum + one, 0);
    const records = count > mostChildren ? undefined : this.#records?.parametersOf(functions, count);
    if (!records) return [];
    const ids = records.map(({ id }) => id);
    for (const record of records) this.#known.set(record.id, record);
    let from = 0;
    functions.forEach((id, index) => this.#parameters.set(id, ids.slice(from, (from += counts[index]!))));
    return records;
  }

  #unknown(ids: readonly number[]): number[] {
    return [...new Set(ids)].filter((id) => id !== 0 && !this.#known.has(id));
  }

  #of(id: number): KnownType {
    let known = this.#known.get(id);
    if (!known) {
      known = this.#records?.of([id])?.[0] ?? this.#questions.one(id);
      this.#known.set(id, known);
    }
    return known;
  }
}

const typeOf = (record: TypeRecord): number => record.number(Ask.TI_GET_TYPE) ?? 0;

/** Whether it is a type that is declared inside of another. */
const isType = (record: TypeRecord): boolean => typeTags.has(record.number(Ask.TI_GET_SYMTAG) ?? 0);
const typeTags = new Set<number>([SymTagEnum.SymTagUDT, SymTagEnum.SymTagEnum, SymTagEnum.SymTagTypedef]);

const isFunction = (record: TypeRecord): boolean => record.number(Ask.TI_GET_SYMTAG) === SymTagEnum.SymTagFunctionType;
