import { MAX_SYM_NAME } from '../constants';
import type { AddressLike, HandleLike, PointerLike } from '../handles';
import type { AnsiString, IMAGEHLP_LINE, IMAGEHLP_LINE64, IMAGEHLP_LINEW64, WideString } from '../structures';
import type {
  PENUMSOURCEFILETOKENSCALLBACK,
  PSYM_ENUMLINES_CALLBACK,
  PSYM_ENUMLINES_CALLBACKW,
  PSYM_ENUMSOURCEFILES_CALLBACK,
  PSYM_ENUMSOURCEFILES_CALLBACKW,
} from '../callbacks';
import type { Prototypes } from '../vocabulary';

/** Source lines, source files and the source server. */
export interface LineFunctions {
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
   * Another name for {@link DbgHelpFunctions.SymAddSourceStream | SymAddSourceStream}.
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
   * Gives a module the source server data that its PDB lacks, until the module is unloaded. The PDB does not change.
   * Pass the file or the buffer; the buffer takes precedence.
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
   * @param UserContext - passed to the callback unchanged; `null` passes 0
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
   * @param ModBase - the module's base address; 0 for all modules if `Mask` has an exclamation mark, otherwise for the
   *   scope that {@link DbgHelpFunctions.SymSetContext | SymSetContext} set
   * @param Mask - a wildcard expression; `null`: all
   * @param cbSrcFiles - called for each file
   * @param UserContext - passed to the callback unchanged; `null` passes 0
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
   * @param UserContext - passed to the callback unchanged; `null` passes 0
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
   * Finds the addresses of the lines of a source file. The address of line n goes to element n-1; elements of lines
   * without code keep their values.
   *
   * @param ModuleName - the module; `null`: all
   * @param FileName - the source file
   * @param Buffer - receives the addresses
   * @param BufferLines - elements of `Buffer`
   * @returns the highest line number found; 0 if there is none. Never a `DbgHelpError`: a failure returns LINE_ERROR,
   *   but no public header gives its value. A result beyond any line number is that value
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
   * The 32-bit original of {@link DbgHelpFunctions.SymGetLineFromAddr64 | SymGetLineFromAddr64}. On 64-bit Windows it
   * is another name for that function, with 64-bit addresses and structures.
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
   * @param pdwDisplacement - receives, in its one element, the distance in bytes from the start of the line's code
   * @param Line - receives the line; read FileName at once, because DbgHelp may reuse its memory
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
   * is another name for that function, with 64-bit addresses and structures.
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
   * Finds the address of a source line.
   *
   * @param ModuleName - the module; `null`: all
   * @param FileName - the source file, with its full path if several files have that name; `null`: that of `Line`
   * @param dwLineNumber - from 1
   * @param plDisplacement - receives, in its one element, the distance from the requested line; 0 for an exact match
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
   * another name for that function, with 64-bit addresses and structures.
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
   * Finds the next line in the order of the line table. The structure is the cursor: pass it unchanged, including Key,
   * as an earlier call filled it.
   *
   * @param Line - holds a line, and receives the next one
   * @returns `true`; the end is a `DbgHelpError`
   * @see SymGetLineNextW64 function (dbghelp.h), Microsoft Learn
   */
  SymGetLineNextW64(hProcess: HandleLike, Line: IMAGEHLP_LINEW64): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymGetLinePrev64 | SymGetLinePrev64}. On 64-bit Windows it is
   * another name for that function, with 64-bit addresses and structures.
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
   * Finds the previous line in the order of the line table. The structure is the cursor: pass it unchanged, including
   * Key, as an earlier call filled it.
   *
   * @param Line - holds a line, and receives the previous one
   * @returns `true`; the end is a `DbgHelpError`
   * @see SymGetLinePrevW64 function (dbghelp.h), Microsoft Learn
   */
  SymGetLinePrevW64(hProcess: HandleLike, Line: IMAGEHLP_LINEW64): boolean;

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
   * Reads the checksum of a source file from the symbols. Not in every DLL: Windows 10 and newer have it. Runs off the
   * main thread: it may read files, ask a server or walk a process.
   *
   * @param Base - the module's base address
   * @param FileSpec - the source file, as the symbols name it
   * @param pCheckSumType - receives, in its one element, the kind of checksum
   * @param pChecksum - receives the checksum; `null` to get only its length
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
    Token: bigint | number,
    Params: string | null,
    FilePath: AnsiString,
    Size: number,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymGetSourceFileFromTokenByTokenNameW | SymGetSourceFileFromTokenByTokenNameW} in the ANSI
   * code page. Not in every DLL: Windows 10 and newer have it. Runs off the main thread: it may read files, ask a
   * server or walk a process. Declared in dbghelp.h, but undocumented.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  SymGetSourceFileFromTokenByTokenName(
    hProcess: HandleLike,
    Token: bigint | number,
    TokenName: string | null,
    Params: string | null,
    FilePath: AnsiString,
    Size: number,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymGetSourceFileFromTokenW | SymGetSourceFileFromTokenW} for one of a file's tokens. Not in
   * every DLL: Windows 10 and newer have it. Runs off the main thread: it may read files, ask a server or walk a
   * process. Declared in dbghelp.h, but undocumented.
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
    Token: bigint | number,
    TokenName: string | null,
    Params: string | null,
    FilePath: WideString,
    Size: number,
  ): boolean;

  /**
   * Fetches the source file of a token, as {@link DbgHelpFunctions.SymGetSourceFileW | SymGetSourceFileW} does. Runs
   * off the main thread: it may read files, ask a server or walk a process.
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
    Token: bigint | number,
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
   * page. Not in every DLL: Windows 10 and newer have it. Runs off the main thread: it may read files, ask a server or
   * walk a process. Declared in dbghelp.h, but undocumented.
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
   * {@link DbgHelpFunctions.SymGetSourceFileTokenW | SymGetSourceFileTokenW} for one of a file's tokens. Not in every
   * DLL: Windows 10 and newer have it. Runs off the main thread: it may read files, ask a server or walk a process.
   * Declared in dbghelp.h, but undocumented.
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
   * Finds the source server's token of a source file, for
   * {@link DbgHelpFunctions.SymGetSourceFileFromTokenW | SymGetSourceFileFromTokenW}. No documentation says who owns
   * its memory. Runs off the main thread: it may read files, ask a server or walk a process.
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
   * the PDB names, so use it only with trusted PDBs. Runs off the main thread: it may read files, ask a server or walk
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
    Token: bigint | number,
    Params: string | null,
    VarName: string,
    Value: AnsiString,
    Size: number,
  ): boolean;

  /**
   * Reads the value of a variable in a source server token.
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
    Token: bigint | number,
    Params: string | null,
    VarName: string,
    Value: WideString,
    Size: number,
  ): boolean;
}

export const lineFunctions = {
  SymAddSourceStream: {
    params: [
      'HANDLE hProcess',
      'DWORD64 Base',
      'PCSTR? StreamFile',
      ['BYTE*? Buffer', { length: 'Size' }],
      'ULONG_PTR Size',
    ],
    returns: 'BOOL',
  },
  SymAddSourceStreamA: {
    params: [
      'HANDLE hProcess',
      'DWORD64 Base',
      'PCSTR? StreamFile',
      ['BYTE*? Buffer', { length: 'Size' }],
      'ULONG_PTR Size',
    ],
    returns: 'BOOL',
  },
  SymAddSourceStreamW: {
    params: [
      'HANDLE hProcess',
      'DWORD64 Base',
      'PCWSTR? FileSpec',
      ['BYTE*? Buffer', { length: 'Size' }],
      'ULONG_PTR Size',
    ],
    returns: 'BOOL',
  },
  SymEnumLines: {
    params: [
      'HANDLE hProcess',
      'DWORD64 Base',
      'PCSTR? Obj',
      'PCSTR? File',
      'PSYM_ENUMLINES_CALLBACK EnumLinesCallback',
      'PVOID? UserContext',
    ],
    returns: 'BOOL',
  },
  SymEnumLinesW: {
    params: [
      'HANDLE hProcess',
      'DWORD64 Base',
      'PCWSTR? Obj',
      'PCWSTR? File',
      'PSYM_ENUMLINES_CALLBACKW EnumLinesCallback',
      'PVOID? UserContext',
    ],
    returns: 'BOOL',
  },
  SymEnumSourceFileTokens: {
    params: ['HANDLE hProcess', 'DWORD64 Base', 'PENUMSOURCEFILETOKENSCALLBACK Callback'],
    returns: 'BOOL',
  },
  SymEnumSourceFiles: {
    params: [
      'HANDLE hProcess',
      'DWORD64 ModBase',
      ['PCSTR? Mask', { longest: MAX_SYM_NAME }],
      'PSYM_ENUMSOURCEFILES_CALLBACK cbSrcFiles',
      'PVOID? UserContext',
    ],
    returns: 'BOOL',
  },
  SymEnumSourceFilesW: {
    params: [
      'HANDLE hProcess',
      'DWORD64 ModBase',
      ['PCWSTR? Mask', { longest: MAX_SYM_NAME }],
      'PSYM_ENUMSOURCEFILES_CALLBACKW cbSrcFiles',
      'PVOID? UserContext',
    ],
    returns: 'BOOL',
  },
  SymEnumSourceLines: {
    params: [
      'HANDLE hProcess',
      'DWORD64 Base',
      'PCSTR? Obj',
      'PCSTR? File',
      'DWORD Line',
      'DWORD Flags',
      'PSYM_ENUMLINES_CALLBACK EnumLinesCallback',
      'PVOID? UserContext',
    ],
    returns: 'BOOL',
  },
  SymEnumSourceLinesW: {
    params: [
      'HANDLE hProcess',
      'DWORD64 Base',
      'PCWSTR? Obj',
      'PCWSTR? File',
      'DWORD Line',
      'DWORD Flags',
      'PSYM_ENUMLINES_CALLBACKW EnumLinesCallback',
      'PVOID? UserContext',
    ],
    returns: 'BOOL',
  },
  SymGetFileLineOffsets64: {
    params: [
      'HANDLE hProcess',
      'PCSTR? ModuleName',
      'PCSTR FileName',
      ['DWORD64* Buffer', { length: 'BufferLines' }],
      'DWORD BufferLines',
    ],
    returns: 'DWORD',
    fails: 'never',
  },
  SymGetLineFromAddr: {
    params: ['HANDLE hProcess', 'ADDRESS32 dwAddr', 'DWORD* pdwDisplacement', 'IMAGEHLP_LINE* Line'],
    returns: 'BOOL',
    nothing: [0],
    on64: 'SymGetLineFromAddr64',
  },
  SymGetLineFromAddr64: {
    params: ['HANDLE hProcess', 'DWORD64 qwAddr', 'DWORD* pdwDisplacement', 'IMAGEHLP_LINE64* Line64'],
    returns: 'BOOL',
    nothing: [0],
  },
  SymGetLineFromAddrW64: {
    params: ['HANDLE hProcess', 'DWORD64 dwAddr', 'DWORD* pdwDisplacement', 'IMAGEHLP_LINEW64* Line'],
    returns: 'BOOL',
    nothing: [0],
    often: true,
  },
  SymGetLineFromName: {
    params: [
      'HANDLE hProcess',
      'PCSTR? ModuleName',
      'PCSTR? FileName',
      'DWORD dwLineNumber',
      'LONG* plDisplacement',
      'IMAGEHLP_LINE* Line',
    ],
    returns: 'BOOL',
    nothing: [0],
    on64: 'SymGetLineFromName64',
  },
  SymGetLineFromName64: {
    params: [
      'HANDLE hProcess',
      'PCSTR? ModuleName',
      'PCSTR? FileName',
      'DWORD dwLineNumber',
      'LONG* plDisplacement',
      'IMAGEHLP_LINE64* Line',
    ],
    returns: 'BOOL',
    nothing: [0],
  },
  SymGetLineFromNameW64: {
    params: [
      'HANDLE hProcess',
      'PCWSTR? ModuleName',
      'PCWSTR? FileName',
      'DWORD dwLineNumber',
      'LONG* plDisplacement',
      'IMAGEHLP_LINEW64* Line',
    ],
    returns: 'BOOL',
    nothing: [0],
  },
  SymGetLineNext: {
    params: ['HANDLE hProcess', 'IMAGEHLP_LINE* Line'],
    returns: 'BOOL',
    nothing: [0],
    on64: 'SymGetLineNext64',
  },
  SymGetLineNext64: { params: ['HANDLE hProcess', 'IMAGEHLP_LINE64* Line'], returns: 'BOOL', nothing: [0] },
  SymGetLineNextW64: { params: ['HANDLE hProcess', 'IMAGEHLP_LINEW64* Line'], returns: 'BOOL', nothing: [0] },
  SymGetLinePrev: {
    params: ['HANDLE hProcess', 'IMAGEHLP_LINE* Line'],
    returns: 'BOOL',
    nothing: [0],
    on64: 'SymGetLinePrev64',
  },
  SymGetLinePrev64: { params: ['HANDLE hProcess', 'IMAGEHLP_LINE64* Line'], returns: 'BOOL', nothing: [0] },
  SymGetLinePrevW64: { params: ['HANDLE hProcess', 'IMAGEHLP_LINEW64* Line'], returns: 'BOOL', nothing: [0] },
  SymGetSourceFile: {
    params: [
      'HANDLE hProcess',
      'DWORD64 Base',
      'PCSTR? Params',
      'PCSTR FileSpec',
      ['PSTR FilePath', { length: 'Size' }],
      'DWORD Size',
    ],
    returns: 'BOOL',
    blocks: true,
  },
  SymGetSourceFileChecksum: {
    params: [
      'HANDLE hProcess',
      'DWORD64 Base',
      'PCSTR FileSpec',
      'DWORD* pCheckSumType',
      ['BYTE*? pChecksum', { length: 'checksumSize' }],
      'DWORD checksumSize',
      'DWORD* pActualBytesWritten',
    ],
    returns: 'BOOL',
    blocks: true,
  },
  SymGetSourceFileChecksumW: {
    params: [
      'HANDLE hProcess',
      'DWORD64 Base',
      'PCWSTR FileSpec',
      'DWORD* pCheckSumType',
      ['BYTE*? pChecksum', { length: 'checksumSize' }],
      'DWORD checksumSize',
      'DWORD* pActualBytesWritten',
    ],
    returns: 'BOOL',
    blocks: true,
  },
  SymGetSourceFileFromToken: {
    params: ['HANDLE hProcess', 'PVOID Token', 'PCSTR? Params', ['PSTR FilePath', { length: 'Size' }], 'DWORD Size'],
    returns: 'BOOL',
    blocks: true,
  },
  SymGetSourceFileFromTokenByTokenName: {
    params: [
      'HANDLE hProcess',
      'PVOID Token',
      'PCSTR? TokenName',
      'PCSTR? Params',
      ['PSTR FilePath', { length: 'Size' }],
      'DWORD Size',
    ],
    returns: 'BOOL',
    blocks: true,
  },
  SymGetSourceFileFromTokenByTokenNameW: {
    params: [
      'HANDLE hProcess',
      'PVOID Token',
      'PCWSTR? TokenName',
      'PCWSTR? Params',
      ['PWSTR FilePath', { length: 'Size' }],
      'DWORD Size',
    ],
    returns: 'BOOL',
    blocks: true,
  },
  SymGetSourceFileFromTokenW: {
    params: ['HANDLE hProcess', 'PVOID Token', 'PCWSTR? Params', ['PWSTR FilePath', { length: 'Size' }], 'DWORD Size'],
    returns: 'BOOL',
    blocks: true,
  },
  SymGetSourceFileToken: {
    params: ['HANDLE hProcess', 'DWORD64 Base', 'PCSTR FileSpec', 'PVOID* Token', 'DWORD* Size'],
    returns: 'BOOL',
    blocks: true,
  },
  SymGetSourceFileTokenByTokenName: {
    params: [
      'HANDLE hProcess',
      'DWORD64 Base',
      'PCSTR FileSpec',
      'PCSTR TokenName',
      'PCSTR? TokenParameters',
      'PVOID* Token',
      'DWORD* Size',
    ],
    returns: 'BOOL',
    blocks: true,
  },
  SymGetSourceFileTokenByTokenNameW: {
    params: [
      'HANDLE hProcess',
      'DWORD64 Base',
      'PCWSTR FileSpec',
      'PCWSTR TokenName',
      'PCWSTR? TokenParameters',
      'PVOID* Token',
      'DWORD* Size',
    ],
    returns: 'BOOL',
    blocks: true,
  },
  SymGetSourceFileTokenW: {
    params: ['HANDLE hProcess', 'DWORD64 Base', 'PCWSTR FileSpec', 'PVOID* Token', 'DWORD* Size'],
    returns: 'BOOL',
    blocks: true,
  },
  SymGetSourceFileW: {
    params: [
      'HANDLE hProcess',
      'DWORD64 Base',
      'PCWSTR? Params',
      'PCWSTR FileSpec',
      ['PWSTR FilePath', { length: 'Size' }],
      'DWORD Size',
    ],
    returns: 'BOOL',
    blocks: true,
  },
  SymGetSourceVarFromToken: {
    params: [
      'HANDLE hProcess',
      'PVOID Token',
      'PCSTR? Params',
      'PCSTR VarName',
      ['PSTR Value', { length: 'Size' }],
      'DWORD Size',
    ],
    returns: 'BOOL',
  },
  SymGetSourceVarFromTokenW: {
    params: [
      'HANDLE hProcess',
      'PVOID Token',
      'PCWSTR? Params',
      'PCWSTR VarName',
      ['PWSTR Value', { length: 'Size' }],
      'DWORD Size',
    ],
    returns: 'BOOL',
  },
} as const satisfies Prototypes<LineFunctions>;
