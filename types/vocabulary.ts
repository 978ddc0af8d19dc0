import type { callbacks } from './callback-prototypes';
import type { Callback, KindsOf, ParamText, Signature, StructKind, StructureName } from './callback-vocabulary';
import type { Memory, MemoryLike, Routine } from './handles';
import type { Arrays, Got, Passed } from './scalars';
import type { AnsiString, IMAGE_NT_HEADERS32, IMAGE_NT_HEADERS64, WideString } from './structures';

/**
 * The vocabulary of the tables of functions, and how it is tied to their signatures: a kind that does not mean what the
 * signature takes does not compile. `lib/ffi/marshal.ts` gives each kind its meaning.
 */

/** What each kind of parameter is in a signature. Arrays have one element, or more, that the function reads or fills. */
interface Given extends Passed, Arrays {
  /** Strings in: UTF-16, and the process's ANSI code page. */
  PCWSTR: string;
  PCSTR: string;
  /** String buffers that the function fills. */
  PWSTR: WideString;
  PSTR: AnsiString;
  /** Memory of any form: a typed array or a structure's view. */
  BUFFER: Memory;
  /** Memory that has to stay where it is: its address, or what BUFFER takes. PVOID in C. */
  MEMORY: MemoryLike;
  /** The headers of an image, of either width: a view, told apart by what is in them. */
  'IMAGE_NT_HEADERS*': IMAGE_NT_HEADERS64 | IMAGE_NT_HEADERS32;
}

export type CallbackName = keyof typeof callbacks;

type PlainKind =
  | keyof Given
  /** A structure's view: `SYMBOL_INFOW*`. */
  | `${StructureName}*`
  /** A callback: `PSYM_ENUMSYMBOLS_CALLBACKW`. */
  | CallbackName;

/** A trailing `?` on a parameter's kind says that `null` may be passed. */
export type ParamKind = PlainKind | `${PlainKind}?`;

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

/** As C declares it, `DWORD64 Base`, and what else there is to know of it. */
export type Param = ParamText<ParamKind> | readonly [ParamText<ParamKind>, ParamOptions];

/** What each kind of result is in a signature. A pointer to a structure is copied into a view, unless it is `inPlace`. */
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
   * Which return value means failure: zero, none, a negative one (an HRESULT), or zero unless the last
   * error is ERROR_SUCCESS (SymLoadModuleEx: already loaded; SymSetContext: unchanged). Of a BOOL zero, unless it is said.
   */
  readonly fails?: 'zero' | 'never' | 'negative' | 'zeroWithError';
  /**
   * Further last errors by which one DLL or another says that there is nothing of the kind; 0 where it says nothing at all.
   */
  readonly nothing?: readonly number[];
  /**
   * May read files, ask a server or walk another process: off the main thread unless the caller says otherwise. With a
   * parameter's name, only if that parameter is true.
   */
  readonly blocks?: true | 'fInvadeProcess';
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

type TypeOf<Name extends CallbackName> = (typeof callbacks)[Name] extends Callback<infer Type> ? Type : never;

/** The callbacks that have a signature, as kinds. */
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

/** A text buffer in a string's place, or a function in a structure's, is an option of its own. */
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

/** The prototypes of functions, each tied to its signature. */
export type Prototypes<Functions> = {
  readonly [Name in keyof Functions]: Functions[Name] extends Signature ? PrototypeOf<Functions[Name]> : never;
};
