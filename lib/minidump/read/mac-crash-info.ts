import { jsonReady } from '../../base/json-ready';
import type { StreamReader } from './stream-reader';

/** What a library of macOS left about the crash, such as the message of an abort: its `__crash_info`. */
export interface MinidumpMacCrashInfo {
  /** The library. */
  readonly modulePath: string;
  readonly message: string;
  readonly message2: string;
  readonly signature: string;
  readonly backtrace: string;
  /** 0 if the library did not tell. */
  readonly thread: bigint;
}

/** The stream's header: its type, the number of records, the size of a record before its texts, and their places. */
const header = { count: 4, recordBytes: 8, places: 12, mostRecords: 20 };
/** Of a record: the thread is behind the type and the version. */
const threadOffset = 16;
const texts = ['modulePath', 'message', 'signature', 'backtrace', 'message2'] as const;

export function readMacCrashInfo(reader: StreamReader): MinidumpMacCrashInfo[] {
  const what = 'the crash information of macOS';
  const { offset } = reader.stream;
  const bytes = header.places + header.mostRecords * 8;
  reader.checkInside(0, bytes, what);
  const start = reader.bytes(offset, bytes, what);
  const count = Math.min(start.getUint32(header.count, true), header.mostRecords);
  const recordBytes = start.getUint32(header.recordBytes, true);
  return Array.from({ length: count }, (_, nth) => header.places + nth * 8).flatMap((at) => {
    const [size, rva] = [start.getUint32(at, true), start.getUint32(at + 4, true)];
    return reader.unlessDamaged(() => [readRecord(reader, rva, size, recordBytes)], []);
  });
}

function readRecord(reader: StreamReader, rva: number, size: number, recordBytes: number): MinidumpMacCrashInfo {
  reader.keep(200 + 2 * size, rva);
  const record = reader.bytes(rva, size, 'a record of it');
  const parts = Buffer.from(record.buffer)
    .subarray(Math.min(recordBytes, size))
    .toString('utf8')
    .split('\0', texts.length);
  const read = Object.fromEntries(texts.map((name, nth) => [name, parts[nth] ?? ''])) as Record<
    (typeof texts)[number],
    string
  >;
  const hasThread = recordBytes >= threadOffset + 8 && size >= threadOffset + 8;
  return jsonReady({ ...read, thread: hasThread ? record.getBigUint64(threadOffset, true) : 0n });
}
