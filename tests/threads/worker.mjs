import { parentPort, workerData } from 'node:worker_threads';
import { runClient } from './client.mjs';
import { breakTheLock, copyOfPackage } from './package.mjs';

// A thread with one client.

const { file, number, notes, control, seed, unlocked } = workerData;
if (unlocked) breakTheLock();
parentPort.postMessage('ready');
const goOn = () => Atomics.load(control, 0) === 0;
await runClient({ copy: copyOfPackage(file), number, notes, goOn, seed });
