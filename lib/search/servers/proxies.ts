import type { Agent, ClientRequest } from 'node:http';
import type { AgentOptions, RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import type { ConnectionOptions, SecureContext } from 'node:tls';
import { lateModules } from '../../base/late-modules';
import { masked } from '../../base/masked';
import { meaningOfError } from './connection-errors';
import { deadline } from './deadline';
import { seconds } from './durations';
import { hostOf } from './public-hosts';
import { ServerFailure } from './server-failure';
import { secureContext } from './certificates';
import type { CheckedServerOptions } from './server-options';

const variable = (name: string): string | undefined =>
  [process.env[name], process.env[name.toLowerCase()]].find((value) => value !== undefined && value !== '');

/** Whether NO_PROXY names a host: `*`, a host, a domain with or without a dot before it, or one of these with a port. */
function isExempt(url: URL): boolean {
  const host = hostOf(url).toLowerCase();
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return (variable('NO_PROXY') ?? '')
    .toLowerCase()
    .split(/[\s,;]+/)
    .some((entry) => {
      const [, name = '', at] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry.replace(/^\[(.*)\](?=:|$)/, '$1')) ?? [];
      if (entry === '*') return true;
      return name !== '' && (at === undefined || at === port) && (host === name || host.endsWith(`.${name}`));
    });
}

/** The proxy for a URL; undefined if it is asked directly. */
export function proxyFor(url: URL, option: string | false | undefined): URL | undefined {
  if (option === false) return undefined;
  if (option !== undefined) return new URL(option);
  if (isExempt(url)) return undefined;
  const named = variable('_NT_SYMBOL_PROXY') ?? variable(url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY');
  if (named === undefined) return undefined;
  const [, scheme] = /^([a-z][a-z\d+.-]*):\/\//i.exec(named) ?? [];
  const text = scheme === undefined ? `http://${named}` : named;
  const proxy = URL.canParse(text) ? new URL(text) : undefined;
  if (proxy?.protocol === 'http:' || proxy?.protocol === 'https:') return proxy;
  const what = proxy ? `is asked by ${proxy.protocol}//, which is not spoken here` : 'is no HOST:PORT or URL';
  throw new ServerFailure('unreachable', `the proxy that the environment names ${what}: http and https are`);
}

/** The header with a proxy's user and password. */
export function proxyAuthorization({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  return { 'proxy-authorization': basic(decodedPart(username), decodedPart(password)) };
}

/** A user or a password of a URL. One that is not coded as in URLs is taken as it is. */
export function decodedPart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** Makes connections to https servers through a proxy. */
function tunnelAgent(proxy: URL, connectTimeout: number, options: AgentOptions): Agent {
  const { Agent: SecureAgent } = lateModules.https();
  const agent = new SecureAgent(options);
  const asking = new Set<ClientRequest>();
  agent.destroy = (): void => {
    for (const request of asking) request.destroy();
    SecureAgent.prototype.destroy.call(agent);
  };
  agent.createConnection = (
    target: RequestOptions,
    done?: (error: Error | null, stream: Duplex) => void,
  ): undefined => {
    const { host = '', port, servername } = target as ConnectionOptions;
    const authority = `${host.includes(':') ? `[${host}]` : host}:${String(port ?? 443)}`;
    const settle = (failure: ServerFailure | null, socket: Duplex | null = null): void => {
      inTime();
      asking.delete(request);
      if (failure) request.destroy();
      done?.(failure, socket!);
      done = undefined;
    };
    const fail = (reason: string, retry = false): void => {
      settle(new ServerFailure('unreachable', `the proxy ${masked(proxy.href)} ${reason}`, { retry }));
    };
    const request = (proxy.protocol === 'https:' ? lateModules.https() : lateModules.http()).request({
      hostname: hostOf(proxy),
      port: proxy.port || undefined,
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...proxyAuthorization(proxy) },
      agent: false,
      // What is trusted is so of the proxy, too.
      ...(proxy.protocol === 'https:' && { secureContext: options.secureContext }),
    });
    const inTime = deadline(connectTimeout, () => {
      fail(`did not answer within ${seconds(connectTimeout)}`);
    });
    asking.add(request);
    request.on('error', (error) => {
      const { reason, retry } = meaningOfError(error);
      fail(reason, retry);
    });
    request.once('connect', (response, socket) => {
      const status = response.statusCode ?? 0;
      if (status !== 200) socket.destroy();
      if (status === 407) {
        const reason = `the proxy ${masked(proxy.href)} wants a user and a password (407): name them in its URL`;
        settle(new ServerFailure('unauthorized', reason, { status }));
      } else if (status !== 200) fail(`does not connect to ${authority}: it answered ${String(status)}`, status >= 500);
      else {
        const secure = lateModules.tls().connect({
          ...(target as ConnectionOptions),
          socket,
          servername: servername === '' ? undefined : servername,
        });
        settle(null, secure);
      }
    });
    request.end();
    return undefined;
  };
  return agent;
}

/** The agents of a client, one for each kind of server and each proxy, so that connections are used again. */
export class Agents {
  readonly #options: CheckedServerOptions;
  readonly #agents = new Map<string, Agent>();
  /** Made once: with authorities, each connection would parse all of them, and each request would name them. */
  #context: SecureContext | undefined;

  constructor(options: CheckedServerOptions) {
    this.#options = options;
  }

  for(url: URL, proxy: URL | undefined): Agent {
    const { agent, connectTimeout } = this.#options;
    if (agent && (agent as { protocol?: string }).protocol === url.protocol) return agent;
    const key = `${url.protocol} ${proxy?.href ?? ''}`;
    const known = this.#agents.get(key);
    if (known) return known;
    const options = { keepAlive: true, secureContext: this.#secureContext() };
    const tunnel = proxy && url.protocol === 'https:' ? tunnelAgent(proxy, connectTimeout, options) : undefined;
    const secure = (proxy ?? url).protocol === 'https:';
    const made =
      tunnel ??
      (secure ? new (lateModules.https().Agent)(options) : new (lateModules.http().Agent)({ keepAlive: true }));
    this.#agents.set(key, made);
    return made;
  }

  #secureContext(): SecureContext {
    return (this.#context ??= secureContext(this.#options));
  }

  /** Ends the connections that are not in use. */
  close(): void {
    for (const agent of this.#agents.values()) agent.destroy();
    this.#agents.clear();
  }
}
