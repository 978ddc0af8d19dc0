import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runOnWindows } from '../runner/windows.mjs';
import { doneFile } from './scripts.mjs';

/**
 * @typedef {object} Run
 * @property {string} name
 * @property {'24-x64' | '22-x64' | '20-x64' | '22-ia32'} node
 * @property {string} cwd the consumer's folder
 * @property {string[]} args
 * @property {boolean} [stripsTypes] whether Node.js has to run TypeScript as it is, which 24 does
 */

/** Whether this is Windows itself. */
export const native = process.platform === 'win32';
const ownMajor = Number(process.versions.node.split('.')[0]);

/**
 * Runs a consumer's script with Windows' node.exe and expects it to reach its end.
 * @param {import('./checks.mjs').Checks} checks
 * @param {Run} run
 */
export async function checkRun(checks, run) {
  const { node, cwd, args } = run;
  await checks.check(labelOf(run), async () => {
    const done = path.join(cwd, doneFile);
    rmSync(done, { force: true });
    const output = [];
    const { code } = await runOnWindows({
      node,
      args,
      cwd,
      timeoutSeconds: 120,
      onOutput: (_, chunk) => output.push(chunk),
    });
    const said = Buffer.concat(output).toString();
    if (code !== 0) throw new Error(`ended with ${code}\n${said}`);
    if (!existsSync(done)) throw new Error(`ended without an error, but before the script's end\n${said}`);
    if (readFileSync(done, 'utf8') !== 'done') throw new Error(`wrote something else to ${doneFile}`);
  });
}

/**
 * @param {Run} run
 * @returns {string} what it promises, and the Node.js that it uses
 */
export function labelOf({ name, node }) {
  return `${name} (node ${native ? process.version : node})`;
}

/**
 * Which of these runs this machine can make: Windows itself has one Node.js, its own.
 * @param {Run[]} runs
 * @returns {Run[]}
 */
export function runsHere(runs) {
  if (!native) return runs;
  const first = runs.filter((run, index) => runs.findIndex(({ name }) => name === run.name) === index);
  return first.filter(({ stripsTypes }) => !stripsTypes || ownMajor >= 24);
}
