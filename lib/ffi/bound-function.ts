import { types } from 'node:util';
import { callbackKind, inContext, isCallback, type CallbackKind, type Failure, type Wrapped } from './callback';
import { callFailed, type DbgHelpError } from '../base/errors';
import type { Slot } from '../gate/gate';
import { offThreadAllowed, whenRoomForAsync, type KoffiType, type NativeFunction } from '../base/koffi';
import { LateArgument, routineStructure } from './late-arguments';
import { LentMemory } from './lent-memory';
import { incoming, outgoing, structureNamed, type Describe, type Incoming } from './marshal';
import { parametersOf, type Parameter } from './parameters';
import { passing, type Around, type CallingToken, type Passing, type Told } from './direct-call';
import type { ParamOptions, Prototype } from '../../types/vocabulary';
import { roomCheck } from './buffer-sizes';
import { judge, meansFailure, reasonOf } from './failure';
import { release, View } from './struct';
import { olderVersions } from './told-sizes';
import { forgetLastError, windowsMessage } from '../win32/functions';

/**
 * One bound export. It checks and converts the arguments, makes the call inside a slot, and tells success from failure.
 */
export interface BoundFunction {
  readonly name: string;
  /** Whether a call may read files, ask a server or walk another process. */
  mayBlock(args: readonly unknown[]): boolean;
  /**
   * Checks and converts the arguments.
   *
   * @throws TypeError or RangeError that names the parameter
   */
  prepare(args: readonly unknown[]): PreparedCall;
  /** Checks again what the caller may have changed or transferred while the call waited in the queue. */
  recheck(call: PreparedCall): void;
  callSync(slot: Slot, call: PreparedCall): Outcome;
  callOffThread(slot: Slot, call: PreparedCall): Promise<Outcome>;
  /**
   * The synchronous call with only checks and conversion, for loops. Absent if a call needs more setup or cleanup: for
   * callbacks, and for structures that DbgHelp owns.
   */
  readonly direct: Passing | undefined;
  /** Clears the last error before a `direct` call whose failure will be reported with a reason. */
  readonly forgetReason: () => void;
  /** For the package's own loops, over functions with at most five parameters. */
  readonly unchecked: (token: CallingToken) => Unchecked;
  /** Returns the result, or throws a DbgHelpError if the documentation calls this result a failure. */
  unwrap(result: unknown, told: Readonly<Told>): unknown;
}

/**
 * Takes values in koffi's form and does not check them. Returns what the DLL returned and does not read the last error.
 */
export type Unchecked = (p: unknown, q: unknown, r: unknown, s?: unknown, t?: unknown) => unknown;

export interface PreparedCall {
  readonly args: readonly unknown[];
  /** The values for koffi. Late arguments are filled in when the call is made. */
  readonly values: unknown[];
  /** Absent if the function takes no callback. */
  readonly failure: Failure | undefined;
}

export interface Outcome extends Readonly<Told> {
  /** What the DLL returned, as a JavaScript value. */
  readonly result: unknown;
}

/** The pointer of a call, and what became of it. */
export interface PassedPointer {
  readonly pointer: unknown;
  readonly failed: boolean;
  /** Makes the same call with another pointer. */
  readonly pass: (pointer: bigint | null) => void;
}

/** Callbacks that the DLL keeps: pointers in koffi's registry, by process key. */
export interface KeptCallbacks {
  /** Checks a function. The function is registered when the call is made. */
  prepare(kind: CallbackKind, callback: unknown, describe: Describe): LateArgument;
  /**
   * Runs after the call that passed the pointer to the DLL. `hProcess` is undefined if the function has no such
   * parameter.
   */
  settle(api: string, hProcess: bigint | undefined, passed: PassedPointer): void;
  forget(hProcess: bigint | undefined): void;
  /** Takes the exception that a kept callback threw during the call that just returned. */
  takeFailure(): Failure['thrown'];
}

/** The upper halves of failing HRESULTs: those of the PDB readers, and those of Windows. */
const failures = [0x806d, 0x8007];

/** ERROR_INVALID_PARAMETER: DLLs set it for a structure size that they do not know. */
const invalidParameter = 87;

interface BoundParam {
  readonly name: string;
  readonly describe: Describe;
  readonly type: string | KoffiType;
  readonly incoming?: Incoming;
  readonly callback?: CallbackKind;
  readonly optional: boolean;
  readonly ifNull?: ParamOptions['ifNull'];
}

/** What a function needs for binding. */
interface Exported {
  readonly bind: (result: string, parameters: readonly (string | KoffiType)[]) => NativeFunction;
  readonly kept: KeptCallbacks;
  /** The error for a failure of a function of which the DLL has only the name. */
  readonly saysNothing: () => DbgHelpError | undefined;
}

