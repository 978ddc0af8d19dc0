import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Contender } from '../contender.mjs';
import { imageBase, largeImage, realImage } from '../real-image.mjs';
import { printTable, printTargets } from '../report.mjs';
import { sessionOptions } from '../subjects.mjs';

export const title =
  'what stays in memory: of a million lookups, and of a thousand rounds in which a session is opened, loads an image, looks up an address, and gives all of it back';

const program = fileURLToPath(new URL('../programs/memory.mjs', import.meta.url));
const largeProgram = fileURLToPath(new URL('../programs/large-memory.mjs', import.meta.url));
/** The look-ups of programs/memory.mjs. */
const rva = 0x1010n;
const KiB = 1024;

/**
 * In bytes. V8 goes on compiling for some thousand rounds, and no heap gives back all that it could. A session that stays takes
 * 18 KiB, a name some 20 bytes.
 */
const limits = {
  lookup: { heapUsed: 1, external: 0.1, arrayBuffers: 0.1, rss: 2 },
  round: { heapUsed: 1024, external: 64, arrayBuffers: 64 },
};
/** How much more than C a round may leave: as a ratio, or in bytes if C leaves next to nothing. */
const moreThanC = { ratio: 1.05, bytes: 16 * KiB };

export async function run({ quick }) {
  const image = realImage();
  const lookups = quick ? { steps: 3, count: 1000, warmUps: 1 } : { steps: 12, count: 100_000, warmUps: 2 };
  const rounds = quick ? { steps: 3, count: 2, warmUps: 1 } : { steps: 11, count: 100, warmUps: 1 };
  const ofLookups = series(measure('lookups', image, lookups), lookups);
  const ofRounds = series(measure('rounds', image, rounds), rounds);
  const ofC = series(await measureC(image, rounds), rounds).workingSet;

  const shown = (grown, times, digits) =>
    Object.entries(grown).map(([name, { last, each }]) =>
      name in counted
        ? [names[name], String(last), (each * times).toFixed(digits)]
        : [names[name], `${(last / KiB / KiB).toFixed(1)} MiB`, `${((each * times) / KiB).toFixed(digits)} KiB`],
    );
  printTable([['lookups', 'at the end', 'growth for 100,000'], ...shown(ofLookups, 100_000, 1)]);
  const withC = { ...ofRounds, workingSet: ofC };
  printTable([['rounds', 'at the end', 'growth for one'], ...shown(withC, 1, 2)]);

  const most = Math.max(ofC.each * moreThanC.ratio, ofC.each + moreThanC.bytes) / KiB;
  const flat = (of, grown) =>
    Object.entries(limits[of]).map(([name, limit]) => ({
      what: `${names[name]}, for a ${of}`,
      bound: 'at most',
      target: limit,
      measured: grown[name].each,
      unit: ' bytes',
    }));
  const unchanged = (of, grown) =>
    Object.keys(counted).map((name) => ({
      what: `${names[name]}, more after all ${of}`,
      bound: 'at most',
      target: 0,
      measured: grown[name].last - grown[name].first,
      unit: '',
    }));
  const targets = [
    ...flat('lookup', ofLookups),
    ...unchanged('lookups', ofLookups),
    ...flat('round', ofRounds),
    ...unchanged('rounds', ofRounds),
    {
      what: 'resident memory, for a round, beside 1.05 of C',
      bound: 'at most',
      target: Math.round(most),
      measured: ofRounds.rss.each / KiB,
      unit: ' KiB',
    },
  ];
  if (largeImage() && !quick) targets.push(...ofLarge(largeImage()));
  printTargets(targets);
  const broken = targets.filter(({ target, measured }) => measured > target);
  if (quick || broken.length === 0) return;
  console.log(`FAILED: memory grows: ${broken.map(({ what }) => what).join('; ')}`);
  process.exitCode = 1;
}

/** How much more than the DLL takes, which koffi shows, lists that are read one by one take at most, in MiB. */
const mostOfLarge = [
  { work: 'symbols', most: 48 },
  { work: 'types', most: 48 },
  { work: 'lines', most: 48 },
  { work: 'sourceFiles', most: 48 },
  { work: 'addresses', count: 100_000, most: 64 },
  { work: 'addresses', count: 1_000_000, most: 64 },
];

function ofLarge(image) {
  const rows = mostOfLarge.map(({ work, count = 0, most }) => {
    const grownBy = (by) => {
      const args = [largeProgram, by, work, image, String(imageBase), String(count)];
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
      if (status !== 0) throw new Error(`large-memory.mjs ended with ${status}\n${stderr}`);
      return JSON.parse(stdout).grown / KiB / KiB;
    };
    const what = count > 0 ? `${count.toLocaleString('en')} addresses` : work;
    return { what, most, koffi: grownBy('koffi'), session: grownBy('session') };
  });
  const shown = rows.map(({ what, koffi, session }) => [what, ...[koffi, session, session - koffi].map(inMiB)]);
  printTable([['a PDB of nearly 100 MB, read one by one', 'koffi alone', 'a session', 'more'], ...shown]);
  return rows.map(({ what, most, koffi, session }) => ({
    what: `${what} of a large PDB, memory beside that of the DLL`,
    bound: 'at most',
    target: most,
    measured: session - koffi,
    unit: ' MiB',
  }));
}

const inMiB = (value) => `${value.toFixed(1)} MiB`;

const counted = { callbacks: true, handles: true };
const names = {
  rss: 'resident memory',
  workingSet: 'resident memory of the C program',
  heapUsed: 'JavaScript heap',
  external: 'external memory',
  arrayBuffers: 'array buffers',
  callbacks: 'callbacks of koffi in use',
  handles: 'handles',
};

/** A small young generation, because a large one grows for a long time. */
function measure(work, image, { steps, count }) {
  const args = ['--expose-gc', '--max-semi-space-size=2', program, work, image, String(imageBase), steps, count];
  const { status, stdout, stderr } = spawnSync(process.execPath, args.map(String), { encoding: 'utf8' });
  if (status !== 0) throw new Error(`memory.mjs ended with ${status}\n${stderr}`);
  return JSON.parse(stdout);
}

async function measureC(image, { steps, count }) {
  const contender = new Contender('cold', sessionOptions, image, imageBase, rva);
  const samples = [];
  for (let step = 0; step < steps; step++) samples.push(await contender.round(count));
  await contender.close();
  return samples;
}

/** Each quantity after the warm-up: the first value, the last one, and the growth per step from a line through all. */
function series(samples, { count, warmUps }) {
  const warm = samples.slice(warmUps);
  const middle = (warm.length - 1) / 2;
  const slope = (values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const [up, across] = values.reduce(
      ([sum, squares], value, at) => [sum + (at - middle) * (value - mean), squares + (at - middle) ** 2],
      [0, 0],
    );
    return up / across / count;
  };
  const of = (name) => {
    const values = warm.map((sample) => sample[name]);
    return { first: values[0], last: values.at(-1), each: slope(values) };
  };
  return Object.fromEntries(Object.keys(warm[0]).map((name) => [name, of(name)]));
}
