import type { AddressLike, HandleLike } from '../handles';
import type { IMAGEHLP_LINE64, IMAGEHLP_LINEW64, SYMBOL_INFO, SYMBOL_INFOW } from '../structures';
import type { Prototypes } from '../vocabulary';

/** Functions that the compiler inlined: their frames, symbols and lines. */
export interface InlineTraceFunctions {
  /**
   * Counts the inlined functions at an address. Since DbgHelp 6.2.
   *
   * @param Address - an address inside a module
   * @returns the count; 0 is not a failure
   * @see SymAddrIncludeInlineTrace function (dbghelp.h), Microsoft Learn
   */
  SymAddrIncludeInlineTrace(hProcess: HandleLike, Address: AddressLike): number;

  /**
   * Compares two places in code with inlined functions, as a debugger does when it steps. Since DbgHelp 6.2.
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
   * {@link DbgHelpFunctions.SymFromAddrW | SymFromAddrW} for one of the functions inlined at an address. Since DbgHelp
   * 6.2.
   *
   * @param Address - an address inside a module
   * @param InlineContext - an inline context, from STACKFRAME_EX.InlineFrameContext or SymQueryInlineTrace
   * @param Displacement - receives, in its one element, the distance in bytes from the start of the symbol
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
   * {@link DbgHelpFunctions.SymGetLineFromAddrW64 | SymGetLineFromAddrW64} for one of the functions inlined at an
   * address. Since DbgHelp 6.2.
   *
   * @param dwAddr - an address inside a module
   * @param InlineContext - an inline context, from STACKFRAME_EX.InlineFrameContext or SymQueryInlineTrace
   * @param qwModuleBaseAddress - the module's base address; 0 lets DbgHelp find the module
   * @param pdwDisplacement - receives, in its one element, the distance in bytes from the start of the line's code
   * @param Line - receives the line; read FileName at once, because DbgHelp may reuse its memory
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
   * Finds the inline context of a place in code. One of `StartAddress` and `StartRetAddress` must lie in the same
   * function as `CurAddress`. Since DbgHelp 6.2.
   *
   * @param StartAddress - the address where the function was entered, or where stepping began
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
   * Sets the scope of the session, as {@link DbgHelpFunctions.SymSetContext | SymSetContext} does, to one of the
   * functions inlined at an address. Since DbgHelp 6.2.
   *
   * @param Address - an address inside the function
   * @param InlineContext - an inline context, from STACKFRAME_EX.InlineFrameContext or SymQueryInlineTrace
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymSetScopeFromInlineContext function (dbghelp.h), Microsoft Learn
   */
  SymSetScopeFromInlineContext(hProcess: HandleLike, Address: AddressLike, InlineContext: number): boolean;
}

export const inlineTraceFunctions = {
  SymAddrIncludeInlineTrace: { params: ['HANDLE hProcess', 'DWORD64 Address'], returns: 'DWORD', fails: 'never' },
  SymCompareInlineTrace: {
    params: [
      'HANDLE hProcess',
      'DWORD64 Address1',
      'DWORD InlineContext1',
      'DWORD64 RetAddress1',
      'DWORD64 Address2',
      'DWORD64 RetAddress2',
    ],
    returns: 'DWORD',
    fails: 'zero',
  },
  SymFromInlineContext: {
    params: [
      'HANDLE hProcess',
      'DWORD64 Address',
      'DWORD InlineContext',
      'DWORD64*? Displacement',
      'SYMBOL_INFO* Symbol',
    ],
    returns: 'BOOL',
  },
  SymFromInlineContextW: {
    params: [
      'HANDLE hProcess',
      'DWORD64 Address',
      'DWORD InlineContext',
      'DWORD64*? Displacement',
      'SYMBOL_INFOW* Symbol',
    ],
    returns: 'BOOL',
    often: true,
  },
  SymGetLineFromInlineContext: {
    params: [
      'HANDLE hProcess',
      'DWORD64 qwAddr',
      'DWORD InlineContext',
      'DWORD64 qwModuleBaseAddress',
      'DWORD* pdwDisplacement',
      'IMAGEHLP_LINE64* Line64',
    ],
    returns: 'BOOL',
  },
  SymGetLineFromInlineContextW: {
    params: [
      'HANDLE hProcess',
      'DWORD64 dwAddr',
      'DWORD InlineContext',
      'DWORD64 qwModuleBaseAddress',
      'DWORD* pdwDisplacement',
      'IMAGEHLP_LINEW64* Line',
    ],
    returns: 'BOOL',
    often: true,
  },
  SymQueryInlineTrace: {
    params: [
      'HANDLE hProcess',
      'DWORD64 StartAddress',
      'DWORD StartContext',
      'DWORD64 StartRetAddress',
      'DWORD64 CurAddress',
      'DWORD* CurContext',
      'DWORD* CurFrameIndex',
    ],
    returns: 'BOOL',
    nothing: [0],
  },
  SymSetScopeFromInlineContext: {
    params: ['HANDLE hProcess', 'DWORD64 Address', 'DWORD InlineContext'],
    returns: 'BOOL',
  },
} as const satisfies Prototypes<InlineTraceFunctions>;
