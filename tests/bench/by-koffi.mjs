import { bindByKoffi, byKoffi, dll, koffi, sessionOptions } from './subjects.mjs';

const SymGetOptions = bindByKoffi('SymGetOptions', [], 'uint32_t');
const SymSetOptions = bindByKoffi('SymSetOptions', ['uint32_t'], 'uint32_t');
const SymInitializeW = bindByKoffi('SymInitializeW', ['intptr_t', 'str16', 'int32_t']);
const SymLoadModuleExW = bindByKoffi(
  'SymLoadModuleExW',
  ['intptr_t', 'intptr_t', 'str16', 'str16', 'uint64_t', 'uint32_t', 'void *', 'uint32_t'],
  'uint64_t',
);
const SymUnloadModule64 = bindByKoffi('SymUnloadModule64', ['intptr_t', 'uint64_t']);
const SymCleanup = bindByKoffi('SymCleanup', ['intptr_t']);

/** Loads an image and the PDB beside it at a base, in a handler of its own. */
export function loadByKoffi(hProcess, image, base) {
  const folder = image.slice(0, image.lastIndexOf('\\'));
  if (!SymInitializeW(hProcess, folder, 0)) throw new Error('SymInitializeW failed');
  // The option word is global in the DLL, and a session may have set its own since.
  const word = SymGetOptions();
  SymSetOptions(sessionOptions);
  const loaded = SymLoadModuleExW(hProcess, 0, image, null, base, 0, null, 0);
  SymSetOptions(word);
  if (!loaded) throw new Error('SymLoadModuleExW failed');
}

export function unloadByKoffi(hProcess, base) {
  if (!SymUnloadModule64(hProcess, base)) throw new Error('SymUnloadModule64 failed');
  if (!SymCleanup(hProcess)) throw new Error('SymCleanup failed');
}

/** The offsets of the members that are read with koffi alone. */
const symbolInfo = { sizeOfStruct: 88, nameLength: 76, maxNameLength: 80, name: 84, capacity: 2000 };
const lineInfo = process.arch === 'ia32' ? { bytes: 24, line: 8, file: 12 } : { bytes: 40, line: 16, file: 24 };

/** Memory that look-ups with koffi alone reuse. */
export function lookupMemory() {
  const symbol = Buffer.alloc(symbolInfo.sizeOfStruct + symbolInfo.capacity * 2);
  symbol.writeUInt32LE(symbolInfo.sizeOfStruct, 0);
  symbol.writeUInt32LE(symbolInfo.capacity, symbolInfo.maxNameLength);
  const line = Buffer.alloc(lineInfo.bytes);
  line.writeUInt32LE(lineInfo.bytes, 0);
  return { symbol, displacement: new BigUint64Array(1), line, lineDisplacement: new Uint32Array(1) };
}

const readPointer =
  process.arch === 'ia32' ? (bytes, at) => bytes.readUInt32LE(at) : (bytes, at) => bytes.readBigUInt64LE(at);

/** The symbol in the memory after SymFromAddrW. */
export function symbolIn({ symbol, displacement }, address, module) {
  const end = symbolInfo.name + symbol.readUInt32LE(symbolInfo.nameLength) * 2;
  return {
    address,
    level: 'symbol',
    module,
    name: symbol.toString('utf16le', symbolInfo.name, end),
    displacement: displacement[0],
  };
}

/** The source line in the memory after SymGetLineFromAddrW64. */
export function sourceIn({ line, lineDisplacement }) {
  const file = koffi.decode.string16(BigInt(readPointer(line, lineInfo.file)));
  return { file, line: line.readUInt32LE(lineInfo.line), displacement: lineDisplacement[0] };
}

