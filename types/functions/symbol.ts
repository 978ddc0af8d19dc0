import { MAX_SYM_NAME } from '../constants';
import type { AddressLike, HandleLike, PointerLike } from '../handles';
import type {
  IMAGEHLP_STACK_FRAME,
  IMAGEHLP_SYMBOL,
  IMAGEHLP_SYMBOL64,
  SYMBOL_INFO,
  SYMBOL_INFOW,
} from '../structures';
import type { Prototypes } from '../vocabulary';

/** Symbols by address, name, index or token, and the scope of lookups. */
export interface SymbolFunctions {
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
   * Removes a symbol that {@link DbgHelpFunctions.SymAddSymbolW | SymAddSymbolW} added from its module.
   *
   * @param BaseOfDll - the module's base address
   * @param Name - its name; `null` to find it by the address alone
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
   * Finds the symbol that contains an address, or the nearest one before it. The first use of a deferred module loads
   * its symbols, which can take as long as a download: `api.SymFromAddrW.async` keeps the main thread free meanwhile.
   *
   * @param Address - an address inside a module; it need not be the start of a symbol
   * @param Displacement - receives, in its one element, the distance in bytes from the start of the symbol
   * @param Symbol - receives the symbol; a name that does not fit is truncated to MaxNameLen characters, and NameLen is
   *   its full length
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
   * Finds the symbol with an index: SYMBOL_INFO.Index, valid for one module and one session.
   *
   * @param BaseOfDll - the module's base address
   * @param Index - SYMBOL_INFO.Index of an earlier answer
   * @param Symbol - receives the symbol
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymFromIndexW function (dbghelp.h), Microsoft Learn
   */
  SymFromIndexW(hProcess: HandleLike, BaseOfDll: AddressLike, Index: number, Symbol: SYMBOL_INFOW): boolean;

  /**
   * {@link DbgHelpFunctions.SymFromNameW | SymFromNameW} in the ANSI code page.
   *
   * @returns as {@link DbgHelpFunctions.SymFromNameW | SymFromNameW}
   * @see SymFromName function (dbghelp.h), Microsoft Learn
   */
  SymFromName(hProcess: HandleLike, Name: string, Symbol: SYMBOL_INFO): boolean;

  /**
   * Finds the symbol with a name. Without a module name, DbgHelp searches all modules, deferred ones too, which can
   * take as long as loading them all. `api.SymFromNameW.async` keeps the main thread free meanwhile.
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
   * Finds the symbol of a managed metadata token.
   *
   * @param Base - the base address of the managed module
   * @param Token - the metadata token
   * @param Symbol - receives the symbol
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymFromTokenW function (dbghelp.h), Microsoft Learn
   */
  SymFromTokenW(hProcess: HandleLike, Base: AddressLike, Token: number, Symbol: SYMBOL_INFOW): boolean;

  /**
   * Returns the address maps (OMAP) of a module whose code was rearranged after linking. DbgHelp owns the arrays; read
   * each OMAP at its address before the next call.
   *
   * @param BaseOfDll - the module's base address
   * @param OmapTo - receives the address of the map from the original layout to the new one
   * @param cOmapTo - receives the number of OMAP structures there
   * @param OmapFrom - receives the address of the reverse map
   * @param cOmapFrom - receives the number of OMAP structures there
   * @returns `true`; a module without maps, like most modules, is a `DbgHelpError`
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
   * {@link DbgHelpFunctions.SymGetScopeW | SymGetScopeW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetScope function (dbghelp.h), Microsoft Learn
   */
  SymGetScope(hProcess: HandleLike, BaseOfDll: AddressLike, Index: number, Symbol: SYMBOL_INFO): boolean;

