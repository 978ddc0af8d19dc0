import type { IncomingMessage } from 'node:http';
import type { WantedFile } from '../file-search';
import type { Answer, Asks } from './asking';
import { codingsOf, decoded, watched } from './body';
import { checkBeginning, checkContents } from './contents';
import { DigestCheck, digestsOf } from './digests';
import { seconds } from './durations';
import type { PartialFile } from './partial-file';
import { sourceOf } from './partial-file';
import { ServerFailure } from './server-failure';
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
  for (let tries = 0; ;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ServerFailure) || !error.retry) throw error;
      if (!gained()) tries++;
      if (tries > options.retries) throw error;
      await pauseFor(error, tries, { options, signal });
    }
  }
}

async function pauseFor(
  failure: ServerFailure,
  tries: number,
  { options, signal }: Pick<Download, 'options' | 'signal'>,
): Promise<void> {
  const { after } = failure;
  if (after !== undefined && after > options.longestPause) {
    const asked = `it asks to wait ${seconds(after)}, and the option \`longestPause\` has ${seconds(options.longestPause)}`;
    throw new ServerFailure(failure.outcome, `${failure.message}; ${asked}`, { cause: failure });
  }
  // Processes that failed together do not come back together.
  const own = options.pause * 2 ** Math.max(0, tries - 1) * (0.75 + Math.random() / 2);
  await new Pause(Math.max(after ?? 0, own)).wait(signal);
}

async function fetchOnce(job: Download): Promise<{ readonly portable: boolean }> {
  const { partial, wanted, options } = job;
  const { answer, digests, total } = await begin(job);
  const { response } = answer;
  const codings = codingsOf(response);
  const check = new DigestCheck(digests);
  if (check.isNeeded && partial.size > 0) for await (const bytes of partial.read()) check.update(bytes);
  let received = 0;
  const wire = counted(watched(response, answer.url, options, job.signal), (bytes) => {
    received += bytes.length;
    answer.probe.bytes = received;
    check.update(bytes);
  });
  for await (const bytes of codings.length > 0 ? decoded(wire, codings) : wire) {
    if (partial.size === 0) checkBeginning(bytes);
    if (partial.size + bytes.length > options.maxFileSize) throw tooLarge(options.maxFileSize);
    await partial.write(bytes);
    job.onBytes(partial.size, total);
  }
  await partial.close();
  if (partial.size === 0) throw new ServerFailure('unreadable', 'is empty');
  const differs = check.differs();
  if (differs !== null) {
    await partial.remove();
    throw new ServerFailure('unreadable', `arrived damaged: its ${differs} is not what the server names`, {
      retry: true,
    });
  }
  return checked(partial, wanted, isOpenEnded(response));
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
    return await checkContents(partial.path, wanted, openEnded);
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
  const { url, partial, asking, options, signal } = job;
  const facts = partial.resumable(url);
  if (!facts) return beginAnew(job, await asking.ask(url, {}, signal));
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
      await partial.resume();
      return { answer, digests: facts.digests, total };
    }
    answer.response.destroy();
  }
  if (answer?.status === 200) return beginAnew(job, answer);
  await partial.remove();
  return beginAnew(job, await asking.ask(url, {}, signal));

  async function beginAnew({ partial: file }: Download, whole: Answer): Promise<Begun> {
    const { response } = whole;
    if (whole.status === 206) {
      response.destroy();
      throw new ServerFailure('unreadable', 'answers with a part, though the whole file was asked for');
    }
    const length = Number(response.headers['content-length'] ?? NaN);
    const coded = codingsOf(response).length > 0;
    const total = coded || Number.isNaN(length) ? null : length;
    if ((total ?? 0) > options.maxFileSize) {
      response.destroy();
      throw tooLarge(options.maxFileSize);
    }
    const digests = digestsOf(response.headers);
    await file.begin({ source: sourceOf(url), validator: coded ? null : validatorOf(response), total, digests });
    return { answer: whole, digests, total };
  }
}

const rangeIsWrong = 416;

/** What identifies this very version of the file; weak ones do not. */
function validatorOf({ headers }: IncomingMessage): string | null {
  const { etag } = headers;
  if (etag !== undefined) return etag.startsWith('"') ? etag : null;
  return headers['last-modified'] ?? null;
}

const tooLarge = (limit: number): ServerFailure =>
  new ServerFailure('refused', `has more than ${String(limit)} bytes (the option \`maxFileSize\`)`);

async function* counted(bytes: AsyncIterable<Buffer>, see: (bytes: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    see(chunk);
    yield chunk;
  }
}
