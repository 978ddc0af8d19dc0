import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The tsconfig.json that README.md gives to people who use ts-node: its first block of JSON after the first mention.
 * @param {string} contents the folder with README.md
 * @returns {string}
 */
export function readmeTsconfig(contents) {
  const readme = readFileSync(path.join(contents, 'README.md'), 'utf8');
  const [, text] = /\bts-node\b.*?^```json\n(.*?)^```$/ms.exec(readme.replaceAll('\r\n', '\n')) ?? [];
  if (text === undefined) throw new Error('README.md has no block of JSON after its first mention of ts-node');
  if (!JSON.parse(text).compilerOptions) throw new Error(`README.md gives ts-node no compilerOptions:\n${text}`);
  return text;
}
