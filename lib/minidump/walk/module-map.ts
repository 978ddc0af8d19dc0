import { byKey, countWhile } from '../../base/sorted';
import type { MinidumpModule } from '../read/modules';

/** Anything with a place in the memory of a process. */
export interface PlacedModule {
  readonly base: bigint;
  /** Bytes. */
  readonly size: number;
}

/** The modules of a dump by their addresses, without modules that have no valid place, or overlap a previous one. */
export class ModuleMap<Module extends PlacedModule = MinidumpModule> {
  readonly all: readonly Module[];
  readonly #bases: Float64Array;

  constructor(modules: readonly Module[], addressBits: 32 | 64 = 64) {
    const endOfAddresses = 1n << BigInt(addressBits);
    const hasPlace = ({ base, size }: Module): boolean => size > 0 && base + BigInt(size) <= endOfAddresses;
    const placed = modules.filter(hasPlace).sort(byKey(({ base }) => base));
    let end = 0n;
    this.all = placed.filter(({ base, size }) => {
      if (base < end) return false;
      end = base + BigInt(size);
      return true;
    });
    this.#bases = Float64Array.from(this.all, ({ base }) => Number(base));
  }

  at(address: number): Module | undefined {
    const nth = countWhile(this.#bases.length, (index) => this.#bases[index]! <= address) - 1;
    const module = this.all[nth];
    return module && address < this.#bases[nth]! + module.size ? module : undefined;
  }

  /** A module that overlaps the given one. */
  overlapping({ base, size }: PlacedModule): Module | undefined {
    const after = countWhile(this.all.length, (nth) => this.all[nth]!.base + BigInt(this.all[nth]!.size) <= base);
    const module = this.all[after];
    return module && module.base < base + BigInt(size) ? module : undefined;
  }

  has(module: Module): boolean {
    return this.at(Number(module.base)) === module;
  }
}
