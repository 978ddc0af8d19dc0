/** Loads a module, unloads it, and loads it again: what SymUnloadModule64 does to addresses. */
import path from 'node:path';
import { DbgHelpError, SymbolSession } from '../lib';

const variant = process.arch === 'ia32' ? 'x86' : 'x64';
const image = path.join(__dirname, '../tests/fixtures/bin', variant, 'scene.dll');

async function main(): Promise<void> {
  await using session = await SymbolSession.open();
  const show = async (when: string, address: bigint): Promise<void> => {
    const hit = await session.symbolize(address);
    console.log(`${when}: ${hit ? `${hit.module}!${hit.name}` : 'no symbol'}`);
  };

  const module = await session.loadModule(image, { base: 0x10000000n });
  const address = module.addressOf(0x1010);
  await show('loaded', address);

  await session.unloadModule(module);
  await show('unloaded', address);

  try {
    await session.unloadModule(module);
  } catch (error) {
    if (!(error instanceof DbgHelpError)) throw error;
    console.log(`unloaded twice: ${error.code}: ${error.message}`);
  }

  const again = await session.loadModule(image, { base: 0x10000000n });
  console.log(
    `the old object is ${module.loaded ? 'alive' : 'dead'}, the new one is ${again.loaded ? 'alive' : 'dead'}`,
  );
  await show('loaded again', address);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
