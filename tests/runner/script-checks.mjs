import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { compareArm64 } from '../third-party/arm64.mjs';
import { compareImages } from '../third-party/images.mjs';
import { compareLargeListings } from '../third-party/large-listings.mjs';
import { compareLargePairs } from '../third-party/large.mjs';
import { whyNoLargePairs } from '../third-party/large-pairs.mjs';
import { libraries } from '../third-party/large-truth.mjs';
import { readyLlvm } from '../third-party/llvm-tools.mjs';
import { compareTypes } from '../third-party/types.mjs';
import { winptyArm64Folder, winptyFolder } from '../third-party/winpty-files.mjs';
import { buildPackage, readyHostPackages } from './host-packages.mjs';
import { bothAvailable, skipped } from './skipped.mjs';
import { projectFolder, runOnWindows, windowsAvailable } from './windows.mjs';

/**
 * A check that is a program of its own, for the Node.js of this machine.
 * @param {string} script from the top of the repository
 * @returns {(args: string[]) => Promise<number>}
 */
export const program = (script) => (args) => runHere([script, ...args]);

/**
 * The same for a program in TypeScript.
 * @param {string} script from the top of the repository
 * @returns {(args: string[]) => Promise<number>}
 */
export const typedProgram = (script) => (args) =>
  runHere(['node_modules/ts-node/dist/bin.js', '--transpile-only', script, ...args]);

/** The promises of the runner itself and of the makers of the docs. */
export function runnerTests() {
  const files = ['tests/runner', 'tests/reference'].flatMap((folder) =>
    readdirSync(`${projectFolder}/${folder}`)
      .filter((name) => name.endsWith('.test.mjs'))
      .map((name) => `${folder}/${name}`),
  );
  return runHere(['--test', ...files]);
}

async function runHere(args) {
  await readyHostPackages(projectFolder);
  return spawnSync(process.execPath, args, { cwd: projectFolder, stdio: 'inherit' }).status ?? 1;
}

export async function fuzzWalk(args) {
  const windows = windowsAvailable();
  if (!windows.available) return skipped('the walks of damaged dumps', windows.reason);
  await readyHostPackages(projectFolder);
  const script = ['node_modules/ts-node/dist/bin.js', '--transpile-only', 'tests/fuzz/walk-fuzz.ts'];
  const { code } = await runOnWindows({ args: [...script, ...args], cwd: projectFolder, timeoutSeconds: 1800 });
  return code;
}

export async function kill() {
  const windows = windowsAvailable();
  if (!windows.available) return skipped('the killing of writers', windows.reason);
  await readyHostPackages(projectFolder);
  const { code } = await runOnWindows({
    args: ['node_modules/ts-node/dist/bin.js', '--transpile-only', 'tests/kill/run.ts'],
    cwd: projectFolder,
    timeoutSeconds: 1800,
  });
  return code;
}

export async function images(args) {
  const windows = windowsAvailable();
  if (!windows.available) return skipped('the comparison of answers', windows.reason);
  await readyHostPackages(projectFolder);
  await buildPackage(projectFolder);
  return compareImages({ large: args.includes('--large') });
}

export async function large([functions]) {
  const both = bothAvailable();
  const reason = both.available ? whyNoLargePairs() : both.reason;
  if (reason) return skipped('the large PDBs', reason);
  await readyHostPackages(projectFolder);
  await buildPackage(projectFolder);
  const code = await compareLargePairs({ functions: functions && Number(functions) });
  // That of the largest PDBs takes minutes.
  const listed = functions === undefined ? ['harfbuzz'] : libraries;
  return Math.max(code, await compareLargeListings(listed));
}

export async function types() {
  const windows = windowsAvailable();
  if (!windows.available || process.platform === 'win32')
    return skipped('the types of winpty.dll', windows.reason ?? "llvm's tools and Wine are used on Linux");
  const llvm = await readyLlvm();
  if (llvm.reason) return skipped('the types of winpty.dll', llvm.reason);
  await readyHostPackages(projectFolder);
  const folder = await winptyFolder();
  const both = bothAvailable();
  const dlls = both.available ? ['wine', 'microsoft'] : ['wine'];
  const skipCode = both.available ? 0 : skipped("the types of winpty.dll on Microsoft's DLL", both.reason);
  const failures = [];
  for (const dll of dlls) {
    for (const node of ['24-x64', '22-ia32'])
      failures.push(...(await compareTypes(folder, 'winpty.dll', { node, dll })));
  }
  if (both.available) {
    // Wine's DLL reads no images of ARM64.
    const arm64 = await winptyArm64Folder();
    for (const node of ['24-x64', '22-ia32']) {
      const runner = { node, dll: 'microsoft' };
      failures.push(...(await compareTypes(arm64, 'winpty.dll', runner)), ...(await compareArm64(arm64, runner)));
    }
  }
  for (const failure of failures) console.log(`FAILED: ${failure}`);
  return failures.length > 0 ? 1 : skipCode;
}

export async function threads() {
  const windows = windowsAvailable();
  if (!windows.available) return skipped('the test of threads', windows.reason);
  await readyHostPackages(projectFolder);
  return onBothBitnesses('tests/threads/run.mjs', 900);
}

export async function symbolizeLog(args) {
  const windows = windowsAvailable();
  if (!windows.available) return skipped('the long log', windows.reason);
  await readyHostPackages(projectFolder);
  await buildPackage(projectFolder);
  const { dll, rest: lines } = chosenDll(args);
  const folder = await winptyFolder();
  const script = ['tests/symbolize/long-log.mjs', folder, 'winpty.dll', ...lines];
  const { code } = await runOnWindows({
    dll,
    args: script,
    cwd: projectFolder,
    readable: [folder],
    timeoutSeconds: 1800,
  });
  return code;
}

export async function pool() {
  const windows = windowsAvailable();
  if (!windows.available) return skipped('the killing of processes of a pool', windows.reason);
  await readyHostPackages(projectFolder);
  await buildPackage(projectFolder);
  return onBothBitnesses('tests/pool/run.mjs', 900);
}

export async function force(args) {
  const windows = windowsAvailable();
  if (!windows.available) return skipped('the load on the queue and a pool', windows.reason);
  await readyHostPackages(projectFolder);
  await buildPackage(projectFolder);
  return onBothBitnesses('tests/force/run.mjs', 3600, args);
}

export async function exhaustion(args) {
  const windows = windowsAvailable();
  if (!windows.available) return skipped('what runs out', windows.reason);
  await readyHostPackages(projectFolder);
  await buildPackage(projectFolder);
  return onBothBitnesses('tests/exhaustion/run.mjs', 3600, args);
}

/** `--dll NAME`, and what else was said. */
function chosenDll(args) {
  const at = args.indexOf('--dll');
  if (at === -1) return { dll: undefined, rest: args };
  return { dll: args[at + 1], rest: args.toSpliced(at, 2) };
}

async function onBothBitnesses(script, timeoutSeconds, args = []) {
  const { dll, rest } = chosenDll(args);
  const codes = [];
  for (const node of process.platform === 'win32' ? ['24-x64'] : ['24-x64', '22-ia32']) {
    const { code } = await runOnWindows({ node, dll, args: [script, ...rest], cwd: projectFolder, timeoutSeconds });
    codes.push(code);
  }
  return Math.max(...codes);
}
