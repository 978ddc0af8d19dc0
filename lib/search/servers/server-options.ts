import type { Agent } from 'node:http';
import { lateModules } from '../../base/late-modules';
import { checkBoolean, checkInteger, checkText, outOfRange, wrongType } from '../../base/checks';
import { checkOptionNames, type OptionNames } from '../../base/option-names';

/** What is known of a file that is being fetched from a symbol server, or was found in a cache. */
export interface ServerProgress {
  /** The name of the wanted file. */
  readonly file: string;
  /** The server of the search path, without users, passwords and queries. */
  readonly server: string;
  /** Bytes of the file so far. */
  readonly bytes: number;
  /** Bytes of the whole file; null if the server does not tell. */
  readonly total: number | null;
  /** Whether it was in a cache, so that nothing is fetched. */
  readonly fromCache: boolean;
}

/** How symbol servers are asked. Times are in milliseconds. */
export interface ServerOptions {
  /** The longest wait for a connection. */
  readonly connectTimeout?: number | undefined;
  /** The longest wait for the first byte of an answer. */
  readonly responseTimeout?: number | undefined;
  /** The longest time in which no byte of a file arrives. */
  readonly idleTimeout?: number | undefined;
  /** A file that arrives more slowly is given up; `false` sets no such limit. */
  readonly minimumSpeed?: { readonly bytes: number; readonly seconds: number } | false | undefined;
  /** How often a request is repeated after an error that may pass. */
  readonly retries?: number | undefined;
  /** The pause before the first repetition; each further one is twice as long. */
  readonly pause?: number | undefined;
  /** The longest pause that is made because a server asks for it. */
  readonly longestPause?: number | undefined;
  /**
   * How long the answer of a server is waited for before the next one of the path is asked, too; its file is still taken
   * only if no server before it has the file.
   */
  readonly headStart?: number | undefined;
  /** The number of requests at a time. */
  readonly parallel?: number | undefined;
  /** The largest file, in bytes. */
  readonly maxFileSize?: number | undefined;
  /** How long a cache remembers that a server does not have a file; 0 for not at all. A session always remembers. */
  readonly missCache?: number | undefined;
  /** Makes the connections, as for `https.request`. A proxy is then its own business. */
  readonly agent?: Agent | undefined;
  /** Certificates of authorities in PEM format, trusted besides those that Node.js knows. */
  readonly ca?: string | readonly string[] | undefined;
  /** Trusts what the operating system trusts, too. Needs Node.js 22.15 or 24. */
  readonly systemCa?: boolean | undefined;
  /** Headers for a request to a server of the search path; never sent to where a server redirects. */
  readonly headers?:
    ((url: URL) => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>) | undefined;
  /** A token for each host, such as a personal access token of Azure DevOps; sent as the password of a nameless user. */
  readonly token?: Readonly<Record<string, string>> | undefined;
  /** `http://HOST:PORT`; `false` for none. By default _NT_SYMBOL_PROXY, HTTPS_PROXY, HTTP_PROXY and NO_PROXY decide. */
  readonly proxy?: string | false | undefined;
  /** Called while files arrive, at most 10 times a second for each. */
  readonly onProgress?: ((progress: ServerProgress) => void) | undefined;
  /** The folder of the default store, for `srv*URL` and `srv**URL`. */
  readonly store?: string | undefined;
  /** Asks no server: only caches are searched. */
  readonly offline?: boolean | undefined;
  /** Asks plain http servers, too. */
  readonly allowHttp?: boolean | undefined;
}

/** The limits, unless an option says otherwise. */
export const serverDefaults = {
  connectTimeout: 15_000,
  responseTimeout: 60_000,
  idleTimeout: 30_000,
  minimumSpeed: { bytes: 30_000, seconds: 30 },
  retries: 3,
  pause: 500,
  longestPause: 60_000,
  headStart: 100,
  parallel: 8,
  maxFileSize: 16 * 2 ** 30,
  missCache: 3_600_000,
  systemCa: false,
  offline: false,
  allowHttp: false,
} as const satisfies Partial<ServerOptions>;

type Defaulted = keyof typeof serverDefaults;

/** The options after their check, with the defaults. */
export type CheckedServerOptions = Omit<ServerOptions, Defaulted> & {
  readonly [Name in Defaulted]: Exclude<ServerOptions[Name], undefined>;
};

/** @internal */
export const serverOptionNames: OptionNames<ServerOptions> = {
  connectTimeout: true,
  responseTimeout: true,
  idleTimeout: true,
  minimumSpeed: true,
  retries: true,
  pause: true,
  longestPause: true,
  headStart: true,
  parallel: true,
  maxFileSize: true,
  missCache: true,
  agent: true,
  ca: true,
  systemCa: true,
  headers: true,
  token: true,
  proxy: true,
  onProgress: true,
  store: true,
  offline: true,
  allowHttp: true,
};

