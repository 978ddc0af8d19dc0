import { promises as files, readlinkSync } from 'node:fs';
import os from 'node:os';
import { clearInterval, now, pause, setInterval, timeOfDay } from '../../base/clock';
import { IdleTime } from '../../base/idle-time';
import { lateModules } from '../../base/late-modules';
import { unwritable } from './store-errors';

/** How often the owner of a lock shows that it lives, in milliseconds. */
const heartbeat = 1000;
/** A lock without a sign of life for so long has no owner any more. */
const longestSilence = 10_000;
const firstPause = 20;
const longestWaitPause = 250;

/** This process stood still for so long that another one went on with its work. */
export class LockLost extends Error {
  constructor() {
    super('another process took the work over');
    this.name = 'LockLost';
  }
}

interface Owner {
  readonly token: string;
  readonly pid: number;
  /** Where the id of its process means the same. */
  readonly host: string;
}

let ownHost: string | undefined;
/** Containers may have the host's name, and have ids of processes of their own. */
function hostOfIds(): string {
  return (ownHost ??= [os.hostname(), process.platform, idsOf('/proc/self/ns/pid')].join(' '));
}

function idsOf(link: string): string {
  try {
    return process.platform === 'linux' ? readlinkSync(link) : '';
  } catch {
    return '';
  }
}

export interface WaitForLock {
  readonly signal: AbortSignal;
  /** Called when another one has the lock. */
  readonly onWait?: (() => void) | undefined;
}

/** A lock while a job is done. */
export interface HeldLock {
  /** Also ends when the lock is lost. */
  readonly signal: AbortSignal;
  /** Whether another one had it before. */
  readonly waited: boolean;
  /** To be awaited before what the next owner must not see. Rejects with LockLost. */
  readonly confirm: () => Promise<void>;
}

/**
 * Does a job while no other process, and no other caller, does it with the same lock file. An owner that died, or that stands
 * still, loses the lock.
 */
export async function withLock<Result>(
  lock: string,
  { signal, onWait }: WaitForLock,
  job: (lock: HeldLock) => Promise<Result>,
): Promise<Result> {
  const own: Owner = { token: lateModules.crypto().randomUUID(), pid: process.pid, host: hostOfIds() };
  const waited = await acquire(lock, own, { signal, onWait });
  let lastSign = now();
  const held = new AbortController();
  const forward = (): void => {
    held.abort(signal.reason);
  };
  signal.addEventListener('abort', forward);
  const timer = setInterval(() => {
    const begin = now();
    void beat(lock, own).then((mine) => {
      lastSign = mine ? begin : -Infinity;
      if (!mine) held.abort(new LockLost());
    });
  }, heartbeat);
  timer.unref();
  // Nobody takes it over so soon after a sign of life; then it need not be read.
  const isOwn = async (): Promise<boolean> =>
    now() - lastSign < longestSilence / 2 || (await ownerOf(lock))?.token === own.token;
  const confirm = async (): Promise<void> => {
    if (!(await isOwn())) throw new LockLost();
  };
  try {
    return await job({ signal: held.signal, waited, confirm });
  } finally {
    clearInterval(timer);
    signal.removeEventListener('abort', forward);
    if (await isOwn()) await files.unlink(lock).catch(() => undefined);
  }
}

async function beat(lock: string, { token }: Owner): Promise<boolean> {
  if ((await ownerOf(lock))?.token !== token) return false;
  const now = new Date();
  await files.utimes(lock, now, now).catch(() => undefined);
  return true;
}

async function acquire(lock: string, own: Owner, { signal, onWait }: WaitForLock): Promise<boolean> {
  const silence = new IdleTime();
  for (let tries = 0; ; tries++) {
    signal.throwIfAborted();
    if (await create(lock, own)) return tries > 0;
    onWait?.();
    const owner = await ownerOf(lock);
    const silent = silence.look(now(), await signOf(lock, owner)) > longestSilence;
    if (silent || isDead(owner)) {
      if (await takeOver(lock, owner, own)) return true;
    }
    const time = Math.min(longestWaitPause, firstPause * 1.5 ** tries) * (0.75 + Math.random() / 2);
    await pause(time, signal).catch(() => {
      throw signal.reason;
    });
  }
}

async function create(lock: string, own: Owner): Promise<boolean> {
  try {
    await files.writeFile(lock, JSON.stringify(own), { flag: 'wx' });
    return true;
  } catch (error) {
    // Windows says EPERM of a file that is being deleted.
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'EPERM' || code === 'EBUSY' || code === 'EACCES') return false;
    throw unwritable(lock, error);
  }
}

async function ownerOf(lock: string): Promise<Owner | undefined> {
  try {
    const owner = JSON.parse(await files.readFile(lock, 'utf8')) as Owner | null;
    return typeof owner?.token === 'string' ? owner : undefined;
  } catch {
    return undefined;
  }
}

/** Changes as long as the owner lives. The clocks of two machines are not compared. */
const signOf = (lock: string, owner: Owner | undefined): Promise<string> =>
  files.stat(lock).then(
    ({ mtimeMs }) => `${owner?.token ?? ''} ${String(mtimeMs)}`,
    () => 'none',
  );

function isDead(owner: Owner | undefined): boolean {
  if (owner?.host !== hostOfIds() || owner.pid === process.pid) return false;
  try {
    process.kill(owner.pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Of all that see the same dead owner, one gets its lock: the one that can create a file with the owner's name. */
async function takeOver(lock: string, owner: Owner | undefined, own: Owner): Promise<boolean> {
  const claim = `${lock}.${owner?.token.replaceAll(/[^\da-z-]/gi, '') ?? 'unreadable'}`;
  if (!(await create(claim, own))) {
    const age = await files.stat(claim).then(
      ({ mtimeMs }) => timeOfDay() - mtimeMs,
      () => 0,
    );
    if (age > 2 * longestSilence) await files.rm(claim, { force: true }).catch(() => undefined);
    return false;
  }
  try {
    if ((await ownerOf(lock))?.token !== owner?.token) return false;
    await files.writeFile(`${claim}.new`, JSON.stringify(own));
    await files.rename(`${claim}.new`, lock);
    return true;
  } catch (error) {
    // What is no file stays where it is.
    if (['EISDIR', 'ENOTEMPTY'].includes((error as NodeJS.ErrnoException).code ?? '')) throw unwritable(lock, error);
    return false;
  } finally {
    await files.rm(claim, { force: true }).catch(() => undefined);
  }
}
