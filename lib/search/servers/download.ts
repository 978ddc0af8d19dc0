import type { IncomingMessage } from 'node:http';
import type { WantedFile } from '../file-search';
import type { Answer, Asks } from './asking';
import { codingsOf, decoded, watched } from './body';
import { checkContents, ownLength } from './contents';
import { DigestCheck, digestsOf } from './digests';
import { seconds } from './durations';
import type { PartialFile } from './partial-file';
import { sourceOf } from './partial-file';
import { ServerFailure, tooLarge } from './server-failure';
import type { CheckedServerOptions } from './server-options';
import { Pause } from './turns';

export interface Download {
  readonly url: URL;
  readonly wanted: WantedFile;
  readonly partial: PartialFile;
  readonly asking: Asks;
  readonly options: CheckedServerOptions;
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number, total: number | null) => void;
}

/** A try that brings so many bytes does not count as one: a large file may come in many pieces. */
const worthwhile = 2 ** 20;

/** Fetches a file and checks it. A failure that may pass is waited for, as often as the options say. */
export async function download(job: Download): Promise<{ readonly portable: boolean }> {
  const { partial, url, options, signal } = job;
  let before = 0;
  const fetch = async (): Promise<{ readonly portable: boolean }> => {
    before = partial.size;
    try {
      return await fetchOnce(job);
    } catch (error) {
      await partial.close();
      throw error;
    }
  };
  const gained = (): boolean => partial.resumable(url) !== undefined && partial.size - before >= worthwhile;
  return repeated(fetch, options, signal, gained);
}

/**
 * Repeats anything that asks a server.
 *
 * @param gained - whether a try that failed does not count
 */
export async function repeated<Result>(
  ask: () => Promise<Result>,
  options: CheckedServerOptions,
  signal: AbortSignal,
  gained = (): boolean => false,
): Promise<Result> {
  let before: ServerFailure | undefined;
  for (let tries = 0; ;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ServerFailure)) throw error;
      const failure = before ? error.after(before) : error;
      if (!failure.retry) throw failure;
      if (!gained()) tries++;
      if (tries > options.retries) throw failure;
      before ??= error;
      await pauseFor(failure, tries, { options, signal });
    }
  }
}

async function pauseFor(
  failure: ServerFailure,
  tries: number,
  { options, signal }: Pick<Download, 'options' | 'signal'>,
): Promise<void> {
  const { wait } = failure;
  if (wait !== undefined && wait > options.longestPause) {
    const asked = `it asks to wait ${seconds(wait)}, and the option \`longestPause\` has ${seconds(options.longestPause)}`;
    throw new ServerFailure(failure.outcome, `${failure.message}; ${asked}`, { cause: failure });
  }
  // Processes that failed together do not come back together.
  const own = options.pause * 2 ** Math.max(0, tries - 1) * (0.75 + Math.random() / 2);
  await new Pause(Math.max(wait ?? 0, own)).wait(signal);
}

async function fetchOnce(job: Download): Promise<{ readonly portable: boolean }> {
  const { partial, wanted } = job;
  const begun = await begin(job);
  const { answer, digests } = begun;
  return orDiscarded(answer, async () => {
    const check = new DigestCheck(digests);
    if (check.isNeeded && partial.size > 0) for await (const bytes of partial.read()) check.update(bytes);
    await receive(job, begun, check).catch(async (error: unknown) => {
      if (error instanceof ServerFailure && !error.retry) await partial.remove();
      throw error;
    });
    if (partial.size === 0) throw new ServerFailure('unreadable', 'is empty');
    const differs = check.differs();
    if (differs !== null) {
      await partial.remove();
      throw new ServerFailure('unreadable', `arrived damaged: its ${differs} is not what the server names`, {
        retry: true,
      });
    }
    return checked(partial, wanted, isOpenEnded(answer.response));
  });
}

/** Does what ends with the body of an answer. One that is not read would keep its turn for ever. */
async function orDiscarded<Result>({ response }: Answer, job: () => Promise<Result>): Promise<Result> {
  try {
    return await job();
  } catch (error) {
    response.destroy();
    throw error;
  }
}

