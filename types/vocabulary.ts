/**
 * The vocabulary of the tables in `prototypes/` and `callback-prototypes.ts`. `lib/ffi/marshal.ts` gives each kind its meaning.
 */

/** A trailing `?` on a parameter's kind says that `null` may be passed. */
type Optional<Kind extends string> = Kind | `${Kind}?`;

export type ScalarKind =
  | 'HANDLE'
  | 'BOOL'
  | 'BOOLEAN'
  | 'WORD'
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
  /** One-element typed arrays that the function fills, or reads and fills. */
  | 'DWORD*'
  | 'LONG*'
  | 'DWORD64*'
  | 'ADDRESS32*'
  | 'PVOID*'
  /** Memory of any form: a typed array or a structure's view. */
  | 'BUFFER'
  /** Memory that has to stay where it is: its address, or what BUFFER takes. PVOID in C. */
  | 'MEMORY'
  /** The headers of an image, of either width: a view, told apart by what is in them. */
  | 'IMAGE_NT_HEADERS*'
  /** A structure's view: `SYMBOL_INFOW*`. */
  | `${Uppercase<string>}*`
  /** A callback of `callback-prototypes.ts`: `PSYM_ENUMSYMBOLS_CALLBACKW`. */
  | CallbackName
>;

type CallbackName =
  | `P${Uppercase<string>}CALLBACK${string}`
  | `${Uppercase<string>}_ROUTINE${'' | '64'}`
  | 'PGET_TARGET_ATTRIBUTE_VALUE64';

export interface ParamOptions {
  /** The parameter that tells DbgHelp how much fits (characters or elements): checked against the buffer. */
  readonly length?: string;
  /** What must fit where no parameter tells (characters or elements). */
  readonly capacity?: number;
  /** What DLLs have room for (characters): with more, some answer for what they were asked before, or for everything. */
  readonly longest?: number;
  /** The parameter whose value tells what must fit. */
  readonly needs?: Needs;
  /** A text buffer is taken too, so that an address that comes back can be found in it. */
  readonly buffers?: true;
  /** A function is taken in the structure's place, which is then made around it: a pointer to it, and NULL. */
  readonly callback?: CallbackName;
  /** Where the call fails without an error, an HRESULT that is left here says why: in a member, or in the value itself. */
  readonly reason?: string;
  /** The structure is DbgHelp's own and this call frees it: the view is dead afterwards. */
  readonly releases?: true;
}

export interface Needs {
  readonly parameter: string;
  /** By that parameter's value; any other value is refused. */
  readonly sizes: Readonly<Record<number, MemorySize>>;
}

export interface MemorySize {
  /** In 32-bit and in 64-bit processes, where they differ. */
  readonly bytes: number | { readonly in32: number; readonly in64: number };
  /** More bytes, for each that the DWORD at the beginning counts. */
  readonly each?: number;
  /** Where the memory must begin: at a multiple of so many bytes. */
  readonly aligned?: number;
}

export type Param = readonly [name: string, kind: ParamKind, options?: ParamOptions];

/** A pointer to a structure is copied into a view, unless it is `inPlace`. */
export type ReturnKind =
  | 'void'
  | 'HANDLE'
  | 'BOOL'
  | 'HRESULT'
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
   * Which return value means failure: zero, none, a negative one (an HRESULT), or zero unless the last
   * error is ERROR_SUCCESS (SymLoadModuleEx: already loaded; SymSetContext: unchanged).
   */
  readonly fails: 'zero' | 'never' | 'negative' | 'zeroWithError';
  /**
   * Further last errors by which one DLL or another says that there is nothing of the kind; 0 where it says nothing at all.
   */
  readonly nothing?: readonly number[];
  /** May read files, ask a server or walk another process: off the main thread unless told otherwise. */
  readonly blocks?: true;
  /**
   * Asked for one address or type after the other, where no is an answer: its `raw` calls do not forget the reason of an earlier
   * failure before, which takes as long as many of them.
   */
  readonly often?: true;
  /** On 64-bit Windows this name is the same export as the named one, with its signature. */
  readonly on64?: string;
  /** Exported by 32-bit DLLs only; the name of what does the job on 64-bit Windows. */
  readonly only32?: string;
  /** What does the job in DLLs that have only the name of this one. */
  readonly instead?: string;
  /** What gives that which this takes back: in DLLs that have only the name of that, this is no more. */
  readonly undoes?: string;
  /**
   * The structure that is returned stays where it is, in DbgHelp's memory or the caller's: its view can be handed back
   * as an argument.
   */
  readonly inPlace?: true;
  /** The first DLL version that has it, where known. */
  readonly since?: string;
  /** What the call means for callbacks that the DLL keeps for a process: it keeps one, or forgets all. */
  readonly callbacks?: 'keeps' | 'forgets';
}

export type CallbackParamKind =
  ScalarKind | 'PCWSTR' | 'PCSTR' | 'BYTE*' | 'DWORD*' | 'DWORD64*' | 'PVOID*' | `${Uppercase<string>}*`;

export interface CallbackParamOptions {
  /** The function may write to it: what it left there goes back to the DLL. */
  readonly written?: true;
  /** The parameter that tells how many elements there are. */
  readonly length?: string;
  /** What is of no use to a function in JavaScript is not handed to it. */
  readonly hidden?: true;
}

export type CallbackParam = readonly [name: string, kind: CallbackParamKind, options?: CallbackParamOptions];

export interface CallbackPrototype {
  readonly params: readonly CallbackParam[];
  readonly returns: 'BOOL' | 'DWORD' | 'PVOID' | 'ADDRESS' | 'ADDRESS32';
  /** The answer that ends the work, by the function's wish or because it threw. Without one, 0 stands for a throw. */
  readonly stops?: 0 | 1;
  /** What the DLL gets when the function returned nothing. */
  readonly onVoid: 0 | 1 | ByMember;
  /** DbgHelp has functions of its own for this: their addresses are taken too. */
  readonly native?: true;
}

/** 1 where a member of a structure that the function was given has one of these values, else 0. */
export interface ByMember {
  readonly parameter: string;
  readonly member: string;
  readonly oneFor: readonly number[];
}
