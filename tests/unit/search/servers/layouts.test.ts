import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { indexInfo } from '../../../../lib';
import { imageOf } from '../../../../lib/search/file-search';
import { makePdb } from '../../../servers/made-pdb';
import { guid, Scene, wantedPdb } from '../../../servers/scene';

const bin = (...segments: string[]): string => path.join(__dirname, '../../../fixtures/bin', ...segments);

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.make();
});
afterEach(() => scene.end());

const only = (at: string, bytes: Buffer): void => {
  scene.server.files.clear();
  scene.server.files.set(`/symbols/${at}`, bytes);
};

describe('a store on a server', () => {
  it('may have three tiers, which its index2.txt says', async () => {
    only(`ap/app.pdb/${guid}1/app.pdb`, scene.pdb);
    expect(await scene.find()).toBeNull();
    scene.server.files.set('/symbols/index2.txt', Buffer.from('.'));
    const client = scene.client({ missCache: 0 });
    expect(await scene.find(wantedPdb(), client)).toBe(scene.target);
    // Then it is known.
    const asked = scene.server.requests.length;
    scene.server.put('b.pdb', `${guid}1`, makePdb({ guid }), 3);
    expect(await scene.find(wantedPdb('b.pdb'), client)).not.toBeNull();
    expect(scene.server.requests.length - asked).toBe(1);
  });

  it('is no store of three tiers because it answers everything with a page', async () => {
    scene.server.script = ({ file, response, plainly }) => {
      if (file) plainly();
      else response.end('<!doctype html><html></html>');
    };
    expect(await scene.find()).toBe(scene.target);
    expect(await scene.find(wantedPdb('b.pdb'))).toBeNull();
    expect(scene.tried.at(-1)).toMatchObject({ outcome: 'unreadable' });
  });

  it('may have all names in lower case', async () => {
    only(`app.pdb/${guid.toLowerCase()}1/app.pdb`, scene.pdb);
    const found = await scene.find(wantedPdb('App.pdb'));
    expect(found).toBe(path.join(scene.store, 'App.pdb', `${guid}1`, 'App.pdb'));
    expect(await readFile(found!)).toEqual(scene.pdb);
  });

  it('writes the age in lower-case hexadecimal, and the GUID in upper case', async () => {
    const pdb = makePdb({ guid, age: 0x1f });
    only(`app.pdb/${guid}1f/app.pdb`, pdb);
    expect(await scene.find(wantedPdb('app.pdb', 0x1f))).not.toBeNull();
  });

  it('has images by time stamp and size', async () => {
    const { timestamp, size } = await indexInfo(bin('x64', 'scene.dll'));
    const bytes = await readFile(bin('x64', 'scene.dll'));
    const id = timestamp.toString(16).toUpperCase().padStart(8, '0') + size.toString(16);
    only(`scene.dll/${id}/scene.dll`, bytes);
    expect(await scene.find(imageOf('scene.dll', { timestamp, size }, []))).toBe(
      path.join(scene.store, 'scene.dll', id, 'scene.dll'),
    );
    expect([...(await scene.stored()).values()]).toEqual([bytes]);
  });

  it.each<[string, (image: Buffer) => Buffer, string, RegExp]>([
    ['is cut', (image) => image.subarray(0, image.length >> 1), 'unreadable', /cut short|beyond its end/],
    [
      'is another one',
      (image) => Buffer.from(image).fill(1, image.readUInt32LE(0x3c) + 8, image.readUInt32LE(0x3c) + 12),
      'mismatch',
      /time stamp/,
    ],
    [
      'is 81 bytes of HTML',
      () => Buffer.from('<html><head><title>Sign in</title></head><body>MZ</body></html>'.padEnd(81)),
      'unreadable',
      /HTML/,
    ],
    ['is a PDB', () => makePdb({ guid }), 'unreadable', /no image/],
  ])('gives no image that %s', async (_, damage, outcome, reason) => {
    const { timestamp, size } = await indexInfo(bin('x64', 'scene.dll'));
    const wanted = imageOf('scene.dll', { timestamp, size }, []);
    only(`scene.dll/${wanted.id}/scene.dll`, damage(await readFile(bin('x64', 'scene.dll'))));
    expect(await scene.find(wanted)).toBeNull();
    expect(scene.tried).toMatchObject([{ outcome, reason: expect.stringMatching(reason) as string }]);
    expect((await scene.stored()).size).toBe(0);
  });

  it('gives the PDBs of linkers, too', async () => {
    const { guid: own, age } = await indexInfo(bin('x64', 'scene.pdb'));
    only(`scene.pdb/${own!}${age.toString(16)}/scene.pdb`, await readFile(bin('x64', 'scene.pdb')));
    expect(await scene.find(wantedPdb('scene.pdb', age, own!))).not.toBeNull();
  });

  it('has portable PDBs without an age', async () => {
    const pdb = portablePdb();
    only(`app.pdb/${guid}FFFFFFFF/app.pdb`, pdb);
    expect(await scene.find()).toBe(scene.target);
    expect(await readFile(scene.target)).toEqual(pdb);
    expect(scene.tried.at(-1)?.reason).toContain('portable PDB');
    only(`b.pdb/${guid}FFFFFFFF/b.pdb`, portablePdb('FF'.repeat(16)));
    expect(await scene.find(wantedPdb('b.pdb'))).toBeNull();
    expect(scene.tried.at(-1)?.outcome).toBe('mismatch');
  });

  it('may have a file compressed, which is told', async () => {
    only(`app.pdb/${guid}1/app.pd_`, Buffer.from('MSCF\0\0\0\0 and the rest'.padEnd(5000)));
    expect(await scene.find()).toBeNull();
    expect(scene.tried.at(-1)).toMatchObject({
      outcome: 'unusable',
      place: `${scene.server.url}/app.pdb/${guid}1/app.pd_`,
      reason: expect.stringContaining('cabinet') as string,
    });
  });

  it('is asked for all other places at once when the usual one has nothing', async () => {
    const waiting: (() => void)[] = [];
    scene.server.files.clear();
    let most = 0;
    scene.server.script = ({ path: at, plainly }) => {
      if (at.endsWith(`/${guid}1/app.pdb`) || at.endsWith('index2.txt')) {
        plainly();
        return;
      }
      waiting.push(plainly);
      most = Math.max(most, waiting.length);
      setTimeout(() => {
        waiting.splice(0).forEach((answer) => {
          answer();
        });
      }, 200);
    };
    expect(await scene.find()).toBeNull();
    expect(most).toBe(4);
  });
});

