import {
  MINIDUMP_PROCESS_VM_COUNTERS_1,
  MINIDUMP_PROCESS_VM_COUNTERS_2,
  MINIDUMP_SYSTEM_MEMORY_INFO_1,
} from '../../ffi/structures';
import type { StreamReader } from './stream-reader';

/** The size of a view and its bytes. */
const cost = 2048;

/** ProcessVmCountersStream: the first form, or the second one, which has more members. */
export function readVmCounters(reader: StreamReader): MINIDUMP_PROCESS_VM_COUNTERS_1 | MINIDUMP_PROCESS_VM_COUNTERS_2 {
  const { size } = reader.stream;
  return size >= MINIDUMP_PROCESS_VM_COUNTERS_2.byteLength
    ? viewIn(reader, MINIDUMP_PROCESS_VM_COUNTERS_2)
    : viewIn(reader, MINIDUMP_PROCESS_VM_COUNTERS_1);
}

/** SystemMemoryInfoStream. */
export function readSystemMemory(reader: StreamReader): MINIDUMP_SYSTEM_MEMORY_INFO_1 {
  return viewIn(reader, MINIDUMP_SYSTEM_MEMORY_INFO_1);
}

function viewIn<T>(
  reader: StreamReader,
  structure: { readonly structName: string; readonly byteLength: number; over(bytes: Uint8Array): T },
): T {
  const { offset } = reader.stream;
  reader.checkInside(0, structure.byteLength, structure.structName);
  reader.keep(cost, offset);
  return structure.over(new Uint8Array(reader.bytes(offset, structure.byteLength, structure.structName).buffer));
}
