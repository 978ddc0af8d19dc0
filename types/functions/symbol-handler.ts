import type { API_VERSION, AnsiString, WideString } from '../structures';
import type { HandleLike, PointerLike } from '../handles';
import type {
  LPCALL_BACK_USER_INTERRUPT_ROUTINE,
  PSYMBOL_REGISTERED_CALLBACK,
  PSYMBOL_REGISTERED_CALLBACK64,
} from '../callbacks';
import type { Prototypes } from '../vocabulary';

/** The symbol handler itself: its sessions, options, search path and callbacks. */
export interface SymbolHandlerFunctions {
  /**
   * Reads the error of the last attempt to load symbols: a Win32 error code, one for the whole process. Not in every
   * DLL: Windows 10 and newer have it.
   *
   * @returns the code; no value means failure
   * @see GetSymLoadError function (dbghelp.h), Microsoft Learn
   */
  GetSymLoadError(): number;

  /**
   * Reads the version of the programming interface (not of the file) that the DLL implements.
   *
   * @returns a copy of the DLL's structure
   * @see ImagehlpApiVersion function (dbghelp.h), Microsoft Learn
   */
  ImagehlpApiVersion(): API_VERSION;

  /**
   * Tells the DLL which version of the interface the program was written for, for the whole process. With a Revision
   * below 4, stack walks end where a callback from kernel mode began.
   *
   * @param AppVersion - the version that the program expects
   * @returns a copy of the DLL's structure, with the version now in force
   * @see ImagehlpApiVersionEx function (dbghelp.h), Microsoft Learn
   */
  ImagehlpApiVersionEx(AppVersion: API_VERSION): API_VERSION;

  /**
   * Registers a function that DbgHelp asks during long work whether to stop. DbgHelp keeps it, for the whole process,
   * until another one is registered. Not in every DLL: Windows 10 and newer have it. Declared in dbghelp.h, but
   * undocumented.
   *
   * @param lpStartAddress - the function; `null` removes it
   * @see dbghelp.h of the Windows SDK: header only
   */
  SetCheckUserInterruptShared(lpStartAddress: LPCALL_BACK_USER_INTERRUPT_ROUTINE | null): void;

  /**
   * Sets the code that {@link DbgHelpFunctions.GetSymLoadError | GetSymLoadError} returns. Set 0 before a load to be
   * sure that a code read afterwards is new. Not in every DLL: Windows 10 and newer have it.
   *
   * @param error - a Win32 error code
   * @see SetSymLoadError function (dbghelp.h), Microsoft Learn
   */
  SetSymLoadError(error: number): void;

  /**
   * Ends a symbol session: unloads its modules, frees its memory, and removes its registered callbacks. The key is then
   * free for another {@link DbgHelpFunctions.SymInitializeW | SymInitializeW}. A session that is never ended leaks
   * memory.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymCleanup function (dbghelp.h), Microsoft Learn
   */
  SymCleanup(hProcess: HandleLike): boolean;

  /**
   * Reads an option that has no bit in the option word of {@link DbgHelpFunctions.SymGetOptions | SymGetOptions}. One
   * setting for the whole process. Since DbgHelp 10.0.16232.
   *
   * @param option - an `IMAGEHLP_EXTENDED_OPTIONS`
   * @returns whether the option is on; `false` is not a failure
   * @see SymGetExtendedOption function (dbghelp.h), Microsoft Learn
   */
  SymGetExtendedOption(option: number): boolean;

  /**
   * {@link DbgHelpFunctions.SymGetHomeDirectoryW | SymGetHomeDirectoryW} in the ANSI code page.
   *
   * @returns as {@link DbgHelpFunctions.SymGetHomeDirectoryW | SymGetHomeDirectoryW}
   * @see SymGetHomeDirectory function (dbghelp.h), Microsoft Learn
   */
  SymGetHomeDirectory(type: number, dir: AnsiString, size: bigint | number): string;

  /**
   * Reads the directory that DbgHelp keeps its own files in, or that of downloaded symbols or sources below it.
   *
   * @param type - an `IMAGEHLP_HD_TYPE`
   * @param dir - receives the path
   * @param size - room in `dir`, in characters
   * @returns the path
   * @see SymGetHomeDirectoryW function (dbghelp.h), Microsoft Learn
   */
  SymGetHomeDirectoryW(type: number, dir: WideString, size: bigint | number): string;

  /**
   * Reads the option word, which all sessions of the process share.
   *
   * @returns `SYMOPT` values; no value means failure
   * @see SymGetOptions function (dbghelp.h), Microsoft Learn
   */
  SymGetOptions(): number;

