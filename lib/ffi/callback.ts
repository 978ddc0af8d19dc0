import { AsyncResource } from 'node:async_hooks';
import { callbacks } from '../../types/callback-prototypes';
import { scalars as table } from '../../types/scalars';
import { checkHandle, checkUnsigned, wrongType } from '../base/checks';
import { koffi, type KoffiType } from '../base/koffi';
import { outgoing, structureNamed, type Describe } from './marshal';
import { parametersOf, type Parameter } from './parameters';
import { readMemory, writeMemory } from '../win32/own-memory';
import type { ByMember, CallbackParamOptions, CallbackPrototype } from '../../types/callback-vocabulary';
import { pointerBits } from '../base/architecture';
import { arrays, scalars } from './scalars';
import { reusedView, View } from './struct';

/** What the callbacks of a call record until the call has returned. */
export interface Failure {
  /** The first exception. */
  thrown?: { readonly error: unknown };
  /** A callback ended the work, so what the DLL may call a failure is not one. */
  stopped?: boolean;
}

export interface CallbackKind {
  readonly name: string;
  /** A pointer type for the function, for a prototype's parameter. */
  readonly type: KoffiType;
  /**
   * Checks a JavaScript function and wraps it for one call. Also accepts an address if DbgHelp has functions for this
   * job.
   */
  wrap(callback: unknown, describe: Describe, failure: Failure): Wrapped | bigint | null;
}

export type Wrapped = (...natives: unknown[]) => unknown;

type JsFunction = (...args: never[]) => unknown;

const reusing = new WeakSet<JsFunction>();

/**
 * Marks a callback that needs a structure only until it returns. The callback gets the same view each time, filled with
 * new content, and only the parameters that it names. Enumerations use it, because making a view costs more than
 * reading from it.
 */
export function reusingViews<Callback extends JsFunction>(callback: Callback): Callback {
  reusing.add(callback);
  return callback;
}

const kinds = new Map<string, CallbackKind>();

export function isCallback(kind: string): boolean {
  return Object.hasOwn(callbacks, kind);
}

export function callbackKind(name: string): CallbackKind {
  let kind = kinds.get(name);
  if (!kind) {
    kind = compile(name, callbacks[name as keyof typeof callbacks]);
    kinds.set(name, kind);
  }
  return kind;
}

function compile(name: string, { params: declared, returns, stops, onVoid, native }: CallbackPrototype): CallbackKind {
  const params = parametersOf<CallbackParamOptions>(declared);
  const given = params.map((param) => argumentOf(param, params));
  const shown = given.filter((_, index) => params[index]?.options.hidden !== true);
  const onThrow = stops ?? 0;
  const nothing = voidAnswer(onVoid, params);
  const prototype = koffi().proto(
    '__stdcall',
    null,
    scalars[returns].type,
    given.map(({ type }) => type),
  );
  const copies = shown.map(({ decode }) => decode);
  const givenBack = shown.flatMap(({ giveBack }, index) => (giveBack ? [{ giveBack, index }] : []));
  const answerOf = (call: (...args: unknown[]) => unknown, decode: readonly Decode[], natives: Natives): unknown => {
    const values = decode.map((each) => each(natives));
    const result = call(...values);
    const answer = result === undefined ? nothing(natives) : toNative(result, returns, name);
    for (const { giveBack, index } of givenBack) giveBack(values[index], natives);
    return answer;
  };
  return {
    name,
    type: koffi().pointer(prototype),
    wrap(callback, describe, failure) {
      if (native && (typeof callback === 'bigint' || typeof callback === 'number')) {
        return checkUnsigned(callback, pointerBits, describe) || null;
      }
      if (typeof callback !== 'function') {
        throw wrongType(describe, `a function (${name})${native ? ' or an address' : ''}`, callback);
      }
      const call = callback as (...args: unknown[]) => unknown;
      const decode = reusing.has(callback as JsFunction)
        ? shown.slice(0, callback.length).map((each) => each.reuse?.() ?? each.decode)
        : copies;
      const run = (...natives: unknown[]): unknown => {
        // DbgHelp may call again before it sees the answer. After an exception, no call reaches JavaScript any more.
        if (failure.thrown) return onThrow;
        try {
          const answer = answerOf(call, decode, natives);
          if (answer === stops) failure.stopped = true;
          return answer;
        } catch (error) {
          failure.thrown = { error };
          return onThrow;
        }
      };
      return run;
    },
  };
}

