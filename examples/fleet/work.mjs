import { parseArgs } from 'node:util';
import { UnrecoverableError, Worker } from 'bullmq';
import { formatAddress, formatCrashReport } from 'dbghelp';
import { SymbolizerPool } from 'dbghelp/pool';
import { connection, queueName } from './queue.mjs';

// Runs on Windows, on as many machines as there are. Ctrl-C lets it finish what it has begun.

const { values } = parseArgs({
  options: { processes: { type: 'string' }, symbols: { type: 'string' }, once: { type: 'boolean' } },
});

const pool = await SymbolizerPool.open({
  searchPath: values.symbols,
  ...(values.processes && { processes: Number(values.processes) }),
});

const tasks = {
  addresses: async ({ image, base, addresses }) => {
    const item = { image, base: BigInt(base), addresses: addresses.map(BigInt) };
    const hits = await resultOf(pool.symbolizeAll([item], { degrade: true }));
    return hits.map((hit) => formatAddress(hit));
  },
  dump: async ({ dump, imagePath }) => {
    const report = await resultOf(pool.crashReports([dump], { imagePath, threads: 'faulting' }));
    return { exception: report.exception?.name, culprit: report.culprit?.text, text: formatCrashReport(report) };
  },
};

/** Of the one item that it was asked for. */
async function resultOf(outcomes) {
  for await (const { result, error } of outcomes) {
    if (!error) return result;
    // The process that was killed may have been unlucky: BullMQ tries again, maybe on another machine. The rest is the job's.
    throw error.code === 'DBGHELP_WORKER_DIED'
      ? error
      : new UnrecoverableError(`${error.code ?? error.name}: ${error.message}`);
  }
}

// Twice as many jobs as processes: the next ones are there when one is done.
const worker = new Worker(queueName, (job) => tasks[job.name](job.data), {
  connection,
  concurrency: pool.processes * 2,
  removeOnComplete: { age: 24 * 3600 },
});
let done = 0;
worker.on('completed', () => done++);
worker.on('failed', (job, error) => console.log(`job ${job?.id} failed: ${error.message.split('\n')[0]}`));
worker.on('error', (error) => console.error(error.message));

const begin = performance.now();
const stop = async () => {
  await worker.close();
  await pool.close();
  console.log(
    `${done} jobs done in ${((performance.now() - begin) / 1000).toFixed(1)} s by ${pool.processes} processes`,
  );
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
if (values.once) worker.once('drained', stop);
