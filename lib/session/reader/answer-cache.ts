import type { SymbolModule } from '../modules/module';
import type { KnownAnswer } from './known';

/** At most some megabytes; callers' answers share the names and paths. */
const mostAnswers = 32_768;

/** Previous answers, by module and offset. A full cache starts empty again. */
export class AnswerCache {
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

  clear(): void {
    if (this.#answers === 0) return;
    this.#byModule.clear();
    this.#answers = 0;
  }
}
