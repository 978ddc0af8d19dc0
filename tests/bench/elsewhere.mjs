import { parseArgs } from 'node:util';
import { compareCommand } from './command-ends.mjs';
import { compareDoors } from './doors.mjs';
import { takeRecorded } from './report.mjs';
import { addResult } from './results.mjs';

// Runs in this machine's own Node.js if that is not Windows': reading dumps, importing and the command work there, too.

const scenarios = {
  command: { title: `the command, to its end, on ${process.platform}`, run: compareCommand },
  start: { title: `loading each door on ${process.platform}`, run: compareDoors },
};

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } },
  allowPositionals: true,
});
for (const name of positionals) {
  const { title, run } = scenarios[name];
  console.log(`\n== ${name}: ${title}\nNode.js ${process.version} ${process.arch}`);
  await run(values);
  if (!values.json) continue;
  const machine = `Node.js ${process.version} ${process.platform}`;
  addResult(values.json, { name: `${name}-elsewhere`, title, machine, records: takeRecorded() });
}
