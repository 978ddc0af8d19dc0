import { MINIDUMP_FUNCTION_TABLE_DESCRIPTOR, MINIDUMP_FUNCTION_TABLE_STREAM } from '../../ffi/structures';
import { recordFormat, type Plain } from './record';
import type { StreamReader } from './stream-reader';
import { jsonReady } from '../../base/json-ready';

/** A function table that the process made for generated code, such as a JIT compiler's: how to unwind that code. */
export interface MinidumpFunctionTable {
  /** The lowest address of its functions. */
  readonly minimumAddress: bigint;
  /** The highest address of its functions. */
  readonly maximumAddress: bigint;
  /** The base of the offsets in the entries. */
  readonly baseAddress: bigint;
  /** The number of entries, such as IMAGE_RUNTIME_FUNCTION_ENTRY structures on x64. */
  readonly entryCount: number;
  /** Bytes of one entry. */
  readonly entrySize: number;
  /** The place of the entries in the file; {@link Minidump.bytes} reads them. */
  readonly offset: number;
  /** Bytes of all entries. */
  readonly size: number;
}

const header = recordFormat(MINIDUMP_FUNCTION_TABLE_STREAM);
const format = recordFormat(MINIDUMP_FUNCTION_TABLE_DESCRIPTOR);
const tableCost = 240;

/** Each table consists of its descriptor, the system's own descriptor, its entries, and padding. */
export function readFunctionTables(reader: StreamReader): MinidumpFunctionTable[] {
  const { offset: start } = reader.stream;
  const streamHeader = reader.record(header, 'the header of the stream');
  if (streamHeader.SizeOfDescriptor < format.size) {
    throw reader.error(
      'MINIDUMP_DAMAGED',
      `descriptors of ${String(streamHeader.SizeOfDescriptor)} bytes: too small`,
      start,
    );
  }
  const tables: MinidumpFunctionTable[] = [];
  // Where a table is damaged, the place of the next one is not known.
  reader.unlessDamaged(() => {
    readTables(reader, streamHeader, tables);
  }, undefined);
  return tables;
}

function readTables(
  reader: StreamReader,
  streamHeader: Plain<MINIDUMP_FUNCTION_TABLE_STREAM>,
  tables: MinidumpFunctionTable[],
): void {
  const { offset: start } = reader.stream;
  let at = streamHeader.SizeOfHeader + streamHeader.SizeOfAlignPad;
  for (let index = 0; index < streamHeader.NumberOfDescriptors; index++) {
    const table = reader.record(format, 'the descriptor of a function table', at);
    reader.keep(tableCost, start + at);
    const entries = at + streamHeader.SizeOfDescriptor + streamHeader.SizeOfNativeDescriptor;
    const size = table.EntryCount * streamHeader.SizeOfFunctionEntry;
    reader.checkInside(entries, size, 'a function table');
    tables.push(
      jsonReady({
        minimumAddress: table.MinimumAddress,
        maximumAddress: table.MaximumAddress,
        baseAddress: table.BaseAddress,
        entryCount: table.EntryCount,
        entrySize: streamHeader.SizeOfFunctionEntry,
        offset: start + entries,
        size,
      }),
    );
    at = entries + size + table.SizeOfAlignPad;
  }
}
