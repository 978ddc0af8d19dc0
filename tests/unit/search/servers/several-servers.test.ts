import { makePdb } from '../../../servers/made-pdb';
import { guid, Scene, wantedPdb } from '../../../servers/scene';
import { SymbolServer, type Script } from '../../../servers/symbol-server';
import type { ServerOptions } from '../../../../lib/search/servers/server-options';

let scene: Scene;
let others: SymbolServer[];
beforeEach(async () => {
  scene = await Scene.make();
  others = [await SymbolServer.start(), await SymbolServer.start()];
  for (const other of others) other.put('app.pdb', `${guid}1`, scene.pdb);
});
afterEach(async () => {
  for (const other of others) await other.stop();
  await scene.end();
});

const pause = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time));
const urls = (): string[] => [scene.server, ...others].map(({ url }) => url);
const clientOf = (options: ServerOptions = {}) => scene.client(options, ['srv', scene.store, ...urls()].join('*'));
const isForFile = (path: string): boolean => path.endsWith(`${guid}1/app.pdb`);
const asked = (server: SymbolServer): number => server.asked(`${guid}1/app.pdb`).length;
const late =
  (time: number): Script =>
  async ({ plainly }) => {
    await pause(time);
    plainly();
  };
const found = (server: SymbolServer) => ({ place: `${server.url}/app.pdb/${guid}1/app.pdb`, outcome: 'found' });

/** Answers only when it is called. */
function waiting(): { readonly script: Script; readonly goOn: () => void } {
  let goOn = (): void => undefined;
  const called = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const script: Script = async ({ path, plainly }) => {
    if (isForFile(path)) await called;
    plainly();
  };
  return { script, goOn };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(10);
}

