import type { DbgHelpToken } from '../../../types/calls';
import { IMAGEHLP_GET_TYPE_INFO, IMAGEHLP_SYMBOL_TYPE_INFO as Ask, SymTagEnum } from '../../../types/constants';
import { IMAGEHLP_GET_TYPE_INFO_PARAMS } from '../../ffi/structures';
import { unchecked } from '../../dll/dbghelp';
import { addressOf } from '../../dll/raw-memory';
import type { Unchecked } from '../../ffi/bound-function';
import { takeWideText } from '../../win32/own-memory';
import { pointerBits } from '../../base/architecture';
import type { KnownType, TypeQuestions } from './type-questions';
import { variantBytes, variantInteger } from './variant';

/** Many questions about many types with one call: SymGetTypeInfoEx, which not every DLL has. */

/** DLLs refuse bits for tags that do not exist. */
const allTags = (1n << BigInt(SymTagEnum.SymTagMax)) - 1n;

/** The sizes of answers that are no DWORD. */
const answerBytes: Readonly<Record<number, number>> = {
  [Ask.TI_GET_SYMNAME]: pointerBits / 8,
  [Ask.TI_GET_LENGTH]: 8,
  [Ask.TI_GET_VALUE]: variantBytes,
};

const sizeOfAnswer = (request: number): number => answerBytes[request] ?? 4;

/**
 * Questions that are asked together, and the places of their answers in a record. Each takes its time, so only needed
 * ones are asked.
 */
class Questions {
  readonly columns: readonly (number | undefined)[];
  readonly offsets: readonly number[];
  readonly stride: number;
  readonly count: number;
  readonly #kinds: Uint32Array;
  readonly #places: BigUint64Array | Uint32Array;
  readonly #sizes: Uint32Array;

  constructor(...asked: number[]) {
    // Records stay in memory for long, so there is nothing between the answers: large ones come first.
    const requests = asked.toSorted((one, other) => sizeOfAnswer(other) - sizeOfAnswer(one));
    const sizes = requests.map(sizeOfAnswer);
    const offsets: number[] = [];
    const bytes = sizes.reduce((offset, size) => {
      offsets.push(offset);
      return offset + size;
    }, 0);
    this.stride = Math.ceil(bytes / 8) * 8;
    const columns: (number | undefined)[] = [];
    requests.forEach((request, column) => (columns[request] = column));
    this.columns = columns;
    this.offsets = offsets;
    this.count = requests.length;
    this.#kinds = Uint32Array.from(requests);
    this.#places = pointerBits === 64 ? BigUint64Array.from(offsets, BigInt) : Uint32Array.from(offsets);
    this.#sizes = Uint32Array.from(sizes);
  }

