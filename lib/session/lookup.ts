import type { DbgHelpToken } from '../../types/calls';
import type { IMAGEHLP_LINEW64, SYMBOL_INFOW } from '../../types/structures';
import { structures } from '../native/abi/structures';
import { readMemory, wideTextAt } from '../native/memory';
import { pointerBits } from '../native/pointer-size';
import { defineStruct, pointerMember } from '../native/struct';
import { foundSymbol, kindOf, type FoundSymbol } from './found-symbol';
import { InlineTrace } from './inline-trace';
import type { SymbolModule } from './module';
import type { ModuleList } from './module-list';

const symbolInfo = defineStruct<SYMBOL_INFOW>(structures.SYMBOL_INFOW);
const lineInfo = defineStruct<IMAGEHLP_LINEW64>(structures.IMAGEHLP_LINEW64);
const fileNameOf = pointerMember('FileName');

/** A line of source code. */
export interface SourceLine {
  /** As the PDB has it; Wine's DLL makes it an absolute path. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Bytes between the first address of the line and the address asked for. */
  readonly displacement: number;
}

/** A function whose code was inlined where the address is. */
export interface InlinedFrame {
  /** As the PDB has it; Wine's DLL leaves namespaces and classes out. */
  readonly name: string;
  /** The line of this function that the address belongs to: for all but the innermost one, a call. */
  readonly source?: SourceLine;
}

/** What is at an address. */
export interface SymbolizedAddress {
  readonly address: bigint;
  /**
   * What the answer is worth: `'line'` is a symbol with its source line, `'symbol'` one without. `'public'` is the nearest
   * public symbol before the address and `'export'` the nearest exported one: the address may belong to a function
   * after it, of which nothing is known.
   */
  readonly level: 'line' | 'symbol' | 'public' | 'export';
  /** The module's short name. */
  readonly module: string;
  /** The symbol's name, undecorated unless the session says otherwise. */
  readonly name: string;
  /** Bytes between the symbol's address and the address asked for. */
  readonly displacement: bigint;
  /** Absent where the symbols have no lines for the address. */
  readonly source?: SourceLine;
  /** With `inlineFrames`: the functions that were inlined here, innermost first; they are called from `source`. */
  readonly inlined?: readonly InlinedFrame[];
}

/** An address where no symbol is. */
export interface UnnamedAddress {
  readonly address: bigint;
  /** `'module'`: a module is all that is known. `'address'`: not even that. */
  readonly level: 'module' | 'address';
  /** The module's short name. */
  readonly module: string | null;
  readonly name: null;
  /** Bytes between the module's base, or 0, and the address. */
  readonly displacement: bigint;
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
  readonly inlineTrace: InlineTrace;

  constructor(key: bigint, modules: ModuleList) {
    this.#key = key;
    this.#modules = modules;
    this.inlineTrace = new InlineTrace(key);
  }

  /** SymFromAddrW and SymGetLineFromAddrW64; null where no symbol is. */
  symbolize(api: DbgHelpToken, address: bigint, inlineFrames = false): SymbolizedAddress | null {
    const symbol = this.#symbolAt(api, address) ?? this.#symbolOfFunctionAround(api, address);
    if (!symbol) return null;
    const module = this.#module(api, symbol.ModBase || address);
    const level = levelOf(symbol, module);
    const displacement = this.#displacement[0]!;
    const name = symbol.Name;
    const source = this.#sourceAt(api, address);
    const moduleName = module?.name ?? '';
    const found: SymbolizedAddress = source
      ? { address, level: 'line', module: moduleName, name, displacement, source }
      : { address, level, module: moduleName, name, displacement };
    return inlineFrames ? { ...found, inlined: this.#inlinedAt(api, address) } : found;
  }

  /** What is left to say of an address without a symbol. */
  unnamed(api: DbgHelpToken, address: bigint): UnnamedAddress {
    const module = this.#module(api, address);
    const known = module
      ? ({ level: 'module', module: module.name, displacement: address - module.base } as const)
      : ({ level: 'address', module: null, displacement: address } as const);
    return { address, ...known, name: null };
  }

  /** Where the code of the function at an address ends; 0 where DbgHelp does not know. */
  functionEnd(api: DbgHelpToken, address: bigint): bigint {
    const symbol = this.#symbolAt(api, address);
    return symbol ? symbol.Address + BigInt(symbol.Size) : 0n;
  }

  /** SymFromNameW; null where no symbol has the name. */
  find(api: DbgHelpToken, name: string): FoundSymbol | null {
    const symbol = this.#ask((view) => api.SymFromNameW.raw(this.#key, name, view));
    return symbol && foundSymbol(symbol, this.#module(api, symbol.ModBase || symbol.Address));
  }

  /** Looks at one address off the main thread, so that symbols which are not loaded yet get loaded. */
  async touch(api: DbgHelpToken, address: bigint): Promise<void> {
    const view = symbolInfo.alloc(1);
    // That there is no symbol at the address does not matter: looking was the point.
    await api.SymFromAddrW.async(this.#key, address, null, view).catch(() => undefined);
  }

  #sourceAt(api: DbgHelpToken, address: bigint): SourceLine | undefined {
    const line = this.#line;
    if (!api.SymGetLineFromAddrW64.raw(this.#key, address, this.#lineDisplacement, line)) return undefined;
    return sourceLine(line, this.#lineDisplacement);
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

  #inlinedAt(api: DbgHelpToken, address: bigint): InlinedFrame[] {
    const trace = this.inlineTrace;
    const frames: InlinedFrame[] = [];
    for (let index = 0, depth = trace.depth(api, address); index < depth; index++) {
      const symbol = this.#ask((view) =>
        api.SymFromInlineContextW.raw(this.#key, address, trace.contextOf(index), this.#displacement, view),
      );
      const name = symbol?.Name ?? '';
      const hasLine = trace.lineOf(api, address, index);
      frames.push(hasLine ? { name, source: sourceLine(trace.line, trace.lineDisplacement) } : { name });
    }
    return frames;
  }

  #module(api: DbgHelpToken, address: bigint): SymbolModule | undefined {
    return this.#modules.containing(address) ?? this.#modules.refresh(api, address);
  }
}

function sourceLine(line: IMAGEHLP_LINEW64, displacement: Uint32Array): SourceLine {
  const file = wideTextAt(fileNameOf(line));
  return { file, line: line.LineNumber, displacement: displacement[0]! };
}

/** Of a symbol without a line. Where there is no PDB, all public symbols are exports. */
function levelOf(symbol: SYMBOL_INFOW, module: SymbolModule | undefined): 'symbol' | 'public' | 'export' {
  const kind = kindOf(symbol, module);
  if (kind === 'virtual') return 'symbol';
  if (kind === 'export' || module?.symbolType === 'export') return 'export';
  if (kind !== 'public') return 'symbol';
  return module?.hasFullSymbols ? 'public' : 'export';
}
