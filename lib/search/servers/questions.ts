import { abandonable } from '../../base/abandonable';
import type { Answer, Asking, Asks } from './asking';

/** What the answers mean for the servers behind. */
export interface Consequences {
  /** It is in doubt whether the server has the file. May be called more than once. */
  readonly doubt: () => void;
  /** A file arrives. May be called more than once. */
  readonly fileArrives: () => void;
}

/**
 * The questions for one file to one server. Some may be asked ahead, while a server before this one is in doubt: their
 * answers wait, unread, until they are needed or not.
 */
export class Questions implements Asks {
  readonly #asking: Asking;
  readonly #consequences: Consequences;
  readonly #asked = new Map<string, Promise<Answer>>();
  readonly #unread = new Set<Answer>();
  #isTooLate = false;
  #ahead: AbortController | undefined;

  constructor(asking: Asking, consequences: Consequences) {
    this.#asking = asking;
    this.#consequences = consequences;
  }

  fileArrives(): void {
    this.#consequences.fileArrives();
  }

  async ask(url: URL, extra: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Answer> {
    this.#isTooLate = true;
    const ahead = this.#asked.get(url.href);
    this.#asked.delete(url.href);
    // Of an answer with the whole file, the rest alone cannot be taken.
    if (ahead && Object.keys(extra).length === 0) {
      const answer = await abandonable(ahead, signal);
      const resumed = await this.#asking.resume(answer, signal);
      this.#unread.delete(answer);
      if (resumed) return resumed;
    }
    return this.#asking.ask(url, extra, signal, this.#consequences.doubt);
  }

  /** Does a job that asks ahead, unless one has begun, or the server's turn has come. */
  async mayAskAhead(job: () => Promise<void>): Promise<void> {
    if (this.#ahead || this.#isTooLate) return;
    this.#ahead = new AbortController();
    // What goes wrong ahead goes wrong again, and is told, when the answer is needed.
    await job().catch(() => undefined);
  }

  /** Asks ahead. Throws what `ask` throws. */
  async ahead(url: URL): Promise<Answer> {
    const controller = this.#ahead;
    if (!controller || this.#isTooLate) throw new Error('It is too late to ask ahead');
    const answer = this.#asking.ask(url, {}, controller.signal, this.#consequences.doubt).then((given) => {
      given.giveTurn();
      if (controller.signal.aborted) discard(given);
      else this.#unread.add(given);
      return given;
    });
    this.#asked.set(url.href, answer);
    return answer;
  }

  /** The search has ended. */
  end(): void {
    this.#isTooLate = true;
    this.drop();
  }

  /** Gives up what was asked ahead, and is not needed. */
  drop(): void {
    this.#ahead?.abort(new Error('A server before this one has the file'));
    this.#ahead = undefined;
    this.#asked.clear();
    for (const answer of this.#unread) discard(answer);
    this.#unread.clear();
  }
}

function discard({ response, probe }: Answer): void {
  probe.failure = 'not needed: a server before this one has the file';
  response.destroy();
}
