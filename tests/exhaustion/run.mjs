import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { whyNoSignals } from './frozen-process.mjs';

// Runs the parts of this folder, each with a folder of its own for temporary files. Runs in Windows' node.exe, after
// `npm run build`.

const isLong = process.argv.includes('--long');
const folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-exhaustion-'));
const failures = [];

async function run(part, ...args) {
  const temporary = path.join(folder, part);
  mkdirSync(temporary);
  const script = fileURLToPath(new URL(`${part}.mjs`, import.meta.url));
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...process.env, TEMP: temporary, TMP: temporary },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (said += text));
  const [code, signal] = await once(child, 'close');
  console.log(`${part}:`);
  console.log(said.trimEnd().replace(/^/gm, '  '));
  if (code !== 0) failures.push(`${part} ended with ${code ?? signal}`);
  const left = readdirSync(temporary);
  if (left.length > 0) failures.push(`${part} has left ${left.join(', ')}`);
}

console.log(`Node.js ${process.version} ${process.arch}`);
await run('no-temporary-folder');
// In 32 bits, so many dumps take most of the memory.
if (process.arch !== 'ia32') await run('handles');
if (whyNoSignals) console.log(`Skipped: ${whyNoSignals}`);
else await run('frozen', 'this-process-is-stopped');
await run('ended-threads', isLong ? '500' : '60');
rmSync(folder, { recursive: true, force: true });
for (const failure of failures) console.log(`FAILED: ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;
