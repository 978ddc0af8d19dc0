import type {
  BusyListener,
  DbgHelp as DbgHelpInterface,
  DbgHelpFunctionName,
  DbgHelpToken,
  OnBusyOptions,
  PendingWork,
  RunOptions,
} from '../../types/calls';
import { onBusy } from '../gate/busy';
import { checkBoolean, checkText, outOfRange, wrongType } from '../base/checks';
import { findCopies, type DbgHelpCopy } from './copies';
import type { BoundFunction, Outcome, PreparedCall, Unchecked } from '../ffi/bound-function';
import { occupy, type Slot } from '../gate/gate';
import { cleanUpAfterThreads } from './ended-threads';
import { loadLibrary, type Library } from './library';
import { applyOptions, keepInitialOptions, rawOwner, type OptionsOwner } from './options';
import { pendingWork } from '../gate/pending';
import { prototypes } from '../../types/functions/prototypes';
import { checkOptionNames, type OptionNames } from '../base/option-names';
import { RawCalls } from './raw-calls';

/** @internal */
export const runOptionNames: OptionNames<RunOptions> = { signal: true, long: true };

/** How a job enters the DLL. The raw layer is the default owner. */
interface Entry {
  readonly long: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly owner?: OptionsOwner;
  /** The lane in which it keeps its order; by default the owner's. */
  readonly lane?: object;
  /**
   * Whether the job is the package's own and does not give its token away: then it reuses the token of the owner's
   * previous job.
   */
  readonly ownJob?: boolean;
  /** Whether others of its kind may join it, before requests of other owners that came in between. */
  readonly shared?: boolean;
}

const names = Object.keys(prototypes) as DbgHelpFunctionName[];

/** A job calls the DLL through its token. Functions are made when they are first used. */
class Token {
  slot: Slot;
  readonly library: Library;
  readonly owner: OptionsOwner;
  failed = false;
  lastError = 0;

  constructor(slot: Slot, library: Library, owner: OptionsOwner) {
    this.slot = slot;
    this.library = library;
    this.owner = owner;
  }
}

/** An owner's own jobs share one token, because making its functions takes longer than calling them. */
const keptTokens = new WeakMap<OptionsOwner, Token>();

function keptToken(slot: Slot, library: Library, owner: OptionsOwner): Token {
  const kept = keptTokens.get(owner);
  if (kept) {
    kept.slot = slot;
    return kept;
  }
  const token = new Token(slot, library, owner);
  keptTokens.set(owner, token);
  return token;
}

giveFunctions(Token, (name) => ({
  get(this: Token) {
    const value = tokenFunction(this, name);
    Object.defineProperty(this, name, { value });
    return value;
  },
}));

/** By an object behind the prototype: a class's own prototype takes ten times as long, because each further member copies it. */
function giveFunctions(
  { prototype }: { readonly prototype: object },
  describe: (name: DbgHelpFunctionName) => PropertyDescriptor,
): void {
  const functions = {};
  for (const name of names) Object.defineProperty(functions, name, describe(name));
  Object.setPrototypeOf(prototype, functions);
}

/** Every call is `perform` or `performOffThread`; functions that need nothing around a call have a `direct` form of `perform`. */
function tokenFunction(token: Token, name: DbgHelpFunctionName): unknown {
  const bound = token.library.function(name);
  const direct = name === 'SymSetOptions' ? undefined : bound.direct?.(token);
  const raw = direct ?? ((...args: unknown[]) => perform(token, bound, bound.prepare(args)));
  // These functions have no names: naming a function takes longer than a call, and makes access to its members slow.
  const strict = (...args: unknown[]): unknown => {
    bound.forgetReason();
    return bound.unwrap(raw(...args), token);
  };
  return Object.assign(strict, {
    raw,
    async: async (...args: unknown[]): Promise<unknown> => {
      const call = bound.prepare(args);
      const result = token.owner.onMainThread
        ? perform(token, bound, call)
        : await performOffThread(token, bound, call);
      return bound.unwrap(result, token);
    },
  });
}

/** Calls on this thread, and tells the token. */
function perform(token: Token, bound: BoundFunction, call: PreparedCall): unknown {
  keepFirst(token, bound);
  return settle(token, bound, call, bound.callSync(token.slot, call));
}

