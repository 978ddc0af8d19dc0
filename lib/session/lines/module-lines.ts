import type { DbgHelpToken } from '../../../types/calls';
import type { SessionCore } from '../core';
import { listModule, loadBeforeListing, type ModuleListing, type Waiting } from '../listings/list';
import { FunctionEnds } from './function-ends';
import { InlinedLines } from './inlined-lines';
import { listLines, listSourceFiles, type LineListing } from './line-listing';
import type { LineColumns } from './line-rows';
import { LineTable } from './line-table';
import type { SymbolModule } from '../modules/module';
import { inSlices, type Slice } from '../slices';

const rowsBetweenClockReads = 8;

const known = new WeakMap<SymbolModule, ModuleLines>();

/**
 * The source files and lines of a module, read at their first use, and kept as long as the module.
 *
 * @internal
 */
export class ModuleLines {
  readonly module: SymbolModule;
  readonly #core: SessionCore;
  #files: readonly string[] | undefined;
  #table: LineTable | undefined;
  #inlined: InlinedLines | undefined;

  private constructor(core: SessionCore, module: SymbolModule) {
    this.#core = core;
    this.module = module;
  }

  static async of(
    core: SessionCore,
    api: DbgHelpToken,
    module: SymbolModule,
    waiting: Omit<Waiting, 'api'>,
  ): Promise<ModuleLines> {
    await loadBeforeListing(core, api, module, waiting);
    let lines = known.get(module);
    if (!lines) known.set(module, (lines = new ModuleLines(core, module)));
    return lines;
  }

  async files(api: DbgHelpToken, waiting: Waiting): Promise<readonly string[]> {
    return (this.#files ??= await this.#readFiles(api, waiting));
  }

  /** @param measured - whether all rows will be asked for */
  async table(api: DbgHelpToken, waiting: Waiting, measured = false): Promise<LineTable> {
    return (this.#table ??= await this.#readLines(api, waiting, measured));
  }

  /** Finds the sizes of rows from an index on, as many as the slice allows. Returns the next index. */
  measure(api: DbgHelpToken, table: LineTable, rows: Uint32Array, from: number, slice: Slice): number {
    const ends = new FunctionEnds(api, { key: this.#core.key, base: this.module.base });
    const endOf = (rva: number): number => ends.of(rva);
    let at = from;
    while (at < rows.length) {
      table.measure(rows[at]!, endOf);
      if (++at % rowsBetweenClockReads === 0 && slice.isOver) break;
    }
    return at;
  }

  inlined(): InlinedLines {
    return (this.#inlined ??= new InlinedLines(this.#core, this.module));
  }

  #readFiles(api: DbgHelpToken, waiting: Waiting): Promise<readonly string[]> {
    const request = { key: this.#core.key, base: this.module.base };
    const listing: ModuleListing<'sourceFiles', readonly string[]> = {
      name: 'sourceFiles',
      calls: 'SymEnumSourceFilesW',
      request,
      here: (side) => listSourceFiles(side, request),
      there: (files) => files,
    };
    return listModule(this.#core, api, this.module, listing, waiting);
  }

  async #readLines(api: DbgHelpToken, waiting: Waiting, measured: boolean): Promise<LineTable> {
    const { key, binding } = this.#core;
    const { base, size, name } = this.module;
    const wide = binding.has('SymEnumLinesW');
    const request: LineListing = { key, base, size, wide, measured };
    const listing: ModuleListing<'lines', LineColumns> = {
      name: 'lines',
      calls: wide ? 'SymEnumLinesW' : 'SymEnumLines',
      request,
      here: (side) => inSlices(listLines(side, request)),
      there: (columns) => columns,
    };
    const columns = await listModule(this.#core, api, this.module, listing, waiting);
    return new LineTable({ base, module: name, isInlined: false }, columns, measured);
  }
}
