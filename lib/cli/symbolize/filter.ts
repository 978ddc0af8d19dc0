import type { Readable, Writable } from 'node:stream';
import { LineBlocks } from './line-blocks';
import type { Naming } from './naming';
import type { Place } from './place';
import { Scanner } from './scanner';
import type { TextForm } from './text-form';

export interface Filter {
  readonly input: Readable;
  readonly output: Writable;
  /** Whether addresses without a module are looked for. */
  readonly wantsAddresses: boolean;
  /** One object for each place, instead of the text. */
  readonly json: boolean;
  /** Called when the first place is found: an empty text must not load a DLL. */
  readonly open: () => Promise<Naming>;
}

/** Bytes that are read ahead, and handled together. */
const mostAhead = 2 ** 21;

/**
 * Names the places in a text as it arrives. What has arrived together is answered together, and written at once; while the
 * reader of the output waits, nothing more is read.
 */
export async function filterText(filter: Filter): Promise<void> {
  const output = new Output(filter.output, () => filter.input.destroy());
  const blocks = new LineBlocks();
  const scanner = new Scanner(filter.wantsAddresses);
  let naming: Naming | undefined;
  const print = async (text: string, form: TextForm): Promise<void> => {
    const places = scanner.scan(text);
    if (places.length > 0) naming ??= await filter.open();
    const said = places.length > 0 ? await naming!.name(text, form, places) : [];
    await output.write(
      filter.json ? Buffer.from(jsonLines(text, form, places, said)) : form.encode(annotated(text, places, said)),
    );
  };
  let isMarked = filter.json;
  try {
    for await (const chunk of chunksOf(filter.input, () => output.isClosed)) {
      const text = blocks.add(chunk);
      const { form } = blocks;
      if (form && !isMarked) await output.write(Buffer.from(form.mark));
      isMarked ||= form !== undefined;
      if (text !== '') await print(text, form!);
      if (output.isClosed) break;
    }
    const { text, rest } = blocks.end();
    if (!isMarked) await output.write(Buffer.from(blocks.form!.mark));
    if (text !== '') await print(text, blocks.form!);
    if (!filter.json) await output.write(rest);
  } finally {
    await naming?.close();
  }
  output.throwIfFailed();
}

function annotated(text: string, places: readonly Place[], said: readonly (string | undefined)[]): string {
  const parts: string[] = [];
  let written = 0;
  for (let at = 0; at < places.length; at++) {
    const { end } = places[at]!;
    const more = said[at];
    if (more === undefined || more === '' || isThere(text, end, more)) continue;
    parts.push(text.slice(written, end), more);
    written = end;
  }
  parts.push(text.slice(written));
  return parts.join('');
}

/** A text that was named before stays as it is. */
const isThere = (text: string, end: number, more: string): boolean =>
  text.startsWith(more, end) || (more.startsWith(' [') && text.startsWith(' [', end));

function jsonLines(
  text: string,
  form: TextForm,
  places: readonly Place[],
  said: readonly (string | undefined)[],
): string {
  const lines = places.map(({ line, lineStart, start, end }, at) => {
    const answer = said[at];
    if (answer === undefined) return '';
    const facts = {
      version: 1,
      line: line + 1,
      column: start - lineStart + 1,
      text: form.read(text.slice(start, end)),
    };
    return `${JSON.stringify(facts).slice(0, -1)},"answer":${form.read(answer)}}\n`;
  });
  return lines.join('');
}

/** The chunks of a stream; those that came meanwhile are joined. */
async function* chunksOf(input: Readable, isOver: () => boolean): AsyncGenerator<Buffer> {
  let chunks: Buffer[] = [];
  let [bytes, isEnded] = [0, false];
  let failure: Error | undefined;
  let wake = (): void => undefined;
  input.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= mostAhead) input.pause();
    wake();
  });
  const end = (error?: NodeJS.ErrnoException): void => {
    if (error?.code !== undefined && !endsOfInput.has(error.code)) failure = error;
    isEnded = true;
    wake();
  };
  input.on('end', end).on('close', end).on('error', end);
  try {
    while (!isOver()) {
      if (chunks.length > 0) {
        const all = Buffer.concat(chunks, bytes);
        chunks = [];
        bytes = 0;
        if (input.isPaused()) input.resume();
        yield all;
      } else if (isEnded) break;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
    if (failure) throw failure;
  } finally {
    input.destroy();
  }
}

/** What a closed standard input is read as. */
const endsOfInput = new Set(['EOF', 'EBADF', 'EPIPE', 'ECONNRESET', 'ENOTCONN']);
/** What is no failure, because nobody reads on. */
const endsOfOutput = new Set(['EPIPE', 'EOF', 'ECONNRESET', 'ERR_STREAM_DESTROYED']);

/** Writes, and waits for the reader. */
class Output {
  readonly #stream: Writable;
  #failure: NodeJS.ErrnoException | undefined;
  isClosed = false;

  /** @param onClosed - called when nobody reads on */
  constructor(stream: Writable, onClosed: () => void) {
    this.#stream = stream;
    const close = (): void => {
      this.isClosed = true;
      onClosed();
    };
    stream.once('close', close).on('error', (error: NodeJS.ErrnoException) => {
      this.#failure ??= error;
      close();
    });
  }

  write(bytes: Buffer): Promise<void> {
    if (this.isClosed || bytes.length === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const go = (): void => {
        for (const event of ['drain', 'error', 'close']) this.#stream.off(event, go);
        resolve();
      };
      if (this.#stream.write(bytes)) resolve();
      else for (const event of ['drain', 'error', 'close']) this.#stream.once(event, go);
    });
  }

  throwIfFailed(): void {
    if (this.#failure && !endsOfOutput.has(this.#failure.code ?? '')) throw this.#failure;
  }
}
