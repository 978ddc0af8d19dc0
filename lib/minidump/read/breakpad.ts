import type { StructDefinition, View } from '../../../types/structures/definition';
import { recordFormat, wideText } from './record';
import type { StreamReader } from './stream-reader';

/** BreakpadInfoStream: which threads took part in the dump. */
export interface MinidumpBreakpadInfo {
  /** The thread that wrote the dump, which belongs to the writer; null if the dump does not say it. */
  readonly dumpThreadId: number | null;
  /** The thread for which the dump was written; null if the dump does not say it. */
  readonly requestingThreadId: number | null;
}

/** BreakpadAssertionInfoStream: an assertion of the C runtime that failed. */
export interface MinidumpAssertion {
  readonly kind: 'invalid-parameter' | 'pure-virtual-call' | 'unknown';
  readonly expression: string;
  readonly function: string;
  readonly file: string;
  /** 0 if it is not known. */
  readonly line: number;
}

/** Texts of Linux about the process, as the writer copied them. Each is null if the dump does not have it. */
export interface MinidumpLinuxTexts {
  /** `/proc/cpuinfo`. */
  readonly cpuInfo: string | null;
  /** `/proc/PID/status`. */
  readonly status: string | null;
  /** `/etc/lsb-release`, or the file of that kind. */
  readonly lsbRelease: string | null;
  /** The arguments, the program's name first. They may contain secrets. */
  readonly commandLine: readonly string[] | null;
  /** `NAME=value`. They often contain secrets. */
  readonly environment: readonly string[] | null;
  /** `/proc/PID/maps`. */
  readonly maps: string | null;
}

const MDRawBreakpadInfo = {
  structName: 'MDRawBreakpadInfo',
  fields: { Validity: 'DWORD', DumpThreadId: 'DWORD', RequestingThreadId: 'DWORD' },
} as const satisfies StructDefinition;
const infoFormat = recordFormat<View<'MDRawBreakpadInfo', typeof MDRawBreakpadInfo>>(MDRawBreakpadInfo);
/** Bits of Validity. */
const valid = { dumpThread: 1, requestingThread: 2 };

export function readBreakpadInfo(reader: StreamReader): MinidumpBreakpadInfo {
  const info = reader.record(infoFormat, 'MDRawBreakpadInfo');
  return {
    dumpThreadId: info.Validity & valid.dumpThread ? info.DumpThreadId : null,
    requestingThreadId: info.Validity & valid.requestingThread ? info.RequestingThreadId : null,
  };
}

/** MDRawAssertionInfo: three texts of 128 characters, the line and the kind. */
const assertion = { textBytes: 256, line: 768, kind: 772, bytes: 776 };
const kinds: Readonly<Record<number, MinidumpAssertion['kind']>> = { 1: 'invalid-parameter', 2: 'pure-virtual-call' };

export function readAssertion(reader: StreamReader): MinidumpAssertion {
  const what = 'MDRawAssertionInfo';
  const { offset } = reader.stream;
  reader.checkInside(0, assertion.bytes, what);
  reader.keep(assertion.bytes, offset);
  const data = reader.bytes(offset, assertion.bytes, what);
  const text = (nth: number): string => wideText(data, nth * assertion.textBytes, assertion.textBytes);
  return {
    kind: kinds[data.getUint32(assertion.kind, true)] ?? 'unknown',
    expression: text(0),
    function: text(1),
    file: text(2),
    line: data.getUint32(assertion.line, true),
  };
}

/** A stream that is a text. */
export function readWholeText(reader: StreamReader): string {
  const { offset, size } = reader.stream;
  reader.keep(2 * size, offset);
  return Buffer.from(reader.bytes(offset, size, 'the text').buffer).toString('utf8');
}

/** V8's memory for a short text and its place in a list. */
const textCost = 40;

/** A stream of texts, each with a NUL behind it. */
export function readTexts(reader: StreamReader): string[] {
  const whole = readWholeText(reader);
  let count = 1;
  for (let at = whole.indexOf('\0'); at >= 0; at = whole.indexOf('\0', at + 1)) count++;
  reader.keep(textCost * count, reader.stream.offset);
  const texts = whole.split('\0');
  if (texts.at(-1) === '') texts.pop();
  return texts;
}
