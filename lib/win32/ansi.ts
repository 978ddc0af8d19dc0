import { isAscii } from 'node:buffer';
import { win32 } from './functions';

/** Conversion of text in the process's ANSI code page, which functions without a W take. It is not UTF-8. */

const noBestFit = 0x400; // WC_NO_BEST_FIT_CHARS: no silent look-alikes
const ansiCodePage = 0; // CP_ACP
const utf8CodePage = 65001;
// eslint-disable-next-line no-control-regex -- ASCII is the same in every ANSI code page
const ascii = /^[\x01-\x7f]*$/;

/**
 * NUL-terminated bytes. Throws a RangeError if the code page lacks a character, rather than replace it by a question
 * mark.
 */
export function stringToAnsi(text: string, describe: () => string): Buffer {
  if (ascii.test(text)) return Buffer.from(`${text}\0`, 'latin1');
  if (win32().GetACP() === utf8CodePage) return Buffer.from(`${text}\0`, 'utf8');
  const bytes = ansiBytes(text);
  if (!bytes) {
    throw new RangeError(
      `${describe()} must be text of the ANSI code page (${String(win32().GetACP())}), got ${JSON.stringify(text)}: ` +
        'use the W function',
    );
  }
  return Buffer.concat([bytes, Buffer.alloc(1)]);
}

/** Undefined if the code page lacks a character. */
function ansiBytes(text: string): Buffer | undefined {
  const bytes = Buffer.alloc(text.length * 2 + 1);
  const lost = new Int32Array(1);
  const length = win32().WideCharToMultiByte(
    ansiCodePage,
    noBestFit,
    text,
    text.length,
    bytes,
    bytes.length,
    null,
    lost,
  ) as number;
  return length === 0 || lost[0] !== 0 ? undefined : bytes.subarray(0, length);
}

export function ansiToString(bytes: Uint8Array): string {
  if (isAscii(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const wide = Buffer.alloc(bytes.length * 2);
  const units = win32().MultiByteToWideChar(ansiCodePage, 0, bytes, bytes.length, wide, bytes.length) as number;
  return wide.toString('utf16le', 0, units * 2);
}

let utf8: InstanceType<typeof TextDecoder> | undefined;

/** Corrects UTF-8 text that was decoded as ANSI. Other text is left as it is. */
export function utf8FromAnsi(text: string): string {
  const bytes = ansiBytes(text);
  if (!bytes) return text;
  try {
    return (utf8 ??= new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })).decode(bytes);
  } catch {
    return text;
  }
}

/** The reverse of `utf8FromAnsi`. */
export const ansiFromUtf8 = (text: string): string => ansiToString(Buffer.from(text));
