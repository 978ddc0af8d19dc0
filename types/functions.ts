import type {
  LPCALL_BACK_USER_INTERRUPT_ROUTINE,
  MINIDUMP_CALLBACK_ROUTINE,
  PDBGHELP_CREATE_USER_DUMP_CALLBACK,
  PENUMDIRTREE_CALLBACK,
  PENUMDIRTREE_CALLBACKW,
  PENUMLOADED_MODULES_CALLBACK,
  PENUMLOADED_MODULES_CALLBACK64,
  PENUMLOADED_MODULES_CALLBACKW64,
  PENUMSOURCEFILETOKENSCALLBACK,
  PFINDFILEINPATHCALLBACK,
  PFINDFILEINPATHCALLBACKW,
  PFIND_DEBUG_FILE_CALLBACK,
  PFIND_DEBUG_FILE_CALLBACKW,
  PFIND_EXE_FILE_CALLBACK,
  PFIND_EXE_FILE_CALLBACKW,
  PFUNCTION_TABLE_ACCESS_ROUTINE,
  PFUNCTION_TABLE_ACCESS_ROUTINE64,
  PGET_MODULE_BASE_ROUTINE,
  PGET_MODULE_BASE_ROUTINE64,
  PGET_TARGET_ATTRIBUTE_VALUE64,
  PREAD_PROCESS_MEMORY_ROUTINE,
  PREAD_PROCESS_MEMORY_ROUTINE64,
  PSYMBOL_FUNCENTRY_CALLBACK,
  PSYMBOL_FUNCENTRY_CALLBACK64,
  PSYMBOL_REGISTERED_CALLBACK,
  PSYMBOL_REGISTERED_CALLBACK64,
  PSYM_ENUMERATESYMBOLS_CALLBACK,
  PSYM_ENUMERATESYMBOLS_CALLBACKW,
  PSYM_ENUMLINES_CALLBACK,
  PSYM_ENUMLINES_CALLBACKW,
  PSYM_ENUMMODULES_CALLBACK,
  PSYM_ENUMMODULES_CALLBACK64,
  PSYM_ENUMMODULES_CALLBACKW64,
  PSYM_ENUMPROCESSES_CALLBACK,
  PSYM_ENUMSOURCEFILES_CALLBACK,
  PSYM_ENUMSOURCEFILES_CALLBACKW,
  PSYM_ENUMSYMBOLS_CALLBACK,
  PSYM_ENUMSYMBOLS_CALLBACK64,
  PSYM_ENUMSYMBOLS_CALLBACK64W,
  PSYM_ENUMSYMBOLS_CALLBACKW,
  PTRANSLATE_ADDRESS_ROUTINE,
  PTRANSLATE_ADDRESS_ROUTINE64,
} from './callbacks';
import type { Address, AddressLike, Handle, HandleLike, Memory, MemoryLike, PointerLike, Routine } from './handles';
import type {
  API_VERSION,
  AnsiString,
  DBGHELP_DATA_REPORT_STRUCT,
  GUID,
  IMAGEHLP_GET_TYPE_INFO_PARAMS,
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
  IMAGE_NT_HEADERS32,
  IMAGE_NT_HEADERS64,
  IMAGE_SECTION_HEADER,
  MINIDUMP_CALLBACK_INFORMATION,
  MINIDUMP_EXCEPTION_INFORMATION,
  MINIDUMP_USER_STREAM_INFORMATION,
  MODLOAD_DATA,
  STACKFRAME,
  STACKFRAME64,
  STACKFRAME_EX,
  SYMBOL_INFO,
  SYMBOL_INFOW,
  SYMSRV_INDEX_INFO,
  SYMSRV_INDEX_INFOW,
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
   * {@link DbgHelpFunctions.DbgHelpCreateUserDumpW | DbgHelpCreateUserDumpW} in the ANSI code page. Runs off the main
   * thread: it may read files, ask a server or walk a process.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  DbgHelpCreateUserDump(
    FileName: string | null,
    Callback: PDBGHELP_CREATE_USER_DUMP_CALLBACK,
    UserData: PointerLike,
  ): boolean;

  /**
   * By its name, writes a dump whose contents the callback hands over. Older than
   * {@link DbgHelpFunctions.MiniDumpWriteDump | MiniDumpWriteDump}, which replaces it. Runs off the main thread: it
   * may read files, ask a server or walk a process. Declared in dbghelp.h, but documented nowhere.
   *
   * @param FileName - path of the dump; `null`: presumably none is written
   * @param Callback - asked for the contents
   * @param UserData - handed to the callback as it is; `null`: 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  DbgHelpCreateUserDumpW(
    FileName: string | null,
    Callback: PDBGHELP_CREATE_USER_DUMP_CALLBACK,
    UserData: PointerLike,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.EnumDirTreeW | EnumDirTreeW} in the ANSI code page. Runs off the main thread: it may read
   * files, ask a server or walk a process.
   *
   * @returns as {@link DbgHelpFunctions.EnumDirTreeW | EnumDirTreeW}
   * @see EnumDirTree function (dbghelp.h), Microsoft Learn
   */
  EnumDirTree(
    hProcess: HandleLike | null,
    RootPath: string,
    InputPathName: string,
    OutputPathBuffer: AnsiString | null,
    cb: PENUMDIRTREE_CALLBACK | null,
    data: PointerLike,
  ): boolean;

  /**
   * Looks for a file in a directory and in all directories below it, and goes on for as long as the callback wants.
   * Runs off the main thread: it may read files, ask a server or walk a process.
   *
   * @param hProcess - the key of a session; `null`: none
   * @param RootPath - where to begin
   * @param InputPathName - the name of the file; wildcards, and a partial path, are allowed
   * @param OutputPathBuffer - receives the full path of the file at which the search ended: room for 261 characters;
   *   `null`: not wanted
   * @param cb - called for each file that is found. Here `true` ends the search; `null`: the first one ends it
   * @param data - handed to the callback as it is; `null`: 0
   * @returns `true`: a file was found, and the callback (if any) has ended the search; else it is a `DbgHelpError`
   * @see EnumDirTreeW function (dbghelp.h), Microsoft Learn
   */
  EnumDirTreeW(
    hProcess: HandleLike | null,
    RootPath: string,
    InputPathName: string,
    OutputPathBuffer: WideString | null,
    cb: PENUMDIRTREE_CALLBACKW | null,
    data: PointerLike,
  ): boolean;

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
   * {@link DbgHelpFunctions.FindDebugInfoFileEx | FindDebugInfoFileEx} without a callback: the first file that is
   * found is taken. Runs off the main thread: it may read files, ask a server or walk a process.
   *
   * @returns a handle of the open file, yours to close with `closeHandle`; NULL (nothing found) is a `DbgHelpError`
   * @see FindDebugInfoFile function (dbghelp.h), Microsoft Learn
   */
  FindDebugInfoFile(FileName: string, SymbolPath: string, DebugFilePath: AnsiString): Handle;

  /**
   * {@link DbgHelpFunctions.FindDebugInfoFileExW | FindDebugInfoFileExW} in the ANSI code page. Runs off the main
   * thread: it may read files, ask a server or walk a process.
   *
   * @returns as {@link DbgHelpFunctions.FindDebugInfoFileExW | FindDebugInfoFileExW}
   * @see FindDebugInfoFileEx function (dbghelp.h), Microsoft Learn
   */
  FindDebugInfoFileEx(
    FileName: string,
    SymbolPath: string,
    DebugFilePath: AnsiString,
    Callback: PFIND_DEBUG_FILE_CALLBACK | null,
    CallerData: PointerLike,
  ): Handle;

  /**
   * Looks for a .dbg file. Needs no session. Runs off the main thread: it may read files, ask a server or walk a
   * process.
   *
   * @param FileName - the name of the .dbg file; a partial path is allowed
   * @param SymbolPath - directories, separated by semicolons
   * @param DebugFilePath - receives the full path: room for 261 characters
   * @param Callback - asked about each candidate: `true` accepts it; `null`: the first one is taken
   * @param CallerData - handed to the callback as it is; `null`: 0
   * @returns a handle of the open file, yours to close with `closeHandle`; NULL (nothing found) is a `DbgHelpError`
   * @see FindDebugInfoFileExW function (dbghelp.h), Microsoft Learn
   */
  FindDebugInfoFileExW(
    FileName: string,
    SymbolPath: string,
    DebugFilePath: WideString,
    Callback: PFIND_DEBUG_FILE_CALLBACKW | null,
    CallerData: PointerLike,
  ): Handle;

  /**
   * {@link DbgHelpFunctions.FindExecutableImageEx | FindExecutableImageEx} without a callback: the first file that is
   * found is taken. Runs off the main thread: it may read files, ask a server or walk a process.
   *
   * @returns a handle of the open file, yours to close with `closeHandle`; NULL (nothing found) is a `DbgHelpError`
   * @see FindExecutableImage function (dbghelp.h), Microsoft Learn
   */
  FindExecutableImage(FileName: string, SymbolPath: string, ImageFilePath: AnsiString): Handle;

  /**
   * {@link DbgHelpFunctions.FindExecutableImageExW | FindExecutableImageExW} in the ANSI code page. Runs off the main
   * thread: it may read files, ask a server or walk a process.
   *
   * @returns as {@link DbgHelpFunctions.FindExecutableImageExW | FindExecutableImageExW}
   * @see FindExecutableImageEx function (dbghelp.h), Microsoft Learn
   */
  FindExecutableImageEx(
    FileName: string,
    SymbolPath: string,
    ImageFilePath: AnsiString,
    Callback: PFIND_EXE_FILE_CALLBACK | null,
    CallerData: PointerLike,
  ): Handle;

  /**
   * Looks for an executable file. Needs no session. Runs off the main thread: it may read files, ask a server or walk
   * a process.
   *
   * @param FileName - the name of the file; a partial path is allowed
   * @param SymbolPath - directories, separated by semicolons; those below them are searched too
   * @param ImageFilePath - receives the full path: room for 261 characters
   * @param Callback - asked about each candidate: `true` accepts it; `null`: the first one is taken
   * @param CallerData - handed to the callback as it is; `null`: 0
   * @returns a handle of the open file, yours to close with `closeHandle`; NULL (nothing found) is a `DbgHelpError`
   * @see FindExecutableImageExW function (dbghelp.h), Microsoft Learn
   */
  FindExecutableImageExW(
    FileName: string,
    SymbolPath: string,
    ImageFilePath: WideString,
    Callback: PFIND_EXE_FILE_CALLBACKW | null,
    CallerData: PointerLike,
  ): Handle;

  /**
   * By its name and its parameters, {@link DbgHelpFunctions.SymFindFileInPath | SymFindFileInPath} without a callback.
   * Runs off the main thread: it may read files, ask a server or walk a process. Declared in dbghelp.h, but documented
   * nowhere.
   *
   * @param SearchPath - directories and symbol servers, separated by semicolons
   * @param id - the first identifying value of the file, in the form that `flags` tells: a number, or where it lies
   * @param two - the second one
   * @param three - the third one
   * @param flags - `SSRVOPT` values
   * @param FilePath - receives the path: room for 261 characters
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  FindFileInPath(
    hprocess: HandleLike,
    SearchPath: string,
    FileName: string,
    id: MemoryLike | null,
    two: number,
    three: number,
    flags: number,
    FilePath: AnsiString,
  ): boolean;

  /**
   * By its name and its parameters, {@link DbgHelpFunctions.SymFindFileInPath | SymFindFileInPath} for a file that
   * three numbers identify. Runs off the main thread: it may read files, ask a server or walk a process. Declared in
   * dbghelp.h, but documented nowhere.
   *
   * @param SearchPath - directories and symbol servers, separated by semicolons
   * @param one - the first identifying value of the file
   * @param two - the second one
   * @param three - the third one
   * @param FilePath - receives the path: room for 261 characters
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  FindFileInSearchPath(
    hprocess: HandleLike,
    SearchPath: string,
    FileName: string,
    one: number,
    two: number,
    three: number,
    FilePath: AnsiString,
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
   * The time stamp in the headers of a module of this process. An address where no module lies may end the process.
   *
   * @param Module - the module's base address
   * @returns seconds since 1970, or whatever the linker wrote there; 0 is a `DbgHelpError`
   * @see GetTimestampForLoadedLibrary function (dbghelp.h), Microsoft Learn
   */
  GetTimestampForLoadedLibrary(Module: HandleLike): number;

  /**
   * {@link DbgHelpFunctions.ImageDirectoryEntryToDataEx | ImageDirectoryEntryToDataEx} without the section.
   *
   * @returns as {@link DbgHelpFunctions.ImageDirectoryEntryToDataEx | ImageDirectoryEntryToDataEx}
   * @see ImageDirectoryEntryToData function (dbghelp.h), Microsoft Learn
   */
  ImageDirectoryEntryToData(
    Base: MemoryLike,
    MappedAsImage: boolean,
    DirectoryEntry: number,
    Size: Uint32Array,
  ): bigint;

  /**
   * Finds a data directory of an image. DbgHelp trusts the headers.
   *
   * @param Base - the image, as bytes (keep them alive) or as its address
   * @param MappedAsImage - `true`: laid out as the loader does; `false`: as the file is
   * @param DirectoryEntry - an `IMAGE_DIRECTORY_ENTRY`
   * @param Size - receives the size of the directory in bytes
   * @param FoundHeader - receives the address of the IMAGE_SECTION_HEADER of the section that it lies in; `null`: not
   *   wanted
   * @returns the address of the data, which in bytes lies at `address - addressOf(Base)`; NULL, also that the image
   *   has no such directory, is a `DbgHelpError`
   * @see ImageDirectoryEntryToDataEx function (dbghelp.h), Microsoft Learn
   */
  ImageDirectoryEntryToDataEx(
    Base: MemoryLike,
    MappedAsImage: boolean,
    DirectoryEntry: number,
    Size: Uint32Array,
    FoundHeader: BigUint64Array | null,
  ): bigint;

  /**
   * Finds the headers of an image. DbgHelp trusts what is there, so check that there is an image before.
   *
   * @param Base - the image, as bytes or as its address
   * @returns the headers in place: of bytes, the view is over those bytes; of an address, it is a copy that knows
   *   where the headers are. IMAGE_NT_HEADERS64 or IMAGE_NT_HEADERS32 by what the image is (OptionalHeader.Magic 0x20B
   *   or 0x10B), not by what this process is. NULL is a `DbgHelpError`
   * @see ImageNtHeader function (dbghelp.h), Microsoft Learn
   */
  ImageNtHeader(Base: MemoryLike): IMAGE_NT_HEADERS64 | IMAGE_NT_HEADERS32;

  /**
   * Finds the section of an image that has a relative address.
   *
   * @param NtHeaders - what {@link DbgHelpFunctions.ImageNtHeader | ImageNtHeader} gave
   * @param Base - not used by DbgHelp: the image, as bytes or as its address
   * @param Rva - bytes from the base of the loaded image
   * @returns the section's header in place, as with {@link DbgHelpFunctions.ImageNtHeader | ImageNtHeader}; NULL (no
   *   section there) is a `DbgHelpError`
   * @see ImageRvaToSection function (dbghelp.h), Microsoft Learn
   */
  ImageRvaToSection(
    NtHeaders: IMAGE_NT_HEADERS64 | IMAGE_NT_HEADERS32,
    Base: MemoryLike,
    Rva: number,
  ): IMAGE_SECTION_HEADER;

  /**
   * Finds where what has a relative address lies in an image that was read or mapped as a file.
   *
   * @param NtHeaders - what {@link DbgHelpFunctions.ImageNtHeader | ImageNtHeader} gave
   * @param Base - the image, as bytes (keep them alive) or as its address
   * @param Rva - bytes from the base of the loaded image
   * @param LastRvaSection - holds the address of the IMAGE_SECTION_HEADER to look into first, or 0, and receives that
   *   of the one which was used; `null`: not wanted
   * @returns the address, which in bytes is `address - addressOf(Base)`; NULL (no section there) is a `DbgHelpError`
   * @see ImageRvaToVa function (dbghelp.h), Microsoft Learn
   */
  ImageRvaToVa(
    NtHeaders: IMAGE_NT_HEADERS64 | IMAGE_NT_HEADERS32,
    Base: MemoryLike,
    Rva: number,
    LastRvaSection: BigUint64Array | null,
  ): bigint;

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
   * Makes the directories of a path that do not exist. There is no W form of it. Runs off the main thread: it may read
   * files, ask a server or walk a process.
   *
   * @param DirPath - a path; what follows its last backslash is taken for the name of a file
   * @returns `true`; failure is a `DbgHelpError`
   * @see MakeSureDirectoryPathExists function (dbghelp.h), Microsoft Learn
   */
  MakeSureDirectoryPathExists(DirPath: string): boolean;

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
   * Finds a stream of a minidump that is in memory. Nothing is copied: the addresses that come back lie in that
   * memory, at `address - addressOf(BaseOfDump)`.
   *
   * @param BaseOfDump - the whole dump, as bytes (keep them alive) or as the address where the file is mapped; DbgHelp
   *   trusts its headers
   * @param StreamNumber - a `MINIDUMP_STREAM_TYPE`
   * @param Dir - receives the address of the stream's MINIDUMP_DIRECTORY
   * @param StreamPointer - receives the address of the stream
   * @param StreamSize - receives the size of the stream in bytes
   * @returns `true`; a dump without that stream is a `DbgHelpError`, whose reason means nothing
   * @see MiniDumpReadDumpStream function (minidumpapiset.h), Microsoft Learn
   */
  MiniDumpReadDumpStream(
    BaseOfDump: MemoryLike,
    StreamNumber: number,
    Dir: BigUint64Array | null,
    StreamPointer: BigUint64Array | null,
    StreamSize: Uint32Array | null,
  ): boolean;

  /**
   * Writes a minidump of a process. Better done from another process than the one that is dumped: of its own process,
   * the stack of the calling thread is not to be trusted, and the other threads stand still while the callback runs.
   * Runs off the main thread: it may read files, ask a server or walk a process.
   *
   * @param hProcess - a handle of the process, with the rights to query it and read its memory
   * @param ProcessId - its id
   * @param hFile - a handle of a file that is open for writing; it stays yours
   * @param DumpType - `MINIDUMP_TYPE` values, combined with `|`; convert a negative result with `>>> 0`
   * @param ExceptionParam - the exception that the dump is to show; `null`: none
   * @param UserStreamParam - streams of your own; `null`: none
   * @param CallbackParam - asked what the dump is to contain: a function, as {@link MINIDUMP_CALLBACK_ROUTINE} has it,
   *   or a structure that holds the address of a native one; `null`: none
   * @returns `true`; failure is a `DbgHelpError`, whose win32Code is an HRESULT, such as 0x80070005
   * @see MiniDumpWriteDump function (minidumpapiset.h), Microsoft Learn
   */
  MiniDumpWriteDump(
    hProcess: HandleLike,
    ProcessId: number,
    hFile: HandleLike,
    DumpType: number,
    ExceptionParam: MINIDUMP_EXCEPTION_INFORMATION | null,
    UserStreamParam: MINIDUMP_USER_STREAM_INFORMATION | null,
    CallbackParam: MINIDUMP_CALLBACK_INFORMATION | MINIDUMP_CALLBACK_ROUTINE | null,
  ): boolean;

  /**
   * By its name, adds the sections of an image to a map of address ranges. Not in every DLL: Windows 10 and newer have
   * it. Declared in dbghelp.h, but documented nowhere.
   *
   * @param RmapHandle - a map of {@link DbgHelpFunctions.RangeMapCreate | RangeMapCreate}
   * @param ImageName - the image; `null`: none
   * @param MappedImage - the image, as bytes or as its address; keep it alive as long as the map
   * @param MappingBytes - bytes of `MappedImage`
   * @param ImageBase - where the image is to lie in the map
   * @param UserTag - a number of your own, by which {@link DbgHelpFunctions.RangeMapRemove | RangeMapRemove} finds
   *   what was added
   * @param MappingFlags - not documented
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  RangeMapAddPeImageSections(
    RmapHandle: PointerLike,
    ImageName: string | null,
    MappedImage: MemoryLike,
    MappingBytes: number,
    ImageBase: AddressLike,
    UserTag: bigint | number,
    MappingFlags: number,
  ): boolean;

  /**
   * By its name, makes an empty map of address ranges, to be freed with
   * {@link DbgHelpFunctions.RangeMapFree | RangeMapFree}. Not in every DLL: Windows 10 and newer have it. Declared in
   * dbghelp.h, but documented nowhere.
   *
   * @returns the map; NULL is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  RangeMapCreate(): bigint;

  /**
   * Frees a map of address ranges. Not in every DLL: Windows 10 and newer have it. Declared in dbghelp.h, but
   * documented nowhere.
   *
   * @param RmapHandle - a map of {@link DbgHelpFunctions.RangeMapCreate | RangeMapCreate}
   * @see dbghelp.h of the Windows SDK: header only
   */
  RangeMapFree(RmapHandle: PointerLike): void;

  /**
   * By its name, reads what a map of address ranges has at an address. Not in every DLL: Windows 10 and newer have it.
   * Declared in dbghelp.h, but documented nowhere.
   *
   * @param RmapHandle - a map of {@link DbgHelpFunctions.RangeMapCreate | RangeMapCreate}
   * @param Offset - an address in the map
   * @param Buffer - receives the bytes
   * @param RequestBytes - how many
   * @param Flags - not documented
   * @param DoneBytes - receives how many were read; `null`: not wanted
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  RangeMapRead(
    RmapHandle: PointerLike,
    Offset: bigint | number,
    Buffer: Uint8Array,
    RequestBytes: number,
    Flags: number,
    DoneBytes: Uint32Array | null,
  ): boolean;

  /**
   * By its name, takes what was added with a tag out of a map of address ranges. Not in every DLL: Windows 10 and
   * newer have it. Declared in dbghelp.h, but documented nowhere.
   *
   * @param RmapHandle - a map of {@link DbgHelpFunctions.RangeMapCreate | RangeMapCreate}
   * @param UserTag - the number that it was added with
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  RangeMapRemove(RmapHandle: PointerLike, UserTag: bigint | number): boolean;

  /**
   * By its name, writes over what a map of address ranges has at an address. Not in every DLL: Windows 10 and newer
   * have it. Declared in dbghelp.h, but documented nowhere.
   *
   * @param RmapHandle - a map of {@link DbgHelpFunctions.RangeMapCreate | RangeMapCreate}
   * @param Offset - an address in the map
   * @param Buffer - the bytes
   * @param RequestBytes - how many
   * @param Flags - not documented
   * @param DoneBytes - receives how many were written; `null`: not wanted
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  RangeMapWrite(
    RmapHandle: PointerLike,
    Offset: bigint | number,
    Buffer: Uint8Array,
    RequestBytes: number,
    Flags: number,
    DoneBytes: Uint32Array | null,
  ): boolean;

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
   * {@link DbgHelpFunctions.SearchTreeForFileW | SearchTreeForFileW} in the ANSI code page. Runs off the main thread:
   * it may read files, ask a server or walk a process.
   *
   * @returns as {@link DbgHelpFunctions.SearchTreeForFileW | SearchTreeForFileW}
   * @see SearchTreeForFile function (dbghelp.h), Microsoft Learn
   */
  SearchTreeForFile(RootPath: string, InputPathName: string, OutputPathBuffer: AnsiString): boolean;

  /**
   * Looks for a file in a directory and in all directories below it. Runs off the main thread: it may read files, ask
   * a server or walk a process.
   *
   * @param RootPath - where to begin
   * @param InputPathName - the name of the file; a partial path is allowed
   * @param OutputPathBuffer - receives the full path: room for 261 characters
   * @returns `true`; that there is no such file is a `DbgHelpError`
   * @see SearchTreeForFileW function (dbghelp.h), Microsoft Learn
   */
  SearchTreeForFileW(RootPath: string, InputPathName: string, OutputPathBuffer: WideString): boolean;

  /**
   * Registers a function that DbgHelp asks during long work whether to give up. It is kept, for the whole process,
   * until another one is registered. Not in every DLL: Windows 10 and newer have it. Declared in dbghelp.h, but
   * documented nowhere.
   *
   * @param lpStartAddress - the function; `null`: none any more
   * @see dbghelp.h of the Windows SDK: header only
   */
  SetCheckUserInterruptShared(lpStartAddress: LPCALL_BACK_USER_INTERRUPT_ROUTINE | null): void;

  /**
   * Sets the code that {@link DbgHelpFunctions.GetSymLoadError | GetSymLoadError} gives: 0 before a load, to be sure
   * that what is read afterwards is new. Not in every DLL: Windows 10 and newer have it.
   *
   * @param error - a Win32 error code
   * @see SetSymLoadError function (dbghelp.h), Microsoft Learn
   */
  SetSymLoadError(error: number): void;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.StackWalk64 | StackWalk64}. On 64-bit Windows it is another name of
   * that one, and takes 64-bit addresses and structures. Runs off the main thread: it may read files, ask a server or
   * walk a process.
   *
   * @returns as {@link DbgHelpFunctions.StackWalk64 | StackWalk64}
   * @see StackWalk function (dbghelp.h), Microsoft Learn
   */
  StackWalk(
    MachineType: number,
    hProcess: HandleLike,
    hThread: HandleLike,
    StackFrame: STACKFRAME,
    ContextRecord: MemoryLike,
    ReadMemoryRoutine: Routine<PREAD_PROCESS_MEMORY_ROUTINE> | null,
    FunctionTableAccessRoutine: Routine<PFUNCTION_TABLE_ACCESS_ROUTINE> | null,
    GetModuleBaseRoutine: Routine<PGET_MODULE_BASE_ROUTINE> | null,
    TranslateAddress: Routine<PTRANSLATE_ADDRESS_ROUTINE> | null,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.StackWalkEx | StackWalkEx} for targets with pointer authentication, whose attributes it
   * asks for. Since DbgHelp 10.0.22621.4602. Runs off the main thread: it may read files, ask a server or walk a
   * process.
   *
   * @param GetTargetAttributeValue - tells the attributes of the process; `null`: none
   * @param Flags - as in {@link DbgHelpFunctions.StackWalkEx | StackWalkEx}
   * @returns as {@link DbgHelpFunctions.StackWalk64 | StackWalk64}
   * @see StackWalk2 function (dbghelp.h), Microsoft Learn
   */
  StackWalk2(
    MachineType: number,
    hProcess: HandleLike,
    hThread: HandleLike,
    StackFrame: STACKFRAME_EX,
    ContextRecord: MemoryLike,
    ReadMemoryRoutine: Routine<PREAD_PROCESS_MEMORY_ROUTINE64> | null,
    FunctionTableAccessRoutine: Routine<PFUNCTION_TABLE_ACCESS_ROUTINE64> | null,
    GetModuleBaseRoutine: Routine<PGET_MODULE_BASE_ROUTINE64> | null,
    TranslateAddress: Routine<PTRANSLATE_ADDRESS_ROUTINE64> | null,
    GetTargetAttributeValue: Routine<PGET_TARGET_ATTRIBUTE_VALUE64> | null,
    Flags: number,
  ): boolean;

  /**
   * Goes from one frame of a thread's stack to the one that called it. The thread must stand still meanwhile. Runs off
   * the main thread: it may read files, ask a server or walk a process.
   *
   * @param MachineType - an `IMAGE_FILE_MACHINE` that code can run on
   * @param hProcess - the key of a session, and a handle of the process unless `ReadMemoryRoutine` reads its memory
   * @param hThread - a handle of the thread; not used where the context is enough
   * @param StackFrame - holds a frame, and receives the next one. Before the first call, set AddrPC, AddrFrame and
   *   AddrStack, with their Mode
   * @param ContextRecord - the registers of the frame: a CONTEXT (of a 32-bit program, WOW64_CONTEXT), bytes that hold
   *   one, or its address. It is changed: pass a copy of what you need
   * @param ReadMemoryRoutine - reads memory of the process; `null`: ReadProcessMemory does
   * @param FunctionTableAccessRoutine - finds the function table entry of an address:
   *   `dbghelp.addressOf('SymFunctionTableAccess64')`, or a function; needed on x64 and arm64
   * @param GetModuleBaseRoutine - finds the base of a module: `dbghelp.addressOf('SymGetModuleBase64')`, or a
   *   function; needed on x64 and arm64
   * @param TranslateAddress - turns 16-bit addresses into 32-bit ones; `null`: not needed
   * @returns `true`: the frame was filled. `false`: there is no further frame, or the walk failed; DbgHelp does not
   *   tell which, so it is no `DbgHelpError`
   * @see StackWalk64 function (dbghelp.h), Microsoft Learn
   */
  StackWalk64(
    MachineType: number,
    hProcess: HandleLike,
    hThread: HandleLike,
    StackFrame: STACKFRAME64,
    ContextRecord: MemoryLike,
    ReadMemoryRoutine: Routine<PREAD_PROCESS_MEMORY_ROUTINE64> | null,
    FunctionTableAccessRoutine: Routine<PFUNCTION_TABLE_ACCESS_ROUTINE64> | null,
    GetModuleBaseRoutine: Routine<PGET_MODULE_BASE_ROUTINE64> | null,
    TranslateAddress: Routine<PTRANSLATE_ADDRESS_ROUTINE64> | null,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.StackWalk64 | StackWalk64} with frames of inlined functions: INLINE_FRAME_CONTEXT_INIT in
   * StackFrame.InlineFrameContext asks for them, INLINE_FRAME_CONTEXT_IGNORE does not. Since DbgHelp 6.2. Runs off the
   * main thread: it may read files, ask a server or walk a process.
   *
   * @param StackFrame - as there; its StackFrameSize is set by `alloc`
   * @param Flags - `SYM_STKWALK` values
   * @returns as {@link DbgHelpFunctions.StackWalk64 | StackWalk64}
   * @see StackWalkEx function (dbghelp.h), Microsoft Learn
   */
  StackWalkEx(
    MachineType: number,
    hProcess: HandleLike,
    hThread: HandleLike,
    StackFrame: STACKFRAME_EX,
    ContextRecord: MemoryLike,
    ReadMemoryRoutine: Routine<PREAD_PROCESS_MEMORY_ROUTINE64> | null,
    FunctionTableAccessRoutine: Routine<PFUNCTION_TABLE_ACCESS_ROUTINE64> | null,
    GetModuleBaseRoutine: Routine<PGET_MODULE_BASE_ROUTINE64> | null,
    TranslateAddress: Routine<PTRANSLATE_ADDRESS_ROUTINE64> | null,
    Flags: number,
  ): boolean;

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
   * Whether inlined functions cover an address. Since DbgHelp 6.2.
   *
   * @param Address - an address inside a module
   * @returns how many: 0 says that there is none, and is no failure
   * @see SymAddrIncludeInlineTrace function (dbghelp.h), Microsoft Learn
   */
  SymAddrIncludeInlineTrace(hProcess: HandleLike, Address: AddressLike): number;

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
   * Compares two places in code with inlined functions, as a debugger does that steps. Since DbgHelp 6.2.
   *
   * @param Address1 - the first place
   * @param InlineContext1 - its inline context
   * @param RetAddress1 - the address that its function returns to
   * @param Address2 - the second place
   * @param RetAddress2 - the address that its function returns to
   * @returns a `SYM_INLINE_COMP`; SYM_INLINE_COMP.ERROR is a `DbgHelpError`, without a reason
   * @see SymCompareInlineTrace function (dbghelp.h), Microsoft Learn
   */
  SymCompareInlineTrace(
    hProcess: HandleLike,
    Address1: AddressLike,
    InlineContext1: number,
    RetAddress1: AddressLike,
    Address2: AddressLike,
    RetAddress2: AddressLike,
  ): number;

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
   * Lists the sessions of this process: all values that {@link DbgHelpFunctions.SymInitializeW | SymInitializeW} was
   * given, by whomever.
   *
   * @param EnumProcessesCallback - called for each session
   * @param UserContext - handed to the callback as it is; `null`: 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumProcesses function (dbghelp.h), Microsoft Learn
   */
  SymEnumProcesses(EnumProcessesCallback: PSYM_ENUMPROCESSES_CALLBACK, UserContext: PointerLike): boolean;

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
   * By its parameters, the older form of {@link DbgHelpFunctions.SymEnumSymbols | SymEnumSymbols}, without a mask.
   * Declared in dbghelp.h, but documented nowhere.
   *
   * @param BaseOfDll - the module's base address
   * @param EnumSymbolsCallback - called for each symbol
   * @param UserContext - handed to the callback as it is; `null`: 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  SymEnumSym(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACK,
    UserContext: PointerLike,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymEnumSymbolsW | SymEnumSymbolsW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumSymbols function (dbghelp.h), Microsoft Learn
   */
  SymEnumSymbols(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    Mask: string | null,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACK,
    UserContext: PointerLike,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymEnumSymbolsExW | SymEnumSymbolsExW} in the ANSI code page. Not in every DLL: Windows 10
   * and newer have it.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumSymbolsEx function (dbghelp.h), Microsoft Learn
   */
  SymEnumSymbolsEx(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    Mask: string | null,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACK,
    UserContext: PointerLike,
    Options: number,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymEnumSymbolsW | SymEnumSymbolsW} with a choice. Not in every DLL: Windows 10 and newer
   * have it.
   *
   * @param BaseOfDll - the module's base address; 0: all modules where `Mask` has an exclamation mark, or else the
   *   scope that {@link DbgHelpFunctions.SymSetContext | SymSetContext} set: locals and parameters
   * @param Mask - a wildcard expression, which may begin with `module!`; `null`: all
   * @param EnumSymbolsCallback - called for each symbol
   * @param UserContext - handed to the callback as it is; `null`: 0
   * @param Options - `SYMENUM_OPTIONS` values
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumSymbolsExW function (dbghelp.h), Microsoft Learn
   */
  SymEnumSymbolsExW(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    Mask: string | null,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACKW,
    UserContext: PointerLike,
    Options: number,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymEnumSymbolsForAddrW | SymEnumSymbolsForAddrW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumSymbolsForAddr function (dbghelp.h), Microsoft Learn
   */
  SymEnumSymbolsForAddr(
    hProcess: HandleLike,
    Address: AddressLike,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACK,
    UserContext: PointerLike,
  ): boolean;

  /**
   * Lists all symbols that an address has: those of folded functions share one.
   *
   * @param Address - an address inside a module
   * @param EnumSymbolsCallback - called for each symbol
   * @param UserContext - handed to the callback as it is; `null`: 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumSymbolsForAddrW function (dbghelp.h), Microsoft Learn
   */
  SymEnumSymbolsForAddrW(
    hProcess: HandleLike,
    Address: AddressLike,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACKW,
    UserContext: PointerLike,
  ): boolean;

  /**
   * Lists symbols: of a module, of modules by their names, or of a scope. Loads the symbols of deferred modules that
   * it comes to.
   *
   * @param BaseOfDll - the module's base address; 0: all modules where `Mask` has an exclamation mark, or else the
   *   scope that {@link DbgHelpFunctions.SymSetContext | SymSetContext} set: locals and parameters
   * @param Mask - a wildcard expression, which may begin with `module!`; `null`: all
   * @param EnumSymbolsCallback - called for each symbol
   * @param UserContext - handed to the callback as it is; `null`: 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumSymbolsW function (dbghelp.h), Microsoft Learn
   */
  SymEnumSymbolsW(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    Mask: string | null,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACKW,
    UserContext: PointerLike,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymEnumTypesW | SymEnumTypesW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumTypes function (dbghelp.h), Microsoft Learn
   */
  SymEnumTypes(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACK,
    UserContext: PointerLike,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymEnumTypesByNameW | SymEnumTypesByNameW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumTypesByName function (dbghelp.h), Microsoft Learn
   */
  SymEnumTypesByName(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    mask: string | null,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACK,
    UserContext: PointerLike,
  ): boolean;

  /**
   * Lists the types of a module whose names match.
   *
   * @param BaseOfDll - the module's base address
   * @param mask - a wildcard expression; `null`: all
   * @param EnumSymbolsCallback - called for each type, which is a symbol with a TypeIndex
   * @param UserContext - handed to the callback as it is; `null`: 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumTypesByNameW function (dbghelp.h), Microsoft Learn
   */
  SymEnumTypesByNameW(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    mask: string | null,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACKW,
    UserContext: PointerLike,
  ): boolean;

  /**
   * Lists the types of a module.
   *
   * @param BaseOfDll - the module's base address
   * @param EnumSymbolsCallback - called for each type, which is a symbol with a TypeIndex
   * @param UserContext - handed to the callback as it is; `null`: 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumTypesW function (dbghelp.h), Microsoft Learn
   */
  SymEnumTypesW(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACKW,
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
   * The 32-bit original of {@link DbgHelpFunctions.SymEnumerateSymbols64 | SymEnumerateSymbols64}. On 64-bit Windows
   * it is another name of that one, and takes 64-bit addresses and structures.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumerateSymbols function (dbghelp.h), Microsoft Learn
   */
  SymEnumerateSymbols(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    EnumSymbolsCallback: PSYM_ENUMSYMBOLS_CALLBACK,
    UserContext: PointerLike,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymEnumerateSymbolsW64 | SymEnumerateSymbolsW64} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumerateSymbols64 function (dbghelp.h), Microsoft Learn
   */
  SymEnumerateSymbols64(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    EnumSymbolsCallback: PSYM_ENUMSYMBOLS_CALLBACK64,
    UserContext: PointerLike,
  ): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymEnumerateSymbolsW64 | SymEnumerateSymbolsW64}. On 64-bit Windows
   * it is another name of that one, and takes 64-bit addresses and structures.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumerateSymbolsW function (dbghelp.h), Microsoft Learn
   */
  SymEnumerateSymbolsW(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    EnumSymbolsCallback: PSYM_ENUMSYMBOLS_CALLBACKW,
    UserContext: PointerLike,
  ): boolean;

  /**
   * Lists the names of a module's symbols. {@link DbgHelpFunctions.SymEnumSymbolsW | SymEnumSymbolsW} tells more of
   * each.
   *
   * @param BaseOfDll - the module's base address
   * @param EnumSymbolsCallback - called for each symbol
   * @param UserContext - handed to the callback as it is; `null`: 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymEnumerateSymbolsW64 function (dbghelp.h), Microsoft Learn
   */
  SymEnumerateSymbolsW64(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    EnumSymbolsCallback: PSYM_ENUMSYMBOLS_CALLBACK64W,
    UserContext: PointerLike,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymFindDebugInfoFileW | SymFindDebugInfoFileW} in the ANSI code page. Runs off the main
   * thread: it may read files, ask a server or walk a process.
   *
   * @returns as {@link DbgHelpFunctions.SymFindDebugInfoFileW | SymFindDebugInfoFileW}
   * @see SymFindDebugInfoFile function (dbghelp.h), Microsoft Learn
   */
  SymFindDebugInfoFile(
    hProcess: HandleLike,
    FileName: string,
    DebugFilePath: AnsiString,
    Callback: PFIND_DEBUG_FILE_CALLBACK | null,
    CallerData: PointerLike,
  ): Handle;

  /**
   * Looks for a .dbg file along the symbol path of a session. Runs off the main thread: it may read files, ask a
   * server or walk a process.
   *
   * @param FileName - the name of the .dbg file; a partial path is allowed
   * @param DebugFilePath - receives the full path: room for 261 characters
   * @param Callback - asked about each candidate: `true` accepts it; `null`: the first one is taken
   * @param CallerData - handed to the callback as it is; `null`: 0
   * @returns a handle of the open file, yours to close with `closeHandle`; NULL (nothing found) is a `DbgHelpError`
   * @see SymFindDebugInfoFileW function (dbghelp.h), Microsoft Learn
   */
  SymFindDebugInfoFileW(
    hProcess: HandleLike,
    FileName: string,
    DebugFilePath: WideString,
    Callback: PFIND_DEBUG_FILE_CALLBACKW | null,
    CallerData: PointerLike,
  ): Handle;

  /**
   * {@link DbgHelpFunctions.SymFindExecutableImageW | SymFindExecutableImageW} in the ANSI code page. Runs off the
   * main thread: it may read files, ask a server or walk a process.
   *
   * @returns as {@link DbgHelpFunctions.SymFindExecutableImageW | SymFindExecutableImageW}
   * @see SymFindExecutableImage function (dbghelp.h), Microsoft Learn
   */
  SymFindExecutableImage(
    hProcess: HandleLike,
    FileName: string,
    ImageFilePath: AnsiString,
    Callback: PFIND_EXE_FILE_CALLBACK | null,
    CallerData: PointerLike,
  ): Handle;

  /**
   * Looks for an executable file along the symbol path of a session. Runs off the main thread: it may read files, ask
   * a server or walk a process.
   *
   * @param FileName - the name of the file; a partial path is allowed
   * @param ImageFilePath - receives the full path: room for 261 characters
   * @param Callback - asked about each candidate: `true` accepts it; `null`: the first one is taken
   * @param CallerData - handed to the callback as it is; `null`: 0
   * @returns a handle of the open file, yours to close with `closeHandle`; NULL (nothing found) is a `DbgHelpError`
   * @see SymFindExecutableImageW function (dbghelp.h), Microsoft Learn
   */
  SymFindExecutableImageW(
    hProcess: HandleLike,
    FileName: string,
    ImageFilePath: WideString,
    Callback: PFIND_EXE_FILE_CALLBACKW | null,
    CallerData: PointerLike,
  ): Handle;

  /**
   * {@link DbgHelpFunctions.SymFindFileInPathW | SymFindFileInPathW} in the ANSI code page. Runs off the main thread:
   * it may read files, ask a server or walk a process.
   *
   * @returns as {@link DbgHelpFunctions.SymFindFileInPathW | SymFindFileInPathW}
   * @see SymFindFileInPath function (dbghelp.h), Microsoft Learn
   */
  SymFindFileInPath(
    hprocess: HandleLike,
    SearchPath: string | null,
    FileName: string,
    id: MemoryLike | null,
    two: number,
    three: number,
    flags: number,
    FoundFile: AnsiString,
    callback: PFINDFILEINPATHCALLBACK | null,
    context: PointerLike,
  ): boolean;

  /**
   * Looks for a file in directories and on symbol servers, by its name and what identifies it: of a PDB the signature
   * and the age, of an image TimeDateStamp and SizeOfImage.
   * {@link DbgHelpFunctions.SymSrvGetFileIndexInfoW | SymSrvGetFileIndexInfoW} tells these of a file. In directories
   * the first file of that name is taken, unless SYMOPT.EXACT_SYMBOLS is set. Runs off the main thread: it may read
   * files, ask a server or walk a process.
   *
   * @param hprocess - the key of a session
   * @param SearchPath - directories and symbol servers, separated by semicolons; `null`: the session's path
   * @param FileName - the name of the file; a path before it does not count
   * @param id - the first identifying value, in the form that `flags` tells: a number, or a view or typed array that
   *   holds it, or its address; `null`: 0
   * @param two - the age of a PDB; SizeOfImage of an image
   * @param three - unused: 0
   * @param flags - what `id` is: SSRVOPT.DWORD the number itself, SSRVOPT.DWORDPTR where it lies, SSRVOPT.GUIDPTR
   *   where a GUID lies
   * @param FoundFile - receives the full path: room for 261 characters
   * @param callback - asked about each candidate: `false` accepts it, `true` or nothing goes on searching; `null`: the
   *   first one is taken
   * @param context - handed to the callback as it is; `null`: 0
   * @returns `true`; nothing found is a `DbgHelpError`
   * @see SymFindFileInPathW function (dbghelp.h), Microsoft Learn
   */
  SymFindFileInPathW(
    hprocess: HandleLike,
    SearchPath: string | null,
    FileName: string,
    id: MemoryLike | null,
    two: number,
    three: number,
    flags: number,
    FoundFile: WideString,
    callback: PFINDFILEINPATHCALLBACKW | null,
    context: PointerLike,
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
   * {@link DbgHelpFunctions.SymFromInlineContextW | SymFromInlineContextW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymFromInlineContext function (dbghelp.h), Microsoft Learn
   */
  SymFromInlineContext(
    hProcess: HandleLike,
    Address: AddressLike,
    InlineContext: number,
    Displacement: BigUint64Array | null,
    Symbol: SYMBOL_INFO,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymFromAddrW | SymFromAddrW} for one of the functions that are inlined at an address.
   * Since DbgHelp 6.2.
   *
   * @param Address - an address inside a module
   * @param InlineContext - an inline context, from STACKFRAME_EX.InlineFrameContext or SymQueryInlineTrace
   * @param Displacement - receives, in its one element, how many bytes the address lies after the beginning of the
   *   symbol
   * @param Symbol - receives the symbol
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymFromInlineContextW function (dbghelp.h), Microsoft Learn
   */
  SymFromInlineContextW(
    hProcess: HandleLike,
    Address: AddressLike,
    InlineContext: number,
    Displacement: BigUint64Array | null,
    Symbol: SYMBOL_INFOW,
  ): boolean;

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
   * The 32-bit original of {@link DbgHelpFunctions.SymFunctionTableAccess64 | SymFunctionTableAccess64}. On 64-bit
   * Windows it is another name of that one, and takes 64-bit addresses and structures.
   *
   * @returns as {@link DbgHelpFunctions.SymFunctionTableAccess64 | SymFunctionTableAccess64}
   * @see SymFunctionTableAccess function (dbghelp.h), Microsoft Learn
   */
  SymFunctionTableAccess(hProcess: HandleLike, AddrBase: AddressLike): bigint;

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
   * {@link DbgHelpFunctions.SymFunctionTableAccess64 | SymFunctionTableAccess64} for a process whose memory you read
   * yourself. Not in every DLL: Windows 10 and newer have it.
   *
   * @param AddrBase - an address in the code of a loaded module
   * @param ReadMemoryRoutine - reads memory of the process; `null`: ReadProcessMemory does
   * @param GetModuleBaseRoutine - finds the base of a module; `null`: the session knows it
   * @returns as {@link DbgHelpFunctions.SymFunctionTableAccess64 | SymFunctionTableAccess64}
   * @see SymFunctionTableAccess64AccessRoutines function (dbghelp.h), Microsoft Learn
   */
  SymFunctionTableAccess64AccessRoutines(
    hProcess: HandleLike,
    AddrBase: AddressLike,
    ReadMemoryRoutine: Routine<PREAD_PROCESS_MEMORY_ROUTINE64> | null,
    GetModuleBaseRoutine: Routine<PGET_MODULE_BASE_ROUTINE64> | null,
  ): bigint;

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
   * {@link DbgHelpFunctions.SymGetLineFromInlineContextW | SymGetLineFromInlineContextW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetLineFromInlineContext function (dbghelp.h), Microsoft Learn
   */
  SymGetLineFromInlineContext(
    hProcess: HandleLike,
    qwAddr: AddressLike,
    InlineContext: number,
    qwModuleBaseAddress: AddressLike,
    pdwDisplacement: Uint32Array,
    Line64: IMAGEHLP_LINE64,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymGetLineFromAddrW64 | SymGetLineFromAddrW64} for one of the functions that are inlined
   * at an address. Since DbgHelp 6.2.
   *
   * @param dwAddr - an address inside a module
   * @param InlineContext - an inline context, from STACKFRAME_EX.InlineFrameContext or SymQueryInlineTrace
   * @param qwModuleBaseAddress - the module's base address; 0: found by the address
   * @param pdwDisplacement - receives, in its one element, how many bytes the address lies after the beginning of the
   *   line's code
   * @param Line - receives the line; read FileName at once, DbgHelp may use its memory again
   * @returns `true`; no line there is a `DbgHelpError`
   * @see SymGetLineFromInlineContextW function (dbghelp.h), Microsoft Learn
   */
  SymGetLineFromInlineContextW(
    hProcess: HandleLike,
    dwAddr: AddressLike,
    InlineContext: number,
    qwModuleBaseAddress: AddressLike,
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
   * The cache in which symsrv.dll remembers the servers of sources that refused a log-in: a COM object, ISymSrvNegativeAuthCache of
   * dbghelp.h. Since DbgHelp 10.0.29507.
   *
   * @param ppNegativeAuthCache - receives the object's address; whoever calls it gives the object back by its Release
   * @returns an HRESULT that is no failure: 0; a negative one is a `DbgHelpError`, 0x80070490 where symsrv.dll is not beside the DLL
   * @see SymGetSourcesNegativeAuthCache (dbghelp.h); not documented
   */
  SymGetSourcesNegativeAuthCache(ppNegativeAuthCache: BigUint64Array): number;

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
   * {@link DbgHelpFunctions.SymGetSymbolFileW | SymGetSymbolFileW} in the ANSI code page. Runs off the main thread: it
   * may read files, ask a server or walk a process.
   *
   * @returns as {@link DbgHelpFunctions.SymGetSymbolFileW | SymGetSymbolFileW}
   * @see SymGetSymbolFile function (dbghelp.h), Microsoft Learn
   */
  SymGetSymbolFile(
    hProcess: HandleLike | null,
    SymPath: string | null,
    ImageFile: string,
    Type: number,
    SymbolFile: AnsiString,
    cSymbolFile: bigint | number,
    DbgFile: AnsiString,
    cDbgFile: bigint | number,
  ): boolean;

  /**
   * Looks for a symbol file along a symbol path. Runs off the main thread: it may read files, ask a server or walk a
   * process.
   *
   * @param hProcess - the key of a session; `null`: none, and `SymPath` is needed
   * @param SymPath - a symbol path; `null`: the session's
   * @param ImageFile - the image that the file belongs to
   * @param Type - an `IMAGEHLP_SF_TYPE`
   * @param SymbolFile - receives the name of the symbol file
   * @param cSymbolFile - room in `SymbolFile`, in characters
   * @param DbgFile - receives the full path of the symbol file: at least 260 characters
   * @param cDbgFile - room in `DbgFile`, in characters
   * @returns `true`; nothing found is a `DbgHelpError`
   * @see SymGetSymbolFileW function (dbghelp.h), Microsoft Learn
   */
  SymGetSymbolFileW(
    hProcess: HandleLike | null,
    SymPath: string | null,
    ImageFile: string,
    Type: number,
    SymbolFile: WideString,
    cSymbolFile: bigint | number,
    DbgFile: WideString,
    cDbgFile: bigint | number,
  ): boolean;

  /**
   * The cache in which symsrv.dll remembers the servers of symbols that refused a log-in: a COM object, ISymSrvNegativeAuthCache of
   * dbghelp.h. Since DbgHelp 10.0.29507.
   *
   * @param ppNegativeAuthCache - receives the object's address; whoever calls it gives the object back by its Release
   * @returns an HRESULT that is no failure: 0; a negative one is a `DbgHelpError`, 0x80070490 where symsrv.dll is not beside the DLL
   * @see SymGetSymbolsNegativeAuthCache (dbghelp.h); not documented
   */
  SymGetSymbolsNegativeAuthCache(ppNegativeAuthCache: BigUint64Array): number;

  /**
   * {@link DbgHelpFunctions.SymGetTypeFromNameW | SymGetTypeFromNameW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetTypeFromName function (dbghelp.h), Microsoft Learn
   */
  SymGetTypeFromName(hProcess: HandleLike, BaseOfDll: AddressLike, Name: string, Symbol: SYMBOL_INFO): boolean;

  /**
   * The type that has a name.
   *
   * @param BaseOfDll - the module's base address
   * @param Name - the name of the type
   * @param Symbol - receives the type: TypeIndex is what SymGetTypeInfo takes
   * @returns `true`; no such type is a `DbgHelpError`
   * @see SymGetTypeFromNameW function (dbghelp.h), Microsoft Learn
   */
  SymGetTypeFromNameW(hProcess: HandleLike, BaseOfDll: AddressLike, Name: string, Symbol: SYMBOL_INFOW): boolean;

  /**
   * Asks one question about a type.
   *
   * @param ModBase - the module's base address
   * @param TypeId - SYMBOL_INFO.TypeIndex, or an id from an earlier answer
   * @param GetType - an `IMAGEHLP_SYMBOL_TYPE_INFO`
   * @param pInfo - receives the answer: for most questions a `Uint32Array(1)`; a `BigUint64Array(1)` for
   *   TI_GET_LENGTH, TI_GET_ADDRESS, TI_GTIEX_REQS_VALID, and TI_GET_SYMNAME, which gives the address of UTF-16 text
   *   that is yours to free with `localFree`; 24 bytes (32-bit: 16) for the VARIANT of TI_GET_VALUE; a view of
   *   TI_FINDCHILDREN_PARAMS for TI_FINDCHILDREN. Memory that is too small is a RangeError
   * @returns `true`; that the type has no such property is a `DbgHelpError`
   * @see SymGetTypeInfo function (dbghelp.h), Microsoft Learn
   */
  SymGetTypeInfo(hProcess: HandleLike, ModBase: AddressLike, TypeId: number, GetType: number, pInfo: Memory): boolean;

  /**
   * Asks several questions about several types at once.
   *
   * @param ModBase - the module's base address
   * @param Params - holds the questions and the addresses of arrays for the answers (`addressOf(array)`; keep the
   *   arrays alive), and receives what was found. DbgHelp trusts the sizes in it
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetTypeInfoEx function (dbghelp.h), Microsoft Learn
   */
  SymGetTypeInfoEx(hProcess: HandleLike, ModBase: AddressLike, Params: IMAGEHLP_GET_TYPE_INFO_PARAMS): boolean;

  /**
   * By its name, the unwind information of the function at an address. Declared in dbghelp.h, but documented nowhere.
   *
   * @param Address - an address inside the function
   * @param Buffer - receives the information; `null`: only its size is wanted
   * @param Size - holds the size of `Buffer` in bytes, and receives that of the information
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  SymGetUnwindInfo(hProcess: HandleLike, Address: AddressLike, Buffer: Memory | null, Size: Uint32Array): boolean;

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
   * {@link DbgHelpFunctions.SymMatchFileNameW | SymMatchFileNameW} in the ANSI code page, with AnsiString buffers: one
   * byte per unit.
   *
   * @returns as {@link DbgHelpFunctions.SymMatchFileNameW | SymMatchFileNameW}
   * @see SymMatchFileName function (dbghelp.h), Microsoft Learn
   */
  SymMatchFileName(
    FileName: string | AnsiString,
    Match: string | AnsiString,
    FileNameStop: BigUint64Array | null,
    MatchStop: BigUint64Array | null,
  ): boolean;

  /**
   * Whether a path ends in another one, from the end and by whole characters. Case does not matter, and a slash is a
   * backslash.
   *
   * @param FileName - the longer one: a string, or a buffer (`WideString.from(text)`) if `FileNameStop` is wanted
   * @param Match - the end that it may have: a string, or a buffer if `MatchStop` is wanted
   * @param FileNameStop - receives the address at which the comparison stopped. In characters of a buffer that is
   *   `(address - addressOf(buffer)) / 2n`; one before the first is -1. Of a string it says nothing: DbgHelp got a
   *   copy
   * @param MatchStop - the same for `Match`
   * @returns whether it does; `false` is no failure
   * @see SymMatchFileNameW function (dbghelp.h), Microsoft Learn
   */
  SymMatchFileNameW(
    FileName: string | WideString,
    Match: string | WideString,
    FileNameStop: BigUint64Array | null,
    MatchStop: BigUint64Array | null,
  ): boolean;

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
   * The inline context of a place in code. One of `StartAddress` and `StartRetAddress` must lie in the same function
   * as `CurAddress`. Since DbgHelp 6.2.
   *
   * @param StartAddress - where the function was entered, or where stepping began
   * @param StartContext - the inline context there; 0: the innermost
   * @param StartRetAddress - the address that the function returns to
   * @param CurAddress - the place
   * @param CurContext - receives its inline context
   * @param CurFrameIndex - receives the index of its inline frame
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymQueryInlineTrace function (dbghelp.h), Microsoft Learn
   */
  SymQueryInlineTrace(
    hProcess: HandleLike,
    StartAddress: AddressLike,
    StartContext: number,
    StartRetAddress: AddressLike,
    CurAddress: AddressLike,
    CurContext: Uint32Array,
    CurFrameIndex: Uint32Array,
  ): boolean;

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
    CallbackFunction: PSYMBOL_REGISTERED_CALLBACK | null,
    UserContext: PointerLike,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymRegisterCallbackW64 | SymRegisterCallbackW64} with ANSI text in the data:
   * IMAGEHLP_DEFERRED_SYMBOL_LOAD64, IMAGEHLP_CBA_EVENT.
   *
   * @param CallbackFunction - told about each action, see {@link PSYMBOL_REGISTERED_CALLBACK64}; `null`: none any
   *   more, which is documented nowhere
   * @param UserContext - handed to the callback as it is
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymRegisterCallback64 function (dbghelp.h), Microsoft Learn
   */
  SymRegisterCallback64(
    hProcess: HandleLike,
    CallbackFunction: PSYMBOL_REGISTERED_CALLBACK64 | null,
    UserContext: bigint | number,
  ): boolean;

  /**
   * Registers the function that DbgHelp notifies of what it does for a session: loads, diagnostic messages, requests
   * to read memory. The data of its notifications has UTF-16 text: IMAGEHLP_DEFERRED_SYMBOL_LOADW64,
   * IMAGEHLP_CBA_EVENTW. One function per session; it is kept until another one is registered or
   * {@link DbgHelpFunctions.SymCleanup | SymCleanup} is called, and any later call for the session may call it.
   *
   * @param CallbackFunction - told about each action, see {@link PSYMBOL_REGISTERED_CALLBACK64}; `null`: none any
   *   more, which is documented nowhere
   * @param UserContext - handed to the callback as it is
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymRegisterCallbackW64 function (dbghelp.h), Microsoft Learn
   */
  SymRegisterCallbackW64(
    hProcess: HandleLike,
    CallbackFunction: PSYMBOL_REGISTERED_CALLBACK64 | null,
    UserContext: bigint | number,
  ): boolean;

  /**
   * The 32-bit original of
   * {@link DbgHelpFunctions.SymRegisterFunctionEntryCallback64 | SymRegisterFunctionEntryCallback64}. On 64-bit
   * Windows it is another name of that one, and takes 64-bit addresses and structures.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymRegisterFunctionEntryCallback function (dbghelp.h), Microsoft Learn
   */
  SymRegisterFunctionEntryCallback(
    hProcess: HandleLike,
    CallbackFunction: PSYMBOL_FUNCENTRY_CALLBACK | null,
    UserContext: PointerLike,
  ): boolean;

  /**
   * Registers the function that DbgHelp asks for a function table entry which it does not find, as of code that was
   * made at run time. One function per session; it is kept until another one is registered or
   * {@link DbgHelpFunctions.SymCleanup | SymCleanup} is called.
   *
   * @param CallbackFunction - gives the address of the entry; `null`: none any more
   * @param UserContext - handed to the callback as it is
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymRegisterFunctionEntryCallback64 function (dbghelp.h), Microsoft Learn
   */
  SymRegisterFunctionEntryCallback64(
    hProcess: HandleLike,
    CallbackFunction: PSYMBOL_FUNCENTRY_CALLBACK64 | null,
    UserContext: bigint | number,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymSearchW | SymSearchW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymSearch function (dbghelp.h), Microsoft Learn
   */
  SymSearch(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    Index: number,
    SymTag: number,
    Mask: string | null,
    Address: AddressLike,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACK,
    UserContext: PointerLike,
    Options: number,
  ): boolean;

  /**
   * Lists the symbols of PDBs that have what is asked for. What is 0 or `null` does not matter.
   *
   * @param BaseOfDll - the module's base address; 0: all modules where `Mask` has an exclamation mark, or else the
   *   scope that {@link DbgHelpFunctions.SymSetContext | SymSetContext} set: locals and parameters
   * @param Index - SYMBOL_INFO.Index
   * @param SymTag - a `SymTagEnum`
   * @param Mask - a wildcard expression, which may begin with `module!`; `null`: all
   * @param Address - the symbol's address
   * @param EnumSymbolsCallback - called for each symbol
   * @param UserContext - handed to the callback as it is; `null`: 0
   * @param Options - `SYMSEARCH` values
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymSearchW function (dbghelp.h), Microsoft Learn
   */
  SymSearchW(
    hProcess: HandleLike,
    BaseOfDll: AddressLike,
    Index: number,
    SymTag: number,
    Mask: string | null,
    Address: AddressLike,
    EnumSymbolsCallback: PSYM_ENUMERATESYMBOLS_CALLBACKW,
    UserContext: PointerLike,
    Options: number,
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
   * Sets the scope of the session, as {@link DbgHelpFunctions.SymSetContext | SymSetContext} does, to one of the
   * functions that are inlined at an address. Since DbgHelp 6.2.
   *
   * @param Address - an address inside the function
   * @param InlineContext - an inline context, from STACKFRAME_EX.InlineFrameContext or SymQueryInlineTrace
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymSetScopeFromInlineContext function (dbghelp.h), Microsoft Learn
   */
  SymSetScopeFromInlineContext(hProcess: HandleLike, Address: AddressLike, InlineContext: number): boolean;

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
   * {@link DbgHelpFunctions.SymSrvDeltaNameW | SymSrvDeltaNameW} in the ANSI code page. Runs off the main thread: it
   * may read files, ask a server or walk a process.
   *
   * @returns as {@link DbgHelpFunctions.SymSrvDeltaNameW | SymSrvDeltaNameW}
   * @see SymSrvDeltaName function (dbghelp.h), Microsoft Learn
   */
  SymSrvDeltaName(hProcess: HandleLike, SymPath: string | null, Type: string, File1: string, File2: string): string;

  /**
   * Makes the name under which a file about the difference of two versions of a file is kept in a symbol store. Needs
   * symsrv.dll. Runs off the main thread: it may read files, ask a server or walk a process.
   *
   * @param SymPath - a symbol path, of which only the symbol stores count; `null`: that of the session
   * @param Type - the extension of the name
   * @param File1 - path of one version
   * @param File2 - path of the other version
   * @returns the text, copied from where DbgHelp keeps it; NULL is a `DbgHelpError`
   * @see SymSrvDeltaNameW function (dbghelp.h), Microsoft Learn
   */
  SymSrvDeltaNameW(hProcess: HandleLike, SymPath: string | null, Type: string, File1: string, File2: string): string;

  /**
   * {@link DbgHelpFunctions.SymSrvGetFileIndexInfoW | SymSrvGetFileIndexInfoW} in the ANSI code page. Runs off the
   * main thread: it may read files, ask a server or walk a process.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymSrvGetFileIndexInfo function (dbghelp.h), Microsoft Learn
   */
  SymSrvGetFileIndexInfo(File: string, Info: SYMSRV_INDEX_INFO, Flags: number): boolean;

  /**
   * What identifies an image, a PDB or a .dbg file, and which PDB belongs to an image. Runs off the main thread: it
   * may read files, ask a server or walk a process.
   *
   * @param File - path of the file
   * @param Info - receives the answer
   * @param Flags - unused: 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymSrvGetFileIndexInfoW function (dbghelp.h), Microsoft Learn
   */
  SymSrvGetFileIndexInfoW(File: string, Info: SYMSRV_INDEX_INFOW, Flags: number): boolean;

  /**
   * {@link DbgHelpFunctions.SymSrvGetFileIndexStringW | SymSrvGetFileIndexStringW} in the ANSI code page. Runs off the
   * main thread: it may read files, ask a server or walk a process.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymSrvGetFileIndexString function (dbghelp.h), Microsoft Learn
   */
  SymSrvGetFileIndexString(
    hProcess: HandleLike,
    SrvPath: string | null,
    File: string,
    Index: AnsiString,
    Size: bigint | number,
    Flags: number,
  ): boolean;

  /**
   * The index under which a symbol store keeps a file, as text. Needs symsrv.dll. Runs off the main thread: it may
   * read files, ask a server or walk a process.
   *
   * @param SrvPath - a symbol store; `null`: the session's
   * @param File - path of the file
   * @param Index - receives the index
   * @param Size - room in `Index`, in characters
   * @param Flags - unused: 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymSrvGetFileIndexStringW function (dbghelp.h), Microsoft Learn
   */
  SymSrvGetFileIndexStringW(
    hProcess: HandleLike,
    SrvPath: string | null,
    File: string,
    Index: WideString,
    Size: bigint | number,
    Flags: number,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymSrvGetFileIndexesW | SymSrvGetFileIndexesW} in the ANSI code page. Runs off the main
   * thread: it may read files, ask a server or walk a process.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymSrvGetFileIndexes function (dbghelp.h), Microsoft Learn
   */
  SymSrvGetFileIndexes(File: string, Id: GUID, Val1: Uint32Array, Val2: Uint32Array | null, Flags: number): boolean;

  /**
   * The three values that identify an image, a PDB or a .dbg file, for
   * {@link DbgHelpFunctions.SymFindFileInPathW | SymFindFileInPathW}. Runs off the main thread: it may read files, ask
   * a server or walk a process.
   *
   * @param File - path of the file
   * @param Id - receives the first one: the GUID of a PDB; of an image, TimeDateStamp in its Data1
   * @param Val1 - receives the second one: the age of a PDB; SizeOfImage of an image
   * @param Val2 - receives the third one; `null`: not wanted
   * @param Flags - unused: 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymSrvGetFileIndexesW function (dbghelp.h), Microsoft Learn
   */
  SymSrvGetFileIndexesW(File: string, Id: GUID, Val1: Uint32Array, Val2: Uint32Array | null, Flags: number): boolean;

  /**
   * {@link DbgHelpFunctions.SymSrvGetSupplementW | SymSrvGetSupplementW} in the ANSI code page. Runs off the main
   * thread: it may read files, ask a server or walk a process.
   *
   * @returns as {@link DbgHelpFunctions.SymSrvGetSupplementW | SymSrvGetSupplementW}
   * @see SymSrvGetSupplement function (dbghelp.h), Microsoft Learn
   */
  SymSrvGetSupplement(hProcess: HandleLike, SymPath: string | null, Node: string, File: string): string;

  /**
   * Fetches a file that {@link DbgHelpFunctions.SymSrvStoreSupplementW | SymSrvStoreSupplementW} put beside another in
   * a symbol store. Needs symsrv.dll. Runs off the main thread: it may read files, ask a server or walk a process.
   *
   * @param SymPath - a symbol path, of which only the symbol stores count; `null`: that of the session
   * @param Node - the symbol file that it belongs to
   * @param File - the name of the file
   * @returns its full path, copied from where DbgHelp keeps it; NULL is a `DbgHelpError`
   * @see SymSrvGetSupplementW function (dbghelp.h), Microsoft Learn
   */
  SymSrvGetSupplementW(hProcess: HandleLike, SymPath: string | null, Node: string, File: string): string;

  /**
   * {@link DbgHelpFunctions.SymSrvIsStoreW | SymSrvIsStoreW} in the ANSI code page. Runs off the main thread: it may
   * read files, ask a server or walk a process.
   *
   * @returns as {@link DbgHelpFunctions.SymSrvIsStoreW | SymSrvIsStoreW}
   * @see SymSrvIsStore function (dbghelp.h), Microsoft Learn
   */
  SymSrvIsStore(hProcess: HandleLike | null, path: string): boolean;

  /**
   * Whether a path is that of a symbol store. `SRV*` and the address of a server always are. Needs symsrv.dll. Runs
   * off the main thread: it may read files, ask a server or walk a process.
   *
   * @param hProcess - the key of a session that has to have an entry there; `null`: none
   * @param path - the path, or the address of a server
   * @returns whether it is. `false` with a last error is a `DbgHelpError`
   * @see SymSrvIsStoreW function (dbghelp.h), Microsoft Learn
   */
  SymSrvIsStoreW(hProcess: HandleLike | null, path: string): boolean;

  /**
   * {@link DbgHelpFunctions.SymSrvStoreFileW | SymSrvStoreFileW} in the ANSI code page. Runs off the main thread: it
   * may read files, ask a server or walk a process.
   *
   * @returns as {@link DbgHelpFunctions.SymSrvStoreFileW | SymSrvStoreFileW}
   * @see SymSrvStoreFile function (dbghelp.h), Microsoft Learn
   */
  SymSrvStoreFile(hProcess: HandleLike, SrvPath: string | null, File: string, Flags: number): string;

  /**
   * Adds a file to a symbol store. Needs symsrv.dll. Runs off the main thread: it may read files, ask a server or walk
   * a process.
   *
   * @param SrvPath - the symbol store; `null`: that of the session
   * @param File - path of the file
   * @param Flags - `SYMSTOREOPT` values
   * @returns its full path in the store, copied from where DbgHelp keeps it; NULL is a `DbgHelpError`
   * @see SymSrvStoreFileW function (dbghelp.h), Microsoft Learn
   */
  SymSrvStoreFileW(hProcess: HandleLike, SrvPath: string | null, File: string, Flags: number): string;

  /**
   * {@link DbgHelpFunctions.SymSrvStoreSupplementW | SymSrvStoreSupplementW} in the ANSI code page. Runs off the main
   * thread: it may read files, ask a server or walk a process.
   *
   * @returns as {@link DbgHelpFunctions.SymSrvStoreSupplementW | SymSrvStoreSupplementW}
   * @see SymSrvStoreSupplement function (dbghelp.h), Microsoft Learn
   */
  SymSrvStoreSupplement(
    hProcess: HandleLike,
    SrvPath: string | null,
    Node: string,
    File: string,
    Flags: number,
  ): string;

  /**
   * Adds a file to a symbol store beside the one that it belongs to. Needs symsrv.dll. Runs off the main thread: it
   * may read files, ask a server or walk a process.
   *
   * @param SymPath - the symbol store; `null`: that of the session
   * @param Node - the symbol file that it belongs to
   * @param File - path of the file
   * @param Flags - as in {@link DbgHelpFunctions.SymSrvStoreFileW | SymSrvStoreFileW}
   * @returns its full path in the store, copied from where DbgHelp keeps it; NULL is a `DbgHelpError`
   * @see SymSrvStoreSupplementW function (dbghelp.h), Microsoft Learn
   */
  SymSrvStoreSupplementW(
    hProcess: HandleLike,
    SymPath: string | null,
    Node: string,
    File: string,
    Flags: number,
  ): string;

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