  /**
   * Finds the scope of a symbol.
   *
   * @param BaseOfDll - the module's base address
   * @param Index - SYMBOL_INFO.Index of the symbol
   * @param Symbol - receives the scope in its Scope member
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetScopeW function (dbghelp.h), Microsoft Learn
   */
  SymGetScopeW(hProcess: HandleLike, BaseOfDll: AddressLike, Index: number, Symbol: SYMBOL_INFOW): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymGetSymFromAddr64 | SymGetSymFromAddr64}. On 64-bit Windows it is
   * another name for that function, with 64-bit addresses and structures.
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
   * An older form of {@link DbgHelpFunctions.SymFromAddr | SymFromAddr}, with fewer members in its structure.
   *
   * @param qwAddr - an address inside a module
   * @param pdwDisplacement - receives, in its one element, the distance in bytes from the start of the symbol
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
   * The 32-bit original of {@link DbgHelpFunctions.SymGetSymFromName64 | SymGetSymFromName64}. On 64-bit Windows it is
   * another name for that function, with 64-bit addresses and structures.
   *
   * @returns as {@link DbgHelpFunctions.SymGetSymFromName64 | SymGetSymFromName64}
   * @see SymGetSymFromName function (dbghelp.h), Microsoft Learn
   */
  SymGetSymFromName(hProcess: HandleLike, Name: string, Symbol: IMAGEHLP_SYMBOL): boolean;

  /**
   * An older form of {@link DbgHelpFunctions.SymFromName | SymFromName}, with fewer members in its structure.
   *
   * @param Name - `module!name`, or just the name
   * @param Symbol - receives the symbol
   * @returns `true`; no such symbol is a `DbgHelpError`
   * @see SymGetSymFromName64 function (dbghelp.h), Microsoft Learn
   */
  SymGetSymFromName64(hProcess: HandleLike, Name: string, Symbol: IMAGEHLP_SYMBOL64): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymGetSymNext64 | SymGetSymNext64}. On 64-bit Windows it is another
   * name for that function, with 64-bit addresses and structures.
   *
   * @returns as {@link DbgHelpFunctions.SymGetSymNext64 | SymGetSymNext64}
   * @see SymGetSymNext function (dbghelp.h), Microsoft Learn
   */
  SymGetSymNext(hProcess: HandleLike, Symbol: IMAGEHLP_SYMBOL): boolean;

  /**
   * An older form of {@link DbgHelpFunctions.SymNext | SymNext}. The structure is the cursor: pass the one with the
   * current symbol, unchanged.
   *
   * @param Symbol - holds a symbol, and receives the next one
   * @returns `true`; the end is a `DbgHelpError`
   * @see SymGetSymNext64 function (dbghelp.h), Microsoft Learn
   */
  SymGetSymNext64(hProcess: HandleLike, Symbol: IMAGEHLP_SYMBOL64): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymGetSymPrev64 | SymGetSymPrev64}. On 64-bit Windows it is another
   * name for that function, with 64-bit addresses and structures.
   *
   * @returns as {@link DbgHelpFunctions.SymGetSymPrev64 | SymGetSymPrev64}
   * @see SymGetSymPrev function (dbghelp.h), Microsoft Learn
   */
  SymGetSymPrev(hProcess: HandleLike, Symbol: IMAGEHLP_SYMBOL): boolean;

  /**
   * An older form of {@link DbgHelpFunctions.SymPrev | SymPrev}. The structure is the cursor: pass the one with the
   * current symbol, unchanged.
   *
   * @param Symbol - holds a symbol, and receives the previous one
   * @returns `true`; the end is a `DbgHelpError`
   * @see SymGetSymPrev64 function (dbghelp.h), Microsoft Learn
   */
  SymGetSymPrev64(hProcess: HandleLike, Symbol: IMAGEHLP_SYMBOL64): boolean;

  /**
   * {@link DbgHelpFunctions.SymNextW | SymNextW} in the ANSI code page.
   *
   * @returns as {@link DbgHelpFunctions.SymNextW | SymNextW}
   * @see SymNext function (dbghelp.h), Microsoft Learn
   */
  SymNext(hProcess: HandleLike, si: SYMBOL_INFO): boolean;

  /**
   * Finds the next symbol by address. The structure is the cursor: pass the one with the current symbol, unchanged.
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
   * Finds the previous symbol by address. The structure is the cursor: pass the one with the current symbol, unchanged.
   *
   * @param siw - holds a symbol, and receives the previous one
   * @returns `true`; the end is a `DbgHelpError`
   * @see SymPrevW function (dbghelp.h), Microsoft Learn
   */
  SymPrevW(hProcess: HandleLike, siw: SYMBOL_INFOW): boolean;

  /**
   * Sets the frame whose locals the session's enumerations list, until another scope is set. Only PDB symbols have
   * locals. Call it in the same slot as the enumeration.
   *
   * @param StackFrame - the frame; InstructionOffset gives the function, the other addresses give the location of its
   *   variables
   * @param Context - ignored: `null`
   * @returns `true`. `false` with last error 0 is also returned: the frame was already set. `false` with another error
   *   is a `DbgHelpError`
   * @see SymSetContext function (dbghelp.h), Microsoft Learn
   */
  SymSetContext(hProcess: HandleLike, StackFrame: IMAGEHLP_STACK_FRAME, Context: PointerLike): boolean;

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
}

