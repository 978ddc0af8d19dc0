const memberHeaderBytes = 60;
/** IMPORT_OBJECT_HEADER: 0, 0xFFFF. */
const shortImport = 0xffff_0000;

/**
 * The functions of an import library, with the bytes that they take from the stack where the names say so, as on x86: `_Name@8`.
 * @param {Buffer} library
 * @returns {Map<string, number | undefined>}
 */
export function readImportLibrary(library) {
  if (library.toString('latin1', 0, 8) !== '!<arch>\n') throw new Error('No library of the archive format');
  const functions = new Map();
  for (let at = 8; at + memberHeaderBytes <= library.length;) {
    const size = Number(library.toString('latin1', at + 48, at + 58));
    const begin = at + memberHeaderBytes;
    if (library.readUInt32LE(begin) === shortImport) {
      const symbol = library.toString('latin1', begin + 20, library.indexOf(0, begin + 20));
      const [, name, bytes] = /^_(\w+)@(\d+)$/.exec(symbol) ?? [undefined, exportOf(symbol), undefined];
      functions.set(name, bytes === undefined ? undefined : Number(bytes));
    }
    at = begin + size + (size % 2);
  }
  return functions;
}

/** Functions without extern "C", and on ARM64 those for x64 code, are decorated. */
const exportOf = (symbol) => /^#?(\w+)$|^\?(\w+)@@/.exec(symbol)?.slice(1).find(Boolean) ?? symbol;
