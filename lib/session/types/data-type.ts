/** Types as plain data, one level at a time: what a type refers to is loaded when it is asked for. */

/** What a type is. `'unknown'` is one that neither this package nor C++ has a word for. */
export type TypeKind =
  ClassKind | 'enum' | 'pointer' | 'reference' | 'array' | 'function' | 'typedef' | 'base' | 'vtable' | 'unknown';

/** A type with members. */
export type ClassKind = 'struct' | 'class' | 'union' | 'interface';

/** A type that another one refers to. */
export interface TypeReference {
  readonly kind: TypeKind;
  /** In C++: `scene::Shape`, `int [4]`, `void (__cdecl *)(int)`. */
  readonly name: string;
  /** Bytes; 0 where it has none, as `void`, or none is known. */
  readonly size: number;
  /** The short name of the module that the type is of. */
  readonly module: string;
  /** The type's index in the module, while that is loaded: TypeIndex of raw calls. */
  readonly id: number;
  /**
   * Asks for the type itself.
   *
   * @throws `DbgHelpError` `DBGHELP_MODULE_UNLOADED` or `DBGHELP_CLOSED` once its module or its session is gone,
   * `DBGHELP_NOT_FOUND` where DbgHelp does not know the type any more
   */
  load(): Promise<DataType>;
}

/** What all types have. */
export type TypeHead<Kind extends TypeKind> = Omit<TypeReference, 'load' | 'kind'> & { readonly kind: Kind };

/** Where a bit-field lies in the unit that its member's type and offset say. */
export interface BitField {
  /** The lowest bit, counted from 0. */
  readonly position: number;
  /** Bits. */
  readonly length: number;
}

export interface DataMember {
  readonly name: string;
  readonly type: TypeReference;
  /** Bytes from the beginning of the type that it is a member of. */
  readonly offset: number;
  /** Bytes: the size of its type, for a bit-field too. */
  readonly size: number;
  /** Absent where it is no bit-field. */
  readonly bits?: BitField;
}

/** A static member; some DLLs do not tell them. */
export interface StaticMember {
  readonly name: string;
  readonly type: TypeReference;
  /** Null where it is not in memory, or DbgHelp does not know where. */
  readonly address: bigint | null;
  /** Of a constant; null where it is none. */
  readonly value: bigint | null;
}

/** A base class; some DLLs do not tell them. */
export interface BaseClass {
  readonly type: TypeReference;
  readonly virtual: boolean;
  /** Bytes from the beginning of the class; null for a virtual base, which every object has at a place of its own. */
  readonly offset: number | null;
}

/** A method, one for each overload; some DLLs do not tell them. */
export interface Method {
  readonly name: string;
  readonly type: TypeReference;
}

export interface ClassType extends TypeHead<ClassKind> {
  /** In order of declaration, without those of base classes. */
  readonly members: readonly DataMember[];
  readonly statics: readonly StaticMember[];
  readonly bases: readonly BaseClass[];
  readonly methods: readonly Method[];
  /** Types that are declared inside; some DLLs do not tell them. */
  readonly nested: readonly TypeReference[];
  /** Whether it has a table of virtual functions of its own; never where the DLL does not tell. */
  readonly hasVtable: boolean;
  /** The pointer to that table; null where it has none, and where the DLL does not tell. */
  readonly vtable: DataMember | null;
}

export interface Enumerator {
  readonly name: string;
  readonly value: bigint;
}

export interface EnumType extends TypeHead<'enum'> {
  /** The type that values are stored as; null where DbgHelp does not know. */
  readonly underlying: TypeReference | null;
  /** Whether values may be negative. */
  readonly signed: boolean;
  readonly enumerators: readonly Enumerator[];
}

export interface PointerType extends TypeHead<'pointer' | 'reference'> {
  readonly target: TypeReference;
}

export interface ArrayType extends TypeHead<'array'> {
  readonly element: TypeReference;
  /** Elements. */
  readonly count: number;
}

export interface FunctionType extends TypeHead<'function'> {
  readonly returns: TypeReference;
  readonly parameters: readonly TypeReference[];
  /** `__cdecl` and so on; empty where DbgHelp has no word for it. */
  readonly callingConvention: string;
  /** The class of a method; null for other functions, and where the DLL does not tell. */
  readonly class: TypeReference | null;
}

/** Another name of a type. */
export interface TypedefType extends TypeHead<'typedef'> {
  readonly target: TypeReference;
}

/** How the bytes of a type that C++ has built in are to be read. */
export type BaseTypeKind = 'none' | 'integer' | 'character' | 'boolean' | 'float' | 'other';

export interface BaseType extends TypeHead<'base'> {
  readonly base: BaseTypeKind;
  readonly signed: boolean;
}

export type OtherType = TypeHead<'vtable' | 'unknown'>;

/** A type, by its `kind`. */
export type DataType =
  ClassType | EnumType | PointerType | ArrayType | FunctionType | TypedefType | BaseType | OtherType;
