import type { ModuleMap } from './module-map';
import type { TargetMemory } from './target-memory';

/** Functions of one origin, sorted by where they begin. */
interface Table {
  /** What their offsets count from. */
  readonly base: number;
  readonly count: number;
  /** Fills the buffer with an entry; false where it is not to be had. */
  readonly entry: (index: number) => boolean;
}

/** Code that the program made itself, with what the dump's FunctionTableStream says of it. */
export interface DynamicTable {
  readonly from: number;
  /** The highest address of its functions. */
  readonly to: number;
  readonly base: number;
  readonly entries: Uint8Array;
}

/** Where an image's optional header has its exception directory, in 32-bit and 64-bit images. */
const exceptionDirectories: Readonly<Record<number, number>> = { 0x10b: 96 + 3 * 8, 0x20b: 112 + 3 * 8 };
/** RUNTIME_FUNCTION with its end: on arm64 the length is elsewhere, and its entries are sorted by where they begin, too. */
const formats = { x64: { bytes: 12, hasEnd: true }, arm64: { bytes: 8, hasEnd: false } } as const;

/** An entry that stands for another one, at that offset. */
const indirect = 1;

/** The function tables of a process in a dump: of its modules, and of code that it made itself. */
export class FunctionTables {
  readonly #memory: TargetMemory;
  readonly #modules: ModuleMap;
  readonly #dynamic: readonly DynamicTable[];
  readonly #format: (typeof formats)[keyof typeof formats];
  readonly #entry: Uint8Array;
  readonly #view: DataView;
  readonly #tables = new Map<number, Table | null>();
  readonly #header = new Uint8Array(0x100);

  constructor(
    memory: TargetMemory,
    modules: ModuleMap,
    dynamic: readonly DynamicTable[],
    architecture: keyof typeof formats,
  ) {
    this.#memory = memory;
    this.#modules = modules;
    this.#dynamic = dynamic;
    this.#format = formats[architecture];
    this.#entry = new Uint8Array(this.#format.bytes);
    this.#view = new DataView(this.#entry.buffer);
  }

  /** Images that were missing may have been found since. */
  forget(): void {
    this.#tables.clear();
  }

  /** The entry of the function at an address, good until the next question; null for a function without one. */
  find(address: number): Uint8Array | null {
    const table = this.#tableAt(address);
    if (!table) return null;
    const offset = address - table.base;
    let low = 0;
    let high = table.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (!table.entry(middle)) return null;
      if (this.#view.getUint32(0, true) <= offset) low = middle + 1;
      else high = middle;
    }
    if (low === 0 || !table.entry(low - 1)) return null;
    if (!this.#format.hasEnd) return this.#entry;
    if (offset >= this.#view.getUint32(4, true)) return null;
    const unwind = this.#view.getUint32(8, true);
    return (unwind & indirect) === 0 || this.#read(table.base + (unwind & ~indirect)) ? this.#entry : null;
  }

  /** What the offsets in an entry count from; 0 where nothing is. */
  baseAt(address: number): number {
    const dynamic = this.#dynamicAt(address);
    if (dynamic) return dynamic.base;
    const module = this.#modules.at(address);
    return module ? Number(module.base) : 0;
  }

  /** Whether it is known which functions are there: where no entry is, is then a function that needs none. */
  covers(address: number): boolean {
    return this.#tableAt(address) !== null;
  }

  #dynamicAt(address: number): DynamicTable | undefined {
    return this.#dynamic.find(({ from, to }) => address >= from && address <= to);
  }

  #tableAt(address: number): Table | null {
    const dynamic = this.#dynamicAt(address);
    const module = dynamic ? undefined : this.#modules.at(address);
    const key = dynamic?.from ?? (module ? Number(module.base) : undefined);
    if (key === undefined) return null;
    let table = this.#tables.get(key);
    if (table === undefined) {
      table = dynamic ? this.#ofDynamic(dynamic) : this.#ofModule(key, module!.size);
      this.#tables.set(key, table);
    }
    return table;
  }

  #ofDynamic({ base, entries }: DynamicTable): Table {
    const { bytes } = this.#format;
    return {
      base,
      count: Math.floor(entries.length / bytes),
      entry: (index) => {
        this.#entry.set(entries.subarray(index * bytes, (index + 1) * bytes));
        return true;
      },
    };
  }

  /** Through the headers of the image, where they are in memory. */
  #ofModule(base: number, size: number): Table | null {
    const start = this.#word(base + 60);
    if (start === null || start >= size || this.#memory.read(base + start, 0x100, this.#header) < 0x100) return null;
    const header = new DataView(this.#header.buffer);
    const place = exceptionDirectories[header.getUint16(24, true)];
    if (place === undefined) return null;
    const rva = header.getUint32(24 + place, true);
    const count = Math.floor(Math.min(header.getUint32(24 + place + 4, true), size) / this.#format.bytes);
    const { bytes } = this.#format;
    return { base, count, entry: (index) => this.#read(base + rva + index * bytes) };
  }

  #word(address: number): number | null {
    const word = new Uint8Array(4);
    return this.#memory.read(address, 4, word) < 4 ? null : new DataView(word.buffer).getUint32(0, true);
  }

  #read(address: number): boolean {
    const { bytes } = this.#format;
    return this.#memory.read(address, bytes, this.#entry) === bytes;
  }
}
