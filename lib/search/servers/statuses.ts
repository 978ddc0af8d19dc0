import type { IncomingMessage } from 'node:http';
import { timeOfDay } from '../../base/clock';
import { discard } from './discarded';
import { hostOf } from './public-hosts';
import { signInReason } from './redirects';
import { ServerFailure, type FailureDetails } from './server-failure';
import type { TriedPlace } from '../file-search';

type Meaning = readonly [outcome: TriedPlace['outcome'], reason: string, details?: FailureDetails];

const missed = { remember: true };
const passes = { retry: true };

/** What statuses other than 200 and 206 mean. */
const meanings: Readonly<Record<number, Meaning>> = {
  204: ['unreadable', 'answers without a file (204)'],
  401: ['unauthorized', 'wants credentials (401): a token for this host in the option `token`, or `headers`'],
  403: ['unauthorized', 'refuses (403): the credentials are missing, wrong, or not enough for this store'],
  404: ['missing', 'does not have it (404)', missed],
  407: ['unauthorized', 'the proxy wants a user and a password (407): name them in the URL of the proxy'],
  408: ['unreachable', 'waited too long for the request (408)', passes],
  410: ['missing', 'does not have it any more (410)', missed],
  425: ['unreachable', 'wants the request later (425)', passes],
  429: ['unreachable', 'is asked too often (429): ask for fewer files at a time with the option `parallel`', passes],
};

/** Headers by which stores in a cloud are known: these answer 403 for what they do not have. */
const storeHeaders = ['x-amz-request-id', 'x-goog-stored-content-length', 'x-guploader-uploadid'];

function meaningOf(status: number, { headers }: IncomingMessage, credentials: boolean): Meaning {
  if (status === 403 && !credentials && storeHeaders.some((name) => headers[name] !== undefined))
    return ['missing', 'does not have it, or does not show it to everyone (403)', missed];
  const known = meanings[status];
  if (known) return known;
  if (status >= 500) return ['unreachable', `has an error of its own (${String(status)})`, passes];
  return ['unreachable', `answers ${String(status)}, which means nothing here`];
}

/** The pause that a Retry-After asks for, in milliseconds. */
function pauseOf({ headers }: IncomingMessage): number | undefined {
  const text = headers['retry-after'];
  if (text === undefined) return undefined;
  // A date is one of the server's clock.
  const today = Date.parse(headers.date ?? '') || timeOfDay();
  const time = /^\d+$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - today;
  return Number.isNaN(time) ? undefined : Math.max(0, time);
}

/** Throws for an answer that is no file. */
export function checkStatus(
  response: IncomingMessage,
  status: number,
  { url, credentials }: { readonly url: URL; readonly credentials: boolean },
): void {
  const isPage = /^text\/html\b/i.test(response.headers['content-type'] ?? '');
  const host = hostOf(url);
  if (status === 203 && isPage) fail(response, ['unauthorized', signInReason], host, status);
  if (status === 200 || status === 203 || status === 206) return;
  fail(response, meaningOf(status, response, credentials), host, status);
}

function fail(response: IncomingMessage, [outcome, reason, details]: Meaning, host: string, status: number): never {
  const wait = pauseOf(response);
  discard(response);
  throw new ServerFailure(outcome, `${host} ${reason}`, { ...details, status, ...(wait !== undefined && { wait }) });
}