  putInto(params: IMAGEHLP_GET_TYPE_INFO_PARAMS): void {
    params.NumReqs = this.count;
    params.ReqKinds = addressOf(this.#kinds);
    params.ReqOffsets = addressOf(this.#places);
    params.ReqSizes = addressOf(this.#sizes);
    params.ReqStride = BigInt(this.stride);
  }
}

const ofTypes = new Questions(
  Ask.TI_GET_SYMTAG,
  Ask.TI_GET_SYMNAME,
  Ask.TI_GET_LENGTH,
  Ask.TI_GET_TYPE,
  Ask.TI_GET_BASETYPE,
  Ask.TI_GET_COUNT,
  Ask.TI_GET_CHILDRENCOUNT,
  Ask.TI_GET_CLASSPARENTID,
  Ask.TI_GET_UDTKIND,
  Ask.TI_GET_IS_REFERENCE,
  Ask.TI_GET_CALLING_CONVENTION,
);
/** Questions about children, by the tag of their parent. */
const ofChildren: Readonly<Record<number, Questions>> = {
  [SymTagEnum.SymTagUDT]: new Questions(
    Ask.TI_GET_SYMTAG,
    Ask.TI_GET_SYMINDEX,
    Ask.TI_GET_SYMNAME,
    Ask.TI_GET_TYPE,
    Ask.TI_GET_DATAKIND,
    Ask.TI_GET_OFFSET,
    Ask.TI_GET_BITPOSITION,
    Ask.TI_GET_CLASSPARENTID,
  ),
  [SymTagEnum.SymTagEnum]: new Questions(
    Ask.TI_GET_SYMTAG,
    Ask.TI_GET_SYMINDEX,
    Ask.TI_GET_SYMNAME,
    Ask.TI_GET_VALUE,
    Ask.TI_GET_CLASSPARENTID,
  ),
};
const ofParameters = new Questions(Ask.TI_GET_SYMTAG, Ask.TI_GET_SYMINDEX, Ask.TI_GET_TYPE);

/** The answers about one type or member from one request; other facts are asked for when they are needed. */
export class TypeRecord implements KnownType {
  readonly id: number;
  readonly #questions: Questions;
  readonly #data: DataView;
  readonly #from: number;
  readonly #valid: number;
  readonly #name: string | undefined;
  readonly #others: TypeQuestions;
  #rest: KnownType | undefined;

  constructor(questions: Questions, data: DataView, from: number, valid: number, others: TypeQuestions, id?: number) {
    this.#questions = questions;
    this.#data = data;
    this.#from = from;
    this.#valid = valid;
    this.#others = others;
    this.id = id ?? this.number(Ask.TI_GET_SYMINDEX) ?? 0;
    const at = this.#placeOf(Ask.TI_GET_SYMNAME);
    this.#name = at === undefined ? undefined : at === null ? '' : takeName(data, at);
  }

  /** Whether the question was part of the request. */
  asked(request: number): boolean {
    return this.#questions.columns[request] !== undefined;
  }

  number(request: number): number | undefined {
    const at = this.#placeOf(request);
    if (at === undefined) return this.#restOf().number(request);
    return at === null ? undefined : this.#data.getUint32(at, true);
  }

  get length(): number | undefined {
    const at = this.#placeOf(Ask.TI_GET_LENGTH);
    if (at === undefined) return this.#restOf().length;
    return at === null ? undefined : Number(this.#data.getBigUint64(at, true));
  }

  get name(): string {
    return this.#name ?? this.#restOf().name;
  }

  get value(): bigint | undefined {
    const at = this.#placeOf(Ask.TI_GET_VALUE);
    if (at === undefined) return this.#restOf().value;
    return at === null ? undefined : variantInteger(new Uint8Array(this.#data.buffer, at, variantBytes));
  }

  /** The place of an answer; null if there is no answer, undefined if the question was not asked. */
  #placeOf(request: number): number | null | undefined {
    const column = this.#questions.columns[request];
    if (column === undefined) return undefined;
    return (this.#valid & (1 << column)) === 0 ? null : this.#from + this.#questions.offsets[column]!;
  }

  #restOf(): KnownType {
    return (this.#rest ??= this.#others.one(this.id));
  }
}

function takeName(data: DataView, from: number): string {
  return takeWideText(pointerBits === 64 ? data.getBigUint64(from, true) : BigInt(data.getUint32(from, true)));
}

/** Requests records of one module, inside a slot. */
export class TypeRecords {
  readonly #getTypeInfoEx: Unchecked;
  readonly #key: bigint;
  readonly #base: bigint;
  readonly #others: TypeQuestions;
  readonly #parameters = IMAGEHLP_GET_TYPE_INFO_PARAMS.alloc();

  /** @param others - asks further questions */
  constructor(api: DbgHelpToken, key: bigint, base: bigint, others: TypeQuestions) {
    this.#getTypeInfoEx = unchecked(api, 'SymGetTypeInfoEx');
    this.#key = key;
    this.#base = base;
    this.#others = others;
    this.#parameters.TagFilter = allTags;
  }

  /** A record for each id, in order; undefined if DbgHelp does not know one of them. */
  of(ids: readonly number[]): TypeRecord[] | undefined {
    return this.#ask(ofTypes, ids, ids.length);
  }

  /** Records of all children of classes, or of enumerations, parent by parent; undefined if there are not `count`. */
  childrenOf(ids: readonly number[], tag: number, count: number): TypeRecord[] | undefined {
    const questions = ofChildren[tag];
    return questions && this.#ask(questions, ids, count, true);
  }

  /** Records of all IMAGEHLP_GET_TYPE_INFO_PARAMS, function by function; undefined if there are not `count` in all. */
  parametersOf(functions: readonly number[], count: number): TypeRecord[] | undefined {
    return this.#ask(ofParameters, functions, count, true);
  }

  #ask(questions: Questions, ids: readonly number[], count: number, children = false): TypeRecord[] | undefined {
    if (count === 0) return [];
    const given = Uint32Array.from(ids);
    const valid = new BigUint64Array(count);
    const bytes = new Uint8Array(count * questions.stride);
    const params = this.#parameters;
    questions.putInto(params);
    params.Flags = children ? IMAGEHLP_GET_TYPE_INFO.CHILDREN : 0;
    params.NumIds = given.length;
    params.TypeIds = addressOf(given);
    params.BufferSize = BigInt(bytes.length);
    params.Buffer = addressOf(bytes);
    params.EntriesFilled = 0;
    params.NumReqsValid = count;
    params.ReqsValid = addressOf(valid);
    const answered = this.#getTypeInfoEx(this.#key, this.#base, params.bytes) !== 0;
    const data = new DataView(bytes.buffer);
    const records: TypeRecord[] = [];
    // Even if the call failed: names must be freed.
    for (let index = 0; index < Math.min(params.EntriesFilled, count); index++) {
      const bits = Number(valid[index]);
      const id = children ? undefined : ids[index];
      records.push(new TypeRecord(questions, data, index * questions.stride, bits, this.#others, id));
    }
    return answered && records.length === count ? records : undefined;
  }
}
