import { now } from '../../base/clock';
import type { WantedFile } from '../file-search';
import { masked } from '../../base/masked';
import type { Asking, Asks } from './asking';
import { watched } from './body';
import { checkBeginning } from './contents';
import { download, repeated } from './download';
import { firstUrl, furtherUrls, threeTiersMark, urlBelow, type FileUrl, type ServedForm } from './file-urls';
import { PartialFile } from './partial-file';
import { copyFrom } from './pointed-file';
import { readPointer, type Allowed } from './pointers';
import type { Questions } from './questions';
import { ServerFailure } from './server-failure';
import type { CheckedServerOptions } from './server-options';

/** A file and a server that may have it. */
export interface FileAtServer {
  readonly server: URL;
  readonly wanted: WantedFile;
  readonly questions: Questions;
}

/** What is wanted from one server. */
export interface FileOfServer extends FileAtServer {
  /** The beginning of the names of files that arrive. */
  readonly work: string;
  readonly signal: AbortSignal;
}

interface ArrivedFile {
  readonly file: PartialFile;
  readonly portable: boolean;
}

export interface FailedUrl {
  readonly url: URL;
  readonly failure: ServerFailure;
}

export interface ServerResult {
  /** The file, checked, still under its name for the time of its arrival; null if the server did not give it. */
  readonly file: PartialFile | null;
  readonly url: URL;
  readonly portable: boolean;
  readonly failures: readonly FailedUrl[];
}

const longestPointer = 4096;
/** Milliseconds between two reports of one file. */
const betweenReports = 100;

/** Asks one server for a file, in all places where it may have it. */
export class ServerVisit {
  readonly #asking: Asking;
  readonly #options: CheckedServerOptions;
  /** By server; one whose answer was no answer is asked again. */
  readonly #tiers = new Map<string, Promise<2 | 3>>();
  readonly #knownTiers = new Map<string, 2 | 3>();
  readonly #allowed: Allowed;
  #ending = new AbortController();

  constructor(asking: Asking, options: CheckedServerOptions, allowed: Allowed) {
    this.#allowed = allowed;
    this.#asking = asking;
    this.#options = options;
  }

