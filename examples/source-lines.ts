/**
 * Tells which code belongs to which lines of source.
 *
 *   ts-node source-lines.ts IMAGE                   its source files
 *   ts-node source-lines.ts IMAGE FILE              the lines of a file that have code
 *   ts-node source-lines.ts IMAGE FILE LINE         where the code of a line is, inlined copies too
 *
 * FILE is a path or the tail of one, such as scene.cpp. Without arguments, a small library that comes with the package is
 * asked for all three.
 */
import path from 'node:path';
import { formatAddress, SymbolSession, type LineRecord, type SourceFile } from '../lib';

const hex = (value: bigint): string => `0x${value.toString(16)}`;

function printFile({ path: file, checksum }: SourceFile): void {
  const sum = checksum ? `  ${checksum.kind} ${Buffer.from(checksum.bytes).toString('hex')}` : '';
  console.log(`${file}${sum}`);
}

function printLine({ file, line, address, size }: LineRecord): void {
  console.log(`${path.win32.basename(file)}:${String(line)}  ${hex(address)}, ${String(size)} bytes`);
}

async function printPlaces(session: SymbolSession, file: string, line: number): Promise<void> {
  const records = await session.addressesOfLine(file, line, { inlined: true, nearest: true });
  console.log(`${file}:${String(line)} is in ${String(records.length)} places`);
  for (const record of records) {
    printLine(record);
    const hit = await session.symbolize(record.address, { inlineFrames: true, degrade: true });
    if (hit) console.log(formatAddress(hit).replace(/^/gm, '    '));
    const next = await session.nextLine(record.address);
    if (next) console.log(`    next: ${path.win32.basename(next.file)}:${String(next.line)}`);
  }
}

async function main(): Promise<void> {
  const variant = process.arch === 'ia32' ? 'x86' : 'x64';
  const own = path.join(__dirname, '../tests/fixtures/bin', variant, 'scene.dll');
  const [image = own, file, line] = process.argv.slice(2);
  const all = image === own && file === undefined;

  await using session = await SymbolSession.open();
  await session.loadModule(image);
  if (file === undefined) (await session.sourceFiles(undefined, { checksums: true })).forEach(printFile);
  if (all) console.log();
  if (all || (file !== undefined && line === undefined)) (await session.lines(file ?? 'plain.c')).forEach(printLine);
  if (all) console.log();
  if (all || line !== undefined) await printPlaces(session, file ?? 'scene.hpp', Number(line ?? 143));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
