import { IMAGEHLP_SYMBOL_TYPE_INFO as Ask, SymTagEnum } from '../../../types/constants';
import type { TypeReader } from './type-reader';
import type { Steps } from '../slices';

/** The number of types per request. */
const atOnce = 256;

/**
 * The distinct types in a list of ids, in its order. It leaves out classes that are only declared, and types inside
 * classes: their class has them, and nested classes are listed under their full names, too.
 */
export function* distinctTypes(reader: TypeReader, ids: Uint32Array): Steps<Uint32Array> {
  const { answers } = reader;
  const found = new Set<number>();
  const declared = new Set<string>();
  const empty = new Map<string, number[]>();
  for (let from = 0; from < ids.length; from += atOnce) {
    const chunk = ids.subarray(from, from + atOnce);
    answers.know(Array.from(chunk));
    for (const id of chunk) {
      if (answers.number(id, Ask.TI_GET_CLASSPARENTID)) continue;
      const type = reader.meant(id);
      if (reader.isDeclaration(type)) declared.add(answers.name(type));
      else if (!found.has(type)) {
        found.add(type);
        if (isEmptyClass(reader, type)) add(empty, answers.name(type), type);
      }
      yield;
    }
  }
  for (const [name, types] of empty) {
    // A declaration may have the size of its class. Then it looks like a class without members: of two equal ones, one
    // counts.
    if (!declared.has(name)) for (const type of types.slice(Math.ceil(types.length / 2))) found.delete(type);
  }
  return Uint32Array.from(found);
}

function isEmptyClass({ answers }: TypeReader, id: number): boolean {
  return (
    answers.number(id, Ask.TI_GET_SYMTAG) === SymTagEnum.SymTagUDT && !answers.number(id, Ask.TI_GET_CHILDRENCOUNT)
  );
}

function add(groups: Map<string, number[]>, name: string, type: number): void {
  const group = groups.get(name);
  if (group) group.push(type);
  else groups.set(name, [type]);
}