export const symbolFunctions = {
  SymAddSymbol: {
    params: ['HANDLE hProcess', 'DWORD64 BaseOfDll', 'PCSTR Name', 'DWORD64 Address', 'DWORD Size', 'DWORD Flags'],
    returns: 'BOOL',
  },
  SymAddSymbolW: {
    params: ['HANDLE hProcess', 'DWORD64 BaseOfDll', 'PCWSTR Name', 'DWORD64 Address', 'DWORD Size', 'DWORD Flags'],
    returns: 'BOOL',
  },
  SymDeleteSymbol: {
    params: ['HANDLE hProcess', 'DWORD64 BaseOfDll', 'PCSTR? Name', 'DWORD64 Address', 'DWORD Flags'],
    returns: 'BOOL',
  },
  SymDeleteSymbolW: {
    params: ['HANDLE hProcess', 'DWORD64 BaseOfDll', 'PCWSTR? Name', 'DWORD64 Address', 'DWORD Flags'],
    returns: 'BOOL',
  },
  SymFromAddr: {
    params: ['HANDLE hProcess', 'DWORD64 Address', 'DWORD64*? Displacement', 'SYMBOL_INFO* Symbol'],
    returns: 'BOOL',
    nothing: [0],
  },
  SymFromAddrW: {
    params: ['HANDLE hProcess', 'DWORD64 Address', 'DWORD64*? Displacement', 'SYMBOL_INFOW* Symbol'],
    returns: 'BOOL',
    nothing: [0],
    often: true,
  },
  SymFromIndex: {
    params: ['HANDLE hProcess', 'DWORD64 BaseOfDll', 'DWORD Index', 'SYMBOL_INFO* Symbol'],
    returns: 'BOOL',
  },
  SymFromIndexW: {
    params: ['HANDLE hProcess', 'DWORD64 BaseOfDll', 'DWORD Index', 'SYMBOL_INFOW* Symbol'],
    returns: 'BOOL',
  },
  SymFromName: {
    params: ['HANDLE hProcess', ['PCSTR Name', { longest: MAX_SYM_NAME }], 'SYMBOL_INFO* Symbol'],
    returns: 'BOOL',
    nothing: [0, 123],
  },
  SymFromNameW: {
    params: ['HANDLE hProcess', ['PCWSTR Name', { longest: MAX_SYM_NAME }], 'SYMBOL_INFOW* Symbol'],
    returns: 'BOOL',
    nothing: [0, 123],
  },
  SymFromToken: { params: ['HANDLE hProcess', 'DWORD64 Base', 'DWORD Token', 'SYMBOL_INFO* Symbol'], returns: 'BOOL' },
  SymFromTokenW: {
    params: ['HANDLE hProcess', 'DWORD64 Base', 'DWORD Token', 'SYMBOL_INFOW* Symbol'],
    returns: 'BOOL',
  },
  SymGetOmaps: {
    params: [
      'HANDLE hProcess',
      'DWORD64 BaseOfDll',
      'PVOID* OmapTo',
      'DWORD64* cOmapTo',
      'PVOID* OmapFrom',
      'DWORD64* cOmapFrom',
    ],
    returns: 'BOOL',
  },
  SymGetScope: {
    params: ['HANDLE hProcess', 'DWORD64 BaseOfDll', 'DWORD Index', 'SYMBOL_INFO* Symbol'],
    returns: 'BOOL',
  },
  SymGetScopeW: {
    params: ['HANDLE hProcess', 'DWORD64 BaseOfDll', 'DWORD Index', 'SYMBOL_INFOW* Symbol'],
    returns: 'BOOL',
  },
  SymGetSymFromAddr: {
    params: ['HANDLE hProcess', 'ADDRESS32 dwAddr', 'ADDRESS32*? pdwDisplacement', 'IMAGEHLP_SYMBOL* Symbol'],
    returns: 'BOOL',
    on64: 'SymGetSymFromAddr64',
  },
  SymGetSymFromAddr64: {
    params: ['HANDLE hProcess', 'DWORD64 qwAddr', 'DWORD64*? pdwDisplacement', 'IMAGEHLP_SYMBOL64* Symbol'],
    returns: 'BOOL',
  },
  SymGetSymFromName: {
    params: ['HANDLE hProcess', ['PCSTR Name', { longest: MAX_SYM_NAME }], 'IMAGEHLP_SYMBOL* Symbol'],
    returns: 'BOOL',
    on64: 'SymGetSymFromName64',
  },
  SymGetSymFromName64: {
    params: ['HANDLE hProcess', ['PCSTR Name', { longest: MAX_SYM_NAME }], 'IMAGEHLP_SYMBOL64* Symbol'],
    returns: 'BOOL',
  },
  SymGetSymNext: { params: ['HANDLE hProcess', 'IMAGEHLP_SYMBOL* Symbol'], returns: 'BOOL', on64: 'SymGetSymNext64' },
  SymGetSymNext64: { params: ['HANDLE hProcess', 'IMAGEHLP_SYMBOL64* Symbol'], returns: 'BOOL' },
  SymGetSymPrev: { params: ['HANDLE hProcess', 'IMAGEHLP_SYMBOL* Symbol'], returns: 'BOOL', on64: 'SymGetSymPrev64' },
  SymGetSymPrev64: { params: ['HANDLE hProcess', 'IMAGEHLP_SYMBOL64* Symbol'], returns: 'BOOL' },
  SymNext: { params: ['HANDLE hProcess', 'SYMBOL_INFO* si'], returns: 'BOOL' },
  SymNextW: { params: ['HANDLE hProcess', 'SYMBOL_INFOW* siw'], returns: 'BOOL' },
  SymPrev: { params: ['HANDLE hProcess', 'SYMBOL_INFO* si'], returns: 'BOOL' },
  SymPrevW: { params: ['HANDLE hProcess', 'SYMBOL_INFOW* siw'], returns: 'BOOL' },
  SymSetContext: {
    params: ['HANDLE hProcess', 'IMAGEHLP_STACK_FRAME* StackFrame', 'PVOID? Context'],
    returns: 'BOOL',
    fails: 'zeroWithError',
  },
  SymSetScopeFromAddr: { params: ['HANDLE hProcess', 'DWORD64 Address'], returns: 'BOOL' },
  SymSetScopeFromIndex: { params: ['HANDLE hProcess', 'DWORD64 BaseOfDll', 'DWORD Index'], returns: 'BOOL' },
} as const satisfies Prototypes<SymbolFunctions>;
