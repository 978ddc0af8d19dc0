import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { runInSandbox, unshareCommand } from './sandbox.mjs';

const able =
  process.platform === 'linux' && spawnSync(unshareCommand[0], [...unshareCommand.slice(1), 'true']).status === 0;
const options = { skip: !able && 'needs mount namespaces', timeout: 120_000 };
const cache = mkdtempSync(path.join(tmpdir(), 'wine-sandbox-'));
process.env.DBGHELP_TEST_CACHE = cache;
after(() => rmSync(cache, { recursive: true }));

// A unique duration, to find this sleep.
const seconds = 100_000 + process.pid;
const isSleeping = () => spawnSync('pgrep', ['-f', `^sleep ${seconds}$`]).status === 0;

async function run(script, limits) {
  const output = { stdout: '', stderr: '' };
  const result = await runInSandbox({
    steps: () => [['host']],
    command: ['sh', '-c', script],
    env: { PATH: process.env.PATH, GREETING: 'hello there' },
    timeoutSeconds: 60,
    memoryMiB: 1024,
    onOutput: (stream, chunk) => (output[stream] += chunk),
    ...limits,
  });
  return { ...result, ...output };
}

test('exit code, streams and environment are passed on', options, async () => {
  const { code, stdout, stderr } = await run('echo "$GREETING"; echo oops >&2; exit 7');
  assert.deepEqual([code, stdout, stderr], [7, 'hello there\n', 'oops\n']);
});

test('large output arrives whole and in order', options, async () => {
  const { stdout } = await run('seq 1 500000');
  assert.equal(stdout.length, 3388895);
  assert.ok(stdout.startsWith('1\n2\n3\n') && stdout.endsWith('\n499999\n500000\n'));
});

test('a run that takes too long ends with 124', options, async () => {
  const { code, timedOut, stdout } = await run('echo up; sleep 100', { timeoutSeconds: 1 });
  assert.deepEqual([code, timedOut, stdout], [124, true, 'up\n']);
});

test('a run that takes too much memory ends with 137', options, async () => {
  const grow = `exec ${process.execPath} -e "const kept = []; setInterval(() => kept.push(Buffer.alloc(2e7, 1)), 20)"`;
  const { code, outOfMemory } = await run(grow, { memoryMiB: 300 });
  assert.deepEqual([code, outOfMemory], [137, true]);
});

test('processes that the command leaves behind end with it, and its folder is removed', options, async () => {
  await run(`sleep ${seconds} & echo done`);
  assert.deepEqual(readdirSync(path.join(cache, 'runs')), []);
  assert.ok(!isSleeping());
});

test('failed mounts are an error with the reason', options, async () => {
  await assert.rejects(run('true', { steps: () => [['host'], ['writable', '/nowhere', '/nowhere']] }), /nowhere/);
});

for (const signal of ['SIGKILL', 'SIGTERM']) {
  test(`a run ends when its owner gets ${signal}`, options, async () => {
    const source = `import { runInSandbox } from ${JSON.stringify(new URL('sandbox.mjs', import.meta.url).href)};
      await runInSandbox({ steps: () => [['host']], command: ['sh', '-c', 'echo up; sleep ${seconds}'], env: {},
        timeoutSeconds: 60, memoryMiB: 1024, onOutput: (stream, chunk) => process.stdout.write(chunk) });`;
    const owner = spawn(process.execPath, ['--input-type=module', '--eval', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(owner.stdout, 'data');
    owner.kill(signal);
    await once(owner, 'exit');
    while (isSleeping()) await new Promise((resolve) => setTimeout(resolve, 50));
  });
}