/** The usual loop: memory is allocated once, and names and lines are decoded for each address. */
export function symbolizeByKoffi(hProcess, addresses, module) {
  const memory = lookupMemory();
  const { symbol, displacement, line, lineDisplacement } = memory;
  return addresses.map((address) => {
    if (!byKoffi.SymFromAddrW(hProcess, address, displacement, symbol)) return null;
    const hit = symbolIn(memory, address, module);
    if (!byKoffi.SymGetLineFromAddrW64(hProcess, address, lineDisplacement, line)) return hit;
    hit.level = 'line';
    hit.source = sourceIn(memory);
    return hit;
  });
}

/** The same with `.async`, one address after another: each call runs off the main thread and is awaited. */
export async function symbolizeByKoffiAsync(hProcess, addresses, module) {
  const memory = lookupMemory();
  const { symbol, displacement, line, lineDisplacement } = memory;
  const call = (name, ...args) =>
    new Promise((resolve, reject) => {
      byKoffi[name].async(hProcess, ...args, (error, result) => (error ? reject(error) : resolve(result)));
    });
  const answers = [];
  for (const address of addresses) {
    let hit = null;
    if (await call('SymFromAddrW', address, displacement, symbol)) {
      hit = symbolIn(memory, address, module);
      if (await call('SymGetLineFromAddrW64', address, lineDisplacement, line)) {
        hit.level = 'line';
        hit.source = sourceIn(memory);
      }
    }
    answers.push(hit);
  }
  return answers;
}

const isWide = dll.has('SymEnumLinesW');
const characterBytes = isWide ? 2 : 1;
const pathCharacters = 261;

/** The offsets of the members of SRCCODEINFO or SRCCODEINFOW. */
const lineRecord = (() => {
  const object = process.arch === 'ia32' ? 16 : 24;
  const file = object + pathCharacters * characterBytes;
  const line = Math.ceil((file + pathCharacters * characterBytes) / 4) * 4;
  const address = Math.ceil((line + 4) / 8) * 8;
  return { file, line, address, bytes: address + 8 };
})();

const eachLine = koffi.proto('__stdcall', null, 'int32_t', ['void *', 'void *']);
const enumerateLines = bindByKoffi(isWide ? 'SymEnumLinesW' : 'SymEnumLines', [
  'intptr_t',
  'uint64_t',
  'void *',
  'void *',
  koffi.pointer(eachLine),
  'void *',
]);

/**
 * All lines of the module at a base.
 * @param {bigint} key
 * @param {bigint} base
 * @param {(line: object) => void} [take] gets each instead of the list
 */
export function linesByKoffi(key, base, take) {
  const lines = [];
  const keep = take ?? ((line) => lines.push(line));
  const add = (pointer) => {
    const bytes = Buffer.from(koffi.view(pointer, lineRecord.bytes));
    const end = isWide ? wideEnd(bytes) : bytes.indexOf(0, lineRecord.file);
    const file = bytes.toString(isWide ? 'utf16le' : 'latin1', lineRecord.file, end);
    keep({ file, line: bytes.readUInt32LE(lineRecord.line), address: bytes.readBigUInt64LE(lineRecord.address) });
    return 1;
  };
  if (!enumerateLines(key, base, null, null, add, null)) throw new Error('SymEnumLines failed');
  return lines;
}

function wideEnd(bytes) {
  let end = lineRecord.file;
  while (bytes.readUInt16LE(end) !== 0) end += 2;
  return end;
}

const eachSourceFile = koffi.proto('__stdcall', null, 'int32_t', ['void *', 'void *']);
const enumerateSourceFiles = bindByKoffi('SymEnumSourceFilesW', [
  'intptr_t',
  'uint64_t',
  'void *',
  koffi.pointer(eachSourceFile),
  'void *',
]);

/** The paths of all source files of the module at a base. */
export function sourceFilesByKoffi(key, base) {
  const paths = [];
  const add = (pointer) => {
    paths.push(koffi.decode.string16(koffi.decode(pointer, 8, 'uintptr_t')));
    return 1;
  };
  if (!enumerateSourceFiles(key, base, null, add, null)) throw new Error('SymEnumSourceFilesW failed');
  return paths;
}
