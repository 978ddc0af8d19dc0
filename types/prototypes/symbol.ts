import { MAX_SYM_NAME } from '../constants';
import type { Prototype } from '../vocabulary';

/** Symbols by address, name, index or token, and the scope that lookups happen in. */
export const symbolFunctions = {
  SymAddSymbol: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['Name', 'PCSTR'],
      ['Address', 'ADDRESS'],
      ['Size', 'DWORD'],
      ['Flags', 'DWORD'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymAddSymbolW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['Name', 'PCWSTR'],
      ['Address', 'ADDRESS'],
      ['Size', 'DWORD'],
      ['Flags', 'DWORD'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymDeleteSymbol: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['Name', 'PCSTR?'],
      ['Address', 'ADDRESS'],
      ['Flags', 'DWORD'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymDeleteSymbolW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['Name', 'PCWSTR?'],
      ['Address', 'ADDRESS'],
      ['Flags', 'DWORD'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymFromAddr: {
    params: [
      ['hProcess', 'HANDLE'],
      ['Address', 'ADDRESS'],
      ['Displacement', 'DWORD64*?'],
      ['Symbol', 'SYMBOL_INFO*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    nothing: [0],
  },
  SymFromAddrW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['Address', 'ADDRESS'],
      ['Displacement', 'DWORD64*?'],
      ['Symbol', 'SYMBOL_INFOW*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    nothing: [0],
    often: true,
  },
  SymFromIndex: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['Index', 'DWORD'],
      ['Symbol', 'SYMBOL_INFO*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymFromIndexW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['Index', 'DWORD'],
      ['Symbol', 'SYMBOL_INFOW*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymFromName: {
    params: [
      ['hProcess', 'HANDLE'],
      ['Name', 'PCSTR', { longest: MAX_SYM_NAME }],
      ['Symbol', 'SYMBOL_INFO*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    nothing: [0, 123],
  },
  SymFromNameW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['Name', 'PCWSTR', { longest: MAX_SYM_NAME }],
      ['Symbol', 'SYMBOL_INFOW*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    nothing: [0, 123],
  },
  SymFromToken: {
    params: [
      ['hProcess', 'HANDLE'],
      ['Base', 'ADDRESS'],
      ['Token', 'DWORD'],
      ['Symbol', 'SYMBOL_INFO*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymFromTokenW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['Base', 'ADDRESS'],
      ['Token', 'DWORD'],
      ['Symbol', 'SYMBOL_INFOW*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymGetOmaps: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['OmapTo', 'PVOID*'],
      ['cOmapTo', 'DWORD64*'],
      ['OmapFrom', 'PVOID*'],
      ['cOmapFrom', 'DWORD64*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymGetScope: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['Index', 'DWORD'],
      ['Symbol', 'SYMBOL_INFO*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymGetScopeW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['Index', 'DWORD'],
      ['Symbol', 'SYMBOL_INFOW*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymGetSymFromAddr: {
    params: [
      ['hProcess', 'HANDLE'],
      ['dwAddr', 'ADDRESS32'],
      ['pdwDisplacement', 'ADDRESS32*?'],
      ['Symbol', 'IMAGEHLP_SYMBOL*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    on64: 'SymGetSymFromAddr64',
  },
  SymGetSymFromAddr64: {
    params: [
      ['hProcess', 'HANDLE'],
      ['qwAddr', 'ADDRESS'],
      ['pdwDisplacement', 'DWORD64*?'],
      ['Symbol', 'IMAGEHLP_SYMBOL64*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymGetSymFromName: {
    params: [
      ['hProcess', 'HANDLE'],
      ['Name', 'PCSTR', { longest: MAX_SYM_NAME }],
      ['Symbol', 'IMAGEHLP_SYMBOL*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    on64: 'SymGetSymFromName64',
  },
  SymGetSymFromName64: {
    params: [
      ['hProcess', 'HANDLE'],
      ['Name', 'PCSTR', { longest: MAX_SYM_NAME }],
      ['Symbol', 'IMAGEHLP_SYMBOL64*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymGetSymNext: {
    params: [
      ['hProcess', 'HANDLE'],
      ['Symbol', 'IMAGEHLP_SYMBOL*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    on64: 'SymGetSymNext64',
  },
  SymGetSymNext64: {
    params: [
      ['hProcess', 'HANDLE'],
      ['Symbol', 'IMAGEHLP_SYMBOL64*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymGetSymPrev: {
    params: [
      ['hProcess', 'HANDLE'],
      ['Symbol', 'IMAGEHLP_SYMBOL*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    on64: 'SymGetSymPrev64',
  },
  SymGetSymPrev64: {
    params: [
      ['hProcess', 'HANDLE'],
      ['Symbol', 'IMAGEHLP_SYMBOL64*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymNext: {
    params: [
      ['hProcess', 'HANDLE'],
      ['si', 'SYMBOL_INFO*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymNextW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['siw', 'SYMBOL_INFOW*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymPrev: {
    params: [
      ['hProcess', 'HANDLE'],
      ['si', 'SYMBOL_INFO*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymPrevW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['siw', 'SYMBOL_INFOW*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymSetContext: {
    params: [
      ['hProcess', 'HANDLE'],
      ['StackFrame', 'IMAGEHLP_STACK_FRAME*'],
      ['Context', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zeroWithError',
  },
  SymSetScopeFromAddr: {
    params: [
      ['hProcess', 'HANDLE'],
      ['Address', 'ADDRESS'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymSetScopeFromIndex: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
      ['Index', 'DWORD'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
} as const satisfies Record<string, Prototype>;
