import type { SymbolModule } from '../modules/module';
import { BoundedMap } from '../../base/bounded-map';
import type { KnownAnswer, KnownSymbol } from './known';

/** At most some megabytes; callers' answers share the names and paths. */
const mostAnswers = 32_768;

/** The number of functions of a module that stay known. */
const mostFunctions = 0x4000;

/** Previous answers, by module and offset. A full cache starts empty again. */
export class AnswerCache {
  #functions = new WeakMap<SymbolModule, BoundedMap<number, KnownSymbol>>();
  readonly #byModule = new Map<SymbolModule, Map<number, KnownAnswer>>();
  #answers = 0;

  get(module: SymbolModule, offset: number): KnownAnswer | undefined {
    return this.#byModule.get(module)?.get(offset);
  }

  add(module: SymbolModule, offset: number, answer: KnownAnswer): void {
    if (this.#answers === mostAnswers) this.clear();
    let known = this.#byModule.get(module);
    if (!known) this.#byModule.set(module, (known = new Map<number, KnownAnswer>()));
    known.set(offset, answer);
    this.#answers++;
  }

  /** Functions whose code is known from the image's function table, by their beginnings. */
  functionsOf(module: SymbolModule): BoundedMap<number, KnownSymbol> {
    let functions = this.#functions.get(module);
    if (!functions) this.#functions.set(module, (functions = new BoundedMap(mostFunctions)));
    return functions;
  }

  clear(): void {
    this.#functions = new WeakMap();
    if (this.#answers === 0) return;
    this.#byModule.clear();
    this.#answers = 0;
  }
}
