import type { IncomingMessage } from 'node:http';
import { now } from '../../base/clock';
import { masked } from '../../base/masked';
import { deadline } from './deadline';
import { discard } from './discarded';
import { exchange } from './exchange';
import { Agents, basic, decodedPart, proxyAuthorization, proxyFor } from './proxies';
import { checkPublicHost, hostOf, publicLookup } from './public-hosts';
import { redirectOf } from './redirects';
import { ServerFailure } from './server-failure';
import { tokenFor, type CheckedServerOptions } from './server-options';
import { checkStatus } from './statuses';
import { Pause, Turns } from './turns';

/** The answer to a request, after redirects; its body is still to be read, or to be destroyed. */
export interface Answer {
  readonly response: IncomingMessage;
  readonly status: number;
  /** Where it came from. */
  readonly url: URL;
  readonly probe: OpenProbe;
  /** Lets another request go, though the body is not read yet. */
  readonly giveTurn: () => void;
}

/** Makes requests to servers, after each of which others wait. */
export interface Asks {
  /** Throws a ServerFailure for an answer that is no file, or the signal's reason. */
  ask(url: URL, extra: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Answer>;
}

/** One request of a client. */
export interface ServerProbe {
  /** Without users, passwords and queries. */
  readonly url: string;
  /** The status of the answer; null if there was none. */
  readonly status: number | null;
  /** Why it gave no file; null if it did. */
  readonly failure: string | null;
  /** Bytes of the body that arrived. */
  readonly bytes: number;
  /** Milliseconds until the headers of the answer. */
  readonly duration: number;
  /** Whether no request was made: an earlier answer is remembered. */
  readonly fromCache: boolean;
}

/** While the request is made. */
type OpenProbe = { -readonly [Member in keyof ServerProbe]: ServerProbe[Member] };

const mostRedirects = 10;

/** Makes requests to the servers of a search path. */
export class Asking implements Asks {
  readonly #options: CheckedServerOptions;
  readonly #agents: Agents;
  /** The hosts that the path names: only these may be in a network that is not public. */
  readonly #named: ReadonlySet<string>;

  readonly #turns: Turns;
  readonly #pauses = new Map<string, Pause>();
  readonly #log: (probe: ServerProbe) => void;

  constructor(options: CheckedServerOptions, servers: readonly URL[], log: (probe: ServerProbe) => void) {
    this.#options = options;
    this.#log = log;
    this.#turns = new Turns(options.parallel);
    this.#agents = new Agents(options);
    this.#named = new Set(servers.map(hostOf));
  }

  /**
   * Asks for a URL that the path names.
   *
   * @param doubt - called when there is no file in the answer, or none within the head start
   */
  async ask(
    url: URL,
    extra: Readonly<Record<string, string>>,
    signal: AbortSignal,
    doubt = (): void => undefined,
  ): Promise<Answer> {
    const paused = this.#pauses.get(url.host);
    if (paused?.isOver === false) {
      doubt();
      await paused.wait(signal);
    }
    const done = await this.#turns.take(signal);
    const inTime = deadline(this.#options.headStart, doubt);
    const begin = now();
    const probe: OpenProbe = {
      url: masked(url.href),
      status: null,
      failure: null,
      bytes: 0,
      duration: 0,
      fromCache: false,
    };
    try {
      const answer = await this.#answer(url, extra, signal);
      probe.status = answer.status;
      answer.response.once('close', done);
      return { ...answer, probe, giveTurn: done };
    } catch (error) {
      done();
      if (!signal.aborted) doubt();
      probe.failure = signal.aborted ? 'cancelled' : masked((error as Error).message);
      if (error instanceof ServerFailure) {
        probe.status = error.status ?? null;
        // Whoever else asks this host need not be told, too.
        const { wait = 0 } = error;
        if (wait > 0 && wait <= this.#options.longestPause) this.#pauses.set(url.host, new Pause(wait));
      }
      throw error;
    } finally {
      inTime();
      probe.duration = now() - begin;
      this.#log(probe);
    }
  }

  /** Waits for a turn to read an answer that gave its own. Undefined if its connection has ended by now. */
  async resume(answer: Answer, signal: AbortSignal): Promise<Answer | undefined> {
    const done = await this.#turns.take(signal);
    if (answer.response.destroyed) {
      done();
      return undefined;
    }
    answer.response.once('close', done);
    return answer;
  }

  async #answer(
    url: URL,
    extra: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Omit<Answer, 'probe' | 'giveTurn'>> {
    let at = url;
    for (let redirects = 0; ; redirects++) {
      const own = redirects === 0 ? await this.#credentials(url) : {};
      const response = await this.#request(at, { ...fixedHeaders, ...extra, ...own }, signal);
      const status = response.statusCode ?? 0;
      const location = redirectOf(response);
      if (location === undefined) {
        checkStatus(response, status, { url: at, credentials: Object.keys(own).length > 0 });
        return { response, status, url: at };
      }
      discard(response);
      if (redirects === mostRedirects)
        throw new ServerFailure(
          'refused',
          `redirects more than ${String(mostRedirects)} times, at last from ${masked(at.href)}`,
        );
      at = this.#follow(at, location);
    }
  }

  close(): void {
    this.#agents.close();
  }

  async #request(url: URL, headers: Record<string, string>, signal: AbortSignal): Promise<IncomingMessage> {
    const proxy = this.#options.agent ? undefined : proxyFor(url, this.#options.proxy);
    const isNamed = this.#named.has(hostOf(url));
    if (!isNamed) checkPublicHost(url);
    const plain = proxy !== undefined && url.protocol === 'http:';
    return exchange({
      url,
      headers: plain ? { ...headers, ...proxyAuthorization(proxy) } : headers,
      agent: this.#agents.for(url, proxy),
      target: plain ? { proxy } : undefined,
      // A proxy finds the addresses itself.
      lookup: isNamed || proxy ? undefined : publicLookup,
      limits: this.#options,
      signal,
    });
  }

  async #credentials(url: URL): Promise<Record<string, string>> {
    const { headers } = this.#options;
    const { username, password } = url;
    const named = tokenFor(url, this.#options);
    const own: Record<string, string> = {};
    if (username !== '' || password !== '') own['authorization'] = basic(decodedPart(username), decodedPart(password));
    if (named !== undefined) own['authorization'] = basic('', named);
    return { ...own, ...lowerCase(await headers?.(new URL(url))) };
  }

  #follow(from: URL, location: string): URL {
    const to = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
    if (!to || (to.protocol !== 'https:' && to.protocol !== 'http:'))
      throw new ServerFailure('refused', `redirects to ${to ? to.protocol : 'what is no URL'}, which is not followed`);
    const plain = to.protocol === 'http:';
    if (plain && (from.protocol === 'https:' || !this.#named.has(hostOf(to))))
      throw new ServerFailure('refused', `redirects to plain http (${masked(to.href)}), which is not followed`);
    to.username = to.password = to.hash = '';
    return to;
  }
}

const fixedHeaders = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'dbghelp-symbols' };

const lowerCase = (headers: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
