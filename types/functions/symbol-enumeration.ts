import { MAX_SYM_NAME } from '../constants';
import type { AddressLike, HandleLike, PointerLike } from '../handles';
import type {
  PSYM_ENUMERATESYMBOLS_CALLBACK,
  PSYM_ENUMERATESYMBOLS_CALLBACKW,
  PSYM_ENUMPROCESSES_CALLBACK,
  PSYM_ENUMSYMBOLS_CALLBACK,
  PSYM_ENUMSYMBOLS_CALLBACK64,
  PSYM_ENUMSYMBOLS_CALLBACK64W,
  PSYM_ENUMSYMBOLS_CALLBACKW,
} from '../callbacks';
import type { Prototypes } from '../vocabulary';

/** Enumerations of symbols: of a module, of a scope, by a mask. */
export interface SymbolEnumerationFunctions {
  /**
   * Lists the sessions of this process: all keys that any code passed to
   * {@link DbgHelpFunctions.SymInitializeW | SymInitializeW}.
   *
   * @param EnumProcessesCallback - called for each session
   * @param UserContext - passed to the callback unchanged; `null` passes 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumProcesses function (dbghelp.h), Microsoft Learn
   */
  SymEnumProcesses(EnumProcessesCallback: PSYM_ENUMPROCESSES_CALLBACK, UserContext: PointerLike): boolean;

