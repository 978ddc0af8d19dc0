import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { builtOnce, useLock } from './cache.mjs';
import { sharedLockCommand, withLock } from './lock.mjs';

const skip = process.platform !== 'linux' && 'Linux only';
const folder = mkdtempSync(path.join(tmpdir(), 'wine-cache-'));
process.env.DBGHELP_TEST_CACHE = folder;
after(() => rmSync(folder, { recursive: true }));

const lockFile = path.join(folder, 'test.lock');
const build = (text) => async (target) => writeFileSync(path.join(target, 'text'), text);

test('only one at a time holds a lock', { skip }, async () => {
  const events = [];
  const job = (name) => async () => {
    events.push(`${name} in`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    events.push(`${name} out`);
  };
  await Promise.all([withLock(lockFile, job('a')), withLock(lockFile, job('b'))]);
  const [first, second] = events[0] === 'a in' ? 'ab' : 'ba';
  assert.deepEqual(events, [`${first} in`, `${first} out`, `${second} in`, `${second} out`]);
});

test('the lock of a killed owner is free', { skip, timeout: 120_000 }, async () => {
  const source = `import { withLock } from ${JSON.stringify(new URL('lock.mjs', import.meta.url).href)};
    await withLock(process.argv[1], () => new Promise(() => { console.log('held'); setInterval(() => {}, 1000); }));`;
  const args = ['--input-type=module', '--eval', source, lockFile];
  const owner = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(owner.stdout, 'data');
  let waited = false;
  const mine = withLock(lockFile, async () => 'mine', {
    onWait: () => {
      waited = true;
      owner.kill('SIGKILL');
    },
  });
  assert.equal(await mine, 'mine');
  assert.ok(waited);
});

test('a folder is built once per recipe, and again after an interrupted build', { skip }, async () => {
  const spec = { name: 'thing', recipe: ['1'], why: 'test' };
  await assert.rejects(builtOnce({ ...spec, build: () => Promise.reject(new Error('interrupted')) }), /interrupted/);
  assert.ok(readdirSync(folder).some((entry) => entry.endsWith('.partial')));
  const built = await builtOnce({ ...spec, build: build('whole') });
  assert.equal(await builtOnce({ ...spec, build: build('never') }), built);
  assert.equal(readFileSync(path.join(built, 'text'), 'utf8'), 'whole');
  assert.ok(!readdirSync(folder).some((entry) => entry.endsWith('.partial')));
});

test('of old recipes, the newest stay, and those in use', { skip }, async () => {
  const make = (recipe) => builtOnce({ name: 'old', recipe: [recipe], why: 'test', build: build(recipe), keep: 1 });
  const used = await make('used');
  const user = spawn(...split([...sharedLockCommand([useLock(used)]), 'sh', '-c', 'echo on; cat']));
  await once(user.stdout, 'data');
  const unused = await make('unused');
  const newest = await make('newest');
  assert.deepEqual(
    [used, unused, newest].map((entry) => existsSync(entry)),
    [true, false, true],
  );
  user.stdin.end();
  await once(user, 'exit');
});

test('an unfinished folder under the final name does not count as complete', { skip }, async () => {
  const spec = { name: 'torn', recipe: ['1'], why: 'test', build: build('whole') };
  const built = await builtOnce(spec);
  rmSync(built, { recursive: true });
  mkdirSync(built);
  assert.equal(readFileSync(path.join(await builtOnce(spec), 'text'), 'utf8'), 'whole');
});

function split([program, ...args]) {
  return [program, args];
}
