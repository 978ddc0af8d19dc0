import type { MemorySize, Prototype } from '../prototype';
import { pointerBits } from '../pointer-size';

/** Bytes that each IMAGEHLP_SYMBOL_TYPE_INFO writes. */
const dword = { bytes: 4 };
const qword = { bytes: 8 };
const pointer = { bytes: pointerBits / 8 };
const variant = { bytes: pointerBits === 64 ? 24 : 16 };
const typeInformationSizes = {
  /** TI_GET_SYMTAG */
  0: dword,
  /** TI_GET_SYMNAME */
  1: pointer,
  /** TI_GET_LENGTH */
  2: qword,
  /** TI_GET_TYPE */
  3: dword,
  /** TI_GET_TYPEID */
  4: dword,
  /** TI_GET_BASETYPE */
  5: dword,
  /** TI_GET_ARRAYINDEXTYPEID */
  6: dword,
  /** TI_FINDCHILDREN */
  7: { bytes: 8, each: 4 },
  /** TI_GET_DATAKIND */
  8: dword,
  /** TI_GET_ADDRESSOFFSET */
  9: dword,
  /** TI_GET_OFFSET */
  10: dword,
  /** TI_GET_VALUE */
  11: variant,
  /** TI_GET_COUNT */
  12: dword,
  /** TI_GET_CHILDRENCOUNT */
  13: dword,
  /** TI_GET_BITPOSITION */
  14: dword,
  /** TI_GET_VIRTUALBASECLASS */
  15: dword,
  /** TI_GET_VIRTUALTABLESHAPEID */
  16: dword,
  /** TI_GET_VIRTUALBASEPOINTEROFFSET */
  17: dword,
  /** TI_GET_CLASSPARENTID */
  18: dword,
  /** TI_GET_NESTED */
  19: dword,
  /** TI_GET_SYMINDEX */
  20: dword,
  /** TI_GET_LEXICALPARENT */
  21: dword,
  /** TI_GET_ADDRESS */
  22: qword,
  /** TI_GET_THISADJUST */
  23: dword,
  /** TI_GET_UDTKIND */
  24: dword,
  /** TI_IS_EQUIV_TO */
  25: dword,
  /** TI_GET_CALLING_CONVENTION */
  26: dword,
  /** TI_IS_CLOSE_EQUIV_TO */
  27: dword,
  /** TI_GTIEX_REQS_VALID */
  28: qword,
  /** TI_GET_VIRTUALBASEOFFSET */
  29: dword,
  /** TI_GET_VIRTUALBASEDISPINDEX */
  30: dword,
  /** TI_GET_IS_REFERENCE */
  31: dword,
  /** TI_GET_INDIRECTVIRTUALBASECLASS */
  32: dword,
  /** TI_GET_VIRTUALBASETABLETYPE */
  33: dword,
  /** TI_GET_OBJECTPOINTERTYPE */
  34: dword,
  /** TI_GET_DISCRIMINATEDUNION_TAG_TYPEID */
  35: dword,
  /** TI_GET_DISCRIMINATEDUNION_TAG_OFFSET */
  36: dword,
  /** TI_GET_DISCRIMINATEDUNION_TAG_RANGESCOUNT */
  37: dword,
  /** TI_GET_DISCRIMINATEDUNION_TAG_RANGES */
  38: { bytes: 8, each: 17 },
} as const satisfies Readonly<Record<number, MemorySize>>;

/** Types: listing them, finding one by name, and what is known of one. */
export const typeInformationFunctions = {
  SymEnumTypes: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['EnumSymbolsCallback', 'PSYM_ENUMERATESYMBOLS_CALLBACK'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymEnumTypesByName: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['mask', 'PCSTR?'],
      ['EnumSymbolsCallback', 'PSYM_ENUMERATESYMBOLS_CALLBACK'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymEnumTypesByNameW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['mask', 'PCWSTR?'],
      ['EnumSymbolsCallback', 'PSYM_ENUMERATESYMBOLS_CALLBACKW'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymEnumTypesW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['EnumSymbolsCallback', 'PSYM_ENUMERATESYMBOLS_CALLBACKW'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymGetTypeFromName: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['Name', 'PCSTR'],
      ['Symbol', 'SYMBOL_INFO*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymGetTypeFromNameW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['Name', 'PCWSTR'],
      ['Symbol', 'SYMBOL_INFOW*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymGetTypeInfo: {
    params: [
      ['hProcess', 'HANDLE'],
      ['ModBase', 'ADDRESS'],
      ['TypeId', 'DWORD'],
      ['GetType', 'DWORD'],
      ['pInfo', 'BUFFER', { needs: { parameter: 'GetType', sizes: typeInformationSizes } }],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
} as const satisfies Record<string, Prototype>;
