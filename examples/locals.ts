/**
 * Lists the parameters and local variables of a function, and where each lives at an address.
 *
 *   ts-node locals.ts [IMAGE ADDRESS ...]
 *
 * An ADDRESS is an offset into the image (0x1234), module+0x1234, or the name of a function. Without an image: two places
 * in a function of a small library that comes with the package.
 */
import path from 'node:path';
import { SymbolSession, type LocalVariable, type Location, type SymbolModule } from '../lib';

function whereabouts({ location }: LocalVariable): string {
  switch (location.kind) {
    case 'register':
      return location.name;
    case 'frame':
      return `[${location.name}${location.offset < 0 ? '-' : '+'}0x${Math.abs(location.offset).toString(16)}]`;
    case 'static':
      return `0x${location.address.toString(16)}`;
    case 'constant':
      return String(location.value);
    case 'unknown':
      return 'nowhere';
  }
}

async function locate(session: SymbolSession, module: SymbolModule, text: string): Promise<Location> {
  if (/^0x[0-9a-f]+$/i.test(text)) return { module, rva: BigInt(text) };
  if (text.includes('+')) return text;
  const symbol = await session.findSymbol(text);
  if (!symbol) throw new Error(`${text} is no address and no function of ${module.name}`);
  return symbol.address;
}

async function main(given: string | undefined, addresses: readonly string[]): Promise<void> {
  const variant = process.arch === 'ia32' ? 'x86' : 'x64';
  const image = given ?? path.join(__dirname, '../tests/fixtures/bin', variant, 'scene.dll');
  await using session = await SymbolSession.open();
  const module = await session.loadModule(image);
  // Past the prologue, and inside a block of scene_measure.
  const asked = addresses.length > 0 ? addresses : ['0x19f0', '0x1a68'];
  for (const text of asked) {
    const at = await locate(session, module, text);
    const hit = await session.symbolize(at);
    console.log(`${text}  ${hit ? `${hit.name}+0x${hit.displacement.toString(16)}` : 'no symbol'}`);
    for (const local of (await session.locals(at)) ?? []) {
      const block = local.scope?.kind === 'block' ? `  in a block of ${String(local.scope.size)} bytes` : '';
      const what = `${local.kind.padEnd(9)} ${local.name.padEnd(8)} ${whereabouts(local).padEnd(14)}`;
      console.log(`  ${what} ${String(local.size).padStart(3)} bytes  ${local.type.name}${block}`);
    }
  }
}

const [image, ...addresses] = process.argv.slice(2);
main(image, addresses).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
