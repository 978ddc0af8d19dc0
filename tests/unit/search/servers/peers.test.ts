import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { inspect } from 'node:util';
import type { ServerOptions } from '../../../../lib/search/servers/server-options';
import { imageOf, type TriedPlace, type WantedFile } from '../../../../lib/search/file-search';
import { rows } from '../../../servers/misbehaviour';
import { Proxy } from '../../../servers/proxy';
import { guid, Scene, wantedPdb } from '../../../servers/scene';
import type { Script } from '../../../servers/symbol-server';

// What other clients of symbol servers do wrong: taking wrong files, giving up for ever, waiting without an end, telling
// passwords. A line for each of a server's doings by which they were measured.

let scenes: Scene[];
let proxy: Proxy;
beforeEach(async () => {
  scenes = [];
  proxy = await Proxy.start();
});
afterEach(async () => {
  for (const scene of scenes) await scene.end();
  await proxy.stop();
});

async function makeScene(): Promise<Scene> {
  const scene = await Scene.make();
  scenes.push(scene);
  return scene;
}

/** A script of the table of misbehaviours, by what it does. */
const known = (does: string): Script => rows.find((row) => row.does === does)!.script;
const status =
  (code: number, headers: Record<string, string> = {}): Script =>
  ({ response }) =>
    void response.writeHead(code, { 'content-length': '0', ...headers }).end();
const good: Script = (asked) => {
  asked.plainly();
};
const once =
  (script: Script): Script =>
  (asked) =>
    (asked.before === 0 ? script : good)(asked);
const later =
  (time: number): Script =>
  async ({ plainly }) => {
    await new Promise((resolve) => setTimeout(resolve, time));
    plainly();
  };

interface Asking {
  readonly options?: ServerOptions;
  readonly wanted?: WantedFile;
  readonly searchPath?: (scene: Scene) => string;
}

interface Answered {
  readonly scene: Scene;
  readonly found: string | null;
  readonly told: string;
  readonly took: number;
  /** For the file in its usual place. */
  readonly requests: ReturnType<Scene['server']['asked']>;
}

/** Has a new server answer like this for the file, and asks it. */
async function ask(script: Script, { options = {}, wanted = wantedPdb(), searchPath }: Asking = {}): Promise<Answered> {
  const scene = await makeScene();
  const usual = `/${wanted.name}/${wanted.id}/${wanted.name}`;
  scene.server.script = async (asked) => {
    if (asked.path.endsWith(usual)) await script(asked);
    else asked.plainly();
  };
  const client = scene.client(options, searchPath?.(scene));
  const begin = performance.now();
  const found = await scene.find(wanted, client);
  const took = performance.now() - begin;
  expect(inspect([client.log, scene.tried])).not.toMatch(/s3cret/);
  const told = scene.tried.map(({ outcome, reason }) => `${outcome}: ${reason}`).join('\n');
  return { scene, found, told, took, requests: scene.server.asked(usual) };
}

/** The right file arrives. */
async function gives(script: Script, asking?: Asking): Promise<Answered> {
  const answered = await ask(script, asking);
  const { scene, found, told } = answered;
  expect({ found, told }).toEqual({ found: scene.target, told: 'found: found' });
  expect([...(await scene.stored()).values()]).toEqual([scene.pdb]);
  return answered;
}

/** Nothing arrives, and it is told why. The next client of the store gets the file. */
async function refuses(
  script: Script,
  outcome: TriedPlace['outcome'],
  reason: RegExp,
  asking?: Asking,
): Promise<Answered> {
  const answered = await ask(script, asking);
  const { scene, found, told } = answered;
  expect(found).toBeNull();
  expect(told).toMatch(new RegExp(`^${outcome}: .*${reason.source}`));
  expect((await scene.stored()).size).toBe(0);
  if (asking?.wanted === undefined) {
    scene.server.script = undefined;
    expect(await scene.find(wantedPdb(), scene.client({ missCache: 0 }))).toBe(scene.target);
  }
  return answered;
}

const retried = async (script: Script): Promise<void> => {
  expect((await gives(once(script))).requests).toHaveLength(2);
};
const resumed = async (script: Script): Promise<void> => {
  const { requests, scene } = await gives(script);
  expect(requests[1]?.headers.range).toMatch(/^bytes=[1-9]\d*-$/);
  expect(requests.reduce((sum, { sent }) => sum + sent, 0)).toBe(scene.pdb.length);
};

/** Sends half of the file, and then breaks off. Goes on where it is asked to. */
const cutOnce = (headers: (file: Buffer) => Record<string, number>): Script =>
  once(({ response, file, socket }) => {
    const etag = `"${String(file!.length)}-${file!.subarray(-8).toString('hex')}"`;
    response.writeHead(200, { etag, ...headers(file!) });
    response.write(file!.subarray(0, file!.length >> 1), () => setTimeout(() => socket.destroy(), 500));
  });

