import { AsyncResource } from 'node:async_hooks';
import { callbacks } from './abi/callbacks';
import { checkHandle, wrongType } from './checks';
import { koffi, type KoffiType } from './koffi';
import { outgoing, type Describe } from './marshal';
import type { CallbackPrototype } from './prototype';
import { pointerBits } from './pointer-size';

/** Where the first exception of a call's callbacks is kept until the call has returned. */
export interface Failure {
  thrown?: { readonly error: unknown };
}

export interface CallbackKind {
  readonly name: string;
  /** A pointer to the function, for a prototype's parameter. */
  readonly type: KoffiType;
  /** Checks a JavaScript function and wraps it for one call. */
  wrap(callback: unknown, describe: Describe, failure: Failure): (...args: unknown[]) => unknown;
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

const resultTypes: Record<CallbackPrototype['returns'], string> = {
  BOOL: 'int32_t',
  DWORD: 'uint32_t',
  PVOID: 'uintptr_t',
  ADDRESS: 'uint64_t',
  ADDRESS32: 'uint32_t',
};

function compile(name: string, { params, returns, onThrow, onVoid }: CallbackPrototype): CallbackKind {
  const decoders = params.map(([, kind]) => outgoing(kind));
  const prototype = koffi().proto(
    '__stdcall',
    null,
    resultTypes[returns],
    decoders.map(({ type }) => type),
  );
  return {
    name,
    type: koffi().pointer(prototype),
    wrap(callback, describe, failure) {
      if (typeof callback !== 'function') throw wrongType(describe, `a function (${name})`, callback);
      const call = callback as (...args: unknown[]) => unknown;
      const run = (...natives: unknown[]): unknown => {
        // After an exception DbgHelp may go on calling until it sees the answer: it gets no further into JavaScript.
        if (failure.thrown) return onThrow;
        try {
          const result = call(...natives.map((native, index) => decoders[index]?.convert(native)));
          return result === undefined ? onVoid : toNative(result, returns, name);
        } catch (error) {
          failure.thrown = { error };
          return onThrow;
        }
      };
      // Off-thread calls come back through the event loop, in nobody's async context.
      return AsyncResource.bind(run);
    },
  };
}

function toNative(result: unknown, returns: CallbackPrototype['returns'], name: string): unknown {
  const label = `the result of ${name}`;
  if (returns === 'BOOL') {
    if (typeof result !== 'boolean') throw wrongType(label, 'a boolean or nothing', result);
    return result ? 1 : 0;
  }
  const bits = returns === 'ADDRESS' ? 64 : returns === 'PVOID' ? pointerBits : 32;
  return BigInt.asUintN(bits, checkHandle(typeof result === 'boolean' ? Number(result) : result, bits, label));
}
