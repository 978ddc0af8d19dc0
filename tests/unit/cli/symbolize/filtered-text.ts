import { PassThrough, Writable } from 'node:stream';
import { filterText } from '../../../../lib/cli/symbolize/filter';
import { NamingSources, type NamingOptions } from '../../../../lib/cli/symbolize/open-naming';

/** What the filter told beside the text. */
export const warnings: string[] = [];

export type Given = Partial<Omit<NamingOptions, 'session' | 'warn'>>;

export const sourcesOf = (given: Given): Promise<NamingSources> =>
  NamingSources.read({
    images: [],
    symbols: [],
    modules: [],
    inlined: false,
    json: false,
    ...given,
    session: { searchPath: [...(given.symbols ?? [])], offline: true },
    warn: (text) => warnings.push(text),
  });

export interface Begun<Output extends Writable = Writable> {
  readonly input: PassThrough;
  readonly output: Output;
  readonly done: Promise<void>;
}

/** Begins to filter a text, which goes on. */
export async function begin<Output extends Writable>(given: Given, output: Output): Promise<Begun<Output>> {
  const sources = await sourcesOf(given);
  const input = new PassThrough();
  const done = filterText({
    input,
    output,
    wantsAddresses: sources.given.length > 0,
    json: given.json ?? false,
    open: () => sources.open(),
  });
  return { input, output, done };
}

/** Filters a text that is there as a whole. */
export async function filtered(text: string | Buffer, given: Given = {}): Promise<Buffer> {
  const written: Buffer[] = [];
  const output = new Writable({
    write(bytes: Buffer, _encoding, next) {
      written.push(bytes);
      next();
    },
  });
  const { input, done } = await begin(given, output);
  input.end(text);
  await done;
  return Buffer.concat(written);
}
