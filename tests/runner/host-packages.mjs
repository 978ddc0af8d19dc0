import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { npmEnvironment } from './npm-client.mjs';
import { say } from './progress.mjs';

/**
 * Makes sure that this machine's own node_modules is there and is what package-lock.json says.
 * @param {string} project
 */
export async function readyHostPackages(project) {
  const why = () => whyNotReady(project);
  if (!why()) return;
  const install = async () => {
    const reason = why();
    if (reason) await npmCi(project, reason);
  };
  if (process.platform !== 'linux') return install();
  const onWait = () => say('waiting for another run that installs the packages');
  await withLock(path.join(project, 'package-lock.json'), install, { onWait });
}

/**
 * Compiles the project's package to its `dist`, as it is published.
 * @param {string} project
 */
export async function buildPackage(project) {
  say('npm run build: about 5 s');
  await npm(['run', 'build', '--silent'], project);
}

/**
 * Builds what the package runs, without its declarations.
 * @param {string} project
 * @param {string} folder
 */
export async function buildInto(project, folder) {
  const child = spawn(process.execPath, [path.join(project, 'esbuild.config.mjs'), folder], {
    stdio: ['ignore', 2, 2],
  });
  const [code, signal] = await once(child, 'exit');
  if (code !== 0) throw new Error(`esbuild.config.mjs ended with ${code ?? signal}`);
}

async function npmCi(project, reason) {
  say(`npm ci, because ${reason}: about 20 s`);
  await npm(['ci', '--no-audit', '--no-fund'], project);
}

async function npm(args, project) {
  const child = spawn('npm', args, {
    cwd: project,
    env: npmEnvironment(),
    stdio: ['ignore', 2, 2],
    // On Windows npm is a script, which only a shell can start.
    shell: process.platform === 'win32',
  });
  const [code, signal] = await once(child, 'exit');
  if (code !== 0) throw new Error(`npm ${args[0]} ended with ${code ?? signal}`);
}

/**
 * Compares what npm last installed, by its own record, with what the lock file wants.
 * @param {string} project
 * @returns {string | undefined} undefined when they fit
 */
export function whyNotReady(project) {
  // npm writes this as the last step of an installation.
  const record = path.join(project, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return 'node_modules is missing or not whole';
  const installed = readPackages(record);
  const wanted = readPackages(path.join(project, 'package-lock.json'));
  for (const [name, { version, integrity, optional, devOptional }] of Object.entries(wanted)) {
    const found = installed[name];
    // The root itself is not recorded, nor are packages for other platforms.
    if (name === '' || (!found && (optional || devOptional))) continue;
    if (found?.version !== version || found.integrity !== integrity) {
      return `node_modules does not fit package-lock.json: ${name} is ${found?.version ?? 'missing'}, not ${version}`;
    }
  }
  return undefined;
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