  async fetch(visit: FileOfServer): Promise<ServerResult> {
    const { work } = visit;
    const [usual, ...rest] = await this.#inAllPlaces(visit, (place, index) =>
      this.#try(place, index === 0 ? visit : { ...visit, work: `${work}.${String(index)}` }),
    );
    if (usual.file) return usual;
    const found = rest.find(({ file }) => file !== null);
    for (const each of rest) if (each !== found) await each.file?.remove();
    if (found) return found;
    const failures = rest.flatMap((each) => each.failures);
    const telling = failures.filter(({ failure }) => !failure.remember);
    return { ...usual, failures: [...usual.failures, ...telling] };
  }

  /** Ends what nobody waits for any more. */
  close(): void {
    this.#ending.abort(new Error('The client was closed'));
    this.#ending = new AbortController();
  }

  /** Asks before it is known whether the answers are needed. If they are, `fetch` takes them. */
  async askAhead({ server, wanted, questions }: FileAtServer): Promise<void> {
    await this.#inAllPlaces({ server, wanted }, ({ url }) => resultOf(url, () => questions.ahead(url)));
  }

  /** Looks where a server usually has a file, and in all other places at once if there is none. */
  async #inAllPlaces<Result extends Looked>(
    { server, wanted }: Pick<FileAtServer, 'server' | 'wanted'>,
    look: (place: FileUrl, index: number) => Promise<Result>,
  ): Promise<readonly [usual: Result, ...rest: Result[]]> {
    const tiers = this.#tiersOf(server);
    // The file itself is asked for without waiting for the layout: most stores have two tiers.
    const guess = this.#knownTiers.get(server.href) ?? 2;
    const first = await look({ url: firstUrl(server, wanted, guess), form: 'file' }, 0);
    if (!isMiss(first)) return [first];
    const actual = await tiers;
    const usual = actual === guess ? first : await look({ url: firstUrl(server, wanted, actual), form: 'file' }, 0);
    if (!isMiss(usual)) return [usual];
    const rest = furtherUrls(server, wanted, actual).map((place, index) => look(place, index + 1));
    // Whoever waits for the lock may begin when this ends: none of them may go on then.
    await Promise.allSettled(rest);
    return [usual, ...(await Promise.all(rest))];
  }

  async #try({ url, form }: FileUrl, visit: FileOfServer): Promise<ServerResult> {
    const { file, failures } = await resultOf(url, () => this.#forms[form](url, visit));
    return { file: file?.file ?? null, url, portable: file?.portable ?? false, failures };
  }

  /** What to do with each form in which a server may have a file. */
  readonly #forms: Readonly<Record<ServedForm, (url: URL, visit: FileOfServer) => Promise<ArrivedFile>>> = {
    file: (url, visit) => this.#download(url, visit),
    portable: (url, visit) => this.#download(url, visit),
    compressed: async (url, { questions, signal }) => {
      checkBeginning(await this.#beginning(url, 64, questions, signal));
      throw new ServerFailure('unreadable', 'is no compressed file, though its name says so');
    },
    pointer: async (url, visit) => {
      const { work, questions, signal } = visit;
      const text = Buffer.from(await this.#beginning(url, longestPointer, questions, signal)).toString('utf8');
      checkBeginning(Buffer.from(text));
      const to = readPointer(text, this.#allowed);
      if ('url' in to) return this.#download(to.url, visit);
      const partial = await PartialFile.at(`${work}.partial`);
      return { file: partial, ...(await copyFrom(to.file, partial, { ...visit, ...this.#options })) };
    },
  };

  async #download(url: URL, { server, wanted, work, questions, signal }: FileOfServer): Promise<ArrivedFile> {
    const { onProgress } = this.#options;
    const partial = await PartialFile.at(`${work}.partial`);
    let last = 0;
    const report = (bytes: number, total: number | null): void => {
      questions.fileArrives();
      const time = now();
      if (!onProgress || (time - last < betweenReports && bytes !== total)) return;
      last = time;
      onProgress({ file: wanted.name, server: masked(server.href), bytes, total, fromCache: false });
    };
    const options = this.#options;
    const job = { url, wanted, partial, asking: questions, options, signal, onBytes: report };
    const { portable } = await download(job);
    return { file: partial, portable };
  }

  /** The beginning of an answer; the rest is not fetched. */
  async #beginning(url: URL, most: number, asking: Asks, signal: AbortSignal): Promise<Uint8Array> {
    return repeated(
      async () => {
        const answer = await asking.ask(url, {}, signal);
        const parts: Buffer[] = [];
        let length = 0;
        for await (const bytes of watched(answer.response, answer.url, this.#options, signal)) {
          parts.push(bytes);
          length += bytes.length;
          if (length >= most) break;
        }
        return Buffer.concat(parts).subarray(0, most);
      },
      this.#options,
      signal,
    );
  }

  #tiersOf(server: URL): Promise<2 | 3> {
    const known = this.#tiers.get(server.href);
    if (known) return known;
    // Those who wait for it share it: the signal of one of them must not end it for all.
    const { signal } = this.#ending;
    const asked = this.#beginning(urlBelow(server, threeTiersMark), 64, this.#asking, signal).then(
      (bytes): 2 | 3 => (isPage(bytes) ? 2 : 3),
      (error: unknown): 2 => {
        if (!(error instanceof ServerFailure) || !error.remember) this.#tiers.delete(server.href);
        return 2;
      },
    );
    this.#tiers.set(server.href, asked);
    void asked.then((tiers) => this.#knownTiers.set(server.href, tiers));
    return asked;
  }
}

/** Some servers answer everything with a page. */
function isPage(bytes: Uint8Array): boolean {
  try {
    checkBeginning(bytes);
    return false;
  } catch {
    return true;
  }
}

/** What came of looking in one place. */
interface Looked<File = unknown> {
  readonly file: File | null;
  readonly failures: readonly FailedUrl[];
}

async function resultOf<File>(url: URL, get: () => Promise<File>): Promise<Looked<File>> {
  try {
    return { file: await get(), failures: [] };
  } catch (error) {
    if (!(error instanceof ServerFailure)) throw error;
    return { file: null, failures: [{ url, failure: error }] };
  }
}

const isMiss = ({ file, failures }: Looked): boolean =>
  file === null && failures.every(({ failure }) => failure.remember);
