import type * as signatures from './callbacks';
import { callback } from './callback-vocabulary';

/**
 * What DbgHelp calls back. A function that throws gives the answer that ends the work, where there is one. A
 * notification callback that throws has not handled the action, and a routine that throws has found or read nothing: 0.
 */
export const callbacks = {
  /** In no documentation; by its name, anything but 0 interrupts the work. */
  LPCALL_BACK_USER_INTERRUPT_ROUTINE: callback<signatures.LPCALL_BACK_USER_INTERRUPT_ROUTINE>({
    params: [],
    returns: 'DWORD',
    stops: 1,
    onVoid: 0,
  }),
  /** Nothing returned: what the dump would have without a callback. ModuleCallback to IncludeModuleCallback want TRUE for that. */
  MINIDUMP_CALLBACK_ROUTINE: callback<signatures.MINIDUMP_CALLBACK_ROUTINE>({
    params: [
      ['CallbackParam', 'PVOID', { hidden: true }],
      ['CallbackInput', 'MINIDUMP_CALLBACK_INPUT*'],
      ['CallbackOutput', 'MINIDUMP_CALLBACK_OUTPUT*', { written: true }],
    ],
    returns: 'BOOL',
    onVoid: { parameter: 'CallbackInput', member: 'CallbackType', oneFor: [0, 1, 2, 3, 4] },
  }),
  /** In no documentation. */
  PDBGHELP_CREATE_USER_DUMP_CALLBACK: callback<signatures.PDBGHELP_CREATE_USER_DUMP_CALLBACK>({
    params: [
      ['DataType', 'DWORD'],
      ['Data', 'PVOID*', { written: true }],
      ['DataLength', 'DWORD*', { written: true }],
      ['UserData', 'PVOID'],
    ],
    returns: 'BOOL',
    onVoid: 0,
  }),
  /** Unlike the other enumerations, TRUE ends it. */
  PENUMDIRTREE_CALLBACK: callback<signatures.PENUMDIRTREE_CALLBACK>({
    params: [
      ['FilePath', 'PCSTR'],
      ['CallerData', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 1,
    onVoid: 0,
  }),
  PENUMDIRTREE_CALLBACKW: callback<signatures.PENUMDIRTREE_CALLBACKW>({
    params: [
      ['FilePath', 'PCWSTR'],
      ['CallerData', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 1,
    onVoid: 0,
  }),
  PENUMLOADED_MODULES_CALLBACK: callback<signatures.PENUMLOADED_MODULES_CALLBACK>({
    params: [
      ['ModuleName', 'PCSTR'],
      ['ModuleBase', 'ADDRESS32'],
      ['ModuleSize', 'DWORD'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 0,
    onVoid: 1,
  }),
  PENUMLOADED_MODULES_CALLBACK64: callback<signatures.PENUMLOADED_MODULES_CALLBACK64>({
    params: [
      ['ModuleName', 'PCSTR'],
      ['ModuleBase', 'DWORD64'],
      ['ModuleSize', 'DWORD'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 0,
    onVoid: 1,
  }),
  PENUMLOADED_MODULES_CALLBACKW64: callback<signatures.PENUMLOADED_MODULES_CALLBACKW64>({
    params: [
      ['ModuleName', 'PCWSTR'],
      ['ModuleBase', 'DWORD64'],
      ['ModuleSize', 'DWORD'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 0,
    onVoid: 1,
  }),
  PENUMSOURCEFILETOKENSCALLBACK: callback<signatures.PENUMSOURCEFILETOKENSCALLBACK>({
    params: [
      ['token', 'PVOID'],
      ['size', 'ULONG_PTR'],
    ],
    returns: 'BOOL',
    stops: 0,
    onVoid: 1,
  }),
  /** TRUE goes on searching, and so rejects the file; FALSE accepts it. */
  PFINDFILEINPATHCALLBACK: callback<signatures.PFINDFILEINPATHCALLBACK>({
    params: [
      ['filename', 'PCSTR'],
      ['context', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 0,
    onVoid: 1,
  }),
  PFINDFILEINPATHCALLBACKW: callback<signatures.PFINDFILEINPATHCALLBACKW>({
    params: [
      ['filename', 'PCWSTR'],
      ['context', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 0,
    onVoid: 1,
  }),
  /** TRUE accepts the file; FALSE goes on searching. */
  PFIND_DEBUG_FILE_CALLBACK: callback<signatures.PFIND_DEBUG_FILE_CALLBACK>({
    params: [
      ['FileHandle', 'HANDLE'],
      ['FileName', 'PCSTR'],
      ['CallerData', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 1,
    onVoid: 0,
  }),
  PFIND_DEBUG_FILE_CALLBACKW: callback<signatures.PFIND_DEBUG_FILE_CALLBACKW>({
    params: [
      ['FileHandle', 'HANDLE'],
      ['FileName', 'PCWSTR'],
      ['CallerData', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 1,
    onVoid: 0,
  }),
  PFIND_EXE_FILE_CALLBACK: callback<signatures.PFIND_EXE_FILE_CALLBACK>({
    params: [
      ['FileHandle', 'HANDLE'],
      ['FileName', 'PCSTR'],
      ['CallerData', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 1,
    onVoid: 0,
  }),
  PFIND_EXE_FILE_CALLBACKW: callback<signatures.PFIND_EXE_FILE_CALLBACKW>({
    params: [
      ['FileHandle', 'HANDLE'],
      ['FileName', 'PCWSTR'],
      ['CallerData', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 1,
    onVoid: 0,
  }),
  PFUNCTION_TABLE_ACCESS_ROUTINE: callback<signatures.PFUNCTION_TABLE_ACCESS_ROUTINE>({
    params: [
      ['hProcess', 'HANDLE'],
      ['AddrBase', 'ADDRESS32'],
    ],
    returns: 'PVOID',
    onVoid: 0,
    native: true,
  }),
  PFUNCTION_TABLE_ACCESS_ROUTINE64: callback<signatures.PFUNCTION_TABLE_ACCESS_ROUTINE64>({
    params: [
      ['ahProcess', 'HANDLE'],
      ['AddrBase', 'DWORD64'],
    ],
    returns: 'PVOID',
    onVoid: 0,
    native: true,
  }),
  PGET_MODULE_BASE_ROUTINE: callback<signatures.PGET_MODULE_BASE_ROUTINE>({
    params: [
      ['hProcess', 'HANDLE'],
      ['Address', 'ADDRESS32'],
    ],
    returns: 'ADDRESS32',
    onVoid: 0,
    native: true,
  }),
  PGET_MODULE_BASE_ROUTINE64: callback<signatures.PGET_MODULE_BASE_ROUTINE64>({
    params: [
      ['hProcess', 'HANDLE'],
      ['Address', 'DWORD64'],
    ],
    returns: 'DWORD64',
    onVoid: 0,
    native: true,
  }),
  PGET_TARGET_ATTRIBUTE_VALUE64: callback<signatures.PGET_TARGET_ATTRIBUTE_VALUE64>({
    params: [
      ['hProcess', 'HANDLE'],
      ['Attribute', 'DWORD'],
      ['AttributeData', 'DWORD64'],
      ['AttributeValue', 'DWORD64*', { written: true }],
    ],
    returns: 'BOOL',
    onVoid: 0,
    native: true,
  }),
  PREAD_PROCESS_MEMORY_ROUTINE: callback<signatures.PREAD_PROCESS_MEMORY_ROUTINE>({
    params: [
      ['hProcess', 'HANDLE'],
      ['lpBaseAddress', 'ADDRESS32'],
      ['lpBuffer', 'BYTE*', { written: true, length: 'nSize' }],
      ['nSize', 'DWORD'],
      ['lpNumberOfBytesRead', 'DWORD*', { written: true }],
    ],
    returns: 'BOOL',
    onVoid: 0,
    native: true,
  }),
  PREAD_PROCESS_MEMORY_ROUTINE64: callback<signatures.PREAD_PROCESS_MEMORY_ROUTINE64>({
    params: [
      ['hProcess', 'HANDLE'],
      ['qwBaseAddress', 'DWORD64'],
      ['lpBuffer', 'BYTE*', { written: true, length: 'nSize' }],
      ['nSize', 'DWORD'],
      ['lpNumberOfBytesRead', 'DWORD*', { written: true }],
    ],
    returns: 'BOOL',
    onVoid: 0,
    native: true,
  }),
  PSYMBOL_FUNCENTRY_CALLBACK: callback<signatures.PSYMBOL_FUNCENTRY_CALLBACK>({
    params: [
      ['hProcess', 'HANDLE'],
      ['AddrBase', 'ADDRESS32'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'PVOID',
    onVoid: 0,
  }),
  PSYMBOL_FUNCENTRY_CALLBACK64: callback<signatures.PSYMBOL_FUNCENTRY_CALLBACK64>({
    params: [
      ['hProcess', 'HANDLE'],
      ['AddrBase', 'DWORD64'],
      ['UserContext', 'DWORD64'],
    ],
    returns: 'PVOID',
    onVoid: 0,
  }),
  PSYMBOL_REGISTERED_CALLBACK: callback<signatures.PSYMBOL_REGISTERED_CALLBACK>({
    params: [
      ['hProcess', 'HANDLE'],
      ['ActionCode', 'DWORD'],
      ['CallbackData', 'PVOID'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    onVoid: 0,
  }),
  PSYMBOL_REGISTERED_CALLBACK64: callback<signatures.PSYMBOL_REGISTERED_CALLBACK64>({
    params: [
      ['hProcess', 'HANDLE'],
      ['ActionCode', 'DWORD'],
      ['CallbackData', 'DWORD64'],
      ['UserContext', 'DWORD64'],
    ],
    returns: 'BOOL',
    onVoid: 0,
  }),
  PSYM_ENUMERATESYMBOLS_CALLBACK: callback<signatures.PSYM_ENUMERATESYMBOLS_CALLBACK>({
    params: [
      ['pSymInfo', 'SYMBOL_INFO*'],
      ['SymbolSize', 'DWORD'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 0,
    onVoid: 1,
  }),
  PSYM_ENUMERATESYMBOLS_CALLBACKW: callback<signatures.PSYM_ENUMERATESYMBOLS_CALLBACKW>({
    params: [
      ['pSymInfo', 'SYMBOL_INFOW*'],
      ['SymbolSize', 'DWORD'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 0,
    onVoid: 1,
  }),
  PSYM_ENUMLINES_CALLBACK: callback<signatures.PSYM_ENUMLINES_CALLBACK>({
    params: [
      ['LineInfo', 'SRCCODEINFO*'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 0,
    onVoid: 1,
  }),
  PSYM_ENUMLINES_CALLBACKW: callback<signatures.PSYM_ENUMLINES_CALLBACKW>({
    params: [
      ['LineInfo', 'SRCCODEINFOW*'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 0,
    onVoid: 1,
  }),
  PSYM_ENUMMODULES_CALLBACK: callback<signatures.PSYM_ENUMMODULES_CALLBACK>({
    params: [
      ['ModuleName', 'PCSTR'],
      ['BaseOfDll', 'ADDRESS32'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 0,
    onVoid: 1,
  }),
  PSYM_ENUMMODULES_CALLBACK64: callback<signatures.PSYM_ENUMMODULES_CALLBACK64>({
    params: [
      ['ModuleName', 'PCSTR'],
      ['BaseOfDll', 'DWORD64'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 0,
    onVoid: 1,
  }),
  PSYM_ENUMMODULES_CALLBACKW64: callback<signatures.PSYM_ENUMMODULES_CALLBACKW64>({
    params: [
      ['ModuleName', 'PCWSTR'],
      ['BaseOfDll', 'DWORD64'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 0,
    onVoid: 1,
  }),
  PSYM_ENUMPROCESSES_CALLBACK: callback<signatures.PSYM_ENUMPROCESSES_CALLBACK>({
    params: [
      ['hProcess', 'HANDLE'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 0,
    onVoid: 1,
  }),
  PSYM_ENUMSOURCEFILES_CALLBACK: callback<signatures.PSYM_ENUMSOURCEFILES_CALLBACK>({
    params: [
      ['pSourceFile', 'SOURCEFILE*'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 0,
    onVoid: 1,
  }),
  PSYM_ENUMSOURCEFILES_CALLBACKW: callback<signatures.PSYM_ENUMSOURCEFILES_CALLBACKW>({
    params: [
      ['pSourceFile', 'SOURCEFILEW*'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 0,
    onVoid: 1,
  }),
  PSYM_ENUMSYMBOLS_CALLBACK: callback<signatures.PSYM_ENUMSYMBOLS_CALLBACK>({
    params: [
      ['SymbolName', 'PCSTR'],
      ['SymbolAddress', 'ADDRESS32'],
      ['SymbolSize', 'DWORD'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 0,
    onVoid: 1,
  }),
  PSYM_ENUMSYMBOLS_CALLBACK64: callback<signatures.PSYM_ENUMSYMBOLS_CALLBACK64>({
    params: [
      ['SymbolName', 'PCSTR'],
      ['SymbolAddress', 'DWORD64'],
      ['SymbolSize', 'DWORD'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 0,
    onVoid: 1,
  }),
  PSYM_ENUMSYMBOLS_CALLBACK64W: callback<signatures.PSYM_ENUMSYMBOLS_CALLBACK64W>({
    params: [
      ['SymbolName', 'PCWSTR'],
      ['SymbolAddress', 'DWORD64'],
      ['SymbolSize', 'DWORD'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 0,
    onVoid: 1,
  }),
  PSYM_ENUMSYMBOLS_CALLBACKW: callback<signatures.PSYM_ENUMSYMBOLS_CALLBACKW>({
    params: [
      ['SymbolName', 'PCWSTR'],
      ['SymbolAddress', 'ADDRESS32'],
      ['SymbolSize', 'DWORD'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    stops: 0,
    onVoid: 1,
  }),
  PTRANSLATE_ADDRESS_ROUTINE: callback<signatures.PTRANSLATE_ADDRESS_ROUTINE>({
    params: [
      ['hProcess', 'HANDLE'],
      ['hThread', 'HANDLE'],
      ['lpaddr', 'ADDRESS*'],
    ],
    returns: 'ADDRESS32',
    onVoid: 0,
    native: true,
  }),
  PTRANSLATE_ADDRESS_ROUTINE64: callback<signatures.PTRANSLATE_ADDRESS_ROUTINE64>({
    params: [
      ['hProcess', 'HANDLE'],
      ['hThread', 'HANDLE'],
      ['lpaddr', 'ADDRESS64*'],
    ],
    returns: 'DWORD64',
    onVoid: 0,
    native: true,
  }),
} as const;
