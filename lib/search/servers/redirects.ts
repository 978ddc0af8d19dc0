import type { IncomingMessage } from 'node:http';
import { ServerFailure } from './server-failure';

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Pages at which people sign in, where services send requests without credentials. */
const signIn = /(?:_signin|\bsign-?in\b|\blogin\b|\/oauth2?\/|\/saml2?\/)/i;

export const signInReason =
  'sends to a page to sign in: it wants credentials, or the token has expired. Set the option `token` for this host, or `headers`';

/** Where an answer redirects; undefined for other answers. */
export function redirectOf(response: IncomingMessage): string | undefined {
  if (!redirects.has(response.statusCode ?? 0)) return undefined;
  const { location } = response.headers;
  if (location === undefined) {
    response.destroy();
    throw new ServerFailure('refused', 'redirects without saying where');
  }
  if (signIn.test(location.split(/[?#]/, 1)[0]!)) {
    response.destroy();
    throw new ServerFailure('unauthorized', signInReason, { status: response.statusCode ?? 0 });
  }
  return location;
}