const table: readonly (readonly [does: string, right: string, check: () => Promise<unknown>])[] = [
  [
    '404, 403, 401, 407',
    'null and the reason by status',
    async () => {
      await refuses(status(404), 'missing', /404/);
      for (const code of [403, 401, 407]) await refuses(status(code), 'unauthorized', new RegExp(String(code)));
    },
  ],
  [
    '500, 503, 408, 429 + Retry-After, reset, once',
    'retried',
    async () => {
      for (const code of [500, 503, 408]) await retried(status(code));
      const { requests, took } = await gives(once(status(429, { 'retry-after': '1' })));
      expect(requests).toHaveLength(2);
      expect(took).toBeGreaterThanOrEqual(1000);
      await retried(({ socket }) => void socket.destroy());
    },
  ],
  [
    'cut (length or chunked)',
    'resumed',
    async () => {
      await resumed(cutOnce(({ length }) => ({ 'content-length': length })));
      await resumed(cutOnce(() => ({})));
    },
  ],
  [
    'cut by FIN without length; half a file, its length honest',
    'refused: MSF tells its own length',
    async () => {
      await refuses(known('ends a body without length in the middle, each time'), 'unreadable', /damaged or cut/);
      const short = known('ends a body without length 100 bytes before the end');
      await refuses(short, 'unreadable', /by its own account/);
      await refuses(known('gives half of the file as if it were the whole'), 'unreadable', /damaged or cut/);
    },
  ],
  [
    'another PDB, garbage, 4 kB too many',
    'refused',
    async () => {
      await refuses(known('gives a PDB of another build'), 'mismatch', /another|GUID/);
      await refuses(known('gives garbage'), 'unreadable', /no PDB/);
      await refuses(known('gives 4 kB too many'), 'unreadable', /by its own account/);
    },
  ],
  [
    'HTML with 200',
    'refused by content',
    async () => {
      await refuses(known('gives a page with 200'), 'unreadable', /HTML/);
      const page = Buffer.from('<html><body>Sign in</body></html>'.padEnd(81));
      const wanted = imageOf('app.dll', { timestamp: 0x69485e8c, size: 0x45000 }, []);
      await refuses(({ response }) => void response.end(page), 'unreadable', /HTML/, { wanted });
    },
  ],
  [
    'gzip, deflate, br though not asked',
    'decoded',
    async () => {
      for (const coding of ['gzip', 'deflate', 'br']) {
        const { requests } = await gives(known(`codes by ${coding}`));
        expect(requests.map(({ headers }) => headers['accept-encoding'])).toEqual(['identity']);
      }
    },
  ],
  [
    '0 bytes, 204',
    'refused',
    async () => {
      await refuses(known('gives an empty file'), 'unreadable', /empty/);
      await refuses(known('gives nothing (204)'), 'unreadable', /204/);
    },
  ],
  [
    'chunked, HTTP/1.0, 103, hostile Content-Disposition',
    'right',
    async () => {
      for (const does of ['sends chunks', 'speaks HTTP/1.0 without a length', 'hints early (103)'])
        expect((await gives(known(does))).requests).toHaveLength(1);
      const { scene } = await gives(known('names another file, outside of the store'));
      expect((await readdir(scene.folder)).sort()).toEqual(['store']);
    },
  ],
  [
    'redirects: other host, 308, cookie',
    'followed to public https hosts without headers and cookies; never to http, loopback, link-local or private hosts that the path does not name',
    async () => {
      for (const code of [302, 308]) {
        const script: Script = (asked) => {
          asked.response.setHeader('set-cookie', 'session=1');
          const port = String(asked.socket.localPort);
          return status(code, { location: `https://blobs.example.com:${port}/blob?sig=s3cret` })(asked);
        };
        const { scene } = await ask(script, {
          options: { proxy: proxy.url, headers: () => ({ 'x-token': 's3cret' }) },
          searchPath: ({ server, store, pdb }) => {
            server.files.set('/blob', pdb);
            // Every name leads to this machine.
            proxy.port = server.port;
            return `srv*${store}*${server.url}`;
          },
        });
        expect(await readFile(scene.target)).toEqual(scene.pdb);
        const [followed] = scene.server.asked('/blob');
        for (const name of ['x-token', 'authorization', 'cookie', 'referer'])
          expect(followed?.headers).not.toHaveProperty(name);
      }
      await refuses(known('redirects to http'), 'refused', /plain http/);
      for (const host of ['127.0.0.1', '[::1]', '169.254.169.254', '10.1.2.3', '192.168.1.1'])
        await refuses(known(`redirects to ${host}`), 'refused', /no public host/);
      expect((await refuses(known('redirects in a loop'), 'refused', /10 times/)).requests).toHaveLength(11);
    },
  ],
  [
    'redirect to file:',
    'refused',
    async () => {
      expect((await refuses(known('redirects to a file'), 'refused', /file:/)).requests).toHaveLength(1);
    },
  ],
  [
    'no answer',
    'one limit a server',
    async () => {
      const options = { responseTimeout: 1000 };
      const { requests, took } = await refuses(() => undefined, 'unreachable', /within 1 s/, { options });
      expect(requests).toHaveLength(1);
      expect(took).toBeLessThan(5000);
    },
  ],
  [
    'stands still in the body',
    'ends',
    async () => {
      const still = known('stands still in the body, each time');
      await refuses(still, 'unreachable', /stood still for 0.4 s/, { options: { idleTimeout: 400 } });
    },
  ],
  [
    '5 s late, limit 2 s',
    'right',
    async () => {
      const options = { responseTimeout: 1000, idleTimeout: 1000 };
      await refuses(later(2500), 'unreachable', /did not answer within 1 s/, { options });
      const slowly: Script = async ({ response, file }) => {
        response.writeHead(200, { 'content-length': file!.length });
        for (let at = 0; at < file!.length; at += 5000) {
          response.write(file!.subarray(at, at + 5000));
          await new Promise((resolve) => setTimeout(resolve, 300));
        }
        response.end();
      };
      const { requests, took } = await gives(slowly, { options });
      expect(requests).toHaveLength(1);
      expect(took).toBeGreaterThan(1000);
    },
  ],
  [
    '4 calls at once',
    '1',
    async () => {
      const scene = await makeScene();
      const client = scene.client();
      const calls = Array.from({ length: 4 }, () => scene.find(wantedPdb(), client));
      expect(await Promise.all(calls)).toEqual(Array(4).fill(scene.target));
      expect(scene.server.asked('/app.pdb')).toHaveLength(1);
    },
  ],
  [
    '`user:pass@` in the URL',
    'hook; never logged',
    async () => {
      const searchPath = ({ server, store }: Scene): string =>
        `srv*${store}*${server.url.replace('//', '//jane:s3cret@')}`;
      const { requests } = await gives(good, { searchPath });
      const authorization = `Basic ${Buffer.from('jane:s3cret').toString('base64')}`;
      expect(requests[0]?.headers).toMatchObject({ authorization });
      const headers = (): Record<string, string> => ({ authorization: 'Bearer s3cret' });
      const hooked = await gives(good, { options: { headers } });
      expect(hooked.requests[0]?.headers).toMatchObject({ authorization: 'Bearer s3cret' });
    },
  ],
  [
    '`srv*A*B*URL`, `srv*A*URL1*URL2`',
    "symsrv's meaning",
    async () => {
      const inStore = (scene: Scene, store: string): string =>
        path.join(scene.folder, store, 'app.pdb', `${guid}1`, 'app.pdb');
      const { scene, found } = await ask(good, {
        searchPath: ({ folder, server }) => `srv*${path.join(folder, 'A')}*${path.join(folder, 'B')}*${server.url}`,
      });
      expect(found).toBe(inStore(scene, 'A'));
      for (const store of ['A', 'B']) expect(await readFile(inStore(scene, store))).toEqual(scene.pdb);
      const cascade = await ask(good, {
        searchPath: ({ folder, server }) => `srv*${path.join(folder, 'A')}*${server.url}/none*${server.url}`,
      });
      expect(cascade.found).toBe(inStore(cascade.scene, 'A'));
      expect(await readFile(cascade.found!)).toEqual(cascade.scene.pdb);
    },
  ],
  [
    'compressed',
    'told; nothing is run, and nothing stays in the store',
    async () => {
      const scene = await makeScene();
      scene.server.files.clear();
      const cabinet = Buffer.from('MSCF\0\0\0\0 and the rest'.padEnd(5000));
      scene.server.files.set(`/symbols/app.pdb/${guid}1/app.pd_`, cabinet);
      expect(await scene.find()).toBeNull();
      expect(scene.tried.at(-1)).toMatchObject({
        outcome: 'unusable',
        place: expect.stringMatching(/app\.pd_$/) as string,
      });
      expect((await scene.stored()).size).toBe(0);
    },
  ],
  [
    'file.ptr',
    'only where the path names it',
    async () => {
      const scene = await makeScene();
      const point = (to: string): void => {
        scene.server.files.clear();
        scene.server.files.set(`/symbols/app.pdb/${guid}1/file.ptr`, Buffer.from(`PATH:${to}`));
      };
      for (const to of ['\\\\other\\share\\app.pdb', 'https://localhost:1/symbols/app.pdb', '/etc/passwd']) {
        point(to);
        expect(await scene.find(wantedPdb(), scene.client({ missCache: 0 }))).toBeNull();
        expect(scene.tried.at(-1)).toMatchObject({ outcome: 'refused' });
      }
      point(`${scene.server.url}/moved/app.pdb`);
      scene.server.files.set('/symbols/moved/app.pdb', scene.pdb);
      expect(await scene.find(wantedPdb(), scene.client({ missCache: 0 }))).toBe(scene.target);
    },
  ],
];

describe('what other clients do wrong with a server', () => {
  it.each(table)('%s: %s', async (_does, _right, check) => check());
});