async function performOffThread(token: Token, bound: BoundFunction, call: PreparedCall): Promise<unknown> {
  keepFirst(token, bound);
  return settle(token, bound, call, await bound.callOffThread(token.slot, call));
}

function keepFirst({ library, slot }: Token, { name }: BoundFunction): void {
  if (name === 'SymSetOptions') keepInitialOptions(library, slot);
}

function settle(
  token: Token,
  { name }: BoundFunction,
  { args }: PreparedCall,
  { failed, lastError, result }: Outcome,
): unknown {
  token.failed = failed;
  token.lastError = lastError;
  if (name === 'SymSetOptions') token.owner.options = (args[0] as number) >>> 0;
  return result;
}

/**
 * The class of `DbgHelp` objects. Sessions enter the DLL through it under their own options.
 *
 * @internal
 */
export class Binding {
  readonly #load: () => Library;
  readonly #shortCalls = new RawCalls(({ api, joined }, job) => {
    const { library } = this;
    const owner = rawOwner(library);
    return occupy({ api, joined, lane: owner, long: false, begin: beginning(library, owner) }, (slot) => {
      const token = new Token(slot, library, owner);
      return job(slot, ({ bound, prepared }) => {
        bound.recheck(prepared);
        return bound.unwrap(perform(token, bound, prepared), token);
      });
    });
  });

  constructor(load: () => Library) {
    this.#load = load;
  }

  get library(): Library {
    return this.#load();
  }

  get path(): string {
    return this.library.path;
  }

  get version(): string | undefined {
    return this.library.version;
  }

  has(name: string): boolean {
    checkText(name, 'dbghelp.has: `name`');
    return (
      process.platform === 'win32' && Object.hasOwn(prototypes, name) && this.library.has(name as DbgHelpFunctionName)
    );
  }

  addressOf(name: DbgHelpFunctionName): bigint {
    if (!Object.hasOwn(prototypes, checkText(name, 'dbghelp.addressOf: `name`'))) {
      throw outOfRange('dbghelp.addressOf: `name`', 'the name of a function that this package binds', name);
    }
    return this.library.addressOf(name);
  }

  get pending(): readonly PendingWork[] {
    return pendingWork();
  }

  onBusy(listener: BusyListener, options?: OnBusyOptions): () => void {
    return onBusy(listener, options);
  }

  async run<T>(job: (api: DbgHelpToken) => T | PromiseLike<T>, options: RunOptions = {}): Promise<T> {
    checkOptionNames(options, runOptionNames, 'dbghelp.run');
    const { signal, long = false } = options;
    return this.enter('dbghelp.run', job, { signal, long: checkBoolean(long, 'dbghelp.run: `long`') });
  }

  /** `run` under an owner's options; by default the raw layer's. */
  enter<T>(what: string, job: (api: DbgHelpToken) => T | PromiseLike<T>, entry: Entry): Promise<T> {
    if (typeof job !== 'function') throw wrongType(`${what}: \`job\``, 'a function', job);
    const { library } = this;
    const { owner = rawOwner(library), lane = owner, long, signal, ownJob = false, shared } = entry;
    return occupy({ api: what, lane, long, signal, shared, begin: beginning(library, owner) }, (slot) => {
      const token = ownJob ? keptToken(slot, library, owner) : new Token(slot, library, owner);
      return job(token as unknown as DbgHelpToken);
    });
  }

  /** A single call. Its arguments are checked now, so that a bad one is reported at once, even if the queue is busy. */
  async call(name: DbgHelpFunctionName, args: readonly unknown[]): Promise<unknown> {
    const { library } = this;
    const bound = library.function(name);
    const prepared = bound.prepare(args);
    const owner = rawOwner(library);
    const blocks = bound.mayBlock(args);
    // A callback needs the async context of its call.
    if (!blocks && !prepared.failure) return this.#shortCalls.ask(bound, prepared);
    return occupy({ api: name, lane: owner, long: blocks, begin: beginning(library, owner) }, async (slot) => {
      bound.recheck(prepared);
      const token = new Token(slot, library, owner);
      const result = blocks ? await performOffThread(token, bound, prepared) : perform(token, bound, prepared);
      return bound.unwrap(result, token);
    });
  }
}

