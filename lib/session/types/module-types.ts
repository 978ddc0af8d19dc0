import type { DbgHelpToken } from '../../../types/calls';
import { BoundedMap } from '../../base/bounded-map';
import { DbgHelpError } from '../../base/errors';
import type { SessionCore } from '../core';
import type { WorkThere } from '../listings/list';
import type { SymbolModule } from '../modules/module';
import { inSlices } from '../slices';
import type { DataType, TypeHead, TypeKind, TypeReference } from './data-type';
import { findDefinition } from './finding';
import { TypeInformation } from './type-information';
import { TypeReader } from './type-reader';
import type { ListedTypes } from './type-work';

/** A loop refers to few types at a time: what stays longer is moved to V8's old generation, which then grows. */
const mostReferences = 0x100;

interface Kept {
  readonly reader: TypeReader;
  readonly api: DbgHelpToken;
  /** Of `Answers`, when the reader was made. */
  readonly generation: number;
  readonly rawTurns: number | undefined;
}

const kept = new WeakMap<SymbolModule, Kept>();

/**
 * A reader of a module's types, valid for one slot. What it knows is kept as long as the module is loaded, or until raw
 * calls may have changed anything: ids change with every load.
 *
 * @internal
 */
export function typeReader(core: SessionCore, api: DbgHelpToken, module: SymbolModule): TypeReader {
  const { generation, rawTurns } = core.answers;
  const before = kept.get(module);
  if (before?.api === api && before.generation === generation && before.rawTurns === rawTurns) return before.reader;
  const answers = new TypeInformation({
    api,
    readName: (given) => core.text.read(api, given),
    key: core.key,
    base: module.base,
    manyAtOnce: core.binding.has('SymGetTypeInfoEx'),
  });
  const reader = new TypeReader(answers, module.name, (head) => new LazyType(core, module, head));
  kept.set(module, { reader, api, generation, rawTurns });
  return reader;
}

/** Numbers of modules, by which the thread for long listings knows them. */
const numbers = new WeakMap<SymbolModule, number>();
let lastNumber = 0;

/**
 * Work with some types of a module for the thread for long listings. What it knows is good for as long as that of
 * `typeReader`.
 *
 * @internal
 */
export function typesThere<Name extends 'typeForms' | 'readTypes'>(
  { answers, binding, key }: SessionCore,
  module: SymbolModule,
  name: Name,
  ids: Uint32Array,
): WorkThere<Name> {
  let number = numbers.get(module);
  if (number === undefined) numbers.set(module, (number = ++lastNumber));
  const manyAtOnce = binding.has('SymGetTypeInfoEx');
  const request: ListedTypes = {
    key,
    base: module.base,
    module: module.name,
    knowledge: [number, answers.generation, answers.rawTurns].join(' '),
    manyAtOnce,
    ids: ids.slice(),
  };
  return { name, calls: manyAtOnce ? 'SymGetTypeInfoEx' : 'SymGetTypeInfo', request };
}

/**
 * One type; null if DbgHelp does not know the id.
 *
 * @internal
 */
export async function readType(
  core: SessionCore,
  api: DbgHelpToken,
  module: SymbolModule,
  id: number,
): Promise<DataType | null> {
  const reader = typeReader(core, api, module);
  const type = await inSlices(reader.read(id));
  if (!type || !reader.isDeclaration(type.id)) return type;
  const defined = await findDefinition(core, api, module, type.name, { api: 'SymbolSession.type' });
  return defined === undefined ? type : inSlices(reader.read(defined));
}

/**
 * Makes references, one for each type as long as it is used.
 *
 * @internal
 */
export function lazyTypes(core: SessionCore, module: SymbolModule): (head: TypeHead<TypeKind>) => TypeReference {
  const made = new BoundedMap<number, TypeReference>(mostReferences);
  return (head) => {
    let reference = made.get(head.id);
    if (!reference) made.set(head.id, (reference = new LazyType(core, module, head)));
    return reference;
  };
}

class LazyType implements TypeReference {
  readonly kind: TypeKind;
  readonly name: string;
  readonly size: number;
  readonly module: string;
  readonly id: number;
  readonly #core: SessionCore;
  readonly #module: SymbolModule;

  constructor(core: SessionCore, module: SymbolModule, head: TypeHead<TypeKind>) {
    this.#core = core;
    this.#module = module;
    this.kind = head.kind;
    this.name = head.name;
    this.size = head.size;
    this.module = head.module;
    this.id = head.id;
  }

  async load(): Promise<DataType> {
    const api = 'TypeReference.load';
    this.#module.assertLoaded(api);
    return this.#core.run(api, async (token) => {
      // Checks again: another call may have unloaded it while this one waited.
      this.#module.assertLoaded(api);
      const type = await readType(this.#core, token, this.#module, this.id);
      if (!type) {
        throw new DbgHelpError(
          'DBGHELP_NOT_FOUND',
          `${api}: ${this.module} has no type ${this.name || 'of this kind'}`,
          {
            api: 'SymGetTypeInfo',
          },
        );
      }
      return type;
    });
  }
}
