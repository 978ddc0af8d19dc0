import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runQuietly } from '../runner/tied-command.mjs';
import { commandProgram, commandScript } from './command.mjs';
import { makeConsumer } from './consumer.mjs';
import { expectedSymbols } from './expected.mjs';
import { bundle, doorsDump, doorsPrograms, noKoffiProgram } from './doors.mjs';
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
  const scripts = {
    'script.cjs': unsupported.commonJs,
    'script.mjs': unsupported.esm,
    ...doorsPrograms,
    [commandScript]: commandProgram,
  };
  const files = { ...scripts, ...noKoffiProgram };
  const cwd = path.join(folder, 'off-windows');
  await checks.check(`installs on ${process.platform}`, async () => {
    await makeConsumer({ folder: cwd, tarball, project, files, copies: [doorsDump, ...expectedSymbols('x64').files] });
    replaceKoffi(path.join(cwd, 'node_modules/koffi'));
  });
  const run = (file, where) =>
    checks.check(`elsewhere than on Windows: ${file} loads no koffi, and calls are refused`, async () => {
      const done = path.join(where, doneFile);
      rmSync(done, { force: true });
      await runQuietly([process.execPath, file], { cwd: where });
      if (!existsSync(done)) throw new Error('ended without an error, but before the end of the script');
    });
  // Node.js runs the bundles of TypeScript programs.
  for (const file of Object.keys(scripts).filter((name) => !name.endsWith('.ts'))) await run(file, cwd);
  const bundles = await checks.check('esbuild bundles several doors at once', () => bundle(cwd, 'doors.ts'));
  for (const file of bundles ?? []) await run(file, cwd);

  const bare = path.join(folder, 'bare');
  mkdirSync(bare);
  copyFileSync(doorsDump, path.join(bare, path.basename(doorsDump)));
  const alone = await checks.check('esbuild bundles the doors that need no koffi', () =>
    bundle(cwd, Object.keys(noKoffiProgram)[0], bare),
  );
  for (const file of alone ?? []) await run(file, bare);
}

function replaceKoffi(folder) {
  if (!existsSync(folder)) throw new Error(`Expected koffi in ${folder}, got nothing`);
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'package.json'), '{ "name": "koffi", "version": "0.0.0", "main": "index.js" }');
  writeFileSync(path.join(folder, 'index.js'), "throw new Error('koffi was loaded');\n");
}
