import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { builtOnce, cacheFolder } from '../runner/cache.mjs';
import { say } from '../runner/progress.mjs';

/**
 * `builtOnce`, on Windows too.
 * @param {Parameters<typeof builtOnce>[0]} spec
 * @returns {Promise<string>} the folder
 */
export function fetchedOnce(spec) {
  return process.platform === 'win32' ? fetchedOnWindows(spec) : builtOnce(spec);
}

/** There is no flock on Windows; a folder that is not whole has another name. */
async function fetchedOnWindows({ name, recipe, why, build }) {
  const folder = path.join(cacheFolder(), `${name}-${recipe[2]}`);
  if (existsSync(folder)) return folder;
  say(why);
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial);
  await build(partial);
  renameSync(partial, folder);
  return folder;
}
