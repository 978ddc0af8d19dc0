import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { otherGuids, withGuid } from '../../servers/other-builds';
import { SymbolServer, trusted } from '../../servers/symbol-server';
import { findImage, findPdb, type FileSearch } from '../../../lib';

const bin = (...segments: string[]): string => path.join(__dirname, '../../fixtures/bin', ...segments);

/** The values of llvm for these fixtures, from ../fixtures/truth/signatures.json. */
const ofScene = { guid: '8F9EAEFB873CE7164C4C44205044422E', age: 1 };
const ofMismatch = { guid: '136757F0ABF6A3CC4C4C44205044422E', age: 1 };
const inStore = path.join('scene.pdb', `${ofScene.guid}1`);
const sceneImage = { name: 'scene.dll', timestamp: 1429728161, size: 28672 };

let root: string;
let image: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'dbghelp-'));
  image = await put(bin('x64', 'scene.dll'), 'app', 'scene.dll');
});
afterEach(() => rm(root, { recursive: true }));

async function put(from: string, ...to: string[]): Promise<string> {
  const file = path.join(root, ...to);
  await mkdir(path.dirname(file), { recursive: true });
  await copyFile(from, file);
  return file;
}

const at = (...segments: string[]): string => path.join(root, ...segments);
const outcomes = ({ tried }: FileSearch): [string, string][] =>
  tried.map(({ place, outcome }) => [path.relative(root, place), outcome]);

describe('the PDB of an image', () => {
  it('is searched in folders and below them, then beside the image', async () => {
    await mkdir(at('symbols'));
    const search = await findPdb(image, { searchPath: at('symbols') });
    expect(search).toMatchObject({ name: 'scene.pdb', wanted: ofScene, path: null });
    expect(outcomes(search)).toEqual([
      [path.join('symbols', inStore, 'scene.pdb'), 'missing'],
      [path.join('symbols', 'scene.pdb'), 'missing'],
      [path.join('symbols', 'dll', 'scene.pdb'), 'missing'],
      [path.join('symbols', 'symbols', 'dll', 'scene.pdb'), 'missing'],
      [path.join('app', 'scene.pdb'), 'missing'],
      [path.join('app', inStore, 'scene.pdb'), 'missing'],
    ]);
  });

  it.each([
    ['symbols', 'scene.pdb'],
    ['symbols', 'dll', 'scene.pdb'],
    ['symbols', 'symbols', 'dll', 'scene.pdb'],
    ['app', 'scene.pdb'],
    ['symbols', inStore, 'scene.pdb'],
    ['app', inStore, 'scene.pdb'],
  ])('is found at %s %s', async (...place) => {
    const pdb = await put(bin('x64', 'scene.pdb'), ...place);
    const search = await findPdb(image, { searchPath: at('symbols') });
    expect(search.path).toBe(pdb);
    expect(search.tried.at(-1)).toEqual({ place: pdb, outcome: 'found', reason: 'found', signature: ofScene });
  });

  it('is not one of another build; the search reports both signatures', async () => {
    const wrong = await put(bin('mismatch', 'x64', 'scene.pdb'), 'a', 'scene.pdb');
    const right = await put(bin('x64', 'scene.pdb'), 'b', 'scene.pdb');
    const search = await findPdb(image, { searchPath: [at('a'), at('b')] });
    expect(search.path).toBe(right);
    const tried = search.tried.find(({ place }) => place === wrong);
    expect(tried).toMatchObject({ outcome: 'mismatch', signature: ofMismatch });
    expect(tried?.reason).toContain(`GUID ${ofMismatch.guid}, age 1`);
    expect(tried?.reason).toContain(`GUID ${ofScene.guid}, age 1`);
    expect(String(search).split('\n')[0]).toBe(`scene.pdb, GUID ${ofScene.guid}, age 1: ${right}`);
    expect(String(search)).toContain(`  ${wrong}: does not match: it has GUID ${ofMismatch.guid}`);
  });

  it('is not one of another age', async () => {
    const pdb = await put(bin('x64', 'scene.pdb'), 'app', 'scene.pdb');
    const bytes = await readFile(pdb);
    bytes.writeUInt32LE(2, bytes.indexOf(Buffer.from('ffffffff77093101', 'hex')) + 8);
    await writeFile(pdb, bytes);
    const search = await findPdb(image);
    expect(search.path).toBeNull();
    expect(search.tried[0]?.reason).toMatch(/it has GUID \w+, age 2, wanted is GUID \w+, age 1 \(another age\)$/);
  });

  it('is no damaged file and no other kind of file', async () => {
    await mkdir(at('a'));
    await writeFile(at('a', 'scene.pdb'), 'no PDB');
    await put(bin('x64', 'scene.dll'), 'b', 'scene.pdb');
    const search = await findPdb(image, { searchPath: [at('a'), at('b')] });
    expect(search.path).toBeNull();
    expect(search.tried.filter(({ outcome }) => outcome === 'unreadable').map(({ reason }) => reason)).toEqual([
      expect.stringContaining('cannot be understood') as string,
      'is no PDB',
    ]);
  });

  it('is null if the image refers to none', async () => {
    const search = await findPdb(bin('empty', 'x64', 'no-exports.dll'), { searchPath: root });
    expect(search).toMatchObject({ name: null, wanted: null, path: null, tried: [] });
    expect(String(search)).toBe('The image names no PDB.');
  });
});

