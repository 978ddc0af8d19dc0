import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectFolder, runOnWindows, toWindowsPath } from '../runner/windows.mjs';

/**
 * Has a script asked about an image on Windows.
 * @param {string} script gets the paths of the image, of a file with the question where there is one, and of one for the answer
 * @param {string} folder
 * @param {string} image in the folder
 * @param {{ node: string, dll: string, asked?: unknown }} options
 * @returns {Promise<any>} what it wrote
 */
export async function askOnWindows(script, folder, image, { node, dll, asked }) {
  const exchange = mkdtempSync(path.join(tmpdir(), 'dbghelp-ask-'));
  try {
    const [question, answer] = ['question.json', 'answer.json'].map((name) => path.join(exchange, name));
    if (asked) writeFileSync(question, JSON.stringify(asked));
    const files = [path.join(folder, image), ...(asked ? [question] : []), answer].map(toWindowsPath);
    const { code } = await runOnWindows({
      node,
      dll,
      args: ['node_modules/ts-node/dist/bin.js', '--transpile-only', script, ...files],
      cwd: projectFolder,
      readable: [folder],
      writable: [exchange],
    });
    if (code !== 0) throw new Error(`${script} ended with ${code}`);
    return JSON.parse(readFileSync(answer, 'utf8'));
  } finally {
    rmSync(exchange, { recursive: true, force: true });
  }
}