export function bindFunction(name: string, prototype: Prototype, { bind, kept, saysNothing }: Exported): BoundFunction {
  const { fails, callbacks: keeping } = prototype;
  const label = (parameter: string): string => `dbghelp.${name}: \`${parameter}\``;
  const declared = parametersOf<ParamOptions>(prototype.params);
  const params = declared.map((param) => bindParam(param, label));
  const roomChecks = params
    .map(({ incoming: way }, index) => way && roomCheck(declared, index, way, label))
    .filter((check) => check !== undefined);
  const blocking = declared.findIndex(({ name: parameter }) => parameter === prototype.blocks);
  const released = declared.findIndex(({ options }) => options.releases);
  const reasoning = declared.findIndex(({ options }) => options.reason !== undefined);
  const growing = declared.findIndex(({ kind }) => structureNamed(kind)?.grown);
  const callbackIndex = params.findIndex(({ callback }) => callback);
  const dataIndex = declared.findIndex(({ kind }, index) => kind === 'PVOID' && params[index - 1]?.callback);
  const result = outgoing(prototype.returns, prototype.inPlace);
  const native = bind(
    result.type,
    params.map(({ type }) => type),
  );
  const { convert: convertResult } = result;
  /** The DLL gives out, or keeps, addresses in an image, a dump or a text: a copy for the time of the call will not do. */
  const pointsInto = declared.some(
    ({ kind, options: { buffers, capacity, length } }) =>
      buffers === true || (kind === 'MEMORY' && (capacity ?? length) !== undefined),
  );
  const mayFail = fails !== 'never';
  const forgets = mayFail && prototype.often === undefined;

  /** Decides after a refused call whether to call again, with an older version of the structure. */
  const retrying = ({ args }: PreparedCall): ((raw: unknown) => boolean) | undefined => {
    const view = growing < 0 ? null : args[growing];
    if (!(view instanceof View)) return undefined;
    const older = olderVersions(view);
    return (raw) => meansFailure(raw, fails) && reasonOf(raw, fails) === invalidParameter && older();
  };

  const prepare = (args: readonly unknown[]): PreparedCall => {
    if (args.length !== params.length) throw wrongCount(name, params, args.length);
    const failure: Failure | undefined = callbackIndex < 0 ? undefined : {};
    const values = new Array<unknown>(params.length);
    for (let index = 0; index < params.length; index++) {
      const param = params[index]!;
      values[index] =
        param.callback && failure
          ? convertCallback(param, param.callback, args[index], failure, keeping === 'keeps' ? kept : undefined)
          : param.incoming!.convert(args[index], param.describe);
    }
    // Without a callback, DLLs may take its data for something of their own.
    if (dataIndex > 0 && values[dataIndex - 1] === null) values[dataIndex] = 0;
    for (const check of roomChecks) check(args);
    return { args, values, failure };
  };

  const recheck = ({ args }: PreparedCall): void => {
    params.forEach(({ incoming: way, describe }, index) => {
      if (typeof args[index] === 'object') way?.convert(args[index], describe);
    });
    for (const check of roomChecks) check(args);
  };

  /** Registers the late arguments. Returns the function that undoes this. */
  const begin = ({ values, failure }: PreparedCall): (() => void) | undefined => {
    if (!failure) return undefined;
    const late = values.map((value) => (value instanceof LateArgument ? value : undefined));
    late.forEach((argument, index) => {
      if (argument) values[index] = argument.begin();
    });
    return () => {
      for (const argument of late) argument?.end();
    };
  };

  const outcomeOf = (raw: unknown, { args, values, failure }: PreparedCall): Outcome => {
    const told: Told = { failed: false, lastError: 0 };
    judge(told, raw, fails);
    if (failure?.stopped) told.failed = false;
    if (told.failed && told.lastError === 0 && reasoning >= 0) told.lastError = reasonLeft(reasoning, args);
    const hProcess = callbackIndex === 0 ? undefined : (values[0] as bigint);
    if (keeping === 'keeps') {
      const pass = (pointer: bigint | null): void => {
        native(...values.map((value, index) => (index === callbackIndex ? pointer : value)));
      };
      kept.settle(name, hProcess, { pointer: values[callbackIndex], failed: told.failed, pass });
    } else if (keeping === 'forgets' && !told.failed) kept.forget(hProcess);
    if (released >= 0 && !told.failed) release(args[released] as View);
    const keptThrown = kept.takeFailure();
    const thrown = failure?.thrown ?? keptThrown;
    if (thrown) {
      if (!meansFailure(raw, fails)) result.discard?.(raw);
      throw thrown.error;
    }
    return { ...told, result: convertResult(raw, args) };
  };

  const reasonLeft = (index: number, args: readonly unknown[]): number => {
    const left = Number((args[index] as Record<string, unknown>)[declared[index]!.options.reason!]);
    return failures.includes(left >>> 16) ? left : 0;
  };

  const isPlain =
    [callbackIndex, released, reasoning, growing].every((index) => index < 0) && !keeping && !prototype.inPlace;
  const around: Around = {
    before({ slot }, given) {
      if (given !== params.length) throw wrongCount(name, params, given);
      slot.enter(name);
      if (forgets) forgetLastError();
    },
    after(token, raw) {
      judge(token, raw, fails);
      const thrown = kept.takeFailure();
      if (thrown) throw thrown.error;
      return convertResult(raw);
    },
  };
  const direct = isPlain
    ? passing(
        native,
        params.map(({ incoming: way }) => way!.convert),
        params.map(({ describe }) => describe),
        roomChecks,
        around,
      )
    : undefined;

  const unchecked =
    (token: CallingToken): Unchecked =>
    (p, q, r, s, t) => {
      token.slot.enter(name);
      let raw: unknown;
      try {
        // koffi ignores arguments that the function has no parameter for.
        raw = native(p, q, r, s, t);
      } finally {
        token.slot.leave();
      }
      const thrown = kept.takeFailure();
      if (thrown) throw thrown.error;
      return raw;
    };

  const callSync = (slot: Slot, call: PreparedCall): Outcome => {
    slot.enter(name);
    let end: (() => void) | undefined;
    try {
      end = begin(call);
      const retry = retrying(call);
      let raw: unknown;
      do {
        if (mayFail) forgetLastError();
        raw = native(...call.values);
      } while (retry?.(raw));
      return outcomeOf(raw, call);
    } finally {
      end?.();
      slot.leave();
    }
  };

  const callOffThread = async (slot: Slot, call: PreparedCall): Promise<Outcome> => {
    if (!offThreadAllowed() || (pointsInto && call.values.some(types.isTypedArray))) return callSync(slot, call);
    return slot.offThread<Outcome>(name, (resolve, reject) => {
      const end = begin(call);
      // koffi does not keep the arguments alive. The closure below does, until the call has returned.
      let lent: LentMemory | undefined;
      // A callback looks at the caller's own memory, and may change it.
      const giving =
        (wrapped: Wrapped): Wrapped =>
        (...natives) => {
          lent?.giveBack();
          try {
            return wrapped(...natives);
          } finally {
            lent?.renew();
          }
        };
      const values = call.values.map((value) =>
        typeof value === 'function' ? inContext(giving(value as Wrapped)) : value,
      );
      const retry = retrying(call);
      const settle = (error: Error | null, raw: unknown): void => {
        lent?.giveBack();
        if (!error && retry?.(raw)) {
          start();
          return;
        }
        try {
          if (error) throw error;
          resolve(outcomeOf(raw, call));
        } catch (thrown) {
          reject(thrown);
        } finally {
          end?.();
        }
      };
      const start = (): void => {
        whenRoomForAsync(
          name,
          () => {
            const given = [...values];
            lent = new LentMemory(given);
            native.async(...given, settle);
          },
          (error) => {
            settle(error, undefined);
          },
        );
      };
      start();
    });
  };

  return {
    name,
    mayBlock: (args) => prototype.blocks === true || (blocking >= 0 && args[blocking] === true),
    prepare,
    recheck,
    callSync,
    callOffThread,
    direct,
    forgetReason: () => {
      if (mayFail && !forgets) forgetLastError();
    },
    unchecked,
    unwrap(value, { failed, lastError }) {
      if (!failed) return value;
      throw saysNothing() ?? callFailed(name, lastError, windowsMessage(lastError), prototype.nothing);
    },
  };
}

