import { Contender } from '../contender.mjs';
import { loadByKoffi, symbolizeByKoffi, unloadByKoffi } from '../by-koffi.mjs';
import { imageBase, realImage } from '../real-image.mjs';
import { printComparison } from '../report.mjs';
import { sideBySide, stopwatch } from '../rounds.mjs';
import { bindByKoffi, dbghelpPackage, dll, koffi, sessionOptions } from '../subjects.mjs';

export const title = 'all lines of an image, whose symbols are loaded';

export async function run({ quick }) {
  const image = realImage();
  const contender = new Contender('lines', sessionOptions, image, imageBase);
  const expected = (await contender.round()).lines;
  if (expected === 0) throw new Error('C found no lines');
  const key = 0x70000e05n;
  loadByKoffi(key, image, imageBase);
  symbolizeByKoffi(key, [imageBase], '');
  const samples = await sideBySide(quick ? 1 : 15, {
    'C, no objects': () => contender.round(),
    'koffi alone': () => {
      const elapsed = stopwatch();
      const { length: found } = linesByKoffi(key);
      if (found !== expected) throw new Error(`found ${found} of ${expected} lines`);
      return { ms: elapsed() };
    },
    'session.lines, the first': () => linesBySession(image).then(([first]) => first),
    'session.lines, another file': () => linesBySession(image).then(([, second]) => second),
  });
  await contender.close();
  unloadByKoffi(key, imageBase);
  console.log(`${expected} lines; a session reads and sorts all when it is first asked, and gives those of one file`);
  printComparison('ms', samples, { quantity: 'ms', against: 'C, no objects', digits: 2 });
}

/** Each session starts without cached lines. */
async function linesBySession(image) {
  const session = await dbghelpPackage.SymbolSession.open();
  const module = await session.loadModule(image, { base: imageBase });
  await session.symbolize(module.base);
  const times = [];
  for (const file of ['AgentLocation.cc', 'GenRandom.cc']) {
    const elapsed = stopwatch();
    const found = await session.lines(file);
    times.push({ ms: elapsed(), found: found.length });
  }
  await session.close();
  return times;
}

const isWide = dll.has('SymEnumLinesW');
const characterBytes = isWide ? 2 : 1;
const pathCharacters = 261;

/** The offsets of the members of SRCCODEINFO or SRCCODEINFOW. */
const record = (() => {
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

function linesByKoffi(key) {
  const lines = [];
  const add = (pointer) => {
    const bytes = Buffer.from(koffi.view(pointer, record.bytes));
    const end = isWide ? wideEnd(bytes) : bytes.indexOf(0, record.file);
    const file = bytes.toString(isWide ? 'utf16le' : 'latin1', record.file, end);
    lines.push({ file, line: bytes.readUInt32LE(record.line), address: bytes.readBigUInt64LE(record.address) });
    return 1;
  };
  if (!enumerateLines(key, imageBase, null, null, add, null)) throw new Error('SymEnumLines failed');
  return lines;
}

function wideEnd(bytes) {
  let end = record.file;
  while (bytes.readUInt16LE(end) !== 0) end += 2;
  return end;
}
