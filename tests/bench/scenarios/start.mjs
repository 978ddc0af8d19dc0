import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { printComparison } from '../report.mjs';
import { sideBySide, stopwatch } from '../rounds.mjs';
import { dll } from '../subjects.mjs';

export const title = 'a fresh process up to the end of its first call, SymInitializeW';

export async function run({ quick }) {
  const samples = await sideBySide(quick ? 1 : 15, {
    'node alone': () => measure('node-alone'),
    'koffi alone': () => measure('koffi-alone'),
    dbghelp: () => measure('dbghelp'),
  });
  const against = 'koffi alone';
  printComparison('ms, require', samples, { quantity: 'required', against, detail: true });
  printComparison('ms, require and first call', samples, { quantity: 'called', against });
  printComparison('ms, whole process', samples, { quantity: 'whole', against });
  printComparison('MiB, resident', samples, { quantity: 'rss', against });
  printComparison('MiB, JavaScript heap in use', samples, { quantity: 'heap', against, digits: 2 });
  printComparison('JavaScript files loaded', samples, { quantity: 'files', against, digits: 0, detail: true });
}

function measure(program) {
  const file = fileURLToPath(new URL(`../programs/${program}.cjs`, import.meta.url));
  const elapsed = stopwatch();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', file, dll.path], { encoding: 'utf8' });
  const whole = elapsed();
  if (status !== 0) throw new Error(`${program} ended with ${status}\n${stderr}`);
  return { ...JSON.parse(stdout), whole };
}
