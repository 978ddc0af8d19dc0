import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Task } from '../../../servers/client-process';
import { makePdb } from '../../../servers/made-pdb';
import { bundle, startClient } from '../../../servers/processes';
import { guid, quick, Scene, wantedPdb } from '../../../servers/scene';

let folder: string;
let program: string;
let scene: Scene;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'dbghelp-'));
  program = bundle('client-process', folder);
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  scene = await Scene.make();
});
afterEach(() => scene.end());

const taskFor = (names: readonly string[], calls = 1, stores = scene.store): Task => ({
  searchPath: `srv*${stores}*${scene.server.url}`,
  options: { ...quick, connectTimeout: 60_000, responseTimeout: 60_000, idleTimeout: 60_000 },
  wanted: names.map((name) => ({ name, guid })),
  calls,
});
/** Bytes of a file that were sent in all. */
const sent = (name: string): number => scene.server.asked(`/${name}`).reduce((sum, request) => sum + request.sent, 0);

describe('processes with one store', () => {
  it('fetch a file once, even if one of them is killed', async () => {
    const names = ['a.pdb', 'b.pdb', 'c.pdb', 'd.pdb', 'e.pdb'];
    const pdb = makePdb({ guid, bytes: 500_000 });
    for (const name of names) scene.server.put(name, `${guid}1`, pdb);
    let kill = (): void => undefined;
    const killed = new Promise<void>((resolve) => {
      kill = resolve;
    });
    scene.server.script = async ({ file, response, plainly, before }) => {
      if (!file || before > 0) {
        plainly();
        return;
      }
      // In the middle of the first files, the first process ends.
      response.writeHead(200, { 'content-length': file.length, etag: '"1"' });
      response.write(file.subarray(0, 100_000));
      await killed;
      await new Promise((resolve) => setTimeout(resolve, 300));
      if (!response.destroyed) response.end(file.subarray(100_000));
    };
    const first = startClient(program, taskFor(names));
    while (scene.server.asked('.pdb').length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const others = Array.from({ length: 19 }, () => startClient(program, taskFor(names, 20)));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    first.child.kill('SIGKILL');
    kill();
    expect(await first.outcome).toBeNull();
    for (const { outcome } of others) {
      const { found = [], tried = [] } = (await outcome) ?? {};
      expect(tried.filter((place) => place.outcome !== 'found')).toEqual([]);
      expect(found).toHaveLength(20 * names.length);
      expect(found).not.toContain(null);
    }
    for (const name of names) expect(sent(name)).toBeLessThanOrEqual(2 * pdb.length);
    const stored = await scene.stored();
    expect(stored.size).toBe(names.length);
    for (const bytes of stored.values()) expect(bytes.equals(pdb)).toBe(true);
    // Nothing is left of what was arriving.
    expect(await readdir(path.join(scene.store, '.dbghelp'))).toEqual([]);
  });

  it('go on where another one was killed', async () => {
    const pdb = makePdb({ guid, bytes: 5_000_000 });
    scene.server.put('app.pdb', `${guid}1`, pdb);
    const part = Math.floor(pdb.length * 0.6);
    scene.server.script = ({ file, response, plainly }) => {
      if (!file) {
        plainly();
        return;
      }
      const etag = `"${String(file.length)}-${file.subarray(-8).toString('hex')}"`;
      response.writeHead(200, { 'content-length': file.length, etag });
      response.write(file.subarray(0, part));
    };
    const { child, outcome } = startClient(program, taskFor(['app.pdb']));
    const partial = path.join(scene.store, '.dbghelp', `app.pdb.${guid}1.partial`);
    const arrived = (): Promise<number> =>
      stat(partial).then(
        ({ size }) => size,
        () => 0,
      );
    // Bytes are written together.
    while ((await arrived()) < part - 0x1_0000) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGKILL');
    await outcome;
    scene.server.script = undefined;
    expect(await scene.find(wantedPdb())).toBe(scene.target);
    expect(sent('app.pdb') - part).toBeLessThanOrEqual(0.45 * pdb.length);
    expect([...(await scene.stored()).values()][0]?.equals(pdb)).toBe(true);
  });

  it('wait for a miss together, and ask once', async () => {
    scene.server.script = ({ plainly }) => {
      setTimeout(plainly, 1000);
    };
    const all = Array.from({ length: 6 }, () => startClient(program, taskFor(['none.pdb'])));
    for (const { outcome } of all) expect((await outcome)?.found).toEqual([null]);
    expect(scene.server.asked(`${guid}1/none.pdb`).length).toBeLessThanOrEqual(1);
  });

  const mounts = process.platform === 'linux' && spawnSync('unshare', ['-rm', 'true']).status === 0;
  (mounts ? it : it.skip)(
    'fetch a file once in containers, too, whose ids of processes mean nothing outside',
    async () => {
      const pdb = makePdb({ guid, bytes: 500_000 });
      scene.server.put('app.pdb', `${guid}1`, pdb);
      scene.server.script = ({ file, plainly }) => {
        setTimeout(plainly, file ? 4000 : 0);
      };
      const container = ['unshare', '-rpf'];
      const all = [container, [], container].map((command) => startClient(program, taskFor(['app.pdb']), command));
      for (const { outcome } of all) expect((await outcome)?.found).toEqual([scene.target]);
      expect(scene.server.asked('/app.pdb')).toHaveLength(1);
    },
  );

  (mounts ? it : it.skip)('tell of a full disk, and keep nothing (where a small one can be made)', async () => {
    scene.server.put('app.pdb', `${guid}1`, makePdb({ guid, bytes: 3_000_000 }));
    await mkdir(scene.store);
    const left = 'find "$0" -name "*.pdb" -type f -o -name "*.partial"';
    const script = `mount -t tmpfs -o size=500k tmpfs "$0" && "$@" && test -z "$(${left})"`;
    const command = ['unshare', '-rm', 'sh', '-c', script, scene.store];
    const { child, outcome } = startClient(program, taskFor(['app.pdb']), command);
    expect(await outcome).toMatchObject({
      found: [null],
      tried: [{ outcome: 'unwritable', reason: expect.stringContaining('no room left') as string }],
    });
    expect(child.exitCode).toBe(0);
  });

  (mounts ? it : it.skip)(
    'go on with the next store where a disk is full (where a small one can be made)',
    async () => {
      scene.server.put('app.pdb', `${guid}1`, makePdb({ guid, bytes: 3_000_000 }));
      await mkdir(scene.store);
      const next = path.join(scene.folder, 'next');
      const command = ['unshare', '-rm', 'sh', '-c', 'mount -t tmpfs -o size=500k tmpfs "$0" && "$@"', scene.store];
      const { outcome } = startClient(program, taskFor(['app.pdb'], 1, `${scene.store}*${next}`), command);
      expect(await outcome).toMatchObject({
        found: [path.join(next, 'app.pdb', `${guid}1`, 'app.pdb')],
        tried: [{ place: scene.store, outcome: 'unwritable' }, { outcome: 'found' }],
      });
    },
  );
});
