import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { LockLost, withLock } from '../../../../lib/search/servers/store-lock';

let folder: string;
let lock: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'dbghelp-'));
  lock = path.join(folder, 'a.lock');
});
afterEach(() => rm(folder, { recursive: true }));

const never = new AbortController().signal;
const pause = (time: number) => new Promise((resolve) => setTimeout(resolve, time));
const ownedBy = (owner: object): Promise<void> => writeFile(lock, JSON.stringify({ token: 'a-token', ...owner }));
/** How a lock names where the ids of its processes mean something. */
const ownHost = (): Promise<string> =>
  withLock(lock, { signal: never }, async () => (JSON.parse(await readFile(lock, 'utf8')) as { host: string }).host);
const endedProcess = (): number => spawnSync(process.execPath, ['--version']).pid;

describe('the lock of a file that is fetched', () => {
  it('lets one do its work after the other, tells who waited, and is gone at the end', async () => {
    let [now, most] = [0, 0];
    const waited = await Promise.all(
      Array.from({ length: 8 }, () =>
        withLock(lock, { signal: never }, async ({ waited: hasWaited }) => {
          most = Math.max(most, ++now);
          await pause(10);
          now--;
          return hasWaited;
        }),
      ),
    );
    expect(most).toBe(1);
    expect(waited.filter((each) => !each)).toHaveLength(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is given back when the work fails', async () => {
    await expect(withLock(lock, { signal: never }, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await readdir(folder)).toEqual([]);
  });

  it('of a process that has ended goes to one of those who wait, at once', async () => {
    await ownedBy({ pid: endedProcess(), host: await ownHost() });
    let [now, most] = [0, 0];
    const begin = performance.now();
    await Promise.all(
      Array.from({ length: 6 }, () =>
        withLock(lock, { signal: never }, async () => {
          most = Math.max(most, ++now);
          await pause(5);
          now--;
        }),
      ),
    );
    expect(most).toBe(1);
    expect(performance.now() - begin).toBeLessThan(8000);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is taken over after 10 s if its owner gives no sign of life', async () => {
    const owners: Record<string, string | object> = {
      'of another machine': { pid: 1, host: 'another' },
      // Containers may share a name, and an id of theirs says nothing here.
      'of a machine of the same name': { pid: endedProcess(), host: os.hostname() },
      'that cannot be read': '{',
    };
    const times = await Promise.all(
      Object.entries(owners).map(async ([whose, owner]) => {
        const file = path.join(folder, whose);
        await writeFile(file, typeof owner === 'string' ? owner : JSON.stringify({ token: 'a-token', ...owner }));
        const begin = performance.now();
        await withLock(file, { signal: never }, () => Promise.resolve());
        return [whose, performance.now() - begin > 9500];
      }),
    );
    expect(times).toEqual(Object.keys(owners).map((whose) => [whose, true]));
    expect(await readdir(folder)).toEqual([]);
  });

  it('that another process has taken over ends the work', async () => {
    await expect(
      withLock(lock, { signal: never }, async ({ signal }) => {
        await ownedBy({ pid: process.pid, host: os.hostname() });
        await new Promise((resolve) => {
          signal.addEventListener('abort', resolve);
        });
        throw signal.reason;
      }),
    ).rejects.toThrow(LockLost);
    // It is the other one's.
    expect(await readdir(folder)).toEqual(['a.lock']);
  });

  it('that another process has taken over while this one stood still is not confirmed', async () => {
    const taken = withLock(lock, { signal: never }, async ({ confirm }) => {
      await confirm();
      writeFileSync(lock, JSON.stringify({ token: 'a-token', pid: process.pid, host: os.hostname() }));
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5100);
      await confirm();
      return 'confirmed';
    });
    await expect(taken).rejects.toThrow(LockLost);
    expect(await readdir(folder)).toEqual(['a.lock']);
  });

  it('that is a folder is told, and waited for no longer than others', async () => {
    await mkdir(path.join(lock, 'a folder'), { recursive: true });
    await expect(withLock(lock, { signal: never }, () => Promise.resolve())).rejects.toMatchObject({
      outcome: 'unwritable',
    });
  });

  it('is waited for until the signal ends', async () => {
    await ownedBy({ pid: process.pid, host: os.hostname() });
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort(new Error('enough'));
    }, 100);
    await expect(withLock(lock, { signal: controller.signal }, () => Promise.resolve())).rejects.toThrow('enough');
  });
});
