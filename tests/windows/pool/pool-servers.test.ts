import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { indexInfo } from '../../../lib';
import type * as PoolPackage from '../../../lib/pool';
import { SymbolServer, trusted } from '../../servers/symbol-server';
import { bin, scene, trueFunction, variant } from '../fixtures';

const builtPool = path.join(process.env['DBGHELP_BUILT']!, 'pool');
const { SymbolizerPool: Pool } = jest.requireActual<typeof PoolPackage>(builtPool);

const base = 0x1000_0000n;
const { rva } = trueFunction('scene_draw');

let root: string;
let image: string;
let server: SymbolServer;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'dbghelp-'));
  image = path.join(root, 'scene.dll');
  await copyFile(scene, image);
  server = await SymbolServer.start();
  const [name, id] = (await indexInfo(image)).pdbStorePath!.split('\\') as [string, string];
  server.put(name, id, await readFile(bin(variant, 'scene.pdb')));
});
afterEach(async () => {
  await server.stop();
  await rm(root, { recursive: true, maxRetries: 5 }).catch(() => undefined);
});

/** What is known of an address: the image alone exports the function's name, the PDB has its lines, too. */
async function levelBy(options: PoolPackage.PoolOptions): Promise<string | undefined> {
  const searchPath = `srv*${path.join(root, 'cache')}*${server.url}`;
  const servers = { ca: trusted, proxy: false, ...options.servers } as const;
  await using pool = await Pool.open({ processes: 1, searchPath, ...options, servers });
  for await (const { result } of pool.symbolizeAll([{ image, base, addresses: [base + BigInt(rva)] }])) {
    return result?.[0]?.level;
  }
  return undefined;
}

it("workers ask the search path's servers with the pool's options, and nobody offline", async () => {
  await expect(levelBy({ offline: true })).resolves.toBe('export');
  expect(server.requests).toEqual([]);
  await expect(levelBy({})).resolves.toBe('line');
  const asked = server.requests.length;
  expect(asked).toBeGreaterThan(0);
  await expect(levelBy({ offline: true })).resolves.toBe('line');
  expect(server.requests).toHaveLength(asked);
});

it('functions and agents for servers are refused, with what to do instead', async () => {
  const servers = { onProgress: (): void => undefined };
  await expect(Pool.open({ servers } as PoolPackage.PoolOptions)).rejects.toThrow(
    /servers\.onProgress` cannot be sent to other processes/,
  );
});

/** Images of one build, each in a folder of its own. */
async function copies(count: number): Promise<string[]> {
  const files = Array.from({ length: count }, (_, number) => path.join(root, `copy${String(number)}`, 'scene.dll'));
  for (const file of files) {
    await mkdir(path.dirname(file));
    await copyFile(scene, file);
  }
  return files;
}

const itemOf = (file: string) => ({ image: file, base, addresses: [base + BigInt(rva)], requireSymbols: true });
const poolWith = (url: string, processes: number) =>
  Pool.open({
    processes,
    searchPath: `srv*${path.join(root, 'cache')}*${url}`,
    servers: { ca: trusted, proxy: false, retries: 0, missCache: 0 },
  });

it('workers that want one file at the same time share one download', async () => {
  server.script = ({ plainly, file }) => {
    setTimeout(plainly, file ? 3000 : 0);
  };
  await using pool = await poolWith(server.url, 3);
  for await (const { result } of pool.symbolizeAll((await copies(6)).map(itemOf)))
    expect(result?.[0]).toMatchObject({ level: 'line' });
  expect(server.asked('/scene.pdb')).toHaveLength(1);
});

it('an error of an item says what the server answered, without users and passwords', async () => {
  server.files.clear();
  await using pool = await poolWith(server.url.replace('//', '//jane:s3cret@'), 2);
  const told: string[] = [];
  for await (const { error } of pool.symbolizeAll((await copies(2)).map(itemOf))) told.push(inspect(error));
  expect(told).toHaveLength(2);
  for (const text of told) {
    expect(text).toContain(`localhost:${String(server.port)}/symbols/scene.pdb`);
    expect(text).toContain('404');
    expect(text).not.toMatch(/jane|s3cret/);
  }
});

it('a run that is given up during a download leaves the store as it should be', async () => {
  const controller = new AbortController();
  const reason = new Error('enough');
  server.script = ({ file, response }) => {
    if (!file) return;
    response.writeHead(200, { 'content-length': file.length });
    response.write(file.subarray(0, file.length >> 1), () => {
      controller.abort(reason);
    });
  };
  const items = (await copies(2)).map(itemOf);
  {
    await using pool = await poolWith(server.url, 2);
    const run = async (): Promise<void> => {
      const outcomes = pool.symbolizeAll(items, { signal: controller.signal });
      while ((await outcomes.next()).done !== true);
    };
    await expect(run()).rejects.toBe(reason);
  }
  server.script = undefined;
  const begin = performance.now();
  await using next = await poolWith(server.url, 2);
  for await (const { result } of next.symbolizeAll(items)) expect(result?.[0]).toMatchObject({ level: 'line' });
  expect(performance.now() - begin).toBeLessThan(60_000);
});