/** The first work each time an owner gets the DLL, and the last. */
function beginning(library: Library, owner: OptionsOwner): (slot: Slot) => () => void {
  return (slot) => {
    cleanUpAfterThreads(library, slot);
    applyOptions(library, owner, slot);
    library.callbacks.resume();
    return library.callbacks.rest;
  };
}

/**
 * Runs `work` in the middle of long work, and lets others have the DLL meanwhile.
 *
 * @internal
 */
export function aside<T>(api: DbgHelpToken, work: () => T | PromiseLike<T>): Promise<T> {
  return (api as unknown as Token).slot.aside(work);
}

/**
 * Waits for calls that another thread makes for this job, which has the DLL meanwhile and makes no calls itself.
 *
 * @param name - the function that the other thread calls, for `dbghelp.pending`
 * @internal
 */
export function elsewhere<T>(
  api: DbgHelpToken,
  name: DbgHelpFunctionName,
  start: (resolve: (value: T) => void, reject: (error: unknown) => void) => void,
): Promise<T> {
  return (api as unknown as Token).slot.offThread(name, start);
}

/** The job that has the DLL is in another thread, which counts the calls. */
const slotElsewhere = { enter: () => undefined, leave: () => undefined } as unknown as Slot;

/**
 * The token of a thread that makes calls for the job of another one: see `elsewhere`.
 *
 * @internal
 */
export function tokenElsewhere(library: Library): DbgHelpToken {
  return new Token(slotElsewhere, library, { options: undefined }) as unknown as DbgHelpToken;
}

/**
 * A function for loops that make its arguments themselves: it checks and converts nothing. It may have five parameters
 * at most.
 *
 * @internal
 */
export function unchecked(
  api: DbgHelpToken,
  name: 'SymFromAddrW' | 'SymGetLineFromAddrW64' | 'SymGetTypeInfo' | 'SymGetTypeInfoEx',
): Unchecked {
  const token = api as unknown as Token;
  return token.library.function(name).unchecked(token);
}

giveFunctions(Binding, (name) => ({
  value(this: Binding, ...args: unknown[]) {
    if (!((this as unknown) instanceof Binding))
      throw new TypeError(`${name}: call it as a method, dbghelp.${name}(...)`);
    return this.call(name, args);
  },
}));

const bindings = new WeakMap<Library, Binding>();

function bindingOf(library: Library): DbgHelpInterface {
  let binding = bindings.get(library);
  if (!binding) bindings.set(library, (binding = new Binding(() => library)));
  return binding as unknown as DbgHelpInterface;
}

/** A dbghelp.dll: every function by its Win32 name, `run`, and facts about the DLL. */
export type DbgHelp = DbgHelpInterface;

/** Options of `DbgHelp.load`. */
export interface LoadOptions {
  /** The DLL's absolute path. The default is the DLL that DBGHELP_PATH names, or else the system's. */
  readonly path?: string | URL | undefined;
}

const loadOptionNames: OptionNames<LoadOptions> = { path: true };

export const DbgHelp = {
  /**
   * Loads a dbghelp.dll: the one at `path`, or else the one that the environment variable DBGHELP_PATH names, or else
   * the system's.
   *
   * @throws TypeError or RangeError for a path that is not absolute; `DbgHelpError` `DBGHELP_LOAD_FAILED` if there is
   * no such DLL or it is no dbghelp.dll, `DBGHELP_UNSUPPORTED_PLATFORM` on other platforms than Windows
   */
  // eslint-disable-next-line @typescript-eslint/require-await -- failures are rejections, as of every native call
  async load(options: LoadOptions = {}): Promise<DbgHelpInterface> {
    checkOptionNames(options, loadOptionNames, 'DbgHelp.load');
    return bindingOf(loadLibrary(options.path));
  },

  /**
   * Lists the copies of dbghelp.dll on this machine: the system's, the debuggers', and the one that DBGHELP_PATH names.
   */
  find(): Promise<DbgHelpCopy[]> {
    return findCopies();
  },
} as const;

let defaultLibrary: Library | undefined;

/** The default DLL: the one that DBGHELP_PATH names at the first use, or else the system's. */
export const dbghelp = new Binding(() => (defaultLibrary ??= loadLibrary())) as unknown as DbgHelpInterface;
