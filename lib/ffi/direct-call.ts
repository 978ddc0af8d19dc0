import type { Slot } from '../gate/gate';
import type { NativeFunction } from '../base/koffi';
import type { Describe } from './marshal';
import type { RoomCheck } from './buffer-sizes';

/** Checks an argument and returns the value for koffi. */
export type Convert = (value: unknown, describe: Describe) => unknown;

/** The status of a call beside its result. */
export interface Told {
  failed: boolean;
  /** GetLastError, read on the calling thread. Only meaningful if the return value means failure. */
  lastError: number;
}

/** The slot that a call uses, and the status of the call. */
export interface CallingToken extends Told {
  readonly slot: Slot;
}

/** What comes before and after a call, for any number of parameters. */
export interface Around {
  /** Throws if the number of arguments is wrong, or if no call is allowed now. */
  before(token: CallingToken, given: number): void;
  after(token: CallingToken, raw: unknown): unknown;
}

/** The synchronous function of a token. */
export type Passing = (token: CallingToken) => (...args: unknown[]) => unknown;

type Way = (
  native: NativeFunction,
  convert: readonly Convert[],
  describe: readonly Describe[],
  around: Around,
) => Passing;

/**
 * One entry per number of parameters, written out. An array of arguments, or one more function between the caller and
 * koffi, would each cost a tenth of a short DbgHelp function.
 */
const ways: readonly Way[] = [
  (f, _, __, around) => (token) =>
    function () {
      around.before(token, arguments.length);
      let raw: unknown;
      try {
        raw = f();
      } finally {
        token.slot.leave();
      }
      return around.after(token, raw);
    },
  (f, [a], [i], around) =>
    (token) =>
      function (p?: unknown) {
        around.before(token, arguments.length);
        let raw: unknown;
        try {
          raw = f(a!(p, i!));
        } finally {
          token.slot.leave();
        }
        return around.after(token, raw);
      },
  (f, [a, b], [i, j], around) =>
    (token) =>
      function (p?: unknown, q?: unknown) {
        around.before(token, arguments.length);
        let raw: unknown;
        try {
          raw = f(a!(p, i!), b!(q, j!));
        } finally {
          token.slot.leave();
        }
        return around.after(token, raw);
      },
  (f, [a, b, c], [i, j, k], around) =>
    (token) =>
      function (p?: unknown, q?: unknown, r?: unknown) {
        around.before(token, arguments.length);
        let raw: unknown;
        try {
          raw = f(a!(p, i!), b!(q, j!), c!(r, k!));
        } finally {
          token.slot.leave();
        }
        return around.after(token, raw);
      },
  (f, [a, b, c, d], [i, j, k, l], around) =>
    (token) =>
      function (p?: unknown, q?: unknown, r?: unknown, s?: unknown) {
        around.before(token, arguments.length);
        let raw: unknown;
        try {
          raw = f(a!(p, i!), b!(q, j!), c!(r, k!), d!(s, l!));
        } finally {
          token.slot.leave();
        }
        return around.after(token, raw);
      },
];

/** @param checks - checks that need every argument to be valid by itself */
export function passing(
  native: NativeFunction,
  convert: readonly Convert[],
  describe: readonly Describe[],
  checks: readonly RoomCheck[],
  around: Around,
): Passing {
  const written = checks.length === 0 ? ways[convert.length] : undefined;
  if (written) return written(native, convert, describe, around);
  return (token) =>
    (...args) => {
      around.before(token, args.length);
      let raw: unknown;
      try {
        const values = convert.map((each, index) => each(args[index], describe[index]!));
        for (const check of checks) check(args);
        raw = native(...values);
      } finally {
        token.slot.leave();
      }
      return around.after(token, raw);
    };
}
