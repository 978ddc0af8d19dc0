import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../runner/windows.mjs';

const count = 8;

/**
 * What independent tools found in the fixture: addresses with one possible answer each.
 * @param {'x64' | 'x86'} variant
 * @returns {{ files: string[], symbols: { rva: number, name: string, file: string, line: number }[] }}
 */
export function expectedSymbols(variant) {
  const fixtures = path.join(projectFolder, 'tests/fixtures');
  const { functions } = JSON.parse(readFileSync(path.join(fixtures, 'truth', `${variant}.json`), 'utf8'));
  const certain = functions
    .filter(({ name, folded }) => !folded && /^[\w:]+$/.test(name))
    .flatMap(({ name, addresses }) => addresses.slice(2, 3).map((address) => ({ name, ...address })))
    .filter(({ file, also, inlined }) => file && !also && !inlined);
  const step = Math.floor(certain.length / count);
  if (step === 0) throw new Error(`Expected at least ${count} certain addresses in ${variant}.json`);
  return {
    files: ['scene.dll', 'scene.pdb'].map((file) => path.join(fixtures, 'bin', variant, file)),
    symbols: Array.from({ length: count }, (_, index) => certain[index * step]).map(({ rva, name, file, line }) => ({
      rva,
      name,
      file,
      line,
    })),
  };
}
