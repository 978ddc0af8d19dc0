import type { callbacks } from './callback-prototypes';
import type { Callback, KindsOf, ParamText, Signature, StructKind, StructureName } from './callback-vocabulary';
import type { Memory, MemoryLike, Routine } from './handles';
import type { Arrays, Got, Passed } from './scalars';
import type { AnsiString, IMAGE_NT_HEADERS32, IMAGE_NT_HEADERS64, WideString } from './structures';

/**
 * The vocabulary of the tables of functions, tied to their signatures: a kind that does not match the type in the
 * signature does not compile. `lib/ffi/marshal.ts` implements the kinds.
 */

/**
 * The type of each kind of parameter in a signature. Arrays have one or more elements, which the function reads or
 * fills.
 */
interface Given extends Passed, Arrays {
  /** Input strings: UTF-16, and the process's ANSI code page. */
  PCWSTR: string;
  PCSTR: string;
  /** String buffers that the function fills. */
  PWSTR: WideString;
  PSTR: AnsiString;
  /** Memory of any form: a typed array or a view of a structure. */
  BUFFER: Memory;
  /** Memory that must not move: its address, or anything that BUFFER takes. PVOID in C. */
  MEMORY: MemoryLike;
  /** The headers of an image of either width, as a view. The type of the view tells the width. */
  'IMAGE_NT_HEADERS*': IMAGE_NT_HEADERS64 | IMAGE_NT_HEADERS32;
}

export type CallbackName = keyof typeof callbacks;

type PlainKind =
  | keyof Given
  /** A view of a structure: `SYMBOL_INFOW*`. */
  | `${StructureName}*`
  /** A callback: `PSYM_ENUMSYMBOLS_CALLBACKW`. */
  | CallbackName;

/** A `?` after a parameter's kind allows `null`. */
export type ParamKind = PlainKind | `${PlainKind}?`;

export interface ParamOptions {
  /**
   * The parameter that tells DbgHelp how much fits (characters or elements). The package checks it against the buffer.
   */
  readonly length?: string;
  /** What must fit if no parameter says so (characters or elements). */
  readonly capacity?: number;
  /**
   * The longest text, or `Name` of a structure, that DLLs have room for, in characters. With a longer one, some answer
   * the previous question, match everything, or use up their stack.
   */
  readonly longest?: number;
  /** The parameter whose value determines what must fit. */
  readonly needs?: Needs;
  /** Also accepts a text buffer, so that the caller can find a returned address in it. */
  readonly buffers?: true;
  /**
   * Also accepts a function instead of the structure. The package makes the structure: a pointer to the function, and
   * NULL.
   */
  readonly callback?: CallbackName;
  /** What the package passes for no callback, because some DLLs call the null pointer: a callback that returns TRUE. */
  readonly ifNull?: 'returnTrue';
  /** If the call fails without an error, the HRESULT in this member, or in the value itself, gives the reason. */
  readonly reason?: string;
  /** The structure is DbgHelp's own and this call frees it. Its view cannot be used afterwards. */
  readonly releases?: true;
}

export interface Needs {
  readonly parameter: string;
  /** By that parameter's value. Any other value is an error. */
  readonly sizes: Readonly<Record<number, MemorySize>>;
}

export interface MemorySize {
  /** Separate numbers if 32-bit and 64-bit processes differ. */
  readonly bytes: number | { readonly in32: number; readonly in64: number };
  /** Further bytes for each unit that the DWORD at the start counts. */
  readonly each?: number;
  /** The memory must start at a multiple of this number of bytes. */
  readonly aligned?: number;
}

/** As in C, `DWORD64 Base`, with its options. */
export type Param = ParamText<ParamKind> | readonly [ParamText<ParamKind>, ParamOptions];

/**
 * The type of each kind of result in a signature. A structure behind a returned pointer is copied into a view, unless
 * it is `inPlace`.
 */
interface Returned extends Got {
  void: void;
  HRESULT: number;
  PSTR: string;
  PWSTR: string;
  'IMAGE_NT_HEADERS*': IMAGE_NT_HEADERS64 | IMAGE_NT_HEADERS32;
}

