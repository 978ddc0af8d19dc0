import { promises as files } from 'node:fs';
import { lateModules } from '../../base/late-modules';
import type { TriedPlace } from '../file-search';

/** What a server answered for one file. */
export interface KnownAnswer {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly outcome: TriedPlace['outcome'];
  readonly reason: string;
  /** Whether the server has no such file; other failures count only for those who waited for them. */
  readonly missing: boolean;
}

const answerFor = (server: string): string =>
  lateModules.crypto().createHash('sha256').update(server).digest('base64url').slice(0, 16);

/** The answers of servers for one file, in a text beside the files that are arriving in a store. */
export class KnownAnswers {
  readonly #path: string;
  #isEmpty = false;

  constructor(work: string) {
    this.#path = `${work}.answers.json`;
  }

  async of(server: string): Promise<KnownAnswer | undefined> {
    const known = (await this.#read())[answerFor(server)];
    return typeof known?.at === 'number' && typeof known.reason === 'string' ? known : undefined;
  }

  async note(server: string, answer: KnownAnswer): Promise<void> {
    const temporary = `${this.#path}.${lateModules.crypto().randomUUID()}`;
    const text = JSON.stringify({ ...(await this.#read()), [answerFor(server)]: answer });
    this.#isEmpty = false;
    // What cannot be remembered is asked again.
    await files
      .writeFile(temporary, text)
      .then(() => files.rename(temporary, this.#path))
      .catch(() => files.rm(temporary, { force: true }).catch(() => undefined));
  }

  async forget(): Promise<void> {
    if (this.#isEmpty) return;
    await files.rm(this.#path, { force: true }).catch(() => undefined);
  }

  async #read(): Promise<Record<string, KnownAnswer | undefined>> {
    try {
      const text = await files.readFile(this.#path, 'utf8').catch(() => null);
      this.#isEmpty = text === null;
      const known: unknown = JSON.parse(text ?? '{}');
      return typeof known === 'object' && known !== null ? (known as Record<string, KnownAnswer>) : {};
    } catch {
      return {};
    }
  }
}
