/** Bytes that a parser needs next. */
export interface Wanted {
  /** Offset in the file, or in the loaded image. */
  readonly at: number;
  readonly length: number;
  /** Names the bytes in errors. */
  readonly what: string;
}

/**
 * A parser that works for each kind of byte source: it yields a request, and gets the bytes. `FileBytes.parse` reads
 * open files; `parseNow` reads synchronously, also the memory of a process.
 */
export type Parser<T> = Generator<Wanted, T, DataView>;

/** A parser throws this for bytes that it cannot understand. */
export class Damage extends Error {}

/** Runs a parser synchronously; null if bytes are missing or cannot be understood. */
export function parseNow<T>(parser: Parser<T>, read: (at: number, length: number) => DataView | null): T | null {
  try {
    let step = parser.next();
    while (step.done !== true) {
      const bytes = read(step.value.at, step.value.length);
      if (!bytes) return null;
      step = parser.next(bytes);
    }
    return step.value;
  } catch (error) {
    if (error instanceof Damage) return null;
    throw error;
  }
}
