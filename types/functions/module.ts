import type { Address, AddressLike, HandleLike, PointerLike } from '../handles';
import type {
  DBGHELP_DATA_REPORT_STRUCT,
  IMAGEHLP_MODULE,
  IMAGEHLP_MODULE64,
  IMAGEHLP_MODULEW,
  IMAGEHLP_MODULEW64,
  MODLOAD_DATA,
} from '../structures';
import type {
  PENUMLOADED_MODULES_CALLBACK,
  PENUMLOADED_MODULES_CALLBACK64,
  PENUMLOADED_MODULES_CALLBACKW64,
  PSYM_ENUMMODULES_CALLBACK,
  PSYM_ENUMMODULES_CALLBACK64,
  PSYM_ENUMMODULES_CALLBACKW64,
} from '../callbacks';
import type { Prototypes } from '../vocabulary';

/** Modules: loading, unloading, listing and querying them. */
export interface ModuleFunctions {
  /**
   * The 32-bit original of {@link DbgHelpFunctions.EnumerateLoadedModules64 | EnumerateLoadedModules64}. On 64-bit
   * Windows it is another name for that function, with 64-bit addresses and structures.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see EnumerateLoadedModules function (dbghelp.h), Microsoft Learn
   */
  EnumerateLoadedModules(
    hProcess: HandleLike,
    EnumLoadedModulesCallback: PENUMLOADED_MODULES_CALLBACK,
    UserContext: PointerLike,
  ): boolean;

  /**
   * The older name of {@link DbgHelpFunctions.EnumerateLoadedModulesEx | EnumerateLoadedModulesEx}.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see EnumerateLoadedModules64 function (dbghelp.h), Microsoft Learn
   */
  EnumerateLoadedModules64(
    hProcess: HandleLike,
    EnumLoadedModulesCallback: PENUMLOADED_MODULES_CALLBACK64,
    UserContext: PointerLike,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.EnumerateLoadedModulesExW | EnumerateLoadedModulesExW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see EnumerateLoadedModulesEx function (dbghelp.h), Microsoft Learn
   */
  EnumerateLoadedModulesEx(
    hProcess: HandleLike,
    EnumLoadedModulesCallback: PENUMLOADED_MODULES_CALLBACK64,
    UserContext: PointerLike,
  ): boolean;

  /**
   * Lists the modules of a live process. Needs no symbol session.
   *
   * @param hProcess - a handle of the process, with the rights to query it and read its memory
   * @param EnumLoadedModulesCallback - called for each module
   * @param UserContext - passed to the callback unchanged; `null` passes 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see EnumerateLoadedModulesExW function (dbghelp.h), Microsoft Learn
   */
  EnumerateLoadedModulesExW(
    hProcess: HandleLike,
    EnumLoadedModulesCallback: PENUMLOADED_MODULES_CALLBACKW64,
    UserContext: PointerLike,
  ): boolean;

  /**
   * The older name of {@link DbgHelpFunctions.EnumerateLoadedModulesExW | EnumerateLoadedModulesExW}.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see EnumerateLoadedModulesW64 function (dbghelp.h), Microsoft Learn
   */
  EnumerateLoadedModulesW64(
    hProcess: HandleLike,
    EnumLoadedModulesCallback: PENUMLOADED_MODULES_CALLBACKW64,
    UserContext: PointerLike,
  ): boolean;

  /**
   * Judging by its name, removes the modules of a session that the process has unloaded. Not in every DLL: Windows 10
   * and newer have it. Runs off the main thread: it may read files, ask a server or walk a process. Declared in
   * dbghelp.h, but undocumented.
   *
   * @see dbghelp.h of the Windows SDK: header only
   */
  RemoveInvalidModuleList(hProcess: HandleLike): void;

  /**
   * Judging by its name and its data, reports the paths at which the images and symbols of a module were not found. Not
   * in every DLL: Windows 10 and newer have it. Declared in dbghelp.h, but undocumented.
   *
   * @param pLoadModule - the module; `null`: presumably all
   * @param pSymbolData - the paths
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  ReportSymbolLoadSummary(
    hProcess: HandleLike,
    pLoadModule: string | null,
    pSymbolData: DBGHELP_DATA_REPORT_STRUCT,
  ): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymEnumerateModules64 | SymEnumerateModules64}. On 64-bit Windows it
   * is another name for that function, with 64-bit addresses and structures.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumerateModules function (dbghelp.h), Microsoft Learn
   */
  SymEnumerateModules(
    hProcess: HandleLike,
    EnumModulesCallback: PSYM_ENUMMODULES_CALLBACK,
    UserContext: PointerLike,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymEnumerateModulesW64 | SymEnumerateModulesW64} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumerateModules64 function (dbghelp.h), Microsoft Learn
   */
  SymEnumerateModules64(
    hProcess: HandleLike,
    EnumModulesCallback: PSYM_ENUMMODULES_CALLBACK64,
    UserContext: PointerLike,
  ): boolean;

  /**
   * Lists the modules of a session: those that {@link DbgHelpFunctions.SymLoadModuleExW | SymLoadModuleExW},
   * {@link DbgHelpFunctions.SymInitializeW | SymInitializeW} or
   * {@link DbgHelpFunctions.SymRefreshModuleList | SymRefreshModuleList} loaded.
   *
   * @param EnumModulesCallback - called for each module
   * @param UserContext - passed to the callback unchanged; `null` passes 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumerateModulesW64 function (dbghelp.h), Microsoft Learn
   */
  SymEnumerateModulesW64(
    hProcess: HandleLike,
    EnumModulesCallback: PSYM_ENUMMODULES_CALLBACKW64,
    UserContext: PointerLike,
  ): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymGetModuleBase64 | SymGetModuleBase64}. On 64-bit Windows it is
   * another name for that function, with 64-bit addresses and structures.
   *
   * @returns as {@link DbgHelpFunctions.SymGetModuleBase64 | SymGetModuleBase64}
   * @see SymGetModuleBase function (dbghelp.h), Microsoft Learn
   */
  SymGetModuleBase(hProcess: HandleLike, dwAddr: AddressLike): Address;

