import { parseArgs } from 'node:util';
import { Queue } from 'bullmq';
import { connection, queueName } from './queue.mjs';

const usage = `Usage: node produce.mjs [--images FOLDERS] DUMP...
       node produce.mjs --image FILE --base ADDRESS ADDRESS...

Puts dumps, or addresses of a crashed program, on the queue. Paths are those of the machines that work.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { images: { type: 'string' }, image: { type: 'string' }, base: { type: 'string' } },
});
const { image, base, images } = values;
if (positionals.length === 0 || (image === undefined) !== (base === undefined)) {
  process.stderr.write(usage);
  process.exit(2);
}

const jobs =
  image === undefined
    ? positionals.map((dump) => ({ name: 'dump', data: { dump, imagePath: images } }))
    : [{ name: 'addresses', data: { image, base, addresses: positionals } }];

const queue = new Queue(queueName, { connection });
// A machine that fails for a reason of its own is no reason to give up; what a job is to blame for, its worker says.
const opts = { attempts: 3, backoff: { type: 'exponential', delay: 1000 } };
await queue.addBulk(jobs.map((job) => ({ ...job, opts })));
await queue.close();
console.log(`${jobs.length} jobs on the queue`);