  /**
   * Judging by its parameters, the older form of {@link DbgHelpFunctions.SymEnumSymbols | SymEnumSymbols}, without a
   * mask. Declared in dbghelp.h, but undocumented.
   *
   * @param BaseOfDll - the module's base address
   * @param EnumSymbolsCallback - called for each symbol
   * @param UserContext - passed to the callback unchanged; `null` passes 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  SymEnumSym(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACK,
    UserContext: PointerLike,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymEnumSymbolsW | SymEnumSymbolsW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumSymbols function (dbghelp.h), Microsoft Learn
   */
  SymEnumSymbols(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    Mask: string | null,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACK,
    UserContext: PointerLike,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymEnumSymbolsExW | SymEnumSymbolsExW} in the ANSI code page. Not in every DLL: Windows 10
   * and newer have it.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumSymbolsEx function (dbghelp.h), Microsoft Learn
   */
  SymEnumSymbolsEx(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    Mask: string | null,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACK,
    UserContext: PointerLike,
    Options: number,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymEnumSymbolsW | SymEnumSymbolsW} with options. Not in every DLL: Windows 10 and newer
   * have it.
   *
   * @param BaseOfDll - the module's base address; 0 for all modules if `Mask` has an exclamation mark, otherwise for
   *   the scope that {@link DbgHelpFunctions.SymSetContext | SymSetContext} set: locals and parameters
   * @param Mask - a wildcard expression, which may begin with `module!`; `null`: all
   * @param EnumSymbolsCallback - called for each symbol
   * @param UserContext - passed to the callback unchanged; `null` passes 0
   * @param Options - `SYMENUM_OPTIONS` values
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumSymbolsExW function (dbghelp.h), Microsoft Learn
   */
  SymEnumSymbolsExW(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    Mask: string | null,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACKW,
    UserContext: PointerLike,
    Options: number,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymEnumSymbolsForAddrW | SymEnumSymbolsForAddrW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumSymbolsForAddr function (dbghelp.h), Microsoft Learn
   */
  SymEnumSymbolsForAddr(
    hProcess: HandleLike,
    Address: AddressLike,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACK,
    UserContext: PointerLike,
  ): boolean;

  /**
   * Lists all symbols at an address: folded functions share an address.
   *
   * @param Address - an address inside a module
   * @param EnumSymbolsCallback - called for each symbol
   * @param UserContext - passed to the callback unchanged; `null` passes 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumSymbolsForAddrW function (dbghelp.h), Microsoft Learn
   */
  SymEnumSymbolsForAddrW(
    hProcess: HandleLike,
    Address: AddressLike,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACKW,
    UserContext: PointerLike,
  ): boolean;

  /**
   * Lists symbols: of a module, of modules by name, or of a scope. Loads the symbols of the deferred modules that it
   * reaches.
   *
   * @param BaseOfDll - the module's base address; 0 for all modules if `Mask` has an exclamation mark, otherwise for
   *   the scope that {@link DbgHelpFunctions.SymSetContext | SymSetContext} set: locals and parameters
   * @param Mask - a wildcard expression, which may begin with `module!`; `null`: all
   * @param EnumSymbolsCallback - called for each symbol
   * @param UserContext - passed to the callback unchanged; `null` passes 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumSymbolsW function (dbghelp.h), Microsoft Learn
   */
  SymEnumSymbolsW(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    Mask: string | null,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACKW,
    UserContext: PointerLike,
  ): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymEnumerateSymbols64 | SymEnumerateSymbols64}. On 64-bit Windows it
   * is another name for that function, with 64-bit addresses and structures.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumerateSymbols function (dbghelp.h), Microsoft Learn
   */
  SymEnumerateSymbols(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    EnumSymbolsCallback: PSYM_ENUMSYMBOLS_CALLBACK,
    UserContext: PointerLike,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymEnumerateSymbolsW64 | SymEnumerateSymbolsW64} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumerateSymbols64 function (dbghelp.h), Microsoft Learn
   */
  SymEnumerateSymbols64(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    EnumSymbolsCallback: PSYM_ENUMSYMBOLS_CALLBACK64,
    UserContext: PointerLike,
  ): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymEnumerateSymbolsW64 | SymEnumerateSymbolsW64}. On 64-bit Windows
   * it is another name for that function, with 64-bit addresses and structures.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumerateSymbolsW function (dbghelp.h), Microsoft Learn
   */
  SymEnumerateSymbolsW(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    EnumSymbolsCallback: PSYM_ENUMSYMBOLS_CALLBACKW,
    UserContext: PointerLike,
  ): boolean;

  /**
   * Lists the names of a module's symbols. {@link DbgHelpFunctions.SymEnumSymbolsW | SymEnumSymbolsW} tells more about
   * each.
   *
   * @param BaseOfDll - the module's base address
   * @param EnumSymbolsCallback - called for each symbol
   * @param UserContext - passed to the callback unchanged; `null` passes 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumerateSymbolsW64 function (dbghelp.h), Microsoft Learn
   */
  SymEnumerateSymbolsW64(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    EnumSymbolsCallback: PSYM_ENUMSYMBOLS_CALLBACK64W,
    UserContext: PointerLike,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymSearchW | SymSearchW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymSearch function (dbghelp.h), Microsoft Learn
   */
  SymSearch(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    Index: number,
    SymTag: number,
    Mask: string | null,
    Address: AddressLike,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACK,
    UserContext: PointerLike,
    Options: number,
  ): boolean;

  /**
   * Lists the symbols in PDBs that match all criteria. A criterion that is 0 or `null` matches everything.
   *
   * @param BaseOfDll - the module's base address; 0 for all modules if `Mask` has an exclamation mark, otherwise for
   *   the scope that {@link DbgHelpFunctions.SymSetContext | SymSetContext} set: locals and parameters
   * @param Index - SYMBOL_INFO.Index
   * @param SymTag - a `SymTagEnum`
   * @param Mask - a wildcard expression, which may begin with `module!`; `null`: all
   * @param Address - the symbol's address
   * @param EnumSymbolsCallback - called for each symbol
   * @param UserContext - passed to the callback unchanged; `null` passes 0
   * @param Options - `SYMSEARCH` values
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymSearchW function (dbghelp.h), Microsoft Learn
   */
  SymSearchW(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    Index: number,
    SymTag: number,
    Mask: string | null,
    Address: AddressLike,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACKW,
    UserContext: PointerLike,
    Options: number,
  ): boolean;
}

