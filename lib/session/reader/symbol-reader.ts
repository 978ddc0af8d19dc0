import type { DbgHelpToken } from '../../../types/calls';
import { SymTagEnum } from '../../../types/constants';
import type { IMAGEHLP_LINEW64, SYMBOL_INFOW } from '../../../types/structures';
import { unchecked } from '../../dll/dbghelp';
import { readImageParts, type ImageParts } from '../../files/image-parts';
import * as structures from '../../../types/structures';
import type { Unchecked } from '../../ffi/bound-function';
import { wideTextAt } from '../../win32/own-memory';
import { defineStruct, pointerMember } from '../../ffi/struct';
import { ConstantValues } from '../types/constant-values';
import { foundSymbol, isConstant, kindOf, type FoundSymbol } from './found-symbol';
import { InlineTrace } from './inline-trace';
import { isHiddenLine } from '../lines/hidden-lines';
import type { SymbolModule } from '../modules/module';
import type { ModuleList } from '../modules/module-list';
import { symbolAround, type PlaceInImage } from './symbol-around';
import type { InlinedFrame, SourceLine } from './symbolized-address';
import type { KnownAnswer, KnownLine, KnownSymbol } from './known';
import { type NameText } from '../name-text';

const symbolInfo = defineStruct<SYMBOL_INFOW>(structures.SYMBOL_INFOW);
const lineInfo = defineStruct<IMAGEHLP_LINEW64>(structures.IMAGEHLP_LINEW64);
const fileNameOf = pointerMember('FileName');

/** MAX_SYM_NAME: enough for most names; a longer one makes the buffer grow. */
const usualNameLength = 2000;

const noSymbol: KnownAnswer = { symbol: null, line: undefined };

/**
 * Asks the DLL for symbols and lines, with views that are made once and reused. Keeps none of its answers.
 *
 * @internal
 */
