import type { WantedFile } from '../file-search';
import { masked } from '../../base/masked';
import type { Asking } from './asking';
import { watched } from './body';
import { checkBeginning } from './contents';
import { download, repeated } from './download';
import { firstUrl, furtherUrls, threeTiersMark, urlBelow, type FileUrl, type ServedForm } from './file-urls';
import { PartialFile } from './partial-file';
import { copyFrom } from './pointed-file';
import { readPointer, type Allowed } from './pointers';
import { ServerFailure } from './server-failure';
import type { CheckedServerOptions } from './server-options';

/** What is wanted from one server. */
export interface FileOfServer {
  readonly server: URL;
  readonly wanted: WantedFile;
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

  constructor(asking: Asking, options: CheckedServerOptions, allowed: Allowed) {
    this.#allowed = allowed;
    this.#asking = asking;
    this.#options = options;
  }

  async fetch(visit: FileOfServer): Promise<ServerResult> {
    const { server, wanted, work } = visit;
    const tiers = this.#tiersOf(server);
    // The file itself is asked for without waiting for the layout: most stores have two tiers.
    const guess = this.#knownTiers.get(server.href) ?? 2;
    const first = await this.#try({ url: firstUrl(server, wanted, guess), form: 'file' }, visit);
    if (!isMiss(first)) return first;
    const actual = await tiers;
    const second =
      actual === guess ? first : await this.#try({ url: firstUrl(server, wanted, actual), form: 'file' }, visit);
    if (!isMiss(second)) return second;
    const rest = await Promise.all(
      furtherUrls(server, wanted, actual).map((place, index) =>
        this.#try(place, { ...visit, work: `${work}.${String(index + 1)}` }),
      ),
    );
    const found = rest.find(({ file }) => file !== null);
    for (const each of rest) if (each !== found) await each.file?.remove();
    if (found) return found;
    const failures = rest.flatMap((each) => each.failures);
    const telling = failures.filter(({ failure }) => !failure.remember);
    return { ...second, failures: [...second.failures, ...telling] };
  }

  async #try({ url, form }: FileUrl, visit: FileOfServer): Promise<ServerResult> {
    try {
      const { file, portable } = await this.#forms[form](url, visit);
      return { file, url, portable, failures: [] };
    } catch (error) {
      if (!(error instanceof ServerFailure)) throw error;
      return { file: null, url, portable: false, failures: [{ url, failure: error }] };
    }
  }

  /** What to do with each form in which a server may have a file. */
  readonly #forms: Readonly<Record<ServedForm, (url: URL, visit: FileOfServer) => Promise<ArrivedFile>>> = {
    file: (url, visit) => this.#download(url, visit),
    portable: (url, visit) => this.#download(url, visit),
    compressed: async (url, { signal }) => {
      checkBeginning(await this.#beginning(url, 64, signal));
      throw new ServerFailure('unreadable', 'is no compressed file, though its name says so');
    },
    pointer: async (url, visit) => {
      const { wanted, work, signal } = visit;
      const text = Buffer.from(await this.#beginning(url, longestPointer, signal)).toString('utf8');
      checkBeginning(Buffer.from(text));
      const to = readPointer(text, this.#allowed);
      if ('url' in to) return this.#download(to.url, visit);
      const partial = await PartialFile.at(`${work}.partial`);
      return { file: partial, ...(await copyFrom(to.file, partial, wanted, signal)) };
    },
  };

  async #download(url: URL, { server, wanted, work, signal }: FileOfServer): Promise<ArrivedFile> {
    const { onProgress } = this.#options;
    const partial = await PartialFile.at(`${work}.partial`);
    let last = 0;
    const report = (bytes: number, total: number | null): void => {
      const now = performance.now();
      if (!onProgress || (now - last < betweenReports && bytes !== total)) return;
      last = now;
      onProgress({ file: wanted.name, server: masked(server.href), bytes, total, fromCache: false });
    };
    const options = this.#options;
    const job = { url, wanted, partial, asking: this.#asking, options, signal, onBytes: report };
    const { portable } = await download(job);
    return { file: partial, portable };
  }

  /** The beginning of an answer; the rest is not fetched. */
  async #beginning(url: URL, most: number, signal: AbortSignal): Promise<Uint8Array> {
    return repeated(
      async () => {
        const answer = await this.#asking.ask(url, {}, signal);
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
    const { signal } = new AbortController();
    const asked = this.#beginning(urlBelow(server, threeTiersMark), 64, signal).then(
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

const isMiss = ({ file, failures }: ServerResult): boolean =>
  file === null && failures.every(({ failure }) => failure.remember);
