import { checkBoolean, checkInteger } from '../../base/checks';
import type { SessionCore } from '../core';
import type { LineRecord, LineTable } from './line-table';
import { hasName, parseLocation, type Location } from '../location';
import { placeOf } from '../names/names';
import { ModuleLines } from './module-lines';
import { chosenModules, inModule } from './module-turns';
import { sourceFileNames, type SourceFileOptions } from './source-files';
import { wantedFile } from './source-paths';
import { eventLoopTurn } from '../../base/event-loop-turn';
import { Slice } from '../slices';
import { checkOptionNames, type OptionNames } from '../../base/option-names';

export interface LinesOptions extends SourceFileOptions {
  /**
   * Whether to find also the copies of lines in functions into which they were inlined. The first call looks at every
   * byte of the module's code, which takes seconds for a megabyte. Needs DbgHelp 6.2; with an older DLL the call is
   * rejected with `DBGHELP_NOT_EXPORTED`.
   */
  readonly inlined?: boolean | undefined;
}

const linesNames: OptionNames<LinesOptions> = { ...sourceFileNames, inlined: true };

export interface AddressesOfLineOptions extends LinesOptions {
  /** If the line has no code, find the next line of the file that has. */
  readonly nearest?: boolean | undefined;
}

const addressesOfLineNames: OptionNames<AddressesOfLineOptions> = { ...linesNames, nearest: true };

/** @internal */
export async function lines(core: SessionCore, file: string, options: LinesOptions): Promise<LineRecord[]> {
  const api = 'SymbolSession.lines';
  checkOptionNames(options, linesNames, api);
  const wanted = wantedFile(file, api);
  return (await tables(core, wanted, options, api)).flatMap((table) => table.select(wanted)).sort(byAddress);
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
  const all = await tables(core, wanted, options, api);
  const exact = all.flatMap((table) => table.select(wanted, line));
  return (exact.length > 0 || !nearest ? exact : nextLines(all, wanted, line)).sort(byAddress);
}

/** For each file, the records of the first line with code after the given one. */
function nextLines(all: readonly LineTable[], wanted: (file: string) => boolean, line: number): LineRecord[] {
  const first = new Map<string, number>();
  const after = all.flatMap((table) => table.select(wanted)).filter((record) => record.line > line);
  for (const record of after) first.set(record.file, Math.min(record.line, first.get(record.file) ?? Infinity));
  return after.filter((record) => record.line === first.get(record.file));
}

/** @internal */
export function nextLine(core: SessionCore, address: Location): Promise<LineRecord | null> {
  return besideLine(core, address, 'SymbolSession.nextLine', (table, rva) => {
    const row = table.countBefore(rva + 1);
    return row < table.length ? table.lastAt(table.rvas[row]!) : null;
  });
}

/** @internal */
export function previousLine(core: SessionCore, address: Location): Promise<LineRecord | null> {
  return besideLine(core, address, 'SymbolSession.previousLine', (table, rva) => {
    // The line before the one that contains the address, or the last one before the address.
    const current = table.countBefore(rva + 1) - 1;
    const begin = current < 0 ? 0 : table.rvas[current]!;
    const isInside = current >= 0 && (rva === begin || rva < begin + table.sizes[current]!);
    const row = isInside ? table.countBefore(begin) - 1 : current;
    return row < 0 ? null : table.lastAt(table.rvas[row]!);
  });
}

async function besideLine(
  core: SessionCore,
  address: Location,
  api: string,
  find: (table: LineTable, rva: number) => LineRecord | null,
): Promise<LineRecord | null> {
  const parsed = parseLocation(address, api, core);
  const location = hasName(parsed) ? await placeOf(core, parsed, api) : parsed;
  return core.runLooking(api, core.modulesAt(location), async (token) => {
    const at = core.resolve(location);
    const module = at === undefined ? undefined : core.modules.containing(at);
    if (at === undefined || !module) return null;
    const known = await ModuleLines.of(core, token, module);
    return find(known.table(token), Number(at - module.base));
  });
}

/** The tables that may have lines of a file. */
async function tables(
  core: SessionCore,
  wanted: (file: string) => boolean,
  { module, inlined = false, signal }: LinesOptions,
  api: string,
): Promise<LineTable[]> {
  checkBoolean(inlined, `${api}: \`inlined\``);
  const found: LineTable[] = [];
  for (const chosen of await chosenModules(core, module, api, signal)) {
    const known = await inModule(
      core,
      chosen,
      api,
      (token, lines) => {
        if (!lines.files(token).some(wanted)) return undefined;
        found.push(lines.table(token));
        return lines;
      },
      signal,
    );
    if (inlined && known) found.push(await inlinedTable(core, known, api, signal));
  }
  return found;
}

async function inlinedTable(
  core: SessionCore,
  known: ModuleLines,
  api: string,
  signal: AbortSignal | undefined,
): Promise<LineTable> {
  for (;;) {
    const table = await inModule(
      core,
      known.module,
      api,
      (token) => {
        const search = known.inlined();
        search.advance(token, new Slice());
        return search.table;
      },
      signal,
    );
    if (table) return table;
    await eventLoopTurn();
  }
}

function byAddress(one: LineRecord, other: LineRecord): number {
  return one.address < other.address ? -1 : one.address > other.address ? 1 : 0;
}
