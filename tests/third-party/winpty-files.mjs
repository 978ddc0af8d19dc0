import { renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { unpackFromNpm } from '../runner/npm-package.mjs';
import { fetchedOnce } from './fetched-once.mjs';

const nodePty = {
  package: 'node-pty',
  version: '1.1.0',
  integrity: 'sha512-20JqtutY6JPXTUnL0ij1uad7Qe1baT46lyolh2sSENDd4sTzKZ4nmAFkeAARDKwmlLjPx6XKRlwRUxwjOy+lUg==',
};
/** Each with its PDB. Of winpty-agent.exe's, Wine's DLL never ends to read: it takes memory until there is none. */
export const images = ['winpty.dll', 'pty.node', 'conpty.node'];
const files = images.flatMap((image) => [image, image.replace(/\.\w+$/, '.pdb')]);

/**
 * Images and their PDBs as Microsoft's compiler and linker made them: never part of this project, only of the cache.
 * @returns {Promise<string>} the folder that holds them
 */
export const winptyFolder = () => folderOf('winpty', 'win32-x64', files, 'two other images and their PDBs', '30 MB');

/**
 * winpty.dll and its PDB for ARM64, likewise.
 * @returns {Promise<string>} the folder that holds them
 */
export const winptyArm64Folder = () =>
  folderOf('winpty-arm64', 'win32-arm64', ['winpty.dll', 'winpty.pdb'], 'and its PDB, for ARM64', '10 MB');

async function folderOf(name, inside, wanted, what, size) {
  const folder = await fetchedOnce({
    name,
    recipe: ['1', nodePty.package, nodePty.version, nodePty.integrity, ...wanted],
    why: `fetching winpty.dll, ${what} from the npm package node-pty ${nodePty.version} (${size}): about 10 s`,
    build: (target) => fetchFiles(target, inside, wanted),
  });
  return path.join(folder, inside);
}

async function fetchFiles(folder, inside, wanted) {
  const folderInside = `prebuilds/${inside}`;
  await unpackFromNpm(
    nodePty,
    wanted.map((file) => `${folderInside}/${file}`),
    folder,
  );
  renameSync(path.join(folder, 'package', folderInside), path.join(folder, inside));
  rmSync(path.join(folder, 'package'), { recursive: true });
}
