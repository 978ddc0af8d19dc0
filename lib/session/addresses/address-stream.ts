import { wrongType } from '../../base/checks';
import { checkOptionNames } from '../../base/option-names';
import type { SessionCore } from '../core';
import { oneByOne } from '../listing';
import type { Location } from '../location';
import type { Answer } from '../reader/known';
import { inSlices } from '../slices';
import { AddressBatch } from './address-batch';
import { answerAll, checked } from './addresses';
import { symbolizeStreamNames, type AnswerOptions, type SymbolizeStreamOptions } from './answer-options';
import { Intake, type Source } from './intake';

export type { SymbolizeStreamOptions };

/** @internal */
export function symbolizeStream(
  core: SessionCore,
  addresses: Iterable<Location> | AsyncIterable<Location>,
  options: SymbolizeStreamOptions,
): AsyncGenerator<Answer, void, undefined> {
  const api = 'SymbolSession.symbolizeStream';
  checkOptionNames(options, symbolizeStreamNames, api);
  const { signal } = options;
  const settings = checked(core, options, api);
  const open = openerOf(addresses, `${api}: \`addresses\``);
  core.assertOpen(api);
  return oneByOne({ core, api, signal, blocks: () => answeredBlocks(core, api, open(), settings, signal) });
}

async function* answeredBlocks(
  core: SessionCore,
  api: string,
  source: Source<Location>,
  settings: AnswerOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator<Answer[], void, undefined> {
  const intake = new Intake(source, signal);
  try {
    for (let block = await intake.next(); block.length > 0; block = await intake.next()) {
      const batch = new AddressBatch(core, block, settings);
      const wrong = await failureOf(inSlices(batch.parse(api)));
      const right = wrong ? new AddressBatch(core, block.slice(0, batch.checked), settings) : batch;
      if (wrong) await inSlices(right.parse(api));
      await answerAll(core, api, right, { signal });
      yield right.answers;
      if (wrong) throw wrong.error;
    }
  } finally {
    await intake.end();
  }
}

const failureOf = (work: Promise<unknown>): Promise<{ readonly error: unknown } | undefined> =>
  work.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );

function openerOf(addresses: unknown, label: string): () => Source<Location> {
  if (typeof addresses === 'object' && addresses !== null) {
    const iterable = addresses as Partial<Iterable<Location> & AsyncIterable<Location>>;
    if (typeof iterable[Symbol.asyncIterator] === 'function') return () => iterable[Symbol.asyncIterator]!();
    if (typeof iterable[Symbol.iterator] === 'function') return () => iterable[Symbol.iterator]!();
  }
  throw wrongType(label, 'an iterable or an async iterable of addresses', addresses);
}
