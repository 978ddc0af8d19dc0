import type { Context } from '../context';
import { UsageError } from '../usage-error';

export function run(context: Context<'symbolize'>, args: readonly string[]): Promise<void> {
  return Promise.reject(new UsageError(`symbolize ${args.join(' ')} is not there yet ${String(context.exitCode)}`));
}