describe('a symbol store on disk', () => {
  it.each<[string, string[], string[], (store: string) => string]>([
    ['of two tiers after srv*', [], [], (store) => `srv*${store}`],
    ['of three tiers after srv*', ['index2.txt'], ['sc'], (store) => `srv*${store}`],
    ['in a chain with a server', [], [], (store) => `srv*${store}*https://symbols.example.com`],
    ['behind another', [], [], (store) => `srv*${store}-absent*${store}`],
    ['after cache*', [], [], (store) => `cache*${store}`],
    ['without a word, marked by pingme.txt', ['pingme.txt'], [], (store) => store],
    ['without a word, of three tiers', ['pingme.txt', 'index2.txt'], ['sc'], (store) => store],
  ])('is searched %s', async (_what, marks, tier, searchPath) => {
    const pdb = await put(bin('x64', 'scene.pdb'), 'store', ...tier, inStore, 'scene.pdb');
    for (const mark of marks) await writeFile(at('store', mark), '');
    await expect(findPdb(image, { searchPath: searchPath(at('store')) })).resolves.toMatchObject({ path: pdb });
  });

  it('is searched without a mark, too', async () => {
    const pdb = await put(bin('x64', 'scene.pdb'), 'store', inStore, 'scene.pdb');
    await expect(findPdb(image, { searchPath: at('store') })).resolves.toMatchObject({ path: pdb });
  });

  it('is searched only in its own tiers', async () => {
    await put(bin('x64', 'scene.pdb'), 'store', inStore, 'scene.pdb');
    await writeFile(at('store', 'index2.txt'), '');
    await expect(findPdb(image, { searchPath: `srv*${at('store')}` })).resolves.toMatchObject({ path: null });
  });

  it.each([
    ['scene.pd_', 'compressed: only symsrv.dll can use it'],
    ['file.ptr', 'points to a file elsewhere: only symsrv.dll follows it'],
  ])('with %s needs symsrv.dll, and the search says so', async (name, reason) => {
    const file = await put(bin('x64', 'scene.pdb'), 'store', inStore, name);
    const search = await findPdb(image, { searchPath: `srv*${at('store')}` });
    expect(search.path).toBeNull();
    expect(search.tried).toContainEqual({ place: file, outcome: 'unusable', reason, signature: null });
  });

  it('is not trusted: the search checks its files', async () => {
    const wrong = await put(bin('mismatch', 'x64', 'scene.pdb'), 'store', inStore, 'scene.pdb');
    const search = await findPdb(image, { searchPath: `srv*${at('store')}` });
    expect(search.path).toBeNull();
    expect(search.tried[0]).toMatchObject({ place: wrong, outcome: 'mismatch' });
  });
});

