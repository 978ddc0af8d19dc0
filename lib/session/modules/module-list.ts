import { countWhile } from '../../base/sorted';
import { IMAGEHLP_MODULEW64 } from '../../ffi/structures';
import type { OptionsOwner } from '../../dll/options';
import type { DbgHelpToken } from '../../../types/calls';
import { moduleInfo, SymbolModule, type ModuleInfo, type ModuleOwner } from './module';
import { endOf, overlap, type Extent } from './module-place';
import type { NamePattern } from '../names/mask-matcher';
import type { ToldFiles } from '../../search/why-no-symbols';

/** What a session knows of a module that it loaded, beyond what the DLL knows. */
interface Given extends ToldFiles {
  /** The path of its image: DLLs cut long paths, omit them, or got another file. */
  readonly path?: string;
  /** The name that the caller gave. */
  readonly name?: string;
}

/**
 * The modules of a session, as DbgHelp last described them. A loaded module has the same object until it is unloaded.
 */
export class ModuleList {
  readonly #owner: ModuleOwner;
  readonly #key: bigint;
  readonly #byBase = new Map<bigint, SymbolModule>();
  /** Facts about modules that the session loaded itself, by base. */
  readonly #given = new Map<bigint, Given>();
  readonly #sorted: SymbolModule[] = [];
  /** Of the largest module that was ever in the list. */
  #mostBytes = 0n;
  /** The module of the last look-up, which often has the next address, too. */
  #last: SymbolModule | undefined;
  readonly #view = IMAGEHLP_MODULEW64.alloc();
  /** Counts loads, unloads and changed descriptions. */
  changes = 0;

  readonly #options: OptionsOwner;
  /** The value of `rawTurns` at the last reading of the whole list; undefined if the list may have changed since. */
  #readAt: number | undefined;

  constructor(owner: ModuleOwner, key: bigint, options: OptionsOwner) {
    this.#owner = owner;
    this.#key = key;
    this.#options = options;
  }

  /** By base. The list changes when modules come and go. */
  get all(): readonly SymbolModule[] {
    return this.#sorted;
  }

  /** The modules that have an address of an extent, too. */
  overlapping(extent: Extent): SymbolModule[] {
    const found: SymbolModule[] = [];
    const lowest = extent.base - this.#mostBytes;
    for (let at = this.#before(endOf(extent)) - 1; at >= 0 && this.#sorted[at]!.base >= lowest; at--)
      if (overlap(this.#sorted[at]!, extent)) found.unshift(this.#sorted[at]!);
    return found;
  }

  /** How many modules begin before an address. */
  #before(address: bigint): number {
    return countWhile(this.#sorted.length, (at) => this.#sorted[at]!.base < address);
  }

  at(base: bigint): SymbolModule | undefined {
    return this.#byBase.get(base);
  }

  /** The module that contains an address. */
  containing(address: bigint): SymbolModule | undefined {
    if (this.#last?.contains(address)) return this.#last;
    const candidate = this.#sorted[this.#before(address + 1n) - 1];
    return candidate?.contains(address) ? (this.#last = candidate) : undefined;
  }

  /** Finds a module by any of its spellings. A module of this name precedes one with this file name. */
  named(name: string): SymbolModule | undefined {
    const wanted = name.toLowerCase();
    const { all } = this;
    return (
      all.find(({ spellings }) => spellings[0] === wanted) ?? all.find(({ spellings }) => spellings.includes(wanted))
    );
  }

  /**
   * The chosen modules: one, by its name, or all.
   *
   * @param mask - leaves only modules with a spelling that matches
   */
  chosen(choice: SymbolModule | string | undefined, mask?: NamePattern): readonly SymbolModule[] {
    const named = typeof choice === 'string' ? this.named(choice) : choice;
    const modules = choice === undefined ? this.all : named ? [named] : [];
    return modules.filter(({ spellings }) => mask === undefined || spellings.some((name) => mask.test(name)));
  }

  /** Asks SymGetModuleInfoW64 about the module at an address. */
  read(api: DbgHelpToken, address: bigint): ModuleInfo | undefined {
    if (!api.SymGetModuleInfoW64.raw(this.#key, address, this.#view)) return undefined;
    const info = moduleInfo(this.#view);
    const imagePath = this.#given.get(info.base)?.path;
    return imagePath === undefined ? info : { ...info, imagePath };
  }

  /** Records what is known of a newly loaded module. */
  give(base: bigint, given: Given): void {
    this.#given.set(base, given);
  }

  /** Updates the module at an address from DbgHelp. */
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
    this.#sorted.splice(this.#before(module.base), 0, module);
    if (BigInt(module.size) > this.#mostBytes) this.#mostBytes = BigInt(module.size);
    this.#last = undefined;
    for (const other of this.overlapping(module))
      if (other !== module && this.read(api, other.base)?.base !== other.base) this.drop(other.base);
    return module;
  }

  /** Updates the whole list: SymEnumerateModulesW64. */
  refreshAll(api: DbgHelpToken): readonly SymbolModule[] {
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

  /** The whole list, read again only if others may have changed it. Used before a module gets a place. */
  current(api: DbgHelpToken): readonly SymbolModule[] {
    return this.#readAt === this.#options.rawTurns ? this.all : this.refreshAll(api);
  }

  /** Notes that raw calls may have changed the list. */
  doubt(): void {
    this.#readAt = undefined;
  }

  drop(base: bigint): void {
    this.changes++;
    const module = this.#byBase.get(base);
    module?.markUnloaded();
    if (module) this.#sorted.splice(this.#before(base), 1);
    this.#byBase.delete(base);
    this.#given.delete(base);
    this.#last = undefined;
  }
}