describe('a file.ptr', () => {
  const pointer = (text: string): void => {
    only(`app.pdb/${guid}1/file.ptr`, Buffer.from(text));
  };

  it('is followed to the same server', async () => {
    pointer(`PATH:${scene.server.url}/moved/app.pdb`);
    scene.server.files.set('/symbols/moved/app.pdb', scene.pdb);
    expect(await scene.find()).toBe(scene.target);
  });

  it('is followed to a folder of the search path', async () => {
    const folder = path.join(scene.folder, 'share');
    await mkdir(folder);
    await writeFile(path.join(folder, 'app.pdb'), scene.pdb);
    pointer(`PATH:${path.join(folder, 'app.pdb')}`);
    const client = scene.client({}, `${folder};srv*${scene.store}*${scene.server.url}`);
    expect(await scene.find(wantedPdb(), client)).toBe(scene.target);
    expect(await readFile(scene.target)).toEqual(scene.pdb);
  });

  it('is followed to a file only, and to none that is too large', async () => {
    const folder = path.join(scene.folder, 'share');
    await mkdir(path.join(folder, 'a folder'), { recursive: true });
    await writeFile(path.join(folder, 'app.pdb'), scene.pdb);
    const searchPath = `${folder};srv*${scene.store}*${scene.server.url}`;
    for (const [name, outcome] of [
      ['a folder', 'missing'],
      ['app.pdb', 'refused'],
    ] as const) {
      pointer(`PATH:${path.join(folder, name)}`);
      const client = scene.client({ maxFileSize: 10_000, missCache: 0 }, searchPath);
      expect(await scene.find(wantedPdb(), client)).toBeNull();
      expect(scene.tried.at(-1)).toMatchObject({ outcome });
    }
    expect((await scene.stored()).size).toBe(0);
  });

  (process.platform === 'win32' ? it.skip : it)('is not followed to a pipe, which would be waited for', async () => {
    const folder = path.join(scene.folder, 'share');
    await mkdir(folder);
    expect(spawnSync('mkfifo', [path.join(folder, 'app.pdb')]).status).toBe(0);
    pointer(`PATH:${path.join(folder, 'app.pdb')}`);
    const client = scene.client({}, `${folder};srv*${scene.store}*${scene.server.url}`);
    expect(await scene.find(wantedPdb(), client)).toBeNull();
    expect(scene.tried.at(-1)?.reason).toContain('no file');
  });

  it('is followed to no other server, folder or share', async () => {
    await copyFile(__filename, path.join(scene.folder, 'secret.txt'));
    for (const to of [
      'https://127.0.0.1:1/app.pdb',
      `https://localhost:1/symbols/app.pdb`,
      `${scene.server.url}/../other/app.pdb`,
      path.join(scene.folder, 'secret.txt'),
      path.join(scene.store, '..', 'secret.txt'),
      '\\\\evil\\share\\app.pdb',
      'file:///etc/passwd',
      '/etc/passwd',
      'app.pdb',
      '',
    ]) {
      pointer(`PATH:${to}`);
      expect(await scene.find(wantedPdb(), scene.client({ missCache: 0 }))).toBeNull();
      expect(scene.tried.at(-1)).toMatchObject({ outcome: 'refused' });
    }
  });

  it('may have a message instead', async () => {
    pointer('MSG: ask in room 5');
    expect(await scene.find()).toBeNull();
  });
});

/** The header of .NET's metadata, and the stream with the GUID. */
function portablePdb(of = guid): Buffer {
  const bytes = Buffer.alloc(200);
  bytes.write('BSJB', 0, 'latin1');
  bytes.writeUInt16LE(1, 4);
  bytes.writeUInt16LE(1, 6);
  bytes.writeUInt32LE(12, 12);
  bytes.write('PDB v1.0', 16, 'latin1');
  bytes.writeUInt16LE(1, 30);
  bytes.writeUInt32LE(60, 32);
  bytes.writeUInt32LE(32, 36);
  bytes.write('#Pdb', 40, 'latin1');
  const id = Buffer.from(of, 'hex');
  id.subarray(0, 4).reverse();
  id.subarray(4, 6).reverse();
  id.subarray(6, 8).reverse();
  id.copy(bytes, 60);
  return bytes;
}
