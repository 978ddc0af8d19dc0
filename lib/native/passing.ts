import type { NativeFunction } from './koffi';
import type { RoomCheck } from './room';

/** Checks an argument and gives what koffi takes. */
export type Convert = (value: unknown) => unknown;

type Passed = (args: readonly unknown[]) => unknown;

/**
 * Converts arguments on their way into a native function, by how many there are. Written out: making an array of them and
 * spreading it costs as much as half of a short DbgHelp function.
 */
const ways: readonly ((native: NativeFunction, convert: readonly Convert[]) => Passed)[] = [
  (f) => () => f(),
  (f, [a]) =>
    (v) =>
      f(a!(v[0])),
  (f, [a, b]) =>
    (v) =>
      f(a!(v[0]), b!(v[1])),
  (f, [a, b, c]) =>
    (v) =>
      f(a!(v[0]), b!(v[1]), c!(v[2])),
  (f, [a, b, c, d]) =>
    (v) =>
      f(a!(v[0]), b!(v[1]), c!(v[2]), d!(v[3])),
  (f, [a, b, c, d, e]) =>
    (v) =>
      f(a!(v[0]), b!(v[1]), c!(v[2]), d!(v[3]), e!(v[4])),
  (f, [a, b, c, d, e, g]) =>
    (v) =>
      f(a!(v[0]), b!(v[1]), c!(v[2]), d!(v[3]), e!(v[4]), g!(v[5])),
];

/** @param checks - what can only be looked at when every argument alone is right */
export function passing(native: NativeFunction, convert: readonly Convert[], checks: readonly RoomCheck[]): Passed {
  const written = checks.length === 0 ? ways[convert.length] : undefined;
  if (written) return written(native, convert);
  return (args) => {
    const values = convert.map((each, index) => each(args[index]));
    for (const check of checks) check(args);
    return native(...values);
  };
}