export type ReturnKind = keyof Returned | `${StructureName}*`;

export interface Prototype {
  readonly params: readonly Param[];
  readonly returns: ReturnKind;
  /**
   * Which return value means failure: zero, none, a negative one (an HRESULT), or zero unless the last error is
   * ERROR_SUCCESS (SymLoadModuleEx: already loaded; SymSetContext: unchanged). The default for a BOOL is zero.
   */
  readonly fails?: 'zero' | 'never' | 'negative' | 'zeroWithError';
  /** Other last errors that some DLLs set if there is nothing to find; 0 if a DLL sets none. */
  readonly nothing?: readonly number[];
  /**
   * May read files, ask a server or walk another process, so it runs off the main thread unless the caller says
   * otherwise. With a parameter's name, only if that parameter is true.
   */
  readonly blocks?: true | 'fInvadeProcess';
  /**
   * Called for many addresses or types in a row, and failure is a normal answer. Its `raw` calls do not clear the last
   * error first, because that would take as long as many of these calls.
   */
  readonly often?: true;
  /** On 64-bit Windows this name is the same export as the other name, with the same signature. */
  readonly on64?: string;
  /** Only 32-bit DLLs export it. The name is that of the replacement on 64-bit Windows. */
  readonly only32?: string;
  /** The replacement in DLLs that have only the name of this function. */
  readonly instead?: string;
  /** The function that this one undoes. If a DLL has only the name of that function, this one does not work either. */
  readonly undoes?: string;
  /** The returned structure stays in DbgHelp's memory or the caller's. Its view can be passed as an argument. */
  readonly inPlace?: true;
  /** The first DLL version that exports it, if known. */
  readonly since?: string;
  /** What the call does with the callbacks that the DLL keeps for a process: it keeps one, or forgets all. */
  readonly callbacks?: 'keeps' | 'forgets';
}

type TypeOf<Name extends CallbackName> = (typeof callbacks)[Name] extends Callback<infer Type> ? Type : never;

/** The kinds of the callbacks with a given signature. */
type CallbackKinds<Type> = {
  [Name in CallbackName]: [Type] extends [TypeOf<Name>]
    ? [TypeOf<Name>] extends [Type]
      ? Name
      : never
    : [Type, Routine<TypeOf<Name>>] extends [Routine<TypeOf<Name>>, Type]
      ? Name
      : never;
}[CallbackName];

type KindsFor<Type> = KindsOf<Type, Given> | StructKind<Type> | CallbackKinds<Type>;

type KindFor<Type> = null extends Type ? `${KindsFor<Exclude<Type, null>>}?` : KindsFor<Type>;

/** A text buffer instead of a string, or a function instead of a structure, needs its option. */
type ParamFor<Type> =
  | TextFor<Type>
  | readonly [TextFor<Type>, Omit<ParamOptions, 'buffers' | 'callback'>]
  | (WideString extends Type ? readonly [TextFor<Exclude<Type, WideString>>, { readonly buffers: true }] : never)
  | (AnsiString extends Type ? readonly [TextFor<Exclude<Type, AnsiString>>, { readonly buffers: true }] : never)
  | FunctionParam<Type, Extract<Type, Signature>>;

type TextFor<Type> = ParamText<KindFor<Type>>;

type FunctionParam<Type, Function> = [Function] extends [never]
  ? never
  : readonly [TextFor<Exclude<Type, Function>>, { readonly callback: CallbackKinds<Function> }];

type ParamsFor<Types extends readonly unknown[]> = { readonly [Index in keyof Types]: ParamFor<Types[Index]> };

type ReturnsFor<Type> = KindsOf<Type, Returned> | StructKind<Type>;

export type PrototypeOf<Type extends Signature> = Prototype & {
  readonly params: ParamsFor<Parameters<Type>>;
  readonly returns: ReturnsFor<Exclude<ReturnType<Type>, null>>;
} & (ReturnType<Type> extends boolean ? unknown : Required<Pick<Prototype, 'fails'>>);

export type Prototypes<Functions> = {
  readonly [Name in keyof Functions]: Functions[Name] extends Signature ? PrototypeOf<Functions[Name]> : never;
};
