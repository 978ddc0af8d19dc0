export interface SecretPath {
  readonly text: string;
  /** What no text may show. */
  readonly secrets: readonly string[];
  /** Hosts and folders, which stay readable. */
  readonly host: string;
  readonly folder: string;
}

/** Where the servers of search paths are, and a store. */
export interface Places {
  readonly https: (number: number) => string;
  readonly http: (number: number) => string;
  /** A folder. */
  readonly store: string;
}

/** 200 search paths with a user, a password and a token each, in every place of a URL that may have them. */
export function secretPaths({ https, http, store }: Places): SecretPath[] {
  return Array.from({ length: 200 }, (_, number) => {
    const of = (word: string): string => `${word}${String(number)}${['', '%40', '-', '~!$', '=='][number % 5]!}Z`;
    const [user, password, token] = [of('user'), of('pass'), of('token')] as const;
    const folder = `folder${String(number)}`;
    const isPlain = number % 3 === 0;
    const host = (isPlain ? http : https)(number);
    const end = ['', `?sig=${token}`, `?a=b&sig=${token}`, `#${token}`][number % 4]!;
    const slashes = number % 50 === 7 ? '\\\\' : number % 50 === 8 ? '/' : '//';
    const named = number % 7 === 0 ? `${user}@` : `${user}:${password}@`;
    const url = `${isPlain ? 'http' : 'https'}:${slashes}${named}${host}/${folder}${end}`;
    const text = [`srv*${url}`, `srv*${store}*${url};C:\\b`, `symsrv*own.dll*${url}`, `${url};.`][(number >> 2) % 4]!;
    return { text, secrets: [user, password, token], host, folder };
  });
}
