import type { Agent, ClientRequest, IncomingMessage } from 'node:http';
import type { LookupFunction, Socket } from 'node:net';
import { lateModules } from '../../base/late-modules';
import { deadline } from './deadline';
import { seconds } from './durations';
import { whyNoConnection } from './connection-errors';
import { hostOf } from './public-hosts';
import { ServerFailure } from './server-failure';
import type { CheckedServerOptions } from './server-options';

export interface Exchange {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly agent: Agent;
  /** The target in the request line, if it is not the URL's path: a proxy wants the whole URL. */
  readonly target?: { readonly proxy: URL } | undefined;
  readonly lookup?: LookupFunction | undefined;
  readonly limits: Pick<CheckedServerOptions, 'connectTimeout' | 'responseTimeout'>;
  readonly signal: AbortSignal;
}

/** One request, up to the headers of its answer. */
export async function exchange(wanted: Exchange): Promise<IncomingMessage> {
  const { signal } = wanted;
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const request = requestFor(wanted);
    const host = hostOf(wanted.url);
    const { connectTimeout, responseTimeout } = wanted.limits;
    let meet = (): void => undefined;
    const settle = (): void => {
      meet();
      signal.removeEventListener('abort', abort);
    };
    // A request that waits for a proxy has no socket, and tells of its end much later.
    const giveUp = (reason: Error): void => {
      settle();
      request.destroy(reason);
      reject(reason);
    };
    const limit = (time: number, what: string): void => {
      meet();
      meet = deadline(time, () => {
        giveUp(new ServerFailure('unreachable', `${host} ${what} within ${seconds(time)}`));
      });
    };
    const abort = (): void => {
      giveUp(signal.reason as Error);
    };
    signal.addEventListener('abort', abort);
    const connected = (): void => {
      limit(responseTimeout, 'did not answer');
    };
    request.once('socket', (socket: Socket) => {
      if (request.reusedSocket) {
        connected();
        return;
      }
      limit(connectTimeout, 'took no connection');
      if (!socket.connecting && !('secureConnecting' in socket && socket.secureConnecting === true)) connected();
      else socket.once('encrypted' in socket ? 'secureConnect' : 'connect', connected);
    });
    request.once('response', (response) => {
      settle();
      resolve(response);
    });
    request.on('error', (error) => {
      if (signal.aborted) return;
      settle();
      reject(whyNoConnection(error, wanted.url, request.reusedSocket));
    });
    request.end();
  });
}

function requestFor({ url, headers, agent, target, lookup }: Exchange): ClientRequest {
  const { protocol } = target?.proxy ?? url;
  const to = target?.proxy ?? url;
  return (protocol === 'https:' ? lateModules.https() : lateModules.http()).request({
    protocol,
    hostname: hostOf(to),
    port: to.port === '' ? undefined : to.port,
    path: target ? url.origin + url.pathname + url.search : url.pathname + url.search,
    method: 'GET',
    headers: { host: url.host, ...headers },
    agent,
    ...(lookup && { lookup }),
  });
}
