import type { Prototype } from '../vocabulary';

/** Decorated C++ names made readable. */
export const undecorateFunctions = {
  SymUnDName: {
    params: [
      ['sym', 'IMAGEHLP_SYMBOL*'],
      ['UnDecName', 'PSTR', { length: 'UnDecNameLength' }],
      ['UnDecNameLength', 'DWORD'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    on64: 'SymUnDName64',
  },
  SymUnDName64: {
    params: [
      ['sym', 'IMAGEHLP_SYMBOL64*'],
      ['UnDecName', 'PSTR', { length: 'UnDecNameLength' }],
      ['UnDecNameLength', 'DWORD'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  UnDecorateSymbolName: {
    params: [
      ['name', 'PCSTR'],
      ['outputString', 'PSTR', { length: 'maxStringLength' }],
      ['maxStringLength', 'DWORD'],
      ['flags', 'DWORD'],
    ],
    returns: 'DWORD',
    fails: 'zero',
  },
  UnDecorateSymbolNameW: {
    params: [
      ['name', 'PCWSTR'],
      ['outputString', 'PWSTR', { length: 'maxStringLength' }],
      ['maxStringLength', 'DWORD'],
      ['flags', 'DWORD'],
    ],
    returns: 'DWORD',
    fails: 'zero',
  },
} as const satisfies Record<string, Prototype>;
