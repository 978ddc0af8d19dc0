import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { endAfterSignal, onEndingSignal } from './ending-signals.mjs';
import { proofsOf } from '../reference/proofs.mjs';
import { totalsOf } from './jest-totals.mjs';
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
 * @returns {Promise<JestRun>}
 */
export function runHostTests(jestArgs) {
  return withReport(`host ${process.version}`, writeThrough, async (folder, report) => {
    const args = [jest, '--selectProjects', 'host', ...reportTo(report), ...jestArgs];
    const child = spawn(process.execPath, args, { cwd: projectFolder, stdio: ['ignore', 'inherit', 'inherit'] });
    let endedBy;
    const ignoreSignals = onEndingSignal((signal) => {
      endedBy = signal;
      child.kill(signal);
    });
    const [code] = await once(child, 'exit');
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
  const { row, node, dll } = chosen;
  const own = process.platform === 'win32';
  const arch = own ? process.arch : node.slice(node.indexOf('-') + 1);
  const name = own ? `windows ${process.version} ${arch}` : `${row} (Node ${node})`;
  const run = await withReport(name, print, async (folder, report) => {
    const result = await runOnWindows({
      node,
      dll,
      args: [
        jest,
        ...['--selectProjects', 'windows'],
        ...(node.endsWith('ia32') ? ['--runInBand'] : []),
        // Drive C: is new in each run, and so is jest's usual place.
        ...(own ? [] : [`--cacheDirectory=${toWindowsPath(path.join(projectFolder, 'node_modules/.cache/jest'))}`]),
        ...(own ? [] : leftToOtherRows(chosen)),
        ...reportTo(toWindowsPath(report)),
        ...jestArgs,
      ],
      cwd: projectFolder,
      writable: [folder],
      env: wantsColor() ? { FORCE_COLOR: '1' } : {},
      timeoutSeconds: windowsTimeoutSeconds,
      onOutput: print,
    });
    return result.code;
  });
  return { ...run, arch, dll: own ? 'microsoft' : dll };
}

function reportTo(file) {
  return ['--json', `--outputFile=${file}`];
}

// Inside, the output is always a file.
function wantsColor() {
  return process.stderr.isTTY && !process.env.NO_COLOR && process.env.FORCE_COLOR === undefined;
}

async function withReport(name, print, run) {
  const folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-jest-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const started = Date.now();
  try {
    print('stderr', `\n=== ${name}\n`);
    const report = path.join(folder, 'report.json');
    const code = await run(folder, report);
    const finished = existsSync(report);
    if (!finished) print('stderr', `jest ended with ${code} before it was done: counted as 1 failed\n`);
    const results = finished ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
    const seconds = (Date.now() - started) / 1000;
    return { name, code, seconds, proofs: proofsOf(results), ...totalsOf(results) };
  } finally {
    remove();
    process.off('exit', remove);
  }
}