  /**
   * Reads the window that {@link DbgHelpFunctions.SymSetParentWindow | SymSetParentWindow} set. Not in every DLL:
   * Windows 10 and newer have it. Declared in dbghelp.h, but undocumented.
   *
   * @param pHwnd - receives the window handle in its one element
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  SymGetParentWindow(pHwnd: BigUint64Array): boolean;

  /**
   * {@link DbgHelpFunctions.SymGetSearchPathW | SymGetSearchPathW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetSearchPath function (dbghelp.h), Microsoft Learn
   */
  SymGetSearchPath(hProcess: HandleLike, SearchPath: AnsiString, SearchPathLength: number): boolean;

  /**
   * Reads a session's symbol path.
   *
   * @param SearchPath - receives the path, its entries separated by semicolons
   * @param SearchPathLength - room in `SearchPath`, in characters
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymGetSearchPathW function (dbghelp.h), Microsoft Learn
   */
  SymGetSearchPathW(hProcess: HandleLike, SearchPath: WideString, SearchPathLength: number): boolean;

  /**
   * {@link DbgHelpFunctions.SymInitializeW | SymInitializeW} in the ANSI code page. Runs off the main thread: it may
   * read files, ask a server or walk a process.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymInitialize function (dbghelp.h), Microsoft Learn
   */
  SymInitialize(hProcess: HandleLike, UserSearchPath: string | null, fInvadeProcess: boolean): boolean;

  /**
   * Starts a symbol session. Its key can be any value that no other session of this process uses. With
   * `fInvadeProcess`, the key must be a handle of a live process, and DbgHelp loads its modules like
   * {@link DbgHelpFunctions.SymLoadModuleExW | SymLoadModuleExW}. Runs off the main thread: it may read files, ask a
   * server or walk a process.
   *
   * @param hProcess - the key: unique, not 0
   * @param UserSearchPath - the symbol path, as in {@link DbgHelpFunctions.SymSetSearchPathW | SymSetSearchPathW};
   *   `null`: the default path
   * @param fInvadeProcess - whether to load the process's modules
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymInitializeW function (dbghelp.h), Microsoft Learn
   */
  SymInitializeW(hProcess: HandleLike, UserSearchPath: string | null, fInvadeProcess: boolean): boolean;

  /**
   * {@link DbgHelpFunctions.SymMatchStringW | SymMatchStringW} in the ANSI code page.
   *
   * @returns as {@link DbgHelpFunctions.SymMatchStringW | SymMatchStringW}
   * @see SymMatchString function (dbghelp.h), Microsoft Learn
   */
  SymMatchString(string: string, expression: string, fCase: boolean): boolean;

  /**
   * Another name for {@link DbgHelpFunctions.SymMatchString | SymMatchString}.
   *
   * @returns as {@link DbgHelpFunctions.SymMatchString | SymMatchString}
   * @see SymMatchStringA function (dbghelp.h), Microsoft Learn
   */
  SymMatchStringA(string: string, expression: string, fCase: boolean): boolean;

