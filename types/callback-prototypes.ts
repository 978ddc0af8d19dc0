import type * as signatures from './callbacks';
import { callback } from './callback-vocabulary';

/** Enumerations and searches return a BOOL; these differ in which value ends the work. */
const untilFalse = { returns: 'BOOL', stops: 0, onVoid: 1 } as const;

const untilTrue = { returns: 'BOOL', stops: 1, onVoid: 0 } as const;

const routine = { onVoid: 0, native: true } as const;

/**
 * What DbgHelp calls. If a function throws, DbgHelp gets the answer that ends the work, if there is one. A notification
 * callback that throws has not handled the action, and a routine that throws has found or read nothing: 0.
 */
export const callbacks = {
  /** Undocumented; judging by its name, anything but 0 interrupts the work. */
  LPCALL_BACK_USER_INTERRUPT_ROUTINE: callback<signatures.LPCALL_BACK_USER_INTERRUPT_ROUTINE>({
    params: [],
    returns: 'DWORD',
    stops: 1,
    onVoid: 0,
  }),
  /**
   * Undefined gives what the dump would have without a callback. For ModuleCallback to IncludeModuleCallback that is
   * TRUE.
   */
  MINIDUMP_CALLBACK_ROUTINE: callback<signatures.MINIDUMP_CALLBACK_ROUTINE>({
    params: [
      ['PVOID CallbackParam', { hidden: true }],
      'MINIDUMP_CALLBACK_INPUT* CallbackInput',
      ['MINIDUMP_CALLBACK_OUTPUT* CallbackOutput', { written: true }],
    ],
    returns: 'BOOL',
    onVoid: { parameter: 'CallbackInput', member: 'CallbackType', oneFor: [0, 1, 2, 3, 4] },
  }),
  /** Undocumented. */
  PDBGHELP_CREATE_USER_DUMP_CALLBACK: callback<signatures.PDBGHELP_CREATE_USER_DUMP_CALLBACK>({
    params: [
      'DWORD DataType',
      ['PVOID* Data', { written: true }],
      ['DWORD* DataLength', { written: true }],
      'PVOID UserData',
    ],
    returns: 'BOOL',
    onVoid: 0,
  }),
  /** Unlike in other enumerations, TRUE ends it. */
  PENUMDIRTREE_CALLBACK: callback<signatures.PENUMDIRTREE_CALLBACK>({
    params: ['PCSTR FilePath', 'PVOID CallerData'],
    ...untilTrue,
  }),
  PENUMDIRTREE_CALLBACKW: callback<signatures.PENUMDIRTREE_CALLBACKW>({
    params: ['PCWSTR FilePath', 'PVOID CallerData'],
    ...untilTrue,
  }),
  PENUMLOADED_MODULES_CALLBACK: callback<signatures.PENUMLOADED_MODULES_CALLBACK>({
    params: ['PCSTR ModuleName', 'ADDRESS32 ModuleBase', 'DWORD ModuleSize', 'PVOID UserContext'],
    ...untilFalse,
  }),
  PENUMLOADED_MODULES_CALLBACK64: callback<signatures.PENUMLOADED_MODULES_CALLBACK64>({
    params: ['PCSTR ModuleName', 'DWORD64 ModuleBase', 'DWORD ModuleSize', 'PVOID UserContext'],
    ...untilFalse,
  }),
  PENUMLOADED_MODULES_CALLBACKW64: callback<signatures.PENUMLOADED_MODULES_CALLBACKW64>({
    params: ['PCWSTR ModuleName', 'DWORD64 ModuleBase', 'DWORD ModuleSize', 'PVOID UserContext'],
    ...untilFalse,
  }),
  PENUMSOURCEFILETOKENSCALLBACK: callback<signatures.PENUMSOURCEFILETOKENSCALLBACK>({
    params: ['PVOID token', 'ULONG_PTR size'],
    ...untilFalse,
  }),
  /** TRUE continues the search and so rejects the file; FALSE accepts it. */
  PFINDFILEINPATHCALLBACK: callback<signatures.PFINDFILEINPATHCALLBACK>({
    params: ['PCSTR filename', 'PVOID context'],
    ...untilFalse,
  }),
  PFINDFILEINPATHCALLBACKW: callback<signatures.PFINDFILEINPATHCALLBACKW>({
    params: ['PCWSTR filename', 'PVOID context'],
    ...untilFalse,
  }),
  /** TRUE accepts the file; FALSE continues the search. */
  PFIND_DEBUG_FILE_CALLBACK: callback<signatures.PFIND_DEBUG_FILE_CALLBACK>({
    params: ['HANDLE FileHandle', 'PCSTR FileName', 'PVOID CallerData'],
    ...untilTrue,
  }),
  PFIND_DEBUG_FILE_CALLBACKW: callback<signatures.PFIND_DEBUG_FILE_CALLBACKW>({
    params: ['HANDLE FileHandle', 'PCWSTR FileName', 'PVOID CallerData'],
    ...untilTrue,
  }),
  PFIND_EXE_FILE_CALLBACK: callback<signatures.PFIND_EXE_FILE_CALLBACK>({
    params: ['HANDLE FileHandle', 'PCSTR FileName', 'PVOID CallerData'],
    ...untilTrue,
  }),
  PFIND_EXE_FILE_CALLBACKW: callback<signatures.PFIND_EXE_FILE_CALLBACKW>({
    params: ['HANDLE FileHandle', 'PCWSTR FileName', 'PVOID CallerData'],
    ...untilTrue,
  }),
  PFUNCTION_TABLE_ACCESS_ROUTINE: callback<signatures.PFUNCTION_TABLE_ACCESS_ROUTINE>({
    params: ['HANDLE hProcess', 'ADDRESS32 AddrBase'],
    returns: 'PVOID',
    ...routine,
  }),
  PFUNCTION_TABLE_ACCESS_ROUTINE64: callback<signatures.PFUNCTION_TABLE_ACCESS_ROUTINE64>({
    params: ['HANDLE ahProcess', 'DWORD64 AddrBase'],
    returns: 'PVOID',
    ...routine,
  }),
  PGET_MODULE_BASE_ROUTINE: callback<signatures.PGET_MODULE_BASE_ROUTINE>({
    params: ['HANDLE hProcess', 'ADDRESS32 Address'],
    returns: 'ADDRESS32',
    ...routine,
  }),
  PGET_MODULE_BASE_ROUTINE64: callback<signatures.PGET_MODULE_BASE_ROUTINE64>({
    params: ['HANDLE hProcess', 'DWORD64 Address'],
    returns: 'DWORD64',
    ...routine,
  }),
  PGET_TARGET_ATTRIBUTE_VALUE64: callback<signatures.PGET_TARGET_ATTRIBUTE_VALUE64>({
    params: [
      'HANDLE hProcess',
      'DWORD Attribute',
      'DWORD64 AttributeData',
      ['DWORD64* AttributeValue', { written: true }],
    ],
    returns: 'BOOL',
    ...routine,
  }),
  PREAD_PROCESS_MEMORY_ROUTINE: callback<signatures.PREAD_PROCESS_MEMORY_ROUTINE>({
    params: [
      'HANDLE hProcess',
      'ADDRESS32 lpBaseAddress',
      ['BYTE* lpBuffer', { written: true, length: 'nSize' }],
      'DWORD nSize',
      ['DWORD* lpNumberOfBytesRead', { written: true }],
    ],
    returns: 'BOOL',
    ...routine,
  }),
  PREAD_PROCESS_MEMORY_ROUTINE64: callback<signatures.PREAD_PROCESS_MEMORY_ROUTINE64>({
    params: [
      'HANDLE hProcess',
      'DWORD64 qwBaseAddress',
      ['BYTE* lpBuffer', { written: true, length: 'nSize' }],
      'DWORD nSize',
      ['DWORD* lpNumberOfBytesRead', { written: true }],
    ],
    returns: 'BOOL',
    ...routine,
  }),
  PSYMBOL_FUNCENTRY_CALLBACK: callback<signatures.PSYMBOL_FUNCENTRY_CALLBACK>({
    params: ['HANDLE hProcess', 'ADDRESS32 AddrBase', 'PVOID UserContext'],
    returns: 'PVOID',
    onVoid: 0,
  }),
  PSYMBOL_FUNCENTRY_CALLBACK64: callback<signatures.PSYMBOL_FUNCENTRY_CALLBACK64>({
    params: ['HANDLE hProcess', 'DWORD64 AddrBase', 'DWORD64 UserContext'],
    returns: 'PVOID',
    onVoid: 0,
  }),
  PSYMBOL_REGISTERED_CALLBACK: callback<signatures.PSYMBOL_REGISTERED_CALLBACK>({
    params: ['HANDLE hProcess', 'DWORD ActionCode', 'PVOID CallbackData', 'PVOID UserContext'],
    returns: 'BOOL',
    onVoid: 0,
  }),
  PSYMBOL_REGISTERED_CALLBACK64: callback<signatures.PSYMBOL_REGISTERED_CALLBACK64>({
    params: ['HANDLE hProcess', 'DWORD ActionCode', 'DWORD64 CallbackData', 'DWORD64 UserContext'],
    returns: 'BOOL',
    onVoid: 0,
  }),
  PSYM_ENUMERATESYMBOLS_CALLBACK: callback<signatures.PSYM_ENUMERATESYMBOLS_CALLBACK>({
    params: ['SYMBOL_INFO* pSymInfo', 'DWORD SymbolSize', 'PVOID UserContext'],
    ...untilFalse,
  }),
  PSYM_ENUMERATESYMBOLS_CALLBACKW: callback<signatures.PSYM_ENUMERATESYMBOLS_CALLBACKW>({
    params: ['SYMBOL_INFOW* pSymInfo', 'DWORD SymbolSize', 'PVOID UserContext'],
    ...untilFalse,
  }),
  PSYM_ENUMLINES_CALLBACK: callback<signatures.PSYM_ENUMLINES_CALLBACK>({
    params: ['SRCCODEINFO* LineInfo', 'PVOID UserContext'],
    ...untilFalse,
  }),
  PSYM_ENUMLINES_CALLBACKW: callback<signatures.PSYM_ENUMLINES_CALLBACKW>({
    params: ['SRCCODEINFOW* LineInfo', 'PVOID UserContext'],
    ...untilFalse,
  }),
  PSYM_ENUMMODULES_CALLBACK: callback<signatures.PSYM_ENUMMODULES_CALLBACK>({
    params: ['PCSTR ModuleName', 'ADDRESS32 BaseOfDll', 'PVOID UserContext'],
    ...untilFalse,
  }),
  PSYM_ENUMMODULES_CALLBACK64: callback<signatures.PSYM_ENUMMODULES_CALLBACK64>({
    params: ['PCSTR ModuleName', 'DWORD64 BaseOfDll', 'PVOID UserContext'],
    ...untilFalse,
  }),
  PSYM_ENUMMODULES_CALLBACKW64: callback<signatures.PSYM_ENUMMODULES_CALLBACKW64>({
    params: ['PCWSTR ModuleName', 'DWORD64 BaseOfDll', 'PVOID UserContext'],
    ...untilFalse,
  }),
  PSYM_ENUMPROCESSES_CALLBACK: callback<signatures.PSYM_ENUMPROCESSES_CALLBACK>({
    params: ['HANDLE hProcess', 'PVOID UserContext'],
    ...untilFalse,
  }),
  PSYM_ENUMSOURCEFILES_CALLBACK: callback<signatures.PSYM_ENUMSOURCEFILES_CALLBACK>({
    params: ['SOURCEFILE* pSourceFile', 'PVOID UserContext'],
    ...untilFalse,
  }),
  PSYM_ENUMSOURCEFILES_CALLBACKW: callback<signatures.PSYM_ENUMSOURCEFILES_CALLBACKW>({
    params: ['SOURCEFILEW* pSourceFile', 'PVOID UserContext'],
    ...untilFalse,
  }),
  PSYM_ENUMSYMBOLS_CALLBACK: callback<signatures.PSYM_ENUMSYMBOLS_CALLBACK>({
    params: ['PCSTR SymbolName', 'ADDRESS32 SymbolAddress', 'DWORD SymbolSize', 'PVOID UserContext'],
    ...untilFalse,
  }),
  PSYM_ENUMSYMBOLS_CALLBACK64: callback<signatures.PSYM_ENUMSYMBOLS_CALLBACK64>({
    params: ['PCSTR SymbolName', 'DWORD64 SymbolAddress', 'DWORD SymbolSize', 'PVOID UserContext'],
    ...untilFalse,
  }),
  PSYM_ENUMSYMBOLS_CALLBACK64W: callback<signatures.PSYM_ENUMSYMBOLS_CALLBACK64W>({
    params: ['PCWSTR SymbolName', 'DWORD64 SymbolAddress', 'DWORD SymbolSize', 'PVOID UserContext'],
    ...untilFalse,
  }),
  PSYM_ENUMSYMBOLS_CALLBACKW: callback<signatures.PSYM_ENUMSYMBOLS_CALLBACKW>({
    params: ['PCWSTR SymbolName', 'ADDRESS32 SymbolAddress', 'DWORD SymbolSize', 'PVOID UserContext'],
    ...untilFalse,
  }),
  PTRANSLATE_ADDRESS_ROUTINE: callback<signatures.PTRANSLATE_ADDRESS_ROUTINE>({
    params: ['HANDLE hProcess', 'HANDLE hThread', 'ADDRESS* lpaddr'],
    returns: 'ADDRESS32',
    ...routine,
  }),
  PTRANSLATE_ADDRESS_ROUTINE64: callback<signatures.PTRANSLATE_ADDRESS_ROUTINE64>({
    params: ['HANDLE hProcess', 'HANDLE hThread', 'ADDRESS64* lpaddr'],
    returns: 'DWORD64',
    ...routine,
  }),
} as const;
