import { DataKind, IMAGEHLP_SYMBOL_TYPE_INFO as Ask, SymTagEnum } from '../../../types/constants';
import type {
  BaseClass,
  ClassKind,
  ClassType,
  DataMember,
  DataType,
  Enumerator,
  Method,
  StaticMember,
  TypeHead,
  TypeKind,
  TypeReference,
} from './data-type';
import { asInteger, integerFormat, type IntegerFormat } from './integers';
import type { TypeAnswers } from './type-information';
import { TypeNames } from './type-names';
import { basicTypes, unknownBasicType } from './type-tables';

/** Makes what loads a type later. */
export type MakeReference = (head: TypeHead<TypeKind>) => TypeReference;

/** Work that may be long; between its steps, others may go on. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** In place of the id of a type that DbgHelp does not tell: no DLL has a type of this id. */
const noType = 0;

/** Reads types of one module, one level at a time, for as long as nothing is unloaded. */
export class TypeReader {
  readonly #answers: TypeAnswers;
  readonly #module: string;
  readonly #makeReference: MakeReference;
  readonly #names: TypeNames;
  readonly #references = new Map<number, TypeReference>();

  constructor(answers: TypeAnswers, module: string, makeReference: MakeReference) {
    this.#answers = answers;
    this.#module = module;
    this.#makeReference = makeReference;
    this.#names = new TypeNames(answers);
  }

  reference(id: number): TypeReference {
    let reference = this.#references.get(id);
    if (!reference) {
      const target = this.sameNamed(id);
      reference = this.#makeReference(this.#head(target, this.#names.kind(target)));
      this.#references.set(id, reference);
    }
    return reference;
  }

  /**
   * The type that a name means: C++ compilers record a class twice, as the class and as a typedef of the same name,
   * and DLLs differ in which of them they give.
   */
  sameNamed(id: number): number {
    if (this.#answers.number(id, Ask.TI_GET_SYMTAG) !== SymTagEnum.SymTagTypedef) return id;
    const target = this.#names.type(id);
    return target !== undefined && this.#answers.name(target) === this.#answers.name(id) ? target : id;
  }

  /**
   * Whether a class is only declared: Wine's DLL keeps declarations beside the classes that they declare, and its own
   * stand-ins for tables of virtual functions. Every class that is defined has a size.
   */
  isDeclaration(id: number): boolean {
    return this.#answers.number(id, Ask.TI_GET_SYMTAG) === SymTagEnum.SymTagUDT && !this.#answers.length(id);
  }

  /** Null where DbgHelp knows no type of that id. */
  *read(id: number): Steps<DataType | null> {
    if (!this.#answers.number(id, Ask.TI_GET_SYMTAG)) return null;
    const target = this.sameNamed(id);
    const kind = this.#names.kind(target);
    switch (kind) {
      case 'struct':
      case 'class':
      case 'union':
      case 'interface':
        return yield* this.#class(target, kind);
      case 'enum': {
        const underlying = this.#names.type(target);
        const format = integerFormat(this.#answers, target);
        return {
          ...this.#head(target, kind),
          underlying: underlying === undefined ? null : this.reference(underlying),
          signed: format?.signed ?? true,
          enumerators: yield* this.#enumerators(target, format),
        };
      }
      case 'pointer':
      case 'reference':
      case 'typedef':
        return { ...this.#head(target, kind), target: this.#type(target) };
      case 'array': {
        const count = this.#answers.number(target, Ask.TI_GET_COUNT) ?? 0;
        return { ...this.#head(target, kind), element: this.#type(target), count };
      }
      case 'function': {
        const owner = this.#answers.number(target, Ask.TI_GET_CLASSPARENTID);
        return {
          ...this.#head(target, kind),
          returns: this.#type(target),
          parameters: this.#names.parameters(target).map((parameter) => this.reference(parameter)),
          callingConvention: this.#names.convention(target),
          class: owner === undefined ? null : this.reference(owner),
        };
      }
      case 'base': {
        const { base, signed } =
          basicTypes[this.#answers.number(target, Ask.TI_GET_BASETYPE) ?? -1] ?? unknownBasicType;
        return { ...this.#head(target, kind), base, signed };
      }
      default:
        return this.#head(target, kind);
    }
  }

  #head<Kind extends TypeKind>(id: number, kind: Kind): TypeHead<Kind> {
    return { kind, name: this.#names.of(id), size: this.#answers.length(id) ?? 0, module: this.#module, id };
  }

  /** What a type, a member or a base class is made of. */
  #type(id: number): TypeReference {
    return this.reference(this.#names.type(id) ?? noType);
  }

  *#enumerators(id: number, format: IntegerFormat | undefined): Steps<Enumerator[]> {
    const enumerators: Enumerator[] = [];
    for (const child of this.#answers.children(id)) {
      const value = this.#answers.value(child);
      if (value !== undefined) enumerators.push({ name: this.#answers.name(child), value: asInteger(value, format) });
      yield;
    }
    return enumerators;
  }

  *#class(id: number, kind: ClassKind): Steps<ClassType> {
    const members: DataMember[] = [];
    const statics: StaticMember[] = [];
    const bases: BaseClass[] = [];
    const methods: Method[] = [];
    const nested: TypeReference[] = [];
    let hasVtable = false;
    for (const child of this.#answers.children(id)) {
      switch (this.#answers.number(child, Ask.TI_GET_SYMTAG)) {
        case SymTagEnum.SymTagData:
          if (this.#answers.number(child, Ask.TI_GET_DATAKIND) === DataKind.DataIsMember) {
            members.push(this.#member(child));
          } else statics.push(this.#static(child));
          break;
        case SymTagEnum.SymTagBaseClass:
          bases.push(this.#base(child));
          break;
        case SymTagEnum.SymTagFunction:
          methods.push({ name: this.#answers.name(child), type: this.#type(child) });
          break;
        case SymTagEnum.SymTagVTable:
          hasVtable = true;
          break;
        case SymTagEnum.SymTagUDT:
        case SymTagEnum.SymTagEnum:
        case SymTagEnum.SymTagTypedef:
          nested.push(this.reference(child));
          break;
      }
      yield;
    }
    return { ...this.#head(id, kind), members, statics, bases, methods, nested, hasVtable };
  }

  #member(id: number): DataMember {
    const type = this.#type(id);
    const member = {
      name: this.#answers.name(id),
      type,
      offset: this.#answers.number(id, Ask.TI_GET_OFFSET) ?? 0,
      size: type.size,
    };
    // Only a bit-field has both.
    const position = this.#answers.number(id, Ask.TI_GET_BITPOSITION);
    const length = position === undefined ? undefined : this.#answers.length(id);
    return position === undefined || !length ? member : { ...member, bits: { position, length } };
  }

  #static(id: number): StaticMember {
    const type = this.#names.type(id);
    const value = this.#answers.value(id);
    return {
      name: this.#answers.name(id),
      type: this.#type(id),
      address: this.#answers.address(id) ?? null,
      value: value === undefined || type === undefined ? null : asInteger(value, integerFormat(this.#answers, type)),
    };
  }

  #base(id: number): BaseClass {
    const virtual = (this.#answers.number(id, Ask.TI_GET_VIRTUALBASECLASS) ?? 0) !== 0;
    const offset = virtual ? null : (this.#answers.number(id, Ask.TI_GET_OFFSET) ?? null);
    return { type: this.#type(id), virtual, offset };
  }
}
