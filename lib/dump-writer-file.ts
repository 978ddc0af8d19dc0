import path from 'node:path';

/**
 * The program of the helper process: beside the package's own file, from the sources as in `dist`. Asked for when it is needed:
 * a bundle of ES modules knows no `__dirname`.
 */
export function helperFile(): string {
  if (typeof __dirname === 'undefined') return 'dbghelp/dist/lib/dump-writer.js';
  return path.join(__dirname, `dump-writer${path.extname(__filename)}`);
}
