import type { Prototype } from '../vocabulary';

/** Functions that the compiler put into others: their frames, symbols and lines. */
export const inlineTraceFunctions = {
  SymAddrIncludeInlineTrace: {
    params: [
      ['hProcess', 'HANDLE'],
      ['Address', 'ADDRESS'],
    ],
    returns: 'DWORD',
    fails: 'never',
  },
  SymCompareInlineTrace: {
    params: [
      ['hProcess', 'HANDLE'],
      ['Address1', 'ADDRESS'],
      ['InlineContext1', 'DWORD'],
      ['RetAddress1', 'ADDRESS'],
      ['Address2', 'ADDRESS'],
      ['RetAddress2', 'ADDRESS'],
    ],
    returns: 'DWORD',
    fails: 'zero',
  },
  SymFromInlineContext: {
    params: [
      ['hProcess', 'HANDLE'],
      ['Address', 'ADDRESS'],
      ['InlineContext', 'DWORD'],
      ['Displacement', 'DWORD64*?'],
      ['Symbol', 'SYMBOL_INFO*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymFromInlineContextW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['Address', 'ADDRESS'],
      ['InlineContext', 'DWORD'],
      ['Displacement', 'DWORD64*?'],
      ['Symbol', 'SYMBOL_INFOW*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    often: true,
  },
  SymGetLineFromInlineContext: {
    params: [
      ['hProcess', 'HANDLE'],
      ['qwAddr', 'ADDRESS'],
      ['InlineContext', 'DWORD'],
      ['qwModuleBaseAddress', 'ADDRESS'],
      ['pdwDisplacement', 'DWORD*'],
      ['Line64', 'IMAGEHLP_LINE64*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymGetLineFromInlineContextW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['dwAddr', 'ADDRESS'],
      ['InlineContext', 'DWORD'],
      ['qwModuleBaseAddress', 'ADDRESS'],
      ['pdwDisplacement', 'DWORD*'],
      ['Line', 'IMAGEHLP_LINEW64*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    often: true,
  },
  SymQueryInlineTrace: {
    params: [
      ['hProcess', 'HANDLE'],
      ['StartAddress', 'ADDRESS'],
      ['StartContext', 'DWORD'],
      ['StartRetAddress', 'ADDRESS'],
      ['CurAddress', 'ADDRESS'],
      ['CurContext', 'DWORD*'],
      ['CurFrameIndex', 'DWORD*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    nothing: [0],
  },
  SymSetScopeFromInlineContext: {
    params: [
      ['hProcess', 'HANDLE'],
      ['Address', 'ADDRESS'],
      ['InlineContext', 'DWORD'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
} as const satisfies Record<string, Prototype>;
