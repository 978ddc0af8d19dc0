import { ImageMemory } from '../../files/image-memory';
import type { ModuleMap, PlacedModule } from './module-map';
import type { Backing } from './process-memory';

/** The images of modules, at the addresses where they lie in memory. Each file is opened at its first read. */
export class ModuleImages<Module extends PlacedModule> implements Backing {
  readonly #modules: ModuleMap<Module>;
  readonly #images = new Map<Module, { readonly path: string | null; memory?: ImageMemory | null }>();
  readonly #withWritable: boolean;

  /** @param withWritable - whether to read writable sections, too, as they are in the file */
  constructor(modules: ModuleMap<Module>, withWritable = false) {
    this.#modules = modules;
    this.#withWritable = withWritable;
  }

  /** Whether `add` was called for the module. */
  has(module: Module): boolean {
    return this.#images.has(module);
  }

  /** @param path - null for a module without one */
  add(module: Module, path: string | null): void {
    this.#images.set(module, { path });
  }

  read(address: number, length: number, into: Uint8Array, at: number): number {
    const module = this.#modules.at(address);
    if (!module) return 0;
    const rva = address - Number(module.base);
    return this.#open(module)?.read(rva, Math.min(length, module.size - rva), into, at) ?? 0;
  }

  #open(module: Module): ImageMemory | null {
    const image = this.#images.get(module);
    if (!image) return null;
    if (image.memory === undefined)
      image.memory = image.path === null ? null : ImageMemory.open(image.path, module.base, this.#withWritable);
    return image.memory;
  }

  close(): void {
    for (const { memory } of this.#images.values()) memory?.close();
    // A walk that was given up may still read.
    this.#images.clear();
  }
}
