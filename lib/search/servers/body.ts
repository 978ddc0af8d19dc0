import type { IncomingMessage } from 'node:http';
import { lateModules } from '../../base/late-modules';
import { whyNoConnection } from './connection-errors';
import { deadline } from './deadline';
import { seconds } from './durations';
import { hostOf } from './public-hosts';
import { ServerFailure } from './server-failure';
import type { CheckedServerOptions } from './server-options';

type Limits = Pick<CheckedServerOptions, 'idleTimeout' | 'minimumSpeed'>;

/**
 * The bytes of a body as they come over the wire. Ends with a failure if none arrive for too long, if they arrive too slowly,
 * or if the connection ends before the body. Only the time counts in which the network is waited for.
 */
export async function* watched(
  response: IncomingMessage,
  url: URL,
  { idleTimeout, minimumSpeed }: Limits,
  signal: AbortSignal,
): AsyncGenerator<Buffer, void, undefined> {
  const host = hostOf(url);
  const iterator = response[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const abort = (): void => {
    response.destroy(signal.reason as Error);
  };
  let [waited, bytes] = [0, 0];
  signal.addEventListener('abort', abort);
  try {
    for (;;) {
      signal.throwIfAborted();
      const arrived = deadline(idleTimeout, () => {
        response.destroy(still(host, idleTimeout));
      });
      const step = await iterator.next().finally(() => {
        waited += arrived();
      });
      if (step.done === true) break;
      bytes += step.value.length;
      yield step.value;
      if (minimumSpeed === false || waited < minimumSpeed.seconds * 1000) continue;
      if (bytes < minimumSpeed.bytes) throw slow(host, minimumSpeed);
      [waited, bytes] = [0, 0];
    }
    if (!response.complete) throw brokenOff(host);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE'
      ? brokenOff(host)
      : whyNoConnection(error as Error, url);
  } finally {
    signal.removeEventListener('abort', abort);
    response.destroy();
  }
}

const still = (host: string, time: number): ServerFailure =>
  new ServerFailure('unreachable', `${host} stood still for ${seconds(time)} (the option \`idleTimeout\`)`, {
    retry: true,
  });

const slow = (
  host: string,
  { bytes, seconds: time }: { readonly bytes: number; readonly seconds: number },
): ServerFailure =>
  new ServerFailure(
    'unreachable',
    `${host} sent fewer than ${String(bytes)} bytes in ${String(time)} s (the option \`minimumSpeed\`)`,
    { retry: true },
  );

const brokenOff = (host: string): ServerFailure =>
  new ServerFailure('unreachable', `${host} broke off before the end`, { retry: true });

/** Makes the stream that decodes a body with this beginning. */
type Decoder = (beginning: Buffer) => NodeJS.ReadWriteStream;

const decoders: Readonly<Record<string, Decoder | undefined>> = {
  gzip: () => lateModules.zlib().createGunzip(),
  'x-gzip': () => lateModules.zlib().createGunzip(),
  deflate: (beginning) =>
    hasZlibHeader(beginning) ? lateModules.zlib().createInflate() : lateModules.zlib().createInflateRaw(),
  br: () => lateModules.zlib().createBrotliDecompress(),
};

/** Of Node.js 22.15 and 24. */
interface Zstd {
  readonly createZstdDecompress?: () => NodeJS.ReadWriteStream;
}

function decoderOf(coding: string): Decoder | undefined {
  const { createZstdDecompress }: Zstd = coding === 'zstd' ? (lateModules.zlib() as Zstd) : {};
  return createZstdDecompress ?? decoders[coding];
}

/** Some servers leave it out. */
const hasZlibHeader = ([first = 0, second]: Buffer): boolean =>
  (first & 0xf) === 8 && (second === undefined || (first * 256 + second) % 31 === 0);

/** The codings of a body, in the order in which they were applied. */
export function codingsOf({ headers }: IncomingMessage): string[] {
  return (headers['content-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
}

/** Decodes a body. Of one that was cut, no decoder reaches the end: that is a failure too. */
export function decoded(bytes: AsyncIterable<Buffer>, codings: readonly string[]): AsyncIterable<Buffer> {
  return codings.reduceRight(decodedBy, bytes);
}

async function* decodedBy(bytes: AsyncIterable<Buffer>, coding: string): AsyncGenerator<Buffer, void, undefined> {
  const decoder = decoderOf(coding);
  const iterator = bytes[Symbol.asyncIterator]();
  try {
    if (!decoder) throw new ServerFailure('unreadable', `is coded by ${coding.slice(0, 20)}, which was not asked for`);
    const first = await iterator.next();
    if (first.done === true) return;
    const { Readable, pipeline } = lateModules.stream();
    const all = async function* (): AsyncGenerator<Buffer> {
      yield first.value;
      yield* { [Symbol.asyncIterator]: () => iterator };
    };
    yield* pipeline([Readable.from(all()), decoder(first.value)], () => undefined) as unknown as AsyncIterable<Buffer>;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!decoderErrors.test(code)) throw error;
    throw new ServerFailure('unreadable', `is coded as ${coding}, but damaged or cut (${code})`, { retry: true });
  } finally {
    await iterator.return?.();
  }
}

const decoderErrors = /^(?:Z_|ZSTD|ERR_)/;
