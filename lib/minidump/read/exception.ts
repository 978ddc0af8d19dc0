import type { CONTEXT, MINIDUMP_EXCEPTION_STREAM } from '../../../types/structures';
import * as structures from '../../../types/structures';
import { contextAt } from './contexts';
import { recordFormat } from './record';
import type { StreamReader } from './stream-reader';
import type { MinidumpArchitecture } from './system-info';
import { jsonReady } from '../../base/json-ready';

/** What stopped the program: ExceptionStream. */
export interface MinidumpException {
  readonly threadId: number;
  /** Such as 0xC0000005. */
  readonly code: number;
  /** 1 where the program cannot go on. */
  readonly flags: number;
  /** Where it happened. */
  readonly address: bigint;
  /** ExceptionInformation: of an access violation, 0 for reading, 1 for writing or 8 for executing, and the address. */
  readonly parameters: readonly bigint[];
  /** Address of the exception that this one came from; 0n for none. */
  readonly record: bigint;
  /**
   * The registers when it happened, in the structure of the dump's architecture; null where the dump has none, or where
   * that architecture is none of x64, x86 and ARM64.
   *
   * @throws MinidumpError where they lie beyond the end of the file, or are too short
   */
  readonly context: CONTEXT | null;
  /** Where the registers are in the file; null for none. */
  readonly contextLocation: { readonly offset: number; readonly size: number } | null;
}

const format = recordFormat<MINIDUMP_EXCEPTION_STREAM>(structures.MINIDUMP_EXCEPTION_STREAM);

export function readException(
  reader: StreamReader,
  architecture: MinidumpArchitecture,
  address: (value: bigint) => bigint,
): MinidumpException {
  const { ThreadId, ExceptionRecord, ThreadContext } = reader.record(format, 'MINIDUMP_EXCEPTION_STREAM');
  const context = contextAt(reader, ThreadContext, architecture);
  const { Rva, DataSize } = ThreadContext;
  return jsonReady({
    threadId: ThreadId,
    code: ExceptionRecord.ExceptionCode,
    flags: ExceptionRecord.ExceptionFlags,
    address: address(ExceptionRecord.ExceptionAddress),
    // Never more than the array has, whatever their number is said to be.
    parameters: jsonReady(ExceptionRecord.ExceptionInformation.slice(0, ExceptionRecord.NumberParameters).map(address)),
    record: address(ExceptionRecord.ExceptionRecord),
    get context() {
      return context();
    },
    contextLocation: DataSize === 0 ? null : { offset: Rva, size: DataSize },
  });
}
