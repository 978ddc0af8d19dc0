import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beating, stop, stopFor, wake } from './frozen-process.mjs';
import { addresses, base, conclude, dbghelpPackage, expect, expectFreeGate, image, outcomeOf } from './part.mjs';

// Stops processes at work and wakes them: those that are examined, those of a pool, and this one.

const { dbghelp, findPdb, SymbolizerPool, SymbolSession, walkProcess, writeMinidump } = dbghelpPackage;
const own = process.argv[2];
const written = path.join(tmpdir(), 'stopped.dmp');

/** What waits for a process that stands still: the caller is free as soon as it wants to be. */
const deeds = {
  'a session': async (pid) => {
    const session = await SymbolSession.open({ process: pid });
    const modules = await session.modules();
    await session.close();
    return modules.length > 0;
  },
  stacks: async (pid, signal) => (await walkProcess(pid, { signal })).every(({ error }) => error === null),
  'a dump': async (pid, signal) => (await writeMinidump({ pid, path: written, signal })).size > 0,
};

const late = Object.assign(new Error('given up'), { code: 'DBGHELP_TIMEOUT' });
const stillMilliseconds = 500;

async function frozenTarget() {
  const said = [];
  for (const [what, deed] of Object.entries(deeds)) {
    const word = `target-${what.replace(' ', '-')}`;
    const target = await beating(word);
    await stop(word);
    const giveUp = new AbortController();
    let isOver = false;
    const outcome = outcomeOf(`${what} of a stopped process`, () => deed(target.pid, giveUp.signal));
    outcome.finally(() => (isOver = true));
    const told = () => dbghelp.pending.find(({ milliseconds }) => milliseconds > stillMilliseconds);
    while (!isOver && !told()) await sleep(20);
    if (!isOver) {
      const { api, call, state } = told();
      said.push(`${what} waits (${api}, ${call ?? state})`);
      giveUp.abort(late);
    }
    await outcome;
    await wake(word);
    await target.beats();
    await expectFreeGate(`${what} of a process that was stopped`);
    const afterwards = await outcomeOf(`${what} of a process that was woken`, () => deed(target.pid));
    expect(afterwards === 'done', `${what} of a process that was woken: ${afterwards}`);
    await target.beats();
    target.kill();
  }
  rmSync(written);
  console.log(`a process that is examined: ${said.join(', ')}`);
}

/** A program ends at once though it waits for a process that stands still. */
async function endMeanwhile() {
  const target = await beating('target-of-end');
  await stop('target-of-end');
  const program = `const { walkProcess } = require('dbghelp'); walkProcess(${target.pid}); setTimeout(() => process.exit(7), 1000)`;
  const child = spawn(process.execPath, ['-e', program], {
    stdio: 'inherit',
    cwd: fileURLToPath(new URL('.', import.meta.url)),
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
  const [code] = await once(child, 'exit');
  clearTimeout(timer);
  expect(code === 7, `a program that waits for a stopped process ended with ${code}`);
  await wake('target-of-end');
  await target.beats();
  target.kill();
}

const item = { image, base, addresses };

async function poolOutcomes(pool, count, timeout) {
  const outcomes = [];
  for await (const { result, error } of pool.symbolizeAll(Array(count).fill(item), { timeout }))
    outcomes.push(error ? error.code : result.length === addresses.length ? 'done' : 'wrong');
  return outcomes.join(', ');
}

async function frozenPool() {
  const pool = await SymbolizerPool.open({ processes: 1, worker: { execArgv: ['--title=stopped-pool'] } });
  const [before] = pool.pids;
  await stop('stopped-pool');
  const stopped = await poolOutcomes(pool, 3, 5000);
  console.log(`a pool whose process is stopped: ${stopped}`);
  expect(stopped === 'DBGHELP_TIMEOUT, done, done', `items of a stopped process: ${stopped}`);
  expect(!pool.pids.includes(before), 'a stopped process is still in the pool');
  const during = poolOutcomes(pool, 3, 60_000);
  await stopFor('stopped-pool', 2);
  const woken = await during;
  expect(woken === 'done, done, done', `items of a process that was woken: ${woken}`);
  await stop('stopped-pool');
  await pool.close();
}

/** Work of each kind that has a limit of time, which others do: they hold until they may go on. */
const limit = 15_000;
const stoppedSeconds = 20;

async function frozenSelf() {
  const folder = mkdtempSync(path.join(tmpdir(), 'held-'));
  const held = (at) => ({
    execArgv: ['--require', fileURLToPath(new URL('held.cjs', import.meta.url))],
    env: { HELD_IN: folder, HELD_AT: at },
    timeout: limit,
  });
  const server = spawn(process.execPath, [fileURLToPath(new URL('held-server.mjs', import.meta.url)), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await once(server.stdout, 'data');
  const pathOf = (kind) => `srv*${path.join(folder, kind)}*http://127.0.0.1:${String(port).trim()}/${kind}`;
  const servers = { allowHttp: true, connectTimeout: limit, responseTimeout: limit, idleTimeout: limit };
  // Its PDB is not beside it.
  const alone = path.join(folder, 'scene.dll');
  copyFileSync(image, alone);
  const pool = await SymbolizerPool.open({ processes: 1, worker: held('its task') });
  const session = await SymbolSession.open({ searchPath: pathOf('answer'), servers });
  const works = {
    'an item of a pool': async () => {
      const outcome = await poolOutcomes(pool, 1, limit);
      if (outcome !== 'done') throw Object.assign(new Error(outcome), { code: outcome });
    },
    'the start of a pool': async () => (await SymbolizerPool.open({ worker: held('its start') })).close(),
    'the start of a helper': () => writeMinidump({ pid: 'self', path: written, helper: held('its own start') }),
    'a load': () => session.loadModule(alone, { base, timeout: limit }),
    'a download': async () => {
      const { tried } = await findPdb(alone, { searchPath: pathOf('body'), servers });
      const failed = tried.find(({ outcome }) => outcome === 'unreachable');
      if (failed) throw Object.assign(new Error(failed.reason), { code: 'DBGHELP_TIMEOUT' });
    },
  };
  const outcomes = Object.entries(works).map(async ([what, work]) => [what, await outcomeOf(what, work)]);
  const names = () => readdirSync(folder).filter((name) => /^(its|an answer|the rest)/.test(name));
  while (names().length < Object.keys(works).length) await sleep(20);
  let [seen, longest] = [performance.now(), 0];
  const clock = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - seen);
    seen = now;
  }, 20);
  await stopFor(own, stoppedSeconds);
  clearInterval(clock);
  expect(longest > (stoppedSeconds - 1) * 1000, `this process was stopped for ${longest} ms only`);
  writeFileSync(path.join(folder, 'go'), '');
  for (const [what, outcome] of await Promise.all(outcomes)) {
    console.log(`${what}, in a process that was stopped: ${outcome}`);
    expect(outcome === 'done', `${what}, in a process that was stopped: ${outcome}`);
  }
  await session.close();
  await pool.close();
  server.kill();
  await once(server, 'exit');
  rmSync(written, { force: true });
  rmSync(folder, { recursive: true, maxRetries: 10, retryDelay: 100 });
}

await frozenTarget();
await endMeanwhile();
await frozenPool();
await frozenSelf();
await expectFreeGate('after all');
conclude();
