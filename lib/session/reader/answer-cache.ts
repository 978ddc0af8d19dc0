import type { SymbolModule } from '../modules/module';
import type { KnownAnswer } from './known';
import { KnownCode } from './known-code';

/** At most some megabytes; callers' answers share the names and paths. */
const mostAnswers = 32_768;

/** The same for what runs of addresses have shown: some 15 MB. */
const mostShown = 0x2_0000;

/** Previous answers, by module and offset. A full cache starts empty again. */
export class AnswerCache {
  #code = new WeakMap<SymbolModule, KnownCode>();
  #room = { left: mostShown };
  readonly #byModule = new Map<SymbolModule, Map<number, KnownAnswer>>();
  #answers = 0;

  get(module: SymbolModule, offset: number): KnownAnswer | undefined {
    return this.#byModule.get(module)?.get(offset);
  }

  add(module: SymbolModule, offset: number, answer: KnownAnswer): void {
    if (this.#answers === mostAnswers) this.#clearAnswers();
    let known = this.#byModule.get(module);
    if (!known) this.#byModule.set(module, (known = new Map<number, KnownAnswer>()));
    known.set(offset, answer);
    this.#answers++;
  }

  /** What runs of addresses have shown of a module; to be filled in. */
  codeOf(module: SymbolModule): KnownCode {
    if (this.#room.left <= 0) this.#clearCode();
    let code = this.#code.get(module);
    if (!code) this.#code.set(module, (code = new KnownCode(this.#room)));
    return code;
  }

  clear(): void {
    this.#clearCode();
    this.#clearAnswers();
  }

  #clearCode(): void {
    this.#code = new WeakMap();
    this.#room = { left: mostShown };
  }

  #clearAnswers(): void {
    if (this.#answers === 0) return;
    this.#byModule.clear();
    this.#answers = 0;
  }
}
