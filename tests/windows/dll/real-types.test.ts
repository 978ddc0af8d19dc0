import {
  IMAGEHLP_SYMBOL_TYPE_INFO,
  SYMBOL_INFO,
  SymTagEnum,
  TI_FINDCHILDREN_PARAMS,
  type DbgHelpToken,
} from '../../../lib';
import { base, inScene, key, proves, windowsFunction } from '../real-dll';

/** The sizes in bytes of structures in scene.hpp, as compiled for x86 and x64. */
const sizes = { 'scene::Vec3': 12, 'scene::Packed': 19, 'scene::Flags': 4, 'scene::Payload': 8 };
/** The members of `scene::Packed`, packed to 1 byte, with their offsets. */
const packed = { kind: 0, length: 1, stamp: 5, grid: 13 };

type Collect = (symbol: { Name: string; Size: number; ModBase: bigint }) => void;

/** Sizes by the names of types. */
function typesOf(list: (callback: Collect) => boolean): Record<string, number> {
  const types: Record<string, number> = {};
  list(({ Name, Size, ModBase }) => {
    expect(ModBase).toBe(base);
    types[Name] = Size;
  });
  return types;
}

proves(['SymEnumTypes', 'SymEnumTypesW'], 'list the types of a module with their sizes', (dll) =>
  inScene(dll, (api) => {
    for (const types of [
      typesOf((callback) => api.SymEnumTypes(key, base, callback, null)),
      typesOf((callback) => api.SymEnumTypesW(key, base, callback, null)),
    ]) {
      expect(types).toMatchObject(sizes);
    }
  }),
);

proves(['SymEnumTypesByName', 'SymEnumTypesByNameW'], 'list the types whose names a mask matches', (dll) =>
  inScene(dll, (api) => {
    for (const types of [
      typesOf((callback) => api.SymEnumTypesByName(key, base, 'scene::Pa*', callback, null)),
      typesOf((callback) => api.SymEnumTypesByNameW(key, base, 'scene::Pa*', callback, null)),
    ]) {
      expect(types).toMatchObject({ 'scene::Packed': 19, 'scene::Payload': 8 });
      expect(Object.keys(types)).not.toContain('scene::Vec3');
    }
  }),
);

const {
  TI_GET_SYMTAG,
  TI_GET_TYPE,
  TI_GET_SYMNAME,
  TI_GET_LENGTH,
  TI_GET_CHILDRENCOUNT,
  TI_FINDCHILDREN,
  TI_GET_OFFSET,
} = IMAGEHLP_SYMBOL_TYPE_INFO;

function dword(api: DbgHelpToken, type: number, what: IMAGEHLP_SYMBOL_TYPE_INFO): number {
  const value = new Uint32Array(1);
  api.SymGetTypeInfo(key, base, type, what, value);
  return value[0]!;
}

/** Reads and frees the name, which belongs to the caller. */
function nameOf(api: DbgHelpToken, type: number): string {
  const copy = windowsFunction('kernel32.dll', 'lstrcpynW', 'uintptr_t', ['void *', 'uintptr_t', 'int']);
  const free = windowsFunction('kernel32.dll', 'LocalFree', 'uintptr_t', ['uintptr_t']);
  const pointer = process.arch === 'ia32' ? new Uint32Array(1) : new BigUint64Array(1);
  api.SymGetTypeInfo(key, base, type, TI_GET_SYMNAME, pointer);
  const text = Buffer.alloc(400);
  copy(text, pointer[0], text.length / 2);
  expect(Number(free(pointer[0]))).toBe(0);
  return text.toString('utf16le').replace(/\0.*$/s, '');
}

proves(['SymGetTypeFromName', 'SymGetTypeInfo'], 'give the layout of a structure', (dll) =>
  inScene(dll, (api) => {
    const symbol = SYMBOL_INFO.alloc(100);
    api.SymGetTypeFromName(key, base, 'scene::Packed', symbol);
    expect(symbol).toMatchObject({ Name: 'scene::Packed', Size: 19 });
    // For a class with a typedef of the same name beside it, some DLLs give the typedef.
    const isTypedef = dword(api, symbol.TypeIndex, TI_GET_SYMTAG) === SymTagEnum.SymTagTypedef;
    const type = isTypedef ? dword(api, symbol.TypeIndex, TI_GET_TYPE) : symbol.TypeIndex;
    expect(dword(api, type, TI_GET_SYMTAG)).toBe(SymTagEnum.SymTagUDT);
    expect(nameOf(api, type)).toBe('scene::Packed');
    const length = new BigUint64Array(1);
    api.SymGetTypeInfo(key, base, type, TI_GET_LENGTH, length);
    expect(length[0]).toBe(19n);
    const count = dword(api, type, TI_GET_CHILDRENCOUNT);
    expect(count).toBe(Object.keys(packed).length);
    const children = TI_FINDCHILDREN_PARAMS.alloc(count);
    api.SymGetTypeInfo(key, base, type, TI_FINDCHILDREN, children);
    const members = children.ChildId.map((child) => [nameOf(api, child), dword(api, child, TI_GET_OFFSET)]);
    expect(Object.fromEntries(members)).toEqual(packed);
  }),
);
