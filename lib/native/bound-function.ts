import { callbackKind, isCallback, type CallbackKind, type Failure } from './callback';
import { callFailed } from './errors';
import type { Slot } from './gate';
import { offThreadAllowed, type KoffiType, type NativeFunction } from './koffi';
import { checkRoom, incoming, outgoing, type Describe, type Incoming } from './marshal';
import type { Param, Prototype } from './prototype';
import { release, type View } from './struct';
import { win32, windowsMessage } from './win32';

/** One export, bound: checks and converts arguments, calls inside a slot, and tells success from failure. */
export interface BoundFunction {
  readonly name: string;
  readonly prototype: Prototype;
  /** Checks and converts; throws a TypeError or a RangeError that names the parameter. */
  prepare(args: readonly unknown[]): PreparedCall;
  /** Checks again what a caller may have changed, or given away, while the call waited for its turn. */
  recheck(call: PreparedCall): void;
  callSync(slot: Slot, call: PreparedCall): Outcome;
  callOffThread(slot: Slot, call: PreparedCall): Promise<Outcome>;
  /** The result, or the DbgHelpError that stands for what the documentation calls failure. */
  unwrap(outcome: Outcome): unknown;
}

export interface PreparedCall {
  readonly args: readonly unknown[];
  readonly values: unknown[];
  /** Absent where the function takes no callback. */
  readonly failure: Failure | undefined;
}

export interface Outcome {
  readonly failed: boolean;
  /** As the DLL returned it, in JavaScript's types. */
  readonly result: unknown;
  /** GetLastError, read on the thread that called; means something only when the value says failure. */
  readonly lastError: number;
}

/** Callbacks that the DLL keeps: pointers into koffi's registry, per process key. */
export interface KeptCallbacks {
  /** Checks a function; what it gives registers it, when the call is really made. */
  prepare(kind: CallbackKind, callback: unknown, describe: Describe): () => bigint;
  /** The call that hands the pointer over has returned. `hProcess` is undefined where the function has none. */
  settle(api: string, hProcess: bigint | undefined, pointer: unknown, failed: boolean): void;
  forget(hProcess: bigint | undefined): void;
  /** What a kept callback threw during the call that just returned. */
  takeFailure(): Failure['thrown'];
}

interface Slotted {
  readonly param: Param;
  readonly describe: Describe;
  readonly type: string | KoffiType;
  readonly incoming?: Incoming;
  readonly callback?: CallbackKind;
  readonly optional: boolean;
  /** The position of the parameter that tells how much fits. */
  readonly lengthIndex: number;
}

