import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { seededRandom } from '../third-party/draw.mjs';

// Kills processes of a pool at random while they work. Runs in Windows' node.exe, after `npm run build`.

const { SymbolizerPool } = createRequire(import.meta.url)('dbghelp/pool');

const itemCount = 100;
const addressesOfEach = 2000;
const millisecondsBetweenKills = 300;
const random = seededRandom(7);

const variant = process.arch === 'ia32' ? 'x86' : 'x64';
const fixtures = new URL('../fixtures/', import.meta.url);
const image = fileURLToPath(new URL(`bin/${variant}/scene.dll`, fixtures));
const { functions } = JSON.parse(readFileSync(new URL(`truth/${variant}.json`, fixtures), 'utf8'));

/** Addresses for which llvm has exactly one name and line. */
const known = functions
  .filter(({ name, folded }) => !folded && /^[\w:]+$/.test(name))
  .flatMap(({ name, addresses }) => addresses.map((address) => ({ name, ...address })))
  .filter(({ file, also, inlined }) => file && !also && !inlined);

/** Each item has the image at another base, so that it must be loaded again, and other addresses. */
const items = Array.from({ length: itemCount }, (_, index) => {
  const base = BigInt(0x1000_0000 + index * 0x10_0000);
  const drawn = Array.from({ length: addressesOfEach }, () => known[Math.floor(random() * known.length)]);
  return { image, base, drawn, addresses: BigUint64Array.from(drawn, ({ rva }) => base + BigInt(rva)) };
});

const named = ({ name, line }) => ({ name, line });
const answersOf = (result) => result.map((hit) => hit && { name: hit.name, line: hit.source?.line });

const folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-pool-'));

/** Makes processes record that they got work: a process killed before that would only seem not to start. */
const worker = { execArgv: ['--require', path.join(folder, 'tell.cjs')] };
writeFileSync(
  path.join(folder, 'tell.cjs'),
  `process.on('message', ({ task }) => {
    if (task) require('node:fs').writeFileSync(require('node:path').join(__dirname, process.pid + '.pid'), '');
  });`,
);

function killOne(pool) {
  const atWork = readdirSync(folder).map((file) => path.parse(file).name);
  const victims = pool.pids.filter((pid) => atWork.includes(String(pid)));
  if (victims.length === 0) return 0;
  const victim = victims[Math.floor(random() * victims.length)];
  // Its id may soon be that of a process that is getting ready.
  rmSync(path.join(folder, `${victim}.pid`));
  process.kill(victim, 'SIGKILL');
  return 1;
}

async function survive(title, { count, retries }) {
  const pool = await SymbolizerPool.open({ processes: 2, retries, worker });
  let kills = 0;
  const killer = setInterval(() => {
    kills += killOne(pool);
  }, millisecondsBetweenKills);
  const begin = performance.now();
  const indices = [];
  const wrong = [];
  const errors = [];
  for await (const { index, item, result, error } of pool.symbolizeAll(items.slice(0, count))) {
    indices.push(index);
    if (error) errors.push(error.code);
    else if (!isDeepStrictEqual(answersOf(result), item.drawn.map(named))) wrong.push(index);
  }
  clearInterval(killer);
  await pool.close();
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  const inOrder = isDeepStrictEqual(indices, [...Array(count).keys()]);
  console.log(`${title}: ${indices.length} items in ${seconds} s, ${kills} processes killed`);
  console.log(
    `  ${inOrder ? 'each once and in order' : indices.join(', ')}; ${wrong.length} wrong, ${errors.length} errors`,
  );
  return { kills, inOrder, wrong, errors };
}

const failures = [];
const expect = (truth, what) => {
  if (!truth) failures.push(what);
};

console.log(`Node.js ${process.version} ${process.arch}`);
{
  const title = 'items that are tried again';
  const { kills, inOrder, wrong, errors } = await survive(title, { count: itemCount, retries: 50 });
  expect(kills >= 5, `${title}: only ${kills} processes were killed`);
  expect(inOrder, `${title}: not each of them was answered once, in order`);
  expect(wrong.length === 0, `${title}: wrong answers for ${wrong.join(', ')}`);
  expect(errors.length === 0, `${title}: ${errors.join(', ')}`);
}
{
  const title = 'items that are not';
  const { inOrder, wrong, errors } = await survive(title, { count: 30, retries: 0 });
  expect(inOrder, `${title}: not each of them was answered once, in order`);
  expect(wrong.length === 0, `${title}: wrong answers for ${wrong.join(', ')}`);
  expect(errors.length > 0, `${title}: no process was killed at work`);
  expect(
    errors.every((code) => code === 'DBGHELP_WORKER_DIED'),
    `${title}: ${errors.join(', ')}`,
  );
}
rmSync(folder, { recursive: true });
for (const failure of failures) console.log(`FAILED: ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;
