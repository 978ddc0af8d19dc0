import type { Hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { lateModules } from '../../base/late-modules';
import { crc32c } from './crc32c';

/** Digests of a whole file that a server names, in base64. */
export interface NamedDigests {
  readonly md5?: string;
  readonly crc32c?: string;
}

/** The digests of an answer; those of a file that the server has decoded itself are of other bytes. */
export function digestsOf(headers: IncomingHttpHeaders): NamedDigests {
  const header = (name: string): string => [headers[name] ?? ''].flat().join(',');
  const google = header('x-goog-stored-content-encoding').replace('identity', '') === '' ? header('x-goog-hash') : '';
  const named = new Map(
    google.split(',').map((each): [string, string] => {
      const [name = '', ...value] = each.trim().split('=');
      return [name, value.join('=')];
    }),
  );
  const md5 = [header('content-md5'), header('x-ms-blob-content-md5'), named.get('md5') ?? ''].find(isDigest(16));
  const crc = [named.get('crc32c') ?? ''].find(isDigest(4));
  return { ...(md5 !== undefined && { md5 }), ...(crc !== undefined && { crc32c: crc }) };
}

const isDigest =
  (bytes: number) =>
  (text: string): boolean =>
    /^[A-Za-z\d+/]+={0,2}$/.test(text) && Buffer.from(text, 'base64').length === bytes;

/** Takes the bytes of a file, and compares them to what the server names. One digest is enough. */
export class DigestCheck {
  readonly #named: NamedDigests;
  readonly #md5: Hash | undefined;
  #crc = 0;

  constructor(named: NamedDigests) {
    this.#named = named;
    this.#md5 = named.md5 === undefined ? undefined : lateModules.crypto().createHash('md5');
  }

  get isNeeded(): boolean {
    return this.#named.md5 !== undefined || this.#named.crc32c !== undefined;
  }

  update(bytes: Uint8Array): void {
    if (this.#md5) this.#md5.update(bytes);
    else if (this.#named.crc32c !== undefined) this.#crc = crc32c(bytes, this.#crc);
  }

  /** The name of the digest that differs; null if none does. */
  differs(): 'MD5' | 'CRC32C' | null {
    if (this.#md5) return this.#md5.digest('base64') === this.#named.md5 ? null : 'MD5';
    if (this.#named.crc32c === undefined) return null;
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(this.#crc);
    return bytes.toString('base64') === this.#named.crc32c ? null : 'CRC32C';
  }
}
