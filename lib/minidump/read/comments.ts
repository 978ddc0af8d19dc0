import type { StreamReader } from './stream-reader';
import { wideText } from './record';

/** CommentStreamW. */
export function readComment(reader: StreamReader): string {
  const { offset, size } = reader.stream;
  reader.keep(size, offset);
  return wideText(reader.bytes(offset, size, 'the comment'), 0, size);
}

/** CommentStreamA. The dump does not tell its code page: text that is no UTF-8 is read as windows-1252. */
export function readAnsiComment(reader: StreamReader): string {
  const { offset, size } = reader.stream;
  reader.keep(2 * size, offset);
  const bytes = new Uint8Array(reader.bytes(offset, size, 'the comment').buffer);
  const end = bytes.indexOf(0);
  const text = end < 0 ? bytes : bytes.subarray(0, end);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(text);
  } catch {
    return new TextDecoder('windows-1252').decode(text);
  }
}