describe('several servers of a path', () => {
  it('do not wait for each other to miss a file', async () => {
    const servers = [scene.server, ...others];
    // Whoever waits for the first to answer waits for ever.
    const script: Script = async ({ plainly }) => {
      await until(() => servers.every(({ requests }) => requests.length > 0));
      plainly();
    };
    for (const server of servers) server.script = script;
    expect(await scene.find(wantedPdb('b.pdb'), clientOf({ headStart: 50, parallel: 32 }))).toBeNull();
    expect(scene.tried.map(({ outcome }) => outcome)).toEqual(Array(3).fill('missing'));
  });

  it('are asked in their order: the next one is not asked for what one has', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `m${String(index)}.pdb`);
    for (const name of names) scene.server.put(name, `${guid}1`, scene.pdb);
    scene.server.script = late(20);
    // Waiting for a turn is no doubt.
    const client = clientOf({ parallel: 2, headStart: 5000 });
    expect(await Promise.all(names.map((name) => scene.find(wantedPdb(name), client)))).not.toContain(null);
    expect(others.flatMap(({ requests }) => requests)).toEqual([]);
  });

  it.each([1, 8])('are asked once each, and the file crosses the wire once (parallel: %i)', async (parallel) => {
    scene.server.files.clear();
    const client = clientOf({ parallel });
    expect(await scene.find(wantedPdb(), client)).toBe(scene.target);
    expect(scene.tried).toMatchObject([{ outcome: 'missing' }, found(others[0]!)]);
    expect([scene.server, others[0]!].map(asked)).toEqual([1, 1]);
    const probes = client.log.filter(({ url }) => isForFile(url));
    expect(probes.filter(({ bytes }) => bytes > 0)).toMatchObject([{ status: 200, failure: null }]);
  });

  it('keep their order, though a later one answers sooner, whose body is not read then', async () => {
    const pdb = makePdb({ guid, bytes: 30_000_000 });
    const { script, goOn } = waiting();
    scene.server.script = script;
    let sent = 0;
    others[0]!.put('app.pdb', `${guid}1`, pdb);
    others[0]!.script = async ({ path, response, file, plainly }) => {
      if (!isForFile(path)) {
        plainly();
        return;
      }
      response.writeHead(200, { 'content-length': file!.length });
      const closed = new Promise((resolve) => response.once('close', resolve));
      for (let at = 0; at < file!.length && !response.destroyed; at += 0x1_0000) {
        const part = file!.subarray(at, at + 0x1_0000);
        sent += part.length;
        if (!response.write(part))
          await Promise.race([closed, new Promise((resolve) => response.once('drain', resolve))]);
      }
      response.end();
    };
    const client = clientOf();
    const search = scene.find(wantedPdb(), client);
    await until(() => sent > 0);
    await pause(300);
    goOn();
    expect(await search).toBe(scene.target);
    expect(scene.tried).toMatchObject([found(scene.server)]);
    expect([...(await scene.stored()).values()]).toEqual([scene.pdb]);
    expect(sent).toBeLessThan(pdb.length / 2);
    const unneeded = client.log.filter(({ url }) => isForFile(url) && url.startsWith(others[0]!.url));
    expect(unneeded).toMatchObject([{ bytes: 0, failure: expect.stringMatching(/not needed/) as string }]);
  });

  it.each<[string, Script]>([
    ['does not have it', ({ response }) => void response.writeHead(404, { 'content-length': 0 }).end()],
    ['has another file', ({ response }) => void response.end(makePdb({ guid: 'FF'.repeat(16) }))],
    ['breaks off', ({ socket }) => void socket.destroy()],
    ['wants credentials', ({ response }) => void response.writeHead(401, { 'content-length': 0 }).end()],
  ])('are asked while one is late, which then %s: the next one in order gives the file', async (_, script) => {
    const { script: wait, goOn } = waiting();
    scene.server.script = async (request) => {
      if (isForFile(request.path)) await wait({ ...request, plainly: () => void script(request) });
      else request.plainly();
    };
    const search = scene.find(wantedPdb(), clientOf({ retries: 0 }));
    await until(() => asked(others[0]!) > 0);
    await pause(100);
    goOn();
    expect(await search).toBe(scene.target);
    expect(scene.tried.at(-1)).toMatchObject(found(others[0]!));
    expect(await scene.stored()).toEqual(new Map([[expect.any(String), scene.pdb]]));
  });

  it('are asked again if their answers could not wait so long', async () => {
    const { script, goOn } = waiting();
    scene.server.script = script;
    scene.server.files.clear();
    others[0]!.script = ({ socket, response, file, before, plainly }) => {
      if (!file || before > 0) {
        plainly();
        return;
      }
      response.writeHead(200, { 'content-length': file.length });
      response.write(file.subarray(0, 1000), () => setTimeout(() => socket.destroy(), 50));
    };
    const search = scene.find(wantedPdb(), clientOf());
    await until(() => asked(others[0]!) > 0);
    await pause(300);
    goOn();
    expect(await search).toBe(scene.target);
    expect(scene.tried.at(-1)).toMatchObject(found(others[0]!));
    expect(asked(others[0]!)).toBe(2);
  });

  it('are not asked for what is known of them, but the ones behind are', async () => {
    for (const server of [scene.server, others[0]!]) server.files.clear();
    expect(await scene.find(wantedPdb(), scene.client({}, `srv*${scene.store}*${others[0]!.url}`))).toBeNull();
    const before = others[0]!.requests.length;
    const { script, goOn } = waiting();
    scene.server.script = script;
    const search = scene.find(wantedPdb(), clientOf());
    await until(() => asked(others[1]!) > 0);
    goOn();
    expect(await search).toBe(scene.target);
    expect(others[0]!.requests).toHaveLength(before);
    expect(scene.tried.at(-1)).toMatchObject(found(others[1]!));
  });

  it('all end with the search', async () => {
    const controller = new AbortController();
    const hang: Script = ({ path, plainly }) => {
      if (!isForFile(path)) plainly();
    };
    for (const server of [scene.server, ...others]) server.script = hang;
    const search = scene.find(wantedPdb(), clientOf(), controller.signal);
    await until(() => others.every((other) => asked(other) > 0));
    controller.abort(new Error('enough'));
    await expect(search).rejects.toThrow('enough');
    expect((await scene.stored()).size).toBe(0);
  });
});
