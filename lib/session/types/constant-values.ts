import type { DbgHelpToken } from '../../../types/calls';
import { SYMFLAG } from '../../../types/constants';
import type { SymbolFields } from '../reader/found-symbol';
import { asInteger, integerFormat, type IntegerFormat } from './integers';
import { TypeQuestions } from './type-questions';

type Constant = Pick<SymbolFields, 'Flags' | 'Value' | 'Index' | 'TypeIndex'>;

/** The values of constants in one module, inside a slot. */
export class ConstantValues {
  readonly #questions: TypeQuestions;
  readonly #formats = new Map<number, IntegerFormat | undefined>();

  constructor(api: DbgHelpToken, key: bigint, base: bigint) {
    this.#questions = new TypeQuestions(api, key, base);
  }

  /** Some DLLs leave Value empty without telling so; then the symbol's TI_GET_VALUE counts. */
  of({ Flags, Value, Index, TypeIndex }: Constant): bigint {
    const asked = (Flags & SYMFLAG.VALUEPRESENT) === 0 ? this.#questions.value(Index) : undefined;
    return asInteger(asked ?? Value, this.#formatOf(TypeIndex));
  }

  #formatOf(type: number): IntegerFormat | undefined {
    if (!this.#formats.has(type))
      this.#formats.set(type, type === 0 ? undefined : integerFormat(this.#questions, type));
    return this.#formats.get(type);
  }
}
