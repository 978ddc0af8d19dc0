import { architecture } from '../../base/architecture';
import { reusingViews } from '../../ffi/callback';
import { layoutOf } from '../../ffi/layout';
import { pointerMember } from '../../ffi/struct';
import { SRCCODEINFO, SRCCODEINFOW, type SOURCEFILEW } from '../../ffi/structures';
import { findNul, wideTextAt } from '../../win32/own-memory';
import type { ListedModule, ListingSide } from '../listings/listing-side';
import { isHiddenLine } from './hidden-lines';
import { FunctionEnds } from './function-ends';
import { LineRows, sizeWithin, type LineColumns } from './line-rows';
import type { Steps } from '../slices';
import { isSource } from './source-paths';

/** Plain data: it may be sent to another thread. */
export interface LineListing extends ListedModule {
  /** Bytes. */
  readonly size: number;
  /** Whether the DLL has SymEnumLinesW, and not only SymEnumLines. */
  readonly wide: boolean;
  /** Whether to find the sizes of all rows, too. */
  readonly measured: boolean;
}

/**
 * All lines of one module, which must be loaded. SymGetLineNextW64 loses its way in some DLLs; this enumeration works
 * in all. A failure means no lines: a module without a PDB is no error.
 */
export function* listLines(
  { api, readName, next, isOver }: ListingSide,
  { key, base, size, wide, measured }: LineListing,
): Steps<LineColumns> {
  const rows = new LineRows();
  const end = base + BigInt(size);
  const fileOf = fileNumbers(rows, readName, wide);
  const add = reusingViews((info: SRCCODEINFO | SRCCODEINFOW): boolean => {
    // Some DLLs go on nevertheless.
    if (!next()) return false;
    const { Address } = info;
    if (Address >= base && Address < end) rows.add(fileOf(info), info.LineNumber, Number(Address - base));
    return true;
  });
  if (wide) api.SymEnumLinesW.raw(key, base, null, null, add, null);
  else api.SymEnumLines.raw(key, base, null, null, add, null);
  // Hidden lines end the lines before them, but are no lines themselves.
  const columns = yield* (isOver() ? new LineRows() : rows).unmeasured((line) => !isHiddenLine(line));
  if (measured) {
    const ends = new FunctionEnds(api, { key, base });
    const { rvas, sizes } = columns;
    for (let row = 0; row < rvas.length && !isOver(); row++) {
      sizes[row] = sizeWithin(rvas[row]!, sizes[row]!, ends.of(rvas[row]!));
      if (row % rowsBetweenClockReads === 0) yield;
    }
  }
  return columns;
}

const rowsBetweenClockReads = 8;

/** Lines of one file follow one another, so that most names need not be decoded. */
function fileNumbers(
  rows: LineRows,
  readName: ListingSide['readName'],
  wide: boolean,
): (info: SRCCODEINFO | SRCCODEINFOW) => number {
  const unit = wide ? 2 : 1;
  const { fields } = layoutOf(wide ? SRCCODEINFOW : SRCCODEINFO, architecture);
  const { offset: begin, size } = fields.find(({ name }) => name === 'FileName')!;
  let number = 0;
  let known: Buffer | undefined;
  let view: Uint8Array | undefined;
  let buffer: Buffer = Buffer.alloc(0);
  return (info) => {
    const { bytes } = info;
    // Mostly the same view, with other content.
    if (bytes !== view) buffer = Buffer.from((view = bytes).buffer, bytes.byteOffset, bytes.length);
    if (known?.compare(buffer, begin, begin + known.length) === 0) return number;
    const name = buffer.subarray(begin, begin + size);
    const length = findNul(name, unit);
    known = length < 0 ? undefined : Buffer.from(name.subarray(0, length + unit));
    return (number = rows.fileNumber(readName(info.FileName)));
  };
}

const fileNameOf = pointerMember('FileName');

/** The source files of one module, which must be loaded, sorted: SymEnumSourceFilesW. There are far fewer than lines. */
export function listSourceFiles({ api, readName, next }: ListingSide, { key, base }: ListedModule): string[] {
  const files = new Set<string>();
  const add = reusingViews((file: SOURCEFILEW): boolean => {
    const path = wideTextAt(fileNameOf(file));
    if (isSource(path)) files.add(readName(path));
    return next();
  });
  api.SymEnumSourceFilesW.raw(key, base, null, add, null);
  return [...files].sort();
}
