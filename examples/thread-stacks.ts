/**
 * Prints the stacks of all threads of another process, with source lines.
 *
 *   ts-node thread-stacks.ts [PID]
 *
 * Each thread is suspended while its registers and its stack are copied, and goes on while they are walked. Without a
 * PID a small program that comes with the package is started, walked and ended.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { formatAddress, walkProcess, type StackFrame, type ThreadStack } from '../lib';

function lineOf({ address, foundBy, symbol }: StackFrame): string[] {
  const text = symbol ? formatAddress(symbol) : `0x${address.toString(16)}`;
  // Inlined functions have lines of their own, and no frame.
  return text.split('\n').map((line, index, all) => `  ${line}${index === all.length - 1 ? `  (${foundBy})` : ''}`);
}

function print({ threadId, name, frames, end, error }: ThreadStack): void {
  console.log(`thread ${String(threadId)}${name === null ? '' : ` "${name}"`}, ${String(frames.length)} frames:`);
  for (const line of frames.flatMap(lineOf)) console.log(line);
  console.log(`  ${error ? error.message : end}`);
}

async function main(): Promise<void> {
  const [pid] = process.argv.slice(2);
  if (pid !== undefined) {
    await walkProcess(Number(pid), { onThread: print });
    return;
  }
  const variant = process.arch === 'ia32' ? 'x86' : 'x64';
  const image = path.join(__dirname, '../tests/fixtures/bin', variant, 'app.exe');
  const child = spawn(image, { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await once(child.stdout, 'data');
    await walkProcess(child.pid!, { onThread: print });
  } finally {
    child.kill();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
