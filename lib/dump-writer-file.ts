import path from 'node:path';

/**
 * The program of the helper process, which lies beside the package's own file, in the sources and in `dist`. A
 * function, because a bundle of ES modules has no `__dirname`.
 */
export function helperFile(): string {
  if (typeof __dirname === 'undefined') return 'dbghelp/dist/lib/dump-writer.js';
  return path.join(__dirname, `dump-writer${path.extname(__filename)}`);
}
