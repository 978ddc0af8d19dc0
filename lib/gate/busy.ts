import { AsyncResource } from 'node:async_hooks';
import type { BusyListener, OnBusyOptions } from '../../types/calls';
import { checkInteger, wrongType } from '../base/checks';
import { clearTimeout, setTimeout } from '../base/clock';
import { tellWhenAsked } from './gate';
import { pendingWork } from './pending';
import { checkOptionNames, type OptionNames } from '../base/option-names';

const onBusyNames: OptionNames<OnBusyOptions> = { after: true };
const usualMilliseconds = 1000;
const mostMilliseconds = 2 ** 31 - 1;

const watches = new Set<BusyWatch>();

/** While calls are pending, checks whether one has waited too long. */
class BusyWatch {
  readonly #listener: BusyListener;
  readonly #after: number;
  #pause: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(listener: BusyListener, after: number) {
    this.#listener = listener;
    this.#after = this.#pause = after;
  }

  /** A call was asked for: it may have to wait. */
  begin(): void {
    if (!this.#timer) this.#lookAfter(this.#after);
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #lookAfter(milliseconds: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#look();
    }, milliseconds).unref();
  }

  #look(): void {
    const pending = pendingWork();
    const [waiting] = pending
      .filter(({ state }) => state === 'waiting')
      .sort((one, other) => other.milliseconds - one.milliseconds);
    const late = (waiting?.milliseconds ?? 0) - this.#after;
    if (!waiting || late < 0) {
      this.#pause = this.#after;
      if (waiting) this.#lookAfter(-late);
      return;
    }
    this.#lookAfter(this.#pause);
    this.#pause = Math.min(this.#pause * 2, mostMilliseconds);
    // If it throws, the process gets an uncaught exception, as from every timer.
    this.#listener({ waiting, running: pending.find(({ state }) => state === 'running') ?? null, pending });
  }
}

/** Returns a function that removes the listener. */
export function onBusy(listener: BusyListener, options: OnBusyOptions = {}): () => void {
  const api = 'dbghelp.onBusy';
  checkOptionNames(options, onBusyNames, api);
  const { after = usualMilliseconds } = options;
  if (typeof listener !== 'function') throw wrongType(`${api}: \`listener\``, 'a function', listener);
  // Runs in the listener's async context. A timer would have the context of the call that started it.
  const bound = AsyncResource.bind(listener);
  const watch = new BusyWatch(bound, checkInteger(after, 1, mostMilliseconds, `${api}: \`after\``));
  watches.add(watch);
  watch.begin();
  tellWhenAsked(beginAll);
  return () => {
    watch.end();
    watches.delete(watch);
    if (watches.size === 0) tellWhenAsked(undefined);
  };
}

function beginAll(): void {
  for (const watch of watches) watch.begin();
}
