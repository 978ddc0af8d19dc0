import { readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { LeftOut } from './left-out.mjs';
import { takeRecorded } from './report.mjs';
import { writeResults } from './results.mjs';
import { dll, koffi, wineVersion } from './subjects.mjs';

// Runs in Windows' node.exe, after `npm run build`; see docs/performance.md.

const folder = fileURLToPath(new URL('scenarios', import.meta.url));
const known = readdirSync(folder).map((file) => path.basename(file, '.mjs'));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean' }, json: { type: 'string' } },
});
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`Expected scenarios out of ${known.join(', ')}, got ${unknown.join(', ')}\n`);
  process.exit(2);
}

const quick = values.quick ?? false;
const processors = os.cpus();
const machine = {
  processor: processors[0]?.model.trim(),
  processors: processors.length,
  windows: wineVersion === undefined ? `${os.version()} ${os.release()}` : `Wine ${wineVersion}`,
  node: process.version,
  arch: process.arch,
  koffi: koffi.version,
  dbghelp: dll.version,
};
console.log(`${machine.processor}, ${machine.processors} logical processors; ${machine.windows}`);
console.log(`Node.js ${machine.node} ${machine.arch}, koffi ${machine.koffi}, dbghelp.dll ${machine.dbghelp}`);
if (quick) console.log('Quick: shows that everything runs. The numbers mean nothing.');

const scenarios = [];
for (const name of positionals.length > 0 ? positionals : known) {
  const { title, run } = await import(pathToFileURL(path.join(folder, `${name}.mjs`)));
  console.log(`\n== ${name}: ${title}`);
  let leftOut;
  try {
    await run({ quick });
  } catch (error) {
    if (!(error instanceof LeftOut)) throw error;
    leftOut = error.message;
    console.log(`Left out: ${leftOut}`);
  }
  scenarios.push({ name, title, ...(leftOut && { leftOut }), records: takeRecorded() });
  // After each: a run that is ended loses nothing.
  if (values.json) writeResults(values.json, { quick, machine, scenarios });
}
