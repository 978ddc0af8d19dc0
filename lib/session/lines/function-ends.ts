import type { DbgHelpToken } from '../../../types/calls';
import { unchecked } from '../../dll/dbghelp';
import type { Unchecked } from '../../ffi/bound-function';
import { SYMBOL_INFOW } from '../../ffi/structures';
import type { ListedModule } from '../listings/listing-side';

/** Where the functions of a module end, inside a slot: SymFromAddrW. It is asked for offsets that mostly ascend. */
export class FunctionEnds {
  readonly #symFromAddr: Unchecked;
  readonly #key: bigint;
  readonly #base: bigint;
  // Names do not matter.
  readonly #symbol = SYMBOL_INFOW.alloc(1);
  readonly #displacement = new BigUint64Array(1);
  #from = 0;
  #end = 0;

  constructor(api: DbgHelpToken, { key, base }: ListedModule) {
    this.#symFromAddr = unchecked(api, 'SymFromAddrW');
    this.#key = key;
    this.#base = base;
  }

  /** The end of the function at an offset; something before the offset if DbgHelp does not know it. */
  of(rva: number): number {
    // Most rows lie in the function of the row before them.
    if (rva < this.#from || rva >= this.#end) {
      this.#from = rva;
      this.#end = this.#ask(rva);
    }
    return this.#end;
  }

  #ask(rva: number): number {
    const address = this.#base + BigInt(rva);
    const { bytes } = this.#symbol;
    if (this.#symFromAddr(this.#key, address, this.#displacement, bytes) === 0) return 0;
    const { Address: begin, Size: size } = this.#symbol;
    // For an address that belongs to nothing, some DLLs give a symbol that lies elsewhere.
    return begin === address - this.#displacement[0]! ? Number(begin - this.#base) + size : 0;
  }
}
