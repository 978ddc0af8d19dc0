const { performance } = require('node:perf_hooks');
const { Minidump } = require('dbghelp');
const tell = require('./tell.cjs');

async function main() {
  const times = {};
  let last = performance.now();
  const lap = (name) => {
    times[name] = performance.now() - last;
    last = performance.now();
  };
  const cpu = process.cpuUsage();
  const dump = await Minidump.open(process.argv[2]);
  const { modules, threads } = dump;
  lap('listed');
  const { user, system } = process.cpuUsage(cpu);
  const listed = { processor: (user + system) / 1000, listedRss: process.memoryUsage().rss / 2 ** 20 };
  last = performance.now();
  const contexts = threads.filter(({ context }) => context !== null);
  lap('contexts');
  const { memory } = dump;
  lap('ranges');
  const target = new Uint8Array(8);
  for (let index = 0; index < 10_000; index++) {
    // Two words of one page, then another page: the reads of a stack walk.
    const address = BigInt(index >> 3) * 0x500_0000n + BigInt(index & 7) * 8n;
    if (memory.readInto(address % (BigInt(memory.ranges.length) * 0x100_0000n), target) !== 8)
      throw new Error('No memory');
  }
  lap('reads');
  if (modules.length !== 400 || threads.length !== 500 || contexts.length !== 500)
    throw new Error('Not all was listed');
  tell({ ...times, ...listed });
  await dump.close();
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
