import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * The files that arguments with `*` and `?` in their last part mean: the shells of Windows leave these to the program.
 * What matches nothing, or is a file, stays as it is.
 */
export function expanded(files: readonly string[]): string[] {
  return files.flatMap((file) => {
    const { dir, base } = path.parse(file);
    if (!/[*?]/.test(base) || existsSync(file)) return file;
    const wanted = new RegExp(
      `^${base
        .replace(/[^\w*?]/g, '\\$&')
        .replace(/\*+/g, '.*')
        .replaceAll('?', '.')}$`,
      'is',
    );
    const found = namesIn(dir === '' ? '.' : dir).filter((name) => wanted.test(name));
    return found.length === 0 ? file : found.sort().map((name) => file.slice(0, file.length - base.length) + name);
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
