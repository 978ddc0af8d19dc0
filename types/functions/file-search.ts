import type { AnsiString, WideString } from '../structures';
import type { Handle, HandleLike, MemoryLike, PointerLike } from '../handles';
import type {
  PENUMDIRTREE_CALLBACK,
  PENUMDIRTREE_CALLBACKW,
  PFIND_DEBUG_FILE_CALLBACK,
  PFIND_DEBUG_FILE_CALLBACKW,
  PFIND_EXE_FILE_CALLBACK,
  PFIND_EXE_FILE_CALLBACKW,
} from '../callbacks';
import type { Prototypes } from '../vocabulary';

/** Finding files along paths and in directory trees. */
export interface FileSearchFunctions {
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
   * Looks for a file in a directory and in all directories below it, and continues until the callback ends the search.
   * Runs off the main thread: it may read files, ask a server or walk a process.
   *
   * @param hProcess - the key of a session; `null`: none
   * @param RootPath - the directory to start in
   * @param InputPathName - the name of the file; wildcards, and a partial path, are allowed
   * @param OutputPathBuffer - receives the full path of the last file found: room for 261 characters; `null` if not
   *   wanted
   * @param cb - called for each file found. Here `true` ends the search; `null` ends it at the first file
   * @param data - passed to the callback unchanged; `null` passes 0
   * @returns `true` if a file was found and the callback (if any) ended the search; otherwise a `DbgHelpError`
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
   * {@link DbgHelpFunctions.FindDebugInfoFileEx | FindDebugInfoFileEx} without a callback: it accepts the first file
   * found. Runs off the main thread: it may read files, ask a server or walk a process.
   *
   * @returns a handle of the open file, to be closed with `closeHandle`; NULL (nothing found) is a `DbgHelpError`
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
   * @param Callback - called for each candidate: `true` accepts it; `null` accepts the first
   * @param CallerData - passed to the callback unchanged; `null` passes 0
   * @returns a handle of the open file, to be closed with `closeHandle`; NULL (nothing found) is a `DbgHelpError`
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
   * {@link DbgHelpFunctions.FindExecutableImageEx | FindExecutableImageEx} without a callback: it accepts the first
   * file found. Runs off the main thread: it may read files, ask a server or walk a process.
   *
   * @returns a handle of the open file, to be closed with `closeHandle`; NULL (nothing found) is a `DbgHelpError`
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
   * Looks for an executable file. Needs no session. Runs off the main thread: it may read files, ask a server or walk a
   * process.
   *
   * @param FileName - the name of the file; a partial path is allowed
   * @param SymbolPath - directories, separated by semicolons; those below them are searched too
   * @param ImageFilePath - receives the full path: room for 261 characters
   * @param Callback - called for each candidate: `true` accepts it; `null` accepts the first
   * @param CallerData - passed to the callback unchanged; `null` passes 0
   * @returns a handle of the open file, to be closed with `closeHandle`; NULL (nothing found) is a `DbgHelpError`
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
   * Judging by its name and its parameters, {@link DbgHelpFunctions.SymFindFileInPath | SymFindFileInPath} without a
   * callback. Runs off the main thread: it may read files, ask a server or walk a process. Declared in dbghelp.h, but
   * undocumented.
   *
   * @param SearchPath - directories and symbol servers, separated by semicolons
   * @param id - the first identifying value of the file, in the form that `flags` gives: a number or an address
   * @param two - the second value
   * @param three - the third value
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
   * Judging by its name and its parameters, {@link DbgHelpFunctions.SymFindFileInPath | SymFindFileInPath} for a file
   * that three numbers identify. Runs off the main thread: it may read files, ask a server or walk a process. Declared
   * in dbghelp.h, but undocumented.
   *
   * @param SearchPath - directories and symbol servers, separated by semicolons
   * @param one - the first identifying value of the file
   * @param two - the second value
   * @param three - the third value
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
   * Creates the missing directories of a path. It has no W form. Runs off the main thread: it may read files, ask a
   * server or walk a process.
   *
   * @param DirPath - a path; DbgHelp takes the part after the last backslash for a file name
   * @returns `true`; failure is a `DbgHelpError`
   * @see MakeSureDirectoryPathExists function (dbghelp.h), Microsoft Learn
   */
  MakeSureDirectoryPathExists(DirPath: string): boolean;

  /**
   * {@link DbgHelpFunctions.SearchTreeForFileW | SearchTreeForFileW} in the ANSI code page. Runs off the main thread:
   * it may read files, ask a server or walk a process.
   *
   * @returns as {@link DbgHelpFunctions.SearchTreeForFileW | SearchTreeForFileW}
   * @see SearchTreeForFile function (dbghelp.h), Microsoft Learn
   */
  SearchTreeForFile(RootPath: string, InputPathName: string, OutputPathBuffer: AnsiString): boolean;

  /**
   * Looks for a file in a directory and in all directories below it. Runs off the main thread: it may read files, ask a
   * server or walk a process.
   *
   * @param RootPath - the directory to start in
   * @param InputPathName - the name of the file; a partial path is allowed
   * @param OutputPathBuffer - receives the full path: room for 261 characters
   * @returns `true`; a missing file is a `DbgHelpError`
   * @see SearchTreeForFileW function (dbghelp.h), Microsoft Learn
   */
  SearchTreeForFileW(RootPath: string, InputPathName: string, OutputPathBuffer: WideString): boolean;

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
   * Compares two paths from the end, and tells whether the first ends with the second. Case does not matter, and a
   * slash equals a backslash.
   *
   * @param FileName - the longer path: a string, or a buffer (`WideString.from(text)`) if `FileNameStop` is wanted
   * @param Match - the path to find at its end: a string, or a buffer if `MatchStop` is wanted
   * @param FileNameStop - receives the address at which the comparison stopped. As an index of characters in a buffer:
   *   `(address - addressOf(buffer)) / 2n`; -1 is one before the first. Meaningless for a string, because DbgHelp gets
   *   a copy
   * @param MatchStop - the same for `Match`
   * @returns whether it does; `false` is not a failure
   * @see SymMatchFileNameW function (dbghelp.h), Microsoft Learn
   */
  SymMatchFileNameW(
    FileName: string | WideString,
    Match: string | WideString,
    FileNameStop: BigUint64Array | null,
    MatchStop: BigUint64Array | null,
  ): boolean;
}

