// Checks the packed tarball as users get it.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readyHostPackages } from '../runner/host-packages.mjs';
import { projectFolder, windowsAvailable } from '../runner/windows.mjs';
import { Checks } from './checks.mjs';
import { checkContents } from './contents.mjs';
import { checkOffWindows } from './off-windows.mjs';
import { packProject } from './tarball.mjs';
import { checkUserProjects } from './user-projects.mjs';

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'dbghelp-package-')));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const checks = new Checks();
await readyHostPackages(projectFolder);
const tarball = await checks.check('builds and packs', () => packProject(projectFolder, folder));
if (tarball) {
  const given = { folder, tarball, project: projectFolder, windows: windowsAvailable() };
  await checkContents(checks, tarball, projectFolder);
  await checkUserProjects(checks, given);
  if (process.platform !== 'win32') await checkOffWindows(checks, given);
}
process.exitCode = checks.finish();
