import { readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { dll, koffi, wineVersion } from './subjects.mjs';

// Runs in Windows' node.exe, after `npm run build`; see docs/performance.md.

const folder = fileURLToPath(new URL('scenarios', import.meta.url));
const known = readdirSync(folder).map((file) => path.basename(file, '.mjs'));

const { values, positionals } = parseArgs({ allowPositionals: true, options: { quick: { type: 'boolean' } } });
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`Expected scenarios out of ${known.join(', ')}, got ${unknown.join(', ')}\n`);
  process.exit(2);
}

const quick = values.quick ?? false;
const windows = wineVersion === undefined ? `${os.version()} ${os.release()}` : `Wine ${wineVersion}`;
const processors = os.cpus();
console.log(`${processors[0]?.model.trim()}, ${processors.length} logical processors; ${windows}`);
console.log(`Node.js ${process.version} ${process.arch}, koffi ${koffi.version}, dbghelp.dll ${dll.version}`);
if (quick) console.log('Quick: shows that everything runs. The numbers mean nothing.');

for (const name of positionals.length > 0 ? positionals : known) {
  const { title, run } = await import(pathToFileURL(path.join(folder, `${name}.mjs`)));
  console.log(`\n== ${name}: ${title}`);
  await run({ quick });
}
