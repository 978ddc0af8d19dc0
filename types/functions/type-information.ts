import { MAX_SYM_NAME } from '../constants';
import { IMAGEHLP_SYMBOL_TYPE_INFO as TI } from '../constants';
import type { AddressLike, HandleLike, Memory, PointerLike } from '../handles';
import type { IMAGEHLP_GET_TYPE_INFO_PARAMS, SYMBOL_INFO, SYMBOL_INFOW } from '../structures';
import type { PSYM_ENUMERATESYMBOLS_CALLBACK, PSYM_ENUMERATESYMBOLS_CALLBACKW } from '../callbacks';
import type { MemorySize, Prototypes } from '../vocabulary';

/** Types: listing them, finding one by name, and querying one. */
export interface TypeInformationFunctions {
  /**
   * {@link DbgHelpFunctions.SymEnumTypesW | SymEnumTypesW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumTypes function (dbghelp.h), Microsoft Learn
   */
  SymEnumTypes(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACK,
    UserContext: PointerLike,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymEnumTypesByNameW | SymEnumTypesByNameW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumTypesByName function (dbghelp.h), Microsoft Learn
   */
  SymEnumTypesByName(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    mask: string | null,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACK,
    UserContext: PointerLike,
  ): boolean;

  /**
   * Lists the types of a module whose names match.
   *
   * @param BaseOfDll - the module's base address
   * @param mask - a wildcard expression; `null`: all
   * @param EnumSymbolsCallback - called for each type, which is a symbol with a TypeIndex
   * @param UserContext - passed to the callback unchanged; `null` passes 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumTypesByNameW function (dbghelp.h), Microsoft Learn
   */
  SymEnumTypesByNameW(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    mask: string | null,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACKW,
    UserContext: PointerLike,
  ): boolean;

  /**
   * Lists the types of a module.
   *
   * @param BaseOfDll - the module's base address
   * @param EnumSymbolsCallback - called for each type, which is a symbol with a TypeIndex
   * @param UserContext - passed to the callback unchanged; `null` passes 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumTypesW function (dbghelp.h), Microsoft Learn
   */
  SymEnumTypesW(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACKW,
    UserContext: PointerLike,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymGetTypeFromNameW | SymGetTypeFromNameW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetTypeFromName function (dbghelp.h), Microsoft Learn
   */
  SymGetTypeFromName(hProcess: HandleLike, BaseOfDll: AddressLike, Name: string, Symbol: SYMBOL_INFO): boolean;

  /**
   * Finds the type with a name.
   *
   * @param BaseOfDll - the module's base address
   * @param Name - the name of the type
   * @param Symbol - receives the type; pass its TypeIndex to SymGetTypeInfo
   * @returns `true`; no such type is a `DbgHelpError`
   * @see SymGetTypeFromNameW function (dbghelp.h), Microsoft Learn
   */
  SymGetTypeFromNameW(hProcess: HandleLike, BaseOfDll: AddressLike, Name: string, Symbol: SYMBOL_INFOW): boolean;

  /**
   * Asks one question about a type.
   *
   * @param ModBase - the module's base address
   * @param TypeId - SYMBOL_INFO.TypeIndex, or an id from an earlier answer
   * @param GetType - an `IMAGEHLP_SYMBOL_TYPE_INFO`
   * @param pInfo - receives the answer: for most questions a `Uint32Array(1)`; a `BigUint64Array(1)` for TI_GET_LENGTH,
   *   TI_GET_ADDRESS, TI_GTIEX_REQS_VALID, and TI_GET_SYMNAME, which gives the address of UTF-16 text that you free
   *   with `localFree`; 24 bytes (32-bit: 16) for the VARIANT of TI_GET_VALUE; a view of TI_FINDCHILDREN_PARAMS for
   *   TI_FINDCHILDREN. Memory that is too small is a RangeError
   * @returns `true`; a type without this property is a `DbgHelpError`
   * @see SymGetTypeInfo function (dbghelp.h), Microsoft Learn
   */
  SymGetTypeInfo(hProcess: HandleLike, ModBase: AddressLike, TypeId: number, GetType: number, pInfo: Memory): boolean;

  /**
   * Asks several questions about several types at once.
   *
   * @param ModBase - the module's base address
   * @param Params - holds the questions and the addresses of arrays for the answers (`addressOf(array)`; keep the
   *   arrays alive), and receives the results. DbgHelp trusts its sizes
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetTypeInfoEx function (dbghelp.h), Microsoft Learn
   */
  SymGetTypeInfoEx(hProcess: HandleLike, ModBase: AddressLike, Params: IMAGEHLP_GET_TYPE_INFO_PARAMS): boolean;
}

const dword = { bytes: 4 };

const qword = { bytes: 8 };

const pointer = { bytes: { in32: 4, in64: 8 } };

const variant = { bytes: { in32: 16, in64: 24 } };

/** The memory that the answer to each question needs. */
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

export const typeInformationFunctions = {
  SymEnumTypes: {
    params: [
      'HANDLE hProcess',
      'DWORD64 BaseOfDll',
      'PSYM_ENUMERATESYMBOLS_CALLBACK EnumSymbolsCallback',
      'PVOID? UserContext',
    ],
    returns: 'BOOL',
  },
  SymEnumTypesByName: {
    params: [
      'HANDLE hProcess',
      'DWORD64 BaseOfDll',
      ['PCSTR? mask', { longest: MAX_SYM_NAME }],
      'PSYM_ENUMERATESYMBOLS_CALLBACK EnumSymbolsCallback',
      'PVOID? UserContext',
    ],
    returns: 'BOOL',
  },
  SymEnumTypesByNameW: {
    params: [
      'HANDLE hProcess',
      'DWORD64 BaseOfDll',
      ['PCWSTR? mask', { longest: MAX_SYM_NAME }],
      'PSYM_ENUMERATESYMBOLS_CALLBACKW EnumSymbolsCallback',
      'PVOID? UserContext',
    ],
    returns: 'BOOL',
  },
  SymEnumTypesW: {
    params: [
      'HANDLE hProcess',
      'DWORD64 BaseOfDll',
      'PSYM_ENUMERATESYMBOLS_CALLBACKW EnumSymbolsCallback',
      'PVOID? UserContext',
    ],
    returns: 'BOOL',
  },
  SymGetTypeFromName: {
    params: ['HANDLE hProcess', 'DWORD64 BaseOfDll', ['PCSTR Name', { longest: MAX_SYM_NAME }], 'SYMBOL_INFO* Symbol'],
    returns: 'BOOL',
    nothing: [0, 1, 123],
  },
  SymGetTypeFromNameW: {
    params: [
      'HANDLE hProcess',
      'DWORD64 BaseOfDll',
      ['PCWSTR Name', { longest: MAX_SYM_NAME }],
      'SYMBOL_INFOW* Symbol',
    ],
    returns: 'BOOL',
    nothing: [0, 1, 123],
  },
  SymGetTypeInfo: {
    params: [
      'HANDLE hProcess',
      'DWORD64 ModBase',
      'DWORD TypeId',
      'DWORD GetType',
      ['BUFFER pInfo', { needs: { parameter: 'GetType', sizes: answerSizes } }],
    ],
    returns: 'BOOL',
    often: true,
  },
  SymGetTypeInfoEx: {
    params: ['HANDLE hProcess', 'DWORD64 ModBase', 'IMAGEHLP_GET_TYPE_INFO_PARAMS* Params'],
    returns: 'BOOL',
  },
} as const satisfies Prototypes<TypeInformationFunctions>;
