import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runNpm } from './npm.mjs';

/**
 * Makes a project of somebody who installs the tarball. Whatever else it installs has the version that
 * this project's lock file has, so that a run does not depend on what was published today.
 * @param {object} consumer
 * @param {string} consumer.folder a new one
 * @param {import('./tarball.mjs').Tarball} consumer.tarball
 * @param {string} consumer.project where the lock file is
 * @param {'x64' | 'ia32'} [consumer.cpu] for Windows on it; without, for this machine
 * @param {string[]} [consumer.tools] packages besides the tarball
 * @param {Record<string, string>} consumer.files name and text
 * @param {string[]} [consumer.copies] files to copy
 */
export async function makeConsumer({ folder, tarball, project, cpu, tools = [], files, copies = [] }) {
  mkdirSync(folder);
  const lock = JSON.parse(readFileSync(path.join(project, 'package-lock.json'), 'utf8'));
  const { overrides } = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8'));
  const own = ['', `node_modules/${tarball.manifest.name}`];
  const packages = Object.fromEntries(Object.entries(lock.packages).filter(([place]) => !own.includes(place)));
  const root = {
    name: 'consumer',
    version: '1.0.0',
    dependencies: { [tarball.manifest.name]: `file:${tarball.file.replaceAll('\\', '/')}` },
    devDependencies: Object.fromEntries(tools.map((tool) => [tool, packages[`node_modules/${tool}`].version])),
  };
  writeJson(folder, 'package.json', { private: true, ...root, overrides });
  // npm keeps the entries that the tarball and the tools need, and drops the others.
  writeJson(folder, 'package-lock.json', {
    name: root.name,
    version: root.version,
    lockfileVersion: lock.lockfileVersion,
    requires: true,
    packages: { '': root, ...packages },
  });
  const target = process.platform === 'win32' || !cpu ? [] : ['--os=win32', `--cpu=${cpu}`];
  await runNpm(['install', ...target, '--ignore-scripts', '--prefer-offline'], folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  for (const file of copies) copyFileSync(file, path.join(folder, path.basename(file)));
}

function writeJson(folder, name, value) {
  writeFileSync(path.join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
}
