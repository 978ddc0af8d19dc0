import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { endAfterSignal, onEndingSignal } from './ending-signals.mjs';
import { followFile } from './follow-file.mjs';
import { sharedLockCommand } from './lock.mjs';
import { killNamespace, namespaceProcesses, residentBytes } from './pid-namespace.mjs';
import { makeScratch } from './scratch.mjs';

const script = fileURLToPath(new URL('sandbox.sh', import.meta.url));
const watchMilliseconds = 250;

/** The start of a command line that may mount, in a new mount and pid namespace. */
export const unshareCommand = [
  'unshare',
  ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']),
  '--mount',
  '--pid',
  '--fork',
  '--kill-child',
];

/**
 * @typedef {object} RunResult
 * @property {number} code the command's exit code; 124 after a time-out, 137 when it took too much memory
 * @property {NodeJS.Signals | null} signal the signal that ended it
 * @property {boolean} timedOut
 * @property {boolean} outOfMemory
 */

/**
 * Runs a command under a root of its own, and leaves no process, mount or file behind.
 * @param {object} spec
 * @param {(scratch: string) => string[][]} spec.steps what sandbox.sh mounts; `scratch` is on disk and ends with the run
 * @param {string[]} spec.command
 * @param {Record<string, string>} spec.env all of the command's environment
 * @param {string} [spec.cwd]
 * @param {string[]} [spec.uses] lock files of what must not be removed meanwhile
 * @param {number} spec.timeoutSeconds
 * @param {number} spec.memoryMiB of all processes together
 * @param {(stream: 'stdout' | 'stderr', chunk: Buffer) => unknown} spec.onOutput
 * @returns {Promise<RunResult>}
 */
export async function runInSandbox({ steps, command, env, cwd = '/', uses = [], timeoutSeconds, memoryMiB, onOutput }) {
  const scratch = makeScratch();
  const inside = (name) => path.join(scratch.folder, name);
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const [program, ...args] = [
    ...sharedLockCommand([scratch.lockFile, ...uses]),
    ...unshareCommand,
    ...['sh', script, scratch.folder, ...steps(scratch.folder).flat(), '--'],
    ...['env', '-i', `--chdir=${cwd}`, ...variables, ...command],
  ];
  const log = openSync(inside('log'), 'a');
  // In its own process group: Ctrl-C reaches only this process, which then ends the run in order.
  const child = spawn(program, args, { stdio: ['pipe', log, log], detached: true });
  closeSync(log);
  const watch = watchRun(child, { timeoutSeconds, memoryMiB });
  const followers = [
    followFile(inside('out'), (chunk) => onOutput('stdout', chunk)),
    followFile(inside('err'), (chunk) => onOutput('stderr', chunk)),
  ];
  try {
    const [code, signal] = await once(child, 'exit');
    await Promise.all(followers.map((follower) => follower.finish()));
    if (!existsSync(inside('started')) && !watch.ended()) {
      throw new Error(`The sandbox could not be set up:\n${readFileSync(inside('log'), 'utf8').trim()}`);
    }
    return watch.result(code, signal);
  } finally {
    watch.stop();
    scratch.remove();
    watch.passSignalOn();
  }
}

/** Ends the run if it takes too long or too much memory, or if this process is told to end. */
function watchRun(child, { timeoutSeconds, memoryMiB }) {
  let reason;
  let endedBy;
  const end = (why) => {
    reason ??= why;
    killNamespace(child.pid);
  };
  const ignoreSignals = onEndingSignal((signal) => {
    endedBy ??= signal;
    end('signal');
  });
  const timeout = setTimeout(() => end('timeout'), timeoutSeconds * 1000);
  const memory = setInterval(() => {
    if (residentBytes(namespaceProcesses(child.pid)) > memoryMiB * 1024 * 1024) end('memory');
  }, watchMilliseconds);
  return {
    ended: () => reason !== undefined,
    result: (code, signal) => ({
      code: { timeout: 124, memory: 137 }[reason] ?? code ?? 137,
      signal: reason ? null : signal,
      timedOut: reason === 'timeout',
      outOfMemory: reason === 'memory',
    }),
    stop() {
      clearTimeout(timeout);
      clearInterval(memory);
      ignoreSignals();
    },
    passSignalOn() {
      if (endedBy) endAfterSignal(endedBy);
    },
  };
}
