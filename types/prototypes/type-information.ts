import { MAX_SYM_NAME } from '../constants';
import { IMAGEHLP_SYMBOL_TYPE_INFO as TI } from '../constants';
import type { MemorySize, Prototype } from '../vocabulary';

const dword = { bytes: 4 };
const qword = { bytes: 8 };
const pointer = { bytes: { in32: 4, in64: 8 } };
const variant = { bytes: { in32: 16, in64: 24 } };

/** What the answer to each question takes. */
const answerSizes = {
  [TI.TI_GET_SYMTAG]: dword,
  [TI.TI_GET_SYMNAME]: pointer,
  [TI.TI_GET_LENGTH]: qword,
  [TI.TI_GET_TYPE]: dword,
  [TI.TI_GET_TYPEID]: dword,
  [TI.TI_GET_BASETYPE]: dword,
  [TI.TI_GET_ARRAYINDEXTYPEID]: dword,
  [TI.TI_FINDCHILDREN]: { bytes: 8, each: 4 },
  [TI.TI_GET_DATAKIND]: dword,
  [TI.TI_GET_ADDRESSOFFSET]: dword,
  [TI.TI_GET_OFFSET]: dword,
  [TI.TI_GET_VALUE]: variant,
  [TI.TI_GET_COUNT]: dword,
  [TI.TI_GET_CHILDRENCOUNT]: dword,
  [TI.TI_GET_BITPOSITION]: dword,
  [TI.TI_GET_VIRTUALBASECLASS]: dword,
  [TI.TI_GET_VIRTUALTABLESHAPEID]: dword,
  [TI.TI_GET_VIRTUALBASEPOINTEROFFSET]: dword,
  [TI.TI_GET_CLASSPARENTID]: dword,
  [TI.TI_GET_NESTED]: dword,
  [TI.TI_GET_SYMINDEX]: dword,
  [TI.TI_GET_LEXICALPARENT]: dword,
  [TI.TI_GET_ADDRESS]: qword,
  [TI.TI_GET_THISADJUST]: dword,
  [TI.TI_GET_UDTKIND]: dword,
  [TI.TI_IS_EQUIV_TO]: dword,
  [TI.TI_GET_CALLING_CONVENTION]: dword,
  [TI.TI_IS_CLOSE_EQUIV_TO]: dword,
  [TI.TI_GTIEX_REQS_VALID]: qword,
  [TI.TI_GET_VIRTUALBASEOFFSET]: dword,
  [TI.TI_GET_VIRTUALBASEDISPINDEX]: dword,
  [TI.TI_GET_IS_REFERENCE]: dword,
  [TI.TI_GET_INDIRECTVIRTUALBASECLASS]: dword,
  [TI.TI_GET_VIRTUALBASETABLETYPE]: dword,
  [TI.TI_GET_OBJECTPOINTERTYPE]: dword,
  [TI.TI_GET_DISCRIMINATEDUNION_TAG_TYPEID]: dword,
  [TI.TI_GET_DISCRIMINATEDUNION_TAG_OFFSET]: dword,
  [TI.TI_GET_DISCRIMINATEDUNION_TAG_RANGESCOUNT]: dword,
  [TI.TI_GET_DISCRIMINATEDUNION_TAG_RANGES]: { bytes: 8, each: 17 },
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
      ['mask', 'PCSTR?', { longest: MAX_SYM_NAME }],
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
      ['mask', 'PCWSTR?', { longest: MAX_SYM_NAME }],
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
      ['Name', 'PCSTR', { longest: MAX_SYM_NAME }],
      ['Symbol', 'SYMBOL_INFO*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    nothing: [0, 1, 123],
  },
  SymGetTypeFromNameW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['Name', 'PCWSTR', { longest: MAX_SYM_NAME }],
      ['Symbol', 'SYMBOL_INFOW*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    nothing: [0, 1, 123],
  },
  SymGetTypeInfo: {
    params: [
      ['hProcess', 'HANDLE'],
      ['ModBase', 'ADDRESS'],
      ['TypeId', 'DWORD'],
      ['GetType', 'DWORD'],
      ['pInfo', 'BUFFER', { needs: { parameter: 'GetType', sizes: answerSizes } }],
    ],
    returns: 'BOOL',
    fails: 'zero',
    often: true,
  },
  SymGetTypeInfoEx: {
    params: [
      ['hProcess', 'HANDLE'],
      ['ModBase', 'ADDRESS'],
      ['Params', 'IMAGEHLP_GET_TYPE_INFO_PARAMS*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
} as const satisfies Record<string, Prototype>;
