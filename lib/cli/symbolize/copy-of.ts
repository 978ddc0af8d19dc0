/** A part of a text, to be kept: as V8 has it, a part holds the whole text. */
export const copyOf = (part: string): string => Buffer.from(part, 'utf16le').toString('utf16le');
