import type { DbgHelpToken } from '../../../types/calls';
import type { Library } from '../../dll/library';
import type { OptionsOwner } from '../../dll/options';
import type { AnswerOptions } from '../addresses/answer-options';
import type { SymbolModule } from '../modules/module';
import type { ModuleList } from '../modules/module-list';
import { AnswerCache } from './answer-cache';
import { isCut } from './found-symbol';
import type { KnownAnswer, KnownLine, KnownSymbol } from './known';
import type { KnownCode } from './known-code';
import type { SymbolReader } from './symbol-reader';
import { ToldAddress, type SymbolizedAddress, type UnnamedAddress } from './symbolized-address';

/** The functions by which users add symbols, in sessions and in raw calls. */
const addSymbols = ['SymAddSymbol', 'SymAddSymbolW'] as const;

/** The options of a call. */
type Wanted = Omit<AnswerOptions, 'shortcut'>;

/**
 * Caches the DLL's answers until something changes, and makes the callers' answers of them.
 *
 * @internal
 */
export class Answers {
  readonly #modules: ModuleList;
  readonly #reader: SymbolReader;
  readonly #owner: OptionsOwner;
  readonly #library: () => Library;
  readonly #known = new AnswerCache();
  #moduleChanges = 0;
  #rawTurns: number | undefined;
  /** Changes when something has changed, or may have. */
  generation = 0;

  /** @param library - the DLL, which is loaded by the first call */
  constructor(modules: ModuleList, reader: SymbolReader, owner: OptionsOwner, library: () => Library) {
    this.#library = library;
    this.#modules = modules;
    this.#reader = reader;
    this.#owner = owner;
  }

  /** Counts the turns of other users of the DLL, as far as this session knows. */
  get rawTurns(): number | undefined {
    return this.#owner.rawTurns;
  }

  /** Clears the cache, because something has changed, or may have. */
  forget(): void {
    this.generation++;
    this.#known.clear();
  }

  /** Answers for an address. */
  at(api: DbgHelpToken, address: bigint, options: Wanted): SymbolizedAddress | UnnamedAddress | null {
    const module = options.cache ? this.#modules.containing(address) : undefined;
    const { symbol, line } = module ? this.know(api, module, address) : this.#reader.ask(api, address);
    return this.tell(api, address, symbol, line, options);
  }

  /** Makes a caller's answer of known facts. */
  tell(
    api: DbgHelpToken,
    address: bigint,
    symbol: KnownSymbol | null,
    line: KnownLine | undefined,
    { inlineFrames, degrade }: Wanted,
  ): SymbolizedAddress | UnnamedAddress | null {
    if (symbol) return this.#named(api, address, symbol, line, inlineFrames);
    return degrade ? this.#unnamed(api, address) : null;
  }

  /** Takes an answer from the cache, or asks the DLL. `near` is an answer for an address close by. */
  know(api: DbgHelpToken, module: SymbolModule, address: bigint, near?: KnownAnswer): KnownAnswer {
    this.#forgetIfChanged();
    const offset = Number(address - module.base);
    let answer = this.#known.get(module, offset);
    if (!answer) this.#known.add(module, offset, (answer = this.#reader.ask(api, address, near)));
    return answer;
  }

  /**
   * What is known so far of a module's code; to be filled in. Undefined if there may be symbols of the user, of which
   * function tables know nothing.
   */
  codeOf(module: SymbolModule): KnownCode | undefined {
    this.#forgetIfChanged();
    const library = this.#library();
    if (addSymbols.some((name) => library.isBound(name))) return undefined;
    return this.#known.codeOf(module);
  }

  #forgetIfChanged(): void {
    const { changes } = this.#modules;
    const { rawTurns } = this.#owner;
    if (this.#moduleChanges === changes && this.#rawTurns === rawTurns) return;
    this.#known.clear();
    this.#moduleChanges = changes;
    this.#rawTurns = rawTurns;
  }

  #named(
    api: DbgHelpToken,
    address: bigint,
    symbol: KnownSymbol,
    line: KnownLine | undefined,
    inlineFrames: boolean,
  ): SymbolizedAddress {
    const { module, name, level, begin } = symbol;
    const displacement = shared(address - begin);
    const beyond = this.#reader.isBeyond(address, symbol);
    const source = !beyond && line && { file: line.file, line: line.line, displacement: Number(address - line.begin) };
    const answer = ToldAddress.named(address, source ? 'line' : level, module, name, displacement);
    if (source) answer.source = source;
    if (beyond) answer.beyond = beyond;
    if (isCut(name)) answer.nameCut = true;
    if (inlineFrames) answer.inlined = beyond ? [] : this.#reader.inlinedAt(api, address);
    return answer;
  }

  /** The answer for an address without a symbol. */
  #unnamed(api: DbgHelpToken, address: bigint): UnnamedAddress {
    const module = this.#reader.moduleAt(api, address);
    return module
      ? ToldAddress.unnamed(address, 'module', module.name, address - module.base)
      : ToldAddress.unnamed(address, 'address', null, address);
  }
}

/** Most displacements are small. All answers share these bigints, to give the garbage collector less to move. */
const smallNumbers: bigint[] = [];
const sharedUpTo = 4096n;

function shared(value: bigint): bigint {
  return value < sharedUpTo ? (smallNumbers[Number(value)] ??= value) : value;
}
