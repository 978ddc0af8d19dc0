import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { removeUnlessLocked, withLock } from './lock.mjs';
import { say } from './progress.mjs';

/**
 * Where everything is kept that takes time to make.
 * @returns {string}
 */
export function cacheFolder() {
  const folder =
    process.env.DBGHELP_TEST_CACHE ||
    path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'dbghelp-tests');
  mkdirSync(folder, { recursive: true });
  return path.resolve(folder);
}

/**
 * The file whose shared lock says "in use" of a built folder.
 * @param {string} folder
 * @returns {string}
 */
export function useLock(folder) {
  return path.join(folder, 'in-use.lock');
}

/**
 * Removes a folder tree, never across a mount.
 * @param {string} folder
 */
export function removeTree(folder) {
  spawnSync('rm', ['-rf', '--one-file-system', '--', folder], { stdio: 'inherit' });
}

/**
 * A folder of the cache that is built once per recipe: under another name first and renamed when it is whole,
 * so that an interrupted build is redone and never half used.
 * @param {object} spec
 * @param {string} spec.name
 * @param {string[]} spec.recipe everything that the result depends on; another recipe is another folder
 * @param {string} spec.why said when it has to be built: what, why, and about how long
 * @param {(folder: string) => Promise<void>} spec.build fills an empty folder
 * @param {number} [spec.keep] how many recipes stay in the cache, the newest first
 * @returns {Promise<string>} the folder
 */
export async function builtOnce({ name, recipe, why, build, keep = 2 }) {
  const cache = cacheFolder();
  const stamp = JSON.stringify(recipe);
  const id = createHash('sha256').update(stamp).digest('hex').slice(0, 12);
  const folder = path.join(cache, `${name}-${id}`);
  if (isReady(folder)) return folder;

  const onWait = () => say(`waiting for another run that is making "${name}"`);
  return withLock(path.join(cache, `${name}.lock`), buildIt, { onWait });

  async function buildIt() {
    if (isReady(folder)) return folder;
    const started = Date.now();
    say(why);
    // Their makers are dead: a living one would hold the lock.
    for (const entry of siblings(cache, name, /\.(partial|dying)$/)) removeTree(entry);
    removeTree(folder);
    const partial = `${folder}.partial`;
    mkdirSync(partial);
    await build(partial);
    writeFileSync(useLock(partial), '');
    writeFileSync(path.join(partial, 'recipe.json'), stamp);
    spawnSync('sync', ['--file-system', partial]);
    renameSync(partial, folder);
    say(`made "${name}" in ${Math.round((Date.now() - started) / 1000)} s`);
    sweep(cache, name, keep);
    return folder;
  }
}

function isReady(folder) {
  if (!existsSync(path.join(folder, 'recipe.json'))) return false;
  const now = new Date();
  // The sweep keeps the newest, which are those used last.
  utimesSync(folder, now, now);
  return true;
}

function siblings(cache, name, ending) {
  return readdirSync(cache)
    .filter((entry) => entry.startsWith(`${name}-`) && ending.test(entry))
    .map((entry) => path.join(cache, entry));
}

function sweep(cache, name, keep) {
  const age = (folder) => statSync(folder).mtimeMs;
  const old = siblings(cache, name, /-[0-9a-f]{12}$/)
    .sort((a, b) => age(b) - age(a))
    .slice(keep);
  for (const folder of old) removeUnlessLocked(folder, useLock(folder));
}
