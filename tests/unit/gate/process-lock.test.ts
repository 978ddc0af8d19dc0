import { setTimeout as sleep } from 'node:timers/promises';
import { ProcessLock } from '../../../lib/gate/process-lock';
import { entry, hashOf, places, type SharedMemory } from '../../../lib/gate/shared-memory';

const mostParticipants = 8;

/** Simulates participants of different threads in the memory of this thread. */
class Process {
  readonly words = new Int32Array(places.entries + entry.words * mostParticipants);
  readonly ended = new Set<number>();
  readonly discarded: (readonly [thread: number, view: bigint])[] = [];
  #threads = 0;

  join(idle?: number): ProcessLock {
    const memory: SharedMemory = {
      words: this.words,
      address: 0x7fff_8000_0000n,
      threads: {
        openOwn: () => ++this.#threads,
        hasEnded: (thread) => this.ended.has(thread),
        discard: (thread, view) => this.discarded.push([thread, view]),
      },
    };
    return new ProcessLock(memory, idle);
  }

  entryOf(thread: number): number {
    return places.entries + entry.words * (thread - 1);
  }
}

let here: Process;

beforeEach(() => {
  here = new Process();
});

const taken = async (lock: ProcessLock, note: () => void): Promise<void> => {
  await lock.acquire('a test', undefined);
  note();
  lock.release();
};

