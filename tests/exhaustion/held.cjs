const { existsSync, writeFileSync } = require('node:fs');
const path = require('node:path');

// Required by processes of the package before anything else: they stand still until they may go on.

const { HELD_IN: folder, HELD_AT: at } = process.env;

function hold() {
  writeFileSync(path.join(folder, `${at} ${process.pid}`), '');
  while (!existsSync(path.join(folder, 'go'))) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
}

if (at === 'its task') process.prependListener('message', ({ task }) => task && hold());
else hold();
