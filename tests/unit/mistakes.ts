import { inspect } from 'node:util';

/** A mistake that somebody makes, and what the message must say: the argument, and the way out. */
export type Mistake = [what: string, call: () => unknown, ...says: (string | RegExp)[]];

/** What a call throws, at once or later. */
async function thrownBy(call: () => unknown): Promise<unknown> {
  try {
    const given = await call();
    // A mistake may show only when a loop asks.
    if (typeof (given as Partial<AsyncIterable<unknown>> | null)?.[Symbol.asyncIterator] === 'function') {
      await (given as AsyncIterable<unknown>)[Symbol.asyncIterator]().next();
    }
    return undefined;
  } catch (error) {
    return error;
  }
}

const codes = /^(?:DBGHELP|MINIDUMP)_[A-Z_]+$/;

/** Each row is a test: the call fails with an error of the package whose message says all of it. */
export function itTells(mistakes: readonly Mistake[]): void {
  it.each(mistakes.map(([what, call, ...says]) => ({ what, call, says })))('$what', async ({ call, says }) => {
    const error = await thrownBy(call);
    expect(error).toBeInstanceOf(Error);
    const { message, code } = error as Error & { readonly code?: string };
    for (const said of says) expect(message).toMatch(said);
    // No error of the engine: such a message speaks of the package's inside.
    expect(message).not.toMatch(/is not a function|of (?:undefined|null)|is not iterable|not defined|cannot convert/i);
    const isArgument = error instanceof TypeError || error instanceof RangeError;
    expect({ isTyped: isArgument || codes.test(code ?? ''), shown: inspect(error) }).toMatchObject({ isTyped: true });
  });
}
