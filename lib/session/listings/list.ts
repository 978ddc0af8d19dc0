import { AsyncResource } from 'node:async_hooks';
import type { DbgHelpFunctionName, DbgHelpToken } from '../../../types/calls';
import { SYMOPT } from '../../../types/constants';
import { elsewhere } from '../../dll/dbghelp';
import type { SessionCore } from '../core';
import type { SymbolModule } from '../modules/module';
import { bytesOfSymbols } from './large-modules';
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

/** A listing of one module whose symbols are loaded, inside a slot. */
export interface ModuleListing<Name extends ListingName, T> {
  readonly name: Name;
  /** The function that lists, for `dbghelp.pending`. */
  readonly calls: DbgHelpFunctionName;
  readonly request: Listings[Name]['request'];
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
  const result = thread ? await listThere(core, token, thread, listing, waiting, count) : await listing.here(side);
  signal?.throwIfAborted();
  told(listed, listed);
  return result;
}

async function threadFor(core: SessionCore, module: SymbolModule): Promise<ListingThread | undefined> {
  const { largeFrom, binding } = core;
  if (largeFrom === Infinity || (await bytesOfSymbols(module)) < largeFrom) return undefined;
  return listingThread(binding.path);
}

async function listThere<Name extends ListingName, T>(
  core: SessionCore,
  token: DbgHelpToken,
  thread: ListingThread,
  { name, calls, request, take, there }: ModuleListing<Name, T>,
  { api, signal }: Waiting,
  count: (done: number, isAll: boolean) => void,
): Promise<T> {
  const stop = (): void => {
    thread.stop();
  };
  const sent: ListingCall = { name, dll: core.binding.path, inAnsi: core.text.inAnsi(token), request };
  // Messages come in the async context in which the thread was started.
  const onPart = AsyncResource.bind((part: unknown) => take?.(part as Listings[Name]['part'], stop));
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
    return await there(result as Listings[Name]['result']);
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
