import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runQuietly } from '../runner/tied-command.mjs';
import { makeConsumer } from './consumer.mjs';
import { doneFile, unsupported } from './scripts.mjs';

/**
 * Imports the package where there is no Windows, and where loading koffi would throw.
 * @param {import('./checks.mjs').Checks} checks
 * @param {object} given
 * @param {string} given.folder
 * @param {import('./tarball.mjs').Tarball} given.tarball
 * @param {string} given.project
 */
export async function checkOffWindows(checks, { folder, tarball, project }) {
  const files = { 'script.cjs': unsupported.commonJs, 'script.mjs': unsupported.esm };
  const cwd = path.join(folder, 'off-windows');
  await checks.check(`installs on ${process.platform}`, async () => {
    await makeConsumer({ folder: cwd, tarball, project, files });
    replaceKoffi(path.join(cwd, 'node_modules/koffi'));
  });
  for (const file of Object.keys(files)) {
    await checks.check(`elsewhere than on Windows: ${file} loads no koffi, and calls are refused`, async () => {
      const done = path.join(cwd, doneFile);
      rmSync(done, { force: true });
      await runQuietly([process.execPath, file], { cwd });
      if (!existsSync(done)) throw new Error('ended without an error, but before the end of the script');
    });
  }
}

function replaceKoffi(folder) {
  if (!existsSync(folder)) throw new Error(`Expected koffi in ${folder}, got nothing`);
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'package.json'), '{ "name": "koffi", "version": "0.0.0", "main": "index.js" }');
  writeFileSync(path.join(folder, 'index.js'), "throw new Error('koffi was loaded');\n");
}
