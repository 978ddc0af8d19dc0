import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { useLock } from './cache.mjs';
import {
  microsoftDllsAvailable,
  microsoftDllsFolder,
  microsoftDllSteps,
  microsoftDllVersion,
} from './microsoft-dlls.mjs';
import { ownWine } from './own-wine.mjs';
import { runInSandbox, unshareCommand } from './sandbox.mjs';
import { isInside, visibleFolderSteps } from './visible-folders.mjs';
import { win32PackagesFolder } from './win32-packages.mjs';
import { windowsNodeFolder, windowsNodes } from './windows-node.mjs';
import { prefixInside, readyWine, wineEnvironment } from './wine.mjs';

/** @import { RunResult } from './sandbox.mjs' */

export { toWindowsPath } from './windows-path.mjs';

/** The project whose tests these are. */
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

const passedOn = /^(CI|FORCE_COLOR|NO_COLOR|TZ|DBGHELP_.*|JEST_.*)$/;
const nodeInside = '/node';

/**
 * Whether this machine can run Windows' node.exe. Looks only; sets nothing up.
 * @returns {{ available: true } | { available: false, reason: string }}
 */
export function windowsAvailable() {
  const reason = process.platform === 'win32' ? undefined : whyNotHere();
  return reason ? { available: false, reason } : { available: true };
}

function whyNotHere() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return `Wine runs Windows' node.exe on Linux x64 only, and this is ${process.platform} ${process.arch}`;
  }
  const [program, ...args] = [...unshareCommand, 'mount', '-t', 'tmpfs', 'tmpfs', '/tmp'];
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) {
    const cure = process.getuid() === 0 ? 'a container needs the right to (docker run --privileged)' : 'try as root';
    return `this user may not make mount namespaces (${(stderr || error?.message || '').trim()}): ${cure}`;
  }
  const own = ownWine();
  if (own.version) return undefined;
  const system = readFileSync('/etc/os-release', 'utf8');
  if (!/^ID(_LIKE)?=.*(debian|ubuntu)/m.test(system)) {
    return `${own.reason}, and one can be made on Debian and Ubuntu only: install Wine 10 or newer with 32 bits`;
  }
  if (process.getuid() !== 0) return `${own.reason}, and one can be made by root only`;
  return undefined;
}

/** The dbghelp.dll of a run: Wine's or Microsoft's. Windows has its own. */
export const dlls = ['wine', 'microsoft'];

/**
 * Runs Windows' node.exe: in Wine, or on Windows itself the Node.js that runs this.
 * The first time it fetches what it needs and says so on stderr.
 * @param {object} options
 * @param {keyof typeof windowsNodes} [options.node] which node.exe; Windows itself has only its own
 * @param {'wine' | 'microsoft'} [options.dll] whose dbghelp.dll lies in System32; Windows itself has its own
 * @param {string[]} options.args
 * @param {Record<string, string>} [options.env] besides CI, FORCE_COLOR, NO_COLOR, TZ, DBGHELP_* and JEST_* of this process
 * @param {string} [options.cwd]
 * @param {string[]} [options.writable] folders outside the project that it may write to, at the same path
 * @param {string[]} [options.readable] folders outside the project that it may read, at the same path
 * @param {number} [options.timeoutSeconds] exit code 124 when it takes longer
 * @param {number} [options.memoryMiB] exit code 137 when its processes together take more
 * @param {(stream: 'stdout' | 'stderr', chunk: Buffer) => unknown} [options.onOutput]
 * @returns {Promise<RunResult>}
 */
