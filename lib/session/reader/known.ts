import type { SymbolizedAddress, UnnamedAddress } from './symbolized-address';

/**
 * A symbol, as far as it is the same for all of its addresses.
 *
 * @internal
 */
export interface KnownSymbol {
  readonly module: string;
  readonly name: string;
  /** Of its addresses without a line. */
  readonly level: 'symbol' | 'public' | 'export';
  readonly begin: bigint;
  readonly base: bigint;
  readonly index: number;
  readonly size: number;
}

/**
 * A line, as far as it is the same for all of its addresses.
 *
 * @internal
 */
export interface KnownLine {
  readonly file: string;
  readonly line: number;
  readonly begin: bigint;
}

/** What DbgHelp said of an address: null for a symbol says that it has none. */
export interface KnownAnswer {
  readonly symbol: KnownSymbol | null;
  readonly line: KnownLine | undefined;
}

/** What there is to say of an address. */
export type Answer = SymbolizedAddress | UnnamedAddress | null;
