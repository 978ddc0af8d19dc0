import { EventEmitterAsyncResource } from 'node:events';
import type { PSYMBOL_REGISTERED_CALLBACK64 } from '../../../types/callbacks';
import type { DbgHelpToken } from '../../../types/calls';
import { CBA, SYMOPT } from '../../../types/constants';
import type { IMAGEHLP_CBA_EVENTW, IMAGEHLP_DEFERRED_SYMBOL_LOADW64 } from '../../../types/structures';
import type { Binding } from '../../dll/dbghelp';
import * as structures from '../../../types/structures';
import { wrongType } from '../../base/checks';
import { masked } from '../../base/masked';
import { readString } from '../../win32/own-memory';
import { defineStruct } from '../../ffi/struct';
import { isOnlyProgress, plainText, progressIn } from './load-messages';
import type { SymbolModule } from './module';
import type { ModuleList } from './module-list';
import { fileStem } from './module-name';
import type { WhyNoSymbols } from '../../search/why-no-symbols';
import type { SymbolDiagnostic, SymbolProgress, SessionEvents } from './load-event-types';

const names: readonly string[] = ['diagnostic', 'progress'] satisfies readonly (keyof SessionEvents)[];

const deferredLoad = defineStruct<IMAGEHLP_DEFERRED_SYMBOL_LOADW64>(structures.IMAGEHLP_DEFERRED_SYMBOL_LOADW64);
const event = defineStruct<IMAGEHLP_CBA_EVENTW>(structures.IMAGEHLP_CBA_EVENTW);

const severities = ['info', 'problem', 'attention', 'fatal'] as const;

type State = SymbolProgress['state'];

/** What the beginning and end of a load are called. */
const loads: ReadonlyMap<number, readonly [SymbolDiagnostic['code'], SymbolDiagnostic['severity'], string, State]> =
  new Map([
    [CBA.DEFERRED_SYMBOL_LOAD_START, ['load-started', 'info', 'loading symbols', 'started']],
    [CBA.DEFERRED_SYMBOL_LOAD_PARTIAL, ['load-partial', 'info', 'its headers are looked for on disk', 'running']],
    [CBA.DEFERRED_SYMBOL_LOAD_COMPLETE, ['load-ended', 'info', 'the load has ended', 'ended']],
    [CBA.DEFERRED_SYMBOL_LOAD_FAILURE, ['load-failed', 'problem', 'the load has failed', 'failed']],
  ] as const);

/**
 * What DbgHelp tells a registered callback, as events. The callback is registered when it is first needed, and stays until
 * SymCleanup. It is called in the middle of other calls, off-thread ones too: it reads, emits, and calls nothing.
 *
 * @internal
 */
export class LoadEvents {
  readonly #key: bigint;
  readonly #binding: Binding;
  readonly #modules: ModuleList;
  /** Listeners run in the async context in which the session was opened: outside of every slot. */
  readonly #emitter = new EventEmitterAsyncResource({ name: 'SymbolSession' });
  #registered = false;
  #listening = false;
  /** Whether SYMOPT_DEBUG is set for the listeners' sake. */
  #debugging = false;
  /** The load that a call of the session waits for. */
  #load: { readonly image: string; readonly module: string; readonly signal: AbortSignal | undefined } | undefined;
  /** The module whose load DbgHelp began last. */
  #begun: string | undefined;

  constructor(key: bigint, binding: Binding, modules: ModuleList) {
    this.#key = key;
    this.#binding = binding;
    this.#modules = modules;
  }

  on(name: unknown, listener: unknown, api: string): void {
    const checked = checkName(name, api);
    const called = checkListener(listener, api);
    // Throws where the DLL has none.
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

  /** Before the job of every slot: DbgHelp talks to a callback that somebody listens to, and only then at length. */
  prepare(api: DbgHelpToken): void {
    const listening = this.#listening;
    if (listening) this.#register(api);
    if (listening === this.#debugging) return;
    const word = api.SymGetOptions();
    const wanted = (listening ? word | SYMOPT.DEBUG : word & ~SYMOPT.DEBUG) >>> 0;
    // Who asked for it by an option keeps it.
    if (wanted === word) return;
    api.SymSetOptions(wanted);
    this.#debugging = listening;
  }

  /** A load of a module's symbols. DbgHelp gives it up where it asks, once the signal is aborted. */
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

  /** Whether somebody wants the result of a load explained. */
  get explains(): boolean {
    return this.#emitter.listenerCount('diagnostic') > 0;
  }

  /** The result of a load: without full symbols, what was found where. */
  explain({ name: module, symbolType, pdbPath }: SymbolModule, why: WhyNoSymbols | undefined): void {
    if (!why) {
      const text = `symbols (${symbolType}) from ${pdbPath ?? 'the image itself'}`;
      this.#tell({ severity: 'info', code: 'symbols', text, module });
      return;
    }
    const { tried, summary } = why;
    for (const { place, outcome, reason } of tried) {
      this.#tell({
        severity: outcome === 'found' ? 'info' : 'problem',
        code: outcome,
        text: `${place}: ${reason}`,
        module,
      });
    }
    this.#tell({ severity: 'problem', code: 'no-symbols', text: summary, module });
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
      this.#tell({ severity: 'info', code: 'unloaded', text: 'symbols were unloaded', module: null });
    }
    // Also where a load has failed: it is not to be tried again.
    return false;
  };

  #loading([code, severity, words, state]: NonNullable<ReturnType<(typeof loads)['get']>>, data: bigint): void {
    const { BaseOfImage, FileName: file } = deferredLoad.at(data);
    const stem = fileStem(file);
    const loading = this.#load?.image.toLowerCase() === stem.toLowerCase() ? this.#load.module : stem;
    const module = this.#modules.at(BaseOfImage)?.name ?? loading;
    this.#begun = state === 'started' || state === 'running' ? module : undefined;
    this.#tell({ severity, code, text: `${file}: ${words}`, module });
    this.#emit('progress', { module, file, state, percent: null, bytes: null });
  }

  #cancels(): boolean {
    if (this.#load?.signal?.aborted !== true) return false;
    this.#tell({ severity: 'problem', code: 'cancelled', text: 'the load was cancelled', module: this.#load.module });
    return true;
  }

  #event(action: number, data: bigint): boolean {
    if (data === 0n) return false;
    const { severity, desc } = event.at(data);
    return this.#text(action, desc ?? '', severities[severity]);
  }

  /** `true`: an event does not come again as mere text. */
  #text(action: number, words: string, severity: SymbolDiagnostic['severity'] = 'info'): boolean {
    this.#progress(words);
    const text = plainText(words);
    if (text === '' || isOnlyProgress(text)) return true;
    const code = action === CBA.SRCSRV_EVENT || action === CBA.SRCSRV_INFO ? 'source-server' : 'message';
    this.#tell({ severity, code, text, module: this.#module });
    return true;
  }

  #progress(words: string): void {
    const progress = progressIn(words);
    if (!progress) return;
    this.#emit('progress', { module: this.#module, state: 'running', ...progress });
  }

  get #module(): string | null {
    return this.#begun ?? this.#load?.module ?? null;
  }

  #tell(diagnostic: SymbolDiagnostic): void {
    this.#emit('diagnostic', { ...diagnostic, text: masked(diagnostic.text) });
  }

  /** What a listener throws must not get into DbgHelp, nor fail a load: it is nobody's but the process's. */
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
