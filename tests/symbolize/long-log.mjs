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

/** Parts of the log; after each, the command tells its memory. */
const partCount = 3;
const mebibyte = 2 ** 20;
/** What is in use after a part may be more than after the first by a tenth, and by what a collection happens to find. */
const isFlat = (after, first) => after <= first * 1.1 + 6 * mebibyte;
/** Loading takes its time in short logs, and V8 enlarges what it has for some seconds. */
const promised = lineCount >= 1_000_000 ? { ratio: 2, growth: 1.2 } : { ratio: Infinity, growth: Infinity };

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
const { seconds, lines, named, told } = await filtered();
const all = (performance.now() - begin) / 1000;

const next = offsets();
const addresses = Array.from({ length: lineCount * placesOfLine }, () => module.base + BigInt(next()));
const asked = performance.now();
const answers = await session.symbolizeAll(addresses, { degrade: true, cache: false });
const alone = (performance.now() - asked) / 1000;
const known = answers.filter((answer) => answer?.name != null).length;

const ratio = seconds / alone;
const [first, ...later] = told;
const growth = Math.max(...later.map(({ most }) => most)) / first.most;
console.log(`${lineCount} lines, ${addresses.length} addresses in ${image}`);
console.log(
  `  symbolize: ${seconds.toFixed(1)} s from the first line written to the last one read (${all.toFixed(1)} s with its start)`,
);
console.log(`  symbolizeAll: ${alone.toFixed(1)} s, ${known} named; ratio ${ratio.toFixed(2)}`);
for (const [part, { heap, external, most }] of told.entries()) {
  console.log(
    `  part ${part + 1} of ${partCount}: ${mib(heap)} MiB of the heap in use, ${mib(external)} beside it; the process had up to ${mib(most)} MiB`,
  );
}
const failures = [
  lines === lineCount ? '' : `${lines} lines came back`,
  named === known ? '' : `${named} places were named, and ${known} have names`,
  ratio <= promised.ratio ? '' : `more than ${promised.ratio} times symbolizeAll`,
  later.every(({ heap }) => isFlat(heap, first.heap)) ? '' : 'the heap grows with the log',
  later.every(({ external }) => isFlat(external, first.external)) ? '' : 'memory beside the heap grows with the log',
  growth <= promised.growth ? '' : `the process grew to ${growth.toFixed(2)} times its size`,
].filter((failure) => failure !== '');
for (const failure of failures) console.log(`FAILED: ${failure}`);
await session.close();
process.exit(failures.length > 0 ? 1 : 0);

function mib(bytes) {
  return (bytes / mebibyte).toFixed(1);
}

async function filtered() {
  const options = ['symbolize', '--images', folder, '--symbols', folder, '--offline'];
  const child = spawn(process.execPath, ['--expose-gc', '--require', tellMemory, program, ...options], {
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
  });
  let complaints = '';
  child.stderr.on('data', (text) => (complaints += text));
  const told = [];
  child.on('message', (memory) => told.push(memory));
  let [lines, named, asks] = [0, 0, 0];
  const mark = Buffer.from(` (${module.name}!`);
  let tail = Buffer.alloc(0);
  child.stdout.on('data', (bytes) => {
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines++;
    const whole = Buffer.concat([tail, bytes]);
    for (let at = whole.indexOf(mark); at !== -1; at = whole.indexOf(mark, at + 1)) named++;
    tail = whole.subarray(-(mark.length - 1));
    // The last line is written when all has been told.
    while (lines >= Math.floor(((lineCount - 1) * (asks + 1)) / partCount)) {
      asks++;
      child.send('tell');
    }
  });
  const ended = once(child.stdout, 'end');
  const nextOffset = offsets();
  // The symbols are loaded by the first line.
  const line = () => {
    const places = Array.from({ length: placesOfLine }, () => `${image}+0x${nextOffset().toString(16)}`);
    return `2026-11-30 12:00:00.000 frames ${places.join(' from ')} end\n`;
  };
  child.stdin.write(line());
  while (lines < 1) await once(child.stdout, 'data');
  const first = performance.now();
  for (let written = 1; written < lineCount - 1;) {
    let chunk = '';
    for (let count = 0; count < linesOfChunk && written < lineCount - 1; count++, written++) chunk += line();
    if (!child.stdin.write(chunk)) await once(child.stdin, 'drain');
  }
  while (told.length < partCount) await once(child, 'message');
  child.stdin.end(line());
  await ended;
  const seconds = (performance.now() - first) / 1000;
  if (child.exitCode === null) await once(child, 'exit');
  if (child.exitCode !== 0) throw new Error(`symbolize ended with ${child.exitCode}: ${complaints}`);
  return { seconds, lines, named, told };
}
