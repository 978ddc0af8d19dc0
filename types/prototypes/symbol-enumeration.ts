import { MAX_SYM_NAME } from '../constants';
import type { Prototype } from '../vocabulary';

/** Symbols by enumeration: of a module, of a scope, by a mask. */
export const symbolEnumerationFunctions = {
  SymEnumProcesses: {
    params: [
      ['EnumProcessesCallback', 'PSYM_ENUMPROCESSES_CALLBACK'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymEnumSym: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['EnumSymbolsCallback', 'PSYM_ENUMERATESYMBOLS_CALLBACK'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymEnumSymbols: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['Mask', 'PCSTR?', { longest: MAX_SYM_NAME }],
      ['EnumSymbolsCallback', 'PSYM_ENUMERATESYMBOLS_CALLBACK'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymEnumSymbolsEx: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['Mask', 'PCSTR?', { longest: MAX_SYM_NAME }],
      ['EnumSymbolsCallback', 'PSYM_ENUMERATESYMBOLS_CALLBACK'],
      ['UserContext', 'PVOID?'],
      ['Options', 'DWORD'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymEnumSymbolsExW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['Mask', 'PCWSTR?', { longest: MAX_SYM_NAME }],
      ['EnumSymbolsCallback', 'PSYM_ENUMERATESYMBOLS_CALLBACKW'],
      ['UserContext', 'PVOID?'],
      ['Options', 'DWORD'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymEnumSymbolsForAddr: {
    params: [
      ['hProcess', 'HANDLE'],
      ['Address', 'ADDRESS'],
      ['EnumSymbolsCallback', 'PSYM_ENUMERATESYMBOLS_CALLBACK'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymEnumSymbolsForAddrW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['Address', 'ADDRESS'],
      ['EnumSymbolsCallback', 'PSYM_ENUMERATESYMBOLS_CALLBACKW'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymEnumSymbolsW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['Mask', 'PCWSTR?', { longest: MAX_SYM_NAME }],
      ['EnumSymbolsCallback', 'PSYM_ENUMERATESYMBOLS_CALLBACKW'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymEnumerateSymbols: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS32'],
      ['EnumSymbolsCallback', 'PSYM_ENUMSYMBOLS_CALLBACK'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    on64: 'SymEnumerateSymbols64',
  },
  SymEnumerateSymbols64: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['EnumSymbolsCallback', 'PSYM_ENUMSYMBOLS_CALLBACK64'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymEnumerateSymbolsW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS32'],
      ['EnumSymbolsCallback', 'PSYM_ENUMSYMBOLS_CALLBACKW'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    on64: 'SymEnumerateSymbolsW64',
  },
  SymEnumerateSymbolsW64: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['EnumSymbolsCallback', 'PSYM_ENUMSYMBOLS_CALLBACK64W'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymSearch: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['Index', 'DWORD'],
      ['SymTag', 'DWORD'],
      ['Mask', 'PCSTR?', { longest: MAX_SYM_NAME }],
      ['Address', 'ADDRESS'],
      ['EnumSymbolsCallback', 'PSYM_ENUMERATESYMBOLS_CALLBACK'],
      ['UserContext', 'PVOID?'],
      ['Options', 'DWORD'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymSearchW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['Index', 'DWORD'],
      ['SymTag', 'DWORD'],
      ['Mask', 'PCWSTR?', { longest: MAX_SYM_NAME }],
      ['Address', 'ADDRESS'],
      ['EnumSymbolsCallback', 'PSYM_ENUMERATESYMBOLS_CALLBACKW'],
      ['UserContext', 'PVOID?'],
      ['Options', 'DWORD'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
} as const satisfies Record<string, Prototype>;
