import type { Prototype } from '../vocabulary';

/** Modules: loading, unloading, listing, and what is known of one. */
export const moduleFunctions = {
  EnumerateLoadedModules: {
    params: [
      ['hProcess', 'HANDLE'],
      ['EnumLoadedModulesCallback', 'PENUMLOADED_MODULES_CALLBACK'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    on64: 'EnumerateLoadedModules64',
  },
  EnumerateLoadedModules64: {
    params: [
      ['hProcess', 'HANDLE'],
      ['EnumLoadedModulesCallback', 'PENUMLOADED_MODULES_CALLBACK64'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  EnumerateLoadedModulesEx: {
    params: [
      ['hProcess', 'HANDLE'],
      ['EnumLoadedModulesCallback', 'PENUMLOADED_MODULES_CALLBACK64'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  EnumerateLoadedModulesExW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['EnumLoadedModulesCallback', 'PENUMLOADED_MODULES_CALLBACKW64'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  EnumerateLoadedModulesW64: {
    params: [
      ['hProcess', 'HANDLE'],
      ['EnumLoadedModulesCallback', 'PENUMLOADED_MODULES_CALLBACKW64'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  RemoveInvalidModuleList: {
    params: [['hProcess', 'HANDLE']],
    returns: 'void',
    fails: 'never',
    blocks: true,
  },
  ReportSymbolLoadSummary: {
    params: [
      ['hProcess', 'HANDLE'],
      ['pLoadModule', 'PCWSTR?'],
      ['pSymbolData', 'DBGHELP_DATA_REPORT_STRUCT*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymEnumerateModules: {
    params: [
      ['hProcess', 'HANDLE'],
      ['EnumModulesCallback', 'PSYM_ENUMMODULES_CALLBACK'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    on64: 'SymEnumerateModules64',
  },
  SymEnumerateModules64: {
    params: [
      ['hProcess', 'HANDLE'],
      ['EnumModulesCallback', 'PSYM_ENUMMODULES_CALLBACK64'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymEnumerateModulesW64: {
    params: [
      ['hProcess', 'HANDLE'],
      ['EnumModulesCallback', 'PSYM_ENUMMODULES_CALLBACKW64'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymGetModuleBase: {
    params: [
      ['hProcess', 'HANDLE'],
      ['dwAddr', 'ADDRESS32'],
    ],
    returns: 'ADDRESS32',
    fails: 'zero',
    nothing: [0],
    on64: 'SymGetModuleBase64',
  },
  SymGetModuleBase64: {
    params: [
      ['hProcess', 'HANDLE'],
      ['qwAddr', 'ADDRESS'],
    ],
    returns: 'ADDRESS',
    fails: 'zero',
    nothing: [0],
  },
  SymGetModuleInfo: {
    params: [
      ['hProcess', 'HANDLE'],
      ['dwAddr', 'ADDRESS32'],
      ['ModuleInfo', 'IMAGEHLP_MODULE*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    on64: 'SymGetModuleInfo64',
  },
  SymGetModuleInfo64: {
    params: [
      ['hProcess', 'HANDLE'],
      ['qwAddr', 'ADDRESS'],
      ['ModuleInfo', 'IMAGEHLP_MODULE64*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymGetModuleInfoW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['dwAddr', 'ADDRESS32'],
      ['ModuleInfo', 'IMAGEHLP_MODULEW*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    on64: 'SymGetModuleInfoW64',
  },
  SymGetModuleInfoW64: {
    params: [
      ['hProcess', 'HANDLE'],
      ['qwAddr', 'ADDRESS'],
      ['ModuleInfo', 'IMAGEHLP_MODULEW64*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymLoadModule: {
    params: [
      ['hProcess', 'HANDLE'],
      ['hFile', 'HANDLE?'],
      ['ImageName', 'PCSTR?'],
      ['ModuleName', 'PCSTR?'],
      ['BaseOfDll', 'ADDRESS32'],
      ['SizeOfDll', 'DWORD'],
    ],
    returns: 'ADDRESS32',
    fails: 'zeroWithError',
    blocks: true,
    on64: 'SymLoadModule64',
  },
  SymLoadModule64: {
    params: [
      ['hProcess', 'HANDLE'],
      ['hFile', 'HANDLE?'],
      ['ImageName', 'PCSTR?'],
      ['ModuleName', 'PCSTR?'],
      ['BaseOfDll', 'ADDRESS'],
      ['SizeOfDll', 'DWORD'],
    ],
    returns: 'ADDRESS',
    fails: 'zeroWithError',
    blocks: true,
  },
  SymLoadModuleEx: {
    params: [
      ['hProcess', 'HANDLE'],
      ['hFile', 'HANDLE?'],
      ['ImageName', 'PCSTR?'],
      ['ModuleName', 'PCSTR?'],
      ['BaseOfDll', 'ADDRESS'],
      ['DllSize', 'DWORD'],
      ['Data', 'MODLOAD_DATA*?'],
      ['Flags', 'DWORD'],
    ],
    returns: 'ADDRESS',
    fails: 'zeroWithError',
    blocks: true,
  },
  SymLoadModuleExW: {
    params: [
      ['hProcess', 'HANDLE'],
      ['hFile', 'HANDLE?'],
      ['ImageName', 'PCWSTR?'],
      ['ModuleName', 'PCWSTR?'],
      ['BaseOfDll', 'ADDRESS'],
      ['DllSize', 'DWORD'],
      ['Data', 'MODLOAD_DATA*?'],
      ['Flags', 'DWORD'],
    ],
    returns: 'ADDRESS',
    fails: 'zeroWithError',
    blocks: true,
  },
  SymRefreshModuleList: {
    params: [['hProcess', 'HANDLE']],
    returns: 'BOOL',
    fails: 'zero',
    blocks: true,
  },
  SymUnloadModule: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS32'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    nothing: [87],
    on64: 'SymUnloadModule64',
  },
  SymUnloadModule64: {
    params: [
      ['hProcess', 'HANDLE'],
      ['BaseOfDll', 'ADDRESS'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    nothing: [87],
  },
} as const satisfies Record<string, Prototype>;
