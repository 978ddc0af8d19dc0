import { SymbolSession } from '../../../lib';
import { scene, truth, variant } from '../fixtures';

/** Loops of awaited short calls, and what else wants the event loop. */

const tick = 10;
const loopMilliseconds = 400;

/** How late a timer is at most while the work goes on, in milliseconds. */
async function latestTick(work: () => Promise<void>): Promise<number> {
  let latest = 0;
  let due = performance.now() + tick;
  const timer = setInterval(() => {
    const now = performance.now();
    latest = Math.max(latest, now - due);
    due = now + tick;
  }, tick);
  await work();
  latest = Math.max(latest, performance.now() - due);
  clearInterval(timer);
  return latest;
}

/** For some time, calls one after the other, each awaited. */
async function loop(call: (index: number) => unknown): Promise<number> {
  const end = performance.now() + loopMilliseconds;
  let calls = 0;
  while (performance.now() < end) await call(calls++);
  return calls;
}

/** What a busy machine takes away from everybody: work of the same length in slices with a turn between them. */
async function control(): Promise<void> {
  await loop(() => {
    const end = performance.now() + 2;
    while (performance.now() < end);
    return new Promise(setImmediate);
  });
}

/** By how much a loop makes a timer later than the control does: the median of three rounds. */
async function usuallyLater(call: (index: number) => unknown): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round < 3; round++) {
    const idle = await latestTick(control);
    let calls = 0;
    const late = await latestTick(async () => void (calls = await loop(call)));
    expect(calls).toBeGreaterThan(20);
    rounds.push(late - idle);
  }
  return rounds.sort((one, other) => one - other)[1]!;
}

let session: SymbolSession;
beforeAll(async () => {
  session = await SymbolSession.open();
  await session.loadModule(scene);
});
afterAll(() => session.close());

const { functions } = truth(variant);
const at = (index: number): (typeof functions)[number] => functions[index % functions.length]!;

describe.each<[string, (index: number) => Promise<unknown>]>([
  ['findSymbol', (index) => session.findSymbol(`scene!${at(index).name}`)],
  ['symbolize', (index) => session.symbolize({ module: 'scene', rva: at(index).rva + (index % 7) })],
  ['locals', (index) => session.locals({ module: 'scene', rva: at(index).rva })],
])('a loop of awaited calls of %s', (_name, call) => {
  it('keeps a timer waiting for at most 30 ms more than plain JavaScript does', async () => {
    await loop(call);
    let later = Infinity;
    // A machine that is busy with other work spoils some; a loop that starves the timer, all.
    for (let attempt = 0; attempt < 5 && later >= 30; attempt++) later = await usuallyLater(call);
    expect(later).toBeLessThan(30);
  });

  it('hears a signal of a timer', async () => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      stop.abort();
    }, 50);
    let calls = 0;
    const end = performance.now() + 10_000;
    while (!stop.signal.aborted && performance.now() < end) await call(calls++);
    clearTimeout(timer);
    expect(stop.signal.aborted).toBe(true);
  });
});