describe('an image', () => {
  it.each([
    ['symbols', 'scene.dll'],
    ['symbols', 'dll', 'scene.dll'],
    ['store', 'scene.dll', '5537EBA17000', 'scene.dll'],
  ])('is found at %s %s', async (...place) => {
    const there = await put(bin('x64', 'scene.dll'), ...place);
    const search = await findImage(sceneImage, { searchPath: [at('symbols'), `srv*${at('store')}`] });
    expect(search).toMatchObject({ path: there, wanted: { timestamp: 1429728161, size: 28672 } });
  });

  it('is not one of another build; the search reports both signatures', async () => {
    await put(bin('bare', 'x64', 'scene.dll'), 'symbols', 'scene.dll');
    const search = await findImage({ ...sceneImage, name: 'C:\\built\\scene.dll' }, { searchPath: at('symbols') });
    expect(search.path).toBeNull();
    expect(search.tried.find(({ outcome }) => outcome === 'mismatch')?.reason).toBe(
      'does not match: it has time stamp 0xad29ccb6, size 0x7000, wanted is time stamp 0x5537eba1, size 0x7000 (another time stamp)',
    );
  });
});

describe('a PDB whose image is missing', () => {
  it('is found by name, GUID and age, whatever path the name has', async () => {
    const there = await put(bin('x64', 'scene.pdb'), 'store', inStore, 'scene.pdb');
    const search = await findPdb({ name: 'C:\\built\\scene.pdb', ...ofScene }, { searchPath: at('store') });
    expect(search).toMatchObject({ name: 'scene.pdb', wanted: ofScene, path: there });
  });

  it('is not one of another build', async () => {
    const there = await put(bin('mismatch', 'x64', 'scene.pdb'), 'symbols', 'scene.pdb');
    const search = await findPdb({ name: 'scene.pdb', ...ofScene }, { searchPath: at('symbols') });
    expect(search).toMatchObject({ path: null, wanted: ofScene });
    expect(search.tried.find(({ outcome }) => outcome === 'mismatch')?.place).toBe(there);
  });
});

describe('bad arguments', () => {
  it.each<[string, () => Promise<unknown>, typeof TypeError | typeof RangeError]>([
    ['`image`', () => findPdb(1 as never), TypeError],
    ['findPdb: `image`', () => findPdb(null as never), TypeError],
    ['findPdb: `image.name`', () => findPdb({ ...ofScene } as never), TypeError],
    ['findPdb: `image.name`', () => findPdb({ ...ofScene, name: '..' }), RangeError],
    ['findPdb: `image.guid`', () => findPdb({ ...ofScene, name: 'a.pdb', guid: '{8F9EAEFB}' }), RangeError],
    ['findPdb: `image.age`', () => findPdb({ ...ofScene, name: 'a.pdb', age: -1 }), RangeError],
    ['did you mean `guid`', () => findPdb({ name: 'a.pdb', GUID: ofScene.guid, age: 1 } as never), TypeError],
    ['`searchPath`', () => findPdb(image, { searchPath: 1 as never }), TypeError],
    ['`searchPath`', () => findPdb(image, { searchPath: 'symsrv*' }), RangeError],
    ['allowHttp', () => findPdb(image, { searchPath: 'srv*http://symbols.example.com' }), RangeError],
    ['`dbghelp`', () => findPdb(image, { dbghelp: {} as never }), TypeError],
    ['`name`', () => findImage({ ...sceneImage, name: 1 as never }), TypeError],
    ['`timestamp`', () => findImage({ ...sceneImage, timestamp: -1 }), RangeError],
    ['`size`', () => findImage({ ...sceneImage, size: 1.5 }), RangeError],
    ['findImage: `wanted`', () => findImage(null as never), TypeError],
    ['findImage: `name`', () => findImage({ ...sceneImage, name: '' }), RangeError],
    ['findImage: `name`', () => findImage({ ...sceneImage, name: 'C:\\built\\..' }), RangeError],
    ['`offline`', () => findPdb(image, { offline: 1 as never }), TypeError],
    ['`servers.retries`', () => findPdb(image, { servers: { retries: -1 } }), RangeError],
    ['`signal`', () => findPdb(image, { signal: 1 as never }), TypeError],
  ])('are refused: %s', async (name, call, kind) => {
    const error: unknown = await call().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(kind);
    expect((error as Error).message).toContain(name);
  });

  it('include a file that is no image, a missing one and a folder, as the argument of findPdb', async () => {
    for (const file of [at('absent.dll'), root]) {
      const missing = { code: 'DBGHELP_NOT_FOUND', message: expect.stringContaining('findPdb: `image`') as string };
      await expect(findPdb(file)).rejects.toMatchObject(missing);
    }
    await writeFile(at('text.dll'), 'no image');
    await expect(findPdb(at('text.dll'))).rejects.toMatchObject({ code: 'DBGHELP_BAD_FORMAT' });
  });
});

