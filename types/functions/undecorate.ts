import type { AnsiString, IMAGEHLP_SYMBOL, IMAGEHLP_SYMBOL64, WideString } from '../structures';
import type { Prototypes } from '../vocabulary';

/** Undecoration of C++ names. */
export interface UndecorateFunctions {
  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymUnDName64 | SymUnDName64}. On 64-bit Windows it is another name
   * for that function, with 64-bit addresses and structures.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymUnDName function (dbghelp.h), Microsoft Learn
   */
  SymUnDName(sym: IMAGEHLP_SYMBOL, UnDecName: AnsiString, UnDecNameLength: number): boolean;

  /**
   * Undecorates the name of a symbol from {@link DbgHelpFunctions.SymGetSymFromAddr64 | SymGetSymFromAddr64} or a
   * related function.
   *
   * @param sym - the symbol
   * @param UnDecName - receives the name
   * @param UnDecNameLength - room in `UnDecName`, in characters
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymUnDName64 function (dbghelp.h), Microsoft Learn
   */
  SymUnDName64(sym: IMAGEHLP_SYMBOL64, UnDecName: AnsiString, UnDecNameLength: number): boolean;

  /**
   * {@link DbgHelpFunctions.UnDecorateSymbolNameW | UnDecorateSymbolNameW} in the ANSI code page.
   *
   * @returns as {@link DbgHelpFunctions.UnDecorateSymbolNameW | UnDecorateSymbolNameW}
   * @see UnDecorateSymbolName function (dbghelp.h), Microsoft Learn
   */
  UnDecorateSymbolName(name: string, outputString: AnsiString, maxStringLength: number, flags: number): number;

  /**
   * Turns a decorated C++ name, which begins with a question mark, into a declaration. Needs no session.
   *
   * @param name - the decorated name
   * @param outputString - receives the declaration
   * @param maxStringLength - room in `outputString`, in characters
   * @param flags - `UNDNAME` values
   * @returns the length of the written text in characters, without the NUL; 0 is a `DbgHelpError`
   * @see UnDecorateSymbolNameW function (dbghelp.h), Microsoft Learn
   */
  UnDecorateSymbolNameW(name: string, outputString: WideString, maxStringLength: number, flags: number): number;
}

/** DLLs use up their stack on longer ones, and end the process. */
const longestName = 0x4000;

export const undecorateFunctions = {
  SymUnDName: {
    params: [
      ['IMAGEHLP_SYMBOL* sym', { longest: longestName }],
      ['PSTR UnDecName', { length: 'UnDecNameLength' }],
      'DWORD UnDecNameLength',
    ],
    returns: 'BOOL',
    on64: 'SymUnDName64',
  },
  SymUnDName64: {
    params: [
      ['IMAGEHLP_SYMBOL64* sym', { longest: longestName }],
      ['PSTR UnDecName', { length: 'UnDecNameLength' }],
      'DWORD UnDecNameLength',
    ],
    returns: 'BOOL',
  },
  UnDecorateSymbolName: {
    params: [
      ['PCSTR name', { longest: longestName }],
      ['PSTR outputString', { length: 'maxStringLength' }],
      'DWORD maxStringLength',
      'DWORD flags',
    ],
    returns: 'DWORD',
    fails: 'zero',
  },
  UnDecorateSymbolNameW: {
    params: [
      ['PCWSTR name', { longest: longestName }],
      ['PWSTR outputString', { length: 'maxStringLength' }],
      'DWORD maxStringLength',
      'DWORD flags',
    ],
    returns: 'DWORD',
    fails: 'zero',
  },
} as const satisfies Prototypes<UndecorateFunctions>;
