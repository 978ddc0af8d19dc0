import { checkBoolean, wrongType } from '../../base/checks';
import { comparedInRuns } from '../../dll/differences';
import type { SessionCore } from '../core';
import { AddressBatch } from './address-batch';
import { AddressCalls } from './address-calls';
import { hasName, parseLocation, type Location, type PlainLocation } from '../location';
import { placeOf } from '../names/names';
import { eventLoopTurn } from '../../base/event-loop-turn';
import { inSlices, type Steps } from '../slices';
import { checkOptionNames } from '../../base/option-names';
import type { Answer } from '../reader/known';
import {
  checkAnswers,
  symbolizeAllNames,
  symbolizeNames,
  type AnswerOptions,
  type SymbolizeAllOptions,
  type SymbolizeOptions,
} from './answer-options';

export type { SymbolizeAllOptions, SymbolizeOptions };

/** @internal Shared by all calls without options. */
export const noOptions: SymbolizeOptions = {};

const callsBySession = new WeakMap<SessionCore, AddressCalls>();

function callsOf(core: SessionCore): AddressCalls {
  let calls = callsBySession.get(core);
  if (!calls) callsBySession.set(core, (calls = new AddressCalls(core)));
  return calls;
}

/** @internal */
export function symbolize(core: SessionCore, address: Location, options: SymbolizeOptions): Promise<Answer> {
  const api = 'SymbolSession.symbolize';
  // A single promise for the whole call: each further one would take a twentieth of its time.
  return new Promise((resolve, reject) => {
    const parsed = parseLocation(address, api, core);
    if (options !== noOptions) checkOptionNames(options, symbolizeNames, api);
    const call = { ...checkAnswers(options, api), resolve, reject };
    const calls = callsOf(core);
    if (!hasName(parsed)) calls.ask(api, { location: parsed, ...call });
    else {
      const ask = (location: PlainLocation): void => {
        calls.ask(api, { location, ...call });
      };
      placeOf(core, parsed, api).then(ask).catch(reject);
    }
  });
}

/** @internal */
export async function symbolizeAll(
  core: SessionCore,
  addresses: Iterable<Location>,
  options: SymbolizeAllOptions,
): Promise<Answer[]> {
  const api = 'SymbolSession.symbolizeAll';
  checkOptionNames(options, symbolizeAllNames, api);
  const { signal, onProgress } = options;
  const settings = checked(core, options, api);
  const list = await inSlices(listOf(addresses, `${api}: \`addresses\``));
  const batch = new AddressBatch(core, list, settings);
  await inSlices(batch.parse(api));
  await answerAll(core, api, batch, { signal, onProgress });
  return batch.answers;
}

/**
 * Answers a batch whose locations are checked, in slices.
 *
 * @internal
 */
export async function answerAll(
  core: SessionCore,
  api: string,
  batch: AddressBatch,
  { signal, onProgress }: Pick<SymbolizeAllOptions, 'signal' | 'onProgress'>,
): Promise<void> {
  await batch.findNames(api);
  // The modules that count are those loaded when it is this job's turn.
  await core.run(api, () => undefined, signal);
  await inSlices(batch.sort());
  const total = batch.answers.length;
  core.pdbSearch.expect(batch.modules, signal);
  while (batch.answered < total) {
    if (batch.answered > 0) await eventLoopTurn();
    await core.runLong(api, (token) => batch.slice(token, signal), signal);
    onProgress?.({ done: batch.answered, total });
  }
}

const addressesBetweenTurns = 1024;

function* listOf(addresses: unknown, label: string): Steps<Location[]> {
  const iterable = addresses as Partial<Iterable<Location>> | null | undefined;
  if (typeof addresses !== 'object' || typeof iterable?.[Symbol.iterator] !== 'function') {
    throw wrongType(label, 'an iterable of addresses', addresses);
  }
  const list: Location[] = [];
  for (const address of iterable as Iterable<Location>) {
    if (list.push(address) % addressesBetweenTurns === 0) yield;
  }
  return list;
}

/** @internal */
export function checked(core: SessionCore, options: SymbolizeAllOptions, api: string): AnswerOptions {
  const { onProgress } = options;
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw wrongType(`${api}: \`onProgress\``, 'a function', onProgress);
  }
  return {
    ...checkAnswers(options, api),
    shortcut:
      options.shortcut === undefined
        ? comparedInRuns(core.binding.library) || 'probe'
        : checkBoolean(options.shortcut, `${api}: \`shortcut\``),
  };
}
