/** A value that is made at its first use, or step by step before. If that fails, each later use throws the same error. */
export interface Lazy<T> {
  (): T;
  /** Makes the next part of it; gives true when there is nothing left to do. */
  step(): boolean;
}

/** Work that pauses with `yield` where others may have a turn. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Makes a value at its first use. */
export function lazy<T>(make: () => T): Lazy<T> {
  // eslint-disable-next-line require-yield -- it has one step
  return lazySteps(function* () {
    return make();
  });
}

/** The same for a value that takes long to make. */
export function lazySteps<T>(make: () => Steps<T>): Lazy<T> {
  let steps: Steps<T> | undefined;
  let made: { readonly value: T } | { readonly error: unknown } | undefined;
  const step = (): boolean => {
    if (made) return true;
    try {
      const { done, value } = (steps ??= make()).next();
      if (done) made = { value };
    } catch (error) {
      made = { error };
    }
    if (made) steps = undefined;
    return made !== undefined;
  };
  const get = (): T => {
    while (!made) step();
    if ('error' in made) throw made.error;
    return made.value;
  };
  // Not by Object.assign, which takes longer than to read a short stream.
  get.step = step;
  return get;
}
