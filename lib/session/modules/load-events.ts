import { EventEmitterAsyncResource } from 'node:events';
import type { PSYMBOL_REGISTERED_CALLBACK64 } from '../../../types/callbacks';
import type { DbgHelpToken } from '../../../types/calls';
import { CBA, SYMOPT } from '../../../types/constants';
import { IMAGEHLP_CBA_EVENTW, IMAGEHLP_DEFERRED_SYMBOL_LOADW64 } from '../../ffi/structures';
import type { Binding } from '../../dll/dbghelp';
import { wrongType } from '../../base/checks';
import { masked } from '../../base/masked';
import { readString } from '../../win32/own-memory';
import { isOnlyProgress, plainText, progressIn } from './load-messages';
import type { SymbolModule } from './module';
import type { ModuleList } from './module-list';
import { fileStem } from './module-name';
import type { WhyNoSymbols } from '../../search/why-no-symbols';
import type { ServerProgress } from '../../search/servers/server-options';
import type { SymbolDiagnostic, SymbolProgress, SessionEvents } from './load-event-types';

const names: readonly string[] = ['diagnostic', 'progress'] satisfies readonly (keyof SessionEvents)[];

const severities = ['info', 'problem', 'attention', 'fatal'] as const;

type State = SymbolProgress['state'];

/** The words for the stages of a load. */
const loads: ReadonlyMap<number, readonly [SymbolDiagnostic['code'], SymbolDiagnostic['severity'], string, State]> =
  new Map([
    [CBA.DEFERRED_SYMBOL_LOAD_START, ['load-started', 'info', 'loading symbols', 'started']],
    [CBA.DEFERRED_SYMBOL_LOAD_PARTIAL, ['load-partial', 'info', 'its headers are looked for on disk', 'running']],
    [CBA.DEFERRED_SYMBOL_LOAD_COMPLETE, ['load-ended', 'info', 'the load has ended', 'ended']],
    [CBA.DEFERRED_SYMBOL_LOAD_FAILURE, ['load-failed', 'problem', 'the load has failed', 'failed']],
  ] as const);

/**
 * Makes events of DbgHelp's calls of a registered callback. The callback is registered when it is first needed, and
 * stays until SymCleanup. DbgHelp calls it in the middle of other calls, also off-thread: it reads and emits, and makes
 * no calls.
 *
 * @internal
 */
export class LoadEvents {
  readonly #key: bigint;
  readonly #binding: Binding;
  readonly #modules: ModuleList;
  /** Listeners run in the async context in which the session was opened, outside of every slot. */
  readonly #emitter = new EventEmitterAsyncResource({ name: 'SymbolSession' });
  #registered = false;
  #listening = false;
  /** Whether SYMOPT_DEBUG was set for the listeners. */
  #debugging = false;
  /** The load for which a call of the session waits. */
  #load: { readonly image: string; readonly module: string; readonly signal: AbortSignal | undefined } | undefined;
  /** The module of DbgHelp's latest load. */
  #begun: string | undefined;

  constructor(key: bigint, binding: Binding, modules: ModuleList) {
    this.#key = key;
    this.#binding = binding;
    this.#modules = modules;
  }

  on(name: unknown, listener: unknown, api: string): void {
    const checked = checkName(name, api);
    const called = checkListener(listener, api);
    // Throws if the DLL does not export it.
    this.#binding.addressOf(registering);
    this.#emitter.on(checked, called);
    this.#noteListeners();
  }

  off(name: unknown, listener: unknown, api: string): void {
    this.#emitter.off(checkName(name, api), checkListener(listener, api));
    this.#noteListeners();
  }

  end(): void {
    this.#emitter.removeAllListeners();
    this.#noteListeners();
  }