export const symbolEnumerationFunctions = {
  SymEnumProcesses: {
    params: ['PSYM_ENUMPROCESSES_CALLBACK EnumProcessesCallback', 'PVOID? UserContext'],
    returns: 'BOOL',
  },
  SymEnumSym: {
    params: [
      'HANDLE hProcess',
      'DWORD64 BaseOfDll',
      'PSYM_ENUMERATESYMBOLS_CALLBACK EnumSymbolsCallback',
      'PVOID? UserContext',
    ],
    returns: 'BOOL',
  },
  SymEnumSymbols: {
    params: [
      'HANDLE hProcess',
      'DWORD64 BaseOfDll',
      ['PCSTR? Mask', { longest: MAX_SYM_NAME }],
      'PSYM_ENUMERATESYMBOLS_CALLBACK EnumSymbolsCallback',
      'PVOID? UserContext',
    ],
    returns: 'BOOL',
  },
  SymEnumSymbolsEx: {
    params: [
      'HANDLE hProcess',
      'DWORD64 BaseOfDll',
      ['PCSTR? Mask', { longest: MAX_SYM_NAME }],
      'PSYM_ENUMERATESYMBOLS_CALLBACK EnumSymbolsCallback',
      'PVOID? UserContext',
      'DWORD Options',
    ],
    returns: 'BOOL',
  },
  SymEnumSymbolsExW: {
    params: [
      'HANDLE hProcess',
      'DWORD64 BaseOfDll',
      ['PCWSTR? Mask', { longest: MAX_SYM_NAME }],
      'PSYM_ENUMERATESYMBOLS_CALLBACKW EnumSymbolsCallback',
      'PVOID? UserContext',
      'DWORD Options',
    ],
    returns: 'BOOL',
  },
  SymEnumSymbolsForAddr: {
    params: [
      'HANDLE hProcess',
      'DWORD64 Address',
      'PSYM_ENUMERATESYMBOLS_CALLBACK EnumSymbolsCallback',
      'PVOID? UserContext',
    ],
    returns: 'BOOL',
  },
  SymEnumSymbolsForAddrW: {
    params: [
      'HANDLE hProcess',
      'DWORD64 Address',
      'PSYM_ENUMERATESYMBOLS_CALLBACKW EnumSymbolsCallback',
      'PVOID? UserContext',
    ],
    returns: 'BOOL',
  },
  SymEnumSymbolsW: {
    params: [
      'HANDLE hProcess',
      'DWORD64 BaseOfDll',
      ['PCWSTR? Mask', { longest: MAX_SYM_NAME }],
      'PSYM_ENUMERATESYMBOLS_CALLBACKW EnumSymbolsCallback',
      'PVOID? UserContext',
    ],
    returns: 'BOOL',
  },
  SymEnumerateSymbols: {
    params: [
      'HANDLE hProcess',
      'ADDRESS32 BaseOfDll',
      'PSYM_ENUMSYMBOLS_CALLBACK EnumSymbolsCallback',
      'PVOID? UserContext',
    ],
    returns: 'BOOL',
    on64: 'SymEnumerateSymbols64',
  },
  SymEnumerateSymbols64: {
    params: [
      'HANDLE hProcess',
      'DWORD64 BaseOfDll',
      'PSYM_ENUMSYMBOLS_CALLBACK64 EnumSymbolsCallback',
      'PVOID? UserContext',
    ],
    returns: 'BOOL',
  },
  SymEnumerateSymbolsW: {
    params: [
      'HANDLE hProcess',
      'ADDRESS32 BaseOfDll',
      'PSYM_ENUMSYMBOLS_CALLBACKW EnumSymbolsCallback',
      'PVOID? UserContext',
    ],
    returns: 'BOOL',
    on64: 'SymEnumerateSymbolsW64',
  },
  SymEnumerateSymbolsW64: {
    params: [
      'HANDLE hProcess',
      'DWORD64 BaseOfDll',
      'PSYM_ENUMSYMBOLS_CALLBACK64W EnumSymbolsCallback',
      'PVOID? UserContext',
    ],
    returns: 'BOOL',
  },
  SymSearch: {
    params: [
      'HANDLE hProcess',
      'DWORD64 BaseOfDll',
      'DWORD Index',
      'DWORD SymTag',
      ['PCSTR? Mask', { longest: MAX_SYM_NAME }],
      'DWORD64 Address',
      'PSYM_ENUMERATESYMBOLS_CALLBACK EnumSymbolsCallback',
      'PVOID? UserContext',
      'DWORD Options',
    ],
    returns: 'BOOL',
  },
  SymSearchW: {
    params: [
      'HANDLE hProcess',
      'DWORD64 BaseOfDll',
      'DWORD Index',
      'DWORD SymTag',
      ['PCWSTR? Mask', { longest: MAX_SYM_NAME }],
      'DWORD64 Address',
      'PSYM_ENUMERATESYMBOLS_CALLBACKW EnumSymbolsCallback',
      'PVOID? UserContext',
      'DWORD Options',
    ],
    returns: 'BOOL',
  },
} as const satisfies Prototypes<SymbolEnumerationFunctions>;
