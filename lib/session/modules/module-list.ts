import { countWhile } from '../../base/sorted';
import * as structures from '../../../types/structures';
import type { OptionsOwner } from '../../dll/options';
import { defineStruct } from '../../ffi/struct';
import type { DbgHelpToken } from '../../../types/calls';
import type { IMAGEHLP_MODULEW64 } from '../../../types/structures';
import { moduleInfo, SymbolModule, type ModuleInfo, type ModuleOwner } from './module';
import { overlap } from './module-place';
import type { ToldFiles } from '../../search/why-no-symbols';

const moduleView = defineStruct<IMAGEHLP_MODULEW64>(structures.IMAGEHLP_MODULEW64);

/** What a session knows of a module that it loaded, whatever the DLL was given, or tells of it. */
interface Given extends ToldFiles {
  /** Where its image lies: DLLs cut long paths, leave them out, or got another file. */
  readonly path?: string;
  /** What it is to be called. */
  readonly name?: string;
}

/** The modules of a session, as DbgHelp last told them: one object for a loaded module, for as long as it is loaded. */
export class ModuleList {
  readonly #owner: ModuleOwner;
  readonly #key: bigint;
  readonly #byBase = new Map<bigint, SymbolModule>();
  /** Of the modules that the session loaded itself, by their bases. */
  readonly #given = new Map<bigint, Given>();
  #sorted: SymbolModule[] | undefined;
  /** The one that an address was in last: the next one often is in it, too. */
  #last: SymbolModule | undefined;
  readonly #view = moduleView.alloc();
  /** Counts what was loaded, unloaded, or told differently. */
  changes = 0;

  readonly #options: OptionsOwner;
  /** `rawTurns` when the whole list was read last; undefined where it may have changed since. */
  #readAt: number | undefined;

  constructor(owner: ModuleOwner, key: bigint, options: OptionsOwner) {
    this.#owner = owner;
    this.#key = key;
    this.#options = options;
  }

  get all(): SymbolModule[] {
    this.#sorted ??= [...this.#byBase.values()].sort((a, b) => (a.base < b.base ? -1 : 1));
    return this.#sorted;
  }

  at(base: bigint): SymbolModule | undefined {
    return this.#byBase.get(base);
  }

  /** The module that an address lies in. */
  containing(address: bigint): SymbolModule | undefined {
    if (this.#last?.contains(address)) return this.#last;
    const modules = this.all;
    const candidate = modules[countWhile(modules.length, (at) => modules[at]!.base <= address) - 1];
    return candidate?.contains(address) ? (this.#last = candidate) : undefined;
  }

  /** By any of its spellings; a module that is called so comes before one whose file is. */
  named(name: string): SymbolModule | undefined {
    const wanted = name.toLowerCase();
    const { all } = this;
    return (
      all.find(({ spellings }) => spellings[0] === wanted) ?? all.find(({ spellings }) => spellings.includes(wanted))
    );
  }

  /**
   * Those that are chosen: one, by its name, or all.
   *
   * @param mask - only those that are called so by any of their spellings
   */
  chosen(choice: SymbolModule | string | undefined, mask?: RegExp): readonly SymbolModule[] {
    const named = typeof choice === 'string' ? this.named(choice) : choice;
    const modules = choice === undefined ? this.all : named ? [named] : [];
    return modules.filter(({ spellings }) => mask === undefined || spellings.some((name) => mask.test(name)));
  }

  /** Asks SymGetModuleInfoW64 for the module at an address. */
  read(api: DbgHelpToken, address: bigint): ModuleInfo | undefined {
    if (!api.SymGetModuleInfoW64.raw(this.#key, address, this.#view)) return undefined;
    const info = moduleInfo(this.#view);
    const imagePath = this.#given.get(info.base)?.path;
    return imagePath === undefined ? info : { ...info, imagePath };
  }

  /** What is known of a module that has just been loaded. */
  give(base: bigint, given: Given): void {
    this.#given.set(base, given);
  }

  /** Takes in what DbgHelp says of the module at an address now. */
  refresh(api: DbgHelpToken, address: bigint): SymbolModule | undefined {
    const info = this.read(api, address);
    if (!info) return undefined;
    this.changes++;
    const known = this.#byBase.get(info.base);
    if (known?.isAnotherThan(info)) {
      this.drop(info.base);
      return this.refresh(api, address);
    }
    if (known) {
      known.update(info);
      return known;
    }
    const given = this.#given.get(info.base);
    const module = new SymbolModule(this.#owner, info, given?.name);
    if (given) module.told = { pdb: given.pdb, beside: given.beside };
    this.#byBase.set(info.base, module);
    this.#sorted = undefined;
    this.#last = undefined;
    for (const other of this.all.filter((candidate) => candidate !== module && overlap(candidate, module)))
      if (this.read(api, other.base)?.base !== other.base) this.drop(other.base);
    return module;
  }

  /** Takes in the whole list: SymEnumerateModulesW64. */
  refreshAll(api: DbgHelpToken): SymbolModule[] {
    const bases = new Set<bigint>();
    api.SymEnumerateModulesW64(
      this.#key,
      (_name, base) => {
        bases.add(base);
      },
      null,
    );
    for (const base of this.#byBase.keys()) if (!bases.has(base)) this.drop(base);
    for (const base of bases) this.refresh(api, base);
    this.#readAt = this.#options.rawTurns;
    return this.all;
  }

  /** The whole list, asked for only where somebody else may have changed it: before a place in it is taken. */
  current(api: DbgHelpToken): SymbolModule[] {
    return this.#readAt === this.#options.rawTurns ? this.all : this.refreshAll(api);
  }

  /** Raw calls were made that may have changed it. */
  doubt(): void {
    this.#readAt = undefined;
  }

  drop(base: bigint): void {
    this.changes++;
    this.#byBase.get(base)?.markUnloaded();
    this.#byBase.delete(base);
    this.#given.delete(base);
    this.#sorted = undefined;
    this.#last = undefined;
  }
}
