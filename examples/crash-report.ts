/**
 * From a crash to a readable report.
 *
 *   ts-node crash-report.ts [DUMP] [--symbols DIR] [--format text|markdown|html]
 *
 * Without a dump, a small program that comes with the package is made to crash, and its dump is written from outside, as crash
 * handlers do: the program tells which thread crashed and where its EXCEPTION_POINTERS are, and waits until that is done.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import {
  crashReport,
  formatCrashReport,
  Minidump,
  SymbolSession,
  writeMinidump,
  type FormatReportOptions,
} from '../lib';

const fixtures = path.join(__dirname, '../tests/fixtures/bin', process.arch === 'ia32' ? 'x86' : 'x64');

async function crash(file: string): Promise<void> {
  const child = spawn(path.join(fixtures, 'crash.exe'), ['access-violation'], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const [, threadId, pointers] = /^crash (\S+) (\S+)$/.exec(line) ?? [];
      if (threadId === undefined || pointers === undefined) continue;
      const exception = { threadId: Number(threadId), pointers: BigInt(pointers) };
      await writeMinidump({ pid: child.pid!, path: file, exception });
      break;
    }
  } finally {
    child.kill();
  }
}

async function print(file: string, symbols: string | undefined, format: FormatReportOptions['format']): Promise<void> {
  await using dump = await Minidump.open(file);
  await using session = await SymbolSession.open({ searchPath: symbols });
  console.log(formatCrashReport(await crashReport(dump, session), { format }));
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { symbols: { type: 'string' }, format: { type: 'string' } },
    allowPositionals: true,
  });
  const [given] = positionals;
  const format = values.format as FormatReportOptions['format'];
  if (given !== undefined) {
    await print(given, values.symbols, format);
    return;
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'crash-report-'));
  try {
    const file = path.join(folder, 'crash.dmp');
    await crash(file);
    await print(file, values.symbols ?? fixtures, format);
  } finally {
    await rm(folder, { recursive: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
