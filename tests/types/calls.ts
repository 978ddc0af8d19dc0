import type { DbgHelpToken } from '../../types/calls';
import type {
  API_VERSION,
  AnsiString,
  CONTEXT,
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
  IMAGE_NT_HEADERS64,
  MODLOAD_DATA,
  SOURCEFILE,
  SOURCEFILEW,
  SRCCODEINFO,
  SRCCODEINFOW,
  STACKFRAME,
  STACKFRAME64,
  STACKFRAME_EX,
  SYMBOL_INFO,
  SYMBOL_INFOW,
  SYMSRV_INDEX_INFO,
  SYMSRV_INDEX_INFOW,
  WideString,
} from '../../types/structures';

/**
 * For every function, a call that compiles and a plausible mistake that does not. Nothing here runs: calls.test.ts
 * compiles it.
 */

/** A process handle or the key of a session, and a handle of anything else. */
declare const key: bigint;
declare const handle: bigint;
declare const base: bigint;

/** Arrays that functions fill. */
declare const number: Uint32Array;
declare const signed: Int32Array;
declare const pointer: BigUint64Array;
declare const bytes: Uint8Array;
declare const ansi: AnsiString;
declare const wide: WideString;
declare const symbol: SYMBOL_INFO;
declare const symbolW: SYMBOL_INFOW;
declare const line32: IMAGEHLP_LINE;
declare const line: IMAGEHLP_LINE64;
declare const lineW: IMAGEHLP_LINEW64;
declare const module32: IMAGEHLP_MODULE;
declare const module: IMAGEHLP_MODULE64;
declare const moduleW32: IMAGEHLP_MODULEW;
declare const moduleW: IMAGEHLP_MODULEW64;
declare const oldSymbol32: IMAGEHLP_SYMBOL;
declare const oldSymbol: IMAGEHLP_SYMBOL64;
declare const context: IMAGEHLP_STACK_FRAME;
declare const version: API_VERSION;
declare const report: DBGHELP_DATA_REPORT_STRUCT;
declare const debugData: MODLOAD_DATA;
declare const guid: GUID;
declare const debugInformation: IMAGE_DEBUG_INFORMATION;
declare const index: SYMSRV_INDEX_INFO;
declare const indexW: SYMSRV_INDEX_INFOW;
declare const frame32: STACKFRAME;
declare const frame: STACKFRAME64;
declare const frameEx: STACKFRAME_EX;
declare const registers: CONTEXT;
declare const headers: IMAGE_NT_HEADERS64;
declare const typeQuery: IMAGEHLP_GET_TYPE_INFO_PARAMS;

