import { leftOut } from '../exceptions.mjs';

/** Differences that are allowed between the header and the tables, with their reasons. */
export const elsewhere = {
  /** From minidumpapiset.h, which dbghelp.h includes and the DLL's package omits. */
  functions: /^MiniDump(Read|Write)Dump/,
  callbacks: /^MINIDUMP_CALLBACK_ROUTINE$/,
  /**
   * From minidumpapiset.h, winnt.h, and headers that these include; INLINE_FRAME_CONTEXT is only in dbgeng's header.
   */
  structures: RegExp(
    `^(${[
      ...['MINIDUMP_', 'IMAGE_(?!DEBUG_INFORMATION)', 'XS', 'EXCEPTION_', 'WOW64_', 'CONTEXT', 'ARM64_NT_'].map(
        (prefix) => `${prefix}\\w*`,
      ),
      ...['CPU_INFORMATION', 'M128A', 'FLOATING_SAVE_AREA', 'LDT_ENTRY', 'LIST_ENTRY', 'FPO_DATA', 'GUID', 'FILETIME'],
      ...['SYSTEMTIME', 'TIME_ZONE_INFORMATION', 'VS_FIXEDFILEINFO', 'EXT_API_VERSION', 'INLINE_FRAME_CONTEXT'],
    ].join('|')})$`,
  ),
  /** 32-bit structures that are no alias on x64. */
  only32Structures: /^(IMAGE_DEBUG_INFORMATION|IMAGEHLP_LINEW)$/,
  /** Functions that symsrv.dll exports, and types of functions that dbghelp.dll itself exports. */
  unusedCallbacks: /^PSYMBOLSERVER|^SYMADDSOURCESTREAMA?$/,
  /** The newest cvconst.h, the origin of this enumeration, has one more member. */
  members: /^SymTagEnum\.(SymTagInlinee|SymTagMax)$/,
  exports: new Set(leftOut.flatMap(({ names }) => names)),
};
