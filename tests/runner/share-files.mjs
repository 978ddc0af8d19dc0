import { existsSync, linkSync, lstatSync, readFileSync, readdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes files of two folders one on disk, where name and content are equal.
 * @param {string} from
 * @param {string} to its files are replaced by hard links
 */
export function shareEqualFiles(from, to) {
  if (!existsSync(from) || statSync(from).dev !== statSync(to).dev) return;
  for (const name of readdirSync(from)) {
    const [original, copy] = [path.join(from, name), path.join(to, name)];
    if (!sameFile(original, copy)) continue;
    const link = `${copy}.link`;
    linkSync(original, link);
    renameSync(link, copy);
  }
}

function sameFile(one, other) {
  const sizes = [one, other].map((file) => {
    const info = lstatSync(file, { throwIfNoEntry: false });
    return info?.isFile() ? info.size : undefined;
  });
  return sizes[0] !== undefined && sizes[0] === sizes[1] && readFileSync(one).equals(readFileSync(other));
}
