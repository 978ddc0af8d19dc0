/** A mistake on the command line: ends the command with 2. */
export class UsageError extends Error {
  /** A mark, because files of verbs have their own copy of this class. */
  readonly isUsage = true;
}

/** Whether an error is a mistake on the command line: one found here, or an argument that a function of the package refuses. */
export function isUsageError(error: unknown): boolean {
  if (typeof error === 'object' && error !== null && 'isUsage' in error) return true;
  return (error instanceof TypeError || error instanceof RangeError) && refusedArgument.test(error.message);
}

/** `SymbolSession.open: \`searchPath\`, element 1, must be ...` */
const refusedArgument = /^[\w.]+: (?:either )?`/;
