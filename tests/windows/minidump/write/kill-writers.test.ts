import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FromHelper, ToHelper } from '../../../../lib/minidump/write/write-helper';
import { app } from '../../fixtures';
import { killWriters } from './kill-writers';

const build = process.env['DBGHELP_BUILT']!;
let child: ChildProcess;
beforeAll(async () => {
  child = spawn(app, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout!, 'data');
});
afterAll(() => {
  child.kill();
});

/** A few rounds; `npm run check -- kill` does fifty, with a larger process. */
it('a killed writer leaves no unreadable dump', async () => {
  const bytes = [1, 1_000_000];
  const counts = await killWriters({
    build,
    pid: child.pid!,
    rounds: bytes.length,
    type: 'full',
    when: (round) => ({ bytes: bytes[round]! }),
  });
  expect(counts).toMatchObject({ whileWriting: bytes.length, broken: [], strange: [] });
});

it('a helper for which nobody waits ends, and leaves no dump', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dbghelp-'));
  const file = path.join(folder, 'own.dmp');
  // On Windows it mostly ends with its program; here it must notice the end itself.
  const helper = spawn(process.execPath, [path.join(build, 'dump-writer.js')], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  const [first] = (await once(helper, 'message')) as [FromHelper];
  expect(first).toEqual({ ready: true });
  const ended = once(helper, 'exit');
  helper.send({ write: { options: { pid: child.pid!, path: file, type: 'full' }, dll: undefined } } satisfies ToHelper);
  while (readdirSync(folder).length === 0) await sleep(5);
  helper.disconnect();
  await ended;
  expect(readdirSync(folder)).not.toContain('own.dmp');
  rmSync(folder, { recursive: true, maxRetries: 5 });
});
