export function textAt(bytes: DataView, offset: number, length: number, encoding: 'latin1' | 'utf8'): string {
  const room = Math.max(0, Math.min(length, bytes.byteLength - offset));
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + offset, room).toString(encoding);
  return text.split('\0', 1)[0]!;
}

/** Reads a GUID, and writes it as symbol stores do: upper-case hexadecimal without dashes. */
export function guidAt(bytes: DataView, offset: number): string {
  const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');
  const rest = Array.from({ length: 8 }, (_, index) => hex(bytes.getUint8(offset + 8 + index), 2));
  return (
    hex(bytes.getUint32(offset, true), 8) +
    hex(bytes.getUint16(offset + 4, true), 4) +
    hex(bytes.getUint16(offset + 6, true), 4) +
    rest.join('')
  );
}

/** The bytes in memory of a GUID that is written like this. */
export function guidBytes(guid: string): Uint8Array {
  const bytes = Buffer.from(guid, 'hex');
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return new Uint8Array(bytes);
}
