/** Types as plain data, one level at a time. The types that a type refers to are loaded on demand. */

/** The kind of a type. `'unknown'` is one for which neither this package nor C++ has a word. */
export type TypeKind =
  ClassKind | 'enum' | 'pointer' | 'reference' | 'array' | 'function' | 'typedef' | 'base' | 'vtable' | 'unknown';

/** A type with members. */
export type ClassKind = 'struct' | 'class' | 'union' | 'interface';

/** A type that another one refers to. */
export interface TypeReference {
  readonly kind: TypeKind;
  /** The name in C++: `scene::Shape`, `int [4]`, `void (__cdecl *)(int)`. */
  readonly name: string;
  /** The size in bytes; 0 if it has none, like `void`, or if it is unknown. */
  readonly size: number;
  /** The short name of the type's module. */
  readonly module: string;
  /** The type's index in the module, valid while the module is loaded: TypeIndex of raw calls. */
  readonly id: number;
  /**
   * Reads the type itself.
   *
   * @throws `DbgHelpError` `DBGHELP_MODULE_UNLOADED` or `DBGHELP_CLOSED` once its module or its session is gone,
   * `DBGHELP_NOT_FOUND` if DbgHelp does not know the type any more
   */
  load(): Promise<DataType>;
}

/** The members of all types. */
export type TypeHead<Kind extends TypeKind> = Omit<TypeReference, 'load' | 'kind'> & { readonly kind: Kind };

/** The place of a bit-field in the unit given by its member's type and offset. */
export interface BitField {
  /** The lowest bit, counted from 0. */
  readonly position: number;
  /** Bits. */
  readonly length: number;
}

export interface DataMember {
  readonly name: string;
  readonly type: TypeReference;
  /** Bytes from the beginning of the type that contains the member. */
  readonly offset: number;
  /** The size of its type in bytes, also for a bit-field. */
  readonly size: number;
  /** Absent if it is no bit-field. */
  readonly bits?: BitField;
}

/** A static member; some DLLs do not report these. */
export interface StaticMember {
  readonly name: string;
  readonly type: TypeReference;
  /** Its address; null if it is not in memory, or if DbgHelp does not know the address. */
  readonly address: bigint | null;
  /** The value of a constant; null if it is no constant. */
  readonly value: bigint | null;
}

/** A base class; some DLLs do not report these. */
export interface BaseClass {
  readonly type: TypeReference;
  readonly virtual: boolean;
  /** Bytes from the beginning of the class; null for a virtual base, whose offset differs between objects. */
  readonly offset: number | null;
}

/** A method, one for each overload; some DLLs do not report these. */
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
  /** Types that are declared inside; some DLLs do not report these. */
  readonly nested: readonly TypeReference[];
  /** Whether it has its own table of virtual functions; false if the DLL does not report it. */
  readonly hasVtable: boolean;
  /** The pointer to that table; null if it has none, or if the DLL does not report it. */
  readonly vtable: DataMember | null;
}

export interface Enumerator {
  readonly name: string;
  readonly value: bigint;
}

export interface EnumType extends TypeHead<'enum'> {
  /** The type as which values are stored; null if DbgHelp does not know it. */
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
  /** `__cdecl` and so on; empty if DbgHelp has no word for it. */
  readonly callingConvention: string;
  /** The class of a method; null for other functions, or if the DLL does not report it. */
  readonly class: TypeReference | null;
}

/** Another name of a type. */
export interface TypedefType extends TypeHead<'typedef'> {
  readonly target: TypeReference;
}

/** How to read the bytes of a built-in type of C++. */
export type BaseTypeKind = 'none' | 'integer' | 'character' | 'boolean' | 'float' | 'other';

export interface BaseType extends TypeHead<'base'> {
  readonly base: BaseTypeKind;
  readonly signed: boolean;
}

export type OtherType = TypeHead<'vtable' | 'unknown'>;

/** A type, by its `kind`. */
export type DataType =
  ClassType | EnumType | PointerType | ArrayType | FunctionType | TypedefType | BaseType | OtherType;
