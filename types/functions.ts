import type {
  LPCALL_BACK_USER_INTERRUPT_ROUTINE,
  PENUMLOADED_MODULES_CALLBACK,
  PENUMLOADED_MODULES_CALLBACK64,
  PENUMLOADED_MODULES_CALLBACKW64,
  PENUMSOURCEFILETOKENSCALLBACK,
  PSYMBOL_REGISTERED_CALLBACK,
  PSYMBOL_REGISTERED_CALLBACK64,
  PSYM_ENUMLINES_CALLBACK,
  PSYM_ENUMLINES_CALLBACKW,
  PSYM_ENUMMODULES_CALLBACK,
  PSYM_ENUMMODULES_CALLBACK64,
  PSYM_ENUMMODULES_CALLBACKW64,
  PSYM_ENUMSOURCEFILES_CALLBACK,
  PSYM_ENUMSOURCEFILES_CALLBACKW,
} from './callbacks';
import type { Address, AddressLike, HandleLike, PointerLike } from './handles';
import type {
  API_VERSION,
  AnsiString,
  DBGHELP_DATA_REPORT_STRUCT,
  IMAGEHLP_LINE,
  IMAGEHLP_LINE64,
  IMAGEHLP_LINEW64,
  IMAGEHLP_MODULE,
  IMAGEHLP_MODULE64,
  IMAGEHLP_MODULEW,
  IMAGEHLP_MODULEW64,
  IMAGEHLP_STACK_FRAME,
  IMAGEHLP_SYMBOL,
  IMAGEHLP_SYMBOL64,
  IMAGE_DEBUG_INFORMATION,
  MODLOAD_DATA,
  SYMBOL_INFO,
  SYMBOL_INFOW,
  WideString,
} from './structures';

/**
 * The functions of dbghelp.dll that are bound, as C declares them: same names, same parameters, same order.
 *
 * A signature here is the synchronous call. `api.X(...)` inside a slot is that call; `dbghelp.X(...)` waits for its
 * turn and gives a promise of the result.
 *
 * - Failure: where a function's documentation says that the returned value means failure, the value is not returned.
 *   The call throws a `DbgHelpError` (the promise is rejected with it); `api.X.raw(...)` returns it.
 * - `hProcess` is everywhere the key of a symbol session: the value that `SymInitializeW` was given. It need not be
 *   the handle of a process, unless a text says so.
 * - Threads: a single call runs on the main thread, unless its text says that it runs off it. The first touch of a
 *   module whose symbols are deferred (SYMOPT.DEFERRED_LOADS) loads them, which may take as long as a download;
 *   `await api.X.async(...)` keeps the main thread free meanwhile.
 * - Callbacks run on the main thread, during the call. One that throws ends the enumeration, and the call throws the
 *   same error.
 * - Text: names that end in W (or W64) take UTF-16; the others take the process's ANSI code page, which is not UTF-8.
 *   Prefer W where there is one.
 * - Names without 64 or Ex that take 32-bit addresses are the originals of 32-bit Windows. On 64-bit Windows they are
 *   other names of the 64-bit functions.
 */
export interface DbgHelpFunctions {
  /**
   * The 32-bit original of {@link DbgHelpFunctions.EnumerateLoadedModules64 | EnumerateLoadedModules64}. On 64-bit
   * Windows it is another name of that one, and takes 64-bit addresses and structures.
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
   * Lists the modules that a live process has loaded. Needs no symbol session.
   *
   * @param hProcess - a handle of the process, with the rights to query it and read its memory
   * @param EnumLoadedModulesCallback - called for each module
   * @param UserContext - handed to the callback as it is; `null`: 0
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
   * The error of the last attempt to load symbols, as DbgHelp keeps it: a Win32 error code, one for the whole
   * process. Not in every DLL: Windows 10 and newer have it.
   *
   * @returns the code; every value is valid
   * @see GetSymLoadError function (dbghelp.h), Microsoft Learn
   */
  GetSymLoadError(): number;

  /**
   * The version of the programming interface (not of the file) that the DLL implements.
   *
   * @returns a copy of the DLL's structure
   * @see ImagehlpApiVersion function (dbghelp.h), Microsoft Learn
   */
  ImagehlpApiVersion(): API_VERSION;

  /**
   * Tells the DLL which version of the interface the program was written for, for the whole process. With a Revision
   * below 4, stack walks end where a callback from kernel mode began.
   *
   * @param AppVersion - the version that the program expects
   * @returns a copy of the DLL's structure, with the version now in force
   * @see ImagehlpApiVersionEx function (dbghelp.h), Microsoft Learn
   */
  ImagehlpApiVersionEx(AppVersion: API_VERSION): API_VERSION;

  /**
   * Reads the debug information of an image; obsolete, and not reliable by its own documentation. Needs no session.
   * Exported by 32-bit DLLs only; on 64-bit Windows, {@link DbgHelpFunctions.SymLoadModuleExW | SymLoadModuleExW}
   * does the job. Runs off the main thread: it may read files, ask a server or walk a process.
   *
   * @param FileHandle - a handle of the open image file; `null`: none
   * @param FileName - path of the image; `null`: none
   * @param SymbolPath - directories, separated by semicolons; `null`: none
   * @param ImageBase - where the image lies; 0: where its file wants to lie
   * @returns DbgHelp's own structure, valid until
   *   {@link DbgHelpFunctions.UnmapDebugInformation | UnmapDebugInformation}; NULL is a `DbgHelpError`
   * @see MapDebugInformation function (dbghelp.h), Microsoft Learn
   */
  MapDebugInformation(
    FileHandle: HandleLike | null,
    FileName: string | null,
    SymbolPath: string | null,
    ImageBase: AddressLike,
  ): IMAGE_DEBUG_INFORMATION;

  /**
   * By its name, drops a session's modules that the process no longer has. Not in every DLL: Windows 10 and newer
   * have it. Runs off the main thread: it may read files, ask a server or walk a process. Declared in dbghelp.h, but
   * documented nowhere.
   *
   * @see dbghelp.h of the Windows SDK: header only
   */
  RemoveInvalidModuleList(hProcess: HandleLike): void;

  /**
   * By its name and its data, reports the paths at which the images and symbols of a module were not found. Not in
   * every DLL: Windows 10 and newer have it. Declared in dbghelp.h, but documented nowhere.
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
   * Registers a function that DbgHelp asks during long work whether to give up. It is kept, for the whole process,
   * until another one is registered. Not in every DLL: Windows 10 and newer have it. Declared in dbghelp.h, but
   * documented nowhere.
   *
   * @param lpStartAddress - the function
   * @see dbghelp.h of the Windows SDK: header only
   */
  SetCheckUserInterruptShared(lpStartAddress: LPCALL_BACK_USER_INTERRUPT_ROUTINE): void;

  /**
   * Sets the code that {@link DbgHelpFunctions.GetSymLoadError | GetSymLoadError} gives: 0 before a load, to be sure
   * that what is read afterwards is new. Not in every DLL: Windows 10 and newer have it.
   *
   * @param error - a Win32 error code
   * @see SetSymLoadError function (dbghelp.h), Microsoft Learn
   */
  SetSymLoadError(error: number): void;

  /**
   * {@link DbgHelpFunctions.SymAddSourceStreamW | SymAddSourceStreamW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymAddSourceStream function (dbghelp.h), Microsoft Learn
   */
  SymAddSourceStream(
    hProcess: HandleLike,
    Base: AddressLike,
    StreamFile: string | null,
    Buffer: Uint8Array | null,
    Size: bigint | number,
  ): boolean;

