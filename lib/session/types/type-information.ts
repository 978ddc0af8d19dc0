import type { DbgHelpToken } from '../../../types/calls';
import { IMAGEHLP_SYMBOL_TYPE_INFO as Ask } from '../../../types/constants';
import type { TI_FINDCHILDREN_PARAMS } from '../../../types/structures';
import { localFree } from '../../memory';
import { structures } from '../../native/abi/structures';
import { DbgHelpError } from '../../native/errors';
import { readString } from '../../native/memory';
import { pointerBits } from '../../native/pointer-size';
import { defineStruct } from '../../native/struct';

const childrenParams = defineStruct<TI_FINDCHILDREN_PARAMS>(structures.TI_FINDCHILDREN_PARAMS);

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
  /** TI_GET_VALUE, as far as the value is an integer. */
  value(id: number): bigint | undefined;
}

/** VARIANT's integers by their VARTYPE: bits, and whether they have a sign. */
const variantIntegers: Readonly<Record<number, readonly [bits: number, signed: boolean]>> = {
  2: [16, true], // VT_I2
  3: [32, true], // VT_I4
  11: [16, true], // VT_BOOL
  16: [8, true], // VT_I1
  17: [8, false], // VT_UI1
  18: [16, false], // VT_UI2
  19: [32, false], // VT_UI4
  20: [64, true], // VT_I8
  21: [64, false], // VT_UI8
  22: [32, true], // VT_INT
  23: [32, false], // VT_UINT
};

/** The integer that a VARIANT holds. */
export function variantInteger(bytes: Uint8Array): bigint | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [bits, signed] = variantIntegers[view.getUint16(0, true)] ?? [];
  if (bits === undefined) return undefined;
  const value = view.getBigUint64(8, true);
  return signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
}

/** Asks SymGetTypeInfo, inside a slot. */
export class TypeInformation implements TypeAnswers {
  readonly #api: DbgHelpToken;
  readonly #key: bigint;
  readonly #base: bigint;
  readonly #number = new Uint32Array(1);
  readonly #long = new BigUint64Array(1);
  readonly #variant = new Uint8Array(24);

  constructor(api: DbgHelpToken, key: bigint, base: bigint) {
    this.#api = api;
    this.#key = key;
    this.#base = base;
  }

  number(id: number, request: number): number | undefined {
    return this.#ask(id, request, this.#number) ? this.#number[0] : undefined;
  }

  length(id: number): number | undefined {
    return this.#ask(id, Ask.TI_GET_LENGTH, this.#long) ? Number(this.#long[0]) : undefined;
  }

  address(id: number): bigint | undefined {
    return this.#ask(id, Ask.TI_GET_ADDRESS, this.#long) ? this.#long[0] : undefined;
  }

  name(id: number): string {
    this.#long[0] = 0n;
    if (!this.#ask(id, Ask.TI_GET_SYMNAME, this.#long)) return '';
    const pointer = BigInt.asUintN(pointerBits, this.#long[0]);
    if (pointer === 0n) return '';
    try {
      return readString(pointer, 'utf16') ?? '';
    } finally {
      localFree(pointer);
    }
  }

  children(id: number): readonly number[] {
    const count = this.number(id, Ask.TI_GET_CHILDRENCOUNT) ?? 0;
    if (count === 0) return [];
    if (count > mostChildren) {
      throw new DbgHelpError(
        'DBGHELP_CALL_FAILED',
        `SymGetTypeInfo: type ${String(id)} claims to have ${String(count)} members: its PDB is damaged`,
        { api: 'SymGetTypeInfo' },
      );
    }
    const params = childrenParams.alloc(count);
    params.Count = count;
    return this.#ask(id, Ask.TI_FINDCHILDREN, params.bytes) ? params.ChildId : [];
  }

  value(id: number): bigint | undefined {
    return this.#ask(id, Ask.TI_GET_VALUE, this.#variant) ? variantInteger(this.#variant) : undefined;
  }

  #ask(id: number, request: number, into: Uint32Array | BigUint64Array | Uint8Array): boolean {
    return this.#api.SymGetTypeInfo.raw(this.#key, this.#base, id, request, into);
  }
}
