import type { Context } from '../context';
import { imagePathOf, searchOptions } from '../sessions';
import { filterText } from '../symbolize/filter';
import { NamingSources } from '../symbolize/open-naming';

/** A filter: ends with 0 whatever the text is. */
export async function run(context: Context<'symbolize'>): Promise<void> {
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
    input: process.stdin,
    output: process.stdout,
    wantsAddresses: sources.given.length > 0,
    json,
    open: () => sources.open(),
  });
}
