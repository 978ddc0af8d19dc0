import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';

/**
 * Runs `job` while this process alone holds `file`'s lock, across processes.
 *
 * The kernel's flock is held by a child that lives as long as our end of its stdin: an owner that dies,
 * however it dies, lets go at once, and no process id has to be trusted.
 * @template T
 * @param {string} file made when it does not exist
 * @param {() => Promise<T>} job
 * @param {{ onWait?: () => void }} [options] `onWait` is called once when somebody else has the lock
 * @returns {Promise<T>}
 */
export async function withLock(file, job, { onWait } = {}) {
  // A separate process group: Ctrl-C must not release the lock while the job still cleans up.
  const holder = spawn('flock', ['--exclusive', file, 'sh', '-c', 'echo held; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const exited = once(holder, 'exit');
  exited.catch(() => {});
  const waiting = onWait && setTimeout(onWait, 500);
  try {
    const [first] = await Promise.race([once(holder.stdout, 'data'), exited]);
    if (!Buffer.isBuffer(first)) throw new Error(`Could not lock ${file}: flock ended with ${first}`);
  } finally {
    clearTimeout(waiting);
  }
  try {
    return await job();
  } finally {
    holder.stdin.end();
    await exited;
  }
}

/**
 * The start of a command line that holds `files`' locks, shared, for as long as the command or any child of it lives.
 * @param {string[]} files
 * @returns {string[]}
 */
export function sharedLockCommand(files) {
  return files.flatMap((file) => ['flock', '--shared', '--no-fork', file]);
}

/**
 * Removes a folder unless somebody holds its lock.
 * @param {string} folder
 * @param {string} lockFile inside the folder
 * @returns {boolean} whether it is gone
 */
export function removeUnlessLocked(folder, lockFile) {
  closeSync(openSync(lockFile, 'a'));
  // Renamed first, so that a half-removed folder never counts as complete.
  const remove = 'mv -- "$1" "$1.dying" && rm -rf --one-file-system -- "$1.dying"';
  return spawnSync('flock', ['--exclusive', '--nonblock', lockFile, 'sh', '-c', remove, 'sh', folder]).status === 0;
}
