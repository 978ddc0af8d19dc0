import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { printComparison, printTargets, ratioOf } from './report.mjs';
import { sideBySide, stopwatch } from './rounds.mjs';

const main = fileURLToPath(new URL('../../dist/lib/cli/main.js', import.meta.url));
const image = fileURLToPath(new URL('../fixtures/bin/x64/scene.dll', import.meta.url));

const programs = {
  'node alone': ['--eval', ''],
  'koffi alone': ['--eval', "require('koffi')"],
  '--help': [main, '--help'],
  'id FILE': [main, 'id', image],
  'symbolize, of nothing': [main, 'symbolize'],
};

/** What the command may take to its end, in times of what another program takes. */
const most = [
  ['--help', 'node alone', 1.3],
  ['id FILE', 'node alone', 1.3],
  ['symbolize, of nothing', 'koffi alone', 1.5],
];

/**
 * Compares whole processes of the command with one that does nothing, and one that loads koffi. Needs no Windows.
 * @param {{ quick: boolean }} options
 */
export async function compareCommand({ quick }) {
  const samples = await sideBySide(
    quick ? 1 : 25,
    Object.fromEntries(Object.entries(programs).map(([name, args]) => [name, () => ended(args)])),
  );
  printComparison('ms, to the end', samples, { quantity: 'whole', against: 'node alone' });
  printTargets(
    most.map(([name, against, target]) => ({
      what: `${name} / ${against}, to the end`,
      bound: 'at most',
      target,
      measured: ratioOf(samples, 'whole', name, against),
    })),
  );
}

function ended(args) {
  // What the tests preload would be measured, too.
  const env = { ...process.env, NODE_OPTIONS: '', _NT_SYMBOL_PATH: '' };
  const elapsed = stopwatch();
  const { status, stderr } = spawnSync(process.execPath, args, { input: '', env, encoding: 'utf8' });
  const whole = elapsed();
  if (status !== 0 || stderr !== '') throw new Error(`${args.join(' ')} ended with ${status}\n${stderr}`);
  return { whole };
}
