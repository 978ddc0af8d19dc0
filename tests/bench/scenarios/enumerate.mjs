import assert from 'node:assert/strict';
import { readSymbols } from '../c/answers.mjs';
import { Contender } from '../contender.mjs';
import { imageBase, realImage } from '../real-image.mjs';
import { printComparison, printTargets, ratioOf } from '../report.mjs';
import { sideBySide, stopwatch } from '../rounds.mjs';
import { bindByKoffi, dbghelpPackage, dll, koffi, sessionOptions } from '../subjects.mjs';

export const title = 'all symbols of an image, with their names';

/** Where the members of SYMBOL_INFOW are. */
const at = { typeIndex: 4, index: 24, size: 28, flags: 40, value: 48, address: 56, tag: 72, name: 84 };

const names = { c: 'C, no objects', koffi: 'koffi alone', raw: 'api.SymEnumSymbolsW.raw', session: 'session.symbols' };

export async function run({ quick }) {
  const image = realImage();
  const contender = new Contender('enumerate', sessionOptions, image, imageBase);
  const expected = readSymbols(await contender.answers());
  const session = await dbghelpPackage.SymbolSession.open();
  const module = await session.loadModule(image, { base: imageBase });
  await session.symbolize(imageBase);
  const ways = {
    [names.koffi]: () => symbolsByKoffi(session.key, module),
    [names.raw]: () => dll.run((api) => symbolsByRaw(api, session.key)),
    [names.session]: () => symbolsBySession(session),
  };
  for (const [name, way] of Object.entries(ways)) {
    checkSame(name, await way(), expected);
  }
  assert.deepEqual(ways[names.koffi](), await ways[names.session]());
  const timed = async (way) => {
    const elapsed = stopwatch();
    const { length } = await way();
    return { us: (elapsed() * 1000) / length };
  };
  const contenders = Object.entries(ways).map(([name, way]) => [name, () => timed(way)]);
  const enough = Math.ceil(40_000 / expected.length);
  const contestants = {
    [names.c]: async () => ({ us: ((await contender.round()).ms * 1000) / expected.length }),
    ...Object.fromEntries(contenders),
  };
  const samples = await sideBySide(quick ? 1 : 25, contestants, { warmUps: quick ? 1 : enough });
  await contender.close();
  await session.close();
  console.log(`${expected.length} symbols, the same for all`);
  printComparison('µs for a symbol', samples, { quantity: 'us', against: names.koffi, digits: 2 });
  const measured = ratioOf(samples, 'us', names.session, names.koffi);
  printTargets([{ what: `${names.session} / ${names.koffi}`, bound: 'at most', target: 1.3, measured }]);
}

/** Sizes aside: Wine's DLL says 1 of public symbols, and a session that it knows none. */
function checkSame(name, symbols, expected) {
  const told = ({ address, tag, flags, name: text }) => [address, tag, flags, text].join(' ');
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

/** Fields by offset, and the name decoded in place: decoding a structure as a whole takes longer. */
function symbolsByKoffi(hProcess, { base, size: moduleSize, name: module }) {
  const end = base + BigInt(moduleSize);
  const symbols = [];
  const each = (pointer) => {
    const data = new DataView(koffi.view(pointer, at.name));
    const name = koffi.decode(pointer, at.name, 'char16_t', -1);
    const address = data.getBigUint64(at.address, true);
    const size = data.getUint32(at.size, true);
    const flags = data.getUint32(at.flags, true);
    const tag = data.getUint32(at.tag, true);
    const kind = kindOf(tag, flags);
    const isPublic = kind === 'public';
    const symbol = {
      name,
      address,
      rva: address >= base && address < end ? Number(address - base) : undefined,
      module,
      size: isPublic && size === 1 ? 0 : size,
      kind,
      isPublic,
      tag,
      flags,
      typeIndex: data.getUint32(at.typeIndex, true),
      index: data.getUint32(at.index, true),
    };
    if (symbol.rva === undefined) delete symbol.rva;
    if (kind === 'constant') symbol.value = data.getBigUint64(at.value, true);
    symbols.push(symbol);
    return 1;
  };
  if (!SymEnumSymbolsW(hProcess, base, '*', each, null)) throw new Error('SymEnumSymbolsW failed');
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

const { SYMFLAG, SymTagEnum } = dbghelpPackage;
const kinds = {
  [SymTagEnum.SymTagFunction]: 'function',
  [SymTagEnum.SymTagData]: 'data',
  [SymTagEnum.SymTagPublicSymbol]: 'public',
  [SymTagEnum.SymTagLabel]: 'label',
  [SymTagEnum.SymTagThunk]: 'thunk',
};

function kindOf(tag, flags) {
  if ((flags & (SYMFLAG.CONSTANT | SYMFLAG.VALUEPRESENT)) !== 0) return 'constant';
  return kinds[tag] ?? 'other';
}
