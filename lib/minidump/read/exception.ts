import { type CONTEXT, MINIDUMP_EXCEPTION_STREAM } from '../../ffi/structures';
import { ContextPlace } from './contexts';
import { lazy } from './lazy';
import { recordFormat } from './record';
import type { StreamReader } from './stream-reader';
import type { MinidumpArchitecture } from './system-info';
import { jsonReady } from '../../base/json-ready';

/** The exception that stopped the program: ExceptionStream. */
export interface MinidumpException {
  readonly threadId: number;
  /** Such as 0xC0000005. */
  readonly code: number;
  /** 1 (EXCEPTION_NONCONTINUABLE) if the program cannot continue. */
  readonly flags: number;
  /** The address where it happened. */
  readonly address: bigint;
  /**
   * ExceptionInformation. For an access violation: 0 for a read, 1 for a write or 8 for an execution, and the address.
   */
  readonly parameters: readonly bigint[];
  /** The address of the EXCEPTION_RECORD that caused this one; 0n for none. */
  readonly record: bigint;
  /**
   * The registers when it happened, in the structure of the dump's architecture; null if the dump has none, or if its
   * architecture is none of x64, x86 and ARM64.
   *
   * @throws MinidumpError if they lie beyond the end of the file, or are too short
   */
  readonly context: CONTEXT | null;
  /** The place of the registers in the file; null for none. */
  readonly contextLocation: { readonly offset: number; readonly size: number } | null;
}

const format = recordFormat(MINIDUMP_EXCEPTION_STREAM);

export function readException(
  reader: StreamReader,
  architecture: MinidumpArchitecture,
  address: (value: bigint) => bigint,
): MinidumpException {
  const { ThreadId, ExceptionRecord, ThreadContext } = reader.record(format, 'MINIDUMP_EXCEPTION_STREAM');
  const place = new ContextPlace(reader, ThreadContext, architecture);
  const context = lazy(() => place.read());
  const { Rva, DataSize } = ThreadContext;
  return jsonReady({
    threadId: ThreadId,
    code: ExceptionRecord.ExceptionCode,
    flags: ExceptionRecord.ExceptionFlags,
    address: address(ExceptionRecord.ExceptionAddress),
    // NumberParameters may exceed the length of the array.
    parameters: jsonReady(ExceptionRecord.ExceptionInformation.slice(0, ExceptionRecord.NumberParameters).map(address)),
    record: address(ExceptionRecord.ExceptionRecord),
    get context() {
      return context();
    },
    contextLocation: DataSize === 0 ? null : { offset: Rva, size: DataSize },
  });
}
