/** Bytes that a parser needs next. */
export interface Wanted {
  /** Offset in the file, or in the loaded image. */
  readonly at: number;
  readonly length: number;
  /** What they are, for who misses them. */
  readonly what: string;
}

/**
 * One way to understand a format, wherever its bytes are: it yields what it needs and is given it. A file that is open
 * (`FileBytes.parse`), one that is read at once, and memory of a process (`parseNow`) differ only in how they read.
 */
export type Parser<T> = Generator<Wanted, T, DataView>;

/** What a parser throws of bytes that it cannot understand. */
export class Damage extends Error {}

/** Parses what can be read at once; null where bytes are missing or cannot be understood. */
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
