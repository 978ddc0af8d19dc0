import { win32 as windowsPath } from 'node:path';
import type { DbgHelpToken } from '../../types/calls';
import { SLMFLAG } from '../../types/constants';
import { SYMBOL_INFOW } from '../ffi/structures';
import type { Library } from '../dll/library';
import { newKey, noteHeld } from '../gate/shared-state';
import { WalkRoutines } from './walk-callbacks';
import type { SessionCore } from '../session/core';
import type { SymbolModule } from '../session/modules/module';
import { machines } from './machines';
import { stepper } from './stack-step';

/** From here on, the sign bit of a 32-bit address is set. */
const firstExtended = 0x8000_0000n;
const endOfNarrow = 0x1_0000_0000n;
const upperHalf = 0xffff_ffff_0000_0000n;
/** No module may contain the last byte of the address space. */
const lastAddress = 2n ** 64n - 1n;

const isNarrow = ({ base, size }: SymbolModule): boolean => base + BigInt(size) <= endOfNarrow;
const isExtended = (module: SymbolModule): boolean =>
  isNarrow(module) && module.base + BigInt(module.size) > firstExtended;

/** The bases at which the DLL looks for a module: two if it lies across 2 GiB. */
function basesOf({ base, size }: Pick<SymbolModule, 'base' | 'size'>): bigint[] {
  const above = base + BigInt(size) > firstExtended ? [base + upperHalf] : [];
  return base < firstExtended ? [base, ...above] : above;
}

interface Known {
  readonly imagePath: string;
  readonly size: number;
  lookedAt: boolean;
}

const known = new WeakMap<SessionCore, ExtendedModules>();
const answers = new WeakMap<Library, boolean>();

/**
 * A second set of a session's modules, under a key of its own, with modules from 2 GiB on at sign-extended addresses. A
 * DLL that asks about 32-bit functions with such addresses finds them here.
 */
export class ExtendedModules {
  readonly key = newKey();
  readonly #core: SessionCore;
  readonly #modules = new Map<bigint, Known>();

  private constructor(core: SessionCore) {
    this.#core = core;
  }

  /** Null if the session's own key will do, because no module lies so high or the DLL does not extend signs. */
  static async of(core: SessionCore, api: DbgHelpToken): Promise<ExtendedModules | null> {
    if (!core.modules.all.some(isExtended) || !extendsSigns(core, api)) return null;
    let modules = known.get(core);
    if (!modules) {
      modules = new ExtendedModules(core);
      const { key } = modules;
      await api.SymInitializeW.async(key, core.pdbSearch.pathForDll, false);
      noteHeld(core.binding.library.module, { kind: 'session', key });
      core.beforeEnd((last) => last.SymCleanup.raw(key));
      known.set(core, modules);
    }
    await modules.#takeOver(api);
    return modules;
  }

  /** Loads the symbols of the module at an address, off the main thread, so that no step has to load them. */
  async loadSymbolsAt(api: DbgHelpToken, address: bigint): Promise<void> {
    const module = this.#core.modules.containing(address);
    const there = module && this.#modules.get(module.base);
    if (!there || there.lookedAt) return;
    there.lookedAt = true;
    // The session may have found the PDB in a folder outside the search path.
    const folders = module.pdbPath === null ? [] : [windowsPath.dirname(module.pdbPath)];
    api.SymSetSearchPathW.raw(this.key, [...folders, this.#core.pdbSearch.pathForDll].join(';'));
    for (const at of basesOf(module)) {
      await api.SymFromAddrW.async(this.key, at, null, SYMBOL_INFOW.alloc(1)).catch(() => undefined);
    }
  }

  /** Copies the session's current list of modules. */
  async #takeOver(api: DbgHelpToken): Promise<void> {
    const { modules } = this.#core;
    for (const [base, { imagePath, size }] of this.#modules) {
      const now = modules.at(base);
      if (now?.imagePath === imagePath && now.size === size) continue;
      for (const at of basesOf({ base, size })) api.SymUnloadModule64.raw(this.key, at);
      this.#modules.delete(base);
    }
    for (const module of modules.all.filter(isNarrow)) {
      const { base, size, imagePath, name, symbolType } = module;
      if (this.#modules.has(base)) continue;
      const flags = symbolType === 'virtual' ? SLMFLAG.VIRTUAL : 0;
      for (const at of basesOf(module)) {
        const bytes = Number(BigInt(size) < lastAddress - at ? BigInt(size) : lastAddress - at);
        const load = api.SymLoadModuleExW.async(this.key, null, imagePath, name, at, bytes, null, flags);
        // If a module cannot be loaded, the walk goes on without its symbols.
        await load.catch(() => undefined);
      }
      this.#modules.set(base, { imagePath, size, lookedAt: false });
    }
  }
}

/** Asks the DLL once: lets it take a step on a stack above 2 GiB, and checks which addresses it reads. */
export function extendsSigns(core: SessionCore, api: DbgHelpToken): boolean {
  const { library } = core.binding;
  let answer = answers.get(library);
  if (answer === undefined) {
    const machine = machines.x86;
    const target = { read: (_: number, size: number) => size, functionEntry: () => null, moduleBase: () => 0 };
    const routines = new WalkRoutines(target, 32);
    try {
      const context = Object.assign(machine.registers.alloc(), { Eip: 0x1000, Esp: 0x9000_0000, Ebp: 0x9000_0000 });
      stepper({ core, api, machine, target, routines, key: core.key }, context)(undefined);
      answers.set(library, (answer = routines.sawExtended));
    } finally {
      routines.release();
    }
  }
  return answer;
}
