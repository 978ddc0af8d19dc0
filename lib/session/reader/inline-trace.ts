import type { DbgHelpToken } from '../../../types/calls';
import { IMAGEHLP_LINEW64 } from '../../ffi/structures';
import { isHiddenLine } from '../lines/hidden-lines';

/** The inlined functions that cover an address: first ask for their number, then for each. */
export class InlineTrace {
  readonly #key: bigint;
  readonly #context = new Uint32Array(1);
  readonly #frame = new Uint32Array(1);
  /** The line that `lineOf` found. */
  readonly line = IMAGEHLP_LINEW64.alloc();
  readonly lineDisplacement = new Uint32Array(1);

  constructor(key: bigint) {
    this.#key = key;
  }

  /** The number of inlined functions at an address; then `contextOf` and `lineOf` refer to that address. */
  depth(api: DbgHelpToken, address: bigint): number {
    const depth = api.SymAddrIncludeInlineTrace.raw(this.#key, address);
    if (depth === 0) return 0;
    const found = api.SymQueryInlineTrace.raw(this.#key, address, 0, address, address, this.#context, this.#frame);
    return found ? depth : 0;
  }

  /** The inline context of one of them; 0 is the innermost. */
  contextOf(index: number): number {
    return this.#context[0]! + index;
  }

  /** Finds the line of one of them; false if the symbols have none. */
  lineOf(api: DbgHelpToken, address: bigint, index: number): boolean {
    const context = this.contextOf(index);
    const { line, lineDisplacement } = this;
    const found = api.SymGetLineFromInlineContextW.raw(this.#key, address, context, 0, lineDisplacement, line);
    return found && !isHiddenLine(line.LineNumber);
  }
}
