import { countWhile } from '../../base/sorted';
import { parseNow } from '../../files/parser';
import { directories, peHeaders } from '../../files/pe-headers';
import type { ModuleMap } from './module-map';
import type { ProcessMemory } from './process-memory';

/** Functions of one module or one dynamic table, sorted by address. */
interface Table {
  /** The base of their offsets. */
  readonly base: number;
  readonly count: number;
  /** Copies an entry into the buffer; false if it cannot be read. */
  readonly entry: (index: number) => boolean;
}

/** A table of generated code, from the dump's FunctionTableStream. */
export interface DynamicTable {
  readonly from: number;
  /** The highest address of its functions. */
  readonly to: number;
  readonly base: number;
  readonly entries: Uint8Array;
}

/** RUNTIME_FUNCTION entries, sorted by begin. Those of arm64 have no end: unwind information has the length. */
const formats = { x64: { bytes: 12, hasEnd: true }, arm64: { bytes: 8, hasEnd: false } } as const;

/** Marks an entry that refers to another one. */
const indirect = 1;

/** The function tables of a dump's process: those of its modules and of generated code. */
export class FunctionTables {
  readonly #memory: ProcessMemory;
  readonly #modules: ModuleMap;
  readonly #dynamic: readonly DynamicTable[];
  readonly #format: (typeof formats)[keyof typeof formats];
  readonly #entry: Uint8Array;
  readonly #view: DataView;
  readonly #tables = new Map<number, Table | null>();

  constructor(
    memory: ProcessMemory,
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

  /** Forgets tables, because missing images may have been found. */
  forget(): void {
    this.#tables.clear();
  }

  /** The entry of the function at an address, valid until the next call; null for a function without one. */
  find(address: number): Uint8Array | null {
    const table = this.#tableAt(address);
    if (!table) return null;
    const offset = address - table.base;
    let lacking = 0;
    const count = countWhile(table.count, (index) => {
      if (lacking === 0 && table.entry(index)) return this.#view.getUint32(0, true) <= offset;
      lacking++;
      return false;
    });
    if (lacking > 0 || count === 0 || !table.entry(count - 1)) return null;
    if (!this.#format.hasEnd) return this.#entry;
    if (offset >= this.#view.getUint32(4, true)) return null;
    const unwind = this.#view.getUint32(8, true);
    return (unwind & indirect) === 0 || this.#read(table.base + (unwind & ~indirect)) ? this.#entry : null;
  }

  /** The base of the offsets in entries; 0 if no module or table has the address. */
  baseAt(address: number): number {
    const dynamic = this.#dynamicAt(address);
    if (dynamic) return dynamic.base;
    const module = this.#modules.at(address);
    return module ? Number(module.base) : 0;
  }

  /** Whether a table lists the functions here, and can be read. A function without an entry is then a leaf function. */
  covers(address: number): boolean {
    const table = this.#tableAt(address);
    return table !== null && (table.count === 0 || table.entry(0));
  }

  /** Whether an address belongs to generated code with a table. */
  isDynamic(address: number): boolean {
    return this.#dynamicAt(address) !== undefined;
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

  /** Finds the table through the image's headers, if memory has them. */
  #ofModule(base: number, size: number): Table | null {
    const headers = parseNow(peHeaders(), (at, length) => {
      const bytes = new Uint8Array(length);
      const isThere = at < size && this.#memory.read(base + at, length, bytes) === length;
      return isThere ? new DataView(bytes.buffer) : null;
    });
    if (!headers) return null;
    const { rva, bytes: tableBytes } = headers.entry(directories.exceptions) ?? { rva: 0, bytes: 0 };
    const { bytes } = this.#format;
    const count = Math.floor(Math.min(tableBytes, size) / bytes);
    return { base, count, entry: (index) => this.#read(base + rva + index * bytes) };
  }

  #read(address: number): boolean {
    const { bytes } = this.#format;
    return this.#memory.read(address, bytes, this.#entry) === bytes;
  }
}
