import { JsonReady } from '../../base/json-ready';

/** A line of source code. */
export interface SourceLine {
  /** As the PDB has it; some DLLs make it an absolute path. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Bytes between the first address of the line and the address asked for. */
  readonly displacement: number;
}

/** A function whose code was inlined where the address is. */
export interface InlinedFrame {
  /** As the PDB has it; some DLLs leave namespaces and classes out. */
  readonly name: string;
  /** The line of this function that the address belongs to: for all but the innermost one, a call. */
  readonly source?: SourceLine;
}

/** What is at an address. */
export interface SymbolizedAddress {
  readonly address: bigint;
  /**
   * What the answer is worth: `'line'` is a symbol with its source line, `'symbol'` one without. `'public'` is the nearest
   * public symbol before the address and `'export'` the nearest exported one: the address may belong to a function
   * after it, of which nothing is known. Where it is known not to belong to the symbol, there is `beyond`.
   */
  readonly level: 'line' | 'symbol' | 'public' | 'export';
  /** The module's short name. */
  readonly module: string;
  /** The symbol's name, undecorated unless the session says otherwise. */
  readonly name: string;
  /** True where the name is as long as names get in some DLLs, and may go on. */
  readonly nameCut?: true;
  /** Bytes between the symbol's address and the address asked for. */
  readonly displacement: bigint;
  /**
   * Whether the address is known not to belong to the symbol, which is only the nearest one before it: it lies behind the symbol's
   * end, in another section, or in another function of the image's function table. Then there is no `source`, and nothing
   * inlined. Absent where that is not so.
   */
  readonly beyond?: true;
  /** Absent where the symbols have no lines for the address. */
  readonly source?: SourceLine;
  /** With `inlineFrames`: the functions that were inlined here, innermost first; they are called from `source`. */
  readonly inlined?: readonly InlinedFrame[];
}

/** An address where no symbol is. */
export interface UnnamedAddress {
  readonly address: bigint;
  /** `'module'`: a module is all that is known. `'address'`: not even that. */
  readonly level: 'module' | 'address';
  /** The module's short name. */
  readonly module: string | null;
  readonly name: null;
  /** Bytes between the module's base, or 0, and the address. */
  readonly displacement: bigint;
}

type Writable<Answer> = { -readonly [Member in keyof Answer]: Answer[Member] };

/**
 * Both, as they are made. What is not always there is put in afterwards.
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
// So that it is printed like what it is: a plain object.
Reflect.deleteProperty(ToldAddress.prototype, 'constructor');
