import type { Arrays, Got, Passed } from './scalars';
import type * as structures from './structures';
import type { StructView } from './structures';

/** The vocabulary of the table of callbacks, tied to their signatures as that of functions is. */

export type StructureName = keyof typeof structures;

/** What each kind of a callback's parameter is in its signature. */
interface Told extends Got, Arrays {
  PCWSTR: string;
  PCSTR: string;
}

export type CallbackParamKind = keyof Told | `${StructureName}*`;

export interface CallbackParamOptions {
  /** The function may write to it: what it left there goes back to the DLL. */
  readonly written?: true;
  /** The parameter that tells how many elements there are. */
  readonly length?: string;
  /** What is of no use to a function in JavaScript is not handed to it. */
  readonly hidden?: true;
}

/** As C declares it: `DWORD64 BaseOfDll`. */
export type CallbackParam =
  ParamText<CallbackParamKind> | readonly [ParamText<CallbackParamKind>, CallbackParamOptions];

/** A parameter's kind and its name. */
export type ParamText<Kind extends string> = `${Kind} ${string}`;

/** What each kind of a callback's result is in its signature. */
type Answered = { [Type in keyof Passed]: Passed[Type] | void };

export interface CallbackPrototype {
  readonly params: readonly CallbackParam[];
  readonly returns: keyof Answered;
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

export type Signature = (...args: never[]) => unknown;

/** The kinds that mean a type. */
export type KindsOf<Type, Meanings> = {
  [Kind in keyof Meanings]: [Type, Meanings[Kind]] extends [Meanings[Kind], Type] ? Kind : never;
}[keyof Meanings];

/** The structure that a view is of, as a kind. */
export type StructKind<Type> = [Type] extends [StructView<infer Name extends StructureName>]
  ? [StructureName] extends [Name]
    ? never
    : `${Name}*`
  : never;

declare const callbackType: unique symbol;

/** A callback's prototype, which knows its signature. */
export interface Callback<Type> extends CallbackPrototype {
  /** Known to the compiler only. */
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
