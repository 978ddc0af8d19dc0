import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '../third-party/draw.mjs';

// Pipes a long log through the command `symbolize`, and asks symbolizeAll for the same addresses in the same run. In Windows' node.exe,
// after `npm run build`: FOLDER IMAGE [LINES]

const { SymbolSession } = createRequire(import.meta.url)('dbghelp');

const [folder, image, given = '1000000'] = process.argv.slice(2);
const lineCount = Number(given);
const placesOfLine = 3;
const linesOfChunk = 1000;
const program = fileURLToPath(new URL('../../dist/lib/cli/main.js', import.meta.url));
const tellMemory = fileURLToPath(new URL('tell-memory.cjs', import.meta.url));

/** What is promised for long logs. Loading takes its time in short ones. */
const promised = lineCount >= 1_000_000 ? { ratio: 2, growth: 1.3 } : { ratio: Infinity, growth: Infinity };

const session = await SymbolSession.open({ searchPath: folder });
const module = await session.loadModule(path.join(folder, image));
const warm = await session.symbolize({ module, rva: 0x1000 }, { degrade: true });
if (!warm) throw new Error(`${image} has no 0x1000`);

/** The same in each run, and not all kept: the offsets of a line. */
const offsets = () => {
  const random = seededRandom(3);
  return () => 0x1000 + Math.floor(random() * (module.size - 0x1000));
};

const begin = performance.now();
const { seconds, lines, named, memory } = await filtered();
const all = performance.now() - begin;

const next = offsets();
const addresses = Array.from({ length: lineCount * placesOfLine }, () => module.base + BigInt(next()));
const asked = performance.now();
const answers = await session.symbolizeAll(addresses, { degrade: true, cache: false });
const alone = (performance.now() - asked) / 1000;
const known = answers.filter((answer) => answer?.name != null).length;

const ratio = seconds / alone;
const growth = memory.peak / memory.early;
console.log(`${lineCount} lines, ${addresses.length} addresses in ${image}`);
console.log(
  `  symbolize: ${seconds.toFixed(1)} s from the first line written to the last one read (${(all / 1000).toFixed(1)} s with its start)`,
);
console.log(`  symbolizeAll: ${alone.toFixed(1)} s, ${known} named; ratio ${ratio.toFixed(2)}`);
console.log(`  memory: ${mib(memory.early)} MiB after a quarter, ${mib(memory.peak)} MiB at most`);
const failures = [
  lines === lineCount ? '' : `${lines} lines came back`,
  named === known ? '' : `${named} places were named, and ${known} have names`,
  ratio <= promised.ratio ? '' : `more than ${promised.ratio} times symbolizeAll`,
  growth <= promised.growth ? '' : 'memory is not flat',
].filter((failure) => failure !== '');
for (const failure of failures) console.log(`FAILED: ${failure}`);
await session.close();
process.exit(failures.length > 0 ? 1 : 0);

function mib(bytes) {
  return Math.round(bytes / 2 ** 20);
}

async function filtered() {
  const child = spawn(
    process.execPath,
    ['--require', tellMemory, program, 'symbolize', '--images', folder, '--symbols', folder, '--offline'],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  let told = '';
  child.stderr.on('data', (text) => (told += text));
  let [lines, named] = [0, 0];
  const mark = Buffer.from(` (${module.name}!`);
  let tail = Buffer.alloc(0);
  child.stdout.on('data', (bytes) => {
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines++;
    const whole = Buffer.concat([tail, bytes]);
    for (let at = whole.indexOf(mark); at !== -1; at = whole.indexOf(mark, at + 1)) named++;
    tail = whole.subarray(-(mark.length - 1));
  });
  const ended = once(child.stdout, 'end');
  const nextOffset = offsets();
  // The symbols are loaded by the first line.
  const line = () => {
    const places = Array.from({ length: placesOfLine }, () => `${image}+0x${nextOffset().toString(16)}`);
    return `2026-11-30 12:00:00.000 frames ${places.join(' from ')} end\n`;
  };
  let written = 0;
  child.stdin.write(line());
  written++;
  while (lines < 1) await once(child.stdout, 'data');
  const first = performance.now();
  while (written < lineCount) {
    let chunk = '';
    for (let count = 0; count < linesOfChunk && written < lineCount; count++, written++) chunk += line();
    if (!child.stdin.write(chunk)) await once(child.stdin, 'drain');
  }
  child.stdin.end();
  await ended;
  const seconds = (performance.now() - first) / 1000;
  if (child.exitCode === null) await once(child, 'exit');
  if (child.exitCode !== 0) throw new Error(`symbolize ended with ${child.exitCode}: ${told}`);
  return { seconds, lines, named, memory: JSON.parse(/\{"early".*\}/.exec(told)[0]) };
}
