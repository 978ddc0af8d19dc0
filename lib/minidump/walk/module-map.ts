import type { MinidumpModule } from '../read/modules';

const endOfAddresses = 2n ** 64n;

/** The modules of a dump by their addresses: those that have a place, without those that lie on one before them. */
export class ModuleMap {
  readonly all: readonly MinidumpModule[];
  readonly #bases: Float64Array;

  constructor(modules: readonly MinidumpModule[]) {
    const placed = modules.filter(hasPlace).sort((one, other) => (one.base < other.base ? -1 : 1));
    let end = 0n;
    this.all = placed.filter(({ base, size }) => {
      if (base < end) return false;
      end = base + BigInt(size);
      return true;
    });
    this.#bases = Float64Array.from(this.all, ({ base }) => Number(base));
  }

  at(address: number): MinidumpModule | undefined {
    let low = 0;
    let high = this.#bases.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#bases[middle]! <= address) low = middle + 1;
      else high = middle;
    }
    const module = this.all[low - 1];
    return module && address < this.#bases[low - 1]! + module.size ? module : undefined;
  }

  /** A module that lies, with a part of it at least, where another one does. */
  overlapping({ base, size }: { readonly base: bigint; readonly size: number }): MinidumpModule | undefined {
    const end = base + BigInt(size);
    return this.all.find((module) => module.base < end && base < module.base + BigInt(module.size));
  }

  has(module: MinidumpModule): boolean {
    return this.at(Number(module.base)) === module;
  }
}

/** Whether a module has bytes, and all of them have addresses. */
const hasPlace = ({ base, size }: MinidumpModule): boolean => size > 0 && base + BigInt(size) <= endOfAddresses;
