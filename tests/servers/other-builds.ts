/** A GUID as images and PDBs have it. */
export function guidBytes(guid: string): Buffer {
  const bytes = Buffer.from(guid, 'hex');
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}

/** GUIDs that differ in their first byte only. */
export const otherGuids = (guid: string, count: number): string[] =>
  Array.from({ length: count }, (_, number) => number.toString(16).toUpperCase().padStart(2, '0') + guid.slice(2));

/** An image or a PDB with another GUID: that of another build. */
export function withGuid(file: Buffer, guid: string, other: string): Buffer {
  const copy = Buffer.from(file);
  const [from, to] = [guidBytes(guid), guidBytes(other)];
  for (let at = copy.indexOf(from); at >= 0; at = copy.indexOf(from, at + 1)) to.copy(copy, at);
  return copy;
}