  /**
   * Finds the base of the module that contains an address.
   *
   * @param qwAddr - an address inside one of the session's modules
   * @returns the base; 0 (no module there) is a `DbgHelpError`
   * @see SymGetModuleBase64 function (dbghelp.h), Microsoft Learn
   */
  SymGetModuleBase64(hProcess: HandleLike, qwAddr: AddressLike): Address;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymGetModuleInfo64 | SymGetModuleInfo64}; its structure ends with
   * LoadedImageName. On 64-bit Windows it is another name for that function, with 64-bit addresses and structures.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetModuleInfo function (dbghelp.h), Microsoft Learn
   */
  SymGetModuleInfo(hProcess: HandleLike, dwAddr: AddressLike, ModuleInfo: IMAGEHLP_MODULE): boolean;

  /**
   * {@link DbgHelpFunctions.SymGetModuleInfoW64 | SymGetModuleInfoW64} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetModuleInfo64 function (dbghelp.h), Microsoft Learn
   */
  SymGetModuleInfo64(hProcess: HandleLike, qwAddr: AddressLike, ModuleInfo: IMAGEHLP_MODULE64): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymGetModuleInfoW64 | SymGetModuleInfoW64}; its structure ends with
   * LoadedImageName. On 64-bit Windows it is another name for that function, with 64-bit addresses and structures.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetModuleInfoW function (dbghelp.h), Microsoft Learn
   */
  SymGetModuleInfoW(hProcess: HandleLike, dwAddr: AddressLike, ModuleInfo: IMAGEHLP_MODULEW): boolean;

  /**
   * Describes the module that contains an address, above all its symbols. Older DLLs fill the part of the structure
   * that they know. While SymType is SYM_TYPE.SymDeferred, nothing is loaded yet.
   *
   * @param qwAddr - an address inside one of the session's modules
   * @param ModuleInfo - receives the answer
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetModuleInfoW64 function (dbghelp.h), Microsoft Learn
   */
  SymGetModuleInfoW64(hProcess: HandleLike, qwAddr: AddressLike, ModuleInfo: IMAGEHLP_MODULEW64): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymLoadModule64 | SymLoadModule64}. On 64-bit Windows it is another
   * name for that function, with 64-bit addresses and structures. Runs off the main thread: it may read files, ask a
   * server or walk a process.
   *
   * @returns as {@link DbgHelpFunctions.SymLoadModule64 | SymLoadModule64}
   * @see SymLoadModule function (dbghelp.h), Microsoft Learn
   */
  SymLoadModule(
    hProcess: HandleLike,
    hFile: HandleLike | null,
    ImageName: string | null,
    ModuleName: string | null,
    BaseOfDll: AddressLike,
    SizeOfDll: number,
  ): Address;

  /**
   * {@link DbgHelpFunctions.SymLoadModuleEx | SymLoadModuleEx} without `Data` and `Flags`. Runs off the main thread:
   * it may read files, ask a server or walk a process.
   *
   * @returns as {@link DbgHelpFunctions.SymLoadModuleEx | SymLoadModuleEx}: 0 means that the module was loaded
   *   already
   * @see SymLoadModule64 function (dbghelp.h), Microsoft Learn
   */
  SymLoadModule64(
    hProcess: HandleLike,
    hFile: HandleLike | null,
    ImageName: string | null,
    ModuleName: string | null,
    BaseOfDll: AddressLike,
    SizeOfDll: number,
  ): Address;

  /**
   * {@link DbgHelpFunctions.SymLoadModuleExW | SymLoadModuleExW} in the ANSI code page. Runs off the main thread: it
   * may read files, ask a server or walk a process.
   *
   * @returns as {@link DbgHelpFunctions.SymLoadModuleExW | SymLoadModuleExW}
   * @see SymLoadModuleEx function (dbghelp.h), Microsoft Learn
   */
  SymLoadModuleEx(
    hProcess: HandleLike,
    hFile: HandleLike | null,
    ImageName: string | null,
    ModuleName: string | null,
    BaseOfDll: AddressLike,
    DllSize: number,
    Data: MODLOAD_DATA | null,
    Flags: number,
  ): Address;

  /**
   * Adds a module to a session and, unless SYMOPT.DEFERRED_LOADS is set, loads its symbols. Missing or mismatched
   * symbols are not a failure: {@link DbgHelpFunctions.SymGetModuleInfoW64 | SymGetModuleInfoW64} tells what was
   * loaded. Runs off the main thread: it may read files, ask a server or walk a process.
   *
   * @param hFile - a handle of the open image file; you still own it; `null`: none
   * @param ImageName - path or name of the image or PDB; DbgHelp also searches the symbol path for it
   * @param ModuleName - a name for the module; `null` for the name of the file
   * @param BaseOfDll - the module's base address; 0 for the preferred base of the file (not for a PDB)
   * @param DllSize - size in bytes; 0 for the size in the file (not for a PDB)
   * @param Data - debug headers, if the image has none
   * @param Flags - `SLMFLAG` values; with SLMFLAG.VIRTUAL, no file is read, and `BaseOfDll` and `DllSize` are needed
   * @returns the base. 0 with last error 0 is also returned: the module was already loaded. 0 with another error is a
   *   `DbgHelpError`
   * @see SymLoadModuleExW function (dbghelp.h), Microsoft Learn
   */
  SymLoadModuleExW(
    hProcess: HandleLike,
    hFile: HandleLike | null,
    ImageName: string | null,
    ModuleName: string | null,
    BaseOfDll: AddressLike,
    DllSize: number,
    Data: MODLOAD_DATA | null,
    Flags: number,
  ): Address;

  /**
   * Loads the modules that the session's process has loaded since
   * {@link DbgHelpFunctions.SymInitializeW | SymInitializeW}. The key must be the handle of a live process. Runs off
   * the main thread: it may read files, ask a server or walk a process.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymRefreshModuleList function (dbghelp.h), Microsoft Learn
   */
  SymRefreshModuleList(hProcess: HandleLike): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymUnloadModule64 | SymUnloadModule64}. On 64-bit Windows it is
   * another name for that function, with 64-bit addresses and structures.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymUnloadModule function (dbghelp.h), Microsoft Learn
   */
  SymUnloadModule(hProcess: HandleLike, BaseOfDll: AddressLike): boolean;

  /**
   * Removes a module and its symbols from a session.
   *
   * @param BaseOfDll - the module's base address, not any other address in it
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymUnloadModule64 function (dbghelp.h), Microsoft Learn
   */
  SymUnloadModule64(hProcess: HandleLike, BaseOfDll: AddressLike): boolean;
}

