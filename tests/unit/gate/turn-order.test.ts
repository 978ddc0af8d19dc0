import { Random } from '../../windows/random';
import type { Turn } from '../../../lib/gate/lanes';
import { overtakingMilliseconds, TurnOrder } from '../../../lib/gate/turn-order';

let order: TurnOrder<string>;
let now: number;
let asked: number;

beforeEach(() => {
  now = 1000;
  asked = 0;
  order = new TurnOrder(() => now);
});

const [a, b, c] = [{}, {}, {}];

/** A turn named after its lane and the number of its request there. */
function ask(run: string, lane: object, long: boolean): Turn {
  const turn = { api: run, lane, long, order: asked++, since: now };
  order.enqueue(run, turn);
  return turn;
}

const askLong = (run: string, lane: object): Turn => ask(run, lane, true);
const askShort = (run: string, lane: object): Turn => ask(run, lane, false);

/** All turns, in their order. */
function all(): string[] {
  const runs: string[] = [];
  for (let run = order.dequeue(); run !== undefined; run = order.dequeue()) runs.push(run);
  return runs;
}

describe('the order of turns', () => {
  it('is that of the requests if none is long', () => {
    askShort('a1', a);
    askShort('b1', b);
    askShort('a2', a);
    expect(all()).toEqual(['a1', 'b1', 'a2']);
  });

  it('is that of the requests if all are long: slices of several jobs alternate', () => {
    askLong('a1', a);
    askLong('b1', b);
    expect(order.dequeue()).toBe('a1');
    askLong('a2', a);
    expect(order.dequeue()).toBe('b1');
    askLong('b2', b);
    expect(all()).toEqual(['a2', 'b2']);
  });

  it('puts short turns before long ones of other lanes', () => {
    askLong('a long', a);
    askLong('b long', b);
    askShort('c', c);
    expect(all()).toEqual(['c', 'a long', 'b long']);
  });

  it('is kept within a lane: short after long, long after short, and the turns after those', () => {
    askLong('a1 long', a);
    askShort('a2', a);
    askShort('b1', b);
    askLong('b2 long', b);
    askShort('b3', b);
    askShort('a3', a);
    expect(all()).toEqual(['b1', 'a1 long', 'a2', 'a3', 'b2 long', 'b3']);
  });

  it('gives a long turn its place after some time, no matter how many short ones come', () => {
    askLong('a long', a);
    const before: string[] = [];
    for (let count = 0; count < 1000; count++) {
      askShort('b', b);
      const run = order.dequeue()!;
      if (run === 'a long') break;
      before.push(run);
      now += 1;
    }
    expect(before).toHaveLength(overtakingMilliseconds);
  });

  it('lets short turns overtake again after each long one', () => {
    for (const run of ['a1 long', 'a2 long', 'a3 long']) askLong(run, a);
    for (let count = 0; count < 5; count++) askShort('b', b);
    const runs: string[] = [];
    for (let run = order.dequeue(); run !== undefined; run = order.dequeue()) {
      runs.push(run);
      now += overtakingMilliseconds;
    }
    expect(runs).toEqual(['b', 'a1 long', 'b', 'a2 long', 'b', 'a3 long', 'b', 'b']);
  });

  it('counts only the time that a long turn waited for short ones', () => {
    askLong('a long', a);
    now += 60_000;
    askShort('b', b);
    expect(all()).toEqual(['b', 'a long']);
  });

  it('is empty if nothing waits', () => {
    expect(order.dequeue()).toBeUndefined();
    expect(order.size).toBe(0);
  });
});

describe('a turn that steps aside', () => {
  it('keeps its lane closed until it is back, while other lanes continue', () => {
    const stepped = askLong('a1 long', a);
    askShort('a2', a);
    askLong('b1 long', b);
    expect(order.dequeue()).toBe('a1 long');
    order.hold(stepped);
    expect(order.dequeue()).toBe('b1 long');
    askShort('a3', a);
    expect(order.dequeue()).toBeUndefined();
    order.enqueue('a1 again', stepped);
    expect(all()).toEqual(['a1 again', 'a2', 'a3']);
  });

  it('comes back before later requests, but after short ones', () => {
    const stepped = askLong('a long', a);
    expect(order.dequeue()).toBe('a long');
    askLong('b long', b);
    askShort('c', c);
    order.hold(stepped);
    order.enqueue('a again', stepped);
    expect(all()).toEqual(['c', 'a again', 'b long']);
  });

  it('is not listed as waiting', () => {
    const stepped = askLong('a long', a);
    expect(order.dequeue()).toBe('a long');
    const waits = askShort('b', b);
    order.hold(stepped);
    expect([order.aside, order.waiting]).toEqual([[stepped], [waits]]);
    order.enqueue('a again', stepped);
    expect([order.aside, order.waiting]).toEqual([[], [stepped, waits]]);
  });
});

describe('very many turns', () => {
  /** The order by looking at all waiting turns. */
  function naive(waiting: Turn[], held: ReadonlySet<object>, mayOvertake: boolean): Turn | undefined {
    const closed = new Set(held);
    let first: Turn | undefined;
    for (const turn of [...waiting].sort((one, other) => one.order - other.order)) {
      if (closed.has(turn.lane)) continue;
      first ??= turn;
      if (!turn.long) return first === turn || mayOvertake ? turn : first;
      closed.add(turn.lane);
    }
    return first;
  }

  it('come in the order in which a look at all of them would take them', () => {
    const random = new Random(5);
    const lanes = Array.from({ length: 7 }, () => ({}));
    const byRun = new Map<string, Turn>();
    let waiting: Turn[] = [];
    let held: Turn | undefined;
    for (let step = 0; step < 3000; step++) {
      const what = random.below(10);
      if (what < 5) {
        const turn = ask(String(asked), random.pick(lanes), random.below(3) === 0);
        byRun.set(turn.api, turn);
        waiting.push(turn);
      } else if (what === 5 && held) {
        order.enqueue(held.api, held);
        waiting.push(held);
        held = undefined;
      } else {
        const run = order.dequeue();
        const expected = naive(waiting, new Set(held ? [held.lane] : []), true);
        expect(run).toBe(expected?.api);
        waiting = waiting.filter((turn) => turn !== expected);
        if (expected?.long && !held && random.below(2) === 0) order.hold((held = expected));
      }
      expect(order.size).toBe(waiting.length);
    }
    expect(order.waiting.map(({ api }) => api)).toEqual(
      waiting.sort((one, other) => one.order - other.order).map(({ api }) => api),
    );
  });

  it('take ten times as long as a tenth of them', () => {
    const take = (count: number): number => {
      const from = performance.now();
      for (let turn = 0; turn < count; turn++) ask('run', turn % 2 === 0 ? a : b, turn % 5 === 0);
      while (order.dequeue() !== undefined) now += 1;
      return performance.now() - from;
    };
    take(20_000);
    const few = take(20_000);
    expect(take(200_000)).toBeLessThan(few * 40 + 50);
  });

  it('leave the line when they are taken out of it', () => {
    const [one, , three] = [askShort('a1', a), askShort('b1', b), askLong('a2', a)];
    askShort('a3', a);
    expect(order.remove((turn) => turn === one || turn === three)).toEqual(['a1', 'a2']);
    expect(order.size).toBe(2);
    expect(all()).toEqual(['b1', 'a3']);
  });
});
