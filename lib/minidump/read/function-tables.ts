import type { MINIDUMP_FUNCTION_TABLE_DESCRIPTOR, MINIDUMP_FUNCTION_TABLE_STREAM } from '../../../types/structures';
import * as structures from '../../../types/structures';
import { recordFormat } from './record';
import type { StreamReader } from './stream-reader';
import { jsonReady } from '../../base/json-ready';

/** A function table that the process made for code of its own, such as a JIT compiler's: how to unwind it. */
export interface MinidumpFunctionTable {
  /** The lowest address that its functions have. */
  readonly minimumAddress: bigint;
  /** The highest address that its functions have. */
  readonly maximumAddress: bigint;
  /** What the entries count from. */
  readonly baseAddress: bigint;
  /** Entries, such as IMAGE_RUNTIME_FUNCTION_ENTRY structures on x64. */
  readonly entryCount: number;
  /** Bytes of an entry. */
  readonly entrySize: number;
  /** Where the entries are in the file; {@link Minidump.bytes} reads them. */
  readonly offset: number;
  /** Bytes of all entries. */
  readonly size: number;
}

const header = recordFormat<MINIDUMP_FUNCTION_TABLE_STREAM>(structures.MINIDUMP_FUNCTION_TABLE_STREAM);
const format = recordFormat<MINIDUMP_FUNCTION_TABLE_DESCRIPTOR>(structures.MINIDUMP_FUNCTION_TABLE_DESCRIPTOR);
const tableCost = 240;

/** Each table has its descriptor, the system's own one, its entries, and padding. */
export function readFunctionTables(reader: StreamReader): MinidumpFunctionTable[] {
  const { offset: start } = reader.stream;
  const told = reader.record(header, 'the header of the stream');
  if (told.SizeOfDescriptor < format.size) {
    throw reader.error('MINIDUMP_DAMAGED', `descriptors of ${String(told.SizeOfDescriptor)} bytes: too small`, start);
  }
  const tables: MinidumpFunctionTable[] = [];
  let at = told.SizeOfHeader + told.SizeOfAlignPad;
  for (let index = 0; index < told.NumberOfDescriptors; index++) {
    const table = reader.record(format, 'the descriptor of a function table', at);
    reader.keep(tableCost, start + at);
    const entries = at + told.SizeOfDescriptor + told.SizeOfNativeDescriptor;
    const size = table.EntryCount * told.SizeOfFunctionEntry;
    reader.checkInside(entries, size, 'a function table');
    tables.push(
      jsonReady({
        minimumAddress: table.MinimumAddress,
        maximumAddress: table.MaximumAddress,
        baseAddress: table.BaseAddress,
        entryCount: table.EntryCount,
        entrySize: told.SizeOfFunctionEntry,
        offset: start + entries,
        size,
      }),
    );
    at = entries + size + table.SizeOfAlignPad;
  }
  return tables;
}
