import type { DbgHelpToken } from '../../../types/calls';
import { checkBoolean, checkInteger } from '../../base/checks';
import { byKey } from '../../base/sorted';
import type { SessionCore } from '../core';
import { listingOf, type Listing, type Source } from '../listing';
import type { LineRecord, LineTable } from './line-table';
import { hasName, parseLocation, type Location } from '../location';
import type { SymbolModule } from '../modules/module';
import { placeOf } from '../names/names';
import type { Waiting } from '../listings/list';
import { checkProgress, type ListingProgressOption } from '../listings/progress';
import { ModuleLines } from './module-lines';
import { chosenModules, inModule } from './module-turns';
import { sourceFileNames, type SourceFileOptions } from './source-files';
import { wantedFile } from './source-paths';
import { eventLoopTurn } from '../../base/event-loop-turn';
import { inSlices, Slice } from '../slices';
import { checkOptionNames, type OptionNames } from '../../base/option-names';

export interface LinesOptions extends SourceFileOptions, ListingProgressOption {
  /**
   * Whether to find also the copies of lines in functions into which they were inlined. The first call looks at every
   * byte of the module's code, which takes seconds for a megabyte. Needs DbgHelp 6.2; with an older DLL the call is
   * rejected with `DBGHELP_NOT_EXPORTED`.
   */
  readonly inlined?: boolean | undefined;
}

const linesNames: OptionNames<LinesOptions> = { ...sourceFileNames, inlined: true, onProgress: true };

export interface AddressesOfLineOptions extends LinesOptions {
  /** If the line has no code, find the next line of the file that has. */
  readonly nearest?: boolean | undefined;
}

const addressesOfLineNames: OptionNames<AddressesOfLineOptions> = { ...linesNames, nearest: true };

const allFiles = '*';

/** @internal */
export function lines(core: SessionCore, file: string, options: LinesOptions): Listing<LineRecord> {
  return listingOf(beginLines(core, file, options));
}

async function beginLines(core: SessionCore, file: string, options: LinesOptions): Promise<Source<LineRecord>> {
  const api = 'SymbolSession.lines';
  checkOptionNames(options, linesNames, api);
  const all = file === allFiles;
  const wanted = all ? (): boolean => true : wantedFile(file, api);
  const search = await beginSearch(core, { wanted, all }, options, api);
  return { core, api, signal: search.signal, blocks: () => blocksOf(search) };
}

async function* blocksOf(search: LineSearch): AsyncGenerator<LineRecord[], void, undefined> {
  for (const module of search.modules) {
    const chosen: ChosenRows[] = [];
    for (const { known, table } of await tablesOf(search, module)) {
      chosen.push(await measured(search, { known, table, rows: await inSlices(table.rowsOf(search.wanted)) }));
    }
    yield* inBlocks(chosen);
  }
}

/** @internal */
export async function addressesOfLine(
  core: SessionCore,
  file: string,
  line: number,
  options: AddressesOfLineOptions,
): Promise<LineRecord[]> {
  const api = 'SymbolSession.addressesOfLine';
  checkOptionNames(options, addressesOfLineNames, api);
  const wanted = wantedFile(file, api);
  checkInteger(line, 1, 0xffff_ffff, `${api}: \`line\``);
  const nearest = checkBoolean(options.nearest ?? false, `${api}: \`nearest\``);
  const search = await beginSearch(core, { wanted, all: false }, options, api);
  const all: KnownTable[] = [];
  for (const module of search.modules) all.push(...(await tablesOf(search, module)));
  const exact = await chooseRows(all, wanted, line);
  const found =
    exact.some(({ rows }) => rows.length > 0) || !nearest ? exact : nextRows(await chooseRows(all, wanted), line);
  for (const each of found) await measured(search, each);
  return [...inBlocks(found)].flat();
}

async function chooseRows(
  tables: readonly KnownTable[],
  wanted: (file: string) => boolean,
  line?: number,
): Promise<ChosenRows[]> {
  const chosen: ChosenRows[] = [];
  for (const each of tables) chosen.push({ ...each, rows: await inSlices(each.table.rowsOf(wanted, line)) });
  return chosen;
}

/** For each file, the rows of the first line with code after the given one. */
function nextRows(all: readonly ChosenRows[], line: number): ChosenRows[] {
  const first = new Map<string, number>();
  const after = all.map(({ known, table, rows: some }) => {
    const rows = some.filter((row) => table.lineAt(row) > line);
    for (const row of rows) {
      const file = table.fileAt(row);
      first.set(file, Math.min(table.lineAt(row), first.get(file) ?? Infinity));
    }
    return { known, table, rows };
  });
  return after.map(({ known, table, rows }) => {
    return { known, table, rows: rows.filter((row) => table.lineAt(row) === first.get(table.fileAt(row))) };
  });
}

/** @internal */
export function nextLine(core: SessionCore, address: Location): Promise<LineRecord | null> {
  return besideLine(core, address, 'SymbolSession.nextLine', (table, rva) => {
    const row = table.countBefore(rva + 1);
    return row < table.length ? table.lastAt(table.rvas[row]!) : undefined;
  });
}

