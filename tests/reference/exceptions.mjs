const noEntries = 'x86 code has no function tables, and the 32-bit DLL does not read those of x64 code';
const onlyForwards = 'it calls SymSrvGetFileIndexesW, which only reports that it is not implemented';

const noEntriesHere = "x86 code has no function tables, and the tests' programs have the architecture of their process";

/**
 * Functions that neither answer nor refuse in a test, with the reason, by DLL and architecture; for Wine 10 only those
 * that it implements.
 * @type {Record<'microsoft' | 'wine', Record<string, Partial<Record<'x64' | 'ia32', string>>>>}
 */
export const unproven = {
  microsoft: {
    SymFunctionTableAccess: { ia32: noEntriesHere },
    SymFunctionTableAccess64: { ia32: noEntriesHere },
    SymFunctionTableAccess64AccessRoutines: { ia32: noEntriesHere },
  },
  wine: {
    SymFunctionTableAccess: { ia32: noEntries },
    SymFunctionTableAccess64: { ia32: noEntries },
    SymSrvGetFileIndexes: { x64: onlyForwards, ia32: onlyForwards },
  },
};

/** The reasons why functions of Microsoft's DLL refuse in the tests. */
export const refusals = [
  {
    reason: 'They ask srcsrv.dll, which is not beside the DLL: ERROR_MISSING_SYSTEMFILE',
    names: [
      ...['SymAddSourceStream', 'SymAddSourceStreamA', 'SymAddSourceStreamW', 'SymEnumSourceFileTokens'],
      ...['SymGetSourceFile', 'SymGetSourceFileW', 'SymGetSourceFileFromToken', 'SymGetSourceFileFromTokenW'],
      ...['SymGetSourceFileFromTokenByTokenName', 'SymGetSourceFileFromTokenByTokenNameW', 'SymGetSourceFileToken'],
      ...['SymGetSourceFileTokenW', 'SymGetSourceFileTokenByTokenName', 'SymGetSourceFileTokenByTokenNameW'],
      ...['SymGetSourceVarFromToken', 'SymGetSourceVarFromTokenW'],
    ],
  },
  {
    reason: 'They ask symsrv.dll, which is not beside the DLL',
    names: [
      ...['SymGetSourcesNegativeAuthCache', 'SymGetSymbolsNegativeAuthCache', 'SymSrvDeltaName', 'SymSrvDeltaNameW'],
      ...['SymSrvGetFileIndexString', 'SymSrvGetFileIndexStringW', 'SymSrvGetSupplement', 'SymSrvGetSupplementW'],
      ...['SymSrvIsStore', 'SymSrvIsStoreW', 'SymSrvStoreFile', 'SymSrvStoreFileW', 'SymSrvStoreSupplement'],
      ...['SymSrvStoreSupplementW'],
    ],
  },
  {
    reason: 'The DLL exports only their names',
    names: ['DbgHelpCreateUserDump', 'DbgHelpCreateUserDumpW', 'MapDebugInformation', 'UnmapDebugInformation'],
  },
  {
    reason: 'No image of the tests has the data that they give: metadata, address maps, dynamic function tables',
    names: ['SymFromToken', 'SymFromTokenW', 'SymGetOmaps', 'SymGetUnwindInfo'],
  },
];

/** Functions of Wine 10 that only report that they are not implemented. */
export const idle = [
  ...['FindDebugInfoFileEx', 'MapDebugInformation', 'SymEnumSourceLines', 'SymEnumSourceLinesW', 'SymGetLineFromName'],
  ...['SymGetLineFromName64', 'SymGetLineFromNameW64', 'SymGetSourceFileToken', 'SymGetSourceFileTokenW'],
  ...['SymGetSymNext', 'SymGetSymNext64', 'SymGetSymPrev', 'SymGetSymPrev64', 'SymRegisterFunctionEntryCallback'],
  ...['SymRegisterFunctionEntryCallback64', 'SymSetHomeDirectory', 'SymSetHomeDirectoryW', 'SymSetParentWindow'],
  ...['SymSrvGetFileIndexesW', 'UnmapDebugInformation'],
];

/** Exports of Windows' dbghelp.dll that the package does not bind. */
export const leftOut = [
  {
    reason: 'Commands of WinDbg, useful only inside a debugger, and their entry points',
    names: [
      ...['block', 'chksym', 'dbghelp', 'dh', 'fptr', 'homedir', 'inlinedbg', 'itoldyouso', 'lmi', 'lminfo'],
      ...['lmsourcesinfo', 'omap', 'optdbgdump', 'optdbgdumpaddr', 'srcfiles', 'stack_force_ebp', 'stackdbg'],
      ...['sym', 'symsrv', 'vc7fpo', 'ExtensionApiVersion', 'WinDbgExtensionDllInit'],
    ],
  },
  {
    reason: 'Known only from third-party programs, in no header and no document',
    names: ['SymFreeDiaString', 'SymGetDiaSession', 'SymGetDiaSource'],
  },
  {
    reason: 'With unknown signatures',
    names: [
      ...['SymAllocDiaString', 'SymGetLineFromAddrEx', 'SymGetLineFromNameEx', 'SymGetLineNextEx', 'SymGetLinePrevEx'],
      ...['SymGetOmapBlockBase', 'SymRegisterGetSourcePathPartCallback', 'SymRegisterSourceFileUrlListCallback'],
      ...['SymSetDiaSession', 'SymSetServiceManager', '_EFN_DumpImage'],
    ],
  },
];
