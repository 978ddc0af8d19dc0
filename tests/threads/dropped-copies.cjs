const { setTimeout: pause } = require('node:timers/promises');

// Loads the package anew again and again, and tells how many of the copies are there in the end. Needs --expose-gc.

const built = process.argv[2];
const copies = [];
let fresh = 0;

async function useOne() {
  for (const file of Object.keys(require.cache)) if (file.startsWith(built)) delete require.cache[file];
  module.children.length = 0;
  const { dbghelp } = require(built);
  await Promise.all([dbghelp.SymGetOptions(), dbghelp.run((api) => api.SymGetOptions())]);
  if (copies.every((copy) => copy.deref() !== dbghelp)) fresh++;
  copies.push(new WeakRef(dbghelp));
}

async function main() {
  for (let count = 0; count < 25; count++) await useOne();
  let left = copies.length;
  // Each copy has a timer for a while after its last call.
  for (let count = 0; count < 200 && left > 2; count++) {
    await pause(50);
    globalThis.gc();
    left = copies.filter((copy) => copy.deref() !== undefined).length;
  }
  console.log(JSON.stringify({ loaded: fresh, left }));
}
void main();
