import { readFileSync } from 'node:fs';
import { crashReport, formatCrashReport, Minidump } from '../../lib';
import { untold } from '../unit/report/stackwalk-text';

// Names what minidump-stackwalk tells of a dump, and a crash report does not: DUMP TEXT, of which the text is what it printed. By hand:
// public repositories have such pairs, whose dumps are not ours to copy.

async function main([file = '', text = '']: readonly string[]): Promise<void> {
  const dump = await Minidump.open(file);
  try {
    const missing = untold(readFileSync(text, 'latin1'), formatCrashReport(await crashReport(dump, null)));
    for (const fact of missing) console.log(fact);
    process.exitCode = missing.length > 0 ? 1 : 0;
  } finally {
    await dump.close();
  }
}

void main(process.argv.slice(2));
