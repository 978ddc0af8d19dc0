import type { DbgHelpToken } from '../../../types/calls';
import { IMAGEHLP_SYMBOL_TYPE_INFO as Ask } from '../../../types/constants';
import { unchecked } from '../../dll/dbghelp';
import type { Unchecked } from '../../ffi/bound-function';
import { takeWideText } from '../../win32/own-memory';
import { pointerBits } from '../../base/architecture';
import { variantInteger } from './variant';

/** The known facts about one type or member. */
export interface KnownType {
  number(request: number): number | undefined;
  readonly length: number | undefined;
  readonly name: string;
  readonly value: bigint | undefined;
}

/** Asks single questions about types: SymGetTypeInfo, inside a slot. */
export class TypeQuestions {
  readonly #getTypeInfo: Unchecked;
  readonly #key: bigint;
  readonly #base: bigint;
  readonly #number = new Uint32Array(1);
  readonly #long = new BigUint64Array(1);
  readonly #variant = new Uint8Array(24);

  constructor(api: DbgHelpToken, key: bigint, base: bigint) {
    this.#getTypeInfo = unchecked(api, 'SymGetTypeInfo');
    this.#key = key;
    this.#base = base;
  }

  number(id: number, request: number): number | undefined {
    return this.#ask(id, request, this.#number) ? this.#number[0] : undefined;
  }

  /** TI_GET_LENGTH. */
  length(id: number): number | undefined {
    return this.#ask(id, Ask.TI_GET_LENGTH, this.#long) ? Number(this.#long[0]) : undefined;
  }

  /** TI_GET_ADDRESS. */
  address(id: number): bigint | undefined {
    return this.#ask(id, Ask.TI_GET_ADDRESS, this.#long) ? this.#long[0] : undefined;
  }

  name(id: number): string {
    this.#long[0] = 0n;
    if (!this.#ask(id, Ask.TI_GET_SYMNAME, this.#long)) return '';
    return takeWideText(BigInt.asUintN(pointerBits, this.#long[0]));
  }

  /** The value, if it is an integer. */
  value(id: number): bigint | undefined {
    return this.#ask(id, Ask.TI_GET_VALUE, this.#variant) ? variantInteger(this.#variant) : undefined;
  }

  /** The first `count` children. */
  children(id: number, count: number): readonly number[] {
    // TI_FINDCHILDREN_PARAMS: Count, Start, ChildId.
    const children = new Uint32Array(2 + count);
    children[0] = count;
    return this.#ask(id, Ask.TI_FINDCHILDREN, children) ? Array.from(children.subarray(2)) : [];
  }

  /** A type whose facts are asked for at their first use. */
  one(id: number): KnownType {
    return new AskedType(this, id);
  }

  #ask(id: number, request: number, into: Uint32Array | BigUint64Array | Uint8Array): boolean {
    return this.#getTypeInfo(this.#key, this.#base, id, request, into) !== 0;
  }
}

class AskedType implements KnownType {
  readonly #questions: TypeQuestions;
  readonly #id: number;
  readonly #answers = new Map<number, unknown>();

  constructor(questions: TypeQuestions, id: number) {
    this.#questions = questions;
    this.#id = id;
  }

  number(request: number): number | undefined {
    return this.#once(request, () => this.#questions.number(this.#id, request));
  }

  get length(): number | undefined {
    return this.#once(Ask.TI_GET_LENGTH, () => this.#questions.length(this.#id));
  }

  get name(): string {
    return this.#once(Ask.TI_GET_SYMNAME, () => this.#questions.name(this.#id));
  }

  get value(): bigint | undefined {
    return this.#once(Ask.TI_GET_VALUE, () => this.#questions.value(this.#id));
  }

  #once<T>(request: number, ask: () => T): T {
    if (!this.#answers.has(request)) this.#answers.set(request, ask());
    return this.#answers.get(request) as T;
  }
}