export function calls(api: DbgHelpToken): void {
  api.DbgHelpCreateUserDump('app.dmp', (type, data, length) => type + length[0]! > 0 && data[0]! > 0n, null);
  // @ts-expect-error an address for an array
  api.DbgHelpCreateUserDump('app.dmp', (type, data: bigint) => data > 0n, null);

  api.DbgHelpCreateUserDumpW('app.dmp', (type, data, length) => type + length[0]! > 0 && data[0]! > 0n, null);
  // @ts-expect-error an address for an array
  api.DbgHelpCreateUserDumpW('app.dmp', (type, data: bigint) => data > 0n, null);

  api.EnumDirTree(key, 'C:\\symbols', '*.pdb', ansi, (file) => file.endsWith('.pdb'), null);
  // @ts-expect-error a buffer of UTF-16
  api.EnumDirTree(key, 'C:\\symbols', '*.pdb', wide, (file) => file.endsWith('.pdb'), null);

  api.EnumDirTreeW(key, 'C:\\symbols', '*.pdb', wide, (file) => file.endsWith('.pdb'), null);
  // @ts-expect-error a length for an answer
  api.EnumDirTreeW(key, 'C:\\symbols', '*.pdb', wide, (file) => file.length, null);

  api.EnumerateLoadedModules(key, (name, base, size) => name !== '' && base > 0n && size > 0, null);
  // @ts-expect-error a base where the name comes first
  api.EnumerateLoadedModules(key, (base: bigint) => base > 0n, null);

  api.EnumerateLoadedModules64(key, (name, base, size) => name !== '' && base > 0n && size > 0, null);
  // @ts-expect-error a base where the name comes first
  api.EnumerateLoadedModules64(key, (base: bigint) => base > 0n, null);

  api.EnumerateLoadedModulesEx(key, (name, base, size) => name !== '' && base > 0n && size > 0, null);
  // @ts-expect-error a base where the name comes first
  api.EnumerateLoadedModulesEx(key, (base: bigint) => base > 0n, null);

  api.EnumerateLoadedModulesExW(key, (name, base, size) => name !== '' && base > 0n && size > 0, null);
  // @ts-expect-error a base where the name comes first
  api.EnumerateLoadedModulesExW(key, (base: bigint) => base > 0n, null);

  api.EnumerateLoadedModulesW64(key, (name, base, size) => name !== '' && base > 0n && size > 0, null);
  // @ts-expect-error a base where the name comes first
  api.EnumerateLoadedModulesW64(key, (base: bigint) => base > 0n, null);

  api.FindDebugInfoFile('scene.pdb', 'C:\\symbols', ansi);
  // @ts-expect-error a buffer of UTF-16
  api.FindDebugInfoFile('scene.pdb', 'C:\\symbols', wide);

  api.FindDebugInfoFileEx('scene.pdb', 'C:\\symbols', ansi, (file, name) => file > 0n && name !== '', null);
  // @ts-expect-error a buffer of UTF-16
  api.FindDebugInfoFileEx('scene.pdb', 'C:\\symbols', wide, (file, name) => file > 0n && name !== '', null);

  api.FindDebugInfoFileExW('scene.pdb', 'C:\\symbols', wide, (file, name) => file > 0n && name !== '', null);
  // @ts-expect-error a name where the handle comes first
  api.FindDebugInfoFileExW('scene.pdb', 'C:\\symbols', wide, (name: string) => name !== '', null);

  api.FindExecutableImage('scene.dll', 'C:\\symbols', ansi);
  // @ts-expect-error a buffer of UTF-16
  api.FindExecutableImage('scene.dll', 'C:\\symbols', wide);

  api.FindExecutableImageEx('scene.dll', 'C:\\symbols', ansi, (file, name) => file > 0n && name !== '', null);
  // @ts-expect-error a number for a handle
  api.FindExecutableImageEx('scene.dll', 'C:\\symbols', ansi, (file: number) => file > 0, null);

  api.FindExecutableImageExW('scene.dll', 'C:\\symbols', wide, (file, name) => file > 0n && name !== '', null);
  // @ts-expect-error a buffer of ANSI text
  api.FindExecutableImageExW('scene.dll', 'C:\\symbols', ansi, (file, name) => file > 0n && name !== '', null);

  api.FindFileInPath(key, 'C:\\symbols', 'scene.pdb', null, 1, 1, 0, ansi);
  // @ts-expect-error a buffer of UTF-16
  api.FindFileInPath(key, 'C:\\symbols', 'scene.pdb', null, 1, 1, 0, wide);

  api.FindFileInSearchPath(key, 'C:\\symbols', 'scene.pdb', 1, 1, 1, ansi);
  // @ts-expect-error a buffer of UTF-16
  api.FindFileInSearchPath(key, 'C:\\symbols', 'scene.pdb', 1, 1, 1, wide);

  api.GetSymLoadError();
  // @ts-expect-error an argument too many
  api.GetSymLoadError(key);

  api.GetTimestampForLoadedLibrary(handle);
  // @ts-expect-error without Module
  api.GetTimestampForLoadedLibrary();

  api.ImageDirectoryEntryToData(bytes, true, 1, number);
  // @ts-expect-error 64 bits for 32
  api.ImageDirectoryEntryToData(bytes, true, 1, pointer);

  api.ImageDirectoryEntryToDataEx(bytes, true, 1, number, pointer);
  // @ts-expect-error 32 bits for 64
  api.ImageDirectoryEntryToDataEx(bytes, true, 1, number, number);

  api.ImageNtHeader(bytes);
  // @ts-expect-error a path for an image
  api.ImageNtHeader('scene.dll');

  api.ImageRvaToSection(headers, bytes, 0x1000);
  // @ts-expect-error without Base
  api.ImageRvaToSection(headers, 0x1000);

  api.ImageRvaToVa(headers, bytes, 0x1000, null);
  // @ts-expect-error a bigint for a number
  api.ImageRvaToVa(headers, bytes, 0x1000n, null);

  api.ImagehlpApiVersion();
  // @ts-expect-error an argument too many
  api.ImagehlpApiVersion(key);

  api.ImagehlpApiVersionEx(version);
  // @ts-expect-error bytes for a structure
  api.ImagehlpApiVersionEx(bytes);

  api.MakeSureDirectoryPathExists('C:\\symbols');
  // @ts-expect-error without DirPath
  api.MakeSureDirectoryPathExists();

  api.MapDebugInformation(null, 'scene.dll', null, base);
  // @ts-expect-error undefined for null
  api.MapDebugInformation(null, undefined, null, base);

  api.MiniDumpReadDumpStream(bytes, 1, pointer, pointer, number);
  // @ts-expect-error 32 bits for 64
  api.MiniDumpReadDumpStream(bytes, 1, number, pointer, number);

  api.MiniDumpWriteDump(key, 1234, handle, 0, null, null, (input) => input.CallbackType !== 6);
  // @ts-expect-error a path for a file handle
  api.MiniDumpWriteDump(key, 1234, 'app.dmp', 0, null, null, null);

  api.RangeMapAddPeImageSections(base, 'scene.dll', bytes, 1, base, 0n, 0);
  // @ts-expect-error text for memory
  api.RangeMapAddPeImageSections(null, 'scene.dll', 'memory', 1, base, 0n, 0);

  api.RangeMapCreate();
  // @ts-expect-error an argument too many
  api.RangeMapCreate(key);

  api.RangeMapFree(base);
  // @ts-expect-error without RmapHandle
  api.RangeMapFree();

  api.RangeMapRead(base, 0n, bytes, 1, 0, number);
  // @ts-expect-error 64 bits for 32
  api.RangeMapRead(null, 0n, bytes, 1, 0, pointer);

  api.RangeMapRemove(base, 0n);
  // @ts-expect-error without UserTag
  api.RangeMapRemove(null);

  api.RangeMapWrite(base, 0n, bytes, 1, 0, number);
  // @ts-expect-error 64 bits for 32
  api.RangeMapWrite(null, 0n, bytes, 1, 0, pointer);

  api.RemoveInvalidModuleList(key);
  // @ts-expect-error a name for a process
  api.RemoveInvalidModuleList('app.exe');

  api.ReportSymbolLoadSummary(key, null, report);
  // @ts-expect-error bytes for a structure
  api.ReportSymbolLoadSummary(key, null, bytes);

  api.SearchTreeForFile('C:\\symbols', 'scene.pdb', ansi);
  // @ts-expect-error a buffer of UTF-16
  api.SearchTreeForFile('C:\\symbols', 'scene.pdb', wide);

  api.SearchTreeForFileW('C:\\symbols', 'scene.pdb', wide);
  // @ts-expect-error a buffer of ANSI text
  api.SearchTreeForFileW('C:\\symbols', 'scene.pdb', ansi);

  api.SetCheckUserInterruptShared(() => 0);
  // @ts-expect-error a text for an answer
  api.SetCheckUserInterruptShared(() => 'stop');

  api.SetSymLoadError(1);
  // @ts-expect-error without error
  api.SetSymLoadError();

  api.StackWalk(0x14c, key, handle, frame32, registers, null, base, base, null);
  // @ts-expect-error the larger structure
  api.StackWalk(0x14c, key, handle, frame, registers, null, base, base, null);

  api.StackWalk2(0x8664, key, handle, frameEx, registers, null, base, base, null, null, 0);
  // @ts-expect-error the smaller structure
  api.StackWalk2(0x8664, key, handle, frame, registers, null, base, base, null, null, 0);

  api.StackWalk64(
    0x8664,
    key,
    handle,
    frame,
    registers,
    (process, at, to, size) => to.length === size,
    base,
    base,
    null,
  );
  // @ts-expect-error a number for an address
  api.StackWalk64(0x8664, key, handle, frame, registers, (process, at: number) => at > 0, base, base, null);

  api.StackWalkEx(0x8664, key, handle, frameEx, registers, null, base, (process, at) => at & ~0xffffn, null, 0);
  // @ts-expect-error text for an address
  api.StackWalkEx(0x8664, key, handle, frameEx, registers, null, base, (process, at) => String(at), null, 0);

  api.SymAddSourceStream(key, base, 'scene.c', bytes, 16);
  // @ts-expect-error text for bytes
  api.SymAddSourceStream(key, base, 'scene.c', 'bytes', 16);

  api.SymAddSourceStreamA(key, base, 'scene.c', bytes, 16);
  // @ts-expect-error text for bytes
  api.SymAddSourceStreamA(key, base, 'scene.c', 'bytes', 16);

  api.SymAddSourceStreamW(key, base, 'scene.c', bytes, 16);
  // @ts-expect-error text for bytes
  api.SymAddSourceStreamW(key, base, 'scene.c', 'bytes', 16);

  api.SymAddSymbol(key, base, 'main', base, 1, 0);
  // @ts-expect-error text for an address
  api.SymAddSymbol(key, '0x1000', 'main', base, 1, 0);

  api.SymAddSymbolW(key, base, 'main', base, 1, 0);
  // @ts-expect-error null for text
  api.SymAddSymbolW(key, base, null, base, 1, 0);

  api.SymAddrIncludeInlineTrace(key, base);
  // @ts-expect-error text for an address
  api.SymAddrIncludeInlineTrace(key, '0x1000');

  api.SymCleanup(key);
  // @ts-expect-error a name for a process
  api.SymCleanup('app.exe');

  api.SymCompareInlineTrace(key, base, 1, base, base, base);
  // @ts-expect-error text for an address
  api.SymCompareInlineTrace(key, base, 1, '0x1000', base, base);

  api.SymDeleteSymbol(key, base, 'main', base, 0);
  // @ts-expect-error text for an address
  api.SymDeleteSymbol(key, base, 'main', '0x1000', 0);

  api.SymDeleteSymbolW(key, base, 'main', base, 0);
  // @ts-expect-error a bigint for a number
  api.SymDeleteSymbolW(key, base, 'main', base, 1n);

  api.SymEnumLines(key, base, null, 'scene.c', (line) => line.LineNumber < 10, null);
  // @ts-expect-error the structure of the W function
  api.SymEnumLines(key, base, null, 'scene.c', (line: SRCCODEINFOW) => line.LineNumber < 10, null);

  api.SymEnumLinesW(key, base, null, 'scene.c', (line) => line.LineNumber < 10, null);
  // @ts-expect-error the structure of the ANSI function
  api.SymEnumLinesW(key, base, null, 'scene.c', (line: SRCCODEINFO) => line.LineNumber < 10, null);

  api.SymEnumProcesses((process) => process > 0n, null);
  // @ts-expect-error a number for a handle
  api.SymEnumProcesses((pid: number) => pid > 0, null);

  api.SymEnumSourceFileTokens(key, base, (token, size) => token > size);
  // @ts-expect-error the bytes of a token
  api.SymEnumSourceFileTokens(key, base, (token: Uint8Array) => token.length > 0);

  api.SymEnumSourceFiles(key, base, 'scene_*', (file) => file.FileName !== null, null);
  // @ts-expect-error the structure of the W function
  api.SymEnumSourceFiles(key, base, 'scene_*', (file: SOURCEFILEW) => file.ModBase > 0n, null);

  api.SymEnumSourceFilesW(key, base, 'scene_*', (file) => file.FileName !== null, null);
  // @ts-expect-error the structure of the ANSI function
  api.SymEnumSourceFilesW(key, base, 'scene_*', (file: SOURCEFILE) => file.ModBase > 0n, null);

  api.SymEnumSourceLines(key, base, null, 'scene.c', 1, 0, (line) => line.LineNumber < 10, null);
  // @ts-expect-error the structure of the W function
  api.SymEnumSourceLines(key, base, null, 'scene.c', 1, 0, (line: SRCCODEINFOW) => line.LineNumber < 10, null);

  api.SymEnumSourceLinesW(key, base, null, 'scene.c', 1, 0, (line) => line.LineNumber < 10, null);
  // @ts-expect-error the structure of the ANSI function
  api.SymEnumSourceLinesW(key, base, null, 'scene.c', 1, 0, (line: SRCCODEINFO) => line.LineNumber < 10, null);

  api.SymEnumSym(key, base, (symbol, size) => symbol.Name !== '' && size > 0, null);
  // @ts-expect-error the structure of the W function
  api.SymEnumSym(key, base, (symbol: SYMBOL_INFOW) => symbol.Size > 0, null);

  api.SymEnumSymbols(key, base, 'scene_*', (symbol, size) => symbol.Name !== '' && size > 0, null);
  // @ts-expect-error the structure of the W function
  api.SymEnumSymbols(key, base, 'scene_*', (symbol: SYMBOL_INFOW) => symbol.Size > 0, null);

  api.SymEnumSymbolsEx(key, base, 'scene_*', (symbol, size) => symbol.Name !== '' && size > 0, null, 0);
  // @ts-expect-error the structure of the W function
  api.SymEnumSymbolsEx(key, base, 'scene_*', (symbol: SYMBOL_INFOW) => symbol.Size > 0, null, 0);

  api.SymEnumSymbolsExW(key, base, 'scene_*', (symbol, size) => symbol.Name !== '' && size > 0, null, 0);
  // @ts-expect-error the structure of the ANSI function
  api.SymEnumSymbolsExW(key, base, 'scene_*', (symbol: SYMBOL_INFO) => symbol.Size > 0, null, 0);

  api.SymEnumSymbolsForAddr(key, base, (symbol, size) => symbol.Name !== '' && size > 0, null);
  // @ts-expect-error the structure of the W function
  api.SymEnumSymbolsForAddr(key, base, (symbol: SYMBOL_INFOW) => symbol.Size > 0, null);

  api.SymEnumSymbolsForAddrW(key, base, (symbol, size) => symbol.Name !== '' && size > 0, null);
  // @ts-expect-error the structure of the ANSI function
  api.SymEnumSymbolsForAddrW(key, base, (symbol: SYMBOL_INFO) => symbol.Size > 0, null);

  api.SymEnumSymbolsW(key, base, 'scene_*', (symbol, size) => symbol.Name !== '' && size > 0, null);
  // @ts-expect-error the structure of the ANSI function
  api.SymEnumSymbolsW(key, base, 'scene_*', (symbol: SYMBOL_INFO) => symbol.Size > 0, null);

  api.SymEnumTypes(key, base, (symbol, size) => symbol.Name !== '' && size > 0, null);
  // @ts-expect-error the structure of the W function
  api.SymEnumTypes(key, base, (symbol: SYMBOL_INFOW) => symbol.Size > 0, null);

  api.SymEnumTypesByName(key, base, 'scene_*', (symbol, size) => symbol.Name !== '' && size > 0, null);
  // @ts-expect-error the structure of the W function
  api.SymEnumTypesByName(key, base, 'scene_*', (symbol: SYMBOL_INFOW) => symbol.Size > 0, null);

  api.SymEnumTypesByNameW(key, base, 'scene_*', (symbol, size) => symbol.Name !== '' && size > 0, null);
  // @ts-expect-error the structure of the ANSI function
  api.SymEnumTypesByNameW(key, base, 'scene_*', (symbol: SYMBOL_INFO) => symbol.Size > 0, null);

  api.SymEnumTypesW(key, base, (symbol, size) => symbol.Name !== '' && size > 0, null);
  // @ts-expect-error the structure of the ANSI function
  api.SymEnumTypesW(key, base, (symbol: SYMBOL_INFO) => symbol.Size > 0, null);

  api.SymEnumerateModules(key, (name, base) => name !== '' && base > 0n, null);
  // @ts-expect-error a number for a base
  api.SymEnumerateModules(key, (name, base: number) => base > 0, null);

  api.SymEnumerateModules64(key, (name, base) => name !== '' && base > 0n, null);
  // @ts-expect-error a number for a base
  api.SymEnumerateModules64(key, (name, base: number) => base > 0, null);

  api.SymEnumerateModulesW64(key, (name, base) => name !== '' && base > 0n, null);
  // @ts-expect-error a number for a base
  api.SymEnumerateModulesW64(key, (name, base: number) => base > 0, null);

  api.SymEnumerateSymbols(key, base, (name, address, size) => name !== '' && address > 0n && size > 0, null);
  // @ts-expect-error a structure where the name comes
  api.SymEnumerateSymbols(key, base, (symbol: SYMBOL_INFO) => symbol.Size > 0, null);

  api.SymEnumerateSymbols64(key, base, (name, address, size) => name !== '' && address > 0n && size > 0, null);
  // @ts-expect-error a structure where the name comes
  api.SymEnumerateSymbols64(key, base, (symbol: SYMBOL_INFO) => symbol.Size > 0, null);

  api.SymEnumerateSymbolsW(key, base, (name, address, size) => name !== '' && address > 0n && size > 0, null);
  // @ts-expect-error a structure where the name comes
  api.SymEnumerateSymbolsW(key, base, (symbol: SYMBOL_INFO) => symbol.Size > 0, null);

  api.SymEnumerateSymbolsW64(key, base, (name, address, size) => name !== '' && address > 0n && size > 0, null);
  // @ts-expect-error a structure where the name comes
  api.SymEnumerateSymbolsW64(key, base, (symbol: SYMBOL_INFO) => symbol.Size > 0, null);

  api.SymFindDebugInfoFile(key, 'scene.pdb', ansi, (file, name) => file > 0n && name !== '', null);
  // @ts-expect-error a buffer of UTF-16
  api.SymFindDebugInfoFile(key, 'scene.pdb', wide, (file, name) => file > 0n && name !== '', null);

  api.SymFindDebugInfoFileW(key, 'scene.pdb', wide, (file, name) => file > 0n && name !== '', null);
  // @ts-expect-error a name where the handle comes first
  api.SymFindDebugInfoFileW(key, 'scene.pdb', wide, (name: string) => name !== '', null);

  api.SymFindExecutableImage(key, 'scene.dll', ansi, (file, name) => file > 0n && name !== '', null);
  // @ts-expect-error a buffer of UTF-16
  api.SymFindExecutableImage(key, 'scene.dll', wide, (file, name) => file > 0n && name !== '', null);

  api.SymFindExecutableImageW(key, 'scene.dll', wide, (file, name) => file > 0n && name !== '', null);
  // @ts-expect-error a number for a handle
  api.SymFindExecutableImageW(key, 'scene.dll', wide, (file: number) => file > 0, null);

  api.SymFindFileInPath(key, null, 'scene.pdb', null, 1, 1, 0, ansi, (file) => file !== 'old.pdb', null);
  // @ts-expect-error text for memory
  api.SymFindFileInPath(key, null, 'scene.pdb', 'memory', 1, 1, 0, ansi, (file) => file !== 'old.pdb', null);

  api.SymFindFileInPathW(key, null, 'scene.pdb', null, 1, 1, 0, wide, (file) => file !== 'old.pdb', null);
  // @ts-expect-error a buffer of ANSI text
  api.SymFindFileInPathW(key, null, 'scene.pdb', null, 1, 1, 0, ansi, (file) => file !== 'old.pdb', null);

  api.SymFromAddr(key, base, pointer, symbol);
  // @ts-expect-error 32 bits for 64
  api.SymFromAddr(key, base, number, symbol);

  api.SymFromAddrW(key, base, pointer, symbolW);
  // @ts-expect-error the structure of the ANSI function
  api.SymFromAddrW(key, base, pointer, symbol);

  api.SymFromIndex(key, base, 1, symbol);
  // @ts-expect-error the structure of the W function
  api.SymFromIndex(key, base, 1, symbolW);

  api.SymFromIndexW(key, base, 1, symbolW);
  // @ts-expect-error the structure of the ANSI function
  api.SymFromIndexW(key, base, 1, symbol);

  api.SymFromInlineContext(key, base, 1, pointer, symbol);
  // @ts-expect-error 32 bits for 64
  api.SymFromInlineContext(key, base, 1, number, symbol);

  api.SymFromInlineContextW(key, base, 1, pointer, symbolW);
  // @ts-expect-error the structure of the ANSI function
  api.SymFromInlineContextW(key, base, 1, pointer, symbol);

  api.SymFromName(key, 'main', symbol);
  // @ts-expect-error the structure of the W function
  api.SymFromName(key, 'main', symbolW);

  api.SymFromNameW(key, 'main', symbolW);
  // @ts-expect-error the structure of the ANSI function
  api.SymFromNameW(key, 'main', symbol);

  api.SymFromToken(key, base, 1, symbol);
  // @ts-expect-error the structure of the W function
  api.SymFromToken(key, base, 1, symbolW);

  api.SymFromTokenW(key, base, 1, symbolW);
  // @ts-expect-error the structure of the ANSI function
  api.SymFromTokenW(key, base, 1, symbol);

  api.SymFunctionTableAccess(key, base);
  // @ts-expect-error a name for a process
  api.SymFunctionTableAccess('app.exe', base);

  api.SymFunctionTableAccess64(key, base);
  // @ts-expect-error text for an address
  api.SymFunctionTableAccess64(key, '0x1000');

  api.SymFunctionTableAccess64AccessRoutines(key, base, (process, at, to, size) => at > 0n && to.length === size, null);
  // @ts-expect-error a number for an address
  api.SymFunctionTableAccess64AccessRoutines(key, base, (process, at: number) => at > 0, null);

  api.SymGetExtendedOption(0);
  // @ts-expect-error without option
  api.SymGetExtendedOption();

  api.SymGetFileLineOffsets64(key, 'scene', 'scene.c', pointer, 1);
  // @ts-expect-error 32 bits for 64
  api.SymGetFileLineOffsets64(key, 'scene', 'scene.c', number, 1);

  api.SymGetHomeDirectory(0, ansi, 16);
  // @ts-expect-error a buffer of UTF-16
  api.SymGetHomeDirectory(0, wide, 16);

  api.SymGetHomeDirectoryW(0, wide, 16);
  // @ts-expect-error a buffer of ANSI text
  api.SymGetHomeDirectoryW(0, ansi, 16);

  api.SymGetLineFromAddr(key, base, number, line32);
  // @ts-expect-error the larger structure
  api.SymGetLineFromAddr(key, base, number, line);

  api.SymGetLineFromAddr64(key, base, number, line);
  // @ts-expect-error 64 bits for 32
  api.SymGetLineFromAddr64(key, base, pointer, line);

  api.SymGetLineFromAddrW64(key, base, number, lineW);
  // @ts-expect-error the structure of the ANSI function
  api.SymGetLineFromAddrW64(key, base, number, line);

  api.SymGetLineFromInlineContext(key, base, 1, base, number, line);
  // @ts-expect-error 64 bits for 32
  api.SymGetLineFromInlineContext(key, base, 1, base, pointer, line);

  api.SymGetLineFromInlineContextW(key, base, 1, base, number, lineW);
  // @ts-expect-error the structure of the ANSI function
  api.SymGetLineFromInlineContextW(key, base, 1, base, number, line);

  api.SymGetLineFromName(key, 'scene', 'scene.c', 1, signed, line32);
  // @ts-expect-error unsigned for signed
  api.SymGetLineFromName(key, 'scene', 'scene.c', 1, number, line32);

  api.SymGetLineFromName64(key, 'scene', 'scene.c', 1, signed, line);
  // @ts-expect-error the structure of the W function
  api.SymGetLineFromName64(key, 'scene', 'scene.c', 1, signed, lineW);

  api.SymGetLineFromNameW64(key, 'scene', 'scene.c', 1, signed, lineW);
  // @ts-expect-error unsigned for signed
  api.SymGetLineFromNameW64(key, 'scene', 'scene.c', 1, number, lineW);

  api.SymGetLineNext(key, line32);
  // @ts-expect-error the larger structure
  api.SymGetLineNext(key, line);

  api.SymGetLineNext64(key, line);
  // @ts-expect-error the structure of the W function
  api.SymGetLineNext64(key, lineW);

  api.SymGetLineNextW64(key, lineW);
  // @ts-expect-error the structure of the ANSI function
  api.SymGetLineNextW64(key, line);

  api.SymGetLinePrev(key, line32);
  // @ts-expect-error the larger structure
  api.SymGetLinePrev(key, line);

  api.SymGetLinePrev64(key, line);
  // @ts-expect-error the structure of the W function
  api.SymGetLinePrev64(key, lineW);

  api.SymGetLinePrevW64(key, lineW);
  // @ts-expect-error the structure of the ANSI function
  api.SymGetLinePrevW64(key, line);

  api.SymGetModuleBase(key, base);
  // @ts-expect-error a name for a process
  api.SymGetModuleBase('app.exe', base);

  api.SymGetModuleBase64(key, base);
  // @ts-expect-error text for an address
  api.SymGetModuleBase64(key, '0x1000');

  api.SymGetModuleInfo(key, base, module32);
  // @ts-expect-error the structure of the W function
  api.SymGetModuleInfo(key, base, moduleW32);

  api.SymGetModuleInfo64(key, base, module);
  // @ts-expect-error the structure of the W function
  api.SymGetModuleInfo64(key, base, moduleW);

  api.SymGetModuleInfoW(key, base, moduleW32);
  // @ts-expect-error the structure of the ANSI function
  api.SymGetModuleInfoW(key, base, module32);

  api.SymGetModuleInfoW64(key, base, moduleW);
  // @ts-expect-error the structure of the ANSI function
  api.SymGetModuleInfoW64(key, base, module);

  api.SymGetOmaps(key, base, pointer, pointer, pointer, pointer);
  // @ts-expect-error 32 bits for 64
  api.SymGetOmaps(key, base, pointer, number, pointer, pointer);

  api.SymGetOptions();
  // @ts-expect-error an argument too many
  api.SymGetOptions(key);

  api.SymGetParentWindow(pointer);
  // @ts-expect-error 32 bits for 64
  api.SymGetParentWindow(number);

  api.SymGetScope(key, base, 1, symbol);
  // @ts-expect-error the structure of the W function
  api.SymGetScope(key, base, 1, symbolW);

  api.SymGetScopeW(key, base, 1, symbolW);
  // @ts-expect-error the structure of the ANSI function
  api.SymGetScopeW(key, base, 1, symbol);

  api.SymGetSearchPath(key, ansi, 1);
  // @ts-expect-error a buffer of UTF-16
  api.SymGetSearchPath(key, wide, 1);

  api.SymGetSearchPathW(key, wide, 1);
  // @ts-expect-error a buffer of ANSI text
  api.SymGetSearchPathW(key, ansi, 1);

  api.SymGetSourceFile(key, base, null, 'scene.c', ansi, 1);
  // @ts-expect-error a buffer of UTF-16
  api.SymGetSourceFile(key, base, null, 'scene.c', wide, 1);

  api.SymGetSourceFileChecksum(key, base, 'scene.c', number, bytes, 1, number);
  // @ts-expect-error 64 bits for 32
  api.SymGetSourceFileChecksum(key, base, 'scene.c', number, bytes, 1, pointer);

  api.SymGetSourceFileChecksumW(key, base, 'scene.c', number, bytes, 1, number);
  // @ts-expect-error 64 bits for 32
  api.SymGetSourceFileChecksumW(key, base, 'scene.c', pointer, bytes, 1, number);

  api.SymGetSourceFileFromToken(key, base, null, ansi, 1);
  // @ts-expect-error a buffer of UTF-16
  api.SymGetSourceFileFromToken(key, null, null, wide, 1);

  api.SymGetSourceFileFromTokenByTokenName(key, base, 'SRCSRV', null, ansi, 1);
  // @ts-expect-error a buffer of UTF-16
  api.SymGetSourceFileFromTokenByTokenName(key, null, 'SRCSRV', null, wide, 1);

  api.SymGetSourceFileFromTokenByTokenNameW(key, base, 'SRCSRV', null, wide, 1);
  // @ts-expect-error a buffer of ANSI text
  api.SymGetSourceFileFromTokenByTokenNameW(key, null, 'SRCSRV', null, ansi, 1);

  api.SymGetSourceFileFromTokenW(key, base, null, wide, 1);
  // @ts-expect-error a buffer of ANSI text
  api.SymGetSourceFileFromTokenW(key, null, null, ansi, 1);

  api.SymGetSourceFileToken(key, base, 'scene.c', pointer, number);
  // @ts-expect-error 64 bits for 32
  api.SymGetSourceFileToken(key, base, 'scene.c', pointer, pointer);

  api.SymGetSourceFileTokenByTokenName(key, base, 'scene.c', 'SRCSRV', null, pointer, number);
  // @ts-expect-error 32 bits for 64
  api.SymGetSourceFileTokenByTokenName(key, base, 'scene.c', 'SRCSRV', null, number, number);

  api.SymGetSourceFileTokenByTokenNameW(key, base, 'scene.c', 'SRCSRV', null, pointer, number);
  // @ts-expect-error 64 bits for 32
  api.SymGetSourceFileTokenByTokenNameW(key, base, 'scene.c', 'SRCSRV', null, pointer, pointer);

  api.SymGetSourceFileTokenW(key, base, 'scene.c', pointer, number);
  // @ts-expect-error 32 bits for 64
  api.SymGetSourceFileTokenW(key, base, 'scene.c', number, number);

  api.SymGetSourceFileW(key, base, null, 'scene.c', wide, 1);
  // @ts-expect-error a buffer of ANSI text
  api.SymGetSourceFileW(key, base, null, 'scene.c', ansi, 1);

  api.SymGetSourceVarFromToken(key, base, null, 'SRCSRVTRG', ansi, 1);
  // @ts-expect-error a buffer of UTF-16
  api.SymGetSourceVarFromToken(key, null, null, 'SRCSRVTRG', wide, 1);

  api.SymGetSourceVarFromTokenW(key, base, null, 'SRCSRVTRG', wide, 1);
  // @ts-expect-error a buffer of ANSI text
  api.SymGetSourceVarFromTokenW(key, null, null, 'SRCSRVTRG', ansi, 1);

  api.SymGetSymFromAddr(key, base, pointer, oldSymbol32);
  // @ts-expect-error 32 bits for 64
  api.SymGetSymFromAddr(key, base, number, oldSymbol32);

  api.SymGetSymFromAddr64(key, base, pointer, oldSymbol);
  // @ts-expect-error the smaller structure
  api.SymGetSymFromAddr64(key, base, pointer, oldSymbol32);

  api.SymGetSymFromName(key, 'main', oldSymbol32);
  // @ts-expect-error the larger structure
  api.SymGetSymFromName(key, 'main', oldSymbol);

  api.SymGetSymFromName64(key, 'main', oldSymbol);
  // @ts-expect-error the smaller structure
  api.SymGetSymFromName64(key, 'main', oldSymbol32);

  api.SymGetSymNext(key, oldSymbol32);
  // @ts-expect-error the larger structure
  api.SymGetSymNext(key, oldSymbol);

  api.SymGetSymNext64(key, oldSymbol);
  // @ts-expect-error the smaller structure
  api.SymGetSymNext64(key, oldSymbol32);

  api.SymGetSymPrev(key, oldSymbol32);
  // @ts-expect-error the larger structure
  api.SymGetSymPrev(key, oldSymbol);

  api.SymGetSymPrev64(key, oldSymbol);
  // @ts-expect-error the smaller structure
  api.SymGetSymPrev64(key, oldSymbol32);

  api.SymGetSymbolFile(key, null, 'scene.dll', 0, ansi, 16, ansi, 16);
  // @ts-expect-error a buffer of UTF-16
  api.SymGetSymbolFile(key, null, 'scene.dll', 0, wide, 16, ansi, 16);

  api.SymGetSymbolFileW(key, null, 'scene.dll', 0, wide, 16, wide, 16);
  // @ts-expect-error a buffer of ANSI text
  api.SymGetSymbolFileW(key, null, 'scene.dll', 0, wide, 16, ansi, 16);

  api.SymGetSourcesNegativeAuthCache(pointer);
  // @ts-expect-error 32 bits for 64
  api.SymGetSourcesNegativeAuthCache(number);

  api.SymGetSymbolsNegativeAuthCache(pointer);
  // @ts-expect-error a handle for a place
  api.SymGetSymbolsNegativeAuthCache(key);

  api.SymGetTypeFromName(key, base, 'scene::Vec3', symbol);
  // @ts-expect-error the structure of the W function
  api.SymGetTypeFromName(key, base, 'scene::Vec3', symbolW);

  api.SymGetTypeFromNameW(key, base, 'scene::Vec3', symbolW);
  // @ts-expect-error the structure of the ANSI function
  api.SymGetTypeFromNameW(key, base, 'scene::Vec3', symbol);

  api.SymGetTypeInfo(key, base, 1, 0, bytes);
  // @ts-expect-error text for memory
  api.SymGetTypeInfo(key, base, 1, 0, 'memory');

  api.SymGetTypeInfoEx(key, base, typeQuery);
  // @ts-expect-error bytes for a structure
  api.SymGetTypeInfoEx(key, base, bytes);

  api.SymGetUnwindInfo(key, base, null, number);
  // @ts-expect-error text for memory
  api.SymGetUnwindInfo(key, base, 'memory', number);

  api.SymInitialize(key, null, true);
  // @ts-expect-error a number for a boolean
  api.SymInitialize(key, null, 1);

  api.SymInitializeW(key, null, true);
  // @ts-expect-error without fInvadeProcess
  api.SymInitializeW(key, null);

  api.SymLoadModule(key, null, 'scene.dll', 'scene', base, 1);
  // @ts-expect-error undefined for null
  api.SymLoadModule(key, null, 'scene.dll', undefined, base, 1);

  api.SymLoadModule64(key, null, 'scene.dll', 'scene', base, 1);
  // @ts-expect-error bytes for text
  api.SymLoadModule64(key, null, 'scene.dll', Buffer.from('text'), base, 1);

  api.SymLoadModuleEx(key, null, 'scene.dll', 'scene', base, 1, debugData, 0);
  // @ts-expect-error bytes for a structure
  api.SymLoadModuleEx(key, null, 'scene.dll', 'scene', base, 1, bytes, 0);

  api.SymLoadModuleExW(key, null, 'scene.dll', 'scene', base, 1, debugData, 0);
  // @ts-expect-error bytes for a structure
  api.SymLoadModuleExW(key, null, 'scene.dll', 'scene', base, 1, bytes, 0);

  api.SymMatchFileName('scene.c', 'scene_*', pointer, pointer);
  // @ts-expect-error 32 bits for 64
  api.SymMatchFileName('scene.c', 'scene_*', pointer, number);

  api.SymMatchFileNameW('scene.c', 'scene_*', pointer, pointer);
  // @ts-expect-error 32 bits for 64
  api.SymMatchFileNameW('scene.c', 'scene_*', number, pointer);

  api.SymMatchString('scene_draw', 'scene_*', true);
  // @ts-expect-error without fCase
  api.SymMatchString('scene_draw', 'scene_*');

  api.SymMatchStringA('scene_draw', 'scene_*', true);
  // @ts-expect-error null for text
  api.SymMatchStringA(null, 'scene_*', true);

  api.SymMatchStringW('scene_draw', 'scene_*', true);
  // @ts-expect-error bytes for text
  api.SymMatchStringW(Buffer.from('text'), 'scene_*', true);

  api.SymNext(key, symbol);
  // @ts-expect-error the structure of the W function
  api.SymNext(key, symbolW);

  api.SymNextW(key, symbolW);
  // @ts-expect-error the structure of the ANSI function
  api.SymNextW(key, symbol);

  api.SymPrev(key, symbol);
  // @ts-expect-error the structure of the W function
  api.SymPrev(key, symbolW);

  api.SymPrevW(key, symbolW);
  // @ts-expect-error the structure of the ANSI function
  api.SymPrevW(key, symbol);

  api.SymQueryInlineTrace(key, base, 1, base, base, number, number);
  // @ts-expect-error 64 bits for 32
  api.SymQueryInlineTrace(key, base, 1, base, base, pointer, number);

  api.SymRefreshModuleList(key);
  // @ts-expect-error without hProcess
  api.SymRefreshModuleList();

  api.SymRegisterCallback(key, (process, action, data) => process > 0n && action === 1 && data > 0n, null);
  // @ts-expect-error an action where the process comes first
  api.SymRegisterCallback(key, (action: number) => action === 1, null);

  api.SymRegisterCallback64(key, (process, action, data) => process > 0n && action === 1 && data > 0n, 0n);
  // @ts-expect-error an action where the process comes first
  api.SymRegisterCallback64(key, (action: number) => action === 1, 0n);

  api.SymRegisterCallbackW64(key, (process, action, data) => process > 0n && action === 1 && data > 0n, 0n);
  // @ts-expect-error an action where the process comes first
  api.SymRegisterCallbackW64(key, (action: number) => action === 1, 0n);

  api.SymRegisterFunctionEntryCallback(key, (process, address) => address + process, null);
  // @ts-expect-error a boolean for an entry
  api.SymRegisterFunctionEntryCallback(key, (process, address) => address > process, null);

  api.SymRegisterFunctionEntryCallback64(key, (process, address) => address + process, 0n);
  // @ts-expect-error a boolean for an entry
  api.SymRegisterFunctionEntryCallback64(key, (process, address) => address > process, 0n);

  api.SymSearch(key, base, 1, 1, 'scene_*', base, (symbol, size) => symbol.Name !== '' && size > 0, null, 0);
  // @ts-expect-error the structure of the W function
  api.SymSearch(key, base, 1, 1, 'scene_*', base, (symbol: SYMBOL_INFOW) => symbol.Size > 0, null, 0);

  api.SymSearchW(key, base, 1, 1, 'scene_*', base, (symbol, size) => symbol.Name !== '' && size > 0, null, 0);
  // @ts-expect-error the structure of the ANSI function
  api.SymSearchW(key, base, 1, 1, 'scene_*', base, (symbol: SYMBOL_INFO) => symbol.Size > 0, null, 0);

  api.SymSetContext(key, context, null);
  // @ts-expect-error bytes for a structure
  api.SymSetContext(key, bytes, null);

  api.SymSetExtendedOption(0, true);
  // @ts-expect-error a number for a boolean
  api.SymSetExtendedOption(0, 1);

  api.SymSetHomeDirectory(key, null);
  // @ts-expect-error without dir
  api.SymSetHomeDirectory(key);

  api.SymSetHomeDirectoryW(key, null);
  // @ts-expect-error a name for a process
  api.SymSetHomeDirectoryW('app.exe', null);

  api.SymSetOptions(0);
  // @ts-expect-error without SymOptions
  api.SymSetOptions();

  api.SymSetParentWindow(handle);
  // @ts-expect-error without hwnd
  api.SymSetParentWindow();

  api.SymSetScopeFromAddr(key, base);
  // @ts-expect-error a name for a process
  api.SymSetScopeFromAddr('app.exe', base);

  api.SymSetScopeFromIndex(key, base, 1);
  // @ts-expect-error a name for a process
  api.SymSetScopeFromIndex('app.exe', base, 1);

  api.SymSetScopeFromInlineContext(key, base, 1);
  // @ts-expect-error text for an address
  api.SymSetScopeFromInlineContext(key, '0x1000', 1);

  api.SymSetSearchPath(key, null);
  // @ts-expect-error bytes for text
  api.SymSetSearchPath(key, Buffer.from('text'));

  api.SymSetSearchPathW(key, null);
  // @ts-expect-error without SearchPath
  api.SymSetSearchPathW(key);

  api.SymSrvDeltaName(key, null, 'pdb', 'old.pdb', 'new.pdb');
  // @ts-expect-error bytes for text
  api.SymSrvDeltaName(key, null, 'scene.pdb', 'scene.c', Buffer.from('text'));

  api.SymSrvDeltaNameW(key, null, 'pdb', 'old.pdb', 'new.pdb');
  // @ts-expect-error without File2
  api.SymSrvDeltaNameW(key, null, 'scene.pdb', 'scene.c');

  api.SymSrvGetFileIndexInfo('scene.dll', index, 0);
  // @ts-expect-error the structure of the W function
  api.SymSrvGetFileIndexInfo('scene.dll', indexW, 0);

  api.SymSrvGetFileIndexInfoW('scene.dll', indexW, 0);
  // @ts-expect-error the structure of the ANSI function
  api.SymSrvGetFileIndexInfoW('scene.dll', index, 0);

  api.SymSrvGetFileIndexString(key, null, 'scene.dll', ansi, 16, 0);
  // @ts-expect-error a buffer of UTF-16
  api.SymSrvGetFileIndexString(key, null, 'scene.dll', wide, 16, 0);

  api.SymSrvGetFileIndexStringW(key, null, 'scene.dll', wide, 16, 0);
  // @ts-expect-error a buffer of ANSI text
  api.SymSrvGetFileIndexStringW(key, null, 'scene.dll', ansi, 16, 0);

  api.SymSrvGetFileIndexes('scene.dll', guid, number, number, 0);
  // @ts-expect-error 64 bits for 32
  api.SymSrvGetFileIndexes('scene.dll', guid, number, pointer, 0);

  api.SymSrvGetFileIndexesW('scene.dll', guid, number, number, 0);
  // @ts-expect-error bytes for a structure
  api.SymSrvGetFileIndexesW('scene.dll', bytes, number, number, 0);

  api.SymSrvGetSupplement(key, null, 'scene.pdb', 'scene.c');
  // @ts-expect-error bytes for text
  api.SymSrvGetSupplement(key, null, Buffer.from('text'), 'scene.pdb');

  api.SymSrvGetSupplementW(key, null, 'scene.pdb', 'scene.c');
  // @ts-expect-error null for text
  api.SymSrvGetSupplementW(key, null, 'scene.pdb', null);

  api.SymSrvIsStore(key, 'C:\\symbols');
  // @ts-expect-error bytes for text
  api.SymSrvIsStore(key, Buffer.from('text'));

  api.SymSrvIsStoreW(key, 'C:\\symbols');
  // @ts-expect-error without path
  api.SymSrvIsStoreW(key);

  api.SymSrvStoreFile(key, null, 'scene.pdb', 0);
  // @ts-expect-error bytes for text
  api.SymSrvStoreFile(key, null, Buffer.from('text'), 0);

  api.SymSrvStoreFileW(key, null, 'scene.pdb', 0);
  // @ts-expect-error a bigint for a number
  api.SymSrvStoreFileW(key, null, 'scene.pdb', 1n);

  api.SymSrvStoreSupplement(key, null, 'scene.pdb', 'scene.c', 0);
  // @ts-expect-error bytes for text
  api.SymSrvStoreSupplement(key, null, Buffer.from('text'), 'scene.pdb', 0);

  api.SymSrvStoreSupplementW(key, null, 'scene.pdb', 'scene.c', 0);
  // @ts-expect-error null for text
  api.SymSrvStoreSupplementW(key, null, 'scene.pdb', null, 0);

  api.SymUnDName(oldSymbol32, ansi, 1);
  // @ts-expect-error the larger structure
  api.SymUnDName(oldSymbol, ansi, 1);

  api.SymUnDName64(oldSymbol, ansi, 1);
  // @ts-expect-error a buffer of UTF-16
  api.SymUnDName64(oldSymbol, wide, 1);

  api.SymUnloadModule(key, base);
  // @ts-expect-error without BaseOfDll
  api.SymUnloadModule(key);

  api.SymUnloadModule64(key, base);
  // @ts-expect-error a name for a process
  api.SymUnloadModule64('app.exe', base);

  api.UnDecorateSymbolName('?draw@Scene@@QEAAXXZ', ansi, 1, 0);
  // @ts-expect-error a buffer of UTF-16
  api.UnDecorateSymbolName('?draw@Scene@@QEAAXXZ', wide, 1, 0);

  api.UnDecorateSymbolNameW('?draw@Scene@@QEAAXXZ', wide, 1, 0);
  // @ts-expect-error a buffer of ANSI text
  api.UnDecorateSymbolNameW('?draw@Scene@@QEAAXXZ', ansi, 1, 0);

  api.UnmapDebugInformation(debugInformation);
  // @ts-expect-error bytes for a structure
  api.UnmapDebugInformation(bytes);
}
