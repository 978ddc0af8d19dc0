import type { Answers, Question } from './answers';
import type { Place } from './place';
import type { KnownModule, TextModules } from './text-modules';
import type { TextForm } from './text-form';
import { moved, type Telling } from './told';

/** More answers are not kept. */
const mostKept = 200_000;

/** A place to ask about. */
interface Asked {
  readonly at: number;
  readonly place: Place;
  readonly question: Question;
  /** Where what is said of it is kept. */
  readonly keep: (said: string) => void;
}

/** Says of the places of a text what DbgHelp knows. */
export class Naming {
  readonly #answers: Answers;
  readonly #modules: TextModules;
  readonly #say: (telling: Telling) => string;
  readonly #names = new Map<string, string>();
  #kept = 0;

  constructor(answers: Answers, modules: TextModules, say: (telling: Telling) => string) {
    this.#answers = answers;
    this.#modules = modules;
    this.#say = say;
  }

  /** What to say of each place, in the form of the text; undefined for what is no place after all. */
  async name(text: string, form: TextForm, places: readonly Place[]): Promise<readonly (string | undefined)[]> {
    const said = new Array<string | undefined>(places.length);
    const asked: Asked[] = [];
    for (const [at, place] of places.entries()) {
      let known = this.#modules.of(place);
      if (known === undefined) known = await this.#modules.find(text, form, place);
      if (!known) continue;
      const it = place.name === null ? this.#offset(known, place, at) : this.#named(known, form, place, at);
      if (typeof it === 'string') said[at] = it;
      else if (it) asked.push(it);
    }
    if (asked.length === 0) return said;
    const answers = await this.#answers.ask(asked.map(({ question }) => question));
    if ((this.#kept += asked.length) > mostKept) this.#forget(asked.length);
    for (const [index, { at, place, keep }] of asked.entries()) {
      const answer = answers[index] ?? null;
      const telling = {
        answer: place.isReturn ? moved(answer) : answer,
        name: place.name === null ? null : withoutParameters(form.read(place.name)),
        hasModule: place.module !== null,
      };
      keep((said[at] = form.write(this.#say(telling))));
    }
    return said;
  }

  async close(): Promise<void> {
    this.#modules.tellMissing();
    await this.#answers.close();
  }

  #offset({ module: { base, size }, said }: KnownModule, place: Place, at: number): Asked | string | undefined {
    const offset = place.module === null ? Number(BigInt(place.value) - base) : Number(place.value);
    if (offset >= size && size !== 0) return undefined;
    const key = offset * 2 + (place.isReturn ? 1 : 0);
    const keep = (text: string): void => void said.set(key, text);
    return said.get(key) ?? { at, place, question: base + BigInt(asksAt(place, offset)), keep };
  }

  #named({ module }: KnownModule, form: TextForm, place: Place, at: number): Asked | string {
    const name = withoutParameters(form.read(place.name!));
    const question = `${module.name}!${name}+0x${asksAt(place, Number(place.value)).toString(16)}`;
    const key = place.isReturn ? `${question} ` : question;
    const keep = (text: string): void => void this.#names.set(key, text);
    return this.#names.get(key) ?? { at, place, question, keep };
  }

  #forget(count: number): void {
    this.#names.clear();
    for (const { said } of this.#modules.loaded) said.clear();
    this.#kept = count;
  }
}

const ofConst = ' const';

/** `app::draw` for `app::draw(int)`, as some have names. */
function withoutParameters(name: string): string {
  const end = name.endsWith(ofConst) ? name.length - ofConst.length : name.length;
  if (name.charAt(end - 1) !== ')') return name;
  let depth = 0;
  for (let at = end - 1; at > 0; at--) {
    if (name.charAt(at) === ')') depth++;
    else if (name.charAt(at) === '(' && --depth === 0) {
      const before = name.slice(0, at);
      return before.endsWith('operator') ? name : before;
    }
  }
  return name;
}

/** A call is before the address to which it returns. */
const asksAt = ({ isReturn }: Place, offset: number): number => (isReturn && offset > 0 ? offset - 1 : offset);
