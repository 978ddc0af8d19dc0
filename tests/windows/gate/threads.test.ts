import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const folder = path.join(__dirname, '../../threads');

/** Threads load the package as one file, which is made from the sources once. */
let bundled: string;

interface Crowd {
  readonly calls: number;
  readonly mostInside: number;
  readonly insideNow: number;
  readonly terminated: number;
  readonly wrongOptions: number;
  readonly clients: readonly { readonly failures: number }[];
}

interface Endings {
  readonly heldCall: { readonly early: boolean; readonly mostInside: number };
  readonly jobs: Readonly<Record<string, number>>;
  readonly sessions: Readonly<Record<'before' | 'after' | 'registered' | 'fired', number>> & { keys: string[] };
  readonly callbacks: unknown;
  readonly copies: { readonly mostInside: number; readonly keys: string[] };
  readonly withoutMemory: unknown;
}

let locked: Crowd;
let unlocked: Crowd;
let endings: Endings;
let listener: Record<'before' | 'after', Readonly<Record<'raw' | 'diagnostics', number>>>;

async function run(program: string, ...args: readonly string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(folder, program), ...args]);
  return JSON.parse(stdout);
}

beforeAll(async () => {
  bundled = (await run('bundle.mjs')) as string;
  [locked, unlocked, endings, listener] = (await Promise.all([
    run('crowd.mjs', '--package', bundled, '--milliseconds', '1500', '--least', '200', '--terminate', '100'),
    run('crowd.mjs', '--package', bundled, '--milliseconds', '60000', '--unlocked'),
    run('endings.mjs', bundled),
    run('listener-that-waits.mjs', bundled),
  ])) as [Crowd, Crowd, Endings, typeof listener];
});

afterAll(() => {
  rmSync(bundled, { force: true });
});

describe('four worker threads, and the main thread with two copies of the package', () => {
  it('are in the DLL one at a time with their own options, even if threads are ended at random', () => {
    const { clients, ...seen } = locked;
    expect(seen).toMatchObject({ mostInside: 1, insideNow: 0, wrongOptions: 0 });
    expect(seen.calls).toBeGreaterThan(100);
    expect(seen.terminated).toBeGreaterThan(0);
    expect(clients.map(({ failures }) => failures)).toEqual(clients.map(() => 0));
  });

  it('would be in it at the same time without the lock, and with each other’s options', () => {
    expect(unlocked.mostInside).toBeGreaterThan(1);
    expect(unlocked.wrongOptions).toBeGreaterThan(0);
  });
});

describe('a thread that ends while it has the DLL', () => {
  it('counts as its owner until its call has returned', () => {
    expect(endings.heldCall).toEqual({ early: false, mostInside: 1 });
  });

  it('is followed by another one, no matter how it ended', () => {
    expect(endings.jobs).toEqual({
      'job that waits': 1,
      'process.exit in a job': 1,
      'process.exit with a call in the DLL': 1,
    });
  });

  it('leaves sessions that others close, and callbacks that others replace', () => {
    // Two sessions and a raw key: the user must clean up the raw one, but its callbacks are gone. The main thread has
    // another session.
    expect(endings.sessions).toMatchObject({ before: 3, after: 2, registered: 1, fired: 0 });
  });

  it('leaves no callback, however many sessions it has, because what cannot be replaced is refused', () => {
    expect(endings.callbacks).toEqual({
      'many sessions': { told: 'in the midst of it', fired: 0 },
      'many callbacks': { told: ['registered', 256, 'DBGHELP_BUSY'], fired: 0 },
    });
  });

  it('has separate keys, as two copies of the package in one thread have', () => {
    const keys = [...endings.sessions.keys, ...endings.copies.keys];
    expect(new Set(keys).size).toBe(7);
    expect(endings.copies.mostInside).toBe(1);
  });
});

describe('callbacks of a thread that does not answer', () => {
  it('are not called by what other threads do, and by its own calls as before', () => {
    expect(listener.before).toEqual({ raw: 0, diagnostics: 0 });
    expect(listener.after.raw).toBeGreaterThan(0);
    expect(listener.after.diagnostics).toBeGreaterThan(0);
  });
});

describe('a runtime that accepts no external memory', () => {
  it('has DbgHelp only in its main thread', () => {
    expect(endings.withoutMemory).toEqual({ worker: 'DBGHELP_UNSUPPORTED_PLATFORM', mainThread: '1' });
  });
});
