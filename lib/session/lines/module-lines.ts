import type { DbgHelpToken } from '../../../types/calls';
import type { SRCCODEINFO, SRCCODEINFOW } from '../../ffi/structures';
import { reusingViews } from '../../ffi/callback';
import type { SessionCore } from '../core';
import { InlinedLines } from './inlined-lines';
import { LineRows, LineTable } from './line-table';
import type { SymbolModule } from '../modules/module';
import { isHiddenLine } from './hidden-lines';
import { isSource } from './source-paths';
import { inSlices, type Slice, type Steps } from '../slices';

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
    signal?: AbortSignal,
  ): Promise<ModuleLines> {
    await core.loadSymbolsAt(api, module.base, signal);
    let lines = known.get(module);
    if (!lines) known.set(module, (lines = new ModuleLines(core, module)));
    return lines;
  }

  /** SymEnumSourceFilesW: there are far fewer files than lines. */
  files(api: DbgHelpToken): readonly string[] {
    return (this.#files ??= this.#readFiles(api));
  }

  /**
   * SymEnumLinesW, or SymEnumLines if the DLL lacks it. SymGetLineNextW64 loses its way in some DLLs; this enumeration
   * works in all.
   */
  async table(api: DbgHelpToken): Promise<LineTable> {
    return (this.#table ??= await inSlices(this.#readLines(api)));
  }

  /** Finds the sizes of rows from an index on, as many as the slice allows. Returns the next index. */
  measure(api: DbgHelpToken, table: LineTable, rows: Uint32Array, from: number, slice: Slice): number {
    const { base } = this.module;
    // Most rows lie in the function of the row before them.
    let [begin, end] = [0, 0];
    const endOf = (rva: number): number => {
      if (rva < begin || rva >= end) {
        begin = rva;
        end = Number(this.#core.reader.functionEnd(api, base + BigInt(rva)) - base);
      }
      return end;
    };
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

  #readFiles(api: DbgHelpToken): readonly string[] {
    const files = new Set<string>();
    const add = reusingViews(({ FileName }: { readonly FileName: string | null }): void => {
      if (FileName !== null && isSource(FileName)) files.add(this.#core.text.read(api, FileName));
    });
    api.SymEnumSourceFilesW.raw(this.#core.key, this.module.base, null, add, null);
    return [...files].sort();
  }

  #readLines(api: DbgHelpToken): Steps<LineTable> {
    const { module } = this;
    const { key, binding, text } = this.#core;
    const rows = new LineRows();
    const add = reusingViews(({ FileName, LineNumber, Address }: SRCCODEINFO | SRCCODEINFOW): void => {
      if (module.contains(Address)) rows.add(text.read(api, FileName), LineNumber, Number(Address - module.base));
    });
    // A failure means no lines: a module without a PDB is no error.
    if (binding.has('SymEnumLinesW')) api.SymEnumLinesW.raw(key, module.base, null, null, add, null);
    else api.SymEnumLines.raw(key, module.base, null, null, add, null);
    const owner = { base: module.base, module: module.name, isInlined: false };
    // Hidden lines end the lines before them, but are no lines themselves.
    return LineTable.of(owner, rows, (line) => !isHiddenLine(line));
  }
}