  #noteListeners(): void {
    this.#listening = names.some((name) => this.#emitter.listenerCount(name) > 0);
  }

  /** Runs before the job of every slot. DbgHelp calls the callback only for listeners, and only for them in detail. */
  prepare(api: DbgHelpToken): void {
    const listening = this.#listening;
    if (listening) this.#register(api);
    if (listening === this.#debugging) return;
    const word = api.SymGetOptions();
    const wanted = (listening ? word | SYMOPT.DEBUG : word & ~SYMOPT.DEBUG) >>> 0;
    // If an option of the session has set it, it stays set.
    if (wanted === word) return;
    api.SymSetOptions(wanted);
    this.#debugging = listening;
  }

  /** Runs a load of a module's symbols. Once the signal is aborted, DbgHelp cancels the load when it asks next. */
  async during<T>(
    api: DbgHelpToken,
    image: string,
    module: string,
    signal: AbortSignal | undefined,
    job: () => Promise<T>,
  ): Promise<T> {
    if (signal && this.#binding.has(registering)) this.#register(api);
    const outer = this.#load;
    this.#load = { image: fileStem(image), module, signal };
    try {
      return await job();
    } finally {
      this.#load = outer;
    }
  }

  /** Whether there are listeners to which the result of a load is explained. */
  get explains(): boolean {
    return this.#emitter.listenerCount('diagnostic') > 0;
  }

  /** Reports the result of a load; without full symbols, also what was found in each place. */
  explain({ name: module, symbolType, pdbPath }: SymbolModule, why: WhyNoSymbols | undefined): void {
    if (!why) {
      const text = `symbols (${symbolType}) from ${pdbPath ?? 'the image itself'}`;
      this.#report({ severity: 'info', code: 'symbols', text, module });
      return;
    }
    const { tried, summary } = why;
    for (const { place, outcome, reason } of tried) {
      this.#report({
        severity: outcome === 'found' ? 'info' : 'problem',
        code: outcome,
        text: `${place}: ${reason}`,
        module,
      });
    }
    this.#report({ severity: 'problem', code: 'no-symbols', text: summary, module });
  }

  /** A file that comes from a server, for a module or for one that will be needed. */
  arriving({ file, server, bytes, total, fromCache }: ServerProgress): void {
    const state = fromCache || bytes === total ? 'ended' : bytes === 0 ? 'started' : 'running';
    const percent = total === null || total === 0 ? null : Math.floor((bytes / total) * 100);
    this.#emit('progress', { module: null, file, state, percent, bytes: total, server, fromCache });
  }

  #register(api: DbgHelpToken): void {
    if (this.#registered) return;
    this.#registered = api.SymRegisterCallbackW64(this.#key, this.#callback, 0n);
  }

  readonly #callback: PSYMBOL_REGISTERED_CALLBACK64 = (_process, action, data) => {
    const load = loads.get(action);
    if (load && data !== 0n) this.#loading(load, data);
    else if (action === CBA.DEFERRED_SYMBOL_LOAD_CANCEL) return this.#cancels();
    else if (action === CBA.EVENT || action === CBA.SRCSRV_EVENT) return this.#event(action, data);
    else if (action === CBA.DEBUG_INFO || action === CBA.SRCSRV_INFO) return this.#text(action, readText(data));
    else if (action === CBA.XML_LOG) this.#progress(readText(data));
    else if (action === CBA.SYMBOLS_UNLOADED) {
      this.#report({ severity: 'info', code: 'unloaded', text: 'symbols were unloaded', module: null });
    }
    // After a failed load this means: do not try again.
    return false;
  };

  #loading([code, severity, words, state]: NonNullable<ReturnType<(typeof loads)['get']>>, data: bigint): void {
    const { BaseOfImage, FileName: file } = IMAGEHLP_DEFERRED_SYMBOL_LOADW64.at(data);
    const stem = fileStem(file);
    const loading = this.#load?.image.toLowerCase() === stem.toLowerCase() ? this.#load.module : stem;
    const module = this.#modules.at(BaseOfImage)?.name ?? loading;
    this.#begun = state === 'started' || state === 'running' ? module : undefined;
    this.#report({ severity, code, text: `${file}: ${words}`, module });
    this.#emit('progress', { ...noServer, module, file, state, percent: null, bytes: null });
  }

  #cancels(): boolean {
    if (this.#load?.signal?.aborted !== true) return false;
    this.#report({ severity: 'problem', code: 'cancelled', text: 'the load was cancelled', module: this.#load.module });
    return true;
  }

  #event(action: number, data: bigint): boolean {
    if (data === 0n) return false;
    const { severity, desc } = IMAGEHLP_CBA_EVENTW.at(data);
    return this.#text(action, desc ?? '', severities[severity]);
  }

  /** Returns true, so that DbgHelp does not repeat an event as text. */
  #text(action: number, words: string, severity: SymbolDiagnostic['severity'] = 'info'): boolean {
    this.#progress(words);
    const text = plainText(words);
    if (text === '' || isOnlyProgress(text)) return true;
    const code = action === CBA.SRCSRV_EVENT || action === CBA.SRCSRV_INFO ? 'source-server' : 'message';
    this.#report({ severity, code, text, module: this.#module });
    return true;
  }

  #progress(words: string): void {
    const progress = progressIn(words);
    if (!progress) return;
    this.#emit('progress', { ...noServer, module: this.#module, state: 'running', ...progress });
  }

  get #module(): string | null {
    return this.#begun ?? this.#load?.module ?? null;
  }

  #report(diagnostic: SymbolDiagnostic): void {
    this.#emit('diagnostic', { ...diagnostic, text: masked(diagnostic.text) });
  }

  /**
   * An error of a listener must not get into DbgHelp, nor fail a load: it becomes an uncaught exception of the process.
   */
  #emit<Event extends keyof SessionEvents>(name: Event, ...args: SessionEvents[Event]): void {
    try {
      this.#emitter.emit(name, ...args);
    } catch (error) {
      process.nextTick(() => {
        throw error;
      });
    }
  }
}

const noServer = { server: null, fromCache: false } as const;

const registering = 'SymRegisterCallbackW64';

function checkName(name: unknown, api: string): string {
  if (typeof name === 'string' && names.includes(name)) return name;
  throw wrongType(`${api}: \`event\``, names.map((known) => `'${known}'`).join(' or '), name);
}

function checkListener(listener: unknown, api: string): (...args: unknown[]) => void {
  if (typeof listener !== 'function') throw wrongType(`${api}: \`listener\``, 'a function', listener);
  return listener as (...args: unknown[]) => void;
}

const readText = (address: bigint): string => readString(address, 'utf16') ?? '';
