import { renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { unpackFromNpm } from '../wine/npm-package.mjs';
import { fetchedOnce } from './fetched-once.mjs';

const nodePty = {
  package: 'node-pty',
  version: '1.1.0',
  integrity: 'sha512-20JqtutY6JPXTUnL0ij1uad7Qe1baT46lyolh2sSENDd4sTzKZ4nmAFkeAARDKwmlLjPx6XKRlwRUxwjOy+lUg==',
};
/** Each with its PDB. Of winpty-agent.exe's, Wine's DLL never ends to read: it takes memory until there is none. */
export const images = ['winpty.dll', 'pty.node', 'conpty.node'];
const files = images.flatMap((image) => [image, image.replace(/\.\w+$/, '.pdb')]);
const folderInside = 'prebuilds/win32-x64';

/**
 * Images and their PDBs as Microsoft's compiler and linker made them: never part of this project, only of the cache.
 * @returns {Promise<string>} the folder that holds them
 */
export async function winptyFolder() {
  const folder = await fetchedOnce({
    name: 'winpty',
    recipe: ['1', nodePty.package, nodePty.version, nodePty.integrity, ...files],
    why: `fetching winpty.dll, two other images and their PDBs from the npm package node-pty ${nodePty.version} (30 MB): about 10 s`,
    build: fetchFiles,
  });
  return path.join(folder, 'win32-x64');
}

async function fetchFiles(folder) {
  const wanted = files.map((file) => `${folderInside}/${file}`);
  await unpackFromNpm(nodePty, wanted, folder);
  renameSync(path.join(folder, 'package', folderInside), path.join(folder, 'win32-x64'));
  rmSync(path.join(folder, 'package'), { recursive: true });
}
