import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { endAfterSignal, onEndingSignal } from './ending-signals.mjs';
import { buildInto } from './host-packages.mjs';
import { proofsOf } from '../reference/proofs.mjs';
import { sumOfTotals, totalsOf } from './jest-totals.mjs';
import { leftToOtherRows } from './rows.mjs';
import { projectFolder, runOnWindows, toWindowsPath, writeThrough } from './windows.mjs';

/** @import { Totals } from './jest-totals.mjs' */
/** @import { Proofs } from '../reference/proofs.mjs' */
/** @import { Print } from './side-by-side.mjs' */
/** @import { Row } from './rows.mjs' */
/** @typedef {Totals & { name: string, code: number, seconds: number, proofs: Proofs }} JestRun */

const jest = 'node_modules/jest/bin/jest.js';
const windowsTimeoutSeconds = 1800;

/**
 * Runs the tests that need no Windows, with the Node.js that runs this.
 * @param {string[]} jestArgs
 * @param {Print} [print]
 * @param {boolean} [beside] whether rows of Windows run meanwhile
 * @returns {Promise<JestRun>}
 */
export function runHostTests(jestArgs, print = writeThrough, beside = false) {
  return withReports(`host ${process.version}`, print, 1, async (folder, resultArgs) => {
    const workers = `--maxWorkers=${beside ? 1 : '100%'}`;
    const args = [jest, '--selectProjects', 'host', workers, ...resultArgs(String), ...jestArgs];
    const child = spawn(process.execPath, args, {
      cwd: projectFolder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: wantsColor() ? { ...process.env, FORCE_COLOR: '1' } : process.env,
    });
    for (const stream of ['stdout', 'stderr']) child[stream].on('data', (chunk) => print(stream, chunk));
    let endedBy;
    const ignoreSignals = onEndingSignal((signal) => {
      endedBy = signal;
      child.kill(signal);
    });
    const [code] = await once(child, 'close');
    ignoreSignals();
    if (endedBy) endAfterSignal(endedBy);
    return code ?? 1;
  });
}

/**
 * Runs the tests that need Windows.
 * @param {Row} chosen Windows itself runs its own Node.js on its own DLL instead
 * @param {string[]} jestArgs
 * @param {Print} [print]
 * @returns {Promise<JestRun & { arch: string, dll: string }>}
 */
export async function runWindowsTests(chosen, jestArgs, print = writeThrough) {
  const { row, node, dll, processes = 1 } = chosen;
  const own = process.platform === 'win32';
  const arch = own ? process.arch : node.slice(node.indexOf('-') + 1);
  const name = own ? `windows ${process.version} ${arch}` : `${row} (Node ${node})`;
  // Chosen files are few: one process is quicker.
  const parts = own || jestArgs.length > 0 ? 1 : processes;
  const built = own ? undefined : await builtOnce();
  const run = await withReports(name, print, parts, async (folder, resultArgs) => {
    const result = await runOnWindows({
      node,
      dll,
      args: [
        jest,
        ...['--selectProjects', 'windows'],
        ...(node.endsWith('ia32') ? ['--runInBand'] : []),
        // Drive C: is new in each run, and so is jest's usual place.
        ...(own ? [] : [`--cacheDirectory=${toWindowsPath(path.join(projectFolder, 'node_modules/.cache/jest'))}`]),
        ...(own || jestArgs.length > 0 ? [] : leftToOtherRows(chosen)),
        ...resultArgs(toWindowsPath),
        ...jestArgs,
      ],
      cwd: projectFolder,
      readable: built ? [built] : [],
      writable: [folder],
      env: {
        ...(built ? { DBGHELP_BUILT_BEFORE: toWindowsPath(built) } : {}),
        ...(wantsColor() ? { FORCE_COLOR: '1' } : {}),
      },
      timeoutSeconds: windowsTimeoutSeconds,
      onOutput: print,
    });
    return result.code;
  });
  return { ...run, arch, dll: own ? 'microsoft' : dll };
}

/** @type {Promise<string> | undefined} */
let building;

/** The folder of the package, built for all rows: esbuild takes much longer on Wine. */
function builtOnce() {
  return (building ??= (async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-built-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    await buildInto(projectFolder, folder);
    return folder;
  })());
}

// Inside, the output is always a file.
function wantsColor() {
  return process.stderr.isTTY && !process.env.NO_COLOR && process.env.FORCE_COLOR === undefined;
}

/**
 * Runs jest once for each part of the tests, each part in a process of its own, and adds up what the parts report.
 * @param {string} name
 * @param {Print} print
 * @param {number} parts
 * @param {(folder: string, resultArgs: (toPath: (file: string) => string) => string[]) => Promise<number>} run gives
 * jest's exit code; `resultArgs` gives jest's arguments for the part and its report
 */
async function withReports(name, print, parts, run) {
  const folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-jest-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const started = Date.now();
  try {
    print('stderr', `\n=== ${name}\n`);
    const codes = [];
    const reports = [];
    for (let part = 1; part <= parts; part++) {
      const report = path.join(folder, `report-${part}.json`);
      const shard = parts === 1 ? [] : [`--shard=${part}/${parts}`];
      const code = await run(folder, (toPath) => ['--json', `--outputFile=${toPath(report)}`, ...shard]);
      const finished = existsSync(report);
      if (!finished) print('stderr', `jest ended with ${code} before it was done: counted as 1 failed\n`);
      reports.push(finished ? JSON.parse(readFileSync(report, 'utf8')) : undefined);
      codes.push(code);
    }
    const seconds = (Date.now() - started) / 1000;
    const proofs = proofsOf({ testResults: reports.flatMap((report) => report?.testResults ?? []) });
    const code = codes.find((one) => one !== 0) ?? 0;
    return { name, code, seconds, proofs, ...sumOfTotals(reports.map(totalsOf)) };
  } finally {
    remove();
    process.off('exit', remove);
  }
}
