import { stat } from 'node:fs/promises';
import { setTimeout } from '../../base/clock';
import type { SymbolModule } from '../modules/module';
import { startListingThread } from './listing-thread';

/** From so many bytes of symbols on, a listing takes so long that it leaves the main thread: some 0.1 s. */
export const usuallyLargeFrom = 4 * 1024 * 1024;

/** So long after a load, most programs have had their first answer. Some end before, and need no thread. */
const millisecondsAfterLoad = 100;

const sizes = new WeakMap<SymbolModule, Promise<number>>();

/** The size of the file that a module's symbols come from, in bytes; 0 if they take no time to list. */
export function bytesOfSymbols(module: SymbolModule): Promise<number> {
  const { hasFullSymbols, symbolType, told, pdbPath, imagePath } = module;
  if (!hasFullSymbols || symbolType === 'virtual') return Promise.resolve(0);
  let size = sizes.get(module);
  if (!size) {
    const file = told.pdb ?? pdbPath ?? imagePath;
    size = stat(file).then(
      (found) => found.size,
      () => 0,
    );
    sizes.set(module, size);
  }
  return size;
}

/** Whether what lists the symbols of any of the modules, or frees them, keeps a thread for long. */
export async function areLarge(modules: readonly SymbolModule[], largeFrom: number): Promise<boolean> {
  if (largeFrom === Infinity) return false;
  for (const module of modules) if ((await bytesOfSymbols(module)) >= largeFrom) return true;
  return false;
}

/**
 * Starts the thread for long listings soon if one of a module would be long. The thread takes a tenth of a second to
 * start.
 */
export async function expectListings(module: SymbolModule, largeFrom: number, dll: string): Promise<void> {
  if (!(await areLarge([module], largeFrom))) return;
  const start = (): void => {
    if (module.loaded) startListingThread(dll);
  };
  setTimeout(start, millisecondsAfterLoad).unref();
}
