import type { DbgHelpToken } from '../../../types/calls';
import { checkInteger, checkText, wrongType } from '../../base/checks';
import { typeIdsAreAddresses } from '../../dll/differences';
import { readMemory } from '../../win32/own-memory';
import type { SessionCore } from '../core';
import { loadBeforeListing, pieceThere, type Waiting } from '../listings/list';
import { checkProgress, type ListingProgressOption } from '../listings/progress';
import { SymbolModule } from '../modules/module';
import { inSlices, Slice } from '../slices';
import { wildcard } from '../names/mask-matcher';
import { withSingleStars } from '../names/symbol-mask';
import type { DataType, TypeHead, TypeKind, TypeReference } from './data-type';
import { DistinctTypes, examineTypes, noForms, type TypeForms } from './distinct-types';
import { eachType, findTypeId, firstTypeId, isPlainName, listingOfMask, listingOfName } from './finding';
import { lazyTypes, readType, typeReader, typesThere } from './module-types';
import type { ListedType } from './type-listing';
import { typeFromText } from './type-texts';
import { checkOptionNames, type OptionNames } from '../../base/option-names';

export interface TypesOptions extends ListingProgressOption {
  /** Search only this module. By default all are searched, or those that the mask names. */
  readonly module?: SymbolModule | string | undefined;
  /** The maximum number of types. */
  readonly limit?: number | undefined;
  /** The longest wait for the next one, in milliseconds; no limit by default. The loop is then rejected with `DBGHELP_TIMEOUT`. */
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

const typesNames: OptionNames<TypesOptions> = {
  module: true,
  limit: true,
  timeout: true,
  signal: true,
  onProgress: true,
};

/** A symbol with a type: a result of `findSymbol`, or an address in a module and the TypeIndex of a raw call. */
export interface TypedSymbol {
  readonly address: bigint;
  readonly typeIndex: number;
}

const qualified = /^([^!]+)!([^]*)$/;

/**
 * Finds a type by its name, with or without a module.
 *
 * @internal
 */
export async function findType(core: SessionCore, name: string): Promise<DataType | null> {
  const api = 'SymbolSession.type';
  checkText(name, `${api}: \`name\``);
  const [, moduleName, plain = name] = qualified.exec(name) ?? [];
  if (plain === '') return null;
  return core.runLooking(api, core.modules.chosen(moduleName), async (token) => {
    for (const module of core.modules.chosen(moduleName)) {
      await core.loadSymbolsAt(token, module.base);
      const id = await findTypeId(core, token, module, plain, { api });
      const type = id === undefined ? null : await readType(core, token, module, id);
      if (type) return type;
    }
    return null;
  });
}

/** @internal */
export async function typeOfSymbol(core: SessionCore, symbol: TypedSymbol): Promise<DataType | null> {
  const api = 'SymbolSession.typeOf';
  const given: unknown = symbol;
  if (typeof given !== 'object' || given === null || typeof symbol.address !== 'bigint') {
    throw wrongType(`${api}: \`symbol\``, 'a symbol with address and typeIndex', symbol);
  }
  const id = checkInteger(symbol.typeIndex, 0, 0xffff_ffff, `${api}: \`typeIndex\``);
  return core.runLooking(api, core.modulesAt(symbol.address), async (token) => {
    const module = core.modules.containing(symbol.address);
    if (!module) return null;
    await core.loadSymbolsAt(token, module.base);
    if (!isPlausible(core, token, module, id)) return null;
    return readType(core, token, module, id);
  });
}

function isPlausible(core: SessionCore, api: DbgHelpToken, module: SymbolModule, id: number): boolean {
  if (id === 0) return false;
  const areAddresses = typeIdsAreAddresses(core.binding.library, () => firstTypeId(core, api, module));
  return !areAddresses || readMemory(BigInt(id), 64) !== undefined;
}

/** @internal */
export function listTypes(core: SessionCore, mask: string, options: TypesOptions): AsyncIterable<DataType> {
  const api = 'SymbolSession.types';
  checkOptionNames(options, typesNames, api);
  const [, moduleMask, plain = mask] = qualified.exec(checkText(mask, `${api}: \`mask\``)) ?? [];
  const limit = options.limit === undefined ? Infinity : checkInteger(options.limit, 0, 2 ** 31, `${api}: \`limit\``);
  const { module, signal, onProgress } = options;
  checkProgress(onProgress, api);
  if (module instanceof SymbolModule) module.assertLoaded(api, core);
  else if (module !== undefined) checkText(module, `${api}: \`module\``);
  core.assertOpen(api);
  return generateTypes(core, { api, module, moduleMask, mask: plain, limit, signal, onProgress });
}

interface Listing extends Waiting {
  readonly module: SymbolModule | string | undefined;
  readonly moduleMask: string | undefined;
  readonly mask: string;
  readonly limit: number;
}

/** The number of types read in one slot of this thread, ahead of the loop. */
const batchSize = 32;
/** The number of types that the other thread is asked for at once. It gives as many as a piece has time for. */
const batchThere = 256;
/** The number of listed types that are examined in one slot at most. */
const examinedAtOnce = 1024;

async function* generateTypes(core: SessionCore, listing: Listing): AsyncGenerator<DataType, void, undefined> {
  const { api, limit, signal, onProgress } = listing;
  const inMask = listing.moduleMask === undefined ? undefined : wildcard(listing.moduleMask);
  const modules = await core.run(api, () => core.modules.chosen(listing.module, inMask), signal);
  let left = limit;
  for (const module of modules) {
    if (left <= 0) return;
    const listed = await core.runLong(api, (token) => collectIds(core, token, module, listing), signal);
    const ids = (await distinctIds(core, module, listed, listing)).subarray(0, left);
    left -= ids.length;
    const slice = new Slice();
    const reference = lazyTypes(core, module);
    for (let from = 0; from < ids.length;) {
      const read = (token: DbgHelpToken): Promise<Batch> =>
        readBatch(core, token, module, ids.subarray(from, from + batchThere), reference, listing);
      onProgress?.({ stage: 'reading', module: module.name, done: from, total: ids.length });
      const { types, count } = await core.runLong(api, read, signal);
      from += count;
      slice.renew();
      for (const type of types) {
        module.assertLoaded(api);
        yield type;
        // Anything may have happened while the loop's body ran.
        signal?.throwIfAborted();
        if (slice.isOver) await slice.next();
      }
    }
    onProgress?.({ stage: 'reading', module: module.name, done: ids.length, total: ids.length });
  }
}

/** Collects the listed types as ids: a listed type takes some bytes until it is read. */
async function collectIds(
  core: SessionCore,
  api: DbgHelpToken,
  module: SymbolModule,
  listing: Listing,
): Promise<Uint32Array> {
  module.assertLoaded('SymbolSession.types');
  await loadBeforeListing(core, api, module, listing);
  const mask = withSingleStars(listing.mask);
  const listed = new Set<number>();
  if (mask !== '') {
    const request = (isPlainName(mask) ? listingOfName : listingOfMask)(core, api, module, mask);
    const take = ({ TypeIndex }: ListedType): boolean => {
      listed.add(TypeIndex);
      return true;
    };
    await eachType(core, api, module, request, take, listing);
  }
  return Uint32Array.from(listed);
}

/** Finds the distinct types, with a turn of the queue for each piece. */
async function distinctIds(
  core: SessionCore,
  module: SymbolModule,
  listed: Uint32Array,
  { api, signal }: Listing,
): Promise<Uint32Array> {
  const distinct = new DistinctTypes();
  for (let from = 0; from < listed.length;) {
    const ids = listed.subarray(from, from + examinedAtOnce);
    const examine = async (token: DbgHelpToken): Promise<TypeForms> => {
      module.assertLoaded(api);
      const there = await pieceThere(core, token, module, typesThere(core, module, 'typeForms', ids), { api, signal });
      if (there) return there;
      const found = noForms();
      await inSlices(examineTypes(typeReader(core, token, module), ids, found));
      return found;
    };
    const found = await core.runLong(api, examine, signal);
    distinct.add(found);
    from += found.meant.length;
  }
  return distinct.ids;
}

/** Types that were read. */
interface Batch {
  readonly types: Iterable<DataType>;
  /** The number of ids that were read. */
  readonly count: number;
}

async function readBatch(
  core: SessionCore,
  api: DbgHelpToken,
  module: SymbolModule,
  ids: Uint32Array,
  reference: (head: TypeHead<TypeKind>) => TypeReference,
  { api: caller, signal }: Listing,
): Promise<Batch> {
  module.assertLoaded(caller);
  const work = typesThere(core, module, 'readTypes', ids);
  const there = await pieceThere(core, api, module, work, { api: caller, signal });
  if (there) return { types: typesOf(there.texts, reference), count: there.count };
  const some = ids.subarray(0, batchSize);
  const types = await inSlices(typeReader(core, api, module).readAll(Array.from(some)));
  return { types, count: some.length };
}

/** Makes one type at a time. */
function* typesOf(
  texts: readonly string[],
  reference: (head: TypeHead<TypeKind>) => TypeReference,
): Generator<DataType> {
  for (const text of texts) yield typeFromText(text, reference);
}
