import { parseArgs } from 'node:util';
import { compareDoors } from './doors.mjs';
import { takeRecorded } from './report.mjs';
import { addResult } from './results.mjs';

// Runs in this machine's own Node.js if that is not Windows': reading dumps and importing work there, too.

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } } });
const title = `loading each door on ${process.platform}`;
console.log(`\n== start: ${title}\nNode.js ${process.version} ${process.arch}`);
await compareDoors(values);
if (values.json) {
  const machine = `Node.js ${process.version} ${process.platform}`;
  addResult(values.json, { name: 'start-elsewhere', title, machine, records: takeRecorded() });
}
