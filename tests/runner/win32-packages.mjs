import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { builtOnce } from './cache.mjs';
import { npm } from './npm-client.mjs';

const dependencyFields = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'peerDependenciesMeta',
  'overrides',
];

/**
 * The project's packages as Windows gets them.
 * @param {string} project a folder with package.json and package-lock.json
 * @param {'x64' | 'ia32'} cpu
 * @returns {Promise<string | undefined>} the cache folder, its subfolder `node_modules` holds them; undefined without a lock file
 */
export async function win32PackagesFolder(project, cpu) {
  const lockFile = path.join(project, 'package-lock.json');
  if (!existsSync(lockFile)) return undefined;
  const manifest = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8'));
  const npmrc = path.join(project, '.npmrc');
  return builtOnce({
    name: `packages-${cpu}`,
    recipe: [
      '1',
      JSON.stringify(dependencyFields.map((field) => manifest[field])),
      readFileSync(lockFile, 'utf8'),
      existsSync(npmrc) ? readFileSync(npmrc, 'utf8') : '',
    ],
    why: `installing the project's packages for Windows (${cpu}), new or changed in package-lock.json: about 30 s`,
    build: (folder) => install(project, cpu, folder),
    keep: 4,
  });
}

async function install(project, cpu, folder) {
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
    const source = path.join(project, file);
    if (existsSync(source)) copyFileSync(source, path.join(folder, file));
  }
  await npm(['ci', '--os=win32', `--cpu=${cpu}`, '--ignore-scripts'], folder);
  // The packages are mounted read-only, and this on top of them, so it must exist before.
  mkdirSync(path.join(folder, 'node_modules', '.cache'), { recursive: true });
  mkdirSync(path.join(folder, 'cache'));
}
