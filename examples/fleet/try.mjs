import { spawn, spawnSync } from 'node:child_process';
import { on, once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Queue } from 'bullmq';
import { runOnWindows, toWindowsPath } from '../../tests/runner/windows.mjs';

// The whole fleet on one machine: a Redis of its own, and a worker in Windows' node.exe under Wine. Needs Debian's redis-server.

const root = fileURLToPath(new URL('../..', import.meta.url)).slice(0, -1);
const fixture = (...segments) => path.join(root, 'tests/fixtures', ...segments);
const seen = (file) => toWindowsPath(file);

const redis = await startRedis();
process.env.REDIS_URL = `redis://127.0.0.1:${redis.port}`;
const { connection, queueName } = await import('./queue.mjs');
const queue = new Queue(queueName, { connection });
try {
  say(`Redis ${redis.version}, BullMQ ${versionOf('bullmq')}, ioredis ${versionOf('ioredis')}\n`);
  const dumps = readdirSync(fixture('dumps/x64'));
  const files = [...dumps, 'lost.dmp'].map((name) => seen(fixture('dumps/x64', name)));
  run('produce.mjs', '--images', seen(fixture('bin/x64')), ...files);
  const image = seen(fixture('bin/x64/scene.dll'));
  run('produce.mjs', '--image', image, '--base', '0x180000000', '0x180001010', '0x180001234', '0x5');
  await work('--once', '--processes', '2');
  run('results.mjs');
  const { completed, failed } = await queue.getJobCounts();
  if (completed !== dumps.length + 1 || failed !== 1) throw new Error('Not all jobs ended as they should');
} finally {
  await queue.close();
  redis.child.kill();
  await once(redis.child, 'exit');
  rmSync(redis.folder, { recursive: true });
}

function run(program, ...args) {
  say(`$ node ${[program, ...args].join(' ')}\n`);
  const file = fileURLToPath(new URL(program, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], { encoding: 'utf8' });
  say(`${stdout}${stderr}\n`);
  if (status !== 0) throw new Error(`${program} ended with ${status}`);
}

async function work(...args) {
  say(`$ node ${['work.mjs', ...args].join(' ')}\n`);
  const { code } = await runOnWindows({
    args: ['examples/fleet/work.mjs', ...args],
    cwd: root,
    env: { REDIS_URL: process.env.REDIS_URL },
    timeoutSeconds: 120,
    onOutput: (_stream, chunk) => say(String(chunk)),
  });
  if (code !== 0) throw new Error(`work.mjs ended with ${code}`);
  say('\n');
}

/** The same wherever the project lies. */
function say(text) {
  process.stdout.write(text.replaceAll(seen(root), 'D:\\dbghelp'));
}

async function startRedis() {
  const folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-fleet-'));
  const port = await freePort();
  const args = `--port ${port} --bind 127.0.0.1 --dir ${folder} --maxmemory-policy noeviction`.split(' ');
  const child = spawn('redis-server', [...args, '--save', ''], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.once('error', () => {
    console.error('There is no redis-server here: apt-get install redis-server');
    process.exit(1);
  });
  let said = '';
  for await (const [chunk] of on(child.stdout, 'data', { close: ['end'] })) {
    said += chunk;
    if (said.includes('Ready to accept connections')) break;
  }
  child.stdout.resume();
  return { child, folder, port, version: /Redis version=([\d.]+)/.exec(said)?.[1] };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

function versionOf(name) {
  return JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;
}
