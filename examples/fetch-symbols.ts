/**
 * Fetches the PDBs of images from symbol servers into a store; of dumps, the images of their modules, and then their PDBs.
 * Shows how far each file is. Runs on every platform.
 *
 *   ts-node fetch-symbols.ts --path srv*STORE*https://SERVER FILE ...
 *
 * Without --path: the path in _NT_SYMBOL_PATH. Ends with 1 if a file was not found.
 */
import { parseArgs } from 'node:util';
import { findImage, findPdb, Minidump, SymbolPath, type ServerProgress } from '../lib';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { path: { type: 'string' } } });
const searchPath = values.path ?? SymbolPath.fromEnvironment();
const options = { searchPath, servers: { onProgress: showProgress } };

/** A bar for a terminal. In a file, lines that replace each other would only be long. */
function showProgress({ file, bytes, total, fromCache }: ServerProgress): void {
  if (!process.stderr.isTTY || fromCache) return;
  const part = total === null ? 0 : bytes / total;
  const bar = '#'.repeat(Math.round(part * 30)).padEnd(30, '.');
  process.stderr.write(`\r\x1b[K[${bar}] ${file} ${(bytes / 2 ** 20).toFixed(1)} MB${part === 1 ? '\r\x1b[K' : ''}`);
}

/** Tells what became of a file, and returns its path. */
function told(search: Awaited<ReturnType<typeof findImage | typeof findPdb>>): string | null {
  console.log(String(search));
  if (search.path === null && search.name !== null) process.exitCode = 1;
  return search.path;
}

async function imagesOf(dumpPath: string): Promise<string[]> {
  await using dump = await Minidump.open(dumpPath);
  const images: string[] = [];
  for (const { name, timestamp, size } of dump.modules) {
    const image = told(await findImage({ name, timestamp, size }, options));
    if (image !== null) images.push(image);
  }
  return images;
}

async function main(): Promise<void> {
  for (const file of positionals) {
    const isDump = /\.(?:dmp|mdmp)$/i.test(file);
    for (const image of isDump ? await imagesOf(file) : [file]) told(await findPdb(image, options));
  }
}

void main();
