import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const specifier = /(?:\bfrom\s*|\bimport\s*\(?\s*)'([^']+)'/g;

/**
 * A declaration file and all that it leads to by relative imports, the nearest first.
 * @param {string} start
 * @returns {{ chain: string[], text: string }[]} `chain`: the files from `start` to this one
 */
export function reachableDeclarations(start) {
  const chains = [[start]];
  const seen = new Set([start]);
  const found = [];
  for (const chain of chains) {
    const file = chain.at(-1);
    const text = readFileSync(file, 'utf8');
    found.push({ chain, text });
    const leadsTo = [...text.matchAll(specifier)].map(([, name]) => name).filter((name) => name.startsWith('.'));
    for (const next of leadsTo.map((name) => declarationOf(file, name))) {
      if (!seen.has(next)) chains.push([...chain, next]);
      seen.add(next);
    }
  }
  return found;
}

function declarationOf(from, name) {
  const target = path.resolve(path.dirname(from), name);
  const found = [target.replace(/\.js$/, '.d.ts'), `${target}.d.ts`, path.join(target, 'index.d.ts')].find((file) =>
    existsSync(file),
  );
  if (!found) throw new Error(`${from} imports ${name}, which has no declarations`);
  return found;
}
