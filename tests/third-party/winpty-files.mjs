import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { builtOnce, cacheFolder } from '../wine/cache.mjs';
import { unpackFromNpm } from '../wine/npm-package.mjs';
import { say } from '../wine/progress.mjs';

const nodePty = {
  package: 'node-pty',
  version: '1.1.0',
  integrity: 'sha512-20JqtutY6JPXTUnL0ij1uad7Qe1baT46lyolh2sSENDd4sTzKZ4nmAFkeAARDKwmlLjPx6XKRlwRUxwjOy+lUg==',
};
const files = ['winpty.dll', 'winpty.pdb'];
const folderInside = 'prebuilds/win32-x64';

/**
 * An image and its PDB as Microsoft's compiler and linker made them: never part of this project, only of the cache.
 * @returns {Promise<string>} the folder that holds winpty.dll and winpty.pdb
 */
export async function winptyFolder() {
  const fetched = process.platform === 'win32' ? fetchedOnWindows : builtOnce;
  const folder = await fetched({
    name: 'winpty',
    recipe: ['1', nodePty.package, nodePty.version, nodePty.integrity, ...files],
    why: `fetching winpty.dll and its PDB from the npm package node-pty ${nodePty.version} (30 MB): about 10 s`,
    build: fetchFiles,
  });
  return path.join(folder, 'win32-x64');
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

async function fetchFiles(folder) {
  const wanted = files.map((file) => `${folderInside}/${file}`);
  await unpackFromNpm(nodePty, wanted, folder);
  renameSync(path.join(folder, 'package', folderInside), path.join(folder, 'win32-x64'));
  rmSync(path.join(folder, 'package'), { recursive: true });
}
