import type { ScalarsThatAre, ScalarType, ScalarValue } from '../scalars';
import type { StructClass, StructView } from './views';

/** Declares each structure once: its layout, and from it the type of its view. */

export type Architecture = 'x64' | 'x86' | 'arm64';

/** A scalar, an array `WCHAR[32]`, a bit-field `DWORD:3`, another structure, an array of structures, or a part. */
type FieldType =
  | ScalarType
  | `${ScalarType}[${number}]`
  | `${Extract<ScalarType, 'WORD' | 'DWORD'>}:${number}`
  | StructDefinition
  | readonly [StructDefinition, number]
  | Part;

/** A structure or a union that is declared inside another, with the packing of the outer one. */
export interface Part {
  readonly union?: true;
  readonly fields: Fields;
}

/**
 * In C's order. If a part's name begins with `$`, its members belong to the outer structure: the part is anonymous in
 * C.
 */
export type Fields = Readonly<Record<string, FieldType>>;

/** The properties of a structure other than its members, which have the names `Member`. */
interface Options<Member extends string = string> {
  /** All members lie at the start. */
  readonly union?: true;
  /** `__declspec(align)`: the packing of outer structures does not reduce it. */
  readonly align?: 16;
  /** `#pragma pack`; the default is 8. */
  readonly pack?: 2 | 4;
  /** The member that holds the structure's size. `alloc` sets it. */
  readonly sizeField?: Member;
  /**
   * The first member that each newer version added, oldest first. If a DLL refuses the size, the package calls again
   * with the size of the version before.
   */
  readonly grown?: readonly Member[];
  /** A trailing array that continues past the end of the structure. */
  readonly trailing?: TrailingArray<Member>;
  /**
   * What the name means on other architectures. On 64-bit Windows, a 32-bit original means the 64-bit structure, as in
   * dbghelp.h under _IMAGEHLP64.
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

/** A structure: its definition, and the functions that make views of it. */
export interface Structure<Typed, Own extends Fields = Fields> extends StructDefinition, StructClass<Typed> {
  readonly structName: string;
  readonly fields: Own;
  /** Exists only for the compiler. */
  readonly [view]?: Typed;
}

/**
 * Declares a structure: the type of its views, C's name, its options and its members. In the package's JavaScript,
 * `esbuild.config.mjs` makes the members a function, because building the members of all structures would slow each
 * start.
 */
export const structure = <Typed>(name: string) =>
  Object.assign(<const Own extends Fields>(fields: Own) => defined<Typed, Own>({ structName: name }, fields), {
    with:
      <const Said extends Options>(options: Said) =>
      <const Own extends Fields & Record<Named<Said>, FieldType>>(fields: Own) =>
        defined<Typed, Own>({ structName: name, ...options }, fields),
  });

/** What structures inherit. `lib/ffi/structures.ts` adds the functions that make views. */
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

/** The members that the options name. The structure must have them. */
type Named<Said> = Said extends Options<infer Member> ? Member : never;

/** The `on` option of a 32-bit original. */
export const on64 = (definition: StructDefinition): NonNullable<Options['on']> => ({
  x64: definition,
  arm64: definition,
});

/**
 * The members of a view. An interface that extends this type is the structure's type. `Elsewhere` are the members that
 * other architectures lack.
 */
export type View<
  Name extends string,
  Definition extends StructDefinition,
  Elsewhere extends string = never,
> = StructView<Name> & Optional<Members<Definition['fields']>, Elsewhere>;

/** A member that the structure has only on another architecture. */
export type Foreign<Definition extends StructDefinition, Name extends keyof Members<Definition['fields']>> = Partial<
  Pick<Members<Definition['fields']>, Name>
>;

type Optional<All, Names extends string> = [Names] extends [never]
  ? All
  : Omit<All, Names> & Partial<Pick<All, Names & keyof All>>;

/**
 * Comments on the members of a table also show on those of the view, because the compiler keeps comments where it picks
 * members.
 */
type Members<Own> = Writable<Own, NamesOf<Own, string>> &
  Inside<Own, Exclude<keyof Own, `$${string}` | NamesOf<Own, string>>> &
  Anonymous<Own[keyof Own & `$${string}`]>;

type NamesOf<Own, Type> = { [Name in keyof Own]: Own[Name] extends Type ? Name : never }[keyof Own];
type Writable<Own, Name extends keyof Own> = { -readonly [Each in Name]: ValueOf<Own[Each]> };
type Inside<Own, Name extends keyof Own> = { readonly [Each in Name]: ViewOf<Own[Each]> };

/** The members of all anonymous parts: the intersection of their types. */
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
