import type { DbgHelpToken } from '../../../types/calls';
import { SymTagEnum } from '../../../types/constants';
import { IMAGEHLP_LINEW64, SYMBOL_INFOW } from '../../ffi/structures';
import { BoundedMap } from '../../base/bounded-map';
import { unchecked } from '../../dll/dbghelp';
import { readImageParts, type ImageParts } from '../../files/image-parts';
import type { Unchecked } from '../../ffi/bound-function';
import { wideTextAt } from '../../win32/own-memory';
import { pointerMember } from '../../ffi/struct';
import { ConstantValues } from '../types/constant-values';
import { foundSymbol, isConstant, kindOf, type FoundSymbol } from './found-symbol';
import { InlineTrace } from './inline-trace';
import { isHiddenLine } from '../lines/hidden-lines';
import type { SymbolModule } from '../modules/module';
import type { ModuleList } from '../modules/module-list';
import { symbolAround, type PlaceInImage } from './symbol-around';
import type { InlinedFrame, SourceLine } from './symbolized-address';
import { noSymbol, type KnownAnswer, type KnownLine, type KnownSymbol } from './known';
import { type NameText } from '../name-text';

const fileNameOf = pointerMember('FileName');

/** MAX_SYM_NAME, enough for most names; a longer one makes the buffer grow. */
const usualNameLength = 2000;

/** The number of names of source files that answers share. */
const mostFiles = 0x1000;

/**
 * Asks the DLL for symbols and lines, with views that are made once and reused. It caches no answers.
 *
 * @internal
 */
export class SymbolReader {
  readonly #key: bigint;
  readonly #modules: ModuleList;
  readonly #text: NameText;
  #symbol = SYMBOL_INFOW.alloc(usualNameLength);
  readonly #displacement = new BigUint64Array(1);
  readonly #line = IMAGEHLP_LINEW64.alloc();
  readonly #lineDisplacement = new Uint32Array(1);
  #api: DbgHelpToken | undefined;
  #symFromAddr!: Unchecked;
  #symGetLineFromAddr!: Unchecked;
  readonly inlineTrace: InlineTrace;
  readonly #files = new BoundedMap<string, string>(mostFiles);
  readonly #parts = new WeakMap<SymbolModule, ImageParts | null>();

  constructor(key: bigint, modules: ModuleList, text: NameText) {
    this.#key = key;
    this.#text = text;
    this.#modules = modules;
    this.inlineTrace = new InlineTrace(key);
  }

  /** SymFromAddrW and SymGetLineFromAddrW64. `near` is an answer for an address close by. */
  ask(api: DbgHelpToken, address: bigint, near?: KnownAnswer): KnownAnswer {
    const symbol = this.symbolAt(api, address, near?.symbol);
    if (!symbol) return noSymbol;
    // Folded functions may have lines with equal addresses and numbers in different files.
    return { symbol, line: this.lineAt(api, address, symbol === near?.symbol ? near.line : undefined) };
  }

