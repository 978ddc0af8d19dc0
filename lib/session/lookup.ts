import type { DbgHelpToken } from '../../types/calls';
import type { IMAGEHLP_LINEW64, SYMBOL_INFOW } from '../../types/structures';
import { structures } from '../native/abi/structures';
import { readMemory } from '../native/memory';
import { pointerBits } from '../native/pointer-size';
import { defineStruct } from '../native/struct';
import { foundSymbol, type FoundSymbol } from './found-symbol';
import type { SymbolModule } from './module';
import type { ModuleList } from './module-list';

const symbolInfo = defineStruct<SYMBOL_INFOW>(structures.SYMBOL_INFOW);
const lineInfo = defineStruct<IMAGEHLP_LINEW64>(structures.IMAGEHLP_LINEW64);

/** A line of source code. */
export interface SourceLine {
  /** As the PDB has it; Wine's DLL makes it an absolute path. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Bytes between the first address of the line and the address asked for. */
  readonly displacement: number;
}

/** What is at an address. */
export interface SymbolizedAddress {
  readonly address: bigint;
  /** The module's short name. */
  readonly module: string;
  /** The symbol's name, undecorated unless the session says otherwise. */
  readonly name: string;
  /** Bytes between the symbol's address and the address asked for. */
  readonly displacement: bigint;
  /** Absent where the symbols have no lines for the address. */
  readonly source?: SourceLine;
}

/** MAX_SYM_NAME: enough for most names; a longer one makes the buffer grow. */
const usualNameLength = 2000;

/** RUNTIME_FUNCTION on x64, and the longer half of arm64's: it begins with the function's offset. */
const runtimeFunctionBytes = 8;

/** Asks for symbols and lines with views that are made once and reused. */
export class Lookup {
  readonly #key: bigint;
  readonly #modules: ModuleList;
  #symbol = symbolInfo.alloc(usualNameLength);
  readonly #displacement = new BigUint64Array(1);
  readonly #line = lineInfo.alloc();
  readonly #lineDisplacement = new Uint32Array(1);

  constructor(key: bigint, modules: ModuleList) {
    this.#key = key;
    this.#modules = modules;
  }

  /** SymFromAddrW and SymGetLineFromAddrW64; null where no symbol is. */
  symbolize(api: DbgHelpToken, address: bigint): SymbolizedAddress | null {
    const symbol = this.#symbolAt(api, address) ?? this.#symbolOfFunctionAround(api, address);
    if (!symbol) return null;
    const found = {
      address,
      module: this.#moduleAt(api, symbol.ModBase || address)?.name ?? '',
      name: symbol.Name,
      displacement: this.#displacement[0]!,
    };
    const line = this.#line;
    if (!api.SymGetLineFromAddrW64.raw(this.#key, address, this.#lineDisplacement, line)) return found;
    const source = { file: line.FileName ?? '', line: line.LineNumber, displacement: this.#lineDisplacement[0]! };
    return { ...found, source };
  }

  /** SymFromNameW; null where no symbol has the name. */
  find(api: DbgHelpToken, name: string): FoundSymbol | null {
    const symbol = this.#ask((view) => api.SymFromNameW.raw(this.#key, name, view));
    return symbol && foundSymbol(symbol, this.#moduleAt(api, symbol.ModBase || symbol.Address));
  }

  /** Looks at one address off the main thread, so that symbols which are not loaded yet get loaded. */
  async touch(api: DbgHelpToken, address: bigint): Promise<void> {
    const view = symbolInfo.alloc(1);
    // That there is no symbol at the address does not matter: looking was the point.
    await api.SymFromAddrW.async(this.#key, address, null, view).catch(() => undefined);
  }

  #symbolAt(api: DbgHelpToken, address: bigint): SYMBOL_INFOW | null {
    return this.#ask((view) => api.SymFromAddrW.raw(this.#key, address, this.#displacement, view));
  }

  /**
   * Wine's DLL knows publics and exports by their first byte only. Where the image has a function table, the function's
   * first byte can be asked for instead.
   */
  #symbolOfFunctionAround(api: DbgHelpToken, address: bigint): SYMBOL_INFOW | null {
    const module = this.#modules.containing(address);
    const entry = module && pointerBits === 64 ? api.SymFunctionTableAccess64.raw(this.#key, address) : 0n;
    const bytes = entry === 0n ? undefined : readMemory(entry, runtimeFunctionBytes);
    if (!module || !bytes) return null;
    const begin = module.base + BigInt(new DataView(bytes.buffer).getUint32(0, true));
    if (begin >= address) return null;
    const symbol = this.#symbolAt(api, begin);
    if (!symbol || this.#displacement[0] !== 0n || symbol.ModBase !== module.base) return null;
    this.#displacement[0] = address - begin;
    return symbol;
  }

  /** A name that fills the buffer may have been cut: the buffer grows and DbgHelp is asked again. */
  #ask(call: (view: SYMBOL_INFOW) => boolean): SYMBOL_INFOW | null {
    let symbol = this.#symbol;
    while (call(symbol)) {
      if (symbol.NameLen < symbol.MaxNameLen - 1) return symbol;
      symbol = this.#symbol = symbolInfo.alloc(Math.max(symbol.NameLen + 2, symbol.MaxNameLen * 2));
    }
    return null;
  }

  #moduleAt(api: DbgHelpToken, address: bigint): SymbolModule | undefined {
    return this.#modules.containing(address) ?? this.#modules.refresh(api, address);
  }
}
