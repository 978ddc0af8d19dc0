import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { Context } from '../context';
import { isFolder } from '../files';
import { imagePathOf, searchOptions } from '../sessions';
import { filterText } from '../symbolize/filter';
import { NamingSources } from '../symbolize/open-naming';

/** A filter: ends with 0 whatever the text is. */
export async function run(context: Context<'symbolize'>, [file]: readonly string[]): Promise<void> {
  const { symbols = [], module = [], inlined = false, json = false } = context.options;
  const images = imagePathOf(context);
  const session = searchOptions(context);
  const sources = await NamingSources.read({
    images: images === undefined ? [] : [images],
    symbols,
    modules: module,
    inlined,
    json,
    session,
    warn: (text) => {
      context.note(text);
    },
  });
  await filterText({
    input: file === undefined ? standardInput(context) : await opened(file),
    output: context.output,
    wantsAddresses: sources.given.length > 0,
    json,
    open: () => sources.open(),
  });
}

function standardInput(context: Context): Readable {
  const stdin = openInput();
  if (stdin === null) return Readable.from([]);
  if (stdin.isTTY)
    context.note('answers each line that you type or paste; Ctrl+D, or Ctrl+Z and Enter on Windows, ends it');
  return stdin;
}

/** Null if it is closed. */
function openInput(): NodeJS.ReadStream | null {
  try {
    return process.stdin;
  } catch {
    return null;
  }
}

/** A file that cannot be read is a failure, unlike anything in it. */
function opened(file: string): Promise<Readable> {
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown): void => {
      reject(new Error(`${file} cannot be read`, { cause }));
    };
    if (isFolder(file)) {
      fail(Object.assign(new Error('it is a folder'), { code: 'EISDIR' }));
      return;
    }
    const stream = createReadStream(file).once('error', fail);
    stream.once('open', () => {
      resolve(stream);
    });
  });
}
