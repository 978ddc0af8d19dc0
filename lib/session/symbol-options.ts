import { SYMOPT } from '../../types/constants';
import { checkBoolean } from '../base/checks';
import { checkOptionNames } from '../base/option-names';

/** The options of DbgHelp that a session may change; each is a SYMOPT flag. */
const flags = {
  /** Compare names without regard to case. */
  caseInsensitive: SYMOPT.CASE_INSENSITIVE,
  /** Give undecorated names; the default. */
  undecorate: SYMOPT.UNDNAME,
  /** Load symbols at their first use; the default. */
  deferredLoads: SYMOPT.DEFERRED_LOADS,
  /** Load source lines; the default. */
  loadLines: SYMOPT.LOAD_LINES,
  /** Never use a PDB that does not match its image exactly. */
  exactSymbols: SYMOPT.EXACT_SYMBOLS,
  /** Use a PDB even if its signature does not match. Wrong names are likely. */
  loadAnything: SYMOPT.LOAD_ANYTHING,
  /** Do not use public symbols. */
  noPublics: SYMOPT.NO_PUBLICS,
  /** Do not use private symbols. */
  publicsOnly: SYMOPT.PUBLICS_ONLY,
  /** Search public symbols last; some DLLs then find hardly any. */
  autoPublics: SYMOPT.AUTO_PUBLICS,
  /** See the 32-bit modules of a 64-bit process; the default. */
  include32BitModules: SYMOPT.INCLUDE_32BIT_MODULES,
  /** Ignore the CodeView record of an image in the search for its PDB. */
  ignoreCodeViewRecord: SYMOPT.IGNORE_CVREC,
  /** Make DbgHelp report its actions to a registered callback. */
  debug: SYMOPT.DEBUG,
} as const;

/** Names the options in a word of SYMOPT flags. */
export function namedOptions(word: number): Required<SymbolOptions> {
  const set = Object.entries(flags).map(([name, flag]) => [name, (word & flag) !== 0]);
  return Object.fromEntries(set) as Required<SymbolOptions>;
}

export type SymbolOptions = { readonly [Name in keyof typeof flags]?: boolean | undefined };

/** @internal */
export const symbolOptionNames = Object.fromEntries(Object.keys(flags).map((name) => [name, true as const]));

const defaults =
  SYMOPT.UNDNAME | SYMOPT.DEFERRED_LOADS | SYMOPT.LOAD_LINES | SYMOPT.INCLUDE_32BIT_MODULES | SYMOPT.OMAP_FIND_NEAREST;

/** Always set: no dialogs, no prompts. */
const always = SYMOPT.FAIL_CRITICAL_ERRORS | SYMOPT.NO_PROMPTS;

export function optionWord(options: unknown): number {
  const label = 'SymbolSession.open: `options`';
  if (options !== undefined) checkOptionNames(options, symbolOptionNames, 'SymbolSession.open');
  let word = defaults | always;
  for (const [name, value] of Object.entries(options ?? {})) {
    if (value === undefined) continue;
    const flag = flags[name as keyof typeof flags];
    word = checkBoolean(value, `${label}.${name}`) ? word | flag : word & ~flag;
  }
  return word >>> 0;
}
