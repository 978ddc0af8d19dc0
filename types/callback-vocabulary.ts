import type { Arrays, Got, Passed } from './scalars';
import type * as structures from './structures';
import type { StructView } from './structures';

/**
 * The vocabulary of the table of callbacks. Types tie it to the callbacks' signatures, as `vocabulary.ts` does for
 * functions.
 */

export type StructureName = keyof typeof structures;

/** The type of each kind of callback parameter in a signature. */
interface Told extends Got, Arrays {
  PCWSTR: string;
  PCSTR: string;
}

export type CallbackParamKind = keyof Told | `${StructureName}*`;

export interface CallbackParamOptions {
  /** The function may write to it. What the function wrote is copied back to the DLL. */
  readonly written?: true;
  /** The parameter that says how many elements there are. */
  readonly length?: string;
  /** A JavaScript function has no use for this argument and does not get it. */
  readonly hidden?: true;
}

/** As in C: `DWORD64 BaseOfDll`. */
export type CallbackParam =
  ParamText<CallbackParamKind> | readonly [ParamText<CallbackParamKind>, CallbackParamOptions];

/** A parameter's kind and its name. */
export type ParamText<Kind extends string> = `${Kind} ${string}`;

/** The type of each kind of callback result in a signature. */
type Answered = { [Type in keyof Passed]: Passed[Type] | void };

export interface CallbackPrototype {
  readonly params: readonly CallbackParam[];
  readonly returns: keyof Answered;
  /**
   * The answer that ends the work, because the function wants it or because it threw. Without one, a throw answers 0.
   */
  readonly stops?: 0 | 1;
  /** What the DLL gets if the function returned undefined. */
  readonly onVoid: 0 | 1 | ByMember;
  /** DbgHelp has functions of its own for this job. Their addresses are accepted too. */
  readonly native?: true;
}

/** 1 if a member of a structure that the function got has one of these values, otherwise 0. */
export interface ByMember {
  readonly parameter: string;
  readonly member: string;
  readonly oneFor: readonly number[];
}

export type Signature = (...args: never[]) => unknown;

export type KindsOf<Type, Meanings> = {
  [Kind in keyof Meanings]: [Type, Meanings[Kind]] extends [Meanings[Kind], Type] ? Kind : never;
}[keyof Meanings];

/** The kind for the structure of a view. */
export type StructKind<Type> = [Type] extends [StructView<infer Name extends StructureName>]
  ? [StructureName] extends [Name]
    ? never
    : `${Name}*`
  : never;

declare const callbackType: unique symbol;

/** A callback's prototype with its signature as a type. */
export interface Callback<Type> extends CallbackPrototype {
  /** Exists only for the compiler. */
  readonly [callbackType]?: Type;
}

type CallbackPrototypeOf<Type extends Signature> = CallbackPrototype & {
  readonly params: CallbackParams<Parameters<Type>>;
  readonly returns: KindsOf<ReturnType<Type>, Answered>;
};

type CallbackParams<Types extends readonly unknown[]> =
  ToldParams<Types> | readonly [readonly [ParamText<'PVOID'>, { readonly hidden: true }], ...ToldParams<Types>];

type ToldParams<Types extends readonly unknown[]> = { readonly [Index in keyof Types]: ToldParam<Types[Index]> };

type ToldParam<Type, Text = ParamText<KindsOf<Type, Told> | StructKind<Type>>> =
  Text | readonly [Text, Omit<CallbackParamOptions, 'hidden'>];

/** Declares a callback, its signature first. */
export const callback = <Type extends Signature>(prototype: CallbackPrototypeOf<Type>): Callback<Type> => prototype;
