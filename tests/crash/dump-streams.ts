import { MINIDUMP_STREAM_TYPE } from '../../lib';

/** Streams that the writer of a dump omits, appended under a new directory. */

export interface Stream {
  readonly type: number;
  /** The stream at this place of the file, followed by the data to which it refers. */
  readonly at: (place: number) => { readonly stream: Buffer; readonly more?: Buffer };
}

export interface Range {
  readonly start: bigint;
  readonly bytes: Buffer;
}

export const u32 = (...values: readonly number[]): Buffer => Buffer.from(Uint32Array.from(values).buffer);
export const u64 = (...values: readonly bigint[]): Buffer => Buffer.from(BigUint64Array.from(values).buffer);

const countOfStreams = 8;
const placeOfDirectory = 12;
const entryBytes = 12;

/** The offset of a stream, and its bytes. */
export function streamOf(dump: Buffer, type: number): { readonly place: number; readonly bytes: Buffer } {
  const entry = entriesOf(dump).find((candidate) => candidate.readUInt32LE(0) === type);
  if (!entry) throw new Error(`The dump has no stream ${String(type)}`);
  const place = entry.readUInt32LE(8);
  return { place, bytes: dump.subarray(place, place + entry.readUInt32LE(4)) };
}

function entriesOf(dump: Buffer): Buffer[] {
  const first = dump.readUInt32LE(placeOfDirectory);
  return Array.from({ length: dump.readUInt32LE(countOfStreams) }, (_, index) =>
    dump.subarray(first + index * entryBytes, first + (index + 1) * entryBytes),
  );
}

/** The dump with these streams added, and without streams of the types in `leftOut`. */
export function withStreams(dump: Buffer, streams: readonly Stream[], leftOut: readonly number[] = []): Buffer {
  const entries = entriesOf(dump).filter((entry) => !leftOut.includes(entry.readUInt32LE(0)));
  const parts = [dump];
  let end = dump.length;
  const append = (bytes: Buffer): number => {
    const padding = Buffer.alloc(-end & 7);
    const place = end + padding.length;
    parts.push(padding, bytes);
    end = place + bytes.length;
    return place;
  };
  for (const { type, at } of streams) {
    const place = append(Buffer.alloc(0));
    const { stream, more = Buffer.alloc(0) } = at(place);
    append(Buffer.concat([stream, more]));
    entries.push(u32(type, stream.length, place));
  }
  const directory = append(Buffer.concat(entries));
  const whole = Buffer.concat(parts);
  whole.writeUInt32LE(entries.length, countOfStreams);
  whole.writeUInt32LE(directory, placeOfDirectory);
  return whole;
}

const { MemoryListStream, Memory64ListStream, FunctionTableStream, HandleDataStream, MemoryInfoListStream } =
  MINIDUMP_STREAM_TYPE;

/** The ranges of a MemoryListStream. */
export function memoryOf(dump: Buffer): Range[] {
  const { bytes } = streamOf(dump, MemoryListStream);
  return Array.from({ length: bytes.readUInt32LE(0) }, (_, index) => {
    const at = 4 + index * 16;
    const place = bytes.readUInt32LE(at + 12);
    return { start: bytes.readBigUInt64LE(at), bytes: dump.subarray(place, place + bytes.readUInt32LE(at + 8)) };
  });
}

const byStart = (left: Range, right: Range): number => Number(left.start - right.start);

/** The dump with more memory in its MemoryListStream. */
export function withMemory(dump: Buffer, added: readonly Range[]): Buffer {
  const ranges = [...memoryOf(dump), ...added].sort(byStart);
  const list: Stream = {
    type: MemoryListStream,
    at(place) {
      let data = place + 4 + ranges.length * 16;
      const rows = ranges.flatMap(({ start, bytes }) => {
        const row = [u64(start), u32(bytes.length, data)];
        data += bytes.length;
        return row;
      });
      return { stream: Buffer.concat([u32(ranges.length), ...rows]), more: Buffer.concat(ranges.map((r) => r.bytes)) };
    },
  };
  return withStreams(dump, [list], [MemoryListStream]);
}

/** The memory in the form of full dumps: all in a Memory64ListStream, and no stack in the list of threads. */
export function withFullMemory(dump: Buffer, added: readonly Range[], more: readonly Stream[]): Buffer {
  const ranges = [...memoryOf(dump), ...added].sort(byStart);
  const list: Stream = {
    type: Memory64ListStream,
    at(place) {
      const rows = ranges.map(({ start, bytes }) => u64(start, BigInt(bytes.length)));
      const data = place + 16 + ranges.length * 16;
      return {
        stream: Buffer.concat([u64(BigInt(ranges.length), BigInt(data)), ...rows]),
        more: Buffer.concat(ranges.map(({ bytes }) => bytes)),
      };
    },
  };
  const whole = withStreams(dump, [...more, list], [MemoryListStream]);
  const { place, bytes } = streamOf(whole, MINIDUMP_STREAM_TYPE.ThreadListStream);
  const [threadBytes, stackSize] = [48, 32];
  for (let at = 4; at < bytes.length; at += threadBytes)
    whole.fill(0, place + at + stackSize, place + at + stackSize + 8);
  return whole;
}

/** The function table of generated code: one RUNTIME_FUNCTION of x64. */
export function functionTable(base: bigint, entry: Buffer): Stream {
  const [begin, end] = [BigInt(entry.readUInt32LE(0)), BigInt(entry.readUInt32LE(4))];
  const head = u32(24, 32, 0, entry.length, 1, 0);
  const descriptor = Buffer.concat([u64(base + begin, base + end, base), u32(1, 4)]);
  return {
    type: FunctionTableStream,
    at: () => ({ stream: Buffer.concat([head, descriptor, entry, Buffer.alloc(4)]) }),
  };
}

/** VirtualQueryEx's facts about regions, as MEMORY_BASIC_INFORMATION of 64 bits. */
export function memoryInfo(regions: readonly Buffer[]): Stream {
  const head = Buffer.concat([u32(16, 48), u64(BigInt(regions.length))]);
  return { type: MemoryInfoListStream, at: () => ({ stream: Buffer.concat([head, ...regions]) }) };
}

export interface OpenHandle {
  readonly handle: bigint;
  readonly type: string;
  readonly name: string | null;
  readonly access: number;
}

export function handleData(handles: readonly OpenHandle[]): Stream {
  return {
    type: HandleDataStream,
    at(place) {
      const texts: Buffer[] = [];
      let end = place + 16 + handles.length * 40;
      const text = (value: string | null): number => {
        if (value === null) return 0;
        const bytes = Buffer.concat([u32(value.length * 2), Buffer.from(`${value}\0`, 'utf16le')]);
        texts.push(bytes);
        end += bytes.length;
        return end - bytes.length;
      };
      const rows = handles.flatMap(({ handle, type, name, access }) => [
        u64(handle),
        u32(text(type), text(name), 0, access, 1, 2, 0, 0),
      ]);
      return { stream: Buffer.concat([u32(16, 40, handles.length, 0), ...rows]), more: Buffer.concat(texts) };
    },
  };
}