describe('the lock of a process', () => {
  it('has one owner at a time', () => {
    const [a, b] = [here.join(), here.join()];
    expect(a.tryAcquire()).toBe(true);
    expect(b.tryAcquire()).toBe(false);
    expect(a.tryAcquire()).toBe(false);
    b.release();
    expect(b.tryAcquire()).toBe(false);
    a.release();
    expect(b.tryAcquire()).toBe(true);
  });

  it('goes to the waiting participants in the order in which they came', async () => {
    const [owner, ...waiting] = Array.from({ length: 5 }, () => here.join()) as [ProcessLock, ...ProcessLock[]];
    owner.tryAcquire();
    const order: number[] = [];
    const all = [2, 0, 3, 1].map((index) => taken(waiting[index]!, () => order.push(index)));
    await sleep(20);
    owner.release();
    await Promise.all(all);
    expect(order).toEqual([2, 0, 3, 1]);
  });

  it('is not given to a newcomer while others wait', async () => {
    const [owner, waiting, newcomer] = [here.join(), here.join(), here.join()];
    owner.tryAcquire();
    const had = taken(waiting, () => undefined);
    owner.release();
    expect(newcomer.tryAcquire()).toBe(false);
    await had;
    expect(newcomer.tryAcquire()).toBe(true);
  });

  it('may be taken again by its last owner, but not for long while others wait', async () => {
    const [owner, waiting] = [here.join(), here.join()];
    owner.tryAcquire();
    const had = taken(waiting, () => undefined);
    const again = (): boolean => {
      owner.release();
      return owner.tryAcquire();
    };
    expect(again()).toBe(true);
    const until = performance.now() + 60_000;
    while (again()) if (performance.now() > until) throw new Error('had it for a minute');
    await had;
    expect(owner.tryAcquire()).toBe(true);
  });

  it('is taken over from an owner whose thread has ended, but not before', async () => {
    const [owner, waiting] = [here.join(), here.join()];
    owner.tryAcquire();
    const note = jest.fn();
    const had = taken(waiting, note);
    await sleep(60);
    expect(note).not.toHaveBeenCalled();
    here.ended.add(1);
    await had;
    expect(note).toHaveBeenCalled();
  });

  it('skips the first waiting participant if its thread has ended or does not check', async () => {
    const [ended, busy, waiting] = [here.join(), here.join(), here.join()];
    for (const thread of [1, 2]) here.words[here.entryOf(thread) + entry.ticket] = thread;
    here.words[places.lastTicket] = 2;
    here.ended.add(1);
    await taken(waiting, () => undefined);
    expect(here.words[here.entryOf(1) + entry.ticket]).toBe(0);
    // It still waits, now behind the participant that was third.
    expect(here.words[here.entryOf(2) + entry.ticket]).toBeGreaterThan(3);
    expect([ended, busy].map((lock) => lock.tryAcquire())).toEqual([false, true]);
  });

  it('makes waiting participants give up if the owner makes no calls', async () => {
    const [owner, waiting] = [here.join(), here.join(80)];
    owner.tryAcquire();
    const from = performance.now();
    await expect(waiting.acquire('SymFromAddrW', undefined)).rejects.toMatchObject({
      code: 'DBGHELP_BUSY',
      api: 'SymFromAddrW',
    });
    expect(performance.now() - from).toBeGreaterThanOrEqual(80);
    // It does not wait any more.
    owner.release();
    expect(owner.tryAcquire()).toBe(true);
  });

  it('counts no time in which the process stood still', async () => {
    const [owner, waiting] = [here.join(), here.join(1200)];
    owner.tryAcquire();
    const note = jest.fn();
    const had = taken(waiting, note);
    await sleep(50);
    // The event loop stands still, as in a debugger or when the machine sleeps.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000);
    await sleep(50);
    owner.release();
    await had;
    expect(note).toHaveBeenCalledTimes(1);
  });

  it.each(['a long one', 'many short ones'])(
    'makes participants wait as long as the owner makes calls: %s',
    async (calls) => {
      const [owner, waiting] = [here.join(), here.join(300)];
      owner.tryAcquire();
      const note = jest.fn();
      const had = taken(waiting, note);
      owner.noteCall();
      for (let time = 0; time < 15; time++) {
        await sleep(30);
        if (calls === 'a long one') continue;
        owner.noteCall();
        owner.noteCall();
      }
      owner.noteCall();
      expect(note).not.toHaveBeenCalled();
      owner.release();
      await had;
    },
  );

  it('makes a participant stop waiting when its signal is aborted', async () => {
    const [owner, waiting] = [here.join(), here.join()];
    owner.tryAcquire();
    const reason = new Error('the caller’s own');
    await expect(waiting.acquire('a test', AbortSignal.timeout(30))).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect(waiting.acquire('a test', AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(here.words[here.entryOf(2) + entry.ticket]).toBe(0);
  });

  it('tells who else has it, since when, and which function is in the DLL off its main thread', async () => {
    const [owner, asking] = [here.join(), here.join()];
    const holder = (): ReturnType<typeof asking.holder> => asking.holder(performance.now());
    expect(holder()).toBeUndefined();
    owner.tryAcquire();
    expect(owner.holder(performance.now())).toBeUndefined();
    expect(holder()).toMatchObject({ call: 0, thread: 0 });
    owner.nameCall('SymLoadModuleExW');
    await sleep(20);
    expect(holder()?.milliseconds).toBeGreaterThanOrEqual(19);
    expect(holder()?.call).toBe(hashOf('SymLoadModuleExW'));
    owner.nameCall(undefined);
    expect(holder()?.call).toBe(0);
    owner.release();
    expect(holder()).toBeUndefined();
    // It starts again, because it is another turn.
    owner.tryAcquire();
    expect(holder()?.milliseconds).toBeLessThan(19);
    here.words[here.entryOf(1) + entry.nodeThread] = 0;
    expect(holder()?.thread).toBeNull();
  });

  it('tells its new owner whether another one had it in between', () => {
    const [a, b] = [here.join(), here.join()];
    const turn = (lock: ProcessLock): number => {
      expect(lock.tryAcquire()).toBe(true);
      lock.release();
      return lock.othersTurns;
    };
    const first = turn(a);
    expect(turn(a)).toBe(first);
    turn(b);
    const after = turn(a);
    expect(after).not.toBe(first);
    expect(turn(a)).toBe(after);
  });
});

describe('the entry of a participant whose thread has ended', () => {
  it('is reused by the next one, with the resources of the ended thread', () => {
    const [first] = [here.join(), here.join()];
    here.ended.add(1);
    const third = here.join();
    expect(here.discarded).toEqual([[1, 0x7fff_8000_0000n]]);
    expect(here.words[places.end]).toBe(here.entryOf(3));
    // The id has changed, so that the new participant does not own the ended one's turn.
    first.tryAcquire();
    third.release();
    expect(third.tryAcquire()).toBe(false);
  });

  it('stays as long as it owns the lock', () => {
    here.join().tryAcquire();
    here.ended.add(1);
    here.join();
    expect(here.discarded).toEqual([]);
  });

  it('is free, too, when its copy of the package was dropped, though its thread goes on', () => {
    const [first, second] = [here.join(), here.join()];
    first.leave(second.id);
    expect(first.hasEnded(second.id)).toBe(true);
    // Its view stays, because something may still read from it.
    expect(here.discarded).toEqual([[2, 0n]]);
    here.join();
    expect(here.words[places.end]).toBe(here.entryOf(3));
  });

  it('is not found if the memory is full of others', () => {
    for (let count = 0; count < mostParticipants; count++) here.join();
    expect(() => here.join()).toThrow(expect.objectContaining({ code: 'DBGHELP_BUSY' }) as Error);
  });
});
