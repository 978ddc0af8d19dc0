import type { IncomingMessage } from 'node:http';
import { discard } from './discarded';
import { ServerFailure } from './server-failure';

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Hosts and paths of pages at which people sign in: services send requests without credentials there. */
const signInHost = /^(?:login|signin|sso|auth|accounts?)\./i;
const signInPath = /\/(?:_signin|sign-?in|login|authorize|saml2?)\/?$/i;

function isSignIn(location: string): boolean {
  if (!URL.canParse(location, 'https://relative.invalid')) return false;
  const { hostname, pathname } = new URL(location, 'https://relative.invalid');
  return signInHost.test(hostname) || signInPath.test(pathname);
}

export const signInReason =
  'sends to a page to sign in: it wants credentials, or the token has expired. Set the option `token` for this host, or `headers`';

/** Where an answer redirects; undefined for other answers. */
export function redirectOf(response: IncomingMessage): string | undefined {
  if (!redirects.has(response.statusCode ?? 0)) return undefined;
  const { location } = response.headers;
  if (location === undefined) {
    discard(response);
    throw new ServerFailure('refused', 'redirects without saying where');
  }
  if (isSignIn(location)) {
    discard(response);
    throw new ServerFailure('unauthorized', signInReason, { status: response.statusCode ?? 0 });
  }
  return location;
}
