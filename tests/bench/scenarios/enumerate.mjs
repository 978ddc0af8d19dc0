import { linesByKoffi, loadByKoffi, symbolizeByKoffi, unloadByKoffi } from '../by-koffi.mjs';
import { readSymbols } from '../c/answers.mjs';
import { Contender } from '../contender.mjs';
import { imageBase, realImage } from '../real-image.mjs';
import { printComparison, printTargets, ratioOf } from '../report.mjs';
import { sideBySide, stopwatch } from '../rounds.mjs';
import { bindByKoffi, dbghelpPackage, dll, koffi, sessionOptions } from '../subjects.mjs';

export const title = 'all symbols of an image, with their names';

const linesName = dll.has('SymEnumLinesW') ? 'SymEnumLinesW' : 'SymEnumLines';

const names = {
  c: 'C, no objects',
  koffi: 'koffi alone',
  raw: 'api.SymEnumSymbolsW.raw',
  session: 'session.symbols',
  lines: `api.${linesName}.raw`,
};

export async function run({ quick }) {
  const image = realImage();
  const contender = new Contender('enumerate', sessionOptions, image, imageBase);
  const expected = readSymbols(await contender.answers());
  const key = 0x70000e0dn;
  loadByKoffi(key, image, imageBase);
  symbolizeByKoffi(key, [imageBase], '');
  const session = await dbghelpPackage.SymbolSession.open();
  await session.loadModule(image, { base: imageBase });
  const ways = {
    [names.koffi]: () => symbolsByKoffi(key),
    [names.raw]: () => dll.run((api) => symbolsByRaw(api, session.key)),
    [names.session]: () => symbolsBySession(session),
  };
  for (const [name, way] of Object.entries(ways)) {
    checkSame(name, await way(), expected);
  }
  const timed = async (way) => {
    const elapsed = stopwatch();
    const { length } = await way();
    return { us: (elapsed() * 1000) / length };
  };
  const contenders = Object.entries(ways).map(([name, way]) => [name, () => timed(way)]);
  const all = {
    [names.c]: async () => ({ us: ((await contender.round()).ms * 1000) / expected.length }),
    ...Object.fromEntries(contenders),
  };
  const samples = await sideBySide(quick ? 1 : 25, all, { warmUps: quick ? 1 : 10 });
  const lines = await compareLines(key, quick);
  await contender.close();
  await session.close();
  unloadByKoffi(key, imageBase);
  console.log(`${expected.length} symbols, the same for all`);
  printComparison('µs for a symbol', samples, { quantity: 'us', against: names.koffi, digits: 2 });
  const target = (name, target, measured) => ({ what: `${name} / ${names.koffi}`, bound: 'at most', target, measured });
  printTargets([
    target(names.session, 1.3, ratioOf(samples, 'us', names.session, names.koffi)),
    target(names.raw, 1.2, ratioOf(samples, 'us', names.raw, names.koffi)),
    target(names.lines, 1.4, ratioOf(lines, 'us', names.lines, names.koffi)),
  ]);
}

/** Another enumeration, for calls of a callback that read other things than names of symbols. */
async function compareLines(key, quick) {
  const timed = async (read) => {
    const elapsed = stopwatch();
    const { length } = await read();
    return { us: (elapsed() * 1000) / length };
  };
  const samples = await sideBySide(quick ? 1 : 25, {
    [names.koffi]: () => timed(() => linesByKoffi(key, imageBase)),
    [names.lines]: () => timed(() => dll.run((api) => linesByRaw(api, key))),
  });
  printComparison('µs for a line', samples, { quantity: 'us', against: names.koffi, digits: 2 });
  return samples;
}

function linesByRaw(api, key) {
  const lines = [];
  const add = ({ FileName: file, LineNumber: line, Address: address }) => {
    lines.push({ file, line, address });
    return true;
  };
  if (!api[linesName].raw(key, imageBase, null, null, add, null)) throw new Error(`${linesName} failed`);
  return lines;
}

/** SYMFLAG_VALUEPRESENT and SYMFLAG_CONSTANT. */
const constant = 0x101;

/**
 * Sizes aside: Wine's DLL says 1 of public symbols, and a session that it knows none. Addresses of constants, too: the DLL leaves
 * there what was there before, and a session says 0.
 */
function checkSame(name, symbols, expected) {
  const told = ({ address, tag, flags, name: text }) =>
    [(flags & constant) === 0 ? address : 'constant', tag, flags, text].join(' ');
  const [given, wanted] = [symbols, expected].map((list) => list.map(told).sort());
  const at = wanted.findIndex((line, index) => line !== given[index]);
  if (at < 0 && given.length === wanted.length) return;
  throw new Error(`${name}: ${given.length} symbols, not ${wanted.length}; expected ${wanted[at]}, got ${given[at]}`);
}

const eachSymbol = koffi.proto('__stdcall', null, 'int32_t', ['void *', 'uint32_t', 'void *']);
const SymEnumSymbolsW = bindByKoffi('SymEnumSymbolsW', [
  'intptr_t',
  'uint64_t',
  'str16',
  koffi.pointer(eachSymbol),
  'void *',
]);

/** A view of the members: koffi's fastest way. */
function symbolsByKoffi(key) {
  const symbols = [];
  const add = (symbol) => {
    const data = new DataView(koffi.view(symbol, 84));
    symbols.push({
      name: koffi.decode.string16(symbol + 84n),
      address: data.getBigUint64(56, true),
      size: data.getUint32(28, true),
      tag: data.getUint32(72, true),
      flags: data.getUint32(40, true),
      typeIndex: data.getUint32(4, true),
      index: data.getUint32(24, true),
    });
    return 1;
  };
  if (!SymEnumSymbolsW(key, imageBase, '*', add, null)) throw new Error('SymEnumSymbolsW failed');
  return symbols;
}

function symbolsByRaw(api, key) {
  const symbols = [];
  const add = (symbol) => {
    symbols.push({
      name: symbol.Name,
      address: symbol.Address,
      size: symbol.Size,
      tag: symbol.Tag,
      flags: symbol.Flags,
      typeIndex: symbol.TypeIndex,
      index: symbol.Index,
    });
    return true;
  };
  if (!api.SymEnumSymbolsW.raw(key, imageBase, '*', add, null)) throw new Error('SymEnumSymbolsW failed');
  return symbols;
}

async function symbolsBySession(session) {
  const symbols = [];
  for await (const symbol of session.symbols('*')) symbols.push(symbol);
  return symbols;
}
