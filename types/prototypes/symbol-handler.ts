import type { Prototype } from '../vocabulary';

/** The symbol handler itself: its life, its options, its search path and its callbacks. */
export const symbolHandlerFunctions = {
  GetSymLoadError: {
    params: [],
    returns: 'DWORD',
    fails: 'never',
  },
  ImagehlpApiVersion: {
    params: [],
    returns: 'API_VERSION*',
    fails: 'never',
  },
  ImagehlpApiVersionEx: {
    params: [['AppVersion', 'API_VERSION*']],
    returns: 'API_VERSION*',
    fails: 'never',
  },
  SetCheckUserInterruptShared: {
    params: [['lpStartAddress', 'LPCALL_BACK_USER_INTERRUPT_ROUTINE']],
    returns: 'void',
    fails: 'never',
    callbacks: 'keeps',
  },
  SetSymLoadError: {
    params: [['error', 'DWORD']],
    returns: 'void',
    fails: 'never',
  },
  SymCleanup: {
    params: [['hProcess', 'HANDLE']],
    returns: 'BOOL',
    fails: 'zero',
    callbacks: 'forgets',
  },
  SymGetExtendedOption: {
    params: [['option', 'DWORD']],
    returns: 'BOOL',
    fails: 'never',
    since: '10.0.16232',
  },
  SymGetHomeDirectory: {
    params: [
      ['type', 'DWORD'],
      ['dir', 'PSTR', { length: 'size' }],
      ['size', 'ULONG_PTR'],
    ],
    returns: 'PSTR',
    fails: 'zero',
  },
  SymGetHomeDirectoryW: {
    params: [
      ['type', 'DWORD'],
      ['dir', 'PWSTR', { length: 'size' }],
      ['size', 'ULONG_PTR'],
    ],
    returns: 'PWSTR',
    fails: 'zero',
  },
  SymGetOptions: {
    params: [],
    returns: 'DWORD',
    fails: 'never',
  },
  SymGetParentWindow: {
    params: [['pHwnd', 'PVOID*']],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymGetSearchPath: {
    params: [
      ['hProcess', 'HANDLE'],
      ['SearchPath', 'PSTR', { length: 'SearchPathLength' }],
      ['SearchPathLength', 'DWORD'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymGetSearchPathW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['SearchPath', 'PWSTR', { length: 'SearchPathLength' }],
      ['SearchPathLength', 'DWORD'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymInitialize: {
    params: [
      ['hProcess', 'HANDLE'],
      ['UserSearchPath', 'PCSTR?'],
      ['fInvadeProcess', 'BOOL'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    blocks: true,
  },
  SymInitializeW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['UserSearchPath', 'PCWSTR?'],
      ['fInvadeProcess', 'BOOL'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    blocks: true,
  },
  SymMatchString: {
    params: [
      ['string', 'PCSTR'],
      ['expression', 'PCSTR'],
      ['fCase', 'BOOL'],
    ],
    returns: 'BOOL',
    fails: 'never',
  },
  SymMatchStringA: {
    params: [
      ['string', 'PCSTR'],
      ['expression', 'PCSTR'],
      ['fCase', 'BOOL'],
    ],
    returns: 'BOOL',
    fails: 'never',
  },
  SymMatchStringW: {
    params: [
      ['string', 'PCWSTR'],
      ['expression', 'PCWSTR'],
      ['fCase', 'BOOL'],
    ],
    returns: 'BOOL',
    fails: 'never',
  },
  SymRegisterCallback: {
    params: [
      ['hProcess', 'HANDLE'],
      ['CallbackFunction', 'PSYMBOL_REGISTERED_CALLBACK'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    on64: 'SymRegisterCallback64',
    callbacks: 'keeps',
  },
  SymRegisterCallback64: {
    params: [
      ['hProcess', 'HANDLE'],
      ['CallbackFunction', 'PSYMBOL_REGISTERED_CALLBACK64'],
      ['UserContext', 'DWORD64'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    callbacks: 'keeps',
  },
  SymRegisterCallbackW64: {
    params: [
      ['hProcess', 'HANDLE'],
      ['CallbackFunction', 'PSYMBOL_REGISTERED_CALLBACK64'],
      ['UserContext', 'DWORD64'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    callbacks: 'keeps',
  },
  SymSetExtendedOption: {
    params: [
      ['option', 'DWORD'],
      ['value', 'BOOL'],
    ],
    returns: 'BOOL',
    fails: 'never',
    since: '10.0.16232',
  },
  SymSetHomeDirectory: {
    params: [
      ['hProcess', 'HANDLE?'],
      ['dir', 'PCSTR?'],
    ],
    returns: 'PSTR',
    fails: 'zero',
  },
  SymSetHomeDirectoryW: {
    params: [
      ['hProcess', 'HANDLE?'],
      ['dir', 'PCWSTR?'],
    ],
    returns: 'PWSTR',
    fails: 'zero',
  },
  SymSetOptions: {
    params: [['SymOptions', 'DWORD']],
    returns: 'DWORD',
    fails: 'never',
  },
  SymSetParentWindow: {
    params: [['hwnd', 'HANDLE']],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymSetSearchPath: {
    params: [
      ['hProcess', 'HANDLE'],
      ['SearchPath', 'PCSTR?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymSetSearchPathW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['SearchPath', 'PCWSTR?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
} as const satisfies Record<string, Prototype>;
