const { dirname, sep } = require('node:path');

const programs = dirname(module.filename) + sep;

/** Ends a program that is measured from outside: prints the time that it took, and its memory. */
module.exports = function tell(milliseconds) {
  const { rss } = process.memoryUsage();
  globalThis.gc();
  const { heapUsed } = process.memoryUsage();
  const files = Object.keys(require.cache).filter((file) => !file.startsWith(programs)).length;
  process.stdout.write(JSON.stringify({ ...milliseconds, rss: rss / 2 ** 20, heap: heapUsed / 2 ** 20, files }));
};
