import { BoundedMap } from '../../base/bounded-map';
import type { Answers, Question, TextModule } from './answers';
import { copyOf } from './copy-of';
import type { Place } from './place';
import type { TextModules } from './text-modules';
import type { TextForm } from './text-form';
import { moved, type Telling } from './told';

/** What was said last is kept of so many places with names, which sessions look up anew each time. */
const keptNames = 0x1000;
/** No image is larger. */
const mostBytes = 2 ** 32;

/** A place to ask about. */
interface Asked {
  readonly at: number;
  readonly place: Place;
  readonly question: Question;
  /** What is said of it is kept by this key; undefined to keep nothing: sessions know code again. */
  readonly key: string | undefined;
}

/** Says of the places of a text what DbgHelp knows. */
export class Naming {
  readonly #answers: Answers;
  readonly #modules: TextModules;
  readonly #say: (telling: Telling) => string;
  readonly #names = new BoundedMap<string, string>(keptNames);

  constructor(answers: Answers, modules: TextModules, say: (telling: Telling) => string) {
    this.#answers = answers;
    this.#modules = modules;
    this.#say = say;
  }

  /** What to say of each place, in the form of the text; undefined for what is no place after all. */
  async name(text: string, form: TextForm, places: readonly Place[]): Promise<readonly (string | undefined)[]> {
    const said = new Array<string | undefined>(places.length);
    const asked: Asked[] = [];
    for (let at = 0; at < places.length; at++) {
      const place = places[at]!;
      let known = this.#modules.of(place);
      if (known === undefined) known = await this.#modules.find(text, form, place);
      if (!known) continue;
      const it = place.name === null ? this.#offset(known, place, at) : this.#named(known, form, place, at);
      if (typeof it === 'string') said[at] = it;
      else if (it) asked.push(it);
    }
    if (asked.length === 0) return said;
    const answers = await this.#answers.ask(asked.map(({ question }) => question));
    for (let index = 0; index < asked.length; index++) {
      const { at, place, key } = asked[index]!;
      const answer = answers[index] ?? null;
      const told = form.write(
        this.#say({
          answer: place.isReturn ? moved(answer) : answer,
          name: place.name === null ? null : withoutParameters(form.read(place.name)),
          hasModule: place.module !== null,
        }),
      );
      said[at] = told;
      if (key !== undefined) this.#names.set(key, told);
    }
    return said;
  }

  async close(): Promise<void> {
    this.#modules.tellMissing();
    await this.#answers.close();
  }

  #offset({ base, size }: TextModule, place: Place, at: number): Asked | undefined {
    const offset = place.module === null ? Number(BigInt(place.value) - base) : Number(place.value);
    if (offset >= (size || mostBytes)) return undefined;
    return { at, place, question: base + BigInt(asksAt(place, offset)), key: undefined };
  }

  #named(module: TextModule, form: TextForm, place: Place, at: number): Asked | string {
    const name = withoutParameters(form.read(place.name!));
    const asked = `${module.name}!${name}+0x${asksAt(place, Number(place.value)).toString(16)}`;
    const blank = place.isReturn ? ' ' : '';
    const said = this.#names.get(asked + blank);
    if (said !== undefined) return said;
    const question = copyOf(asked);
    return { at, place, question, key: question + blank };
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
