import { checkBoolean, wrongType } from '../../base/checks';
import { comparedInRuns } from '../../dll/differences';
import type { SessionCore } from '../core';
import { AddressBatch } from './address-batch';
import { AddressCalls } from './address-calls';
import { hasName, parseLocation, type Location, type PlainLocation } from '../location';
import { placeOf } from '../names/names';
import { eventLoopTurn } from '../../base/event-loop-turn';
import { abandonable } from '../../base/abandonable';
import { Pace } from '../../base/pace';
import { inSlices } from '../slices';
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
  addresses: Iterable<Location> | AsyncIterable<Location>,
  options: SymbolizeAllOptions,
): Promise<Answer[]> {
  const api = 'SymbolSession.symbolizeAll';
  checkOptionNames(options, symbolizeAllNames, api);
  const settings = checked(core, options, api);
  const { signal, onProgress } = options;
  const list = listOf(addresses, `${api}: \`addresses\``);
  const batch = new AddressBatch(core, Array.isArray(list) ? list : await allOf(list, signal), settings);
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

/** An array is copied at once; anything else may never end, and is read in slices. */
function listOf(addresses: unknown, label: string): Location[] | Iterable<Location> | AsyncIterable<Location> {
  if (Array.isArray(addresses)) return [...(addresses as Location[])];
  if (typeof addresses === 'object' && addresses !== null) {
    if (Symbol.iterator in addresses) return addresses as Iterable<Location>;
    if (Symbol.asyncIterator in addresses) return addresses as AsyncIterable<Location>;
  }
  throw wrongType(label, 'an iterable or an async iterable of addresses', addresses);
}

async function allOf(
  addresses: Iterable<Location> | AsyncIterable<Location>,
  signal: AbortSignal | undefined,
): Promise<Location[]> {
  const all: Location[] = [];
  const pace = new Pace(signal);
  signal?.throwIfAborted();
  if (Symbol.asyncIterator in addresses) {
    const items = addresses[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await (signal ? abandonable(items.next(), signal) : items.next());
        if (next.done === true) return all;
        all.push(next.value);
        // Its promises alone do not let the event loop turn.
        if (pace.isOver) await pace.next();
      }
    } catch (error) {
      // A source that was asked for an item answers that request first, or never.
      items.return?.().catch(() => undefined);
      throw error;
    }
  }
  for (const address of addresses) {
    all.push(address);
    if (pace.isOver) await pace.next();
  }
  return all;
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
