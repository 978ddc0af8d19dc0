import { fstatSync, writeSync } from 'node:fs';

/** Standard output, standard error. */
export type Descriptor = 1 | 2;

/** What somebody who pipes into `head` expects of an end that is gone. */
const closedPipe: ReadonlySet<string> = new Set(['EPIPE', 'EOF', 'ERR_STREAM_DESTROYED', 'ECANCELED']);

const streams = new Map<Descriptor, NodeJS.WriteStream>();
const plain = new Map<Descriptor, boolean>();
let onFailure: (error: Error) => void = () => undefined;

/** Says what happens when standard output cannot be written, but for a reader that has seen enough: that is no error. */
export function whenOutputFails(tell: (error: Error) => void): void {
  onFailure = tell;
}

/** The stream of Node.js. To make it takes as long as a short verb takes, so files and pipes do without. */
export function streamOf(to: Descriptor): NodeJS.WriteStream {
  let stream = streams.get(to);
  if (stream) return stream;
  stream = to === 1 ? process.stdout : process.stderr;
  streams.set(to, stream);
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (to === 2) return;
    if (closedPipe.has(error.code ?? '')) process.exit(0);
    onFailure(error);
  });
  return stream;
}

export const isTerminal = (to: Descriptor): boolean => !isPlain(to) && streamOf(to).isTTY;

/** Undefined if there is no terminal, or it does not tell. */
export const columnsOf = (to: Descriptor): number | undefined =>
  isPlain(to) ? undefined : streamOf(to).columns || undefined;

/** Writes a text; loops wait for it, so that memory stays flat. */
export function write(to: Descriptor, text: string): Promise<void> {
  const rest = streams.has(to) || !isPlain(to) ? text : writtenAtOnce(to, text);
  if (rest.length === 0) return Promise.resolve();
  return new Promise((resolve) => {
    streamOf(to).write(rest, () => {
      resolve();
    });
  });
}

/** Whether this is a file or a pipe, and no terminal. */
function isPlain(to: Descriptor): boolean {
  let known = plain.get(to);
  if (known === undefined) {
    try {
      const found = fstatSync(to);
      known = found.isFile() || found.isFIFO() || found.isSocket();
    } catch {
      known = false;
    }
    plain.set(to, known);
  }
  return known;
}

/** Returns what could not be written: the stream knows how to wait, and how to fail. */
function writtenAtOnce(to: Descriptor, text: string): Buffer {
  const bytes = Buffer.from(text);
  let done = 0;
  try {
    while (done < bytes.length) done += writeSync(to, bytes, done);
  } catch {
    // The pipe is full, or closed.
  }
  return bytes.subarray(done);
}
