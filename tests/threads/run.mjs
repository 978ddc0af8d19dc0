import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundlePackage } from './package.mjs';

// The long form of tests/windows/gate/threads.test.ts. Runs in Windows' node.exe.

const calls = 100_000;
const mostMilliseconds = 300_000;
/** Beyond what the machine makes a thread without work wait. */
const longestWaitAllowed = 2000;

const failures = [];
const expect = (truth, what) => {
  if (!truth) failures.push(what);
};

function run(program, ...args) {
  const script = fileURLToPath(new URL(program, import.meta.url));
  const child = spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    timeout: mostMilliseconds + 60_000,
  });
  if (child.status !== 0)
    throw new Error(`${program} ended with ${child.status ?? child.error?.message}\n${child.stderr}`);
  process.stderr.write(child.stderr);
  return JSON.parse(child.stdout);
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const package_ = bundlePackage();
const crowd = (...args) => run('crowd.mjs', '--package', package_, ...args);

function report(title, { milliseconds, calls: made, mostInside, terminated, wrongOptions, latestWaking, clients }) {
  console.log(`\n${title}`);
  console.log(
    `  ${made} calls in ${milliseconds} ms, ${mostInside} thread(s) inside at once, ${terminated} threads ended`,
  );
  console.log(`  by client: ${clients.map((client) => client.calls).join(', ')} calls`);
  const waits = clients.map((client) => client.longestWait).join(', ');
  console.log(`  longest waits: ${waits} ms; a thread without work woke up ${latestWaking} ms late at most`);
  console.log(`  under another's options: ${wrongOptions} of the last 4096 calls`);
}

function expectOneAtATime(title, { mostInside, insideNow, wrongOptions, latestWaking, clients }) {
  expect(mostInside === 1, `${title}: ${mostInside} threads were inside at once`);
  expect(insideNow === 0, `${title}: ${insideNow} calls never came back`);
  expect(wrongOptions === 0, `${title}: ${wrongOptions} calls were made under another's options`);
  for (const [number, { longestWait, failures: failed }] of clients.entries()) {
    expect(failed === 0, `${title}: ${failed} calls of client ${number} failed`);
    expect(longestWait < longestWaitAllowed + latestWaking, `${title}: client ${number} waited for ${longestWait} ms`);
  }
}

console.log(
  `Node.js ${process.version} ${process.arch}: 4 worker threads, and the main thread with two copies of the package`,
);

{
  const title = `${calls} calls, and now and then a thread that is ended in the midst of something`;
  const seen = crowd('--milliseconds', String(mostMilliseconds), '--calls', String(calls), '--terminate', '300');
  report(title, seen);
  expectOneAtATime(title, seen);
  expect(seen.calls >= calls, `${title}: only ${seen.calls} were made`);
}
{
  const title = '20 seconds';
  const seen = crowd('--milliseconds', '20000', '--seed', '7');
  report(title, seen);
  expectOneAtATime(title, seen);
  const counts = seen.clients.map((client) => client.calls);
  // A thread that a busy machine wakes late asks less often. A thread that the lock passes over gets next to nothing.
  expect(Math.min(...counts) >= median(counts) / 5, `${title}: not shared fairly: ${counts.join(', ')} calls`);
}
{
  const title = 'without the lock: has to fail';
  const seen = crowd('--milliseconds', '60000', '--unlocked');
  report(title, seen);
  expect(seen.mostInside > 1 && seen.wrongOptions > 0, `${title}: nobody was inside at once`);
}
{
  const { code, seconds } = run('copies-that-wait.mjs', package_);
  console.log(`\na job that waits for a call of another copy: ${code} after ${seconds.toFixed(1)} s`);
  expect(code === 'DBGHELP_BUSY', `the call of another copy ended with ${code}`);
}

rmSync(package_);
for (const failure of failures) console.log(`FAILED: ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;
