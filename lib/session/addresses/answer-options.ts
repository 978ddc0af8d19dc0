import { checkBoolean } from '../../base/checks';
import type { OptionNames } from '../../base/option-names';

/** The options of `symbolize` and `symbolizeAll`, of sessions and of pools: each is declared, named and checked here. */

export interface SymbolizeOptions {
  /**
   * Add `inlined`: the functions that were inlined at the address. Since DbgHelp 6.2: an older DLL is
   * `DBGHELP_NOT_EXPORTED`.
   */
  readonly inlineFrames?: boolean | undefined;
  /** Where no symbol is, say which module the address lies in, or that there is none, instead of null. */
  readonly degrade?: boolean | undefined;
  /**
   * Whether an address that was asked for before is answered without asking DbgHelp again; the default is true. What is
   * kept is bounded, and dropped when a module is loaded or unloaded, a symbol is added or removed, and after any raw call.
   */
  readonly cache?: boolean | undefined;
}

export const symbolizeNames: OptionNames<SymbolizeOptions> = { inlineFrames: true, degrade: true, cache: true };

export interface SymbolizeAllOptions extends SymbolizeOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * Whether addresses are left out that lie between two of the same function and line: the answers are the same, and
   * come faster. False asks DbgHelp for every address. The default is true with the DLLs for which that was compared for
   * every byte of several images. Others are asked for every address until some thousand answers of a module have shown
   * the same, and for good where one has shown otherwise: `diagnostics().dll.shortcut` says what is known of this one.
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

/** What a pool takes of them and sends to its processes. */
export type SentAnswerOptions = Omit<SymbolizeAllOptions, 'cache' | 'signal' | 'onProgress'>;

export const sentAnswerNames: OptionNames<SentAnswerOptions> = { inlineFrames: true, degrade: true, shortcut: true };

/** What was asked for, with the defaults. */
export interface AnswerOptions extends Readonly<Record<keyof SymbolizeOptions, boolean>> {
  /** `'probe'`: where answers have shown that it may be taken. */
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
