import type { Prototype } from '../prototype';

/** Writing minidumps and reading their streams. */
export const minidumpFunctions = {
  DbgHelpCreateUserDump: {
    params: [
      ['FileName', 'PCSTR?'],
      ['Callback', 'PDBGHELP_CREATE_USER_DUMP_CALLBACK'],
      ['UserData', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    blocks: true,
  },
  DbgHelpCreateUserDumpW: {
    params: [
      ['FileName', 'PCWSTR?'],
      ['Callback', 'PDBGHELP_CREATE_USER_DUMP_CALLBACK'],
      ['UserData', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    blocks: true,
  },
  MiniDumpReadDumpStream: {
    params: [
      ['BaseOfDump', 'MEMORY'],
      ['StreamNumber', 'DWORD'],
      ['Dir', 'PVOID*?'],
      ['StreamPointer', 'PVOID*?'],
      ['StreamSize', 'DWORD*?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
} as const satisfies Record<string, Prototype>;