/** @internal */
export function previousLine(core: SessionCore, address: Location): Promise<LineRecord | null> {
  return besideLine(core, address, 'SymbolSession.previousLine', (table, rva, measure) => {
    // The line before the one that contains the address, or the last one before the address.
    const current = table.lastAt(rva);
    if (current < 0) return undefined;
    measure(current);
    const begin = table.rvas[current]!;
    const isInside = rva === begin || rva < begin + table.sizeAt(current);
    const row = isInside ? table.countBefore(begin) - 1 : current;
    return row < 0 ? undefined : table.lastAt(table.rvas[row]!);
  });
}

async function besideLine(
  core: SessionCore,
  address: Location,
  api: string,
  find: (table: LineTable, rva: number, measure: (row: number) => void) => number | undefined,
): Promise<LineRecord | null> {
  const parsed = parseLocation(address, api, core);
  const location = hasName(parsed) ? await placeOf(core, parsed, api) : parsed;
  return core.runLooking(api, core.modulesAt(location), async (token) => {
    const at = core.resolve(location);
    const module = at === undefined ? undefined : core.modules.containing(at);
    if (at === undefined || !module) return null;
    const known = await ModuleLines.of(core, token, module, {});
    const table = await known.table(token, { api });
    const measure = (row: number): void => {
      known.measure(token, table, Uint32Array.of(row), 0, new Slice());
    };
    const row = find(table, Number(at - module.base), measure);
    if (row === undefined) return null;
    measure(row);
    return table.record(row);
  });
}

/** A search for lines of some files, whose modules are chosen. */
interface LineSearch extends Waiting {
  readonly core: SessionCore;
  readonly wanted: (file: string) => boolean;
  /** Whether all files are. */
  readonly all: boolean;
  /** By base. */
  readonly modules: readonly SymbolModule[];
  readonly inlined: boolean;
}

interface KnownTable {
  readonly known: ModuleLines;
  readonly table: LineTable;
}

interface ChosenRows extends KnownTable {
  readonly rows: Uint32Array;
}

async function beginSearch(
  core: SessionCore,
  files: Pick<LineSearch, 'wanted' | 'all'>,
  { module, inlined = false, signal, onProgress }: LinesOptions,
  api: string,
): Promise<LineSearch> {
  checkBoolean(inlined, `${api}: \`inlined\``);
  checkProgress(onProgress, api);
  const modules = [...(await chosenModules(core, module, api, signal))].sort(byKey(({ base }) => base));
  return { core, api, ...files, modules, inlined, signal, onProgress };
}

/** The tables of a module that may have lines of the files. */
async function tablesOf(search: LineSearch, module: SymbolModule): Promise<KnownTable[]> {
  const { core, wanted, all, inlined } = search;
  const found: KnownTable[] = [];
  const known = await inModule(core, module, search, async (token, lines) => {
    if (!all && !(await lines.files(token, search)).some(wanted)) return undefined;
    found.push({ known: lines, table: await lines.table(token, search, all) });
    return lines;
  });
  if (inlined && known) found.push({ known, table: await inlinedTable(search, known) });
  return found;
}

/** Finds the sizes of the rows, in slices. */
async function measured(search: LineSearch, chosen: ChosenRows): Promise<ChosenRows> {
  const { known, table, rows } = chosen;
  const { module } = known;
  for (let at = table.isMeasured ? rows.length : 0; at < rows.length;) {
    if (at > 0) await eventLoopTurn();
    const job = (token: DbgHelpToken): number => known.measure(token, table, rows, at, new Slice());
    at = await inModule(search.core, module, search, job);
    search.onProgress?.({ stage: 'reading', module: module.name, done: at, total: rows.length });
  }
  return chosen;
}

/** The number of records that a listing holds: few, because V8 gives more memory to a program that holds more. */
const recordsInBlock = 256;

/** The records of tables by address, and of one address in the order of the tables; a block of them at a time. */
function* inBlocks(chosen: readonly ChosenRows[]): Generator<LineRecord[], void, undefined> {
  const left = chosen.filter(({ rows }) => rows.length > 0).map((each) => ({ ...each, at: 0 }));
  const addressOf = ({ known, table, rows, at }: (typeof left)[number]): bigint =>
    known.module.base + BigInt(table.rvas[rows[at]!]!);
  for (let block: LineRecord[] = []; ; block = []) {
    while (block.length < recordsInBlock && left.length > 0) {
      let first = left[0]!;
      for (const each of left) if (each !== first && addressOf(each) < addressOf(first)) first = each;
      block.push(first.table.record(first.rows[first.at++]!));
      if (first.at === first.rows.length) left.splice(left.indexOf(first), 1);
    }
    if (block.length === 0) return;
    yield block;
  }
}

async function inlinedTable(search: LineSearch, known: ModuleLines): Promise<LineTable> {
  for (;;) {
    const table = await inModule(search.core, known.module, search, async (token) => {
      const inlined = known.inlined();
      await inlined.advance(token, new Slice());
      return inlined.table;
    });
    if (table) return table;
    await eventLoopTurn();
  }
}
