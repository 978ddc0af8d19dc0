import path from 'node:path';

/** The program of the helper process: beside the package's own file, from the sources as in `dist`. */
export const helperFile = path.join(__dirname, `dump-writer${path.extname(__filename)}`);
