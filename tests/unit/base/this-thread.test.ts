import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { buildSync } from 'esbuild';

const source = path.join(__dirname, '../../../lib/base/this-thread.ts');
const { text } = buildSync({ entryPoints: [source], bundle: true, platform: 'node', write: false }).outputFiles[0]!;
const tell = `
  const loaded = { exports: {} };
  new Function('module', 'exports', 'require', ${JSON.stringify(text)})(loaded, loaded.exports, require);
  const { isMainThread, threadId } = loaded.exports;
  const mask = process.umask();
  const told = { isMainThread: isMainThread(), threadId: threadId(), maskKept: process.umask() === mask };
`;

it('in the main thread, it is the main thread, without the module for threads', () => {
  const print = `${tell} console.log(JSON.stringify({ ...told, module: process.moduleLoadList.includes('NativeModule worker_threads') }))`;
  expect(JSON.parse(execFileSync(process.execPath, ['-e', print], { encoding: 'utf8' }))).toEqual({
    isMainThread: true,
    threadId: 0,
    maskKept: true,
    module: false,
  });
});

it('in a worker, it is that one', async () => {
  const worker = new Worker(`${tell} require('node:worker_threads').parentPort.postMessage(told);`, { eval: true });
  const { threadId } = worker;
  const told: unknown = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  expect(told).toEqual({ isMainThread: false, threadId, maskKept: true });
});