function bindParam(param: Parameter<ParamOptions>, label: (parameter: string) => string): BoundParam {
  const { name, kind, optional, options } = param;
  const describe = (): string => label(name);
  if (isCallback(kind)) {
    const callback = callbackKind(kind);
    return { name, describe, type: callback.type, callback, optional, ifNull: options.ifNull };
  }
  const way = incoming(param);
  const callback = options.callback === undefined ? {} : { callback: callbackKind(options.callback) };
  return { name, describe, type: way.type, incoming: way, ...callback, optional };
}

function convertCallback(
  { incoming: way, describe, optional, ifNull }: BoundParam,
  kind: CallbackKind,
  given: unknown,
  failure: Failure,
  kept: KeptCallbacks | undefined,
): unknown {
  if (way) return typeof given === 'function' ? routineStructure(kind, given, failure) : way.convert(given, describe);
  const value = given === null && ifNull ? (): boolean => true : given;
  if (value === null && optional) return null;
  return kept ? kept.prepare(kind, value, describe) : kind.wrap(value, describe, failure);
}

function wrongCount(api: string, params: readonly BoundParam[], got: number): TypeError {
  const names = params.map(({ name }) => name).join(', ');
  return new TypeError(
    `dbghelp.${api} takes ${String(params.length)} arguments${names && ` (${names})`}, got ${String(got)}`,
  );
}
