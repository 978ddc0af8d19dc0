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
import { asInteger, integerFormat, mostTypedefs, type IntegerFormat } from './integers';
import { methodName, TypeNames } from './type-names';
import { basicTypes, unknownBasicType } from './type-tables';
import { BoundedMap } from '../../base/bounded-map';
import { jsonReady } from '../../base/json-ready';
import type { Steps } from '../slices';
import type { TypeAnswers } from './type-answers';

/** Makes a reference, which loads its type later. */
export type MakeReference = (head: TypeHead<TypeKind>) => TypeReference;

/** Reading the clock after each child would take longer than some children do. */
const childrenBetweenSteps = 16;

/** Stands for a type whose id DbgHelp does not give: no DLL has a type with this id. */
const noType = 0;

/** Debuggers' name for the pointer to a table of virtual functions. */
const vtableName = '__VFN_table';

/** A reference has a name, which may be long. */
const mostReferences = 0x400;
/** As many as there are types whose facts stay known. */
const mostMeant = 0x2000;

/** Reads types of one module, one level at a time; valid until something is unloaded. */
export class TypeReader {
  readonly answers: TypeAnswers;
  readonly #module: string;
  readonly #makeReference: MakeReference;
  readonly #names: TypeNames;
  readonly #references = new BoundedMap<number, TypeReference>(mostReferences);
  readonly #meant = new BoundedMap<number, number>(mostMeant);

  constructor(answers: TypeAnswers, module: string, makeReference: MakeReference) {
    this.answers = answers;
    this.#module = module;
    this.#makeReference = makeReference;
    this.#names = new TypeNames(answers);
  }

  reference(id: number): TypeReference {
    let reference = this.#references.get(id);
    if (!reference) {
      const target = this.meant(id);
      reference = this.#makeReference(this.#head(target, this.#names.kind(target)));
      this.#references.set(id, reference);
    }
    return reference;
  }

  /** The type that an id means: several ids may mean one type. */
  meant(id: number): number {
    let meant = this.#meant.get(id);
    if (meant === undefined) this.#meant.set(id, (meant = this.#definition(this.#sameNamed(id))));
    return meant;
  }

