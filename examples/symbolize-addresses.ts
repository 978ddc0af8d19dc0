/**
 * Turns addresses into names and source lines.
 *
 *   ts-node symbolize-addresses.ts IMAGE [--symbols DIR] [ADDRESS ...]
 *
 * An ADDRESS is an offset into the image (0x1234), or module+0x1234. Without any, the image's own functions are asked
 * for; without an image, a small library that comes with the package, and the modules of this very process.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { SymbolSession, type Location, type SymbolModule, type SymbolizedAddress } from '../lib';

function format(what: string, hit: SymbolizedAddress | null): string {
  if (!hit) return `${what}  no symbol`;
  const line = hit.source ? ` [${hit.source.file}:${String(hit.source.line)}]` : '';
  return `${what}  ${hit.module}!${hit.name}+0x${hit.displacement.toString(16)}${line}`;
}

/** A number is an offset into the image. */
function locationOf(text: string, module: SymbolModule): Location {
  return /^(0x)?[0-9a-f]+$/i.test(text) ? { module, rva: BigInt(text.replace(/^(0x)?/i, '0x')) } : text;
}

async function symbolizeImage(image: string, symbols: string | undefined, addresses: readonly string[]): Promise<void> {
  await using session = await SymbolSession.open({ searchPath: symbols });
  const module = await session.loadModule(image);
  console.log(`${path.win32.basename(image)}: symbols from ${module.symbolType}`);
  const asked = addresses.length > 0 ? addresses : ['0x1010', '0x1430', '0x1434', '0x18f0', `${module.name}+0x1a00`];
  const hits = await session.symbolizeAll(asked.map((text) => locationOf(text, module)));
  asked.forEach((text, index) => {
    console.log(format(text, hits[index] ?? null));
  });
}

async function symbolizeThisProcess(): Promise<void> {
  await using session = await SymbolSession.open({ process: 'self' });
  for (const name of ['dbghelp!SymFromAddrW', 'kernelbase!CreateFileW', 'ucrtbase!malloc']) {
    const symbol = await session.findSymbol(name);
    console.log(format(`${name} + 4`, symbol && (await session.symbolize(symbol.address + 4n))));
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { symbols: { type: 'string' } }, allowPositionals: true });
  const [image, ...addresses] = positionals;
  if (image !== undefined) {
    await symbolizeImage(image, values.symbols, addresses);
    return;
  }
  const variant = process.arch === 'ia32' ? 'x86' : 'x64';
  await symbolizeImage(path.join(__dirname, '../tests/fixtures/bin', variant, 'scene.dll'), undefined, []);
  console.log('\nThis process:');
  await symbolizeThisProcess();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
