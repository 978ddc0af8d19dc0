import type { DbgHelpToken } from '../../../types/calls';
import { DbgHelpError } from '../../base/errors';
import type { SessionCore } from '../core';
import type { SymbolModule } from '../modules/module';
import { inSlices } from '../slices';
import type { DataType, TypeHead, TypeKind, TypeReference } from './data-type';
import { findDefinition } from './finding';
import { TypeInformation } from './type-information';
import { TypeReader } from './type-reader';

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
  const answers = new TypeInformation(core, api, module.base);
  const reader = new TypeReader(answers, module.name, (head) => new LazyType(core, module, head));
  kept.set(module, { reader, api, generation, rawTurns });
  return reader;
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
