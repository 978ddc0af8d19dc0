import { MINIDUMP_DIRECTORY, MINIDUMP_HEADER } from '../../ffi/structures';
import { MINIDUMP_SIGNATURE, MINIDUMP_STREAM_TYPE, MINIDUMP_VERSION } from '../../../types/constants';
import { MinidumpError } from '../../base/minidump-error';
import { EXTENSION_STREAM_TYPE } from './extension-streams';
import { otherFile } from './other-files';
import { recordFormat } from './record';
import type { ByteSource } from './source';
import { StreamReader, type MinidumpStream } from './stream-reader';
import type { Allowance } from './allowance';
import { unixTime } from './times';
import { jsonReady } from '../../base/json-ready';

/** The header of a dump. */
export interface MinidumpHeader {
  /** `MINIDUMP_VERSION`. */
  readonly version: number;
  /** The writer's own version number. */
  readonly implementationVersion: number;
  readonly streamCount: number;
  /** 0 from most writers. */
  readonly checksum: number;
  /** When the dump was written. */
  readonly time: Date;
  /** `MINIDUMP_TYPE` values as the writer recorded them; they may differ from the requested ones. */
  readonly flags: bigint;
}

const headerFormat = recordFormat(MINIDUMP_HEADER);
const entryFormat = recordFormat(MINIDUMP_DIRECTORY);
const entryCost = 120;

const names = new Map<number, string>(
  Object.entries({ ...EXTENSION_STREAM_TYPE, ...MINIDUMP_STREAM_TYPE }).map(([name, type]) => [type, name]),
);

function streamName(type: number): string {
  return names.get(type) ?? `unknown 0x${type.toString(16)}`;
}

const isMinidump = (bytes: Uint8Array): boolean =>
  bytes.length >= 4 && new DataView(bytes.buffer).getUint32(0, true) === MINIDUMP_SIGNATURE;

/** The header, and the directory with the places of all streams. */
export function readDirectory(
  source: ByteSource,
  allowance: Allowance,
): { readonly header: MinidumpHeader; readonly streams: readonly MinidumpStream[] } {
  const what = source.path ?? 'The dump';
  const bytes = new Uint8Array(Math.min(headerFormat.size, source.size));
  source.readInto(bytes, 0);
  const otherwise = (): MinidumpError =>
    new MinidumpError('MINIDUMP_NOT_A_DUMP', `${what} ${otherFile(bytes, source.size)}`, { offset: 0 });
  if (bytes.length < headerFormat.size) {
    if (source.size === 0 || !isMinidump(bytes)) throw otherwise();
    throw new MinidumpError('MINIDUMP_NOT_A_DUMP', `${what} is too short for a minidump`, { offset: 0 });
  }
  const header = headerFormat.read(new DataView(bytes.buffer), 0);
  const version = header.Version & 0xffff;
  if (!isMinidump(bytes)) throw otherwise();
  if (version !== MINIDUMP_VERSION) {
    const message = `${what} begins like a minidump, but is of version 0x${version.toString(16)}, which is not known`;
    throw new MinidumpError('MINIDUMP_NOT_A_DUMP', message, { offset: 0 });
  }
  const { NumberOfStreams: count, StreamDirectoryRva: offset } = header;
  const place = { type: 0, name: 'the directory', offset, size: count * entryFormat.size };
  const reader = new StreamReader(source, place, allowance.forStream(), () => undefined);
  const entries = reader.entries(entryFormat, 'streams', { first: 0, count, cost: entryCost });
  return {
    header: jsonReady({
      version,
      implementationVersion: header.Version >>> 16,
      streamCount: count,
      checksum: header.CheckSum,
      time: unixTime(header.TimeDateStamp),
      flags: header.Flags,
    }),
    streams: Array.from(entries, ({ entry: { StreamType, Location } }) => ({
      type: StreamType,
      name: streamName(StreamType),
      offset: Location.Rva,
      size: Location.DataSize,
    })),
  };
}
