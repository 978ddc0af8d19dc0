import type { Answers, TextModule } from './answers';
import { copyOf } from './copy-of';
import type { ImageFile, ImageFiles } from './image-files';
import type { Place } from './place';
import type { TextForm } from './text-form';

/** An image of which the caller said where it was loaded. */
export interface GivenModule extends TextModule {
  readonly file: ImageFile;
}

/** More names that belong to no module are not kept. */
const mostNames = 10_000;
/** Only such names look like those of files that are missing. */
const fileName = /^[^.].*\.(?:exe|dll|sys|node|ocx)$/i;
const mostMissing = 20;

/** The modules of a text, which are loaded when they are first named. */
export class TextModules {
  readonly #answers: Answers;
  readonly #files: ImageFiles;
  readonly #given: readonly GivenModule[];
  readonly #warn: (text: string) => void;
  readonly #byName = new Map<string, TextModule | null>();
  readonly #byFile = new Map<string, TextModule | null>();
  readonly #missing = new Set<string>();

  constructor(answers: Answers, files: ImageFiles, given: readonly GivenModule[], warn: (text: string) => void) {
    this.#answers = answers;
    this.#files = files;
    this.#given = given;
    this.#warn = warn;
  }

  /** The module of a place; null if there is none, undefined if it is not known yet. */
  of({ module, value }: Place): TextModule | null | undefined {
    if (module !== null) return this.#byName.get(module);
    const given = this.#at(value);
    return given ? this.#byFile.get(keyOf(given.file, given.base)) : null;
  }

  /** Finds it, and loads it. */
  async find(text: string, form: TextForm, place: Place): Promise<TextModule | null> {
    if (place.module === null) {
      const { file, base } = this.#at(place.value)!;
      return this.#load(file, base);
    }
    const odd = this.#oddName(text, form, place, place.module);
    const known = await this.#named(odd ?? form.read(place.module).replace(/^\.+/, ''));
    // Whether a name with blanks ends so depends on the place.
    if (this.#files.endingWith(form.read(place.module)).length === 0) {
      if (this.#byName.size > mostNames) this.#byName.clear();
      this.#byName.set(copyOf(place.module), known);
    }
    return known;
  }

  /** Tells which files are missing. */
  tellMissing(): void {
    for (const image of this.#answers.withoutSymbols())
      this.#warn(
        `${image} has no PDB here, and few names: --symbols PATH says where it is, and dbghelp why ${image} where it was looked for`,
      );
    if (this.#missing.size === 0) return;
    const names = [...this.#missing].join(', ');
    this.#warn(`there is no file for ${names}: --images DIR and --module IMAGE=BASE say where images are`);
  }

  #at(address: bigint | number): GivenModule | undefined {
    return this.#given.find(({ base, size }) => address >= base && address < base + BigInt(size));
  }

  #oddName(text: string, form: TextForm, { start }: Place, plain: string): string | undefined {
    const end = start + plain.length;
    return this.#files.endingWith(form.read(plain)).find((name) => {
      const { length } = form.write(name);
      return form.read(text.slice(Math.max(0, end - length), end)).toLowerCase() === name;
    });
  }

  async #named(name: string): Promise<TextModule | null> {
    const files = this.#files.find(name);
    const given = this.#given.find(({ file }) => files.includes(file));
    if (given) return this.#load(given.file, given.base);
    const [file, other] = files;
    if (!file) {
      if (fileName.test(name) && this.#missing.size < mostMissing) this.#missing.add(copyOf(name));
      return null;
    }
    if (other && !this.#byFile.has(keyOf(file, undefined)) && !other.isPdb) {
      this.#warn(`${name} is ${file.path}; there is another one, ${other.path}`);
    }
    return this.#load(file, undefined);
  }

  async #load(file: ImageFile, base: bigint | undefined): Promise<TextModule | null> {
    const key = keyOf(file, base);
    const before = this.#byFile.get(key);
    if (before !== undefined) return before;
    const known = await this.#answers.load(file, base).catch((error: unknown) => {
      this.#warn((error as Error).message);
      return null;
    });
    this.#byFile.set(key, known);
    return known;
  }
}

const keyOf = ({ path }: ImageFile, base: bigint | undefined): string => `${String(base ?? '')} ${path}`;