  /**
   * Another name of {@link DbgHelpFunctions.SymAddSourceStream | SymAddSourceStream}.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymAddSourceStreamA function (dbghelp.h), Microsoft Learn
   */
  SymAddSourceStreamA(
    hProcess: HandleLike,
    Base: AddressLike,
    StreamFile: string | null,
    Buffer: Uint8Array | null,
    Size: bigint | number,
  ): boolean;

  /**
   * Gives a module the source server data that its PDB lacks, until it is unloaded; the PDB is not changed. One of
   * the file and the buffer must be there; the buffer wins.
   *
   * @param Base - the module's base address
   * @param FileSpec - path of a file with the data; `null`: none
   * @param Buffer - the data itself; `null`: none
   * @param Size - bytes in `Buffer`
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymAddSourceStreamW function (dbghelp.h), Microsoft Learn
   */
  SymAddSourceStreamW(
    hProcess: HandleLike,
    Base: AddressLike,
    FileSpec: string | null,
    Buffer: Uint8Array | null,
    Size: bigint | number,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymAddSymbolW | SymAddSymbolW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymAddSymbol function (dbghelp.h), Microsoft Learn
   */
  SymAddSymbol(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    Name: string,
    Address: AddressLike,
    Size: number,
    Flags: number,
  ): boolean;

  /**
   * Adds a symbol of your own to a module, typically a virtual one (SLMFLAG.VIRTUAL).
   *
   * @param BaseOfDll - the module's base address
   * @param Name - at most `MAX_SYM_NAME` characters
   * @param Address - inside the module
   * @param Size - bytes; may be 0
   * @param Flags - unused: 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymAddSymbolW function (dbghelp.h), Microsoft Learn
   */
  SymAddSymbolW(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    Name: string,
    Address: AddressLike,
    Size: number,
    Flags: number,
  ): boolean;

  /**
   * Ends a symbol session: unloads its modules, frees what belongs to it, and drops its registered callbacks. The key
   * is then free for another {@link DbgHelpFunctions.SymInitializeW | SymInitializeW}. A session that is not ended
   * leaks.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymCleanup function (dbghelp.h), Microsoft Learn
   */
  SymCleanup(hProcess: HandleLike): boolean;

  /**
   * {@link DbgHelpFunctions.SymDeleteSymbolW | SymDeleteSymbolW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymDeleteSymbol function (dbghelp.h), Microsoft Learn
   */
  SymDeleteSymbol(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    Name: string | null,
    Address: AddressLike,
    Flags: number,
  ): boolean;

  /**
   * Takes a symbol that {@link DbgHelpFunctions.SymAddSymbolW | SymAddSymbolW} added out of its module.
   *
   * @param BaseOfDll - the module's base address
   * @param Name - its name; `null`: told by the address alone
   * @param Address - the symbol's address
   * @param Flags - unused: 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymDeleteSymbolW function (dbghelp.h), Microsoft Learn
   */
  SymDeleteSymbolW(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    Name: string | null,
    Address: AddressLike,
    Flags: number,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymEnumLinesW | SymEnumLinesW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumLines function (dbghelp.h), Microsoft Learn
   */
  SymEnumLines(
    hProcess: HandleLike,
    Base: AddressLike,
    Obj: string | null,
    File: string | null,
    EnumLinesCallback: PSYM_ENUMLINES_CALLBACK,
    UserContext: PointerLike,
  ): boolean;

  /**
   * Lists the source lines of a module, or of some of its files. PDB symbols only.
   *
   * @param Base - the module's base address
   * @param Obj - an object file of the module; `null`: all
   * @param File - a source file, wildcards allowed; `null`: all
   * @param EnumLinesCallback - called for each line
   * @param UserContext - handed to the callback as it is; `null`: 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumLinesW function (dbghelp.h), Microsoft Learn
   */
  SymEnumLinesW(
    hProcess: HandleLike,
    Base: AddressLike,
    Obj: string | null,
    File: string | null,
    EnumLinesCallback: PSYM_ENUMLINES_CALLBACKW,
    UserContext: PointerLike,
  ): boolean;

  /**
   * Lists the entries of a module's source server data.
   *
   * @param Base - the module's base address
   * @param Callback - called for each entry
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumSourceFileTokens function (dbghelp.h), Microsoft Learn
   */
  SymEnumSourceFileTokens(hProcess: HandleLike, Base: AddressLike, Callback: PENUMSOURCEFILETOKENSCALLBACK): boolean;

  /**
   * {@link DbgHelpFunctions.SymEnumSourceFilesW | SymEnumSourceFilesW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumSourceFiles function (dbghelp.h), Microsoft Learn
   */
  SymEnumSourceFiles(
    hProcess: HandleLike,
    ModBase: AddressLike,
    Mask: string | null,
    cbSrcFiles: PSYM_ENUMSOURCEFILES_CALLBACK,
    UserContext: PointerLike,
  ): boolean;

  /**
   * Lists the source files of a module, or of several.
   *
   * @param ModBase - the module's base address; 0: all modules where `Mask` has an exclamation mark, or else the
   *   scope that {@link DbgHelpFunctions.SymSetContext | SymSetContext} set
   * @param Mask - a wildcard expression; `null`: all
   * @param cbSrcFiles - called for each file
   * @param UserContext - handed to the callback as it is; `null`: 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumSourceFilesW function (dbghelp.h), Microsoft Learn
   */
  SymEnumSourceFilesW(
    hProcess: HandleLike,
    ModBase: AddressLike,
    Mask: string | null,
    cbSrcFiles: PSYM_ENUMSOURCEFILES_CALLBACKW,
    UserContext: PointerLike,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymEnumSourceLinesW | SymEnumSourceLinesW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumSourceLines function (dbghelp.h), Microsoft Learn
   */
  SymEnumSourceLines(
    hProcess: HandleLike,
    Base: AddressLike,
    Obj: string | null,
    File: string | null,
    Line: number,
    Flags: number,
    EnumLinesCallback: PSYM_ENUMLINES_CALLBACK,
    UserContext: PointerLike,
  ): boolean;

  /**
   * Lists the source lines of a module, narrowed to a file or a line.
   *
   * @param Base - the module's base address
   * @param Obj - an object file of the module; `null`: all
   * @param File - a source file, wildcards allowed; `null`: all
   * @param Line - a line number; 0: all
   * @param Flags - `ESLFLAG` values
   * @param EnumLinesCallback - called for each line
   * @param UserContext - handed to the callback as it is; `null`: 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumSourceLinesW function (dbghelp.h), Microsoft Learn
   */
  SymEnumSourceLinesW(
    hProcess: HandleLike,
    Base: AddressLike,
    Obj: string | null,
    File: string | null,
    Line: number,
    Flags: number,
    EnumLinesCallback: PSYM_ENUMLINES_CALLBACKW,
    UserContext: PointerLike,
  ): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymEnumerateModules64 | SymEnumerateModules64}. On 64-bit Windows
   * it is another name of that one, and takes 64-bit addresses and structures.
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
   * @param UserContext - handed to the callback as it is; `null`: 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumerateModulesW64 function (dbghelp.h), Microsoft Learn
   */
  SymEnumerateModulesW64(
    hProcess: HandleLike,
    EnumModulesCallback: PSYM_ENUMMODULES_CALLBACKW64,
    UserContext: PointerLike,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymFromAddrW | SymFromAddrW} in the ANSI code page.
   *
   * @returns as {@link DbgHelpFunctions.SymFromAddrW | SymFromAddrW}
   * @see SymFromAddr function (dbghelp.h), Microsoft Learn
   */
  SymFromAddr(
    hProcess: HandleLike,
    Address: AddressLike,
    Displacement: BigUint64Array | null,
    Symbol: SYMBOL_INFO,
  ): boolean;

  /**
   * The symbol that covers an address, or the nearest one before it. The first touch of a deferred module loads its
   * symbols, which can take as long as a download: `api.SymFromAddrW.async` keeps the main thread free meanwhile.
   *
   * @param Address - an address inside a module; it need not be where a symbol begins
   * @param Displacement - receives, in its one element, how many bytes the address lies after the beginning of the
   *   symbol
   * @param Symbol - receives the symbol; a name that does not fit is cut to MaxNameLen characters, and NameLen tells
   *   its real length
   * @returns `true`; no module or no symbol there is a `DbgHelpError`
   * @see SymFromAddrW function (dbghelp.h), Microsoft Learn
   */
  SymFromAddrW(
    hProcess: HandleLike,
    Address: AddressLike,
    Displacement: BigUint64Array | null,
    Symbol: SYMBOL_INFOW,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymFromIndexW | SymFromIndexW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymFromIndex function (dbghelp.h), Microsoft Learn
   */
  SymFromIndex(hProcess: HandleLike, BaseOfDll: AddressLike, Index: number, Symbol: SYMBOL_INFO): boolean;

  /**
   * The symbol that has an index: SYMBOL_INFO.Index, valid for one module and one session.
   *
   * @param BaseOfDll - the module's base address
   * @param Index - SYMBOL_INFO.Index of an earlier answer
   * @param Symbol - receives the symbol
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymFromIndexW function (dbghelp.h), Microsoft Learn
   */
  SymFromIndexW(hProcess: HandleLike, BaseOfDll: AddressLike, Index: number, Symbol: SYMBOL_INFOW): boolean;

  /**
   * {@link DbgHelpFunctions.SymFromNameW | SymFromNameW} in the ANSI code page.
   *
   * @returns as {@link DbgHelpFunctions.SymFromNameW | SymFromNameW}
   * @see SymFromName function (dbghelp.h), Microsoft Learn
   */
  SymFromName(hProcess: HandleLike, Name: string, Symbol: SYMBOL_INFO): boolean;

  /**
   * The symbol that has a name. Without a module, all modules are searched, deferred ones too: it can take as long as
   * loading them all. `api.SymFromNameW.async` keeps the main thread free meanwhile.
   *
   * @param Name - `module!name`, or just the name; no wildcards
   * @param Symbol - receives the symbol
   * @returns `true`; no such symbol is a `DbgHelpError`
   * @see SymFromNameW function (dbghelp.h), Microsoft Learn
   */
  SymFromNameW(hProcess: HandleLike, Name: string, Symbol: SYMBOL_INFOW): boolean;

  /**
   * {@link DbgHelpFunctions.SymFromTokenW | SymFromTokenW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymFromToken function (dbghelp.h), Microsoft Learn
   */
  SymFromToken(hProcess: HandleLike, Base: AddressLike, Token: number, Symbol: SYMBOL_INFO): boolean;

  /**
   * The symbol that a token of managed code stands for.
   *
   * @param Base - the base address of the managed module
   * @param Token - the metadata token
   * @param Symbol - receives the symbol
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymFromTokenW function (dbghelp.h), Microsoft Learn
   */
  SymFromTokenW(hProcess: HandleLike, Base: AddressLike, Token: number, Symbol: SYMBOL_INFOW): boolean;

  /**
   * Reads an option that has no bit in the option word of {@link DbgHelpFunctions.SymGetOptions | SymGetOptions}. One
   * setting for the whole process. Since DbgHelp 10.0.16232.
   *
   * @param option - an `IMAGEHLP_EXTENDED_OPTIONS`
   * @returns whether the option is on; `false` is no failure
   * @see SymGetExtendedOption function (dbghelp.h), Microsoft Learn
   */
  SymGetExtendedOption(option: number): boolean;

  /**
   * Where the lines of a source file begin in memory. The address of line n goes to element n-1; elements of lines
   * without code keep what they held.
   *
   * @param ModuleName - the module; `null`: all
   * @param FileName - the source file
   * @param Buffer - receives the addresses
   * @param BufferLines - elements of `Buffer`
   * @returns the highest line number found, and 0 where there is none. Never a `DbgHelpError`: what failure returns
   *   is named LINE_ERROR, but no public header gives its value; a result beyond any line number is it
   * @see SymGetFileLineOffsets64 function (dbghelp.h), Microsoft Learn
   */
  SymGetFileLineOffsets64(
    hProcess: HandleLike,
    ModuleName: string | null,
    FileName: string,
    Buffer: BigUint64Array,
    BufferLines: number,
  ): number;

  /**
   * {@link DbgHelpFunctions.SymGetHomeDirectoryW | SymGetHomeDirectoryW} in the ANSI code page.
   *
   * @returns as {@link DbgHelpFunctions.SymGetHomeDirectoryW | SymGetHomeDirectoryW}
   * @see SymGetHomeDirectory function (dbghelp.h), Microsoft Learn
   */
  SymGetHomeDirectory(type: number, dir: AnsiString, size: bigint | number): string;

  /**
   * Reads the directory that DbgHelp keeps its own files in, or that of downloaded symbols or sources below it.
   *
   * @param type - an `IMAGEHLP_HD_TYPE`
   * @param dir - receives the path
   * @param size - room in `dir`, in characters
   * @returns the path
   * @see SymGetHomeDirectoryW function (dbghelp.h), Microsoft Learn
   */
  SymGetHomeDirectoryW(type: number, dir: WideString, size: bigint | number): string;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymGetLineFromAddr64 | SymGetLineFromAddr64}. On 64-bit Windows it
   * is another name of that one, and takes 64-bit addresses and structures.
   *
   * @returns as {@link DbgHelpFunctions.SymGetLineFromAddr64 | SymGetLineFromAddr64}
   * @see SymGetLineFromAddr function (dbghelp.h), Microsoft Learn
   */
  SymGetLineFromAddr(
    hProcess: HandleLike,
    dwAddr: AddressLike,
    pdwDisplacement: Uint32Array,
    Line: IMAGEHLP_LINE,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymGetLineFromAddrW64 | SymGetLineFromAddrW64} in the ANSI code page.
   *
   * @returns as {@link DbgHelpFunctions.SymGetLineFromAddrW64 | SymGetLineFromAddrW64}
   * @see SymGetLineFromAddr64 function (dbghelp.h), Microsoft Learn
   */
  SymGetLineFromAddr64(
    hProcess: HandleLike,
    qwAddr: AddressLike,
    pdwDisplacement: Uint32Array,
    Line64: IMAGEHLP_LINE64,
  ): boolean;

  /**
   * The source line that the code at an address comes from. Needs SYMOPT.LOAD_LINES when the symbols are loaded.
   *
   * @param dwAddr - an address inside a module
   * @param pdwDisplacement - receives, in its one element, how many bytes the address lies after the beginning of the
   *   line's code
   * @param Line - receives the line; read FileName at once, DbgHelp may use its memory again
   * @returns `true`; no line there is a `DbgHelpError`
   * @see SymGetLineFromAddrW64 function (dbghelp.h), Microsoft Learn
   */
  SymGetLineFromAddrW64(
    hProcess: HandleLike,
    dwAddr: AddressLike,
    pdwDisplacement: Uint32Array,
    Line: IMAGEHLP_LINEW64,
  ): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymGetLineFromName64 | SymGetLineFromName64}. On 64-bit Windows it
   * is another name of that one, and takes 64-bit addresses and structures.
   *
   * @returns as {@link DbgHelpFunctions.SymGetLineFromName64 | SymGetLineFromName64}
   * @see SymGetLineFromName function (dbghelp.h), Microsoft Learn
   */
  SymGetLineFromName(
    hProcess: HandleLike,
    ModuleName: string | null,
    FileName: string | null,
    dwLineNumber: number,
    plDisplacement: Int32Array,
    Line: IMAGEHLP_LINE,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymGetLineFromNameW64 | SymGetLineFromNameW64} in the ANSI code page.
   *
   * @returns as {@link DbgHelpFunctions.SymGetLineFromNameW64 | SymGetLineFromNameW64}
   * @see SymGetLineFromName64 function (dbghelp.h), Microsoft Learn
   */
  SymGetLineFromName64(
    hProcess: HandleLike,
    ModuleName: string | null,
    FileName: string | null,
    dwLineNumber: number,
    plDisplacement: Int32Array,
    Line: IMAGEHLP_LINE64,
  ): boolean;

  /**
   * Where the code of a source line begins.
   *
   * @param ModuleName - the module; `null`: all
   * @param FileName - the source file, with its full path where several have that name; `null`: that of `Line`
   * @param dwLineNumber - from 1
   * @param plDisplacement - receives, in its one element, how far the answer lies from what was asked for; 0: it is
   *   exactly that
   * @param Line - receives the line
   * @returns `true`; no such line is a `DbgHelpError`
   * @see SymGetLineFromNameW64 function (dbghelp.h), Microsoft Learn
   */
  SymGetLineFromNameW64(
    hProcess: HandleLike,
    ModuleName: string | null,
    FileName: string | null,
    dwLineNumber: number,
    plDisplacement: Int32Array,
    Line: IMAGEHLP_LINEW64,
  ): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymGetLineNext64 | SymGetLineNext64}. On 64-bit Windows it is
   * another name of that one, and takes 64-bit addresses and structures.
   *
   * @returns as {@link DbgHelpFunctions.SymGetLineNext64 | SymGetLineNext64}
   * @see SymGetLineNext function (dbghelp.h), Microsoft Learn
   */
  SymGetLineNext(hProcess: HandleLike, Line: IMAGEHLP_LINE): boolean;

