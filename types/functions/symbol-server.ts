import { maxPath } from './file-search';
import type { AnsiString, GUID, SYMSRV_INDEX_INFO, SYMSRV_INDEX_INFOW, WideString } from '../structures';
import type { Handle, HandleLike, MemoryLike, PointerLike } from '../handles';
import type {
  PFINDFILEINPATHCALLBACK,
  PFINDFILEINPATHCALLBACKW,
  PFIND_DEBUG_FILE_CALLBACK,
  PFIND_DEBUG_FILE_CALLBACKW,
  PFIND_EXE_FILE_CALLBACK,
  PFIND_EXE_FILE_CALLBACKW,
} from '../callbacks';
import type { Prototypes } from '../vocabulary';

/** Symbol servers and stores, and the files in them. */
export interface SymbolServerFunctions {
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
   * Looks for a .dbg file along the symbol path of a session. Runs off the main thread: it may read files, ask a server
   * or walk a process.
   *
   * @param FileName - the name of the .dbg file; a partial path is allowed
   * @param DebugFilePath - receives the full path: room for 261 characters
   * @param Callback - called for each candidate: `true` accepts it; `null` accepts the first
   * @param CallerData - passed to the callback unchanged; `null` passes 0
   * @returns a handle of the open file, to be closed with `closeHandle`; NULL (nothing found) is a `DbgHelpError`
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
   * Looks for an executable file along the symbol path of a session. Runs off the main thread: it may read files, ask a
   * server or walk a process.
   *
   * @param FileName - the name of the file; a partial path is allowed
   * @param ImageFilePath - receives the full path: room for 261 characters
   * @param Callback - called for each candidate: `true` accepts it; `null` accepts the first
   * @param CallerData - passed to the callback unchanged; `null` passes 0
   * @returns a handle of the open file, to be closed with `closeHandle`; NULL (nothing found) is a `DbgHelpError`
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
   * Looks for a file in directories and on symbol servers, by its name and its identity: the signature and age of a
   * PDB, or the TimeDateStamp and SizeOfImage of an image.
   * {@link DbgHelpFunctions.SymSrvGetFileIndexInfoW | SymSrvGetFileIndexInfoW} reads them from a file. In directories
   * DbgHelp takes the first file of that name, unless SYMOPT.EXACT_SYMBOLS is set. Runs off the main thread: it may
   * read files, ask a server or walk a process.
   *
   * @param hprocess - the key of a session
   * @param SearchPath - directories and symbol servers, separated by semicolons; `null`: the session's path
   * @param FileName - the name of the file; DbgHelp ignores a path before it
   * @param id - the first identifying value, in the form that `flags` gives: a number, or a view or typed array that
   *   holds it, or its address; `null`: 0
   * @param two - the age of a PDB; SizeOfImage of an image
   * @param three - unused: 0
   * @param flags - what `id` is: SSRVOPT.DWORD the number itself, SSRVOPT.DWORDPTR its address, SSRVOPT.GUIDPTR the
   *   address of a GUID
   * @param FoundFile - receives the full path: room for 261 characters
   * @param callback - called for each candidate: `false` accepts it, `true` or undefined continues; `null` accepts the
   *   first
   * @param context - passed to the callback unchanged; `null` passes 0
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
   * Returns the cache in which symsrv.dll remembers the source servers that refused a login: a COM object,
   * ISymSrvNegativeAuthCache of dbghelp.h. Since DbgHelp 10.0.29507.
   *
   * @param ppNegativeAuthCache - receives the object's address; the caller releases the object with its Release
   * @returns a successful HRESULT: 0. A negative one is a `DbgHelpError`; 0x80070490 if symsrv.dll is not beside the
   *   DLL
   * @see SymGetSourcesNegativeAuthCache (dbghelp.h); not documented
   */
  SymGetSourcesNegativeAuthCache(ppNegativeAuthCache: BigUint64Array): number;

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
   * Returns the cache in which symsrv.dll remembers the symbol servers that refused a login: a COM object,
   * ISymSrvNegativeAuthCache of dbghelp.h. Since DbgHelp 10.0.29507.
   *
   * @param ppNegativeAuthCache - receives the object's address; the caller releases the object with its Release
   * @returns a successful HRESULT: 0. A negative one is a `DbgHelpError`; 0x80070490 if symsrv.dll is not beside the
   *   DLL
   * @see SymGetSymbolsNegativeAuthCache (dbghelp.h); not documented
   */
  SymGetSymbolsNegativeAuthCache(ppNegativeAuthCache: BigUint64Array): number;