export function bindFunction(
  name: string,
  prototype: Prototype,
  bind: (result: string, parameters: readonly (string | KoffiType)[]) => NativeFunction,
  kept: KeptCallbacks,
): BoundFunction {
  const { params, fails, callbacks: keeping } = prototype;
  const slots = params.map((param) => describeParam(name, params, param));
  const released = params.findIndex(([, , options]) => options?.releases);
  const callbackIndex = slots.findIndex(({ callback }) => callback);
  const result = outgoing(prototype.returns, name === 'MapDebugInformation');
  const native = bind(
    result.type,
    slots.map(({ type }) => type),
  );
  const mayFail = fails !== 'never';

  const prepare = (args: readonly unknown[]): PreparedCall => {
    if (args.length !== slots.length) throw wrongCount(name, slots, args.length);
    const failure: Failure | undefined = callbackIndex < 0 ? undefined : {};
    const values = new Array<unknown>(slots.length);
    for (let index = 0; index < slots.length; index++) {
      const slot = slots[index]!;
      values[index] = slot.incoming
        ? slot.incoming.convert(args[index], slot.describe)
        : convertCallback(slot, args[index], failure ?? {}, keeping === 'keeps' ? kept : undefined);
    }
    checkRooms(args);
    return { args, values, failure };
  };

  const checkRooms = (args: readonly unknown[]): void => {
    for (const { incoming: way, param, lengthIndex, describe } of slots) {
      const options = param[2];
      if (way && options && (options.length !== undefined || options.capacity !== undefined)) {
        checkRoom(args[params.indexOf(param)], way, options, args[lengthIndex], describe);
      }
    }
  };

  const recheck = ({ args }: PreparedCall): void => {
    slots.forEach(({ incoming: way, describe }, index) => {
      if (typeof args[index] === 'object') way?.convert(args[index], describe);
    });
    checkRooms(args);
  };

  const registerKept = ({ values }: PreparedCall): void => {
    const register = values[callbackIndex];
    if (keeping === 'keeps' && typeof register === 'function') values[callbackIndex] = (register as () => bigint)();
  };

  const outcomeOf = (raw: unknown, { args, values, failure }: PreparedCall): Outcome => {
    const zero = raw === 0 || raw === 0n;
    // Read first: everything below may call Windows.
    const lastError = mayFail && zero ? (win32().GetLastError() as number) : 0;
    const failed = mayFail && zero && (fails === 'zero' || lastError !== 0);
    const hProcess = callbackIndex === 0 ? undefined : (values[0] as bigint);
    if (keeping === 'keeps') kept.settle(name, hProcess, values[callbackIndex], failed);
    else if (keeping === 'forgets' && !failed) kept.forget(hProcess);
    if (released >= 0 && !failed) release(args[released] as View);
    const keptThrown = kept.takeFailure();
    const thrown = failure?.thrown ?? keptThrown;
    if (thrown) throw thrown.error;
    return { failed, result: result.convert(raw), lastError };
  };

  const callSync = (slot: Slot, call: PreparedCall): Outcome => {
    slot.enter(name);
    try {
      registerKept(call);
      return outcomeOf(native(...call.values), call);
    } finally {
      slot.leave();
    }
  };

  const callOffThread = async (slot: Slot, call: PreparedCall): Promise<Outcome> => {
    if (!offThreadAllowed()) return callSync(slot, call);
    return slot.offThread<Outcome>(name, (resolve, reject) => {
      registerKept(call);
      // koffi does not keep the arguments alive: this closure does, until the call has returned.
      native.async(...call.values, (error: Error | null, raw: unknown) => {
        try {
          if (error) throw error;
          resolve(outcomeOf(raw, call));
        } catch (thrown) {
          reject(thrown);
        }
      });
    });
  };

  return {
    name,
    prototype,
    prepare,
    recheck,
    callSync,
    callOffThread,
    unwrap({ failed, result: value, lastError }) {
      if (failed) throw callFailed(name, lastError, windowsMessage(lastError));
      return value;
    },
  };
}

function describeParam(api: string, params: readonly Param[], param: Param): Slotted {
  const [name, kind, options] = param;
  const describe = (): string => `dbghelp.${api}: \`${name}\``;
  const optional = kind.endsWith('?');
  const plain = optional ? kind.slice(0, -1) : kind;
  const lengthIndex = params.findIndex(([other]) => other === options?.length);
  if (isCallback(plain)) {
    const callback = callbackKind(plain);
    return { param, describe, type: callback.type, callback, optional, lengthIndex };
  }
  const way = incoming(kind);
  return { param, describe, type: way.type, incoming: way, optional, lengthIndex };
}

function convertCallback(
  { callback, describe, optional }: Slotted,
  value: unknown,
  failure: Failure,
  kept: KeptCallbacks | undefined,
): unknown {
  if (!callback || (value === null && (optional || kept))) return null;
  return kept ? kept.prepare(callback, value, describe) : callback.wrap(value, describe, failure);
}

function wrongCount(api: string, slots: readonly Slotted[], got: number): TypeError {
  const names = slots.map(({ param }) => param[0]).join(', ');
  return new TypeError(
    `dbghelp.${api} takes ${String(slots.length)} arguments${names && ` (${names})`}, got ${String(got)}`,
  );
}
