import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { crashReport, Minidump } from 'dbghelp';
import { longestTurn, Pings } from './pings.mjs';
import { printComparison, printTargets, takeRecorded } from './report.mjs';
import { addResult } from './results.mjs';
import { sideBySide, spreadOf } from './rounds.mjs';

// Runs in this machine's own Node.js, after `npm run build`: reports of minidumps need no Windows.

const require = createRequire(import.meta.url);
require('ts-node/register/transpile-only');
const { largeDump } = require('../unit/report/large-dump.ts');

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } } });
const [few, many] = [4000, 40_000];
const title = `a report of a dump of ${many} modules and ${many} threads`;
const machine = `Node.js ${process.version} ${process.arch} ${process.platform}`;
console.log(`\n== large-report: ${title}\n${cpus()[0]?.model.trim()}, ${machine}`);

const pings = new Pings();
await pings.begin();
const bytes = { few: largeDump(few), many: largeDump(many) };
/** Another `Minidump` each time: it keeps what it has read. */
const report = (dump) => crashReport(Minidump.from(dump), null);

async function timed(job) {
  const [begin, cpu] = [performance.now(), process.cpuUsage()];
  await job();
  const { user, system } = process.cpuUsage(cpu);
  return { milliseconds: performance.now() - begin, processor: (user + system) / 1000 };
}

async function watched(job) {
  let late;
  const { turn, usualTurn, collection } = await longestTurn(async () => {
    ({ max: late } = await pings.during(job));
  });
  return { late, turn, usualTurn, collection };
}

/** Milliseconds from an abort to the rejection; none if the report was made before. */
async function giveUp(after) {
  const controller = new AbortController();
  let aborted = Infinity;
  const timer = setTimeout(() => {
    aborted = performance.now();
    controller.abort();
  }, after);
  const ended = await crashReport(Minidump.from(bytes.many), null, { signal: controller.signal }).then(
    () => undefined,
    () => performance.now(),
  );
  clearTimeout(timer);
  return ended === undefined ? [] : [ended - aborted];
}

const rounds = values.quick ? 1 : 15;
const times = await sideBySide(
  rounds,
  { 'a tenth': () => timed(() => report(bytes.few)), whole: () => timed(() => report(bytes.many)) },
  { warmUps: values.quick ? 1 : 5 },
);
const median = (samples, name, quantity) => spreadOf(samples[name].map((sample) => sample[quantity])).median;
const whole = median(times, 'whole', 'milliseconds');
const turns = await sideBySide(rounds, {
  'nothing, as long': () => watched(() => new Promise((resolve) => setTimeout(resolve, whole))),
  whole: () => watched(() => report(bytes.many)),
});
const delays = [];
for (let part = 0.02; part < 0.8; part += values.quick ? 0.5 : 0.02) delays.push(...(await giveUp(part * whole)));
await pings.end();

const against = 'nothing, as long';
printComparison('ms', times, { quantity: 'milliseconds', against: 'a tenth' });
printComparison('ms of a processor', times, { quantity: 'processor', against: 'a tenth' });
printComparison('ms, the longest of 99 in 100 slices, without garbage collections', turns, {
  quantity: 'usualTurn',
  against,
});
printComparison('ms, the longest slice', turns, { quantity: 'turn', against });
printComparison('ms, the longest garbage collection', turns, { quantity: 'collection', against });
printComparison('ms, how late a message was at most', turns, { quantity: 'late', against });
const ms = { unit: ' ms' };
printTargets([
  {
    what: 'large report: of a processor',
    bound: 'under',
    target: 2000,
    measured: median(times, 'whole', 'processor'),
    ...ms,
  },
  {
    what: 'large report: 99 in 100 slices',
    bound: 'at most',
    target: 10,
    measured: median(turns, 'whole', 'usualTurn'),
    ...ms,
  },
  {
    what: 'large report: a message beside it',
    bound: 'at most',
    target: 100,
    measured: median(turns, 'whole', 'late'),
    ...ms,
  },
  { what: 'large report: given up, the longest', bound: 'at most', target: 50, measured: Math.max(...delays), ...ms },
  {
    what: 'large report / ten of a tenth',
    bound: 'at most',
    target: 1.25,
    measured: whole / (10 * median(times, 'a tenth', 'milliseconds')),
  },
]);
if (values.json) addResult(values.json, { name: 'large-report', title, machine, records: takeRecorded() });
