import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { printComparison } from '../report.mjs';
import { sideBySide, stopwatch } from '../rounds.mjs';
import { koffi } from '../subjects.mjs';

export const title = 'taking the lock of the process and giving it back, where nobody else wants it';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const load = createRequire(import.meta.url);

/** The lock is not exported by the package. */
function loadLock() {
  const outfile = path.join(root, `node_modules/.cache/dbghelp-lock-${process.pid}.cjs`);
  const entryPoints = [path.join(root, 'lib/gate/process-lock.ts')];
  const settings = { bundle: true, packages: 'external', platform: 'node', target: 'node20', logLevel: 'warning' };
  load('esbuild').buildSync({ entryPoints, outfile, ...settings });
  try {
    return load(outfile);
  } finally {
    rmSync(outfile);
  }
}

/** The alternatives: Windows' functions, through koffi. */
function windowsLocks() {
  const kernel = koffi.load('kernel32.dll');
  const bind = (name, result, parameters) => kernel.func('__stdcall', name, result, parameters);
  const tryAcquire = bind('TryAcquireSRWLockExclusive', 'uint8_t', ['void *']);
  const release = bind('ReleaseSRWLockExclusive', 'void', ['void *']);
  const srw = new BigUint64Array(1);
  const mutex = bind('CreateMutexW', 'intptr_t', ['void *', 'int32_t', 'str16'])(
    null,
    0,
    `Local\\bench-${process.pid}`,
  );
  const wait = bind('WaitForSingleObject', 'uint32_t', ['intptr_t', 'uint32_t']);
  const releaseMutex = bind('ReleaseMutex', 'int32_t', ['intptr_t']);
  return {
    srw: () => tryAcquire(srw) !== 0 && (release(srw), true),
    mutex: () => wait(mutex, 0) === 0 && releaseMutex(mutex) !== 0,
  };
}

export async function run({ quick }) {
  const { ProcessLock, processLock } = loadLock();
  const lock = processLock();
  const words = new Int32Array(0x4000);
  const threads = { openOwn: () => 0, hasEnded: () => false, discard: () => undefined };
  const crowd = Array.from({ length: 100 }, () => new ProcessLock({ words, address: 0n, threads }));
  const pairOf = (of) => () => of.tryAcquire() && (of.release(), true);
  const { srw, mutex } = windowsLocks();
  const timed = (pair, times) => () => {
    const count = quick ? 10 : times;
    const elapsed = stopwatch();
    let taken = 0;
    for (let at = 0; at < count; at++) if (pair()) taken++;
    const ns = (elapsed() * 1e6) / count;
    if (taken !== count) throw new Error(`taken ${taken} of ${count} times`);
    return { ns };
  };
  const koffiSrw = 'an SRW lock, by koffi';
  const samples = await sideBySide(quick ? 1 : 25, {
    [koffiSrw]: timed(srw, 20_000),
    'the lock': timed(pairOf(lock), 20_000),
    'the lock among 100 copies': timed(pairOf(crowd[50]), 20_000),
    'a named mutex, by koffi': timed(mutex, 200),
  });
  printComparison('ns for a turn', samples, { quantity: 'ns', against: koffiSrw, digits: 0 });
}
