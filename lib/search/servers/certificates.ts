import { readFileSync } from 'node:fs';
import type * as Tls from 'node:tls';
import { lateModules } from '../../base/late-modules';
import type { CheckedServerOptions } from './server-options';

/** Of Node.js 22.15 and 24. */
interface Authorities {
  readonly getCACertificates?: (source: 'default' | 'system') => string[];
}

/** What connections to servers trust. */
export function secureContext(options: CheckedServerOptions): Tls.SecureContext {
  const ca = trustedAuthorities(options);
  return lateModules.tls().createSecureContext(ca && { ca });
}

/** The authorities to trust; undefined for those that Node.js trusts by itself. */
function trustedAuthorities({ ca, systemCa }: CheckedServerOptions): string[] | undefined {
  if (ca === undefined && !systemCa) return undefined;
  const { getCACertificates, rootCertificates }: typeof Tls & Authorities = lateModules.tls();
  const usual = getCACertificates?.('default') ?? [...rootCertificates, ...extraAuthorities()];
  const own = ca === undefined ? [] : [ca].flat();
  return [...usual, ...(systemCa ? (getCACertificates?.('system') ?? []) : []), ...own];
}

/** What Node.js adds to its own when it starts, and older ones do not tell. */
function extraAuthorities(): string[] {
  const file = process.env['NODE_EXTRA_CA_CERTS'];
  try {
    return file === undefined || file === '' ? [] : [readFileSync(file, 'utf8')];
  } catch {
    // Node.js has warned of it.
    return [];
  }
}
