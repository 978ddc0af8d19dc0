import { leftOut } from '../exceptions.mjs';

/** What the header and the tables need not have in common, and why. */
export const elsewhere = {
  /** minidumpapiset.h, which dbghelp.h includes and the package of the DLL leaves out. */
  functions: /^MiniDump(Read|Write)Dump/,
  callbacks: /^MINIDUMP_CALLBACK_ROUTINE$/,
  /** Of minidumpapiset.h, winnt.h, and what these include; INLINE_FRAME_CONTEXT is in no header but dbgeng's. */
  structures: RegExp(
    `^(${[
      ...['MINIDUMP_', 'IMAGE_(?!DEBUG_INFORMATION)', 'XS', 'EXCEPTION_', 'WOW64_', 'CONTEXT', 'ARM64_NT_'].map(
        (prefix) => `${prefix}\\w*`,
      ),
      ...['CPU_INFORMATION', 'M128A', 'FLOATING_SAVE_AREA', 'LDT_ENTRY', 'LIST_ENTRY', 'FPO_DATA', 'GUID', 'FILETIME'],
      ...['SYSTEMTIME', 'TIME_ZONE_INFORMATION', 'VS_FIXEDFILEINFO', 'EXT_API_VERSION', 'INLINE_FRAME_CONTEXT'],
    ].join('|')})$`,
  ),
  /** 32-bit structures that stand for no other one on x64. */
  only32Structures: /^(IMAGE_DEBUG_INFORMATION|IMAGEHLP_LINEW)$/,
  /** Functions that symsrv.dll exports, and the types of functions that dbghelp.dll itself exports. */
  unusedCallbacks: /^PSYMBOLSERVER|^SYMADDSOURCESTREAMA?$/,
  /** The newest cvconst.h, where this enumeration comes from, has one member more. */
  members: /^SymTagEnum\.(SymTagInlinee|SymTagMax)$/,
  exports: new Set(leftOut.flatMap(({ names }) => names)),
};
