/**
 * Tells why there are no symbols: a log while an image is loaded, and the diagnostics of the session afterwards.
 *
 *   ts-node why-no-symbols.ts [IMAGE] [PATH]
 *
 * Without arguments: small libraries that come with the package, one beside a PDB of another build, one without any.
 */
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { formatDiagnostics, SymbolSession } from '../lib';

const fixtures = path.join(__dirname, '../tests/fixtures/bin');
const variant = process.arch === 'ia32' ? 'x86' : 'x64';

async function tell(images: readonly string[], searchPath: string, plain: (text: string) => string): Promise<void> {
  await using session = await SymbolSession.open({ searchPath });
  const log: string[] = [];
  session.on('diagnostic', ({ severity, code, module, text }) => {
    log.push(`${severity} ${code} [${module ?? '-'}] ${text}`);
  });
  session.on('progress', ({ file, percent }) => {
    if (percent !== null) log.push(`${file ?? 'a file'}: ${String(percent)} %`);
  });

  let base = 0n;
  for (const image of images) await session.loadModule(image, { base: (base += 0x10000000n) });
  console.log(plain(log.join('\n')));
  console.log(plain(`\n${formatDiagnostics(await session.diagnostics())}`));
}

async function demonstrate(folder: string): Promise<void> {
  const mismatched = path.join(folder, 'app', 'scene.dll');
  const bare = path.join(folder, 'tools', 'scene.dll');
  for (const image of [mismatched, bare]) await mkdir(path.dirname(image), { recursive: true });
  await copyFile(path.join(fixtures, variant, 'scene.dll'), mismatched);
  await copyFile(path.join(fixtures, 'mismatch', variant, 'scene.pdb'), path.join(folder, 'app', 'scene.pdb'));
  await copyFile(path.join(fixtures, 'bare', variant, 'scene.dll'), bare);
  await tell([mismatched, bare], path.join(folder, 'symbols'), (text) => text.replaceAll(folder, '<folder>'));
}

async function main([image, searchPath = '']: readonly string[]): Promise<void> {
  if (image !== undefined) {
    await tell([image], searchPath, (text) => text);
    return;
  }
  const folder = await mkdtemp(path.join(os.tmpdir(), 'why-no-symbols-'));
  try {
    await demonstrate(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
