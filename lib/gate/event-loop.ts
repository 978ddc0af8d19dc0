import { now, setImmediate } from '../base/clock';
import { eventLoopTurn } from '../base/event-loop-turn';

/** How long work may follow work before the event loop turns: longer than a slice of long work. */
const longestMilliseconds = 5;

/** When the first work since the event loop's last turn began. */
let began: number | undefined;
const turned = (): void => {
  began = undefined;
};

/** Notes that work begins. */
export function noteWork(): void {
  if (began !== undefined) return;
  began = now();
  setImmediate(turned);
}

/**
 * A wait for a turn of the event loop, if work has kept it from turning: promises alone do not let it turn, so a loop of
 * awaited calls would starve timers and I/O.
 */
export function turnOfEventLoop(): Promise<void> | undefined {
  if (began === undefined || now() - began < longestMilliseconds) return undefined;
  return eventLoopTurn();
}
