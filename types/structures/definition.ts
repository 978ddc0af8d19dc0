import type { ScalarsThatAre, ScalarType, ScalarValue } from '../scalars';
import type { StructClass, StructView } from './views';

/** How structures are declared, each once: what lies where, and from it what its view has in TypeScript. */

export type Architecture = 'x64' | 'x86' | 'arm64';

/** A scalar, an array `WCHAR[32]`, a bit-field `DWORD:3`, another structure, an array of those, or a part. */
type FieldType =
  | ScalarType
  | `${ScalarType}[${number}]`
  | `${Extract<ScalarType, 'WORD' | 'DWORD'>}:${number}`
  | StructDefinition
  | readonly [StructDefinition, number]
  | Part;

/** A structure or a union that is declared where it lies, packed as what is around it. */
export interface Part {
  readonly union?: true;
  readonly fields: Fields;
}

/** In C's order. The members of a part whose name begins with `$` are those of what is around it: anonymous in C. */
export type Fields = Readonly<Record<string, FieldType>>;

/** What there is to say of a structure beside its members, which have the names `Member`. */
interface Options<Member extends string = string> {
  /** All members lie at the start. */
  readonly union?: true;
  /** `__declspec(align)`: not reduced by the packing of structures that contain this one. */
  readonly align?: 16;
  /** `#pragma pack`: 8 where nothing is said. */
  readonly pack?: 2 | 4;
  /** The member that holds the structure's size; set by `alloc`. */
  readonly sizeField?: Member;
  /**
   * The members that versions of the structure began with, oldest first. A DLL that refuses the size that it is told is
   * called again with that of the version before.
   */
  readonly grown?: readonly Member[];
  /** A trailing array that goes on past the end of the structure. */
  readonly trailing?: TrailingArray<Member>;
  /**
   * What the name stands for on other architectures than those that it is written for. A 32-bit original stands for
   * the 64-bit structure on 64-bit Windows, as in dbghelp.h under _IMAGEHLP64.
   */
  readonly on?: Readonly<Partial<Record<Architecture, StructDefinition>>>;
}

export interface StructDefinition extends Options {
  readonly structName: string;
  readonly fields: Fields;
}

export interface TrailingArray<Member extends string = string> {
  readonly field: Member;
  /** The member that says how many elements fit. */
  readonly capacity?: Member;
  /** The member that says how many elements, or bytes, are in use. */
  readonly length?: Member;
  readonly lengthUnit?: 'elements' | 'bytes';
}

declare const view: unique symbol;

/** A structure: its definition, and what makes views of it. */
export interface Structure<Typed, Own extends Fields = Fields> extends StructDefinition, StructClass<Typed> {
  readonly structName: string;
  readonly fields: Own;
  /** Known to the compiler only. */
  readonly [view]?: Typed;
}

/**
 * Declares a structure: the type of its views and C's name, what there is to say of it, and its members. In the package's
 * JavaScript the members are a function (`esbuild.config.mjs`): making those of all structures would slow each start.
 */
export const structure = <Typed>(name: string) =>
  Object.assign(<const Own extends Fields>(fields: Own) => defined<Typed, Own>({ structName: name }, fields), {
    with:
      <const Said extends Options>(options: Said) =>
      <const Own extends Fields & Record<Named<Said>, FieldType>>(fields: Own) =>
        defined<Typed, Own>({ structName: name, ...options }, fields),
  });

/** What structures inherit: `lib/ffi/structures.ts` puts there what makes their views. */
export const inherited = {};

function defined<Typed, Own extends Fields>(said: Omit<StructDefinition, 'fields'>, given: Own): Structure<Typed, Own> {
  let made = typeof given === 'function' ? undefined : given;
  const definition: StructDefinition = {
    ...said,
    get fields() {
      return (made ??= (given as unknown as () => Own)());
    },
  };
  return Object.setPrototypeOf(definition, inherited) as Structure<Typed, Own>;
}

/** The members that options name: the structure must have them. */
type Named<Said> = Said extends Options<infer Member> ? Member : never;

/** A 32-bit original: what `on` says of it. */
export const on64 = (definition: StructDefinition): NonNullable<Options['on']> => ({
  x64: definition,
  arm64: definition,
});

/**
 * What a view of a structure has: an interface that extends it is the structure's type.
 * `Elsewhere` are the members that other architectures do not have.
 */
export type View<
  Name extends string,
  Definition extends StructDefinition,
  Elsewhere extends string = never,
> = StructView<Name> & Optional<Members<Definition['fields']>, Elsewhere>;

/** A member that a structure has on another architecture only. */
export type Foreign<Definition extends StructDefinition, Name extends keyof Members<Definition['fields']>> = Partial<
  Pick<Members<Definition['fields']>, Name>
>;

type Optional<All, Names extends string> = [Names] extends [never]
  ? All
  : Omit<All, Names> & Partial<Pick<All, Names & keyof All>>;

/** Comments on the members of a table show on those of the view: the compiler keeps them where it picks. */
type Members<Own> = Writable<Own, NamesOf<Own, string>> &
  Inside<Own, Exclude<keyof Own, `$${string}` | NamesOf<Own, string>>> &
  Anonymous<Own[keyof Own & `$${string}`]>;

type NamesOf<Own, Type> = { [Name in keyof Own]: Own[Name] extends Type ? Name : never }[keyof Own];
type Writable<Own, Name extends keyof Own> = { -readonly [Each in Name]: ValueOf<Own[Each]> };
type Inside<Own, Name extends keyof Own> = { readonly [Each in Name]: ViewOf<Own[Each]> };

/** The members of all parts: their intersection. */
type Anonymous<Each> = [Each] extends [never]
  ? unknown
  : (Each extends { readonly fields: infer Own } ? (members: Members<Own>) => void : never) extends (
        members: infer All,
      ) => void
    ? All
    : never;

type ValueOf<Type> = Type extends `${ScalarsThatAre<'character'>}[${number}]`
  ? string
  : Type extends `${infer Element extends ScalarType}[${number}]`
    ? readonly ScalarValue<Element>[]
    : Type extends `${string}:${number}`
      ? number
      : Type extends ScalarType
        ? ScalarValue<Type>
        : never;

type ViewOf<Type> = Type extends { readonly [view]?: infer Typed extends StructView }
  ? Typed
  : Type extends readonly [infer Element, number]
    ? readonly ViewOf<Element>[]
    : Type extends { readonly fields: infer Own }
      ? StructView & Members<Own>
      : never;