/** Writes a body to the partial file. */
async function receive(job: Download, { answer, total }: Begun, check: DigestCheck): Promise<void> {
  const { partial, options } = job;
  const { response } = answer;
  const codings = codingsOf(response);
  let received = 0;
  const wire = counted(watched(response, answer.url, options, job.signal), (bytes) => {
    received += bytes.length;
    answer.probe.bytes = received;
    check.update(bytes);
  });
  let own = Infinity;
  for await (const bytes of codings.length > 0 ? decoded(wire, codings) : wire) {
    if (partial.size === 0) own = ownLength(bytes, job.wanted);
    const size = partial.size + bytes.length;
    if (size > options.maxFileSize) throw tooLarge(options.maxFileSize);
    if (size > own) throw longerThan(own);
    await partial.write(bytes);
    job.onBytes(partial.size, total);
  }
  if (total === null || partial.size === total) return;
  if (partial.size > total) await partial.remove();
  const part = `gave ${String(partial.size)} bytes of a file that it says has ${String(total)}`;
  throw new ServerFailure('unreachable', part, { retry: true });
}

/** Whether only the end of the connection ends the body, so that a cut cannot be told from the end. */
const isOpenEnded = ({ headers }: IncomingMessage): boolean =>
  headers['content-length'] === undefined && headers['transfer-encoding'] === undefined;

async function checked(
  partial: PartialFile,
  wanted: Download['wanted'],
  openEnded: boolean,
): Promise<{ readonly portable: boolean }> {
  try {
    return await checkContents(partial, wanted, openEnded);
  } catch (error) {
    if (error instanceof ServerFailure && openEnded && error.message.startsWith('is damaged or cut'))
      throw new ServerFailure(error.outcome, error.message, { retry: true });
    await partial.remove();
    throw error;
  }
}

interface Begun {
  readonly answer: Answer;
  readonly digests: ReturnType<typeof digestsOf>;
  readonly total: number | null;
}

/** Asks for the file, or for the rest of it. */
async function begin(job: Download): Promise<Begun> {
  const { url, partial, asking, signal } = job;
  const facts = partial.resumable(url);
  if (!facts) return askAnew(job);
  const headers = { range: `bytes=${String(partial.size)}-`, 'if-range': facts.validator };
  const answer = await asking.ask(url, headers, signal).catch((error: unknown) => {
    if (error instanceof ServerFailure && error.status === rangeIsWrong) return null;
    throw error;
  });
  if (answer?.status === 206) {
    const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(answer.response.headers['content-range'] ?? '');
    const total = range?.[2] === undefined || range[2] === '*' ? facts.total : Number(range[2]);
    const validator = validatorOf(answer.response) ?? facts.validator;
    // Of chunks, the length becomes known only now.
    const sameLength = facts.total === null || total === facts.total;
    const same = validator === facts.validator && sameLength && Number(range?.[1]) === partial.size;
    if (same && codingsOf(answer.response).length === 0) {
      await orDiscarded(answer, () => partial.resume());
      return { answer, digests: facts.digests, total };
    }
    answer.response.destroy();
  }
  if (answer?.status === 200) return orDiscarded(answer, () => beginAnew(job, answer));
  await partial.remove();
  return askAnew(job);
}

async function askAnew(job: Download): Promise<Begun> {
  const answer = await job.asking.ask(job.url, {}, job.signal);
  return orDiscarded(answer, () => beginAnew(job, answer));
}

async function beginAnew({ url, partial, options }: Download, answer: Answer): Promise<Begun> {
  const { response } = answer;
  if (answer.status === 206)
    throw new ServerFailure('unreadable', 'answers with a part, though the whole file was asked for');
  const length = Number(response.headers['content-length'] ?? NaN);
  const coded = codingsOf(response).length > 0;
  const total = coded || Number.isNaN(length) ? null : length;
  if ((total ?? 0) > options.maxFileSize) throw tooLarge(options.maxFileSize);
  const digests = digestsOf(response.headers);
  await partial.begin({ source: sourceOf(url), validator: coded ? null : validatorOf(response), total, digests });
  return { answer, digests, total };
}

const rangeIsWrong = 416;

/** What identifies this very version of the file; weak ones do not. */
function validatorOf({ headers }: IncomingMessage): string | null {
  const { etag } = headers;
  if (etag !== undefined) return etag.startsWith('"') ? etag : null;
  return headers['last-modified'] ?? null;
}

const longerThan = (most: number): ServerFailure =>
  new ServerFailure(
    'unreadable',
    `is damaged: it has more bytes than ${String(most)}, which it has by its own account`,
  );

async function* counted(bytes: AsyncIterable<Buffer>, see: (bytes: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    see(chunk);
    yield chunk;
  }
}
