import { IMAGEHLP_SYMBOL_TYPE_INFO as Ask, SymTagEnum } from '../../../types/constants';
import { basicTypes } from './type-tables';
import type { TypeAnswers } from './type-answers';

export interface IntegerFormat {
  readonly bits: number;
  readonly signed: boolean;
}

/** The maximum of nested typedefs: more mean damage. */
export const mostTypedefs = 32;

/** How a type stores integers; undefined if it is no integer type. */
export function integerFormat(answers: Pick<TypeAnswers, 'number' | 'length'>, id: number): IntegerFormat | undefined {
  let at: number | undefined = id;
  for (let depth = 0; at !== undefined && depth < mostTypedefs; depth++) {
    const tag = answers.number(at, Ask.TI_GET_SYMTAG);
    if (tag === SymTagEnum.SymTagBaseType || tag === SymTagEnum.SymTagEnum) {
      const { signed } = basicTypes[answers.number(at, Ask.TI_GET_BASETYPE) ?? -1] ?? { signed: true };
      const bits = 8 * (answers.length(at) ?? 0);
      return bits > 0 && bits <= 64 ? { bits, signed } : undefined;
    }
    at = tag === SymTagEnum.SymTagTypedef ? answers.number(at, Ask.TI_GET_TYPE) : undefined;
  }
  return undefined;
}

/**
 * A value, converted according to its type. DLLs choose the VARIANT type by the value alone, so the value -3 of an
 * enumeration may come as 253 or as 4294967293.
 */
export function asInteger(value: bigint, format: IntegerFormat | undefined): bigint {
  if (!format) return value;
  return format.signed ? BigInt.asIntN(format.bits, value) : BigInt.asUintN(format.bits, value);
}
