import type { Prototype } from '../vocabulary';

/** Bytes that the DLL reads to find the directory of streams. */
const dumpHeader = 32;

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
    instead: 'MiniDumpWriteDump',
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
    instead: 'MiniDumpWriteDump',
  },
  MiniDumpReadDumpStream: {
    params: [
      ['BaseOfDump', 'MEMORY', { capacity: dumpHeader }],
      ['StreamNumber', 'DWORD'],
      ['Dir', 'PVOID*?'],
      ['StreamPointer', 'PVOID*?'],
      ['StreamSize', 'DWORD*?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  MiniDumpWriteDump: {
    params: [
      ['hProcess', 'HANDLE'],
      ['ProcessId', 'DWORD'],
      ['hFile', 'HANDLE'],
      ['DumpType', 'DWORD'],
      ['ExceptionParam', 'MINIDUMP_EXCEPTION_INFORMATION*?'],
      ['UserStreamParam', 'MINIDUMP_USER_STREAM_INFORMATION*?'],
      ['CallbackParam', 'MINIDUMP_CALLBACK_INFORMATION*?', { callback: 'MINIDUMP_CALLBACK_ROUTINE' }],
    ],
    returns: 'BOOL',
    fails: 'zero',
    blocks: true,
  },
} as const satisfies Record<string, Prototype>;
