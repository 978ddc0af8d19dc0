import { AsyncResource } from 'node:async_hooks';
// Not the global ones: those may be a test's fakes.
import { clearTimeout, setTimeout } from 'node:timers';
import type { BusyListener, OnBusyOptions } from '../../types/calls';
import { checkInteger, wrongType } from '../base/checks';
import { tellWhenAsked } from './gate';
import { pendingWork } from './pending';
import { checkOptionNames, type OptionNames } from '../base/option-names';

const onBusyNames: OptionNames<OnBusyOptions> = { after: true };
const usualMilliseconds = 1000;
const mostMilliseconds = 2 ** 31 - 1;

const watches = new Set<BusyWatch>();

/** Looks whether something has waited for too long, while anything waits at all. */
class BusyWatch {
  readonly #listener: BusyListener;
  readonly #after: number;
  #pause: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(listener: BusyListener, after: number) {
    this.#listener = listener;
    this.#after = this.#pause = after;
  }

  /** Something may have to wait from now on. */
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
    // What it throws is the process's, as of every timer.
    this.#listener({ waiting, running: pending.find(({ state }) => state === 'running') ?? null, pending });
  }
}

/** What it gives takes the listener back. */
export function onBusy(listener: BusyListener, options: OnBusyOptions = {}): () => void {
  const api = 'dbghelp.onBusy';
  checkOptionNames(options, onBusyNames, api);
  const { after = usualMilliseconds } = options;
  if (typeof listener !== 'function') throw wrongType(`${api}: \`listener\``, 'a function', listener);
  // In the context of who listens: a timer has that of whoever asked for something.
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