  /**
   * Compares text with a wildcard expression: `*` matches any text, `?` matches one character.
   *
   * @param string - the text, such as a symbol's name
   * @param expression - the wildcard expression
   * @param fCase - whether case matters
   * @returns whether it matches; `false` is not a failure
   * @see SymMatchStringW function (dbghelp.h), Microsoft Learn
   */
  SymMatchStringW(string: string, expression: string, fCase: boolean): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymRegisterCallback64 | SymRegisterCallback64}; its data has the
   * 32-bit structures. On 64-bit Windows it is another name for that function, with 64-bit addresses and structures.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymRegisterCallback function (dbghelp.h), Microsoft Learn
   */
  SymRegisterCallback(
    hProcess: HandleLike,
    CallbackFunction: PSYMBOL_REGISTERED_CALLBACK | null,
    UserContext: PointerLike,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.SymRegisterCallbackW64 | SymRegisterCallbackW64} with ANSI text in the data:
   * IMAGEHLP_DEFERRED_SYMBOL_LOAD64, IMAGEHLP_CBA_EVENT.
   *
   * @param CallbackFunction - called for each action, see {@link PSYMBOL_REGISTERED_CALLBACK64}; `null` removes it
   *   (undocumented)
   * @param UserContext - passed to the callback unchanged
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymRegisterCallback64 function (dbghelp.h), Microsoft Learn
   */
  SymRegisterCallback64(
    hProcess: HandleLike,
    CallbackFunction: PSYMBOL_REGISTERED_CALLBACK64 | null,
    UserContext: bigint | number,
  ): boolean;

  /**
   * Registers the function that DbgHelp notifies of what it does for a session: loads, diagnostic messages, requests to
   * read memory. The data of its notifications has UTF-16 text: IMAGEHLP_DEFERRED_SYMBOL_LOADW64, IMAGEHLP_CBA_EVENTW.
   * One function per session; DbgHelp keeps it until another one is registered or
   * {@link DbgHelpFunctions.SymCleanup | SymCleanup} is called. Any later call for the session may call it.
   *
   * @param CallbackFunction - called for each action, see {@link PSYMBOL_REGISTERED_CALLBACK64}; `null` removes it
   *   (undocumented)
   * @param UserContext - passed to the callback unchanged
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymRegisterCallbackW64 function (dbghelp.h), Microsoft Learn
   */
  SymRegisterCallbackW64(
    hProcess: HandleLike,
    CallbackFunction: PSYMBOL_REGISTERED_CALLBACK64 | null,
    UserContext: bigint | number,
  ): boolean;

  /**
   * Switches on or off an option that has no bit in the option word of
   * {@link DbgHelpFunctions.SymSetOptions | SymSetOptions}. One setting for the whole process. Since DbgHelp
   * 10.0.16232.
   *
   * @param option - an `IMAGEHLP_EXTENDED_OPTIONS`
   * @param value - on or off
   * @returns whether the option was on before; `false` is not a failure
   * @see SymSetExtendedOption function (dbghelp.h), Microsoft Learn
   */
  SymSetExtendedOption(option: number, value: boolean): boolean;

  /**
   * {@link DbgHelpFunctions.SymSetHomeDirectoryW | SymSetHomeDirectoryW} in the ANSI code page.
   *
   * @returns as {@link DbgHelpFunctions.SymSetHomeDirectoryW | SymSetHomeDirectoryW}
   * @see SymSetHomeDirectory function (dbghelp.h), Microsoft Learn
   */
  SymSetHomeDirectory(hProcess: HandleLike | null, dir: string | null): string;

  /**
   * Sets the directory below which DbgHelp keeps downloaded symbols (sym) and sources (src), for the whole process. It
   * must be writable. The default is the folder of the DLL, or the value of the environment variable DBGHELP_HOMEDIR.
   *
   * @param hProcess - the key of a session
   * @param dir - the directory; `null`: the default
   * @returns the directory
   * @see SymSetHomeDirectoryW function (dbghelp.h), Microsoft Learn
   */
  SymSetHomeDirectoryW(hProcess: HandleLike | null, dir: string | null): string;

  /**
   * Sets the option word, which all sessions of the process share. Once SYMOPT.SECURE is set, it cannot be cleared.
   *
   * @param SymOptions - `SYMOPT` values, combined with `|`; convert a negative result with `>>> 0`
   * @returns the options now in force
   * @see SymSetOptions function (dbghelp.h), Microsoft Learn
   */
  SymSetOptions(SymOptions: number): number;

  /**
   * Sets the owner window of the dialogs of DbgHelp and symbol servers, for the whole process.
   *
   * @param hwnd - a window handle; 0: none
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymSetParentWindow function (dbghelp.h), Microsoft Learn
   */
  SymSetParentWindow(hwnd: HandleLike): boolean;

  /**
   * {@link DbgHelpFunctions.SymSetSearchPathW | SymSetSearchPathW} in the ANSI code page.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymSetSearchPath function (dbghelp.h), Microsoft Learn
   */
  SymSetSearchPath(hProcess: HandleLike, SearchPath: string | null): boolean;

  /**
   * Replaces a session's symbol path. Modules whose symbols are already loaded keep them.
   *
   * @param SearchPath - directories and `srv*cache*url` entries, separated by semicolons; `null` for the default path:
   *   the working directory, then _NT_SYMBOL_PATH and the alternate path of the environment
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymSetSearchPathW function (dbghelp.h), Microsoft Learn
   */
  SymSetSearchPathW(hProcess: HandleLike, SearchPath: string | null): boolean;
}

