import { Queue } from 'bullmq';
import { connection, queueName } from './queue.mjs';

// Prints what became of the jobs, as long as Redis has them.

const queue = new Queue(queueName, { connection });
const jobs = await queue.getJobs(['completed', 'failed']);
for (const job of jobs.sort((left, right) => Number(left.id) - Number(right.id))) {
  const what = job.name === 'dump' ? job.data.dump : `${job.data.addresses.length} addresses of ${job.data.image}`;
  const said = job.name === 'dump' ? job.returnvalue?.culprit : job.returnvalue?.join('\n  ');
  console.log(`${job.id} ${what}\n  ${job.failedReason?.split('\n')[0] ?? said}`);
}
console.log(JSON.stringify(await queue.getJobCounts('completed', 'failed', 'waiting', 'active', 'delayed')));
await queue.close();