  /**
   * {@link DbgHelpFunctions.SymSrvDeltaNameW | SymSrvDeltaNameW} in the ANSI code page. Runs off the main thread: it
   * may read files, ask a server or walk a process.
   *
   * @returns as {@link DbgHelpFunctions.SymSrvDeltaNameW | SymSrvDeltaNameW}
   * @see SymSrvDeltaName function (dbghelp.h), Microsoft Learn
   */
  SymSrvDeltaName(hProcess: HandleLike, SymPath: string | null, Type: string, File1: string, File2: string): string;

  /**
   * Makes the name under which a symbol store keeps the delta file between two versions of a file. Needs symsrv.dll.
   * Runs off the main thread: it may read files, ask a server or walk a process.
   *
   * @param SymPath - a symbol path, of which DbgHelp uses only the symbol stores; `null`: that of the session
   * @param Type - the extension of the name
   * @param File1 - path of one version
   * @param File2 - path of the other version
   * @returns the text, copied from DbgHelp's memory; NULL is a `DbgHelpError`
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
   * Reads the identity of an image, a PDB or a .dbg file, and which PDB belongs to an image. Runs off the main thread:
   * it may read files, ask a server or walk a process.
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
   * Makes the index under which a symbol store keeps a file, as text. Needs symsrv.dll. Runs off the main thread: it
   * may read files, ask a server or walk a process.
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
   * Reads the three values that identify an image, a PDB or a .dbg file, for
   * {@link DbgHelpFunctions.SymFindFileInPathW | SymFindFileInPathW}. Runs off the main thread: it may read files, ask
   * a server or walk a process.
   *
   * @param File - path of the file
   * @param Id - receives the first value: the GUID of a PDB; for an image, TimeDateStamp in Data1
   * @param Val1 - receives the second value: the age of a PDB; SizeOfImage of an image
   * @param Val2 - receives the third value; `null` if not wanted
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
   * @param SymPath - a symbol path, of which DbgHelp uses only the symbol stores; `null`: that of the session
   * @param Node - the symbol file that it belongs to
   * @param File - the name of the file
   * @returns its full path, copied from DbgHelp's memory; NULL is a `DbgHelpError`
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
   * Tells whether a path is a symbol store. `SRV*` and the address of a server always are. Needs symsrv.dll. Runs off
   * the main thread: it may read files, ask a server or walk a process.
   *
   * @param hProcess - the key of a session that must have an entry for the path; `null`: none
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
   * @returns its full path in the store, copied from DbgHelp's memory; NULL is a `DbgHelpError`
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
   * Adds a file to a symbol store beside the symbol file that it belongs to. Needs symsrv.dll. Runs off the main
   * thread: it may read files, ask a server or walk a process.
   *
   * @param SymPath - the symbol store; `null`: that of the session
   * @param Node - the symbol file that it belongs to
   * @param File - path of the file
   * @param Flags - as in {@link DbgHelpFunctions.SymSrvStoreFileW | SymSrvStoreFileW}
   * @returns its full path in the store, copied from DbgHelp's memory; NULL is a `DbgHelpError`
   * @see SymSrvStoreSupplementW function (dbghelp.h), Microsoft Learn
   */
  SymSrvStoreSupplementW(
    hProcess: HandleLike,
    SymPath: string | null,
    Node: string,
    File: string,
    Flags: number,
  ): string;
}

