import type { DbgHelpToken } from '../../../types/calls';
import { readCodeSections, type CodeRange } from '../../files/code-sections';
import type { SessionCore } from '../core';
import { LineRows } from './line-rows';
import { LineTable } from './line-table';
import type { SymbolModule } from '../modules/module';
import { inSlices, type Slice } from '../slices';

/** A line of an inlined function that covers the current byte. */
interface OpenLine {
  readonly identity: string;
  readonly row: number;
}

const addressesBetweenClockReads = 64;

/**
 * The lines of inlined functions. No DLL lists them, so for every byte of the module's code it asks which inlined
 * functions cover it. This is a long job in slices; another call may continue it.
 *
 * @internal
 */
export class InlinedLines {
  readonly #core: SessionCore;
  readonly #module: SymbolModule;
  readonly #code: readonly CodeRange[];
  readonly #rows = new LineRows();
  /** The index of the current code range. */
  #range = 0;
  #rva = 0;
  /** From the outermost inlined function to the innermost. */
  #open: readonly OpenLine[] = [];
  /** The innermost function's line at the previous byte. */
  #innermost = { line: 0, address: 0n };
  #table: LineTable | undefined;

  constructor(core: SessionCore, module: SymbolModule) {
    this.#core = core;
    this.#module = module;
    // Functions without lines may have inlined code, too. Only the image tells where code is; without it, all bytes are
    // looked at.
    this.#code = readCodeSections(module.imagePath, module) ?? [{ begin: 0, end: module.size }];
  }

  /** Undefined until all code was looked at. */
  get table(): LineTable | undefined {
    return this.#table;
  }

  /** Continues until the end, or until the slice is over. */
  async advance(api: DbgHelpToken, slice: Slice): Promise<void> {
    for (let looked = 0; this.#range < this.#code.length; this.#range++) {
      const { begin, end } = this.#code[this.#range]!;
      if (begin > this.#rva) {
        this.#leave(0);
        this.#rva = begin;
      }
      for (; this.#rva < end; this.#rva++) {
        if (++looked % addressesBetweenClockReads === 0 && slice.isOver) return;
        this.#look(api);
      }
    }
    this.#leave(0);
    const { base, name } = this.#module;
    const columns = await inSlices(this.#rows.measured());
    this.#table ??= new LineTable({ base, module: name, isInlined: true }, columns, true);
  }

  #look(api: DbgHelpToken): void {
    const trace = this.#core.reader.inlineTrace;
    const { line } = trace;
    const address = this.#module.base + BigInt(this.#rva);
    const depth = trace.depth(api, address);
    if (depth === 0) {
      this.#leave(0);
      return;
    }
    // As long as the innermost function is on the same line, so are the functions around it.
    const known = trace.lineOf(api, address, 0);
    const { LineNumber, Address } = line;
    const goesOn = depth === this.#open.length && known;
    if (goesOn && LineNumber === this.#innermost.line && Address === this.#innermost.address) return;
    this.#innermost = { line: LineNumber, address: Address };
    const open: OpenLine[] = [];
    for (let level = 0; level < depth; level++) {
      const has = trace.lineOf(api, address, depth - 1 - level);
      const file = has ? (line.FileName ?? '') : '';
      const identity = has ? `${file}|${String(line.LineNumber)}|${String(line.Address)}` : '';
      const before = this.#open[level];
      if (before?.identity === identity) open.push(before);
      else {
        this.#leave(level);
        open.push({
          identity,
          row: has ? this.#rows.add(this.#rows.fileNumber(file), line.LineNumber, this.#rva) : -1,
        });
      }
    }
    this.#leave(depth);
    this.#open = open;
  }

  /** Ends the lines from a level inwards. */
  #leave(level: number): void {
    for (const { row } of this.#open.slice(level)) {
      if (row >= 0) this.#rows.sizes[row] = this.#rva - this.#rows.rvaOf(row);
    }
    if (level < this.#open.length) this.#open = this.#open.slice(0, level);
  }
}