/**
 * Restores the async context for calls that come back through the event loop: off-thread calls, and calls that the DLL
 * makes on its own.
 */
export function inContext(wrapped: Wrapped): Wrapped {
  const context = new AsyncResource('DbgHelpCallback');
  return (...natives) => context.runInAsyncScope(wrapped, undefined, ...natives);
}

type CallbackParam = Parameter<CallbackParamOptions>;

type Natives = readonly unknown[];
type Decode = (natives: Natives) => unknown;

/** One argument of a callback. */
interface Argument {
  readonly type: string;
  readonly decode: Decode;
  /** Makes a decoder that fills the same view each time. */
  readonly reuse?: () => Decode;
  /** Writes the function's copy back to the DLL's memory. */
  readonly giveBack?: (value: unknown, natives: Natives) => void;
}

/** The copies that are written back belong to the function: changes that it makes later have no effect. */
function argumentOf({ name, kind, options }: CallbackParam, params: readonly CallbackParam[]): Argument {
  const place = params.findIndex((param) => param.name === name);
  const addressIn = (natives: Natives): bigint => BigInt(natives[place] as number | bigint);
  const array = arrays[kind];
  if (array) {
    const { bytes: unit } = array;
    const of = globalThis[array.array];
    const length = params.findIndex((param) => param.name === options.length);
    const sizeIn = (natives: Natives): number => unit * (length < 0 ? 1 : (natives[length] as number));
    return {
      type: 'uintptr_t',
      decode(natives) {
        const size = sizeIn(natives);
        const element = of.BYTES_PER_ELEMENT;
        const memory = new Uint8Array(new ArrayBuffer(Math.ceil(size / element) * element));
        const content = readMemory(addressIn(natives), size);
        if (content) memory.set(content);
        return new of(memory.buffer);
      },
      giveBack(value, natives) {
        const { buffer, byteOffset } = value as ArrayBufferView;
        writeMemory(addressIn(natives), new Uint8Array(buffer, byteOffset, sizeIn(natives)));
      },
    };
  }
  const { type, convert } = outgoing(kind);
  const decode: Decode = (natives) => convert(natives[place]);
  if (!options.written) return { type, decode, ...reuseOf(kind, addressIn) };
  return {
    type,
    decode,
    giveBack(value, natives) {
      if (value instanceof View) writeMemory(addressIn(natives), value.bytes);
    },
  };
}

function reuseOf(kind: string, addressIn: (natives: Natives) => bigint): Pick<Argument, 'reuse'> {
  const definition = structureNamed(kind);
  if (!definition) return {};
  return {
    reuse() {
      const view = reusedView(definition);
      return (natives) => {
        const address = addressIn(natives);
        return address === 0n ? null : view(address);
      };
    },
  };
}

/** The answer that the DLL gets from a function that returned undefined. */
function voidAnswer(
  onVoid: CallbackPrototype['onVoid'],
  params: readonly CallbackParam[],
): (natives: Natives) => 0 | 1 {
  if (typeof onVoid === 'number') return () => onVoid;
  const { parameter, member, oneFor }: ByMember = onVoid;
  const { decode } = argumentOf(
    params.find(({ name }) => name === parameter)!,
    params,
  );
  return (natives) => {
    const structure = decode(natives) as Readonly<Record<string, unknown>> | null;
    return oneFor.includes(structure?.[member] as number) ? 1 : 0;
  };
}

function toNative(result: unknown, returns: CallbackPrototype['returns'], name: string): unknown {
  const label = `the result of ${name}`;
  if (table[returns].is === 'boolean') {
    if (typeof result !== 'boolean') throw wrongType(label, 'a boolean or nothing', result);
    return result ? 1 : 0;
  }
  const bits = scalars[returns].bits as 32 | 64;
  return BigInt.asUintN(bits, checkHandle(typeof result === 'boolean' ? Number(result) : result, bits, label));
}
