import { IMAGEHLP_SYMBOL_TYPE_INFO as Ask, SymTagEnum } from '../../../types/constants';
import type { TypeReader } from './type-reader';
import type { Steps } from '../slices';

/** The number of types per request. */
const atOnce = 128;

/** What counts of a listed type. */
const forms = { inside: 0, declared: 1, defined: 2, empty: 3 } as const;

/** What counts of listed types, in their order. Plain data: it may come from another thread. */
export interface TypeForms {
  /** The types that the listed ids mean. */
  readonly meant: number[];
  /** Of `forms`. */
  readonly forms: number[];
  /** The names of those that are only declared, and of those that are empty, in their order. */
  readonly names: string[];
}

export const noForms = (): TypeForms => ({ meant: [], forms: [], names: [] });

/** Appends what counts of the types of some ids. */
export function* examineTypes(reader: TypeReader, ids: Uint32Array, into: TypeForms): Steps<void> {
  const { answers } = reader;
  for (let from = 0; from < ids.length; from += atOnce) {
    const chunk = ids.subarray(from, from + atOnce);
    answers.know(Array.from(chunk));
    for (const id of chunk) {
      const isInside = answers.number(id, Ask.TI_GET_CLASSPARENTID);
      const type = isInside ? id : reader.meant(id);
      const form = isInside ? forms.inside : formOf(reader, type);
      into.meant.push(type);
      into.forms.push(form);
      if (form === forms.declared || form === forms.empty) into.names.push(answers.name(type));
      yield;
    }
  }
}

function formOf(reader: TypeReader, id: number): number {
  if (reader.isDeclaration(id)) return forms.declared;
  const { answers } = reader;
  const isClass = answers.number(id, Ask.TI_GET_SYMTAG) === SymTagEnum.SymTagUDT;
  return isClass && !answers.number(id, Ask.TI_GET_CHILDRENCOUNT) ? forms.empty : forms.defined;
}

/**
 * The distinct types among listed ones, in their order. It leaves out classes that are only declared, and types inside
 * classes: their class has them, and nested classes are listed under their full names, too.
 */
export class DistinctTypes {
  readonly #found = new Set<number>();
  readonly #declared = new Set<string>();
  readonly #empty = new Map<string, number[]>();

  add({ meant, forms: all, names }: TypeForms): void {
    let named = 0;
    for (const [at, form] of all.entries()) {
      const type = meant[at]!;
      const name = form === forms.declared || form === forms.empty ? names[named++]! : '';
      if (form === forms.declared) this.#declared.add(name);
      else if (form !== forms.inside && !this.#found.has(type)) {
        this.#found.add(type);
        if (form === forms.empty) this.#addEmpty(name, type);
      }
    }
  }

  #addEmpty(name: string, type: number): void {
    const group = this.#empty.get(name);
    if (group) group.push(type);
    else this.#empty.set(name, [type]);
  }

  /** Their ids, when all are added. */
  get ids(): Uint32Array {
    for (const [name, types] of this.#empty) {
      // A declaration may have the size of its class. Then it looks like a class without members: of two equal ones,
      // one counts.
      if (this.#declared.has(name)) continue;
      for (const type of types.slice(Math.ceil(types.length / 2))) this.#found.delete(type);
    }
    return Uint32Array.from(this.#found);
  }
}
