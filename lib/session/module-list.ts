import { win32 as windowsPath } from 'node:path';
import { structures } from '../native/abi/structures';
import { defineStruct } from '../native/struct';
import type { DbgHelpToken } from '../../types/calls';
import type { IMAGEHLP_MODULEW64 } from '../../types/structures';
import { moduleInfo, SymbolModule, type ModuleInfo, type ModuleOwner } from './module';

const moduleView = defineStruct<IMAGEHLP_MODULEW64>(structures.IMAGEHLP_MODULEW64);

/** The modules of a session, as DbgHelp last told them: one object for a loaded module, for as long as it is loaded. */
export class ModuleList {
  readonly #owner: ModuleOwner;
  readonly #key: bigint;
  readonly #byBase = new Map<bigint, SymbolModule>();
  #sorted: SymbolModule[] | undefined;
  /** The one that an address was in last: the next one often is in it, too. */
  #last: SymbolModule | undefined;
  readonly #view = moduleView.alloc();
  /** Counts what was loaded, unloaded, or told differently. */
  changes = 0;

  constructor(owner: ModuleOwner, key: bigint) {
    this.#owner = owner;
    this.#key = key;
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
    let low = 0;
    let high = modules.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (modules[middle]!.base <= address) low = middle + 1;
      else high = middle;
    }
    const candidate = modules[low - 1];
    return candidate?.contains(address) ? (this.#last = candidate) : undefined;
  }

  /** By name as DbgHelp spells it, or by the image's file name; whatever the case. */
  named(name: string): SymbolModule | undefined {
    const wanted = name.toLowerCase();
    return this.all.find(
      (module) =>
        module.name.toLowerCase() === wanted || windowsPath.basename(module.imagePath).toLowerCase() === wanted,
    );
  }

  /** Asks SymGetModuleInfoW64 for the module at an address. */
  read(api: DbgHelpToken, address: bigint): ModuleInfo | undefined {
    return api.SymGetModuleInfoW64.raw(this.#key, address, this.#view) ? moduleInfo(this.#view) : undefined;
  }

  /** Takes in what DbgHelp says of the module at an address now. */
  refresh(api: DbgHelpToken, address: bigint): SymbolModule | undefined {
    const info = this.read(api, address);
    if (!info) return undefined;
    this.changes++;
    const known = this.#byBase.get(info.base);
    if (known) {
      known.update(info);
      return known;
    }
    const module = new SymbolModule(this.#owner, info);
    this.#byBase.set(info.base, module);
    this.#sorted = undefined;
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
    return this.all;
  }

  drop(base: bigint): void {
    this.changes++;
    this.#byBase.get(base)?.markUnloaded();
    this.#byBase.delete(base);
    this.#sorted = undefined;
    this.#last = undefined;
  }
}
