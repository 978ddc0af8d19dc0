import { statSync } from 'node:fs';
import type { SessionOptions } from '../../session/index';
import { doors } from '../doors';
import { UsageError } from '../usage-error';
import type { Answers } from './answers';
import { givenModules } from './given-modules';
import { headerAnswers } from './header-answers';
import { ImageFiles } from './image-files';
import { Naming } from './naming';
import { sessionAnswers } from './session-answers';
import { TextModules, type GivenModule } from './text-modules';
import { jsonOf, textOf } from './told';

export interface NamingOptions {
  /** Search paths whose folders have images. */
  readonly images: readonly string[];
  /** Search paths for PDBs; their folders may have images, too. */
  readonly symbols: readonly string[];
  /** `IMAGE=BASE` */
  readonly modules: readonly string[];
  readonly inlined: boolean;
  readonly json: boolean;
  readonly session: SessionOptions;
  readonly warn: (text: string) => void;
}

/** What options say of images; read before the text, so that a mistake in them is told whatever the text is. */
export class NamingSources {
  readonly #options: NamingOptions;
  readonly #folders: readonly string[];
  readonly #files = new ImageFiles();
  #listing: Promise<void> | undefined;
  given: readonly GivenModule[] = [];

  private constructor(options: NamingOptions) {
    this.#options = options;
    this.#folders = [...foldersOf(options.images, '--images'), ...foldersOf(options.symbols, '--symbols')];
  }

  static async read(options: NamingOptions): Promise<NamingSources> {
    const sources = new NamingSources(options);
    if (options.modules.length > 0) {
      await sources.#list();
      sources.given = await givenModules(options.modules, sources.#files);
    }
    return sources;
  }

  /** Opens what answers. */
  async open(): Promise<Naming> {
    await this.#list();
    const { session, inlined, json, warn } = this.#options;
    const answers = await answersOf(session, inlined, warn);
    return new Naming(answers, new TextModules(answers, this.#files, this.given, warn), json ? jsonOf : textOf);
  }

  #list(): Promise<void> {
    const list = async (): Promise<void> => {
      for (const folder of this.#folders) await this.#files.addFolder(folder);
    };
    return (this.#listing ??= list());
  }
}

/** The folders that search paths name. */
function foldersOf(paths: readonly string[], option: '--images' | '--symbols'): string[] {
  if (paths.length === 0) return [];
  const { SymbolPath } = doors.search();
  const elements = paths.flatMap((text) => SymbolPath.parse(text).expanded().elements);
  const folders = elements
    .flatMap(({ kind, places }) => (kind === 'folder' ? places : []))
    .map(({ location }) => location);
  const wrong = folders.find((folder) => !statSync(folder, { throwIfNoEntry: false })?.isDirectory());
  if (option === '--images' && wrong !== undefined) throw new UsageError(`--images: there is no folder ${wrong}`);
  return folders;
}

/** DbgHelp, or what can be told without it. */
async function answersOf(session: SessionOptions, inlined: boolean, warn: (text: string) => void): Promise<Answers> {
  try {
    return await sessionAnswers(session, inlined);
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== 'DBGHELP_UNSUPPORTED_PLATFORM') throw error;
    const told = 'addresses in modules given with --module become module+offset, and all other text stays as it is';
    warn(`names and lines need Windows' dbghelp.dll, which ${process.platform} has not: ${told}`);
    return headerAnswers();
  }
}
