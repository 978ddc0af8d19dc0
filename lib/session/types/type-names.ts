import { IMAGEHLP_SYMBOL_TYPE_INFO as Ask, SymTagEnum } from '../../../types/constants';
import { basicTypes, callingConventions, classKinds, kindsByTag, unknownBasicType } from './type-tables';
import type { TypeKind } from './data-type';
import { BoundedMap } from '../../base/bounded-map';
import type { TypeAnswers } from './type-answers';

/** Stands for an unnamed type that contains itself: only a damaged PDB has one. */
const beyondNaming = '...';
const deepestName = 64;
const longestName = 0x1_0000;
const mostKnown = 0x800;
/** Some DLLs give a class of this name for a table of virtual functions. */
const classForVtable = '__internal_vt_shape_';

/**
 * Spells types as C++ does, from the inside out: the text around a pointer, an array or a function grows step by step.
 */
export class TypeNames {
  readonly #answers: TypeAnswers;
  readonly #known = new BoundedMap<number, string>(mostKnown);
  readonly #naming = new Set<number>();
  #depth = 0;

  constructor(answers: TypeAnswers) {
    this.#answers = answers;
  }

  kind(id: number): TypeKind {
    const kind = kindsByTag[this.#answers.number(id, Ask.TI_GET_SYMTAG) ?? 0] ?? 'unknown';
    if (kind === 'pointer') return this.#answers.number(id, Ask.TI_GET_IS_REFERENCE) ? 'reference' : 'pointer';
    if (kind !== 'struct') return kind;
    if (this.#answers.length(id) === 0 && this.#answers.name(id).startsWith(classForVtable)) return 'vtable';
    return classKinds[this.#answers.number(id, Ask.TI_GET_UDTKIND) ?? 0] ?? 'struct';
  }

  of(id: number): string {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    if (this.#naming.has(id)) return beyondNaming;
    this.#naming.add(id);
    try {
      const name = this.#declare(id, '');
      const told = name.length > longestName ? beyondNaming : name;
      this.#known.set(id, told);
      return told;
    } finally {
      this.#naming.delete(id);
    }
  }

  /** The type around a declarator, such as `*` or `(__cdecl *)(int)`. */
  #declare(id: number | undefined, declarator: string): string {
    const kind = id === undefined ? 'unknown' : this.kind(id);
    if (id === undefined || this.#depth >= deepestName) return around(beyondNaming, declarator);
    this.#depth++;
    try {
      switch (kind) {
        case 'pointer':
        case 'reference':
          return this.#declare(this.type(id), (kind === 'pointer' ? '*' : '&') + declarator);
        case 'array': {
          const count = this.#answers.number(id, Ask.TI_GET_COUNT) ?? 0;
          return this.#declare(this.type(id), `${bracketed(declarator)}[${String(count)}]`);
        }
        case 'function':
          return this.#function(id, declarator);
        case 'base':
          return around(this.#base(id), declarator);
        default:
          return around(kind === 'vtable' ? '<vtable>' : this.#named(id, kind), declarator);
      }
    } finally {
      this.#depth--;
    }
  }

  #function(id: number, declarator: string): string {
    const parameters = this.parameters(id).map((parameter) => this.of(parameter));
    const convention = this.convention(id);
    const owner = this.#answers.number(id, Ask.TI_GET_CLASSPARENTID);
    const pointsToMember = owner !== undefined && declarator.startsWith('*');
    const inner = pointsToMember ? `${this.of(owner)}::${declarator}` : declarator;
    const called = [convention, inner].filter((part) => part !== '').join(' ');
    return this.#declare(
      this.type(id),
      `${declarator === '' ? called : `(${called})`}(${parameters.join(', ') || 'void'})`,
    );
  }

  /** Some DLLs leave the enclosing class out of the name of a nested type. */
  #named(id: number, kind: TypeKind): string {
    const name = this.#answers.name(id) || '<unnamed>';
    const owner = kind === 'unknown' ? undefined : this.#answers.number(id, Ask.TI_GET_CLASSPARENTID);
    if (!owner) return name;
    const scope = `${this.of(owner)}::`;
    return name.startsWith(scope) ? name : scope + name;
  }

  #base(id: number): string {
    const { names } = basicTypes[this.#answers.number(id, Ask.TI_GET_BASETYPE) ?? -1] ?? unknownBasicType;
    return names[this.#answers.length(id) ?? 0] ?? names[0]!;
  }

  /** The type that a type refers to: the target of a pointer, the element of an array, the result of a function. */
  type(id: number): number | undefined {
    return this.#answers.number(id, Ask.TI_GET_TYPE);
  }

  /** The types of a function's parameters. */
  parameters(id: number): number[] {
    return this.#answers
      .children(id)
      .filter((child) => this.#answers.number(child, Ask.TI_GET_SYMTAG) === SymTagEnum.SymTagFunctionArgType)
      .map((child) => this.type(child))
      .filter((type) => type !== undefined);
  }

  convention(id: number): string {
    return callingConventions[this.#answers.number(id, Ask.TI_GET_CALLING_CONVENTION) ?? -1] ?? '';
  }
}

const around = (name: string, declarator: string): string => (declarator === '' ? name : `${name} ${declarator}`);

/** `*` binds less tightly than `[4]`. */
const bracketed = (declarator: string): string => (/^[*&]/.test(declarator) ? `(${declarator})` : declarator);

/**
 * The name of a method without its class. Some DLLs give the plain name, but put the scope in front if the method's
 * code is in the image, perhaps spelled differently than in the name of the class.
 */
export function methodName(name: string, className: string): string {
  const owner = `${lastPart(className)}::`;
  const at = name.indexOf(owner);
  const within = at === 0 || (at > 0 && name.slice(at - 2, at) === '::');
  return within && !/\boperator\b/.test(name.slice(0, at)) ? name.slice(at + owner.length) : name;
}

/** The text after the last `::` that is not in angle brackets. */
function lastPart(name: string): string {
  let depth = 0;
  for (let at = name.length - 1; at > 0; at--) {
    if (name[at] === '>') depth++;
    else if (name[at] === '<') depth--;
    else if (depth === 0 && name[at] === ':' && name[at - 1] === ':') return name.slice(at + 1);
  }
  return name;
}
