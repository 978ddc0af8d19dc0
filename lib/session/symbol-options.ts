import { SYMOPT } from '../../types/constants';
import { checkBoolean } from '../base/checks';
import { checkOptionNames } from '../base/option-names';

/** What a session may change of how DbgHelp looks for symbols; each is a SYMOPT flag of its own. */
const flags = {
  /** Names are matched whatever their case. */
  caseInsensitive: SYMOPT.CASE_INSENSITIVE,
  /** Names are given undecorated; on unless switched off. */
  undecorate: SYMOPT.UNDNAME,
  /** Symbols are loaded when they are first needed; on unless switched off. */
  deferredLoads: SYMOPT.DEFERRED_LOADS,
  /** Source lines are loaded; on unless switched off. */
  loadLines: SYMOPT.LOAD_LINES,
  /** A PDB that does not match its image exactly is never used. */
  exactSymbols: SYMOPT.EXACT_SYMBOLS,
  /** A PDB is used even if its signature does not match. Wrong names are likely. */
  loadAnything: SYMOPT.LOAD_ANYTHING,
  /** Public symbols are not used. */
  noPublics: SYMOPT.NO_PUBLICS,
  /** Private symbols are not used. */
  publicsOnly: SYMOPT.PUBLICS_ONLY,
  /** Public symbols are searched last of all; some DLLs then find hardly any. */
  autoPublics: SYMOPT.AUTO_PUBLICS,
  /** 32-bit modules of a 64-bit process are seen; on unless switched off. */
  include32BitModules: SYMOPT.INCLUDE_32BIT_MODULES,
  /** The CodeView record of an image is ignored when its PDB is looked for. */
  ignoreCodeViewRecord: SYMOPT.IGNORE_CVREC,
  /** DbgHelp reports what it does to a registered callback. */
  debug: SYMOPT.DEBUG,
} as const;

/** The options of a word, by name. */
export function namedOptions(word: number): Required<SymbolOptions> {
  const set = Object.entries(flags).map(([name, flag]) => [name, (word & flag) !== 0]);
  return Object.fromEntries(set) as Required<SymbolOptions>;
}

export type SymbolOptions = { readonly [Name in keyof typeof flags]?: boolean | undefined };

/** @internal */
export const symbolOptionNames = Object.fromEntries(Object.keys(flags).map((name) => [name, true as const]));

const defaults =
  SYMOPT.UNDNAME | SYMOPT.DEFERRED_LOADS | SYMOPT.LOAD_LINES | SYMOPT.INCLUDE_32BIT_MODULES | SYMOPT.OMAP_FIND_NEAREST;

/** Whatever is asked for: no dialogs, no prompts. */
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
