import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** Below a given folder: as deep as in a symbol store, `app.exe\5F0E8A4B12000\app.exe`. */
const deepest = 2;
/** Folders of a whole disk are not what was meant. */
const mostFiles = 200_000;

const loadable = /\.(?:exe|dll|sys|node|ocx|cpl|drv|scr|efi|ax|com|pyd|pdb)$/i;
const pdbFile = /\.pdb$/i;

/** A file that can be loaded as a module. */
export interface ImageFile {
  readonly path: string;
  readonly isPdb: boolean;
}

/** The images, and PDBs, in some folders, by the names that texts have for modules. */
export class ImageFiles {
  readonly #byName = new Map<string, ImageFile[]>();
  /** Names that a text may have in one piece only by chance: with blanks and the like. By their last parts. */
  readonly #odd = new Map<string, string[]>();
  #count = 0;

  /** Adds the images of a folder, nearest first. A folder that cannot be read has none. */
  async addFolder(folder: string): Promise<void> {
    let level = [folder];
    for (let depth = 0; depth <= deepest && level.length > 0; depth++) {
      const next: string[] = [];
      for (const one of level) {
        const entries = await readdir(one, { withFileTypes: true }).catch(() => []);
        for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
          const file = path.join(one, entry.name);
          if (entry.isDirectory()) next.push(file);
          else if (this.#count < mostFiles && loadable.test(file)) this.add(file);
        }
      }
      level = next;
    }
  }

  /** Adds a file, whatever it is called. */
  add(file: string): void {
    const isPdb = pdbFile.test(file);
    this.#count++;
    for (const name of spellingsOf(path.basename(file))) {
      const known = this.#byName.get(name);
      if (known?.some(({ path: other }) => other === file)) continue;
      if (known) known.push({ path: file, isPdb });
      else this.#byName.set(name, [{ path: file, isPdb }]);
      const plain = /[\w$@.~\u0080-\uffff-]*$/.exec(name)![0];
      if (plain !== name && !known) this.#odd.set(plain, [...(this.#odd.get(plain) ?? []), name]);
    }
  }

  /** The files of a module: images before PDBs, and otherwise those found first. */
  find(name: string): readonly ImageFile[] {
    const known = this.#byName.get(name.toLowerCase());
    // Without the image, its PDB is enough.
    const found = known ?? (this.#byName.get(path.parse(name.toLowerCase()).name) ?? []).filter(({ isPdb }) => isPdb);
    return [...found.filter(({ isPdb }) => !isPdb), ...found.filter(({ isPdb }) => isPdb)];
  }

  /** Names with blanks and the like that end so. */
  endingWith(plain: string): readonly string[] {
    return this.#odd.get(plain.toLowerCase()) ?? [];
  }
}

/** `my app.exe`, `my app`, and `my_app` as debuggers write it. */
function spellingsOf(file: string): ReadonlySet<string> {
  const whole = file.toLowerCase();
  const { name } = path.parse(whole);
  return new Set([whole, name, name.replaceAll(/[^\w$]/g, '_')]);
}
