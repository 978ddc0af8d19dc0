import type { DbgHelpToken } from '../../../types/calls';
import { SymTagEnum, SYMOPT } from '../../../types/constants';
import { countWhile } from '../../base/sorted';
import { ascending } from '../addresses/ascending';
import type { SessionCore } from '../core';
import { ConstantValues } from '../types/constant-values';
import { foundSymbol, isConstant, type FoundSymbol } from '../reader/found-symbol';
import type { SymbolModule } from '../modules/module';
import { inSlices } from '../slices';
import { enumerateModule, ignoresCase, withUndecorated, type ModuleQuery } from './symbol-enumeration';

/**
 * Finds the symbols of a module by their exact names. DLLs take a name for a mask, match decorated names even if they
 * give readable ones, or compare only some characters. So the symbols of a module are listed once. For each, the index
 * keeps a hash of its name and its number for SymFromIndexW.
 */
interface NameIndex {
  /** In ascending order. */
  readonly hashes: Uint32Array;
  /** The numbers for SymFromIndexW, in the same order. */
  readonly numbers: Uint32Array;
}

/** The indexes of readable and of decorated names. */
interface Kept {
  /** The value of `Answers.generation` when they were made. */
  readonly generation: number;
  readonly rawTurns: number | undefined;
  readonly indexes: Map<boolean, NameIndex>;
}

const kept = new WeakMap<SymbolModule, Kept>();

/** Decorated names, as the linker writes them: those of C++, and those with a calling convention. */
const isDecorated = /^\?.*@/s;
const mayBeDecorated = /^[?_@]|@\d+$/;

/**
 * The symbols with exactly this readable or decorated name, in the DLL's order.
 *
 * @internal
 */
export async function symbolsNamed(
  core: SessionCore,
  token: DbgHelpToken,
  module: SymbolModule,
  name: string,
  api: string,
): Promise<FoundSymbol[]> {
  const listing = new NameListing(core, token, module, api);
  const givesReadable = (token.SymGetOptions.raw() & SYMOPT.UNDNAME) !== 0;
  if (givesReadable && !isDecorated.test(name)) {
    const found = await listing.named(name, true);
    if (found.length > 0 || !mayBeDecorated.test(name)) return found;
  }
  return listing.named(name, false);
}

/** Compares names case-sensitively, unless the session has `caseInsensitive`. */
export function nameTest(token: DbgHelpToken, name: string): (other: string) => boolean {
  const anyCase = ignoresCase(token);
  const lower = name.toLowerCase();
  return (other) => other === name || (anyCase && other.toLowerCase() === lower);
}

/** Looks up names in a module, for one call. */
class NameListing {
  readonly #core: SessionCore;
  readonly #token: DbgHelpToken;
  readonly #module: SymbolModule;
  readonly #api: string;

  constructor(core: SessionCore, token: DbgHelpToken, module: SymbolModule, api: string) {
    this.#core = core;
    this.#token = token;
    this.#module = module;
    this.#api = api;
  }

  async named(name: string, undecorated: boolean): Promise<FoundSymbol[]> {
    const core = this.#core;
    const token = this.#token;
    const module = this.#module;
    const isIt = nameTest(token, name);
    const where = ({ name: other }: FoundSymbol): boolean => isIt(other);
    if (!core.binding.has('SymFromIndexW')) return this.#listed(undecorated, where);
    const numbers = numbersOf(await this.#index(undecorated), hashOf(name));
    const found: FoundSymbol[] = [];
    const constants = new ConstantValues(token, core.key, module.base);
    let given = 0;
    withUndecorated(token, undecorated, () => {
      for (const number of numbers) {
        const symbol = core.reader.atNumber(token, module.base, number);
        if (!symbol) continue;
        given++;
        const value = isConstant(symbol) ? constants.of(symbol) : undefined;
        const known = core.text.read(token, symbol.Name);
        if (isIt(known)) found.push(foundSymbol(symbol, module, value, known));
      }
    });
    // Some DLLs number symbols, but do not find them by their numbers.
    return given === numbers.length ? found : this.#listed(undecorated, where);
  }

  async #listed(undecorated: boolean, where: (symbol: FoundSymbol) => boolean): Promise<FoundSymbol[]> {
    const found: FoundSymbol[] = [];
    for (const query of queriesOf(this.#core, { api: this.#api, undecorated, where })) {
      const queue = await enumerateModule(this.#core, this.#token, this.#module, query, Infinity);
      for (let symbol = queue.shift(); symbol; symbol = queue.shift()) found.push(foundSymbol(symbol, this.#module));
    }
    return found;
  }

  async #index(undecorated: boolean): Promise<NameIndex> {
    const { generation, rawTurns } = this.#core.answers;
    let entry = kept.get(this.#module);
    if (entry?.generation !== generation || entry.rawTurns !== rawTurns) {
      kept.set(this.#module, (entry = { generation, rawTurns, indexes: new Map() }));
    }
    let index = entry.indexes.get(undecorated);
    if (!index) entry.indexes.set(undecorated, (index = await this.#listedIndex(undecorated)));
    return index;
  }

  async #listedIndex(undecorated: boolean): Promise<NameIndex> {
    const hashes: number[] = [];
    const numbers: number[] = [];
    const seen = new Set<number>();
    await this.#listed(undecorated, ({ name, index }) => {
      if (!seen.has(index)) {
        seen.add(index);
        hashes.push(hashOf(name));
        numbers.push(index);
      }
      return false;
    });
    const sorted = await inSlices(ascending({ keys: Uint32Array.from(hashes), values: Uint32Array.from(numbers) }));
    return { hashes: sorted.keys, numbers: sorted.values };
  }
}

type Listing = Required<Pick<ModuleQuery, 'api' | 'where'>> & { readonly undecorated: boolean };

/** Decorated names belong to public symbols. Some DLLs leave these out of enumerations if there are private ones. */
function queriesOf({ binding }: SessionCore, asked: Listing): readonly ModuleQuery[] {
  const all = { ...asked, names: '*' };
  return asked.undecorated || !binding.has('SymSearchW')
    ? [all]
    : [all, { ...all, tag: SymTagEnum.SymTagPublicSymbol, searched: true }];
}

function numbersOf({ hashes, numbers }: NameIndex, hash: number): Uint32Array {
  const first = countWhile(hashes.length, (at) => hashes[at]! < hash);
  let end = first;
  while (hashes[end] === hash) end++;
  return numbers.subarray(first, end);
}

/** FNV-1a, ignoring case, so that one index serves both kinds of comparison. */
function hashOf(name: string): number {
  const text = name.toLowerCase();
  let hash = 0x811c_9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193);
  return hash >>> 0;
}
