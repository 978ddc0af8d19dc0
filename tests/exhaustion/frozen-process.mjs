import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

// Stops processes and wakes them from outside, by Linux's signals, which Wine's programs cannot send.

const script = fileURLToPath(new URL('freeze.sh', import.meta.url))
  .replaceAll('\\', '/')
  .replace(/^[A-Z]:/, '');

/** Where a process cannot be stopped by a signal. */
export const whyNoSignals = existsSync('Z:\\proc\\self') ? undefined : 'processes are stopped by signals of Linux';

async function signalled(word, what) {
  const done = `/tmp/${randomUUID()}`;
  spawn('start.exe', ['/unix', '/bin/sh', script, word, String(what), done], { stdio: 'ignore' });
  while (!existsSync(`Z:${done}`)) await sleep(20);
  const said = readFileSync(`Z:${done}`, 'utf8').trim();
  rmSync(`Z:${done}`);
  if (!/^0 \d/.test(said)) throw new Error(`no process ${word} could be signalled: ${said}`);
}

/** Stops all processes of Node.js that have a word in their command line. */
export const stop = (word) => signalled(word, 'stop');
export const wake = (word) => signalled(word, 'wake');

/** Stops such a process for a time, also this one. Resolves when it was woken. */
export const stopFor = (word, seconds) => signalled(word, seconds);

/** A process that says that it lives, again and again. */
export async function beating(word) {
  const program = 'let beats = 0; setInterval(() => console.log(++beats), 50)';
  const child = spawn(process.execPath, ['-e', program, word], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return {
    pid: child.pid,
    /** Whether it goes on. */
    async beats() {
      // What it said before may still be on its way.
      for (let count = 0; count < 5; count++) await once(child.stdout, 'data');
    },
    kill: () => child.kill('SIGKILL'),
  };
}
