import { Contender } from '../contender.mjs';
import { loadByKoffi, unloadByKoffi } from '../by-koffi.mjs';
import { imageBase, realImage } from '../real-image.mjs';
import { printComparison, printTargets, ratioOf } from '../report.mjs';
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
    [names.koffi]: () => timed(() => allByKoffi(key, chosen)),
    [names.session]: () => timed(() => typesBySession(session)),
  });
  await contender.close();
  await session.close();
  unloadByKoffi(key, imageBase);
  const counts = Object.entries(samples).map(([name, [{ types }]]) => `${name} ${types}`);
  console.log(`types: ${counts.join(', ')}; a session gives each once, and reads what they refer to`);
  printComparison('ms', samples, { quantity: 'ms', against: 'C, no objects' });
  const measured = ratioOf(samples, 'ms', names.session, names.koffi);
  printTargets([{ what: `${names.session} / ${names.koffi}`, bound: 'at most', target: 1.5, measured }]);
}

const names = { koffi: 'koffi alone, all that a session reads, once', session: 'session.types' };

async function typesBySession(session) {
  const types = [];
  for await (const type of session.types('*')) types.push(type);
  return types;
}

const eachType = koffi.proto('__stdcall', null, 'int32_t', ['void *', 'uint32_t', 'void *']);
const SymEnumTypesW = bindByKoffi('SymEnumTypesW', ['intptr_t', 'uint64_t', koffi.pointer(eachType), 'void *']);
const SymGetTypeInfo = bindByKoffi('SymGetTypeInfo', ['intptr_t', 'uint64_t', 'uint32_t', 'int32_t', 'void *']);
const LocalFree = koffi.load('kernel32.dll').func('__stdcall', 'LocalFree', 'intptr_t', ['intptr_t']);

const { DataKind, IMAGEHLP_SYMBOL_TYPE_INFO: ask, SymTagEnum } = dbghelpPackage;
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
  const variant = new Uint8Array(24);
  const hasValue = (id) => SymGetTypeInfo(key, imageBase, id, ask.TI_GET_VALUE, variant) !== 0;
  const hasAddress = (id) => SymGetTypeInfo(key, imageBase, id, ask.TI_GET_ADDRESS, long) !== 0;
  return { numberOf, lengthOf, nameOf, childrenOf, hasValue, hasAddress };
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

/** The ids of the types that a session gives: of a class only its definition, without nested types. */
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

/**
 * The same types with all of their children and with what those consist of, as a session gives them: each id is asked once for what its
 * tag has, and nothing is spelled.
 * @param {bigint} key
 * @param {Set<number>} chosen
 */
function allByKoffi(key, chosen) {
  const { numberOf, lengthOf, nameOf, childrenOf, hasValue, hasAddress } = questions(key);
  const known = new Map();
  const wanted = [];
  const want = (id) => {
    if (id !== undefined && !known.has(id)) wanted.push(id);
    return id;
  };
  const typeOf = (id) => want(numberOf(id, ask.TI_GET_TYPE));
  const detailsOf = (id, tag) => {
    switch (tag) {
      case SymTagEnum.SymTagUDT:
        return { name: nameOf(id), length: lengthOf(id), kind: numberOf(id, ask.TI_GET_UDTKIND) };
      case SymTagEnum.SymTagEnum:
      case SymTagEnum.SymTagTypedef:
        return { name: nameOf(id), length: lengthOf(id), type: typeOf(id) };
      case SymTagEnum.SymTagPointerType:
        return { length: lengthOf(id), type: typeOf(id), reference: numberOf(id, ask.TI_GET_IS_REFERENCE) };
      case SymTagEnum.SymTagArrayType:
        return { length: lengthOf(id), type: typeOf(id), count: numberOf(id, ask.TI_GET_COUNT) };
      case SymTagEnum.SymTagFunctionType:
        return {
          type: typeOf(id),
          convention: numberOf(id, ask.TI_GET_CALLING_CONVENTION),
          owner: want(numberOf(id, ask.TI_GET_CLASSPARENTID)),
          parameters: childrenOf(id).map(typeOf),
        };
      default:
        return { length: lengthOf(id), base: numberOf(id, ask.TI_GET_BASETYPE) };
    }
  };
  const childOf = (id) => {
    const tag = numberOf(id, ask.TI_GET_SYMTAG);
    if (nestedTags.has(tag)) return { type: want(id) };
    const child = { tag, name: nameOf(id) };
    if (tag === SymTagEnum.SymTagFunction) return { ...child, type: typeOf(id) };
    if (tag === SymTagEnum.SymTagBaseClass) {
      return {
        ...child,
        type: typeOf(id),
        offset: numberOf(id, ask.TI_GET_OFFSET),
        virtual: numberOf(id, ask.TI_GET_VIRTUALBASECLASS),
      };
    }
    const kind = numberOf(id, ask.TI_GET_DATAKIND);
    if (kind === DataKind.DataIsMember) {
      return {
        ...child,
        type: typeOf(id),
        offset: numberOf(id, ask.TI_GET_OFFSET),
        bit: numberOf(id, ask.TI_GET_BITPOSITION),
      };
    }
    return { ...child, type: typeOf(id), told: hasValue(id) || hasAddress(id) };
  };
  const learn = (id) => {
    if (known.has(id)) return;
    const tag = numberOf(id, ask.TI_GET_SYMTAG);
    known.set(id, { tag, ...detailsOf(id, tag) });
  };
  for (const id of listByKoffi(key)) {
    if (!chosen.has(id)) continue;
    learn(id);
    const type = known.get(id);
    if (type.tag === SymTagEnum.SymTagUDT || type.tag === SymTagEnum.SymTagEnum)
      type.members = childrenOf(id).map(childOf);
    while (wanted.length > 0) learn(wanted.pop());
  }
  return [...chosen].map((id) => known.get(id));
}

const nestedTags = new Set([SymTagEnum.SymTagUDT, SymTagEnum.SymTagEnum, SymTagEnum.SymTagTypedef]);
