import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/**
 * The processes inside the pid namespace that an `unshare --pid --fork` made.
 * @param {number} unsharePid
 * @returns {number[]} as this machine numbers them, oldest first
 */
export function namespaceProcesses(unsharePid) {
  const namespace = link(`/proc/${unsharePid}/ns/pid_for_children`);
  if (!namespace || namespace === link('/proc/self/ns/pid')) return [];
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && link(`/proc/${entry}/ns/pid`) === namespace)
    .map(Number)
    .sort((a, b) => a - b);
}

/**
 * Memory that only these processes have: without mapped files, which every process of Wine shares.
 * @param {number[]} pids
 * @returns {number} bytes
 */
export function residentBytes(pids) {
  let kilobytes = 0;
  for (const pid of pids) {
    const status = text(`/proc/${pid}/status`);
    for (const [, value] of status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+) kB$/gm)) kilobytes += Number(value);
  }
  return kilobytes * 1024;
}

/**
 * Ends everything in the namespace. `unshare` itself ends when all of it is gone.
 * @param {number} unsharePid
 */
export function killNamespace(unsharePid) {
  // Its first process is the only child of unshare; the kernel ends the others with it.
  const first = Number(text(`/proc/${unsharePid}/task/${unsharePid}/children`).trim());
  try {
    process.kill(first || unsharePid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

// A process may end between two looks: then there is nothing to read.
function text(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function link(file) {
  try {
    return readlinkSync(file);
  } catch {
    return undefined;
  }
}
