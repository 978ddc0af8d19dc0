/**
 * The vocabulary of the tables in `prototypes/` and `abi/callbacks.ts`.
 * `marshal.ts` gives each kind its meaning.
 */

/** A trailing `?` on a parameter's kind says that `null` may be passed. */
type Optional<Kind extends string> = Kind | `${Kind}?`;

export type ScalarKind =
  | 'HANDLE'
  | 'BOOL'
  | 'DWORD'
  | 'LONG'
  | 'DWORD64'
  | 'ULONG_PTR'
  /** A 64-bit address: DWORD64 in C. */
  | 'ADDRESS'
  /** An address that the 32-bit prototype declares as DWORD. */
  | 'ADDRESS32'
  /** A pointer-sized value that is passed through: UserContext, opaque tokens. */
  | 'PVOID';

export type ParamKind = Optional<
  | ScalarKind
  /** Strings in: UTF-16, and the process's ANSI code page. */
  | 'PCWSTR'
  | 'PCSTR'
  /** String buffers that the function fills: `WideString`, `AnsiString`. */
  | 'PWSTR'
  | 'PSTR'
  /** Bytes in or out: any `Uint8Array`. */
  | 'BYTE*'
  /** One-element typed arrays that the function fills. */
  | 'DWORD*'
  | 'LONG*'
  | 'DWORD64*'
  | 'ADDRESS32*'
  | 'PVOID*'
  /** A structure's view: `SYMBOL_INFOW*`. */
  | `${Uppercase<string>}*`
  /** A callback of `abi/callbacks.ts`: `PSYM_ENUMSYMBOLS_CALLBACKW`. */
  | `P${Uppercase<string>}CALLBACK${string}`
  /** The one callback whose C name has another form. */
  | 'LPCALL_BACK_USER_INTERRUPT_ROUTINE'
>;

export interface ParamOptions {
  /** The parameter that tells DbgHelp how much fits (characters or elements): checked against the buffer. */
  readonly length?: string;
  /** What must fit where no parameter tells (characters or elements). */
  readonly capacity?: number;
  /** The structure is DbgHelp's own and this call frees it: the view is dead afterwards. */
  readonly releases?: true;
}

export type Param = readonly [name: string, kind: ParamKind, options?: ParamOptions];

/** A pointer to a structure is copied into a view, or kept with its address where a later call frees it. */
export type ReturnKind =
  | 'void'
  | 'BOOL'
  | 'PVOID'
  | 'DWORD'
  | 'DWORD64'
  | 'ADDRESS'
  | 'ADDRESS32'
  | 'PSTR'
  | 'PWSTR'
  | `${Uppercase<string>}*`;

export interface Prototype {
  readonly params: readonly Param[];
  readonly returns: ReturnKind;
  /**
   * Which return value means failure: zero, none, or zero unless the last
   * error is ERROR_SUCCESS (SymLoadModuleEx: already loaded; SymSetContext: unchanged).
   */
  readonly fails: 'zero' | 'never' | 'zeroWithError';
  /** May read files, ask a server or walk another process: off the main thread unless told otherwise. */
  readonly blocks?: true;
  /** On 64-bit Windows this name is the same export as the named one, with its signature. */
  readonly on64?: string;
  /** Exported by 32-bit DLLs only; the name of what does the job on 64-bit Windows. */
  readonly only32?: string;
  /** The first DLL version that has it, where known. */
  readonly since?: string;
  /** What the call means for callbacks that the DLL keeps for a process: it keeps one, or forgets all. */
  readonly callbacks?: 'keeps' | 'forgets';
}

export interface CallbackPrototype {
  readonly params: readonly (readonly [name: string, kind: ParamKind])[];
  readonly returns: 'BOOL' | 'DWORD' | 'PVOID' | 'ADDRESS' | 'ADDRESS32';
  /** What the DLL gets when the JavaScript function threw. */
  readonly onThrow: 0 | 1;
  /** What the DLL gets when the JavaScript function returned nothing. */
  readonly onVoid: 0 | 1;
}
