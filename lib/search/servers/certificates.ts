import tls from 'node:tls';
import type { CheckedServerOptions } from './server-options';

type Source = 'default' | 'system';
/** Of Node.js 22.15 and 24. */
const { getCACertificates } = tls as { getCACertificates?: (source: Source) => string[] };

/** The authorities to trust; undefined for those that Node.js trusts by itself. */
export function trustedAuthorities({ ca, systemCa }: CheckedServerOptions): string[] | undefined {
  if (ca === undefined && !systemCa) return undefined;
  const usual = getCACertificates?.('default') ?? [...tls.rootCertificates];
  const own = ca === undefined ? [] : [ca].flat();
  return [...usual, ...(systemCa ? (getCACertificates?.('system') ?? []) : []), ...own];
}
