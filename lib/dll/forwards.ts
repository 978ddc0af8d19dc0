import { readMemory, readString } from '../win32/own-memory';

/** The offset of the export directory in an optional header, by the header's magic number. */
const directoryOffsets: Readonly<Record<number, number>> = { 0x10b: 96, 0x20b: 112 };

/**
 * The exports that a loaded DLL forwards to another DLL, each with its target: `dbgcore.MiniDumpWriteDump`.
 * GetProcAddress follows a forward if the loader finds the other DLL.
 */
export function forwardedExports(module: bigint): ReadonlyMap<string, string> {
  const forwards = new Map<string, string>();
  const words = (rva: number, count: number): DataView => {
    const bytes = readMemory(module + BigInt(rva), count * 4);
    return new DataView(bytes?.buffer ?? new ArrayBuffer(count * 4));
  };
  const optionalHeader = words(0x3c, 1).getUint32(0, true) + 24;
  const directory = directoryOffsets[words(optionalHeader, 1).getUint16(0, true)];
  if (directory === undefined) return forwards;
  const place = words(optionalHeader + directory, 2);
  const [begin, size] = [place.getUint32(0, true), place.getUint32(4, true)];
  if (size === 0) return forwards;
  const [count, nameCount, functions, names, ordinals] = Array.from({ length: 5 }, (_, index) =>
    words(begin + 20, 5).getUint32(index * 4, true),
  ) as [number, number, number, number, number];
  const addresses = words(functions, count);
  const nameAddresses = words(names, nameCount);
  const indices = words(ordinals, Math.ceil(nameCount / 2));
  for (let at = 0; at < nameCount; at++) {
    const index = indices.getUint16(at * 2, true);
    const address = index < count ? addresses.getUint32(index * 4, true) : 0;
    // An address inside the directory is not a function but the name of a forward's target.
    if (address < begin || address >= begin + size) continue;
    const name = readString(module + BigInt(nameAddresses.getUint32(at * 4, true)), 'ansi');
    const target = readString(module + BigInt(address), 'ansi');
    if (name !== null && target?.includes('.')) forwards.set(name, target);
  }
  return forwards;
}