export const moduleFunctions = {
  EnumerateLoadedModules: {
    params: ['HANDLE hProcess', 'PENUMLOADED_MODULES_CALLBACK EnumLoadedModulesCallback', 'PVOID? UserContext'],
    returns: 'BOOL',
    on64: 'EnumerateLoadedModules64',
  },
  EnumerateLoadedModules64: {
    params: ['HANDLE hProcess', 'PENUMLOADED_MODULES_CALLBACK64 EnumLoadedModulesCallback', 'PVOID? UserContext'],
    returns: 'BOOL',
  },
  EnumerateLoadedModulesEx: {
    params: ['HANDLE hProcess', 'PENUMLOADED_MODULES_CALLBACK64 EnumLoadedModulesCallback', 'PVOID? UserContext'],
    returns: 'BOOL',
  },
  EnumerateLoadedModulesExW: {
    params: ['HANDLE hProcess', 'PENUMLOADED_MODULES_CALLBACKW64 EnumLoadedModulesCallback', 'PVOID? UserContext'],
    returns: 'BOOL',
  },
  EnumerateLoadedModulesW64: {
    params: ['HANDLE hProcess', 'PENUMLOADED_MODULES_CALLBACKW64 EnumLoadedModulesCallback', 'PVOID? UserContext'],
    returns: 'BOOL',
  },
  RemoveInvalidModuleList: { params: ['HANDLE hProcess'], returns: 'void', fails: 'never', blocks: true },
  ReportSymbolLoadSummary: {
    params: ['HANDLE hProcess', 'PCWSTR? pLoadModule', 'DBGHELP_DATA_REPORT_STRUCT* pSymbolData'],
    returns: 'BOOL',
  },
  SymEnumerateModules: {
    params: ['HANDLE hProcess', 'PSYM_ENUMMODULES_CALLBACK EnumModulesCallback', 'PVOID? UserContext'],
    returns: 'BOOL',
    on64: 'SymEnumerateModules64',
  },
  SymEnumerateModules64: {
    params: ['HANDLE hProcess', 'PSYM_ENUMMODULES_CALLBACK64 EnumModulesCallback', 'PVOID? UserContext'],
    returns: 'BOOL',
  },
  SymEnumerateModulesW64: {
    params: ['HANDLE hProcess', 'PSYM_ENUMMODULES_CALLBACKW64 EnumModulesCallback', 'PVOID? UserContext'],
    returns: 'BOOL',
  },
  SymGetModuleBase: {
    params: ['HANDLE hProcess', 'ADDRESS32 dwAddr'],
    returns: 'ADDRESS32',
    fails: 'zero',
    nothing: [0],
    on64: 'SymGetModuleBase64',
  },
  SymGetModuleBase64: {
    params: ['HANDLE hProcess', 'DWORD64 qwAddr'],
    returns: 'DWORD64',
    fails: 'zero',
    nothing: [0],
  },
  SymGetModuleInfo: {
    params: ['HANDLE hProcess', 'ADDRESS32 dwAddr', 'IMAGEHLP_MODULE* ModuleInfo'],
    returns: 'BOOL',
    on64: 'SymGetModuleInfo64',
  },
  SymGetModuleInfo64: {
    params: ['HANDLE hProcess', 'DWORD64 qwAddr', 'IMAGEHLP_MODULE64* ModuleInfo'],
    returns: 'BOOL',
  },
  SymGetModuleInfoW: {
    params: ['HANDLE hProcess', 'ADDRESS32 dwAddr', 'IMAGEHLP_MODULEW* ModuleInfo'],
    returns: 'BOOL',
    on64: 'SymGetModuleInfoW64',
  },
  SymGetModuleInfoW64: {
    params: ['HANDLE hProcess', 'DWORD64 qwAddr', 'IMAGEHLP_MODULEW64* ModuleInfo'],
    returns: 'BOOL',
  },
  SymLoadModule: {
    params: [
      'HANDLE hProcess',
      'HANDLE? hFile',
      'PCSTR? ImageName',
      'PCSTR? ModuleName',
      'ADDRESS32 BaseOfDll',
      'DWORD SizeOfDll',
    ],
    returns: 'ADDRESS32',
    fails: 'zeroWithError',
    blocks: true,
    on64: 'SymLoadModule64',
  },
  SymLoadModule64: {
    params: [
      'HANDLE hProcess',
      'HANDLE? hFile',
      'PCSTR? ImageName',
      'PCSTR? ModuleName',
      'DWORD64 BaseOfDll',
      'DWORD SizeOfDll',
    ],
    returns: 'DWORD64',
    fails: 'zeroWithError',
    blocks: true,
  },
  SymLoadModuleEx: {
    params: [
      'HANDLE hProcess',
      'HANDLE? hFile',
      'PCSTR? ImageName',
      'PCSTR? ModuleName',
      'DWORD64 BaseOfDll',
      'DWORD DllSize',
      'MODLOAD_DATA*? Data',
      'DWORD Flags',
    ],
    returns: 'DWORD64',
    fails: 'zeroWithError',
    blocks: true,
  },
  SymLoadModuleExW: {
    params: [
      'HANDLE hProcess',
      'HANDLE? hFile',
      'PCWSTR? ImageName',
      'PCWSTR? ModuleName',
      'DWORD64 BaseOfDll',
      'DWORD DllSize',
      'MODLOAD_DATA*? Data',
      'DWORD Flags',
    ],
    returns: 'DWORD64',
    fails: 'zeroWithError',
    blocks: true,
  },
  SymRefreshModuleList: { params: ['HANDLE hProcess'], returns: 'BOOL', blocks: true },
  SymUnloadModule: {
    params: ['HANDLE hProcess', 'ADDRESS32 BaseOfDll'],
    returns: 'BOOL',
    nothing: [87],
    on64: 'SymUnloadModule64',
  },
  SymUnloadModule64: { params: ['HANDLE hProcess', 'DWORD64 BaseOfDll'], returns: 'BOOL', nothing: [87] },
} as const satisfies Prototypes<ModuleFunctions>;