export const symbolServerFunctions = {
  SymFindDebugInfoFile: {
    params: [
      'HANDLE hProcess',
      'PCSTR FileName',
      ['PSTR DebugFilePath', { capacity: maxPath }],
      'PFIND_DEBUG_FILE_CALLBACK? Callback',
      'PVOID? CallerData',
    ],
    returns: 'HANDLE',
    fails: 'zero',
    blocks: true,
  },
  SymFindDebugInfoFileW: {
    params: [
      'HANDLE hProcess',
      'PCWSTR FileName',
      ['PWSTR DebugFilePath', { capacity: maxPath }],
      'PFIND_DEBUG_FILE_CALLBACKW? Callback',
      'PVOID? CallerData',
    ],
    returns: 'HANDLE',
    fails: 'zero',
    blocks: true,
  },
  SymFindExecutableImage: {
    params: [
      'HANDLE hProcess',
      'PCSTR FileName',
      ['PSTR ImageFilePath', { capacity: maxPath }],
      'PFIND_EXE_FILE_CALLBACK? Callback',
      'PVOID? CallerData',
    ],
    returns: 'HANDLE',
    fails: 'zero',
    blocks: true,
  },
  SymFindExecutableImageW: {
    params: [
      'HANDLE hProcess',
      'PCWSTR FileName',
      ['PWSTR ImageFilePath', { capacity: maxPath }],
      'PFIND_EXE_FILE_CALLBACKW? Callback',
      'PVOID? CallerData',
    ],
    returns: 'HANDLE',
    fails: 'zero',
    blocks: true,
  },
  SymFindFileInPath: {
    params: [
      'HANDLE hprocess',
      'PCSTR? SearchPath',
      'PCSTR FileName',
      'MEMORY? id',
      'DWORD two',
      'DWORD three',
      'DWORD flags',
      ['PSTR FoundFile', { capacity: maxPath }],
      'PFINDFILEINPATHCALLBACK? callback',
      'PVOID? context',
    ],
    returns: 'BOOL',
    blocks: true,
  },
  SymFindFileInPathW: {
    params: [
      'HANDLE hprocess',
      'PCWSTR? SearchPath',
      'PCWSTR FileName',
      'MEMORY? id',
      'DWORD two',
      'DWORD three',
      'DWORD flags',
      ['PWSTR FoundFile', { capacity: maxPath }],
      'PFINDFILEINPATHCALLBACKW? callback',
      'PVOID? context',
    ],
    returns: 'BOOL',
    blocks: true,
  },
  SymGetSourcesNegativeAuthCache: { params: ['PVOID* ppNegativeAuthCache'], returns: 'HRESULT', fails: 'negative' },
  SymGetSymbolsNegativeAuthCache: { params: ['PVOID* ppNegativeAuthCache'], returns: 'HRESULT', fails: 'negative' },
  SymGetSymbolFile: {
    params: [
      'HANDLE? hProcess',
      'PCSTR? SymPath',
      'PCSTR ImageFile',
      'DWORD Type',
      ['PSTR SymbolFile', { length: 'cSymbolFile' }],
      'ULONG_PTR cSymbolFile',
      ['PSTR DbgFile', { length: 'cDbgFile' }],
      'ULONG_PTR cDbgFile',
    ],
    returns: 'BOOL',
    blocks: true,
  },
  SymGetSymbolFileW: {
    params: [
      'HANDLE? hProcess',
      'PCWSTR? SymPath',
      'PCWSTR ImageFile',
      'DWORD Type',
      ['PWSTR SymbolFile', { length: 'cSymbolFile' }],
      'ULONG_PTR cSymbolFile',
      ['PWSTR DbgFile', { length: 'cDbgFile' }],
      'ULONG_PTR cDbgFile',
    ],
    returns: 'BOOL',
    blocks: true,
  },
  SymSrvDeltaName: {
    params: ['HANDLE hProcess', 'PCSTR? SymPath', 'PCSTR Type', 'PCSTR File1', 'PCSTR File2'],
    returns: 'PSTR',
    fails: 'zero',
    blocks: true,
  },
  SymSrvDeltaNameW: {
    params: ['HANDLE hProcess', 'PCWSTR? SymPath', 'PCWSTR Type', 'PCWSTR File1', 'PCWSTR File2'],
    returns: 'PWSTR',
    fails: 'zero',
    blocks: true,
  },
  SymSrvGetFileIndexInfo: {
    params: ['PCSTR File', ['SYMSRV_INDEX_INFO* Info', { reason: 'age' }], 'DWORD Flags'],
    returns: 'BOOL',
    blocks: true,
  },
  SymSrvGetFileIndexInfoW: {
    params: ['PCWSTR File', ['SYMSRV_INDEX_INFOW* Info', { reason: 'age' }], 'DWORD Flags'],
    returns: 'BOOL',
    blocks: true,
  },
  SymSrvGetFileIndexString: {
    params: [
      'HANDLE hProcess',
      'PCSTR? SrvPath',
      'PCSTR File',
      ['PSTR Index', { length: 'Size' }],
      'ULONG_PTR Size',
      'DWORD Flags',
    ],
    returns: 'BOOL',
    blocks: true,
  },
  SymSrvGetFileIndexStringW: {
    params: [
      'HANDLE hProcess',
      'PCWSTR? SrvPath',
      'PCWSTR File',
      ['PWSTR Index', { length: 'Size' }],
      'ULONG_PTR Size',
      'DWORD Flags',
    ],
    returns: 'BOOL',
    blocks: true,
  },
  SymSrvGetFileIndexes: {
    params: ['PCSTR File', 'GUID* Id', ['DWORD* Val1', { reason: '0' }], 'DWORD*? Val2', 'DWORD Flags'],
    returns: 'BOOL',
    blocks: true,
  },
  SymSrvGetFileIndexesW: {
    params: ['PCWSTR File', 'GUID* Id', ['DWORD* Val1', { reason: '0' }], 'DWORD*? Val2', 'DWORD Flags'],
    returns: 'BOOL',
    blocks: true,
  },
  SymSrvGetSupplement: {
    params: ['HANDLE hProcess', 'PCSTR? SymPath', 'PCSTR Node', 'PCSTR File'],
    returns: 'PSTR',
    fails: 'zero',
    blocks: true,
  },
  SymSrvGetSupplementW: {
    params: ['HANDLE hProcess', 'PCWSTR? SymPath', 'PCWSTR Node', 'PCWSTR File'],
    returns: 'PWSTR',
    fails: 'zero',
    blocks: true,
  },
  SymSrvIsStore: { params: ['HANDLE? hProcess', 'PCSTR path'], returns: 'BOOL', fails: 'zeroWithError', blocks: true },
  SymSrvIsStoreW: {
    params: ['HANDLE? hProcess', 'PCWSTR path'],
    returns: 'BOOL',
    fails: 'zeroWithError',
    blocks: true,
  },
  SymSrvStoreFile: {
    params: ['HANDLE hProcess', 'PCSTR? SrvPath', 'PCSTR File', 'DWORD Flags'],
    returns: 'PSTR',
    fails: 'zero',
    blocks: true,
  },
  SymSrvStoreFileW: {
    params: ['HANDLE hProcess', 'PCWSTR? SrvPath', 'PCWSTR File', 'DWORD Flags'],
    returns: 'PWSTR',
    fails: 'zero',
    blocks: true,
  },
  SymSrvStoreSupplement: {
    params: ['HANDLE hProcess', 'PCSTR? SrvPath', 'PCSTR Node', 'PCSTR File', 'DWORD Flags'],
    returns: 'PSTR',
    fails: 'zero',
    blocks: true,
  },
  SymSrvStoreSupplementW: {
    params: ['HANDLE hProcess', 'PCWSTR? SymPath', 'PCWSTR Node', 'PCWSTR File', 'DWORD Flags'],
    returns: 'PWSTR',
    fails: 'zero',
    blocks: true,
  },
} as const satisfies Prototypes<SymbolServerFunctions>;
