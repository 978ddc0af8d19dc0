import type { DbgHelpToken } from '../../../types/calls';
import type { SRCCODEINFO, SRCCODEINFOW } from '../../ffi/structures';
import type { SessionCore } from '../core';
import { InlinedLines } from './inlined-lines';
import { LineRows, LineTable } from './line-table';
import type { SymbolModule } from '../modules/module';
import { isHiddenLine } from './hidden-lines';
import { isSource } from './source-paths';

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
  table(api: DbgHelpToken): LineTable {
    return (this.#table ??= this.#readLines(api));
  }

  inlined(): InlinedLines {
    return (this.#inlined ??= new InlinedLines(this.#core, this.module));
  }

  #readFiles(api: DbgHelpToken): readonly string[] {
    const files = new Set<string>();
    const add = ({ FileName }: { readonly FileName: string | null }): void => {
      if (FileName !== null && isSource(FileName)) files.add(this.#core.text.read(api, FileName));
    };
    api.SymEnumSourceFilesW.raw(this.#core.key, this.module.base, null, add, null);
    return [...files].sort();
  }

  #readLines(api: DbgHelpToken): LineTable {
    const { module } = this;
    const { key, binding, text } = this.#core;
    const rows = new LineRows();
    const add = ({ FileName, LineNumber, Address }: SRCCODEINFO | SRCCODEINFOW): void => {
      if (module.contains(Address)) rows.add(text.read(api, FileName), LineNumber, Number(Address - module.base));
    };
    // A failure means no lines: a module without a PDB is no error.
    if (binding.has('SymEnumLinesW')) api.SymEnumLinesW.raw(key, module.base, null, null, add, null);
    else api.SymEnumLines.raw(key, module.base, null, null, add, null);
    const table = new LineTable({ base: module.base, module: module.name, isInlined: false }, rows);
    this.#measure(api, table);
    // Hidden lines end the lines before them, but are no lines themselves.
    table.drop(isHiddenLine);
    return table;
  }

  /** A line ends where another one begins, or where its function ends. */
  #measure(api: DbgHelpToken, { rvas, sizes, length }: LineTable): void {
    const { base } = this.module;
    let functionEnd = 0;
    for (let row = 0, next = 0; row < length; row++) {
      const rva = rvas[row]!;
      while (next < length && rvas[next]! <= rva) next++;
      if (rva >= functionEnd) functionEnd = Number(this.#core.reader.functionEnd(api, base + BigInt(rva)) - base);
      const end = Math.min(rvas[next] ?? Infinity, functionEnd > rva ? functionEnd : Infinity);
      sizes[row] = end === Infinity ? 0 : end - rva;
    }
  }
}
