import type { AnsiString as AnsiStringType, WideString as WideStringType } from '../../types/structures';
import { ansiToString, stringToAnsi } from '../win32/ansi';
import { checkInteger, checkText } from '../base/checks';
import { findNul } from '../win32/own-memory';

/** Memory for text that DbgHelp writes. It knows its length, so a call cannot claim more room than there is. */
export class TextBuffer {
  readonly bytes: Uint8Array;
  readonly unit: 1 | 2;

  constructor(capacity: number, unit: 1 | 2) {
    this.bytes = new Uint8Array(new ArrayBuffer(capacity * unit));
    this.unit = unit;
  }

  /** The number of characters, including the NUL. */
  get capacity(): number {
    return this.bytes.length / this.unit;
  }

  /** The text up to its NUL. */
  toString(): string {
    const end = findNul(this.bytes, this.unit);
    const content = Buffer.from(this.bytes.buffer, 0, end < 0 ? this.bytes.length : end);
    return this.unit === 2 ? content.toString('utf16le') : ansiToString(content);
  }

  toJSON(): string {
    return this.toString();
  }
}

const maxCapacity = 0x100_0000;

export interface TextBufferClass<Text> {
  /** A zeroed buffer for `capacity` characters, including the NUL. */
  alloc(capacity: number): Text;
  /**
   * A buffer that holds a text and its NUL.
   *
   * @throws RangeError for a NUL inside the text, or a character that the ANSI code page lacks
   */
  from(text: string): Text;
}

function textBuffers<Text>(name: string, unit: 1 | 2): TextBufferClass<Text> {
  const alloc = (capacity: number): TextBuffer =>
    new TextBuffer(checkInteger(capacity, 1, maxCapacity, `${name}.alloc: \`capacity\``), unit);
  return {
    alloc: (capacity) => alloc(capacity) as unknown as Text,
    from(text) {
      const label = `${name}.from: \`text\``;
      checkText(text, label);
      const bytes = unit === 2 ? Buffer.from(`${text}\0`, 'utf16le') : stringToAnsi(text, () => label);
      const buffer = alloc(bytes.length / unit);
      buffer.bytes.set(bytes);
      return buffer as unknown as Text;
    },
  };
}

/** UTF-16 text, filled by a W function. */
export const WideString = textBuffers<WideStringType>('WideString', 2);
export type WideString = WideStringType;
/** Text in the ANSI code page, filled by a function without W. */
export const AnsiString = textBuffers<AnsiStringType>('AnsiString', 1);
export type AnsiString = AnsiStringType;