export const symbolHandlerFunctions = {
  GetSymLoadError: { params: [], returns: 'DWORD', fails: 'never' },
  ImagehlpApiVersion: { params: [], returns: 'API_VERSION*', fails: 'never' },
  ImagehlpApiVersionEx: { params: ['API_VERSION* AppVersion'], returns: 'API_VERSION*', fails: 'never' },
  SetCheckUserInterruptShared: {
    params: ['LPCALL_BACK_USER_INTERRUPT_ROUTINE? lpStartAddress'],
    returns: 'void',
    fails: 'never',
    callbacks: 'keeps',
  },
  SetSymLoadError: { params: ['DWORD error'], returns: 'void', fails: 'never' },
  SymCleanup: { params: ['HANDLE hProcess'], returns: 'BOOL', callbacks: 'forgets' },
  SymGetExtendedOption: { params: ['DWORD option'], returns: 'BOOL', fails: 'never', since: '10.0.16232' },
  SymGetHomeDirectory: {
    params: ['DWORD type', ['PSTR dir', { length: 'size' }], 'ULONG_PTR size'],
    returns: 'PSTR',
    fails: 'zero',
  },
  SymGetHomeDirectoryW: {
    params: ['DWORD type', ['PWSTR dir', { length: 'size' }], 'ULONG_PTR size'],
    returns: 'PWSTR',
    fails: 'zero',
  },
  SymGetOptions: { params: [], returns: 'DWORD', fails: 'never' },
  SymGetParentWindow: { params: ['PVOID* pHwnd'], returns: 'BOOL' },
  SymGetSearchPath: {
    params: ['HANDLE hProcess', ['PSTR SearchPath', { length: 'SearchPathLength' }], 'DWORD SearchPathLength'],
    returns: 'BOOL',
  },
  SymGetSearchPathW: {
    params: ['HANDLE hProcess', ['PWSTR SearchPath', { length: 'SearchPathLength' }], 'DWORD SearchPathLength'],
    returns: 'BOOL',
  },
  SymInitialize: {
    params: ['HANDLE hProcess', 'PCSTR? UserSearchPath', 'BOOL fInvadeProcess'],
    returns: 'BOOL',
    blocks: 'fInvadeProcess',
  },
  SymInitializeW: {
    params: ['HANDLE hProcess', 'PCWSTR? UserSearchPath', 'BOOL fInvadeProcess'],
    returns: 'BOOL',
    blocks: 'fInvadeProcess',
  },
  SymMatchString: { params: ['PCSTR string', 'PCSTR expression', 'BOOL fCase'], returns: 'BOOL', fails: 'never' },
  SymMatchStringA: { params: ['PCSTR string', 'PCSTR expression', 'BOOL fCase'], returns: 'BOOL', fails: 'never' },
  SymMatchStringW: { params: ['PCWSTR string', 'PCWSTR expression', 'BOOL fCase'], returns: 'BOOL', fails: 'never' },
  SymRegisterCallback: {
    params: ['HANDLE hProcess', 'PSYMBOL_REGISTERED_CALLBACK? CallbackFunction', 'PVOID? UserContext'],
    returns: 'BOOL',
    on64: 'SymRegisterCallback64',
    callbacks: 'keeps',
  },
  SymRegisterCallback64: {
    params: ['HANDLE hProcess', 'PSYMBOL_REGISTERED_CALLBACK64? CallbackFunction', 'DWORD64 UserContext'],
    returns: 'BOOL',
    callbacks: 'keeps',
  },
  SymRegisterCallbackW64: {
    params: ['HANDLE hProcess', 'PSYMBOL_REGISTERED_CALLBACK64? CallbackFunction', 'DWORD64 UserContext'],
    returns: 'BOOL',
    callbacks: 'keeps',
  },
  SymSetExtendedOption: {
    params: ['DWORD option', 'BOOL value'],
    returns: 'BOOL',
    fails: 'never',
    since: '10.0.16232',
  },
  SymSetHomeDirectory: { params: ['HANDLE? hProcess', 'PCSTR? dir'], returns: 'PSTR', fails: 'zero' },
  SymSetHomeDirectoryW: { params: ['HANDLE? hProcess', 'PCWSTR? dir'], returns: 'PWSTR', fails: 'zero' },
  SymSetOptions: { params: ['DWORD SymOptions'], returns: 'DWORD', fails: 'never' },
  SymSetParentWindow: { params: ['HANDLE hwnd'], returns: 'BOOL' },
  SymSetSearchPath: { params: ['HANDLE hProcess', 'PCSTR? SearchPath'], returns: 'BOOL' },
  SymSetSearchPathW: { params: ['HANDLE hProcess', 'PCWSTR? SearchPath'], returns: 'BOOL' },
} as const satisfies Prototypes<SymbolHandlerFunctions>;
