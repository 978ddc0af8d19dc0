import type { DbgHelpToken } from '../../../types/calls';
import { SymTagEnum, SYMOPT } from '../../../types/constants';
import { ascending } from '../addresses/ascending';
import type { SessionCore } from '../core';
import { ConstantValues } from '../types/constant-values';
import { foundSymbol, isConstant, type FoundSymbol } from '../reader/found-symbol';
import type { SymbolModule } from '../modules/module';
import { inSlices } from '../slices';
import { enumerateModule, ignoresCase, withUndecorated, type ModuleQuery } from './symbol-enumeration';

/**
 * The symbols of a module by their very names. DLLs take a name for a mask, match decorated names where they give readable ones, or
 * compare only so many characters: so a module's symbols are listed once, and what is kept of each is a hash of its name,
 * and the number by which SymFromIndexW gives the symbol.
 */
interface NameIndex {
  /** In ascending order. */
  readonly hashes: Uint32Array;
  /** What SymFromIndexW takes, at the same places. */
  readonly numbers: Uint32Array;
}

/** Readable names and decorated ones. */
interface Kept {
  /** `Lookup.generation` as of then. */
  readonly generation: number;
  readonly rawTurns: number | undefined;
  readonly indexes: Map<boolean, NameIndex>;
}

const kept = new WeakMap<SymbolModule, Kept>();

/** Names as the linker has them: of C++, and of what has a calling convention. */
const isDecorated = /^\?.*@/s;
const mayBeDecorated = /^[?_@]|@\d+$/;

/**
 * The symbols that have this name, or the linker's name that is spelled so, in the order in which the DLL lists them.
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
  const givesReadable = (token.SymGetOptions.raw() & SYMOPT.UNDNAME) !== 0;
  if (givesReadable && !isDecorated.test(name)) {
    const found = await inIndex(core, token, module, name, true, api);
    if (found.length > 0 || !mayBeDecorated.test(name)) return found;
  }
  return inIndex(core, token, module, name, false, api);
}

/** Names are told apart by case, unless the session was told otherwise. */
export function nameTest(token: DbgHelpToken, name: string): (other: string) => boolean {
  const anyCase = ignoresCase(token);
  const lower = name.toLowerCase();
  return (other) => other === name || (anyCase && other.toLowerCase() === lower);
}

async function inIndex(
  core: SessionCore,
  token: DbgHelpToken,
  module: SymbolModule,
  name: string,
  undecorated: boolean,
  api: string,
): Promise<FoundSymbol[]> {
  const isIt = nameTest(token, name);
  const where = ({ name: other }: FoundSymbol): boolean => isIt(other);
  if (!core.binding.has('SymFromIndexW')) return listed(core, token, module, { api, undecorated, where });
  const numbers = numbersOf(await indexOf(core, token, module, undecorated, api), hashOf(name));
  const found: FoundSymbol[] = [];
  const constants = new ConstantValues(token, core.key, module.base);
  let given = 0;
  withUndecorated(token, undecorated, () => {
    for (const number of numbers) {
      const symbol = core.lookup.atNumber(token, module.base, number);
      if (!symbol) continue;
      given++;
      const value = isConstant(symbol) ? constants.of(symbol) : undefined;
      const known = core.text.read(token, symbol.Name);
      if (isIt(known)) found.push(foundSymbol(symbol, module, value, known));
    }
  });
  // A DLL that numbers symbols, and does not know them by their numbers.
  return given === numbers.length ? found : listed(core, token, module, { api, undecorated, where });
}

async function listed(
  core: SessionCore,
  token: DbgHelpToken,
  module: SymbolModule,
  asked: Listing,
): Promise<FoundSymbol[]> {
  const found: FoundSymbol[] = [];
  for (const query of queriesOf(core, asked)) {
    const queue = await enumerateModule(core, token, module, query, Infinity);
    for (let symbol = queue.shift(); symbol; symbol = queue.shift()) found.push(foundSymbol(symbol, module));
  }
  return found;
}

type Listing = Required<Pick<ModuleQuery, 'api' | 'where'>> & { readonly undecorated: boolean };

/** Decorated names are those of public symbols, which some DLLs leave out of enumerations where private ones are. */
function queriesOf({ binding }: SessionCore, asked: Listing): readonly ModuleQuery[] {
  const all = { ...asked, names: '*' };
  return asked.undecorated || !binding.has('SymSearchW')
    ? [all]
    : [all, { ...all, tag: SymTagEnum.SymTagPublicSymbol, searched: true }];
}

async function indexOf(
  core: SessionCore,
  token: DbgHelpToken,
  module: SymbolModule,
  undecorated: boolean,
  api: string,
): Promise<NameIndex> {
  const { generation, rawTurns } = core.lookup;
  let entry = kept.get(module);
  if (entry?.generation !== generation || entry.rawTurns !== rawTurns) {
    kept.set(module, (entry = { generation, rawTurns, indexes: new Map() }));
  }
  let index = entry.indexes.get(undecorated);
  if (!index) entry.indexes.set(undecorated, (index = await listedIndex(core, token, module, undecorated, api)));
  return index;
}

async function listedIndex(
  core: SessionCore,
  token: DbgHelpToken,
  module: SymbolModule,
  undecorated: boolean,
  api: string,
): Promise<NameIndex> {
  const hashes: number[] = [];
  const numbers: number[] = [];
  const seen = new Set<number>();
  const where = ({ name, index }: FoundSymbol): boolean => {
    if (!seen.has(index)) {
      seen.add(index);
      hashes.push(hashOf(name));
      numbers.push(index);
    }
    return false;
  };
  await listed(core, token, module, { api, undecorated, where });
  const sorted = await inSlices(ascending({ keys: Uint32Array.from(hashes), values: Uint32Array.from(numbers) }));
  return { hashes: sorted.keys, numbers: sorted.values };
}

function numbersOf({ hashes, numbers }: NameIndex, hash: number): Uint32Array {
  let low = 0;
  let high = hashes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (hashes[middle]! < hash) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (hashes[end] === hash) end++;
  return numbers.subarray(low, end);
}

/** FNV-1a, whatever the case: one index serves both. */
function hashOf(name: string): number {
  const text = name.toLowerCase();
  let hash = 0x811c_9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193);
  return hash >>> 0;
}
