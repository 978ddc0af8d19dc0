import { hostOf } from './public-hosts';
import { ServerFailure } from './server-failure';

const unknownAuthority =
  'has a certificate of an authority that Node.js does not know. If a company or its proxy made it, name the file of that authority in NODE_EXTRA_CA_CERTS, start Node.js with --use-system-ca (22.15 or newer), or set the option `ca` or `systemCa`';

/** What errors of sockets and of TLS mean for people; whether a repetition may help. */
const meanings: Readonly<Record<string, readonly [reason: string, retry?: 'retry']>> = {
  ENOTFOUND: ['is no known host: look at its name, and whether this machine needs a proxy (HTTPS_PROXY)'],
  EAI_AGAIN: ['cannot be looked up: the name server did not answer. Is there a network?', 'retry'],
  ECONNREFUSED: ['takes no connections: nothing listens at that port'],
  ECONNRESET: ['broke the connection off', 'retry'],
  EPIPE: ['broke the connection off', 'retry'],
  ECONNABORTED: ['broke the connection off', 'retry'],
  ETIMEDOUT: ['took no connection in the time of this system'],
  EHOSTUNREACH: ['cannot be reached: there is no way to it from this network'],
  ENETUNREACH: ['cannot be reached: there is no way to it from this network'],
  EPROTO: ['does not speak TLS there: does it want http, or another port?'],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [unknownAuthority],
  UNABLE_TO_GET_ISSUER_CERT: [unknownAuthority],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: [unknownAuthority],
  SELF_SIGNED_CERT_IN_CHAIN: [unknownAuthority],
  DEPTH_ZERO_SELF_SIGNED_CERT: [unknownAuthority],
  CERT_UNTRUSTED: [unknownAuthority],
  CERT_HAS_EXPIRED: ["has a certificate that has expired: is this machine's clock right?"],
  CERT_NOT_YET_VALID: ["has a certificate that is not valid yet: is this machine's clock right?"],
  ERR_TLS_CERT_ALTNAME_INVALID: ['has a certificate for another host'],
};

/** The failure of a request without an answer. */
export function whyNoConnection(error: Error, url: URL, reused = false): Error {
  if (error instanceof ServerFailure) return error;
  const { reason, retry } = meaningOfError(error);
  // A server may close a connection at the moment at which it is used again.
  const retried = retry || (reused && (error as NodeJS.ErrnoException).code !== undefined);
  return new ServerFailure('unreachable', `${hostOf(url)} ${reason}`, { retry: retried, cause: error });
}

/** What an error means of the host that was asked, and whether a repetition may help. */
export function meaningOfError(error: Error): { readonly reason: string; readonly retry: boolean } {
  const { code: given } = error as { readonly code?: unknown };
  // Those of the web have numbers.
  const code = typeof given === 'string' ? given : '';
  const tls = code.startsWith('ERR_SSL') ? meanings['EPROTO'] : undefined;
  const garbage = code.startsWith('HPE_') ? (['answers with what is no HTTP'] as const) : undefined;
  const [reason, retry] =
    meanings[code] ?? tls ?? garbage ?? ([`could not be asked (${code || error.message})`] as const);
  return { reason, retry: retry !== undefined };
}