  /**
   * {@link DbgHelpFunctions.SymGetLineNextW64 | SymGetLineNextW64} in the ANSI code page.
   *
   * @returns as {@link DbgHelpFunctions.SymGetLineNextW64 | SymGetLineNextW64}
   * @see SymGetLineNext64 function (dbghelp.h), Microsoft Learn
   */
  SymGetLineNext64(hProcess: HandleLike, Line: IMAGEHLP_LINE64): boolean;

  /**
   * The next line in the order of the line table. The structure is the cursor: pass the one that an earlier call
   * filled, unchanged, Key included.
   *
   * @param Line - holds a line, and receives the next one
   * @returns `true`; the end is a `DbgHelpError`
   * @see SymGetLineNextW64 function (dbghelp.h), Microsoft Learn
   */
  SymGetLineNextW64(hProcess: HandleLike, Line: IMAGEHLP_LINEW64): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymGetLinePrev64 | SymGetLinePrev64}. On 64-bit Windows it is
   * another name of that one, and takes 64-bit addresses and structures.
   *
   * @returns as {@link DbgHelpFunctions.SymGetLinePrev64 | SymGetLinePrev64}
   * @see SymGetLinePrev function (dbghelp.h), Microsoft Learn
   */
  SymGetLinePrev(hProcess: HandleLike, Line: IMAGEHLP_LINE): boolean;

  /**
   * {@link DbgHelpFunctions.SymGetLinePrevW64 | SymGetLinePrevW64} in the ANSI code page.
   *
   * @returns as {@link DbgHelpFunctions.SymGetLinePrevW64 | SymGetLinePrevW64}
   * @see SymGetLinePrev64 function (dbghelp.h), Microsoft Learn
   */
  SymGetLinePrev64(hProcess: HandleLike, Line: IMAGEHLP_LINE64): boolean;

  /**
   * The line before in the order of the line table. The structure is the cursor: pass the one that an earlier call
   * filled, unchanged, Key included.
   *
   * @param Line - holds a line, and receives the one before it
   * @returns `true`; the end is a `DbgHelpError`
   * @see SymGetLinePrevW64 function (dbghelp.h), Microsoft Learn
   */
  SymGetLinePrevW64(hProcess: HandleLike, Line: IMAGEHLP_LINEW64): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymGetModuleBase64 | SymGetModuleBase64}. On 64-bit Windows it is
   * another name of that one, and takes 64-bit addresses and structures.
   *
   * @returns as {@link DbgHelpFunctions.SymGetModuleBase64 | SymGetModuleBase64}
   * @see SymGetModuleBase function (dbghelp.h), Microsoft Learn
   */
  SymGetModuleBase(hProcess: HandleLike, dwAddr: AddressLike): Address;

  /**
   * The base of the module that covers an address.
   *
   * @param qwAddr - an address inside one of the session's modules
   * @returns the base; 0 (no module there) is a `DbgHelpError`
   * @see SymGetModuleBase64 function (dbghelp.h), Microsoft Learn
   */
  SymGetModuleBase64(hProcess: HandleLike, qwAddr: AddressLike): Address;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymGetModuleInfo64 | SymGetModuleInfo64}; its structure ends with
   * LoadedImageName. On 64-bit Windows it is another name of that one, and takes 64-bit addresses and structures.
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
   * The 32-bit original of {@link DbgHelpFunctions.SymGetModuleInfoW64 | SymGetModuleInfoW64}; its structure ends
   * with LoadedImageName. On 64-bit Windows it is another name of that one, and takes 64-bit addresses and
   * structures.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetModuleInfoW function (dbghelp.h), Microsoft Learn
   */
  SymGetModuleInfoW(hProcess: HandleLike, dwAddr: AddressLike, ModuleInfo: IMAGEHLP_MODULEW): boolean;

  /**
   * What is known of the module that covers an address, its symbols above all. DLLs older than the structure fail
   * with ERROR_INVALID_PARAMETER (87): a smaller SizeOfStruct may satisfy them. While SymType is
   * SYM_TYPE.SymDeferred, nothing has been loaded yet.
   *
   * @param qwAddr - an address inside one of the session's modules
   * @param ModuleInfo - receives the answer
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetModuleInfoW64 function (dbghelp.h), Microsoft Learn
   */
  SymGetModuleInfoW64(hProcess: HandleLike, qwAddr: AddressLike, ModuleInfo: IMAGEHLP_MODULEW64): boolean;

  /**
   * The address maps of a module whose code was rearranged after it was linked. The arrays are DbgHelp's own; read
   * each OMAP at its address before the next call.
   *
   * @param BaseOfDll - the module's base address
   * @param OmapTo - receives the address of the map from the original layout to the new one
   * @param cOmapTo - receives how many OMAP structures lie there
   * @param OmapFrom - receives the address of the map back
   * @param cOmapFrom - receives how many OMAP structures lie there
   * @returns `true`; a module without maps, which is what most are, is a `DbgHelpError`
   * @see SymGetOmaps function (dbghelp.h), Microsoft Learn
   */
  SymGetOmaps(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    OmapTo: BigUint64Array,
    cOmapTo: BigUint64Array,
    OmapFrom: BigUint64Array,
    cOmapFrom: BigUint64Array,
  ): boolean;

  /**
   * Reads the option word: one for the whole process, whatever the session.
   *
   * @returns `SYMOPT` values; every value is valid
   * @see SymGetOptions function (dbghelp.h), Microsoft Learn
   */
  SymGetOptions(): number;

  /**
   * Reads the window that {@link DbgHelpFunctions.SymSetParentWindow | SymSetParentWindow} set. Not in every DLL:
   * Windows 10 and newer have it. Declared in dbghelp.h, but documented nowhere.
   *
   * @param pHwnd - receives the window handle in its one element
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  SymGetParentWindow(pHwnd: BigUint64Array): boolean;

  /**
   * {@link DbgHelpFunctions.SymGetScopeW | SymGetScopeW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetScope function (dbghelp.h), Microsoft Learn
   */
  SymGetScope(hProcess: HandleLike, BaseOfDll: AddressLike, Index: number, Symbol: SYMBOL_INFO): boolean;

  /**
   * The scope of a symbol.
   *
   * @param BaseOfDll - the module's base address
   * @param Index - SYMBOL_INFO.Index of the symbol
   * @param Symbol - receives the scope in its Scope member
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetScopeW function (dbghelp.h), Microsoft Learn
   */
  SymGetScopeW(hProcess: HandleLike, BaseOfDll: AddressLike, Index: number, Symbol: SYMBOL_INFOW): boolean;

  /**
   * {@link DbgHelpFunctions.SymGetSearchPathW | SymGetSearchPathW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetSearchPath function (dbghelp.h), Microsoft Learn
   */
  SymGetSearchPath(hProcess: HandleLike, SearchPath: AnsiString, SearchPathLength: number): boolean;

  /**
   * Reads a session's symbol path.
   *
   * @param SearchPath - receives the path, its entries separated by semicolons
   * @param SearchPathLength - room in `SearchPath`, in characters
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetSearchPathW function (dbghelp.h), Microsoft Learn
   */
  SymGetSearchPathW(hProcess: HandleLike, SearchPath: WideString, SearchPathLength: number): boolean;

  /**
   * {@link DbgHelpFunctions.SymGetSourceFileW | SymGetSourceFileW} in the ANSI code page. Runs off the main thread:
   * it may read files, ask a server or walk a process.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetSourceFile function (dbghelp.h), Microsoft Learn
   */
  SymGetSourceFile(
    hProcess: HandleLike,
    Base: AddressLike,
    Params: string | null,
    FileSpec: string,
    FilePath: AnsiString,
    Size: number,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymGetSourceFileChecksumW | SymGetSourceFileChecksumW} in the ANSI code page. Not in
   * every DLL: Windows 10 and newer have it. Runs off the main thread: it may read files, ask a server or walk a
   * process.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetSourceFileChecksum function (dbghelp.h), Microsoft Learn
   */
  SymGetSourceFileChecksum(
    hProcess: HandleLike,
    Base: AddressLike,
    FileSpec: string,
    pCheckSumType: Uint32Array,
    pChecksum: Uint8Array | null,
    checksumSize: number,
    pActualBytesWritten: Uint32Array,
  ): boolean;

  /**
   * The checksum that the symbols have of a source file. Not in every DLL: Windows 10 and newer have it. Runs off the
   * main thread: it may read files, ask a server or walk a process.
   *
   * @param Base - the module's base address
   * @param FileSpec - the source file, as the symbols name it
   * @param pCheckSumType - receives, in its one element, the kind of checksum
   * @param pChecksum - receives the checksum; `null`: only its length is wanted
   * @param checksumSize - bytes in `pChecksum`
   * @param pActualBytesWritten - receives, in its one element, the length of the checksum in bytes
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetSourceFileChecksumW function (dbghelp.h), Microsoft Learn
   */
  SymGetSourceFileChecksumW(
    hProcess: HandleLike,
    Base: AddressLike,
    FileSpec: string,
    pCheckSumType: Uint32Array,
    pChecksum: Uint8Array | null,
    checksumSize: number,
    pActualBytesWritten: Uint32Array,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymGetSourceFileFromTokenW | SymGetSourceFileFromTokenW} in the ANSI code page. Runs off
   * the main thread: it may read files, ask a server or walk a process.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetSourceFileFromToken function (dbghelp.h), Microsoft Learn
   */
  SymGetSourceFileFromToken(
    hProcess: HandleLike,
    Token: PointerLike,
    Params: string | null,
    FilePath: AnsiString,
    Size: number,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymGetSourceFileFromTokenByTokenNameW | SymGetSourceFileFromTokenByTokenNameW} in the
   * ANSI code page. Not in every DLL: Windows 10 and newer have it. Runs off the main thread: it may read files, ask
   * a server or walk a process. Declared in dbghelp.h, but documented nowhere.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  SymGetSourceFileFromTokenByTokenName(
    hProcess: HandleLike,
    Token: PointerLike,
    TokenName: string | null,
    Params: string | null,
    FilePath: AnsiString,
    Size: number,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymGetSourceFileFromTokenW | SymGetSourceFileFromTokenW} for one of the tokens that a
   * file has. Not in every DLL: Windows 10 and newer have it. Runs off the main thread: it may read files, ask a
   * server or walk a process. Declared in dbghelp.h, but documented nowhere.
   *
   * @param Token - the address of the token
   * @param TokenName - the name of the token
   * @param Params - presumably unused: `null`
   * @param FilePath - receives the path of the fetched file
   * @param Size - room in `FilePath`, in characters
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  SymGetSourceFileFromTokenByTokenNameW(
    hProcess: HandleLike,
    Token: PointerLike,
    TokenName: string | null,
    Params: string | null,
    FilePath: WideString,
    Size: number,
  ): boolean;

  /**
   * Fetches the source file that a token tells of, as {@link DbgHelpFunctions.SymGetSourceFileW | SymGetSourceFileW}
   * does. Runs off the main thread: it may read files, ask a server or walk a process.
   *
   * @param Token - the address of the token
   * @param Params - unused: `null`
   * @param FilePath - receives the path of the fetched file
   * @param Size - room in `FilePath`, in characters
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetSourceFileFromTokenW function (dbghelp.h), Microsoft Learn
   */
  SymGetSourceFileFromTokenW(
    hProcess: HandleLike,
    Token: PointerLike,
    Params: string | null,
    FilePath: WideString,
    Size: number,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymGetSourceFileTokenW | SymGetSourceFileTokenW} in the ANSI code page. Runs off the main
   * thread: it may read files, ask a server or walk a process.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetSourceFileToken function (dbghelp.h), Microsoft Learn
   */
  SymGetSourceFileToken(
    hProcess: HandleLike,
    Base: AddressLike,
    FileSpec: string,
    Token: BigUint64Array,
    Size: Uint32Array,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymGetSourceFileTokenByTokenNameW | SymGetSourceFileTokenByTokenNameW} in the ANSI code
   * page. Not in every DLL: Windows 10 and newer have it. Runs off the main thread: it may read files, ask a server
   * or walk a process. Declared in dbghelp.h, but documented nowhere.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  SymGetSourceFileTokenByTokenName(
    hProcess: HandleLike,
    Base: AddressLike,
    FileSpec: string,
    TokenName: string,
    TokenParameters: string | null,
    Token: BigUint64Array,
    Size: Uint32Array,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymGetSourceFileTokenW | SymGetSourceFileTokenW} for one of the tokens that a file has.
   * Not in every DLL: Windows 10 and newer have it. Runs off the main thread: it may read files, ask a server or walk
   * a process. Declared in dbghelp.h, but documented nowhere.
   *
   * @param Base - the module's base address
   * @param FileSpec - the source file, as the symbols name it
   * @param TokenName - the name of the token
   * @param TokenParameters - presumably its parameters
   * @param Token - receives, in its one element, the address of the token
   * @param Size - receives, in its one element, the length of the token in bytes
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  SymGetSourceFileTokenByTokenNameW(
    hProcess: HandleLike,
    Base: AddressLike,
    FileSpec: string,
    TokenName: string,
    TokenParameters: string | null,
    Token: BigUint64Array,
    Size: Uint32Array,
  ): boolean;

  /**
   * The source server's token of a source file: what
   * {@link DbgHelpFunctions.SymGetSourceFileFromTokenW | SymGetSourceFileFromTokenW} fetches the file by. Who owns
   * its memory is documented nowhere. Runs off the main thread: it may read files, ask a server or walk a process.
   *
   * @param Base - the module's base address
   * @param FileSpec - the source file, as the symbols name it
   * @param Token - receives, in its one element, the address of the token
   * @param Size - receives, in its one element, the length of the token in bytes
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetSourceFileTokenW function (dbghelp.h), Microsoft Learn
   */
  SymGetSourceFileTokenW(
    hProcess: HandleLike,
    Base: AddressLike,
    FileSpec: string,
    Token: BigUint64Array,
    Size: Uint32Array,
  ): boolean;

  /**
   * Fetches a source file from the source server, to the source directory of
   * {@link DbgHelpFunctions.SymGetHomeDirectoryW | SymGetHomeDirectoryW}. The source server may run the command that
   * the PDB names: only for PDBs that are trusted. Runs off the main thread: it may read files, ask a server or walk
   * a process.
   *
   * @param Base - the module's base address
   * @param Params - unused: `null`
   * @param FileSpec - the source file, as the symbols name it
   * @param FilePath - receives the path of the fetched file
   * @param Size - room in `FilePath`, in characters
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetSourceFileW function (dbghelp.h), Microsoft Learn
   */
  SymGetSourceFileW(
    hProcess: HandleLike,
    Base: AddressLike,
    Params: string | null,
    FileSpec: string,
    FilePath: WideString,
    Size: number,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymGetSourceVarFromTokenW | SymGetSourceVarFromTokenW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetSourceVarFromToken function (dbghelp.h), Microsoft Learn
   */
  SymGetSourceVarFromToken(
    hProcess: HandleLike,
    Token: PointerLike,
    Params: string | null,
    VarName: string,
    Value: AnsiString,
    Size: number,
  ): boolean;

  /**
   * The value that a variable has in a source server token.
   *
   * @param Token - the address of the token
   * @param Params - unused: `null`
   * @param VarName - the name of the variable
   * @param Value - receives the value
   * @param Size - room in `Value`, in characters
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetSourceVarFromTokenW function (dbghelp.h), Microsoft Learn
   */
  SymGetSourceVarFromTokenW(
    hProcess: HandleLike,
    Token: PointerLike,
    Params: string | null,
    VarName: string,
    Value: WideString,
    Size: number,
  ): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymGetSymFromAddr64 | SymGetSymFromAddr64}. On 64-bit Windows it
   * is another name of that one, and takes 64-bit addresses and structures.
   *
   * @returns as {@link DbgHelpFunctions.SymGetSymFromAddr64 | SymGetSymFromAddr64}
   * @see SymGetSymFromAddr function (dbghelp.h), Microsoft Learn
   */
  SymGetSymFromAddr(
    hProcess: HandleLike,
    dwAddr: AddressLike,
    pdwDisplacement: BigUint64Array | null,
    Symbol: IMAGEHLP_SYMBOL,
  ): boolean;

  /**
   * An older {@link DbgHelpFunctions.SymFromAddr | SymFromAddr}, with less in its structure.
   *
   * @param qwAddr - an address inside a module
   * @param pdwDisplacement - receives, in its one element, the bytes from the beginning of the symbol
   * @param Symbol - receives the symbol; MaxNameLength characters of its name
   * @returns `true`; no module or no symbol there is a `DbgHelpError`
   * @see SymGetSymFromAddr64 function (dbghelp.h), Microsoft Learn
   */
  SymGetSymFromAddr64(
    hProcess: HandleLike,
    qwAddr: AddressLike,
    pdwDisplacement: BigUint64Array | null,
    Symbol: IMAGEHLP_SYMBOL64,
  ): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymGetSymFromName64 | SymGetSymFromName64}. On 64-bit Windows it
   * is another name of that one, and takes 64-bit addresses and structures.
   *
   * @returns as {@link DbgHelpFunctions.SymGetSymFromName64 | SymGetSymFromName64}
   * @see SymGetSymFromName function (dbghelp.h), Microsoft Learn
   */
  SymGetSymFromName(hProcess: HandleLike, Name: string, Symbol: IMAGEHLP_SYMBOL): boolean;

  /**
   * An older {@link DbgHelpFunctions.SymFromName | SymFromName}, with less in its structure.
   *
   * @param Name - `module!name`, or just the name
   * @param Symbol - receives the symbol
   * @returns `true`; no such symbol is a `DbgHelpError`
   * @see SymGetSymFromName64 function (dbghelp.h), Microsoft Learn
   */
  SymGetSymFromName64(hProcess: HandleLike, Name: string, Symbol: IMAGEHLP_SYMBOL64): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymGetSymNext64 | SymGetSymNext64}. On 64-bit Windows it is
   * another name of that one, and takes 64-bit addresses and structures.
   *
   * @returns as {@link DbgHelpFunctions.SymGetSymNext64 | SymGetSymNext64}
   * @see SymGetSymNext function (dbghelp.h), Microsoft Learn
   */
  SymGetSymNext(hProcess: HandleLike, Symbol: IMAGEHLP_SYMBOL): boolean;

  /**
   * An older {@link DbgHelpFunctions.SymNext | SymNext}. The structure is the cursor: pass the one that holds the
   * current symbol, unchanged.
   *
   * @param Symbol - holds a symbol, and receives the next one
   * @returns `true`; the end is a `DbgHelpError`
   * @see SymGetSymNext64 function (dbghelp.h), Microsoft Learn
   */
  SymGetSymNext64(hProcess: HandleLike, Symbol: IMAGEHLP_SYMBOL64): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymGetSymPrev64 | SymGetSymPrev64}. On 64-bit Windows it is
   * another name of that one, and takes 64-bit addresses and structures.
   *
   * @returns as {@link DbgHelpFunctions.SymGetSymPrev64 | SymGetSymPrev64}
   * @see SymGetSymPrev function (dbghelp.h), Microsoft Learn
   */
  SymGetSymPrev(hProcess: HandleLike, Symbol: IMAGEHLP_SYMBOL): boolean;

  /**
   * An older {@link DbgHelpFunctions.SymPrev | SymPrev}. The structure is the cursor: pass the one that holds the
   * current symbol, unchanged.
   *
   * @param Symbol - holds a symbol, and receives the one before it
   * @returns `true`; the end is a `DbgHelpError`
   * @see SymGetSymPrev64 function (dbghelp.h), Microsoft Learn
   */
  SymGetSymPrev64(hProcess: HandleLike, Symbol: IMAGEHLP_SYMBOL64): boolean;

  /**
   * {@link DbgHelpFunctions.SymInitializeW | SymInitializeW} in the ANSI code page. Runs off the main thread: it may
   * read files, ask a server or walk a process.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymInitialize function (dbghelp.h), Microsoft Learn
   */
  SymInitialize(hProcess: HandleLike, UserSearchPath: string | null, fInvadeProcess: boolean): boolean;

  /**
   * Begins a symbol session. Any value that no other session of this process uses can be its key. With
   * `fInvadeProcess` it must be a handle of a live process, whose modules are loaded as by
   * {@link DbgHelpFunctions.SymLoadModuleExW | SymLoadModuleExW}. Runs off the main thread: it may read files, ask a
   * server or walk a process.
   *
   * @param hProcess - the key: unique, not 0
   * @param UserSearchPath - the symbol path, as in {@link DbgHelpFunctions.SymSetSearchPathW | SymSetSearchPathW};
   *   `null`: the default path
   * @param fInvadeProcess - whether to load the process's modules
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymInitializeW function (dbghelp.h), Microsoft Learn
   */
  SymInitializeW(hProcess: HandleLike, UserSearchPath: string | null, fInvadeProcess: boolean): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymLoadModule64 | SymLoadModule64}. On 64-bit Windows it is
   * another name of that one, and takes 64-bit addresses and structures. Runs off the main thread: it may read files,
   * ask a server or walk a process.
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
   * Adds a module to a session and, unless SYMOPT.DEFERRED_LOADS is set, loads its symbols. Symbols that do not
   * match, or are not found, are no failure: {@link DbgHelpFunctions.SymGetModuleInfoW64 | SymGetModuleInfoW64} tells
   * what was loaded. Runs off the main thread: it may read files, ask a server or walk a process.
   *
   * @param hFile - a handle of the open image file, which stays yours; `null`: none
   * @param ImageName - path or name of the image or PDB; looked for along the symbol path where it is not found as it
   *   stands
   * @param ModuleName - a name for the module; `null`: that of the file
   * @param BaseOfDll - where the module lies; 0: where its file wants to lie (not for a PDB)
   * @param DllSize - bytes; 0: what its file says (not for a PDB)
   * @param Data - debug headers, where the image itself has none to read
   * @param Flags - `SLMFLAG` values; with SLMFLAG.VIRTUAL, no file is read, and `BaseOfDll` and `DllSize` are needed
   * @returns the base. 0 with last error 0 is returned as well: the module was loaded already. 0 with another error
   *   is a `DbgHelpError`
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
   * {@link DbgHelpFunctions.SymMatchStringW | SymMatchStringW} in the ANSI code page.
   *
   * @returns as {@link DbgHelpFunctions.SymMatchStringW | SymMatchStringW}
   * @see SymMatchString function (dbghelp.h), Microsoft Learn
   */
  SymMatchString(string: string, expression: string, fCase: boolean): boolean;

  /**
   * Another name of {@link DbgHelpFunctions.SymMatchString | SymMatchString}.
   *
   * @returns as {@link DbgHelpFunctions.SymMatchString | SymMatchString}
   * @see SymMatchStringA function (dbghelp.h), Microsoft Learn
   */
  SymMatchStringA(string: string, expression: string, fCase: boolean): boolean;

  /**
   * Compares text with a wildcard expression: `*` stands for any text, `?` for one character.
   *
   * @param string - the text, such as the name of a symbol
   * @param expression - the wildcard expression
   * @param fCase - whether upper and lower case differ
   * @returns whether it matches; `false` is no failure
   * @see SymMatchStringW function (dbghelp.h), Microsoft Learn
   */
  SymMatchStringW(string: string, expression: string, fCase: boolean): boolean;

  /**
   * {@link DbgHelpFunctions.SymNextW | SymNextW} in the ANSI code page.
   *
   * @returns as {@link DbgHelpFunctions.SymNextW | SymNextW}
   * @see SymNext function (dbghelp.h), Microsoft Learn
   */
  SymNext(hProcess: HandleLike, si: SYMBOL_INFO): boolean;

  /**
   * The symbol that follows by address. The structure is the cursor: pass the one that holds the current symbol,
   * unchanged.
   *
   * @param siw - holds a symbol, and receives the next one
   * @returns `true`; the end is a `DbgHelpError`
   * @see SymNextW function (dbghelp.h), Microsoft Learn
   */
  SymNextW(hProcess: HandleLike, siw: SYMBOL_INFOW): boolean;

  /**
   * {@link DbgHelpFunctions.SymPrevW | SymPrevW} in the ANSI code page.
   *
   * @returns as {@link DbgHelpFunctions.SymPrevW | SymPrevW}
   * @see SymPrev function (dbghelp.h), Microsoft Learn
   */
  SymPrev(hProcess: HandleLike, si: SYMBOL_INFO): boolean;

  /**
   * The symbol that precedes by address. The structure is the cursor: pass the one that holds the current symbol,
   * unchanged.
   *
   * @param siw - holds a symbol, and receives the one before it
   * @returns `true`; the end is a `DbgHelpError`
   * @see SymPrevW function (dbghelp.h), Microsoft Learn
   */
  SymPrevW(hProcess: HandleLike, siw: SYMBOL_INFOW): boolean;

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
   * The 32-bit original of {@link DbgHelpFunctions.SymRegisterCallback64 | SymRegisterCallback64}; its data has the
   * 32-bit structures. On 64-bit Windows it is another name of that one, and takes 64-bit addresses and structures.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymRegisterCallback function (dbghelp.h), Microsoft Learn
   */
  SymRegisterCallback(
    hProcess: HandleLike,
    CallbackFunction: PSYMBOL_REGISTERED_CALLBACK,
    UserContext: PointerLike,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymRegisterCallbackW64 | SymRegisterCallbackW64} with ANSI text in the data:
   * IMAGEHLP_DEFERRED_SYMBOL_LOAD64, IMAGEHLP_CBA_EVENT.
   *
   * @param CallbackFunction - told about each action; see {@link PSYMBOL_REGISTERED_CALLBACK64}
   * @param UserContext - handed to the callback as it is
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymRegisterCallback64 function (dbghelp.h), Microsoft Learn
   */
  SymRegisterCallback64(
    hProcess: HandleLike,
    CallbackFunction: PSYMBOL_REGISTERED_CALLBACK64,
    UserContext: bigint | number,
  ): boolean;

  /**
   * Registers the function that DbgHelp notifies of what it does for a session: loads, diagnostic messages, requests
   * to read memory. The data of its notifications has UTF-16 text: IMAGEHLP_DEFERRED_SYMBOL_LOADW64,
   * IMAGEHLP_CBA_EVENTW. One function per session; it is kept until another one is registered or
   * {@link DbgHelpFunctions.SymCleanup | SymCleanup} is called, and any later call for the session may call it.
   *
   * @param CallbackFunction - told about each action; see {@link PSYMBOL_REGISTERED_CALLBACK64}
   * @param UserContext - handed to the callback as it is
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymRegisterCallbackW64 function (dbghelp.h), Microsoft Learn
   */
  SymRegisterCallbackW64(
    hProcess: HandleLike,
    CallbackFunction: PSYMBOL_REGISTERED_CALLBACK64,
    UserContext: bigint | number,
  ): boolean;

  /**
   * Sets the frame whose locals the enumerations of the session see, until another scope is set. Only PDB symbols
   * have locals. Call it in one slot with the enumeration that needs it.
   *
   * @param StackFrame - the frame; InstructionOffset tells the function, the other addresses tell where its variables
   *   live
   * @param Context - ignored: `null`
   * @returns `true`. `false` with last error 0 is returned as well: the frame was set already. `false` with another
   *   error is a `DbgHelpError`
   * @see SymSetContext function (dbghelp.h), Microsoft Learn
   */
  SymSetContext(hProcess: HandleLike, StackFrame: IMAGEHLP_STACK_FRAME, Context: PointerLike): boolean;

  /**
   * Switches an option that has no bit in the option word of {@link DbgHelpFunctions.SymSetOptions | SymSetOptions}.
   * One setting for the whole process. Since DbgHelp 10.0.16232.
   *
   * @param option - an `IMAGEHLP_EXTENDED_OPTIONS`
   * @param value - on or off
   * @returns whether the option was on before; `false` is no failure
   * @see SymSetExtendedOption function (dbghelp.h), Microsoft Learn
   */
  SymSetExtendedOption(option: number, value: boolean): boolean;

  /**
   * {@link DbgHelpFunctions.SymSetHomeDirectoryW | SymSetHomeDirectoryW} in the ANSI code page.
   *
   * @returns as {@link DbgHelpFunctions.SymSetHomeDirectoryW | SymSetHomeDirectoryW}
   * @see SymSetHomeDirectory function (dbghelp.h), Microsoft Learn
   */
  SymSetHomeDirectory(hProcess: HandleLike | null, dir: string | null): string;

  /**
   * Sets the directory below which DbgHelp keeps downloaded symbols (sym) and sources (src), for the whole process.
   * It must be writable. The default is the folder of the DLL, or what the environment variable DBGHELP_HOMEDIR says.
   *
   * @param hProcess - the key of a session
   * @param dir - the directory; `null`: the default
   * @returns the directory
   * @see SymSetHomeDirectoryW function (dbghelp.h), Microsoft Learn
   */
  SymSetHomeDirectoryW(hProcess: HandleLike | null, dir: string | null): string;

  /**
   * Sets the option word: one for the whole process, whatever the session. SYMOPT.SECURE cannot be taken back once it
   * is set.
   *
   * @param SymOptions - `SYMOPT` values, combined with `|`; convert a negative result with `>>> 0`
   * @returns the options now in force
   * @see SymSetOptions function (dbghelp.h), Microsoft Learn
   */
  SymSetOptions(SymOptions: number): number;

  /**
   * Sets the window that owns the dialogs which DbgHelp and symbol servers show, for the whole process.
   *
   * @param hwnd - a window handle; 0: none
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymSetParentWindow function (dbghelp.h), Microsoft Learn
   */
  SymSetParentWindow(hwnd: HandleLike): boolean;

  /**
   * Sets the scope of the session to the function at an address, as
   * {@link DbgHelpFunctions.SymSetContext | SymSetContext} does from a frame.
   *
   * @param Address - an address inside the function
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymSetScopeFromAddr function (dbghelp.h), Microsoft Learn
   */
  SymSetScopeFromAddr(hProcess: HandleLike, Address: AddressLike): boolean;

  /**
   * Sets the scope of the session to a symbol, as {@link DbgHelpFunctions.SymSetContext | SymSetContext} does from a
   * frame.
   *
   * @param BaseOfDll - the module's base address
   * @param Index - SYMBOL_INFO.Index of the symbol
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymSetScopeFromIndex function (dbghelp.h), Microsoft Learn
   */
  SymSetScopeFromIndex(hProcess: HandleLike, BaseOfDll: AddressLike, Index: number): boolean;

  /**
   * {@link DbgHelpFunctions.SymSetSearchPathW | SymSetSearchPathW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymSetSearchPath function (dbghelp.h), Microsoft Learn
   */
  SymSetSearchPath(hProcess: HandleLike, SearchPath: string | null): boolean;

  /**
   * Replaces a session's symbol path. Modules that have their symbols already keep them.
   *
   * @param SearchPath - directories and `srv*cache*url` entries, separated by semicolons; `null`: the default path,
   *   which is the working directory, then _NT_SYMBOL_PATH and the alternate path of the environment
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymSetSearchPathW function (dbghelp.h), Microsoft Learn
   */
  SymSetSearchPathW(hProcess: HandleLike, SearchPath: string | null): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymUnDName64 | SymUnDName64}. On 64-bit Windows it is another name
   * of that one, and takes 64-bit addresses and structures.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymUnDName function (dbghelp.h), Microsoft Learn
   */
  SymUnDName(sym: IMAGEHLP_SYMBOL, UnDecName: AnsiString, UnDecNameLength: number): boolean;

  /**
   * The undecorated name of a symbol that {@link DbgHelpFunctions.SymGetSymFromAddr64 | SymGetSymFromAddr64} or one
   * of its kin gave.
   *
   * @param sym - the symbol
   * @param UnDecName - receives the name
   * @param UnDecNameLength - room in `UnDecName`, in characters
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymUnDName64 function (dbghelp.h), Microsoft Learn
   */
  SymUnDName64(sym: IMAGEHLP_SYMBOL64, UnDecName: AnsiString, UnDecNameLength: number): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymUnloadModule64 | SymUnloadModule64}. On 64-bit Windows it is
   * another name of that one, and takes 64-bit addresses and structures.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymUnloadModule function (dbghelp.h), Microsoft Learn
   */
  SymUnloadModule(hProcess: HandleLike, BaseOfDll: AddressLike): boolean;

  /**
   * Takes a module and its symbols out of a session.
   *
   * @param BaseOfDll - the module's base address, not just any address in it
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymUnloadModule64 function (dbghelp.h), Microsoft Learn
   */
  SymUnloadModule64(hProcess: HandleLike, BaseOfDll: AddressLike): boolean;

  /**
   * Finds the function table entry of an address.
   *
   * @param AddrBase - an address in the code of a loaded module
   * @returns where DbgHelp keeps the entry, until its next call: a RUNTIME_FUNCTION on x64 and arm64, an FPO_DATA on x86;
   * failure, also that there is none, is a `DbgHelpError`
   * @see SymFunctionTableAccess64 function (dbghelp.h), Microsoft Learn
   */
  SymFunctionTableAccess64(hProcess: HandleLike, AddrBase: AddressLike): bigint;

  /**
   * {@link DbgHelpFunctions.UnDecorateSymbolNameW | UnDecorateSymbolNameW} in the ANSI code page.
   *
   * @returns as {@link DbgHelpFunctions.UnDecorateSymbolNameW | UnDecorateSymbolNameW}
   * @see UnDecorateSymbolName function (dbghelp.h), Microsoft Learn
   */
  UnDecorateSymbolName(name: string, outputString: AnsiString, maxStringLength: number, flags: number): number;

  /**
   * Turns a decorated C++ name, one that begins with a question mark, into a declaration. Needs no session.
   *
   * @param name - the decorated name
   * @param outputString - receives the declaration
   * @param maxStringLength - room in `outputString`, in characters
   * @param flags - `UNDNAME` values
   * @returns the length of what was written, in characters, without the NUL; 0 is a `DbgHelpError`
   * @see UnDecorateSymbolNameW function (dbghelp.h), Microsoft Learn
   */
  UnDecorateSymbolNameW(name: string, outputString: WideString, maxStringLength: number, flags: number): number;

  /**
   * Frees what {@link DbgHelpFunctions.MapDebugInformation | MapDebugInformation} gave. The view cannot be read
   * afterwards. Exported by 32-bit DLLs only; on 64-bit Windows,
   * {@link DbgHelpFunctions.SymUnloadModule64 | SymUnloadModule64} does the job.
   *
   * @param DebugInfo - the result of {@link DbgHelpFunctions.MapDebugInformation | MapDebugInformation}
   * @returns `true`; failure is a `DbgHelpError`
   * @see UnmapDebugInformation function (dbghelp.h), Microsoft Learn
   */
  UnmapDebugInformation(DebugInfo: IMAGE_DEBUG_INFORMATION): boolean;
}
