// Runs in Windows' node.exe with the path of an image, and that of a file with what llvm says of its functions.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compareBytes } from './image-bytes.mjs';
import { compareNames } from './image-names.mjs';

const { dbghelp, SymbolSession } = createRequire(import.meta.url)('dbghelp');

const [, , file, functions] = process.argv;
await dbghelp.SymGetOptions();
const session = await SymbolSession.open();
const module = await session.loadModule(file);
const listed = [];
for await (const symbol of session.symbols('*', { module })) listed.push(symbol);
console.log(`${path.basename(file)} on dbghelp.dll ${dbghelp.version} ${process.arch}, ${listed.length} symbols`);
for (const compare of [compareNames, compareBytes]) {
  const begin = performance.now();
  const told = await compare({ session, module, listed, functions: JSON.parse(readFileSync(functions, 'utf8')) });
  console.log(`  ${told} (${((performance.now() - begin) / 1000).toFixed(1)} s)`);
}
console.log(`  ${Math.round(process.resourceUsage().maxRSS / 1024)} MB of memory at most`);
await session.close();
