const noEntries = 'x86 code has no function tables, and the 32-bit DLL does not read those of x64 code either';
const onlyForwards = 'it calls SymSrvGetFileIndexesW, which only says that it is not implemented';

/**
 * Functions that Wine 10 implements and that are not proven on it, with the reason, by architecture.
 * @type {Record<string, Partial<Record<'x64' | 'ia32', string>>>}
 */
export const unproven = {
  SymFunctionTableAccess: { ia32: noEntries },
  SymFunctionTableAccess64: { ia32: noEntries },
  SymSrvGetFileIndexes: { x64: onlyForwards, ia32: onlyForwards },
};

/** Functions of Wine 10 that only say that they are not implemented. */
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
    reason: 'Commands of WinDbg, of use inside a debugger only, and their entry points',
    names: [
      ...['block', 'chksym', 'dbghelp', 'dh', 'fptr', 'homedir', 'inlinedbg', 'itoldyouso', 'lmi', 'lminfo'],
      ...['lmsourcesinfo', 'omap', 'optdbgdump', 'optdbgdumpaddr', 'srcfiles', 'stack_force_ebp', 'stackdbg'],
      ...['sym', 'symsrv', 'vc7fpo', 'ExtensionApiVersion', 'WinDbgExtensionDllInit'],
    ],
  },
  {
    reason: 'Known from programs of third parties only, in no header and no document',
    names: ['SymFreeDiaString', 'SymGetDiaSession', 'SymGetDiaSource'],
  },
  {
    reason: 'Of unknown signature',
    names: [
      ...['SymAllocDiaString', 'SymGetLineFromAddrEx', 'SymGetLineFromNameEx', 'SymGetLineNextEx', 'SymGetLinePrevEx'],
      ...['SymGetOmapBlockBase', 'SymRegisterGetSourcePathPartCallback', 'SymRegisterSourceFileUrlListCallback'],
      ...['SymSetDiaSession', 'SymSetServiceManager', '_EFN_DumpImage'],
    ],
  },
];
