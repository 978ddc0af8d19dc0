import { AsyncResource } from 'node:async_hooks';
import type { DbgHelpFunctionName, DbgHelpToken } from '../../../types/calls';
import { SYMOPT } from '../../../types/constants';
import { elsewhere } from '../../dll/dbghelp';
import type { SessionCore } from '../core';
import type { SymbolModule } from '../modules/module';
import { areLarge } from './large-modules';
import type { ListingSide } from './listing-side';
import type { ListingCall, ListingDone } from './listing-messages';
import { listingThread, type ListingThread } from './listing-thread';
import type { ListingName, Listings } from './listings';
import type { OnProgress } from './progress';

/** Who waits for a listing. */
export interface Waiting {
  /** The calling method, for errors. */
  readonly api: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress;
}

/** What the thread for long listings does for a module whose symbols are loaded, inside a slot. */
export interface WorkThere<Name extends ListingName> {
  readonly name: Name;
  /** The function that it calls, for `dbghelp.pending`. */
  readonly calls: DbgHelpFunctionName;
  readonly request: Listings[Name]['request'];
}

/** A listing of one module whose symbols are loaded, inside a slot. */
export interface ModuleListing<Name extends ListingName, T> extends WorkThere<Name> {
  /** Lists on this thread. */
  readonly here: (side: ListingSide) => T | Promise<T>;
  /** Takes a part from the other thread. If it throws, the listing ends. */
  readonly take?: (part: Listings[Name]['part'], stop: () => void) => void;
  /** Takes the end of the other thread's listing. */
  readonly there: (result: Listings[Name]['result']) => T | Promise<T>;
}

/**
 * Loads a module's symbols, if they are not loaded yet.
 *
 * @internal
 */
export async function loadBeforeListing(
  core: SessionCore,
  token: DbgHelpToken,
  module: SymbolModule,
  { signal, onProgress }: Omit<Waiting, 'api'>,
): Promise<void> {
  if (!module.needsLoading) return;
  onProgress?.({ stage: 'loading', module: module.name, done: 0, total: null });
  await core.loadSymbolsAt(token, module.base, signal);
  onProgress?.({ stage: 'loading', module: module.name, done: 1, total: 1 });
}

/**
 * Lists a module: on this thread if that takes no time to speak of, otherwise on the one for long listings.
 *
 * @internal
 */
export async function listModule<Name extends ListingName, T>(
  core: SessionCore,
  token: DbgHelpToken,
  module: SymbolModule,
  listing: ModuleListing<Name, T>,
  waiting: Waiting,
): Promise<T> {
  const { signal, onProgress } = waiting;
  const told = (done: number, total: number | null): void => {
    onProgress?.({ stage: 'listing', module: module.name, done, total });
  };
  told(0, null);
  const thread = await threadFor(core, module);
  signal?.throwIfAborted();
  let listed = 0;
  const count = (done: number, isAll: boolean): void => {
    listed = done;
    if (!isAll) told(done, null);
  };
  const isOver = (): boolean => signal?.aborted === true;
  const side: ListingSide = {
    api: token,
    readName: (given) => core.text.read(token, given),
    next() {
      listed++;
      return !isOver();
    },
    isOver,
  };
  const { take, there } = listing;
  const onPart = (part: Listings[Name]['part'], stop: () => void): void => take?.(part, stop);
  const result = thread
    ? await there(await workThere(core, token, thread, listing, waiting, count, onPart))
    : await listing.here(side);
  signal?.throwIfAborted();
  told(listed, listed);
  return result;
}

/**
 * A piece of work that goes to the thread for long listings if the module is large; undefined if it is to be done on
 * this thread.
 *
 * @internal
 */
export async function pieceThere<Name extends ListingName>(
  core: SessionCore,
  token: DbgHelpToken,
  module: SymbolModule,
  work: WorkThere<Name>,
  waiting: Omit<Waiting, 'onProgress'>,
): Promise<Listings[Name]['result'] | undefined> {
  const thread = await threadFor(core, module);
  waiting.signal?.throwIfAborted();
  return thread && workThere(core, token, thread, work, waiting);
}

async function threadFor(core: SessionCore, module: SymbolModule): Promise<ListingThread | undefined> {
  return (await areLarge([module], core.largeFrom)) ? listingThread(core.binding.path) : undefined;
}

const notTold = (): void => undefined;

async function workThere<Name extends ListingName>(
  core: SessionCore,
  token: DbgHelpToken,
  thread: ListingThread,
  { name, calls, request }: WorkThere<Name>,
  { api, signal }: Waiting,
  count: (done: number, isAll: boolean) => void = notTold,
  take: (part: Listings[Name]['part'], stop: () => void) => void = notTold,
): Promise<Listings[Name]['result']> {
  const stop = (): void => {
    thread.stop();
  };
  const sent: ListingCall = { name, dll: core.binding.path, inAnsi: core.text.inAnsi(token), request };
  // Messages come in the async context in which the thread was started.
  const onPart = AsyncResource.bind((part: unknown) => {
    take(part as Listings[Name]['part'], stop);
  });
  const onListed = AsyncResource.bind((done: number) => {
    count(done, false);
  });
  const restore = withoutEvents(token);
  signal?.addEventListener('abort', stop, { once: true });
  core.interrupts.add(stop);
  try {
    const { result, listed } = await elsewhere<ListingDone>(token, calls, (resolve, reject) => {
      thread.list(sent, { onPart, onListed, resolve, reject });
    });
    core.assertOpen(api);
    count(listed, true);
    return result as Listings[Name]['result'];
  } finally {
    core.interrupts.delete(stop);
    signal?.removeEventListener('abort', stop);
    restore();
  }
}

/**
 * The DLL must not call a function that was registered on this thread: the other thread would wait for its event loop,
 * for ever if the process is about to end. With symbols loaded, only this option makes it call.
 */
function withoutEvents(token: DbgHelpToken): () => void {
  const word = token.SymGetOptions.raw();
  if ((word & SYMOPT.DEBUG) === 0) return () => undefined;
  token.SymSetOptions.raw((word & ~SYMOPT.DEBUG) >>> 0);
  return () => {
    token.SymSetOptions.raw(word);
  };
}
