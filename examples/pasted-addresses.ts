/**
 * Names addresses as they were copied out of a debugger, a log or a report, and prints what is known of them as JSON.
 *
 *   ts-node pasted-addresses.ts FOLDER [ADDRESS ...]
 *
 * Every image of the folder is loaded, wherever there is room for it. An ADDRESS is module!function+0x10, module+0x1234,
 * 0x140001234 or 00000001`40001234; quote it for your shell. Without a folder: libraries that come with the package.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { DbgHelpError, SymbolSession } from '../lib';

const print = (answer: unknown): void => {
  console.log(JSON.stringify(answer));
};

async function loadFolder(session: SymbolSession, folder: string): Promise<void> {
  const images = readdirSync(folder).filter((file) => /\.(?:exe|dll|sys|node)$/i.test(file));
  for (const image of images.sort()) {
    try {
      const { name, base, symbolType } = (await session.loadModule(path.join(folder, image))).toJSON();
      print({ image, name, base, symbolType });
    } catch (error) {
      // What is called so, and is no image: the others can be named all the same.
      if (!(error instanceof DbgHelpError)) throw error;
      print({ image, error: error.code });
    }
  }
}

async function main([folder, ...given]: readonly string[]): Promise<void> {
  await using session = await SymbolSession.open();
  const variant = process.arch === 'ia32' ? 'x86' : 'x64';
  await loadFolder(session, folder ?? path.join(__dirname, '../tests/fixtures/bin', variant));
  const addresses = folder === undefined ? ['scene!scene_draw+0x10', '00000001`40001010'] : given;
  for (const address of addresses) {
    const module = await session.module(address);
    const symbol = await session.symbolize(address, { degrade: true });
    const next = await session.nextLine(address);
    print({ address, module: module?.name ?? null, symbol, next });
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
