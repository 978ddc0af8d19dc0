import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { runQuietly } from '../runner/tied-command.mjs';
import { runNpm } from './npm.mjs';

/**
 * @typedef {object} Tarball
 * @property {string} file
 * @property {string} contents the folder where it is unpacked
 * @property {string[]} names its files, with forward slashes
 * @property {{ name: string, version: string, dependencies: Record<string, string> }} manifest
 */

const leftOut = ['dist', '.git'];

const isLeftOut = (file, project) =>
  path.basename(file) === 'node_modules' || leftOut.includes(path.relative(project, file));

/**
 * Packs a copy of the project, which is built on the way: nothing stale gets in, and the project's own dist stays.
 * @param {string} project
 * @param {string} folder an empty one
 * @returns {Promise<Tarball>}
 */
export async function packProject(project, folder) {
  const copy = path.join(folder, 'source');
  cpSync(project, copy, { recursive: true, filter: (file) => !isLeftOut(file, project) });
  symlinkSync(path.join(project, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
  await runNpm(['pack', '--pack-destination', folder], copy);
  const { name, version } = JSON.parse(readFileSync(path.join(copy, 'package.json'), 'utf8'));
  const file = path.join(folder, `${name}-${version}.tgz`);
  mkdirSync(path.join(folder, 'unpacked'));
  // Relative names, because GNU's tar takes the text before a colon, as in C:\, for a host.
  await runQuietly(['tar', '-xzf', path.basename(file), '-C', 'unpacked'], { cwd: folder });
  const contents = path.join(folder, 'unpacked', 'package');
  const manifest = JSON.parse(readFileSync(path.join(contents, 'package.json'), 'utf8'));
  return { file, contents, names: filesIn(contents), manifest };
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
}