/** Timers of Node.js hold no more. */
const longestTime = 0x7fff_ffff;

/** The integers, with their smallest and largest value. */
const integers = {
  connectTimeout: [1, longestTime],
  responseTimeout: [1, longestTime],
  idleTimeout: [1, longestTime],
  retries: [0, 100],
  pause: [0, longestTime],
  longestPause: [0, longestTime],
  headStart: [0, longestTime],
  parallel: [1, 256],
  maxFileSize: [1, Number.MAX_SAFE_INTEGER],
  missCache: [0, Number.MAX_SAFE_INTEGER],
} as const;

const booleans = ['systemCa', 'offline', 'allowHttp'] as const;
const functions = ['headers', 'onProgress'] as const;

/**
 * Checks options for servers, and fills in the defaults.
 *
 * @throws TypeError or RangeError that names the option
 */
export function checkServerOptions(options: ServerOptions, label: string, what = 'servers'): CheckedServerOptions {
  checkOptionNames(options, serverOptionNames, label, what);
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const checked = { ...serverDefaults, ...given } as CheckedServerOptions;
  const named = (name: keyof ServerOptions): string => `${label}: \`${what}.${name}\``;
  for (const name of Object.keys(integers) as (keyof typeof integers)[]) {
    checkInteger(checked[name], integers[name][0], integers[name][1], named(name));
  }
  for (const name of booleans) checkBoolean(checked[name], named(name));
  for (const name of functions) {
    if (checked[name] !== undefined && typeof checked[name] !== 'function')
      throw wrongType(named(name), 'a function', checked[name]);
  }
  checkSpeed(checked.minimumSpeed, named('minimumSpeed'));
  if (checked.store !== undefined && checkText(checked.store, named('store')) === '')
    throw outOfRange(named('store'), 'a folder', checked.store);
  checkCertificates(checked, named);
  if (checked.proxy !== undefined && checked.proxy !== false) checkProxy(checked.proxy, named('proxy'));
  checkTokens(checked.token, named('token'));
  if (checked.agent !== undefined && typeof (checked.agent as unknown) !== 'object')
    throw wrongType(named('agent'), 'an http.Agent or https.Agent', checked.agent);
  return checked;
}

function checkSpeed(speed: CheckedServerOptions['minimumSpeed'], label: string): void {
  if (speed === false) return;
  checkOptionNames(speed, { bytes: true, seconds: true }, label, 'minimumSpeed');
  checkInteger(speed.bytes, 1, Number.MAX_SAFE_INTEGER, `${label}.bytes`);
  checkInteger(speed.seconds, 1, longestTime / 1000, `${label}.seconds`);
}

function checkCertificates({ ca, systemCa }: CheckedServerOptions, named: (name: 'ca' | 'systemCa') => string): void {
  for (const certificate of typeof ca === 'string' ? [ca] : (ca ?? [])) {
    if (!checkText(certificate, named('ca')).includes('-----BEGIN CERTIFICATE-----'))
      throw new RangeError(`${named('ca')} must be certificates in PEM format: the text, not a file's name`);
  }
  if (systemCa && !('getCACertificates' in lateModules.tls()))
    throw new RangeError(
      `${named('systemCa')} needs Node.js 22.15 or 24. With an older one, give the certificates to \`ca\`, or name their file in NODE_EXTRA_CA_CERTS`,
    );
}

/** Its text may have a password, so that the error does not show it. */
function checkProxy(proxy: unknown, label: string): void {
  const url = typeof proxy === 'string' && URL.canParse(proxy) ? new URL(proxy) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new (typeof proxy === 'string' ? RangeError : TypeError)(`${label} must be false or http://HOST:PORT`);
}

function checkTokens(token: unknown, label: string): void {
  if (token === undefined) return;
  if (typeof token !== 'object' || token === null || Object.values(token).some((each) => typeof each !== 'string'))
    throw new TypeError(`${label} must be an object with a token for each host: { 'HOST': 'TOKEN' }`);
  if (!Object.keys(token).every(isHost))
    throw new RangeError(`${label} must name hosts as HOST or HOST:PORT, without https:// and paths`);
}

function isHost(text: string): boolean {
  return /^[^/?#@]+$/.test(text) && URL.canParse(`https://${text}`);
}

/** The token for a host, with its port or without, however it is spelled. */
export function tokenFor({ host, hostname }: URL, { token = {} }: Pick<ServerOptions, 'token'>): string | undefined {
  const tokens = new Map(Object.entries(token).map(([name, value]) => [new URL(`https://${name}`).host, value]));
  return tokens.get(host) ?? tokens.get(hostname);
}