  /** The symbol of an address. If it is equal to `near`, it is the same object. */
  symbolAt(api: DbgHelpToken, address: bigint, near?: KnownSymbol | null): KnownSymbol | null {
    const direct = this.#symbolFrom(api, address);
    const isPart = direct !== null && this.#mayBePart(api, address, direct);
    const symbol = direct && !isPart ? direct : this.#symbolAround(api, address, direct);
    if (!symbol) return null;
    const begin = address - this.#displacement[0]!;
    const { ModBase: base, Index: index, Size: size } = symbol;
    if (near?.begin === begin && near.index === index && near.size === size && near.base === base) return near;
    const module = this.moduleAt(api, address);
    if (module?.contains(begin) === false) return null;
    const level = levelOf(symbol, module);
    return { module: module?.name ?? '', name: this.#text.read(api, symbol.Name), level, begin, base, index, size };
  }

  /** Whether an address lies in a function of which more than the name is known. */
  isInFunction(api: DbgHelpToken, address: bigint): boolean {
    const symbol = this.symbolAt(api, address);
    if (symbol?.level !== 'symbol' || this.#symbol.Tag === SymTagEnum.SymTagData) return false;
    return !this.isBeyond(address, symbol);
  }

  /** Whether SymFromAddrW gives a known symbol for an address. */
  hasSymbol(api: DbgHelpToken, address: bigint, { begin, base, index, size }: KnownSymbol): boolean {
    const found = this.#symbolFrom(api, address);
    return found?.Address === begin && found.Index === index && found.Size === size && found.ModBase === base;
  }

  /** Where the function around an address begins, as an offset into its module; undefined if no function table tells. */
  functionAround(address: bigint): number | undefined {
    const image = this.#imageAt(address);
    return image?.parts.functionAround(image.offset);
  }

  /** The line of an address. If it is equal to a known line, it is the same object. */
  lineAt(api: DbgHelpToken, address: bigint, near?: KnownLine): KnownLine | undefined {
    const line = this.#line;
    this.#callThrough(api);
    if (this.#symGetLineFromAddr(this.#key, address, this.#lineDisplacement, line.bytes) === 0) return undefined;
    const begin = address - BigInt(this.#lineDisplacement[0]!);
    const number = line.LineNumber;
    if (isHiddenLine(number)) return undefined;
    if (near?.begin === begin && near.line === number) return near;
    return { file: this.#file(wideTextAt(fileNameOf(line))), line: number, begin };
  }

  /** Lines of one file share its name: many answers would hold it many times. */
  #file(name: string): string {
    const known = this.#files.get(name);
    if (known === undefined) this.#files.set(name, name);
    return known ?? name;
  }

  /** Whether an address certainly does not belong to the symbol before it. */
  isBeyond(address: bigint, { level, begin, size }: KnownSymbol): boolean {
    // The size of publics and exports only tells where the next one starts.
    const known = level === 'symbol' ? size : 0;
    const displacement = address - begin;
    if (displacement < known || displacement === 0n) return false;
    const image = this.#imageAt(address);
    if (!image) return known > 0;
    const { parts, offset: to } = image;
    const from = Number(begin - image.module.base);
    // A function may have separate parts that its size does not include.
    return known > 0 ? parts.functionAround(to) !== from : parts.divides(from, to);
  }

  /** SymFromNameW; null if no symbol has the name. */
  find(api: DbgHelpToken, name: string): FoundSymbol | null {
    const symbol = this.#ask((view) => api.SymFromNameW.raw(this.#key, name, view));
    if (!symbol) return null;
    const module = this.moduleAt(api, symbol.ModBase || symbol.Address);
    const constants = isConstant(symbol) ? new ConstantValues(api, this.#key, symbol.ModBase) : undefined;
    return foundSymbol(symbol, module, constants?.of(symbol), this.#text.read(api, symbol.Name));
  }

  /** SymFromIndexW: finds a symbol by the Index that enumerations give; valid until the next call. */
  atNumber(api: DbgHelpToken, base: bigint, number: number): SYMBOL_INFOW | null {
    return this.#ask((view) => api.SymFromIndexW.raw(this.#key, base, number, view));
  }

  /** Looks up one address off the main thread, so that deferred symbols get loaded. */
  async touch(api: DbgHelpToken, address: bigint): Promise<void> {
    const view = SYMBOL_INFOW.alloc(1);
    // It does not matter if no symbol is there.
    await api.SymFromAddrW.async(this.#key, address, null, view).catch(() => undefined);
  }

  /**
   * The package makes all arguments itself, and a session uses one token for all of its work: so calls are unchecked.
   */
  #callThrough(api: DbgHelpToken): void {
    if (this.#api === api) return;
    this.#api = api;
    this.#symFromAddr = unchecked(api, 'SymFromAddrW');
    this.#symGetLineFromAddr = unchecked(api, 'SymGetLineFromAddrW64');
  }

  #symbolFrom(api: DbgHelpToken, address: bigint): SYMBOL_INFOW | null {
    this.#callThrough(api);
    while (this.#symFromAddr(this.#key, address, this.#displacement, this.#symbol.bytes) !== 0) {
      if (!this.#isWhole()) continue;
      // For an address that belongs to nothing, some DLLs give a symbol that lies elsewhere.
      return this.#symbol.Address === address - this.#displacement[0]! ? this.#symbol : null;
    }
    return null;
  }

  /** Whether a symbol may be another entry point of a function. In assembly code, labels and public symbols are. */
  #mayBePart(api: DbgHelpToken, address: bigint, { Tag: tag, Address: begin }: SYMBOL_INFOW): boolean {
    if (tag === SymTagEnum.SymTagLabel) return true;
    if (tag !== SymTagEnum.SymTagPublicSymbol) return false;
    const image = this.#imageAt(address);
    if (!image) return false;
    const { module, parts, offset } = image;
    if (parts.hasFunctionTable) return (parts.functionAround(offset) ?? Infinity) < Number(begin - module.base);
    // Without lines, only publics are known.
    return this.lineAt(api, address) !== undefined;
  }

  /**
   * Finds the symbol of an address for which the DLL knows none, or only another entry point of a function. Some DLLs
   * find publics and exports only by their first byte, and do not know the code of a function before its first label.
   */
  #symbolAround(api: DbgHelpToken, address: bigint, direct: SYMBOL_INFOW | null): SYMBOL_INFOW | null {
    const image = this.#imageAt(address);
    const ask = (at: bigint): SYMBOL_INFOW | null => this.#symbolFrom(api, at);
    // Copied, because the next call overwrites it.
    const part = direct && { begin: direct.Address, isPublic: direct.Tag === SymTagEnum.SymTagPublicSymbol };
    const found = image && symbolAround(image, { ask, part });
    if (!found) return direct ? this.#symbolFrom(api, address) : null;
    this.#displacement[0] = address - found.Address;
    return found;
  }

  /**
   * The place of an address in its image; null if there is no module, or its image cannot be read. Each image is read
   * once: in some DLLs, a call of SymFunctionTableAccess64 for each address would take longer than everything else.
   */
  #imageAt(address: bigint): PlaceInImage | null {
    const module = this.#modules.containing(address);
    if (!module) return null;
    let parts = this.#parts.get(module);
    if (parts === undefined) {
      parts = readImageParts(module.imagePath, module);
      this.#parts.set(module, parts);
    }
    return parts && { module, parts, offset: Number(address - module.base) };
  }

  #ask(call: (view: SYMBOL_INFOW) => boolean): SYMBOL_INFOW | null {
    while (call(this.#symbol)) if (this.#isWhole()) return this.#symbol;
    return null;
  }

  /**
   * Whether the name is complete. A name that fills the buffer may be cut: then this enlarges the buffer, and DbgHelp
   * must be asked again.
   */
  #isWhole(): boolean {
    const { NameLen, MaxNameLen } = this.#symbol;
    if (NameLen < MaxNameLen - 1) return true;
    this.#symbol = SYMBOL_INFOW.alloc(Math.max(NameLen + 2, MaxNameLen * 2));
    return false;
  }

  /** The functions inlined at an address, innermost first. */
  inlinedAt(api: DbgHelpToken, address: bigint): InlinedFrame[] {
    const trace = this.inlineTrace;
    const frames: InlinedFrame[] = [];
    for (let index = 0, depth = trace.depth(api, address); index < depth; index++) {
      const symbol = this.#ask((view) =>
        api.SymFromInlineContextW.raw(this.#key, address, trace.contextOf(index), this.#displacement, view),
      );
      const name = symbol ? this.#text.read(api, symbol.Name) : '';
      const hasLine = trace.lineOf(api, address, index);
      frames.push(hasLine ? { name, source: sourceLine(trace.line, trace.lineDisplacement) } : { name });
    }
    return frames;
  }

  moduleAt(api: DbgHelpToken, address: bigint): SymbolModule | undefined {
    return this.#modules.containing(address) ?? this.#modules.refresh(api, address);
  }
}

function sourceLine(line: IMAGEHLP_LINEW64, displacement: Uint32Array): SourceLine {
  const file = wideTextAt(fileNameOf(line));
  return { file, line: line.LineNumber, displacement: displacement[0]! };
}

/** The level of a symbol without a line. Without a PDB, all public symbols are exports. */
function levelOf(symbol: SYMBOL_INFOW, module: SymbolModule | undefined): 'symbol' | 'public' | 'export' {
  const kind = kindOf(symbol, module);
  if (kind === 'virtual') return 'symbol';
  if (kind === 'export' || module?.symbolType === 'export') return 'export';
  if (kind !== 'public') return 'symbol';
  return module?.hasFullSymbols ? 'public' : 'export';
}
