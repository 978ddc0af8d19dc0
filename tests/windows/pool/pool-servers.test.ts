import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
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