  /**
   * C++ compilers record a class twice, as the class and as a typedef of the same name. DLLs differ in which one they
   * give.
   */
  #sameNamed(id: number): number {
    if (this.answers.number(id, Ask.TI_GET_SYMTAG) !== SymTagEnum.SymTagTypedef) return id;
    const target = this.#names.type(id);
    return target !== undefined && this.answers.name(target) === this.answers.name(id) ? target : id;
  }

  /**
   * The definition of a class or enumeration: some DLLs give the members of the definition for each declaration, too.
   * The members name their owner.
   */
  #definition(id: number): number {
    const tag = this.answers.number(id, Ask.TI_GET_SYMTAG);
    return tag === SymTagEnum.SymTagUDT || tag === SymTagEnum.SymTagEnum ? this.answers.definition(id) : id;
  }

  /**
   * Whether a class is only declared. Some DLLs list declarations beside the defined classes, and stand-ins for tables
   * of virtual functions. Every defined class has a size.
   */
  isDeclaration(id: number): boolean {
    return this.answers.number(id, Ask.TI_GET_SYMTAG) === SymTagEnum.SymTagUDT && !this.answers.length(id);
  }

  /** Reads the types that DbgHelp knows, with few calls. */
  *readAll(ids: readonly number[]): Steps<DataType[]> {
    this.answers.know(ids);
    yield* this.answers.knowChildren(ids);
    const types: DataType[] = [];
    for (const id of ids) {
      const type = yield* this.read(id);
      if (type) types.push(type);
      yield;
    }
    return types;
  }

  /** Null if DbgHelp does not know the id. */
  *read(id: number): Steps<DataType | null> {
    if (!this.answers.number(id, Ask.TI_GET_SYMTAG)) return null;
    const target = this.meant(id);
    const kind = this.#names.kind(target);
    switch (kind) {
      case 'struct':
      case 'class':
      case 'union':
      case 'interface':
        return yield* this.#class(target, kind);
      case 'enum': {
        const underlying = this.#names.type(target);
        const format = integerFormat(this.answers, target);
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
        const count = this.answers.number(target, Ask.TI_GET_COUNT) ?? 0;
        return { ...this.#head(target, kind), element: this.#type(target), count };
      }
      case 'function': {
        const owner = this.answers.number(target, Ask.TI_GET_CLASSPARENTID);
        return {
          ...this.#head(target, kind),
          returns: this.#type(target),
          parameters: this.#names.parameters(target).map((parameter) => this.reference(parameter)),
          callingConvention: this.#names.convention(target),
          class: owner === undefined ? null : this.reference(owner),
        };
      }
      case 'base': {
        const { base, signed } = basicTypes[this.answers.number(target, Ask.TI_GET_BASETYPE) ?? -1] ?? unknownBasicType;
        return { ...this.#head(target, kind), base, signed };
      }
      default:
        return this.#head(target, kind);
    }
  }

  #head<Kind extends TypeKind>(id: number, kind: Kind): TypeHead<Kind> {
    return { kind, name: this.#names.of(id), size: this.#size(id), module: this.#module, id };
  }

  /** DLLs differ in whether a typedef has the size of its target. */
  #size(id: number): number {
    let size = this.answers.length(id);
    let at: number | undefined = id;
    for (let depth = 0; size === undefined && depth < mostTypedefs; depth++) {
      if (this.answers.number(at, Ask.TI_GET_SYMTAG) !== SymTagEnum.SymTagTypedef) break;
      at = this.#names.type(at);
      if (at === undefined) break;
      size = this.answers.length(at);
    }
    return size ?? 0;
  }

  /** A reference to the type of a type, a member or a base class. */
  #type(id: number): TypeReference {
    return this.reference(this.#names.type(id) ?? noType);
  }

  *#enumerators(id: number, format: IntegerFormat | undefined): Steps<Enumerator[]> {
    const enumerators: Enumerator[] = [];
    const children = this.answers.children(id);
    for (const [index, child] of children.entries()) {
      const value = this.answers.value(child);
      if (value !== undefined) {
        enumerators.push(jsonReady({ name: this.answers.name(child), value: asInteger(value, format) }));
      }
      if (index % childrenBetweenSteps === 0) yield;
    }
    return enumerators;
  }

  *#class(id: number, kind: ClassKind): Steps<ClassType> {
    const members: DataMember[] = [];
    const statics: StaticMember[] = [];
    const bases: BaseClass[] = [];
    const methods: Method[] = [];
    const nested: TypeReference[] = [];
    let vtable: DataMember | null = null;
    const head = this.#head(id, kind);
    const children = this.answers.children(id);
    for (const [index, child] of children.entries()) {
      switch (this.answers.number(child, Ask.TI_GET_SYMTAG)) {
        case SymTagEnum.SymTagData:
          if (this.answers.number(child, Ask.TI_GET_DATAKIND) === DataKind.DataIsMember) {
            members.push(this.#member(child));
          } else {
            statics.push(this.#static(child));
            yield;
          }
          break;
        case SymTagEnum.SymTagBaseClass:
          bases.push(this.#base(child));
          break;
        case SymTagEnum.SymTagFunction:
          methods.push({ name: methodName(this.answers.name(child), head.name), type: this.#type(child) });
          break;
        case SymTagEnum.SymTagVTable:
          vtable = this.#vtable(child);
          break;
        case SymTagEnum.SymTagUDT:
        case SymTagEnum.SymTagEnum:
        case SymTagEnum.SymTagTypedef:
          nested.push(this.reference(child));
          break;
      }
      if (index % childrenBetweenSteps === 0) yield;
    }
    return { ...head, members, statics, bases, methods, nested, hasVtable: vtable !== null, vtable };
  }

  #vtable(id: number): DataMember {
    const type = this.#type(id);
    return { name: vtableName, type, offset: this.answers.number(id, Ask.TI_GET_OFFSET) ?? 0, size: type.size };
  }

  #member(id: number): DataMember {
    const type = this.#type(id);
    const member = {
      name: this.answers.name(id),
      type,
      offset: this.answers.number(id, Ask.TI_GET_OFFSET) ?? 0,
      size: type.size,
    };
    // Only bit-fields have both.
    const position = this.answers.number(id, Ask.TI_GET_BITPOSITION);
    const length = position === undefined ? undefined : this.answers.length(id);
    return position === undefined || !length ? member : { ...member, bits: { position, length } };
  }

  #static(id: number): StaticMember {
    const type = this.#names.type(id);
    const value = this.answers.value(id);
    return jsonReady({
      name: this.answers.name(id),
      type: this.#type(id),
      // Some DLLs take long to search for the address of a constant.
      address: value === undefined ? (this.answers.address(id) ?? null) : null,
      value: value === undefined || type === undefined ? null : asInteger(value, integerFormat(this.answers, type)),
    });
  }

  #base(id: number): BaseClass {
    const virtual = (this.answers.number(id, Ask.TI_GET_VIRTUALBASECLASS) ?? 0) !== 0;
    const offset = virtual ? null : (this.answers.number(id, Ask.TI_GET_OFFSET) ?? null);
    return { type: this.#type(id), virtual, offset };
  }
}
