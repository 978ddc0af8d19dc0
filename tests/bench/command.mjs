import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { largePairs, whyNoLargePairs } from '../third-party/large-pairs.mjs';
import { winptyFolder } from '../third-party/winpty-files.mjs';
import { projectFolder, runOnWindows, toWindowsPath } from '../runner/windows.mjs';

/** Run in this machine's own Node.js, because they need no Windows. */
const onHost = ['large-dump', 'large-report'];
/** Also have a part that runs in this machine's own Node.js. */
const alsoOnHost = ['command', 'start'];

const options = {
  quick: { type: 'boolean' },
  rounds: { type: 'string' },
  node: { type: 'string' },
  dll: { type: 'string' },
  json: { type: 'string' },
};

/** The image and PDB that the DLL of a node.exe reads: for 32-bit programs, those of 32-bit code. */
const processorOf = (node) => (node?.endsWith('ia32') ? 'x86' : 'x64');

/** @param {string[]} args those of `npm run bench` */
export function needWindows(args) {
  const { positionals } = parseArgs({ args, allowPositionals: true, options });
  return positionals.length === 0 || positionals.some((name) => !onHost.includes(name));
}

/**
 * Runs scenarios on the compiled package.
 * @param {string[]} args those of `npm run bench`
 * @returns {Promise<number>} an exit code
 */
export async function runScenarios(args) {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  const flags = (json) => [...(values.quick ? ['--quick'] : []), ...(json ? ['--json', json] : [])];
  // npm runs its scripts in the project; INIT_CWD is the folder of the call.
  const json = values.json && path.resolve(process.env.INIT_CWD ?? process.cwd(), values.json);
  const onWindows = positionals.filter((name) => !onHost.includes(name));
  if (needWindows(args)) {
    const folder = await winptyFolder();
    const large = values.quick || whyNoLargePairs() ? undefined : (await largePairs('skia'))[processorOf(values.node)];
    const { code } = await runOnWindows({
      node: values.node,
      dll: values.dll,
      args: ['tests/bench/run.mjs', ...flags(json && toWindowsPath(json)), ...onWindows],
      env: {
        ...(values.rounds && { DBGHELP_BENCH_ROUNDS: values.rounds }),
        DBGHELP_BENCH_IMAGE: toWindowsPath(path.join(folder, 'winpty.dll')),
        ...(large && { DBGHELP_BENCH_LARGE_IMAGE: toWindowsPath(large.image) }),
      },
      cwd: projectFolder,
      readable: [folder, ...(large ? [large.folder] : [])],
      writable: json ? [path.dirname(json)] : [],
      timeoutSeconds: 3600,
    });
    if (code !== 0) return code;
  }
  const asked = (name) => positionals.length === 0 || positionals.includes(name);
  const programs = [
    ...(process.platform === 'win32' ? [] : alsoOnHost.filter(asked).map((name) => ['elsewhere', name])),
    ...onHost.filter(asked).map((name) => [name]),
  ];
  for (const [program, ...names] of programs) {
    const ownArgs = [`tests/bench/${program}.mjs`, ...names, ...flags(json)];
    const { status } = spawnSync(process.execPath, ownArgs, {
      stdio: 'inherit',
      cwd: projectFolder,
      env: { ...process.env, ...(values.rounds && { DBGHELP_BENCH_ROUNDS: values.rounds }) },
    });
    if (status !== 0) return status;
  }
  return 0;
}
