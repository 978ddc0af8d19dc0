import type { Prototype } from '../prototype';

/** Walking stacks, and the tables of functions that it needs. */
export const stackWalkFunctions = {
  SymFunctionTableAccess: {
    params: [
      ['hProcess', 'HANDLE'],
      ['AddrBase', 'ADDRESS32'],
    ],
    returns: 'PVOID',
    fails: 'zero',
    on64: 'SymFunctionTableAccess64',
  },
  SymFunctionTableAccess64: {
    params: [
      ['hProcess', 'HANDLE'],
      ['AddrBase', 'ADDRESS'],
    ],
    returns: 'PVOID',
    fails: 'zero',
  },
  SymFunctionTableAccess64AccessRoutines: {
    params: [
      ['hProcess', 'HANDLE'],
      ['AddrBase', 'ADDRESS'],
      ['ReadMemoryRoutine', 'PREAD_PROCESS_MEMORY_ROUTINE64?'],
      ['GetModuleBaseRoutine', 'PGET_MODULE_BASE_ROUTINE64?'],
    ],
    returns: 'PVOID',
    fails: 'zero',
  },
  SymGetUnwindInfo: {
    params: [
      ['hProcess', 'HANDLE'],
      ['Address', 'ADDRESS'],
      ['Buffer', 'BUFFER?', { length: 'Size' }],
      ['Size', 'DWORD*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymRegisterFunctionEntryCallback: {
    params: [
      ['hProcess', 'HANDLE'],
      ['CallbackFunction', 'PSYMBOL_FUNCENTRY_CALLBACK'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    on64: 'SymRegisterFunctionEntryCallback64',
    callbacks: 'keeps',
  },
  SymRegisterFunctionEntryCallback64: {
    params: [
      ['hProcess', 'HANDLE'],
      ['CallbackFunction', 'PSYMBOL_FUNCENTRY_CALLBACK64'],
      ['UserContext', 'DWORD64'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    callbacks: 'keeps',
  },
} as const satisfies Record<string, Prototype>;
