import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
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
 * Compiles the project's package to its `dist`, as it is published, unless it is there and newer than all that it is made of.
 * @param {string} project
 */
export async function buildPackage(project) {
  if (!isDistOld(project)) return;
  const build = async () => {
    if (!isDistOld(project)) return;
    say('npm run build: about 20 s');
    await npm(['run', 'build', '--silent'], project);
  };
  if (process.platform !== 'linux') return build();
  const onWait = () => say('waiting for another run that builds the package');
  await withLock(path.join(project, 'package.json'), build, { onWait });
}

const verbs = 'lib/cli/verbs';
const sources = ['lib', 'types', 'package.json', 'package-lock.json'];
const isOfTheBuild = (name) => /^(tsconfig.*\.json|rollup\.config\.mjs|esbuild\.config\.mjs)$/.test(name);

/**
 * Whether the package in `dist` is missing, or older than a file that it is made of.
 * @param {string} project
 */
export function isDistOld(project) {
  // The build writes the last verb of the command last.
  const last = `${path.parse(readdirSync(path.join(project, verbs)).sort().at(-1)).name}.js`;
  const built = statSync(path.join(project, 'dist', verbs, last), { throwIfNoEntry: false });
  if (!built) return true;
  const all = [...sources, ...readdirSync(project).filter(isOfTheBuild)].flatMap((name) => {
    const file = path.join(project, name);
    // A folder changes when a file of it is removed or gets another name.
    const inside = statSync(file).isDirectory() ? readdirSync(file, { recursive: true }) : [];
    return [file, ...inside.map((each) => path.join(file, each))];
  });
  return all.some((file) => statSync(file).mtimeMs >= built.mtimeMs);
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
