import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makePdb } from '../../../servers/made-pdb';
import { guid, Scene, wantedPdb } from '../../../servers/scene';
import type { ServerProgress } from '../../../../lib/search/servers/server-options';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.make();
});
afterEach(() => scene.end());

const storeOf = (name: string): string => path.join(scene.folder, name);
const fileIn = (store: string): string => path.join(storeOf(store), 'app.pdb', `${guid}1`, 'app.pdb');

describe('the stores of a search path', () => {
  it.each<[string, (url: string) => string, readonly string[]]>([
    ['srv*A*URL', (url) => `srv*${storeOf('A')}*${url}`, ['A']],
    ['srv*A*B*URL', (url) => `srv*${storeOf('A')}*${storeOf('B')}*${url}`, ['A', 'B']],
    ['symsrv*symsrv.dll*A*URL', (url) => `symsrv*symsrv.dll*${storeOf('A')}*${url}`, ['A']],
    ['A*URL', (url) => `${storeOf('A')}*${url}`, ['A']],
    ['cache*C;srv*A*URL', (url) => `cache*${storeOf('C')};srv*${storeOf('A')}*${url}`, ['C', 'A']],
    ['cache*C;srv*URL', (url) => `cache*${storeOf('C')};srv*${url}`, ['C']],
    ['srv*URL', (url) => `srv*${url}`, ['default']],
    ['srv**URL', (url) => `srv**${url}`, ['default']],
    ['srv*A**URL', (url) => `srv*${storeOf('A')}**${url}`, ['A', 'default']],
    ['srv*A*URL1*URL2', (url) => `srv*${storeOf('A')}*${url}/none*${url}`, ['A']],
    ['srv*A*URL1;srv*B*URL2', (url) => `srv*${storeOf('A')}*${url}/none;srv*${storeOf('B')}*${url}`, ['B']],
  ])('get a copy: %s', async (_, searchPath, stores) => {
    const client = scene.client({ store: storeOf('default') }, searchPath(scene.server.url));
    expect(await scene.find(wantedPdb(), client)).toBe(fileIn(stores[0]!));
    for (const store of stores) expect(await readFile(fileIn(store))).toEqual(scene.pdb);
    const all = await readdir(scene.folder);
    for (const store of all) if (!stores.includes(store)) expect((await scene.stored(storeOf(store))).size).toBe(0);
    // A second time, nobody is asked.
    const asked = scene.server.requests.length;
    scene.tried.length = 0;
    expect(
      await scene.find(wantedPdb(), scene.client({ store: storeOf('default') }, searchPath(scene.server.url))),
    ).toBe(fileIn(stores[0]!));
    if (!searchPath('').includes('none')) expect(scene.server.requests.length).toBe(asked);
  });

  it.each(['symsrv*other.dll*A*', 'srv*', ''])('ask nobody: %s', async (begin) => {
    const searchPath = begin.endsWith('A*')
      ? `symsrv*other.dll*${storeOf('A')}*${scene.server.url}`
      : begin || scene.server.url;
    expect(await scene.find(wantedPdb(), scene.client({}, searchPath))).toBeNull();
    expect(scene.server.requests).toEqual([]);
    expect(scene.tried.map(({ outcome }) => outcome)).toEqual(begin === 'srv*' ? ['unasked'] : []);
  });

  it('get what a further one has', async () => {
    await mkdir(path.dirname(fileIn('B')), { recursive: true });
    await writeFile(fileIn('B'), scene.pdb);
    const client = scene.client({}, `srv*${storeOf('A')}*${storeOf('B')}*${scene.server.url}`);
    expect(await scene.find(wantedPdb(), client)).toBe(fileIn('A'));
    expect(scene.server.requests).toEqual([]);
  });

  it('get what a further one has that can only be read', async () => {
    // This one cannot be written: its folder for files that arrive is a file.
    await mkdir(path.dirname(fileIn('default')), { recursive: true });
    await writeFile(fileIn('default'), scene.pdb);
    await writeFile(path.join(storeOf('default'), '.dbghelp'), '');
    const client = scene.client({ store: storeOf('default') }, `srv*${storeOf('A')}**${scene.server.url}`);
    expect(await scene.find(wantedPdb(), client)).toBe(fileIn('A'));
    expect(await readFile(fileIn('A'))).toEqual(scene.pdb);
    expect(scene.server.requests).toEqual([]);
  });

  it.each([
    ['~/symbols', /home directory/],
    ['%DBGHELP_NOT_SET%/symbols', /not set/],
    ['$HOME/symbols', /only %NAME%/],
    ['/a:/b', /semicolons/],
  ])('are no folders that are named by mistake: %s', async (root, reason) => {
    const client = scene.client({ store: storeOf('default') }, `srv*${root}*${scene.server.url}`);
    expect(await scene.find(wantedPdb(), client)).toBe(fileIn('default'));
    expect(scene.tried[0]).toMatchObject({
      place: root,
      outcome: 'unwritable',
      reason: expect.stringMatching(reason) as string,
    });
  });

  it('are no URLs that nobody asks', async () => {
    const searchPath = `srv*ftp://joe:s3cret@ftp.example.com/x*${storeOf('A')}*${scene.server.url}`;
    expect(await scene.find(wantedPdb(), scene.client({}, searchPath))).toBe(fileIn('A'));
    expect(await readdir(scene.folder)).toEqual(['A']);
    expect(JSON.stringify(scene.tried)).not.toContain('s3cret');
  });

  (process.platform === 'win32' ? it.skip : it)('that go away while a file arrives are made anew', async () => {
    scene.server.script = async ({ file, before, response, plainly }) => {
      if (!file || before > 0) {
        plainly();
        return;
      }
      response.writeHead(200, { 'content-length': file.length });
      response.write(file.subarray(0, 20_000));
      await rm(scene.store, { recursive: true, maxRetries: 5 });
      await new Promise((resolve) => setTimeout(resolve, 1500));
      if (!response.destroyed) response.end(file.subarray(20_000));
    };
    expect(await scene.find(undefined, scene.client({ idleTimeout: 5000 }))).toBe(scene.target);
    expect([...(await scene.stored()).values()]).toEqual([scene.pdb]);
  });

  it('that cannot be written are skipped, and told', async () => {
    await writeFile(storeOf('A'), 'a file');
    const client = scene.client({}, `srv*${storeOf('A')}*${storeOf('B')}*${scene.server.url}`);
    expect(await scene.find(wantedPdb(), client)).toBe(fileIn('B'));
    expect(scene.tried).toMatchObject([{ place: storeOf('A'), outcome: 'unwritable' }, { outcome: 'found' }]);
  });

  it('that have a file in the place of a folder are skipped, and told', async () => {
    await mkdir(path.dirname(path.dirname(fileIn('A'))), { recursive: true });
    await writeFile(path.dirname(fileIn('A')), 'a file');
    const client = scene.client({}, `srv*${storeOf('A')}*${storeOf('B')}*${scene.server.url}`);
    expect(await scene.find(wantedPdb(), client)).toBe(fileIn('B'));
    expect(scene.tried).toMatchObject([{ place: storeOf('A'), outcome: 'unwritable' }, { outcome: 'found' }]);
  });

  (process.platform === 'linux' ? it : it.skip)('in a folder of the system that takes none are skipped', async () => {
    const client = scene.client({}, `srv*/proc/nowhere*${storeOf('B')}*${scene.server.url}`);
    expect(await scene.find(wantedPdb(), client)).toBe(fileIn('B'));
    expect(scene.tried).toMatchObject([{ place: '/proc/nowhere', outcome: 'unwritable' }, { outcome: 'found' }]);
  });

  it('are the default one, if none can be written, and it is told which', async () => {
    await writeFile(storeOf('A'), 'a file');
    const client = scene.client({ store: storeOf('default') }, `srv*${storeOf('A')}*${scene.server.url}`);
    expect(await scene.find(wantedPdb(), client)).toBe(fileIn('default'));
    expect(scene.tried.at(-1)?.reason).toContain(storeOf('default'));
  });

  it('are none at all', async () => {
    await writeFile(storeOf('A'), 'a file');
    const client = scene.client({ store: path.join(storeOf('A'), 'x') }, `srv*${storeOf('A')}*${scene.server.url}`);
    expect(await scene.find(wantedPdb(), client)).toBeNull();
    expect(scene.tried.at(-1)).toMatchObject({ outcome: 'unwritable' });
    expect(scene.server.requests).toEqual([]);
  });

  const places = ['DBGHELP_HOMEDIR', 'ProgramData', 'LOCALAPPDATA', 'XDG_CACHE_HOME'];
  it("have a default below DbgHelp's home directory, or else for the user", async () => {
    const before = places.map((name) => [name, process.env[name]] as const);
    try {
      for (const name of places) Reflect.deleteProperty(process.env, name);
      const user = process.platform === 'win32' ? 'LOCALAPPDATA' : 'XDG_CACHE_HOME';
      process.env[user] = storeOf('user');
      const searchPath = `srv*${scene.server.url}`;
      expect(await scene.find(wantedPdb(), scene.client({}, searchPath))).toBe(
        fileIn(path.join('user', 'dbghelp', 'symbols')),
      );
      process.env['DBGHELP_HOMEDIR'] = storeOf('home');
      const other = scene.server.put('b.pdb', `${guid}1`, scene.pdb);
      expect(await scene.find(wantedPdb('b.pdb'), scene.client({}, searchPath))).toContain(path.join('home', 'sym'));
      expect(other).toContain('b.pdb');
    } finally {
      for (const [name, value] of before) {
        if (value === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = value;
      }
    }
  });

  it('are searched alone with `offline`, the default one too', async () => {
    const searchPath = `srv*${scene.server.url}`;
    const options = { store: storeOf('default'), offline: true };
    expect(await scene.find(wantedPdb(), scene.client(options, searchPath))).toBeNull();
    expect(scene.tried).toMatchObject([{ outcome: 'unasked' }]);
    expect(await scene.find(wantedPdb(), scene.client({ ...options, offline: false }, searchPath))).not.toBeNull();
    const asked = scene.server.requests.length;
    expect(await scene.find(wantedPdb(), scene.client(options, searchPath))).toBe(fileIn('default'));
    expect(scene.server.requests).toHaveLength(asked);
  });

  it.each<[string, (pdb: Buffer) => Buffer, string]>([
    ['is of another build', () => makePdb({ guid: 'AB'.repeat(16) }), 'mismatch'],
    ['was cut', (pdb) => pdb.subarray(0, 20_000), 'unreadable'],
    ['is empty', () => Buffer.alloc(0), 'unreadable'],
    ['is a page', () => Buffer.from('<html></html>'), 'unreadable'],
  ])('lose a file that %s: it is moved aside, and fetched anew', async (_, damage, outcome) => {
    await mkdir(path.dirname(scene.target), { recursive: true });
    await writeFile(scene.target, damage(scene.pdb));
    expect(await scene.find()).toBe(scene.target);
    expect(await readFile(scene.target)).toEqual(scene.pdb);
    expect(scene.tried).toMatchObject([{ place: scene.target, outcome }, { outcome: 'found' }]);
    const aside = /moved to (.*), and/.exec(scene.tried[0]!.reason)?.[1];
    expect(await readFile(aside!)).toEqual(damage(scene.pdb));
  });

  it.each([
    '..',
    '..\\evil.pdb',
    '../evil.pdb',
    'C:\\evil.pdb',
    '\\\\server\\share\\evil.pdb',
    'CON',
    'nul.pdb',
    'COM1',
    'com¹.pdb',
    'aux .pdb',
    'app.pdb:stream',
    'app.pdb.',
    'app.pdb ',
    '*.pdb',
    'a\u0000.pdb',
    '',
  ])('never have a file called %j', async (name) => {
    expect(await scene.find(wantedPdb(name))).toBeNull();
    expect(scene.tried).toMatchObject([{ outcome: 'refused' }]);
    expect(scene.server.requests).toEqual([]);
    expect(await readdir(scene.folder)).toEqual([]);
  });

  it.each(['Jörg 日本.pdb', 'a b%20c#d?e.pdb'.replace('?', '!'), 'COM10.pdb', '.pdb', 'x..y.pdb'])(
    'have a file called %s',
    async (name) => {
      scene.server.put(name, `${guid}1`, scene.pdb);
      expect(await scene.find(wantedPdb(name))).toBe(path.join(scene.store, name, `${guid}1`, name));
    },
  );
});

describe('a miss', () => {
  it('is remembered in the store for the time of the option', async () => {
    const find = (missCache: number) => scene.find(wantedPdb('other.pdb'), scene.client({ missCache }));
    expect(await find(60_000)).toBeNull();
    const asked = scene.server.requests.length;
    const client = scene.client({ missCache: 60_000 });
    expect(await scene.find(wantedPdb('other.pdb'), client)).toBeNull();
    expect(client.log).toMatchObject([{ fromCache: true, failure: expect.stringContaining('404') as string }]);
    expect(scene.server.requests).toHaveLength(asked);
    await new Promise((resolve) => setTimeout(resolve, 20));
    scene.server.put('other.pdb', `${guid}1`, scene.pdb);
    expect(await find(1)).not.toBeNull();
  });

  it('of one server is none of another', async () => {
    expect(await scene.find(wantedPdb(), scene.client({}, `srv*${scene.store}*${scene.server.url}/none`))).toBeNull();
    expect(await scene.find()).toBe(scene.target);
  });

  it('with damage in the memory is asked again', async () => {
    expect(await scene.find(wantedPdb('other.pdb'))).toBeNull();
    await writeFile(path.join(scene.store, '.dbghelp', `other.pdb.${guid}1.answers.json`), '{"x":');
    const asked = scene.server.requests.length;
    expect(await scene.find(wantedPdb('other.pdb'))).toBeNull();
    expect(scene.server.requests.length).toBeGreaterThan(asked);
  });
});

describe('progress', () => {
  it('tells the file, the server, the bytes and where they come from', async () => {
    const seen: ServerProgress[] = [];
    const onProgress = (progress: ServerProgress): void => {
      seen.push(progress);
    };
    await scene.find(wantedPdb(), scene.client({ onProgress }));
    const { length } = scene.pdb;
    const common = { file: 'app.pdb', server: scene.server.url, total: length };
    expect(seen.at(-1)).toEqual({ ...common, bytes: length, fromCache: false });
    await scene.find(wantedPdb(), scene.client({ onProgress }));
    expect(seen.at(-1)).toEqual({ ...common, bytes: length, fromCache: true });
  });
});

describe('a signal', () => {
  it('ends a search with its reason, and leaves nothing under the final name', async () => {
    const controller = new AbortController();
    scene.server.script = ({ response, file }) => {
      if (!file) return;
      response.writeHead(200, { 'content-length': file.length });
      response.write(file.subarray(0, 20_000), () => {
        controller.abort(new Error('enough'));
      });
    };
    await expect(scene.find(wantedPdb(), scene.client(), controller.signal)).rejects.toThrow('enough');
    expect((await scene.stored()).size).toBe(0);
    scene.server.script = undefined;
    expect(await scene.find()).toBe(scene.target);
  });

  it('of one caller does not end the search of another', async () => {
    const controller = new AbortController();
    const client = scene.client();
    scene.server.script = ({ plainly, file }) => {
      if (!file) {
        plainly();
        return;
      }
      controller.abort(new Error('enough'));
      setTimeout(plainly, 100);
    };
    const [one, other] = await Promise.allSettled([
      scene.find(wantedPdb(), client, controller.signal),
      scene.find(wantedPdb(), client),
    ]);
    expect(one).toMatchObject({ status: 'rejected', reason: { message: 'enough' } });
    expect(other).toEqual({ status: 'fulfilled', value: scene.target });
    expect(scene.server.asked('/app.pdb')).toHaveLength(1);
  });

  it('that has ended already asks nobody', async () => {
    await expect(scene.find(wantedPdb(), scene.client(), AbortSignal.abort(new Error('before')))).rejects.toThrow(
      'before',
    );
    expect(scene.server.requests).toEqual([]);
    await rm(scene.store, { recursive: true, force: true });
  });
});
