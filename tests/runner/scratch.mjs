import { existsSync, mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, removeTree } from './cache.mjs';
import { removeUnlessLocked } from './lock.mjs';

// Between the making of a folder and its run's first process, nobody holds the lock yet.
const youngMilliseconds = 60_000;

/**
 * A folder for one run. Those of runs that died are removed on the way.
 * @returns {{ folder: string, lockFile: string, remove(): void }} the run holds `lockFile`'s shared lock
 */
export function makeScratch() {
  const parent = path.join(cacheFolder(), 'runs');
  mkdirSync(parent, { recursive: true });
  sweep(parent);
  const folder = mkdtempSync(path.join(parent, 'run-'));
  const lockFile = path.join(folder, 'in-use.lock');
  for (const file of [lockFile, path.join(folder, 'out'), path.join(folder, 'err')]) writeFileSync(file, '');
  return { folder, lockFile, remove: () => removeTree(folder) };
}

function sweep(parent) {
  for (const entry of readdirSync(parent)) {
    const folder = path.join(parent, entry);
    const info = statSync(folder, { throwIfNoEntry: false });
    if (!info || Date.now() - info.mtimeMs < youngMilliseconds) continue;
    const lockFile = path.join(folder, 'in-use.lock');
    if (existsSync(lockFile)) removeUnlessLocked(folder, lockFile);
    else removeTree(folder);
  }
}