export class SymbolReader {
  readonly #key: bigint;
  readonly #modules: ModuleList;
  readonly #text: NameText;
  #symbol = symbolInfo.alloc(usualNameLength);
  readonly #displacement = new BigUint64Array(1);
  readonly #line = lineInfo.alloc();
  readonly #lineDisplacement = new Uint32Array(1);
  #api: DbgHelpToken | undefined;
  #symFromAddr!: Unchecked;
  #symGetLineFromAddr!: Unchecked;
  readonly inlineTrace: InlineTrace;
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
    // Folded functions have lines at the same addresses, and with the same numbers, in different files.
    return { symbol, line: this.lineAt(api, address, symbol === near?.symbol ? near.line : undefined) };
  }

  /** The symbol that an address belongs to; where that is a known one, that very object. */
  symbolAt(api: DbgHelpToken, address: bigint, near?: KnownSymbol | null): KnownSymbol | null {
    const told = this.#symbolFrom(api, address);
    const isPart = told !== null && this.#mayBePart(api, address, told);
    const symbol = told && !isPart ? told : this.#symbolAround(api, address, told);
    if (!symbol) return null;
    const begin = address - this.#displacement[0]!;
    const { ModBase: base, Index: index, Size: size } = symbol;
    if (near?.begin === begin && near.index === index && near.size === size && near.base === base) return near;
    const module = this.moduleAt(api, address);
    if (module?.contains(begin) === false) return null;
    const level = levelOf(symbol, module);
    return { module: module?.name ?? '', name: this.#text.read(api, symbol.Name), level, begin, base, index, size };
  }

  /** Whether an address lies in a function of which more is known than a name. */
  isInFunction(api: DbgHelpToken, address: bigint): boolean {
    const symbol = this.symbolAt(api, address);
    if (symbol?.level !== 'symbol' || this.#symbol.Tag === SymTagEnum.SymTagData) return false;
    return !this.isBeyond(address, symbol);
  }

  /** Whether SymFromAddrW says of an address that it lies in a symbol, too. */
  hasSymbol(api: DbgHelpToken, address: bigint, { begin, base, index, size }: KnownSymbol): boolean {
    const found = this.#symbolFrom(api, address);
    return found?.Address === begin && found.Index === index && found.Size === size && found.ModBase === base;
  }

  /** The line that an address belongs to; where that is one of two known ones, that very object. */
  lineAt(api: DbgHelpToken, address: bigint, near?: KnownLine, other?: KnownLine): KnownLine | undefined {
    const line = this.#line;
    this.#callThrough(api);
    if (this.#symGetLineFromAddr(this.#key, address, this.#lineDisplacement, line.bytes) === 0) return undefined;
    const begin = address - BigInt(this.#lineDisplacement[0]!);
    const number = line.LineNumber;
    if (isHiddenLine(number)) return undefined;
    if (near?.begin === begin && near.line === number) return near;
    if (other?.begin === begin && other.line === number) return other;
    return { file: wideTextAt(fileNameOf(line)), line: number, begin };
  }

  /** Whether an address is known not to belong to the symbol before it. */
  isBeyond(address: bigint, { level, begin, size }: KnownSymbol): boolean {
    // What is told of publics and exports is at most where the next one begins.
    const known = level === 'symbol' ? size : 0;
    const displacement = address - begin;
    if (displacement < known || displacement === 0n) return false;
    const image = this.#imageAt(address);
    if (!image) return known > 0;
    const { parts, offset: to } = image;
    const from = Number(begin - image.module.base);
    // A function may go on elsewhere, where its size does not tell of it.
    return known > 0 ? parts.functionAround(to) !== from : parts.divides(from, to);
  }

  /** Where the code of the function at an address ends; 0 where DbgHelp does not know. */
  functionEnd(api: DbgHelpToken, address: bigint): bigint {
    const symbol = this.#symbolFrom(api, address);
    return symbol ? symbol.Address + BigInt(symbol.Size) : 0n;
  }

  /** SymFromNameW; null where no symbol has the name. */
  find(api: DbgHelpToken, name: string): FoundSymbol | null {
    const symbol = this.#ask((view) => api.SymFromNameW.raw(this.#key, name, view));
    if (!symbol) return null;
    const module = this.moduleAt(api, symbol.ModBase || symbol.Address);
    const constants = isConstant(symbol) ? new ConstantValues(api, this.#key, symbol.ModBase) : undefined;
    return foundSymbol(symbol, module, constants?.of(symbol), this.#text.read(api, symbol.Name));
  }

  /** SymFromIndexW: a symbol by what enumerations call its Index; good until the next question. */
  atNumber(api: DbgHelpToken, base: bigint, number: number): SYMBOL_INFOW | null {
    return this.#ask((view) => api.SymFromIndexW.raw(this.#key, base, number, view));
  }

  /** Looks at one address off the main thread, so that symbols which are not loaded yet get loaded. */
  async touch(api: DbgHelpToken, address: bigint): Promise<void> {
    const view = symbolInfo.alloc(1);
    // That there is no symbol at the address does not matter: looking was the point.
    await api.SymFromAddrW.async(this.#key, address, null, view).catch(() => undefined);
  }

  /** All arguments are the package's own, and a session has one token for all of its work. */
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
      // Some DLLs name what belongs to nothing by a symbol that lies elsewhere.
      return this.#symbol.Address === address - this.#displacement[0]! ? this.#symbol : null;
    }
    return null;
  }

  /** Whether a symbol may be another way into a function. Assembly code has labels for that, and public symbols. */
  #mayBePart(api: DbgHelpToken, address: bigint, { Tag: tag, Address: begin }: SYMBOL_INFOW): boolean {
    if (tag === SymTagEnum.SymTagLabel) return true;
    if (tag !== SymTagEnum.SymTagPublicSymbol) return false;
    const image = this.#imageAt(address);
    if (!image) return false;
    const { module, parts, offset } = image;
    if (parts.hasFunctionTable) return (parts.functionAround(offset) ?? Infinity) < Number(begin - module.base);
    // Without lines, nothing is known but publics.
    return this.lineAt(api, address) !== undefined;
  }

  /**
   * The symbol of an address where the DLL knows none, or a part of a function: some know publics and exports by their first byte
   * only, and of a function with labels in it what lies before the first of them.
   */
  #symbolAround(api: DbgHelpToken, address: bigint, told: SYMBOL_INFOW | null): SYMBOL_INFOW | null {
    const image = this.#imageAt(address);
    const ask = (at: bigint): SYMBOL_INFOW | null => this.#symbolFrom(api, at);
    // It is read before the next question.
    const part = told && { begin: told.Address, isPublic: told.Tag === SymTagEnum.SymTagPublicSymbol };
    const found = image && symbolAround(image, { ask, part });
    if (!found) return told ? this.#symbolFrom(api, address) : null;
    this.#displacement[0] = address - found.Address;
    return found;
  }

  /**
   * Where an address lies in its image; null where no module is, or its image is not to be had. Each image is read once: asking
   * SymFunctionTableAccess64 for each address takes some DLLs longer than everything else.
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

  /** A name that fills the buffer may have been cut: the buffer has grown, and DbgHelp is to be asked again. */
  #isWhole(): boolean {
    const { NameLen, MaxNameLen } = this.#symbol;
    if (NameLen < MaxNameLen - 1) return true;
    this.#symbol = symbolInfo.alloc(Math.max(NameLen + 2, MaxNameLen * 2));
    return false;
  }

  /** From the innermost function outwards: those that are part of the code at an address. */
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

/** Of a symbol without a line. Where there is no PDB, all public symbols are exports. */
function levelOf(symbol: SYMBOL_INFOW, module: SymbolModule | undefined): 'symbol' | 'public' | 'export' {
  const kind = kindOf(symbol, module);
  if (kind === 'virtual') return 'symbol';
  if (kind === 'export' || module?.symbolType === 'export') return 'export';
  if (kind !== 'public') return 'symbol';
  return module?.hasFullSymbols ? 'public' : 'export';
}
