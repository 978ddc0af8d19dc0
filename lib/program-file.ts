import path from 'node:path';

/**
 * The file of a program that other processes or threads run. It lies beside the package's own file, in the sources and
 * in `dist`. A function, because a bundle of ES modules has no `__dirname`.
 */
export function programFile(name: 'dump-writer' | 'listing-worker'): string {
  if (typeof __dirname === 'undefined') return `dbghelp/dist/lib/${name}.js`;
  return path.join(__dirname, `${name}${path.extname(__filename)}`);
}
