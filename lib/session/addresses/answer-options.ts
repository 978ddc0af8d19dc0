import { checkBoolean } from '../../base/checks';
import type { OptionNames } from '../../base/option-names';

/**
 * The options of `symbolize` and `symbolizeAll`, for sessions and pools. Each option is declared, named and checked
 * here.
 */

export interface SymbolizeOptions {
  /**
   * Add `inlined`: the functions that were inlined at the address. Needs DbgHelp 6.2; with an older DLL the call is
   * rejected with `DBGHELP_NOT_EXPORTED`.
   */
  readonly inlineFrames?: boolean | undefined;
  /** If there is no symbol, give the module of the address, or an answer without a module, instead of null. */
  readonly degrade?: boolean | undefined;
  /**
   * Whether the session answers from its cache, without asking DbgHelp again; the default is true. The cache is
   * bounded. It is cleared when a module is loaded or unloaded, when a symbol is added or removed, and after any raw
   * call.
   */
  readonly cache?: boolean | undefined;
}

export const symbolizeNames: OptionNames<SymbolizeOptions> = { inlineFrames: true, degrade: true, cache: true };

export interface SymbolizeAllOptions extends SymbolizeOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * Whether to skip addresses between two addresses with the same function and line: the answers are the same, and come
   * faster. False asks DbgHelp for every address. The default is true with DLLs for which every byte of several images
   * was compared. Other DLLs are asked for every address until some thousand answers of a module have confirmed the
   * rule; after a counterexample, always. `diagnostics().dll.shortcut` tells which applies.
   */
  readonly shortcut?: boolean | undefined;
  /** Called after each slice of a few milliseconds. */
  readonly onProgress?: ((progress: { readonly done: number; readonly total: number }) => void) | undefined;
}

export const symbolizeAllNames: OptionNames<SymbolizeAllOptions> = {
  ...symbolizeNames,
  signal: true,
  shortcut: true,
  onProgress: true,
};

export type SymbolizeStreamOptions = Omit<SymbolizeAllOptions, 'onProgress'>;

export const symbolizeStreamNames: OptionNames<SymbolizeStreamOptions> = {
  ...symbolizeNames,
  signal: true,
  shortcut: true,
};

/** The options that a pool accepts and sends to its processes. */
export type SentAnswerOptions = Omit<SymbolizeAllOptions, 'cache' | 'signal' | 'onProgress'>;

export const sentAnswerNames: OptionNames<SentAnswerOptions> = { inlineFrames: true, degrade: true, shortcut: true };

/** The options with defaults filled in. */
export interface AnswerOptions extends Readonly<Record<keyof SymbolizeOptions, boolean>> {
  /** `'probe'`: only in modules whose answers have confirmed the rule. */
  readonly shortcut: boolean | 'probe';
}

export function checkAnswers(
  { inlineFrames, degrade, cache }: SymbolizeOptions,
  api: string,
): Omit<AnswerOptions, 'shortcut'> {
  return {
    inlineFrames: inlineFrames !== undefined && checkBoolean(inlineFrames, `${api}: \`inlineFrames\``),
    degrade: degrade !== undefined && checkBoolean(degrade, `${api}: \`degrade\``),
    cache: cache === undefined || checkBoolean(cache, `${api}: \`cache\``),
  };
}
