import { compareDoors, measure } from '../doors.mjs';
import { printComparison, printTargets, ratioOf } from '../report.mjs';
import { sideBySide } from '../rounds.mjs';
import { dll } from '../subjects.mjs';

export const title = 'a fresh process up to the end of its first call, SymInitializeW, and loading each door';

export async function run({ quick }) {
  const both = 'koffi and p-queue';
  const samples = await sideBySide(quick ? 1 : 25, {
    'node alone': () => measure('node-alone', dll.path),
    'koffi alone': () => measure('koffi-alone', dll.path),
    [both]: () => measure('koffi-and-p-queue', dll.path),
    dbghelp: () => measure('dbghelp', dll.path),
  });
  const against = 'koffi alone';
  printComparison('ms, require', samples, { quantity: 'required', against, detail: true });
  printComparison('ms, require and first call', samples, { quantity: 'called', against });
  printComparison('ms, whole process', samples, { quantity: 'whole', against });
  printComparison('MiB, resident', samples, { quantity: 'rss', against });
  printComparison('MiB, JavaScript heap in use', samples, { quantity: 'heap', against, digits: 2 });
  printComparison('JavaScript files loaded', samples, { quantity: 'files', against, digits: 0, detail: true });
  printTargets([
    {
      what: `dbghelp / ${both}, require and first call`,
      bound: 'at most',
      target: 1.6,
      measured: ratioOf(samples, 'called', 'dbghelp', both),
    },
  ]);
  await compareDoors({ quick });
}
