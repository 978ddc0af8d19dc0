import type { SymbolizedAddress, UnnamedAddress } from './symbolized-address';

/**
 * The facts about a symbol that are the same for all of its addresses.
 *
 * @internal
 */
export interface KnownSymbol {
  readonly module: string;
  readonly name: string;
  /** The level of its addresses without a line. */
  readonly level: 'symbol' | 'public' | 'export';
  readonly begin: bigint;
  readonly base: bigint;
  readonly index: number;
  readonly size: number;
}

/**
 * The facts about a line that are the same for all of its addresses.
 *
 * @internal
 */
export interface KnownLine {
  readonly file: string;
  readonly line: number;
  readonly begin: bigint;
}

/** DbgHelp's answer for an address; a null symbol means that it has none. */
export interface KnownAnswer {
  readonly symbol: KnownSymbol | null;
  readonly line: KnownLine | undefined;
}

/** @internal */
export const noSymbol: KnownAnswer = { symbol: null, line: undefined };

/** An answer for the caller. */
export type Answer = SymbolizedAddress | UnnamedAddress | null;