export async function runOnWindows({
  node = '24-x64',
  dll = 'wine',
  args,
  env = {},
  cwd = process.cwd(),
  writable = [],
  readable = [],
  timeoutSeconds = 600,
  memoryMiB = 8192,
  onOutput = writeThrough,
}) {
  if (process.platform === 'win32') return runOwnNode({ args, env, cwd, timeoutSeconds });
  if (!Object.hasOwn(windowsNodes, node)) {
    throw new RangeError(`Expected \`node\` to be one of ${Object.keys(windowsNodes).join(', ')}, got ${node}`);
  }
  if (!dlls.includes(dll)) throw new RangeError(`Expected \`dll\` to be one of ${dlls.join(', ')}, got ${dll}`);
  const answer = windowsAvailable();
  if (!answer.available) throw new Error(`No Windows here: ${answer.reason}`);
  const wine = await readyWine();
  const nodeFolder = await windowsNodeFolder(node);
  const system = dll === 'microsoft' ? await microsoftDlls() : { steps: [], env: {}, uses: [] };
  const packages = await win32PackagesFolder(projectFolder, windowsNodes[node].cpu);
  const steps = (scratch) => [
    ...wine.steps,
    ...system.steps,
    ...temporaryFolderSteps(scratch),
    ...visibleFolderSteps({
      temporary: newFolder(scratch, 'tmp'),
      readable: readable.map((folder) => path.resolve(folder)).filter((folder) => !isInside(projectFolder, folder)),
      writable: [projectFolder, cwd, ...writable].map((folder) => path.resolve(folder)),
    }),
    ...(packages ? packageSteps(packages) : []),
    ['readonly', path.join(nodeFolder, 'bin'), nodeInside],
  ];
  const result = await runInSandbox({
    steps,
    command: ['wine', `Z:${nodeInside}/node.exe`, ...args],
    env: { ...wineEnvironment, ...system.env, DBGHELP_TEST_DLL: dll, ...passedOnEnvironment(), ...env },
    cwd,
    uses: [...wine.uses, ...system.uses, useLock(nodeFolder), ...(packages ? [useLock(packages)] : [])],
    timeoutSeconds,
    memoryMiB,
    onOutput,
  });
  if (result.timedOut) process.stderr.write(`[windows] ended: it took longer than ${timeoutSeconds} s\n`);
  if (result.outOfMemory) process.stderr.write(`[windows] ended: it took more than ${memoryMiB} MiB of memory\n`);
  return result;
}

async function microsoftDlls() {
  const answer = microsoftDllsAvailable();
  if (!answer.available) throw new Error(`No DLLs of Microsoft's here: ${answer.reason}`);
  const folder = await microsoftDllsFolder();
  const { steps, env } = microsoftDllSteps(folder, prefixInside);
  return {
    steps,
    env: { ...env, DBGHELP_TEST_DLL_VERSION: microsoftDllVersion },
    uses: process.env.DBGHELP_TEST_DLLS ? [] : [useLock(folder)],
  };
}

// On disk, unlike the rest of drive C:, because dumps and caches can be large.
function temporaryFolderSteps(scratch) {
  return [['writable', newFolder(scratch, 'temp'), `${prefixInside}/drive_c/users/root/AppData/Local/Temp`]];
}

function newFolder(parent, name) {
  const folder = path.join(parent, name);
  mkdirSync(folder);
  return folder;
}

function packageSteps(packages) {
  const target = path.join(projectFolder, 'node_modules');
  mkdirSync(target, { recursive: true });
  if (lstatSync(target).isSymbolicLink()) {
    throw new Error(
      `Expected ${target} to be a folder, got a symbolic link: Windows' packages cannot be mounted there`,
    );
  }
  return [
    ['readonly', path.join(packages, 'node_modules'), target],
    ['writable', path.join(packages, 'cache'), path.join(target, '.cache')],
  ];
}

function passedOnEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => passedOn.test(name)));
}

export function writeThrough(stream, chunk) {
  return new Promise((resolve) => process[stream].write(chunk, resolve));
}

async function runOwnNode({ args, env, cwd, timeoutSeconds }) {
  const child = spawn(process.execPath, args, { stdio: 'inherit', cwd, env: { ...process.env, ...env } });
  let timedOut = false;
  const timeout = setTimeout(() => {
    timedOut = true;
    child.kill();
  }, timeoutSeconds * 1000);
  const [code, signal] = await once(child, 'exit');
  clearTimeout(timeout);
  return { code: timedOut ? 124 : (code ?? 1), signal, timedOut, outOfMemory: false };
}
