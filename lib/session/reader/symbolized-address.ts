import { JsonReady } from '../../base/json-ready';

/** A line of source code. */
export interface SourceLine {
  /** The path in the PDB; some DLLs make it absolute. */
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
  /** Bytes between the first address of the line and the address asked for. */
  readonly displacement: number;
}

/** A function whose code was inlined at the address. */
export interface InlinedFrame {
  /** The name in the PDB; some DLLs leave namespaces and classes out. */
  readonly name: string;
  /**
   * The line of this function to which the address belongs. For all but the innermost function, it is the line of a
   * call.
   */
  readonly source?: SourceLine;
}

/** The symbol and line at an address. */
export interface SymbolizedAddress {
  readonly address: bigint;
  /**
   * The precision of the answer. `'line'` is a symbol with its source line, `'symbol'` one without. `'public'` is the
   * nearest public symbol before the address, and `'export'` the nearest exported one: the address may belong to an
   * unknown function after it. `beyond` is set if the address certainly does not belong to the symbol.
   */
  readonly level: 'line' | 'symbol' | 'public' | 'export';
  /** The module's short name. */
  readonly module: string;
  /** The symbol's name, undecorated by default. */
  readonly name: string;
  /** True if the name has the greatest length in some DLLs, so that it may be cut. */
  readonly nameCut?: true;
  /** Bytes between the symbol's address and the address asked for. */
  readonly displacement: bigint;
  /**
   * True if the address certainly does not belong to the symbol, which is only the nearest one before it: the address
   * lies behind the symbol's end, in another section, or in another function of the image's function table. Then there
   * is no `source` and no `inlined` function. Absent otherwise.
   */
  readonly beyond?: true;
  /** Absent if the symbols have no line for the address. */
  readonly source?: SourceLine;
  /** With `inlineFrames`: the functions that were inlined here, innermost first; they are called from `source`. */
  readonly inlined?: readonly InlinedFrame[];
}

/** An address without a symbol. */
export interface UnnamedAddress {
  readonly address: bigint;
  /** `'module'`: only the module is known. `'address'`: not even the module. */
  readonly level: 'module' | 'address';
  /** The module's short name. */
  readonly module: string | null;
  readonly name: null;
  /** Bytes between the module's base, or 0, and the address. */
  readonly displacement: bigint;
}

type Writable<Answer> = { -readonly [Member in keyof Answer]: Answer[Member] };

/**
 * The class of both kinds of answers. Optional members are added afterwards.
 *
 * @internal
 */
export class ToldAddress extends JsonReady {
  declare source?: SourceLine;
  declare beyond?: true;
  declare nameCut?: true;
  declare inlined?: readonly InlinedFrame[];

  readonly address: bigint;
  readonly level: (SymbolizedAddress | UnnamedAddress)['level'];
  readonly module: string | null;
  readonly name: string | null;
  readonly displacement: bigint;

  private constructor(
    address: bigint,
    level: ToldAddress['level'],
    module: string | null,
    name: string | null,
    displacement: bigint,
  ) {
    super();
    this.address = address;
    this.level = level;
    this.module = module;
    this.name = name;
    this.displacement = displacement;
  }

  static named(
    address: bigint,
    level: SymbolizedAddress['level'],
    module: string,
    name: string,
    displacement: bigint,
  ): Writable<SymbolizedAddress> {
    return new ToldAddress(address, level, module, name, displacement) as Writable<SymbolizedAddress>;
  }

  static unnamed(
    address: bigint,
    level: UnnamedAddress['level'],
    module: string | null,
    displacement: bigint,
  ): UnnamedAddress {
    return new ToldAddress(address, level, module, null, displacement) as UnnamedAddress;
  }
}
// Without its constructor, an answer is printed as a plain object.
Reflect.deleteProperty(ToldAddress.prototype, 'constructor');