/** In characters, including the NUL. The DLL takes no length and writes a whole path. */
export const maxPath = 261;

export const fileSearchFunctions = {
  EnumDirTree: {
    params: [
      'HANDLE? hProcess',
      'PCSTR RootPath',
      'PCSTR InputPathName',
      ['PSTR? OutputPathBuffer', { capacity: maxPath }],
      ['PENUMDIRTREE_CALLBACK? cb', { ifNull: 'returnTrue' }],
      'PVOID? data',
    ],
    returns: 'BOOL',
    blocks: true,
  },
  EnumDirTreeW: {
    params: [
      'HANDLE? hProcess',
      'PCWSTR RootPath',
      'PCWSTR InputPathName',
      ['PWSTR? OutputPathBuffer', { capacity: maxPath }],
      ['PENUMDIRTREE_CALLBACKW? cb', { ifNull: 'returnTrue' }],
      'PVOID? data',
    ],
    returns: 'BOOL',
    blocks: true,
  },
  FindDebugInfoFile: {
    params: ['PCSTR FileName', 'PCSTR SymbolPath', ['PSTR DebugFilePath', { capacity: maxPath }]],
    returns: 'HANDLE',
    fails: 'zero',
    blocks: true,
  },
  FindDebugInfoFileEx: {
    params: [
      'PCSTR FileName',
      'PCSTR SymbolPath',
      ['PSTR DebugFilePath', { capacity: maxPath }],
      'PFIND_DEBUG_FILE_CALLBACK? Callback',
      'PVOID? CallerData',
    ],
    returns: 'HANDLE',
    fails: 'zero',
    blocks: true,
  },
  FindDebugInfoFileExW: {
    params: [
      'PCWSTR FileName',
      'PCWSTR SymbolPath',
      ['PWSTR DebugFilePath', { capacity: maxPath }],
      'PFIND_DEBUG_FILE_CALLBACKW? Callback',
      'PVOID? CallerData',
    ],
    returns: 'HANDLE',
    fails: 'zero',
    blocks: true,
  },
  FindExecutableImage: {
    params: ['PCSTR FileName', 'PCSTR SymbolPath', ['PSTR ImageFilePath', { capacity: maxPath }]],
    returns: 'HANDLE',
    fails: 'zero',
    blocks: true,
  },
  FindExecutableImageEx: {
    params: [
      'PCSTR FileName',
      'PCSTR SymbolPath',
      ['PSTR ImageFilePath', { capacity: maxPath }],
      'PFIND_EXE_FILE_CALLBACK? Callback',
      'PVOID? CallerData',
    ],
    returns: 'HANDLE',
    fails: 'zero',
    blocks: true,
  },
  FindExecutableImageExW: {
    params: [
      'PCWSTR FileName',
      'PCWSTR SymbolPath',
      ['PWSTR ImageFilePath', { capacity: maxPath }],
      'PFIND_EXE_FILE_CALLBACKW? Callback',
      'PVOID? CallerData',
    ],
    returns: 'HANDLE',
    fails: 'zero',
    blocks: true,
  },
  FindFileInPath: {
    params: [
      'HANDLE hprocess',
      'PCSTR SearchPath',
      'PCSTR FileName',
      'MEMORY? id',
      'DWORD two',
      'DWORD three',
      'DWORD flags',
      ['PSTR FilePath', { capacity: maxPath }],
    ],
    returns: 'BOOL',
    blocks: true,
  },
  FindFileInSearchPath: {
    params: [
      'HANDLE hprocess',
      'PCSTR SearchPath',
      'PCSTR FileName',
      'DWORD one',
      'DWORD two',
      'DWORD three',
      ['PSTR FilePath', { capacity: maxPath }],
    ],
    returns: 'BOOL',
    blocks: true,
  },
  MakeSureDirectoryPathExists: { params: ['PCSTR DirPath'], returns: 'BOOL', blocks: true },
  SearchTreeForFile: {
    params: ['PCSTR RootPath', 'PCSTR InputPathName', ['PSTR OutputPathBuffer', { capacity: maxPath }]],
    returns: 'BOOL',
    blocks: true,
  },
  SearchTreeForFileW: {
    params: ['PCWSTR RootPath', 'PCWSTR InputPathName', ['PWSTR OutputPathBuffer', { capacity: maxPath }]],
    returns: 'BOOL',
    blocks: true,
  },
  SymMatchFileName: {
    params: [
      ['PCSTR FileName', { buffers: true }],
      ['PCSTR Match', { buffers: true }],
      'PVOID*? FileNameStop',
      'PVOID*? MatchStop',
    ],
    returns: 'BOOL',
    fails: 'never',
  },
  SymMatchFileNameW: {
    params: [
      ['PCWSTR FileName', { buffers: true }],
      ['PCWSTR Match', { buffers: true }],
      'PVOID*? FileNameStop',
      'PVOID*? MatchStop',
    ],
    returns: 'BOOL',
    fails: 'never',
  },
} as const satisfies Prototypes<FileSearchFunctions>;
