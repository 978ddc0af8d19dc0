import { steps, TimeLimit, timeoutOf, type TimeLimited } from '../base/time-limit';
import { listingOf, listingWith, type Listing } from './listing';

/** A list whose signal is aborted when `timeout` is over: for the whole, or for the wait for an item of a loop. */
export function listingInTime<Options extends TimeLimited, T>(
  options: Options,
  api: string,
  list: (options: Options) => Listing<T>,
): Listing<T> {
  let milliseconds: number;
  try {
    milliseconds = timeoutOf(options, api);
  } catch {
    // The list is rejected, as for other bad options.
    return listingOf<T>(Promise.resolve().then(() => timeoutOf(options, api) as never));
  }
  if (milliseconds === Infinity) return list(options);
  const limit = new TimeLimit(api, milliseconds, options.signal);
  limit.begin();
  const listing = list({ ...options, signal: limit.signal });
  let isRead = false;
  const whole = listing.finally(() => {
    if (!isRead) limit.end();
  });
  return listingWith(whole, () => {
    isRead = true;
    limit.pause();
    return steps(limit, listing[Symbol.asyncIterator]());
  });
}
