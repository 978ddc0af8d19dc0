import {
  MINIDUMP_HANDLE_DATA_STREAM,
  MINIDUMP_HANDLE_DESCRIPTOR,
  MINIDUMP_HANDLE_DESCRIPTOR_2,
  MINIDUMP_HANDLE_OBJECT_INFORMATION,
  MINIDUMP_HANDLE_OPERATION_LIST,
} from '../../ffi/structures';
import type { StructDefinition, View } from '../../../types/structures/definition';
import type { Steps } from './lazy';
import { recordFormat } from './record';
import type { StreamReader } from './stream-reader';
import { jsonReady } from '../../base/json-ready';

/** Information on the object of a handle. */
export interface MinidumpHandleObject {
  /** `MINIDUMP_HANDLE_OBJECT_INFORMATION_TYPE`. */
  readonly type: number;
  /** The place of the information in the file; {@link Minidump.bytes} reads it. */
  readonly offset: number;
  /** Bytes. */
  readonly size: number;
}

/** An open handle of the process: MINIDUMP_HANDLE_DESCRIPTOR. */
export interface MinidumpHandle {
  readonly handle: bigint;
  /** Such as `Event` or `File`; null if the dump does not have it, or is damaged there. */
  readonly typeName: string | null;
  readonly objectName: string | null;
  readonly attributes: number;
  readonly grantedAccess: number;
  readonly handleCount: number;
  readonly pointerCount: number;
  readonly objects: readonly MinidumpHandleObject[];
}

/** An operation on a handle: AVRF_HANDLE_OPERATION. */
export interface MinidumpHandleOperation {
  readonly handle: bigint;
  readonly processId: number;
  readonly threadId: number;
  /** C's OperationDb: 1 opened, 2 closed, 3 an invalid handle was used. */
  readonly type: number;
  /** The stack of the operation as return addresses, innermost first. */
  readonly addresses: readonly bigint[];
}

const header = recordFormat(MINIDUMP_HANDLE_DATA_STREAM);
const format = recordFormat(MINIDUMP_HANDLE_DESCRIPTOR);
const format2 = recordFormat(MINIDUMP_HANDLE_DESCRIPTOR_2);
const objectFormat = recordFormat(MINIDUMP_HANDLE_OBJECT_INFORMATION);
const handleCost = 180;
const objectCost = 130;
/** More than there are kinds of information. */
const longestChain = 64;

export function readHandles(reader: StreamReader): Steps<MinidumpHandle[]> {
  const { SizeOfHeader, SizeOfDescriptor, NumberOfDescriptors } = reader.record(header, 'the header of the list');
  const where = { first: SizeOfHeader, count: NumberOfDescriptors, step: SizeOfDescriptor, cost: handleCost };
  const text = (rva: number, what: string): string | null =>
    rva === 0 ? null : reader.unlessDamaged(() => reader.text(rva, what), null);
  return reader.list(SizeOfDescriptor >= format2.size ? format2 : format, 'handles', where, (entry) =>
    jsonReady({
      handle: entry.Handle,
      typeName: text(entry.TypeNameRva, 'the type of a handle'),
      objectName: text(entry.ObjectNameRva, 'the name of an object'),
      attributes: entry.Attributes,
      grantedAccess: entry.GrantedAccess,
      handleCount: entry.HandleCount,
      pointerCount: entry.PointerCount,
      objects:
        'ObjectInfoRva' in entry
          ? reader.unlessDamaged(() => readObjects(reader, entry.ObjectInfoRva as number), [])
          : [],
    }),
  );
}

/** The information is a linked list, which may be circular in a damaged dump. */
function readObjects(reader: StreamReader, first: number): MinidumpHandleObject[] {
  const objects: MinidumpHandleObject[] = [];
  const what = 'information on an object';
  for (let rva = first; rva !== 0;) {
    if (objects.length === longestChain) throw reader.error('MINIDUMP_DAMAGED', `${what} does not end`, rva);
    reader.keep(objectCost, rva);
    const { NextInfoRva, InfoType, SizeOfInfo } = reader.recordAt(objectFormat, rva, what);
    const offset = rva + objectFormat.size;
    reader.check(offset, SizeOfInfo, what);
    objects.push({ type: InfoType, offset, size: SizeOfInfo });
    rva = NextInfoRva;
  }
  return objects;
}

/** Declared in avrfsdk.h. */
const AVRF_HANDLE_OPERATION = {
  structName: 'AVRF_HANDLE_OPERATION',
  fields: {
    Handle: 'DWORD64',
    ProcessId: 'DWORD',
    ThreadId: 'DWORD',
    OperationType: 'DWORD',
    Spare0: 'DWORD',
    Depth: 'DWORD',
    Index: 'DWORD',
    ReturnAddresses: 'DWORD64[32]',
  },
} as const satisfies StructDefinition;

const operationsHeader = recordFormat(MINIDUMP_HANDLE_OPERATION_LIST);
const operationFormat =
  recordFormat<View<'AVRF_HANDLE_OPERATION', typeof AVRF_HANDLE_OPERATION>>(AVRF_HANDLE_OPERATION);
const operationCost = 1200;

export function readHandleOperations(reader: StreamReader): Steps<MinidumpHandleOperation[]> {
  const { SizeOfHeader, SizeOfEntry, NumberOfEntries } = reader.record(operationsHeader, 'the header of the list');
  const where = { first: SizeOfHeader, count: NumberOfEntries, step: SizeOfEntry, cost: operationCost };
  return reader.list(operationFormat, 'handle operations', where, (entry) =>
    jsonReady({
      handle: entry.Handle,
      processId: entry.ProcessId,
      threadId: entry.ThreadId,
      type: entry.OperationType,
      addresses: jsonReady(entry.ReturnAddresses.slice(0, entry.Depth)),
    }),
  );
}
