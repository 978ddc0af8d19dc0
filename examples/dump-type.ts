/**
 * Shows types as a debugger does, with their members in place.
 *
 *   ts-node dump-type.ts [IMAGE MASK ...] [--depth N]
 *
 * A MASK is the name of a type, or a wildcard expression such as `scene::S*`. Without an image: some types of a small
 * library that comes with the package.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { SymbolSession, layoutOf } from '../lib';

async function dump(image: string, masks: readonly string[], depth: number): Promise<void> {
  await using session = await SymbolSession.open();
  const module = await session.loadModule(image);
  for (const mask of masks) {
    for await (const type of session.types(mask, { module })) {
      console.log(`${(await session.formatType(`${module.name}!${type.name}`, { depth })) ?? type.name}\n`);
    }
  }
}

/** The same as data: what a script needs to read such a value from memory. */
async function printLayout(image: string, name: string): Promise<void> {
  await using session = await SymbolSession.open();
  await session.loadModule(image);
  const type = await session.type(name);
  if (!type) return;
  const { size, fields } = await layoutOf(type);
  console.log(`${name}: ${String(size)} bytes`);
  for (const { path: field, offset, size: bytes, kind, signed, bits, dimensions } of fields) {
    const where = `${String(offset).padStart(4)} ${String(bytes).padStart(2)}`;
    const what = kind === 'integer' && !signed ? 'unsigned integer' : kind;
    const counts = dimensions.map(({ count }) => ` x ${String(count)}`).join('');
    const range = bits ? `, ${String(bits.length)} bits from ${String(bits.position)}` : '';
    console.log(`${where}  ${field}: ${what}${counts}${range}`);
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { depth: { type: 'string' } }, allowPositionals: true });
  const [image, ...masks] = positionals;
  const depth = Number(values.depth ?? 1);
  if (image !== undefined) {
    await dump(image, masks.length > 0 ? masks : ['*'], depth);
    return;
  }
  const variant = process.arch === 'ia32' ? 'x86' : 'x64';
  const scene = path.join(__dirname, '../tests/fixtures/bin', variant, 'scene.dll');
  await dump(scene, ['scene::Node', 'scene::Blend', 'scene::Visitor', 'scene::Packed'], depth);
  await printLayout(scene, 'scene::Node');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
