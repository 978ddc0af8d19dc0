/**
 * Runs a script and watches its event loop: when that stops answering, writes a dump of the process and ends it.
 *
 *   ts-node hang-watch.ts [SCRIPT DUMP [ARGS...]]
 *
 * Without a script: one that begins to loop after a while, and the dump is removed again.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Minidump, writeMinidump } from '../lib';

const mostMilliseconds = 2000;

const dataUrl = (script: string): string => `data:text/javascript,${encodeURIComponent(script)}`;

/** Loaded before the script: tells twenty times a second that the event loop turns. */
const heartbeat = dataUrl(`
  process.channel?.unref();
  setInterval(() => process.send?.('alive'), 50).unref();
`);

const looping = "setTimeout(() => { console.log('the script begins to loop'); for (;;); }, 300)";

async function watch(script: readonly string[], dump: string): Promise<void> {
  const child = spawn(process.execPath, ['--import', heartbeat, ...script], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let last = Infinity;
  child.on('message', () => (last = Date.now()));
  const ended = once(child, 'exit').then(([code]) => `the script ended by itself, with ${String(code)}`);
  const hangs = (async () => {
    while (child.exitCode === null && Date.now() - last < mostMilliseconds) await sleep(100);
    return undefined;
  })();
  const how = await Promise.race([ended, hangs]);
  if (how !== undefined) {
    console.log(how);
    return;
  }
  const comment = `the event loop did not answer for ${String(mostMilliseconds)} ms`;
  console.log(`${comment}: writing a dump`);
  await writeMinidump({ pid: child.pid!, path: dump, type: 'mini', comment });
  child.kill('SIGKILL');
  await tell(dump);
}

async function tell(file: string): Promise<void> {
  await using dump = await Minidump.open(file);
  const names = dump.modules.map(({ name }) => name.toLowerCase());
  const isNode = names.includes(path.basename(process.execPath).toLowerCase());
  console.log(`${path.basename(file)}: ${isNode ? 'Node.js' : 'something else'}, ${dump.comment ?? 'no comment'}`);
}

async function main([script, dump, ...args]: readonly string[]): Promise<void> {
  if (script !== undefined && dump !== undefined) {
    await watch([script, ...args], dump);
    return;
  }
  const folder = await mkdtemp(path.join(os.tmpdir(), 'hang-watch-'));
  try {
    await watch(['--eval', looping], path.join(folder, 'hang.dmp'));
  } finally {
    await rm(folder, { recursive: true, maxRetries: 5 });
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
