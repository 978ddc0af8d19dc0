import { Contender } from '../contender.mjs';
import { loadByKoffi, unloadByKoffi } from '../by-koffi.mjs';
import { imageBase, realImage } from '../real-image.mjs';
import { printComparison } from '../report.mjs';
import { sideBySide, stopwatch } from '../rounds.mjs';
import { bindByKoffi, dbghelpPackage, koffi, sessionOptions } from '../subjects.mjs';

export const title = 'all types of an image, with the names and offsets of members';

export async function run({ quick }) {
  const image = realImage();
  const contender = new Contender('types', sessionOptions, image, imageBase);
  const expected = await contender.round();
  if (expected.types === 0) throw new Error('C found no types');
  const key = 0x70000e09n;
  loadByKoffi(key, image, imageBase);
  const session = await dbghelpPackage.SymbolSession.open();
  await session.loadModule(image, { base: imageBase });
  const chosen = new Set(distinctByKoffi(key));
  const timed = async (read) => {
    const elapsed = stopwatch();
    const types = await read();
    return { ms: elapsed(), types: types.length };
  };
  const samples = await sideBySide(quick ? 1 : 9, {
    'C, no objects': () => contender.round(),
    'koffi alone': () =>
      timed(() => {
        const types = typesByKoffi(key);
        const members = types.reduce((sum, type) => sum + type.members.length, 0);
        if (types.length !== expected.types || members !== expected.members) throw new Error('not all was read');
        return types;
      }),
    'koffi alone, the same types once': () => timed(() => typesByKoffi(key, chosen)),
    'session.types': () => timed(() => typesBySession(session)),
  });
  await contender.close();
  await session.close();
  unloadByKoffi(key, imageBase);
  const counts = Object.entries(samples).map(([name, [{ types }]]) => `${name} ${types}`);
  console.log(`types: ${counts.join(', ')}; a session gives each once, and reads what they refer to`);
  printComparison('ms', samples, { quantity: 'ms', against: 'C, no objects' });
}

async function typesBySession(session) {
  const types = [];
  for await (const type of session.types('*')) types.push(type);
  return types;
}

const eachType = koffi.proto('__stdcall', null, 'int32_t', ['void *', 'uint32_t', 'void *']);
const SymEnumTypesW = bindByKoffi('SymEnumTypesW', ['intptr_t', 'uint64_t', koffi.pointer(eachType), 'void *']);
const SymGetTypeInfo = bindByKoffi('SymGetTypeInfo', ['intptr_t', 'uint64_t', 'uint32_t', 'int32_t', 'void *']);
const LocalFree = koffi.load('kernel32.dll').func('__stdcall', 'LocalFree', 'intptr_t', ['intptr_t']);

const { IMAGEHLP_SYMBOL_TYPE_INFO: ask, SymTagEnum } = dbghelpPackage;
const typeIndexAt = 4;

function questions(key) {
  const number = new Uint32Array(1);
  const long = new BigUint64Array(1);
  const numberOf = (id, request) => (SymGetTypeInfo(key, imageBase, id, request, number) ? number[0] : undefined);
  const lengthOf = (id) => (SymGetTypeInfo(key, imageBase, id, ask.TI_GET_LENGTH, long) ? long[0] : undefined);
  const nameOf = (id) => {
    long[0] = 0n;
    if (!SymGetTypeInfo(key, imageBase, id, ask.TI_GET_SYMNAME, long) || long[0] === 0n) return '';
    const name = koffi.decode.string16(long[0]);
    LocalFree(long[0]);
    return name;
  };
  const childrenOf = (id, most = Infinity) => {
    const count = Math.min(numberOf(id, ask.TI_GET_CHILDRENCOUNT) ?? 0, most);
    if (count === 0) return [];
    const children = new Uint32Array(2 + count);
    children[0] = count;
    if (!SymGetTypeInfo(key, imageBase, id, ask.TI_FINDCHILDREN, children)) return [];
    return Array.from(children.subarray(2));
  };
  return { numberOf, lengthOf, nameOf, childrenOf };
}

function listByKoffi(key) {
  const ids = [];
  const add = (symbol) => {
    ids.push(koffi.decode(symbol, typeIndexAt, 'uint32_t'));
    return 1;
  };
  if (!SymEnumTypesW(key, imageBase, add, null)) throw new Error('SymEnumTypesW failed');
  return ids;
}

/** The ids of the types that a session gives: of a class its definition alone, and none of its nested types. */
function distinctByKoffi(key) {
  const { numberOf, lengthOf, nameOf, childrenOf } = questions(key);
  const ids = listByKoffi(key).filter((id) => nameOf(id) !== '' && !numberOf(id, ask.TI_GET_CLASSPARENTID));
  return ids.filter((id) => {
    const tag = numberOf(id, ask.TI_GET_SYMTAG);
    if (tag === SymTagEnum.SymTagUDT && !lengthOf(id)) return false;
    if (tag !== SymTagEnum.SymTagUDT && tag !== SymTagEnum.SymTagEnum) return true;
    const [first] = childrenOf(id, 1);
    return first === undefined || [undefined, 0, id].includes(numberOf(first, ask.TI_GET_CLASSPARENTID));
  });
}

/**
 * What the C program does, and its answers as objects.
 * @param {bigint} key
 * @param {Set<number>} [chosen] only these; then no type is asked twice for its tag
 */
function typesByKoffi(key, chosen) {
  const { numberOf, lengthOf, nameOf, childrenOf } = questions(key);
  const tags = new Map();
  const tagOf = (id) => {
    if (!chosen) return numberOf(id, ask.TI_GET_SYMTAG);
    if (!tags.has(id)) tags.set(id, numberOf(id, ask.TI_GET_SYMTAG));
    return tags.get(id);
  };
  const membersOf = (id) =>
    childrenOf(id).map((child) => {
      const name = nameOf(child);
      const offset = numberOf(child, ask.TI_GET_OFFSET);
      const type = numberOf(child, ask.TI_GET_TYPEID);
      return { name, offset, type, tag: type === undefined ? undefined : tagOf(type) };
    });

  const ids = listByKoffi(key);
  return (chosen ? ids.filter((id) => chosen.has(id)) : ids).map((id) => {
    const tag = tagOf(id);
    const length = lengthOf(id);
    const name = nameOf(id);
    return { tag, length, name, members: tag === SymTagEnum.SymTagUDT ? membersOf(id) : [] };
  });
}
