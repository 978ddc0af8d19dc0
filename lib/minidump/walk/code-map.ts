import { countWhile } from '../../base/sorted';
import { FileBytes } from '../../files/async-bytes';
import type { CodeRange } from '../../files/code-sections';
import { parseNow } from '../../files/parser';
import { pdbImage } from '../../files/pdb';
import { FrameTable, type FrameData } from '../../files/pdb-frame-data';
import { executableSection, peHeaders, peSections, sectionsIn, type ImageSection } from '../../files/pe-headers';
import { executablePages, type CodeKind } from '../../stack/stack-step';
import type { MinidumpMemoryInfo } from '../read/memory-info';
import type { MinidumpModule } from '../read/modules';
import type { DumpModule } from './dump-modules';
import type { ModuleMap } from './module-map';
import type { ProcessMemory } from './process-memory';

const i386 = 0x14c;

/** Which addresses of a dump's process are code: by the list of its memory, or else by the sections of images and PDBs. */
export class CodeMap {
  readonly #modules: ModuleMap;
  readonly #memory: ProcessMemory;
  readonly #regions: readonly MinidumpMemoryInfo[];
  readonly #starts: Float64Array;
  /** By module; null if nothing tells. */
  readonly #ranges = new Map<MinidumpModule, readonly CodeRange[] | null>();
  readonly #withImages = new Set<MinidumpModule>();
  readonly #fromPdbs = new Map<MinidumpModule, readonly CodeRange[]>();
  readonly #frames = new Map<MinidumpModule, FrameTable>();

  constructor(modules: ModuleMap, memory: ProcessMemory, memoryInfo: readonly MinidumpMemoryInfo[]) {
    this.#modules = modules;
    this.#memory = memory;
    this.#regions = [...memoryInfo].sort((one, other) => (one.base < other.base ? -1 : 1));
    this.#starts = Float64Array.from(this.#regions, ({ base }) => Number(base));
  }

  /** Whether the dump says of an address whether it is code. */
  tells(address: number): boolean {
    return this.#regionAt(address) !== undefined;
  }

  kindOf(address: number): CodeKind {
    const region = this.#regionAt(address);
    const module = this.#modules.at(address);
    if (region) {
      const isCode = region.state === 'commit' && (region.protect & executablePages) !== 0;
      return !isCode ? null : module ? 'module' : 'generated';
    }
    if (!module) return 'unknown';
    const rva = address - Number(module.base);
    const ranges = this.#rangesOf(module);
    return ranges === null || ranges.some(({ begin, end }) => rva >= begin && rva < end) ? 'module' : null;
  }

  /** Whether there is the image of the module at an address, as a file or in the dump. */
  hasImage(address: number): boolean {
    const module = this.#modules.at(address);
    if (module === undefined || this.#withImages.has(module)) return module !== undefined;
    return this.#rangesOf(module) !== null && !this.#fromPdbs.has(module);
  }

  /** Takes the sections from the PDB of a module without an image. */
  async found({ image, pdb }: DumpModule, module: MinidumpModule): Promise<void> {
    this.#ranges.clear();
    if (image !== null) this.#withImages.add(module);
    if (pdb === null) return;
    await FileBytes.with(pdb, 'walkDump', async (file) => {
      const recorded = await pdbImage(file);
      if (recorded) this.#fromPdbs.set(module, codeIn(sectionsIn(recorded.sections)));
      const frames = recorded?.machine === i386 ? await FrameTable.of(file) : null;
      if (frames) this.#frames.set(module, frames);
    }).catch(() => undefined);
  }

  /** From the PDB of x86 code without its image. */
  frameData(address: number): FrameData | null {
    const module = this.#frames.size === 0 ? undefined : this.#modules.at(address);
    return (module && this.#frames.get(module)?.at(address - Number(module.base))) ?? null;
  }

  #regionAt(address: number): MinidumpMemoryInfo | undefined {
    const region = this.#regions[countWhile(this.#starts.length, (index) => this.#starts[index]! <= address) - 1];
    return region && address < Number(region.base + region.size) ? region : undefined;
  }

  #rangesOf(module: MinidumpModule): readonly CodeRange[] | null {
    let ranges = this.#ranges.get(module);
    if (ranges === undefined) {
      ranges = this.#fromMemory(module) ?? this.#fromPdbs.get(module) ?? null;
      this.#ranges.set(module, ranges);
    }
    return ranges;
  }

  #fromMemory({ base, size }: MinidumpModule): CodeRange[] | null {
    const read = (at: number, length: number): DataView | null =>
      at + length <= size ? this.#memory.exactly(base + BigInt(at), length) : null;
    const headers = parseNow(peHeaders(), read);
    const sections = headers && parseNow(peSections(headers), read);
    return sections && codeIn(sections);
  }
}

const codeIn = (sections: readonly ImageSection[]): CodeRange[] =>
  sections
    .filter(({ characteristics }) => (characteristics & executableSection) !== 0)
    .map(({ rva, virtualBytes, bytesInFile }) => ({ begin: rva, end: rva + (virtualBytes || bytesInFile) }));