describe('servers of the search path', () => {
  let server: SymbolServer;
  beforeEach(async () => {
    server = await SymbolServer.start();
  });
  afterEach(() => server.stop());
  const servers = { ca: trusted, pause: 1, retries: 1 };
  const through = (): string => `srv*${at('cache')}*${server.url}`;
  const store = async (from: string, name: string, id: string): Promise<string> =>
    server.put(name, id, await readFile(from));

  it('are asked for a PDB that no place on disk has, which is in the cache then', async () => {
    await store(bin('x64', 'scene.pdb'), 'scene.pdb', `${ofScene.guid}1`);
    const search = await findPdb(image, { searchPath: through(), servers });
    expect(search.path).toBe(at('cache', inStore, 'scene.pdb'));
    expect(search.tried.at(-1)).toMatchObject({ outcome: 'found', reason: 'found' });
    expect(await readFile(search.path!)).toEqual(await readFile(bin('x64', 'scene.pdb')));
    const asked = server.requests.length;
    await expect(findPdb(image, { searchPath: through(), servers })).resolves.toMatchObject({ path: search.path });
    expect(server.requests).toHaveLength(asked);
  });

  it('are asked for an image', async () => {
    await store(bin('x64', 'scene.dll'), 'scene.dll', '5537EBA17000');
    const search = await findImage(sceneImage, { searchPath: through(), servers });
    expect(search.path).toBe(at('cache', 'scene.dll', '5537EBA17000', 'scene.dll'));
  });

  it('are asked for an image of which a store has a part only', async () => {
    const whole = await readFile(bin('x64', 'scene.dll'));
    const stored = at('cache', 'scene.dll', '5537EBA17000', 'scene.dll');
    await store(bin('x64', 'scene.dll'), 'scene.dll', '5537EBA17000');
    await mkdir(path.dirname(stored), { recursive: true });
    await writeFile(stored, whole.subarray(0, whole.length >> 1));
    const search = await findImage(sceneImage, { searchPath: through(), servers });
    expect(search.path).toBe(stored);
    expect(search.tried[0]).toMatchObject({ place: stored, outcome: 'unreadable' });
    expect(String(search)).toContain('moved to');
    expect(await readFile(stored)).toEqual(whole);
  });

  it('are asked as many questions at a time by all searches as by one', async () => {
    const original = await readFile(bin('x64', 'scene.dll'));
    const pdb = await readFile(bin('x64', 'scene.pdb'));
    const images = [];
    for (const [number, guid] of otherGuids(ofScene.guid, 60).entries()) {
      images.push(at(String(number), 'scene.dll'));
      await mkdir(path.dirname(images[number]!));
      await writeFile(images[number]!, withGuid(original, ofScene.guid, guid));
      server.put('scene.pdb', `${guid}1`, withGuid(pdb, ofScene.guid, guid));
    }
    const sockets = new Set<unknown>();
    let [now, most] = [0, 0];
    server.script = async ({ response, socket, plainly }) => {
      sockets.add(socket);
      most = Math.max(most, ++now);
      response.on('close', () => now--);
      await new Promise((resolve) => setTimeout(resolve, 10));
      plainly();
    };
    const found = await Promise.all(images.map((file) => findPdb(file, { searchPath: through(), servers })));
    expect(found.map((search) => search.path)).not.toContain(null);
    expect(most).toBeLessThanOrEqual(8);
    expect(sockets.size).toBeLessThanOrEqual(10);
  });

  it('are asked by each search in its own way', async () => {
    await store(bin('x64', 'scene.pdb'), 'scene.pdb', `${ofScene.guid}1`);
    const token = (name: string) => ({ ...servers, headers: () => ({ 'x-token': name }) });
    const asked = ['a', 'b'].map((name) =>
      findPdb(image, { searchPath: `srv*${at(name)}*${server.url}`, servers: token(name) }),
    );
    await Promise.all(asked);
    expect(new Set(server.requests.map(({ headers }) => headers['x-token']))).toEqual(new Set(['a', 'b']));
  });

  it('are asked for nothing that a further store of their chain has, which is copied to those before it', async () => {
    const share = await put(bin('x64', 'scene.pdb'), 'share', inStore, 'scene.pdb');
    const searchPath = `srv*${at('cache')}*${at('share')}*${server.url}`;
    const search = await findPdb(image, { searchPath, servers });
    const copy = at('cache', inStore, 'scene.pdb');
    expect(search.path).toBe(copy);
    expect(await readFile(copy)).toEqual(await readFile(share));
    await writeFile(at('file'), '');
    const other = await findPdb(image, { searchPath: `srv*${at('file')}*${at('share')}*${server.url}`, servers });
    expect(other.path).toBe(share);
    expect(server.requests).toEqual([]);
  });

  it('are not what an element looks like that means something else, and that is told', async () => {
    const search = await findPdb(image, { searchPath: 'src*C:\\no\\cache*~/x', servers });
    expect(search.tried.filter(({ outcome }) => outcome === 'unasked')).toMatchObject([
      { place: 'src', reason: expect.stringContaining('srv*') as string },
      { place: '~/x', reason: expect.stringContaining('home directory') as string },
    ]);
  });

  it('are asked for nothing that a place on disk has', async () => {
    const pdb = await put(bin('x64', 'scene.pdb'), 'app', 'scene.pdb');
    await expect(findPdb(image, { searchPath: through(), servers })).resolves.toMatchObject({ path: pdb });
    expect(server.requests).toEqual([]);
  });

  it('are told with their answers', async () => {
    const search = await findPdb(image, { searchPath: through(), servers });
    expect(search.path).toBeNull();
    const told = search.tried.filter(({ place }) => place.startsWith('https:'));
    expect(told[0]).toMatchObject({ place: `${server.url}/scene.pdb/${ofScene.guid}1/scene.pdb`, outcome: 'missing' });
    expect(told[0]?.reason).toContain('404');
    expect(String(search)).toContain('404');
  });

  it('are not asked offline, and that is told', async () => {
    await store(bin('x64', 'scene.pdb'), 'scene.pdb', `${ofScene.guid}1`);
    const search = await findPdb(image, { searchPath: through(), servers, offline: true });
    expect(search.path).toBeNull();
    expect(search.tried.at(-1)).toMatchObject({ place: server.url, outcome: 'unasked' });
    expect(server.requests).toEqual([]);
  });

  it('are given up when the signal says so', async () => {
    let reached: () => void;
    const asked = new Promise<void>((resolve) => (reached = resolve));
    // No answer ever comes.
    server.script = () => {
      reached();
    };
    const controller = new AbortController();
    const search = findPdb(image, { searchPath: through(), servers, signal: controller.signal });
    await asked;
    const reason = new Error('enough');
    controller.abort(reason);
    await expect(search).rejects.toBe(reason);
  });

  (process.platform === 'win32' ? it.skip : it)('are left to a DLL of their own, which Windows alone has', async () => {
    const search = await findPdb(image, { searchPath: `symsrv*own.dll*${server.url}` });
    expect(search.tried.at(-1)).toMatchObject({
      place: `symsrv*own.dll*${server.url}`,
      outcome: 'unusable',
      reason: 'needs own.dll, which Windows alone has',
    });
    expect(server.requests).toEqual([]);
  });
});
