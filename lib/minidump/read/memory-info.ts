import { MINIDUMP_MEMORY_INFO, MINIDUMP_MEMORY_INFO_LIST } from '../../ffi/structures';
import type { Steps } from './lazy';
import { recordFormat } from './record';
import type { StreamReader } from './stream-reader';
import { jsonReady } from '../../base/json-ready';

/** A region of memory, whether or not the dump has its bytes: MINIDUMP_MEMORY_INFO. */
export interface MinidumpMemoryInfo {
  readonly base: bigint;
  /** Bytes. */
  readonly size: bigint;
  readonly state: 'commit' | 'reserve' | 'free' | 'unknown';
  /** What the memory is used for; null if it is free. */
  readonly type: 'image' | 'mapped' | 'private' | null;
  /** C's PAGE_: 2 read, 4 read and write, 0x10 execute, 0x20 execute and read, ... */
  readonly protect: number;
  /** The base of the allocation that contains the region. */
  readonly allocationBase: bigint;
  /** C's PAGE_, at the time of the allocation. */
  readonly allocationProtect: number;
}

/** C's MEM_. */
const states: Readonly<Record<number, MinidumpMemoryInfo['state']>> = {
  0x1000: 'commit',
  0x2000: 'reserve',
  0x10000: 'free',
};
const types: Readonly<Record<number, MinidumpMemoryInfo['type']>> = {
  0x20000: 'private',
  0x40000: 'mapped',
  0x1000000: 'image',
};

const header = recordFormat(MINIDUMP_MEMORY_INFO_LIST);
const format = recordFormat(MINIDUMP_MEMORY_INFO);
const infoCost = 200;

export function readMemoryInfo(reader: StreamReader, address: (value: bigint) => bigint): Steps<MinidumpMemoryInfo[]> {
  const { SizeOfHeader, SizeOfEntry, NumberOfEntries } = reader.record(header, 'the header of the list');
  const where = { first: SizeOfHeader, count: NumberOfEntries, step: SizeOfEntry, cost: infoCost };
  return reader.list(format, 'memory regions', where, (entry) =>
    jsonReady({
      base: address(entry.BaseAddress),
      size: entry.RegionSize,
      state: states[entry.State] ?? 'unknown',
      type: types[entry.Type] ?? null,
      protect: entry.Protect,
      allocationBase: address(entry.AllocationBase),
      allocationProtect: entry.AllocationProtect,
    }),
  );
}
