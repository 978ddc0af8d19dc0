import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { setTimeout } from 'node:timers/promises';
import path from 'node:path';
import { indexInfo, SymbolSession, type SessionOptions, type SymbolProgress } from '../../../../lib';
import { otherGuids, withGuid } from '../../../servers/other-builds';
import { SymbolServer, trusted } from '../../../servers/symbol-server';
import { app, bare, bin, mismatched, scene, trueFunction, variant } from '../../fixtures';
import { loadProbe } from '../../probe';
import { startApp } from '../../running-app';

const base = 0x10000000n;
const { rva } = trueFunction('scene_draw');
const servers = { ca: trusted, proxy: false, pause: 1, retries: 1 } as const;

let root: string;
let image: string;
let server: SymbolServer;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'dbghelp-'));
  image = await lone(scene);
  server = await SymbolServer.start();
});
afterEach(async () => {
  await server.stop();
  await rm(root, { recursive: true, maxRetries: 5 }).catch(() => undefined);
});

/** A copy of an image in a folder without its PDB. */
async function lone(of: string, folder = 'app'): Promise<string> {
  const file = path.join(root, folder, path.basename(of));
  await mkdir(path.dirname(file), { recursive: true });
  await copyFile(of, file);
  return file;
}

/** Puts the PDB of an image into the server's store. */
async function serve(of: string, pdb = of.replace(/\.\w+$/, '.pdb'), at = server): Promise<string> {
  const [name, id] = (await indexInfo(of)).pdbStorePath!.split('\\') as [string, string];
  return at.put(name, id, await readFile(pdb));
}

const cache = (): string => path.join(root, 'cache');
const options = (at = server): SessionOptions => ({ searchPath: `srv*${cache()}*${at.url}`, servers });

describe('a session whose search path names a server, without symsrv.dll', () => {
  it('has the symbols, nothing to explain, and the file in its cache; a second one asks nobody', async () => {
    await serve(scene);
    const stored = path.join(cache(), (await indexInfo(image)).pdbStorePath!);
    {
      await using session = await SymbolSession.open(options());
      const module = await session.loadModule(image, { base });
      expect(module).toMatchObject({ symbolType: 'pdb', hasFullSymbols: true });
      await expect(session.symbolize({ module, rva })).resolves.toMatchObject({ name: 'scene_draw', level: 'line' });
      const { modules, problems } = await session.diagnostics();
      expect(modules.map(({ why }) => why)).toEqual([null]);
      expect(problems.filter((problem) => problem.includes('server'))).toEqual([]);
      expect(session.searchPath).toBe(`srv*${cache()}*${server.url}`);
    }
    expect(await readFile(stored)).toEqual(await readFile(bin(variant, 'scene.pdb')));
    const asked = server.requests.length;
    expect(asked).toBeGreaterThan(0);
    await using second = await SymbolSession.open(options());
    await expect(second.loadModule(image, { base })).resolves.toMatchObject({ hasFullSymbols: true });
    expect(server.requests).toHaveLength(asked);
  });

  it('takes them from plain http where that is allowed', async () => {
    const plain = await SymbolServer.start({ tls: false });
    try {
      await serve(scene, undefined, plain);
      await using session = await SymbolSession.open({ ...options(plain), allowHttp: true });
      await expect(session.loadModule(image, { base, requireSymbols: true })).resolves.toMatchObject({ name: 'scene' });
    } finally {
      await plain.stop();
    }
  });

  it('puts them into the default store that it is told, and finds them there', async () => {
    await serve(scene);
    const store = path.join(root, 'Jörg 日本');
    for (const searchPath of [`srv*${server.url}`, `srv**${server.url}`]) {
      await using session = await SymbolSession.open({ searchPath, servers: { ...servers, store } });
      await expect(session.loadModule(image, { base })).resolves.toMatchObject({ hasFullSymbols: true });
    }
    expect(server.asked('scene.pdb')).toHaveLength(1);
  });

  it('puts them where an environment variable in the path says, and tells a URL outside of srv* that is not asked', async () => {
    await serve(scene);
    process.env['DBGHELP_TEST_STORE'] = cache();
    const searchPath = `srv*%DBGHELP_TEST_STORE%\\own*${server.url}`;
    await using session = await SymbolSession.open({ ...options(), searchPath });
    const module = await session.loadModule(image, { base });
    Reflect.deleteProperty(process.env, 'DBGHELP_TEST_STORE');
    expect(module).toMatchObject({ hasFullSymbols: true });
    expect(module.pdbPath).toBe(path.join(cache(), 'own', (await indexInfo(image)).pdbStorePath!));
    const asked = server.requests.length;
    await using other = await SymbolSession.open({ ...options(), searchPath: server.url });
    await other.loadModule(image, { base });
    const [described] = (await other.diagnostics()).modules;
    expect(described!.why!.tried).toContainEqual(
      expect.objectContaining({
        place: server.url,
        outcome: 'unasked',
        reason: expect.stringContaining('srv*') as string,
      }),
    );
    expect(described!.why!.summary).toContain('srv*');
    expect(server.requests).toHaveLength(asked);
  });

  it('asks nobody for a PDB that lies beside the image, or in a folder of the path', async () => {
    await using session = await SymbolSession.open(options());
    await expect(session.loadModule(scene, { base })).resolves.toMatchObject({ hasFullSymbols: true });
    const folder = `${path.dirname(app)};srv*${cache()}*${server.url}`;
    await using other = await SymbolSession.open({ ...options(), searchPath: folder });
    await expect(other.loadModule(image, { base })).resolves.toMatchObject({ hasFullSymbols: true });
    expect(server.requests).toEqual([]);
  });

  it('says what the server answered where it has no symbols, and asks once for a file', async () => {
    await using session = await SymbolSession.open(options());
    const refused = session.loadModule(image, { base, requireSymbols: true });
    await expect(refused).rejects.toMatchObject({ code: 'DBGHELP_NO_SYMBOLS' });
    await expect(refused).rejects.toThrow(/scene\.pdb: localhost does not have it \(404\)/);
    const asked = server.requests.length;
    await session.loadModule(image, { base });
    const [module] = (await session.diagnostics()).modules;
    expect(module?.why).toMatchObject({ code: 'missing' });
    expect(module?.why?.tried.filter(({ place }) => place.startsWith('https:'))).not.toEqual([]);
    expect(server.requests).toHaveLength(asked);
  });

  it('never takes a PDB of another build, and says so', async () => {
    await serve(scene, path.join(path.dirname(mismatched), 'scene.pdb'));
    await using session = await SymbolSession.open(options());
    await expect(session.loadModule(image, { base })).resolves.toMatchObject({ hasFullSymbols: false });
    const [module] = (await session.diagnostics()).modules;
    expect(module?.why).toMatchObject({ code: 'mismatch' });
  });

  it('asks nobody offline, and uses what is there', async () => {
    await serve(scene);
    await using session = await SymbolSession.open({ ...options(), offline: true });
    await expect(session.loadModule(image, { base })).resolves.toMatchObject({ hasFullSymbols: false });
    const [module] = (await session.diagnostics()).modules;
    expect(module?.why?.summary).toContain('offline');
    expect(server.requests).toEqual([]);
    const stored = path.join(cache(), (await indexInfo(image)).pdbStorePath!);
    await mkdir(path.dirname(stored), { recursive: true });
    await copyFile(bin(variant, 'scene.pdb'), stored);
    await session.unloadModule(module!.name === 'scene' ? base : 0n);
    await expect(session.loadModule(image, { base })).resolves.toMatchObject({ hasFullSymbols: true });
  });

  it('fetches what is first needed by a look-up, and each module of many at once', async () => {
    await serve(scene);
    await serve(app);
    const program = await lone(app);
    await using session = await SymbolSession.open(options());
    const [one, other] = await Promise.all([
      session.loadModule(image, { base }),
      session.loadModule(program, { base: 0x20000000n }),
    ]);
    expect([one.hasFullSymbols, other.hasFullSymbols]).toEqual([true, true]);
  });

  it('lets others have the DLL while a file is on its way', async () => {
    await serve(scene);
    let deliver: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      server.script = ({ plainly, path: wanted }): void => {
        if (!wanted.endsWith('/scene.pdb')) {
          plainly();
          return;
        }
        deliver = plainly;
        resolve();
      };
    });
    await using session = await SymbolSession.open(options());
    await using other = await SymbolSession.open();
    const loading = session.loadModule(image, { base });
    await asked;
    const module = await other.loadModule(scene, { base });
    await expect(other.symbolize({ module, rva })).resolves.toMatchObject({ name: 'scene_draw' });
    deliver();
    await expect(loading).resolves.toMatchObject({ hasFullSymbols: true });
  });

  it('ends a download when its signal says so, and has the module not', async () => {
    let gone: () => void;
    const closed = new Promise<void>((resolve) => (gone = resolve));
    const controller = new AbortController();
    const reason = new Error('enough');
    server.script = ({ request, path: wanted, plainly }): void => {
      if (!wanted.endsWith('/scene.pdb')) {
        plainly();
        return;
      }
      request.on('close', gone);
      controller.abort(reason);
    };
    await using session = await SymbolSession.open(options());
    await expect(session.loadModule(image, { base, signal: controller.signal })).rejects.toBe(reason);
    await closed;
    expect(await session.modules()).toEqual([]);
  });

  it('ends downloads when it is closed', async () => {
    const session = await SymbolSession.open(options());
    let refused: Promise<unknown> = Promise.resolve();
    await new Promise<void>((resolve) => {
      server.script = (): void => {
        resolve();
      };
      refused = session.loadModule(image, { base }).catch((error: unknown) => error);
    });
    await session.close();
    expect(await refused).toMatchObject({ code: 'DBGHELP_CLOSED' });
  });

  it('tells how far a file is, and from where', async () => {
    await serve(scene);
    const told: SymbolProgress[] = [];
    const own: unknown[] = [];
    await using session = await SymbolSession.open({
      ...options(),
      servers: { ...servers, onProgress: (progress) => own.push(progress) },
    });
    session.on('progress', (progress) => told.push(progress));
    await session.loadModule(image, { base });
    const arrived = told.filter(({ server: from }) => from !== null);
    const bytes = (await readFile(bin(variant, 'scene.pdb'))).length;
    expect(arrived.at(-1)).toMatchObject({
      file: 'scene.pdb',
      state: 'ended',
      percent: 100,
      bytes,
      server: server.url,
    });
    expect(own.at(-1)).toMatchObject({ file: 'scene.pdb', bytes, total: bytes, fromCache: false });
  });

  it('refuses bad options', async () => {
    await expect(SymbolSession.open({ servers: { retries: -1 } })).rejects.toThrow('`servers.retries`');
    await expect(SymbolSession.open({ servers: 1 as never })).rejects.toThrow(TypeError);
    await expect(SymbolSession.open({ offline: 1 as never })).rejects.toThrow('`offline`');
  });
});

describe('a live process whose search path names a server', () => {
  it.each([true, false])('has names and lines, with deferred loads: %s', async (deferredLoads) => {
    await serve(scene);
    await serve(app);
    const program = await lone(app);
    await lone(scene);
    const started = await startApp(program);
    try {
      await using session = await SymbolSession.open({
        ...options(),
        process: started.pid,
        options: { deferredLoads },
      });
      const found = await session.findSymbol('app!app::wait_for_ever');
      expect(found).toMatchObject({ module: 'app', name: 'app::wait_for_ever' });
      await expect(session.symbolize(found!.address)).resolves.toMatchObject({ level: 'line' });
      await expect(session.findSymbol('scene!scene_draw')).resolves.toMatchObject({ module: 'scene' });
      for (const module of await session.modules()) {
        if (['app', 'scene'].includes(module.name)) expect(module.hasFullSymbols).toBe(true);
      }
    } finally {
      started.stop();
    }
  });

  it('has names and lines of an add-on of this process that names its PDB without a folder; a second run asks nobody', async () => {
    await serve(scene);
    const addon = path.join(root, 'addon', 'draw.node');
    await mkdir(path.dirname(addon));
    await copyFile(scene, addon);
    const { pdbFile, pdbStorePath } = await indexInfo(addon);
    expect(pdbFile).toBe('scene.pdb');
    const { koffi } = await loadProbe();
    const library = koffi.load(addon);
    let asked = 0;
    for (const run of ['first', 'second']) {
      await using session = await SymbolSession.open({ ...options(), process: 'self' });
      const module = (await session.modules()).find(({ imagePath }) => path.basename(imagePath) === 'draw.node')!;
      await expect(session.symbolize({ module, rva })).resolves.toMatchObject({
        module: 'draw',
        name: 'scene_draw',
        level: 'line',
        source: { file: expect.stringContaining('scene') as string },
      });
      expect(module.pdbPath).toBe(path.join(cache(), pdbStorePath!));
      const { modules } = await session.diagnostics();
      expect(modules.find(({ name }) => name === 'draw')).toMatchObject({ symbolType: 'pdb', why: null });
      if (run === 'first') asked = server.requests.length;
    }
    expect(asked).toBeGreaterThan(0);
    expect(server.requests).toHaveLength(asked);
    // Its file cannot be removed while it is loaded.
    library.unload();
  });
});

describe('40 modules', () => {
  it('are fetched 8 at a time, and the first answers before the tenth has arrived', async () => {
    const images: string[] = [];
    const original = await readFile(scene);
    const pdb = await readFile(bin(variant, 'scene.pdb'));
    const { guid } = await indexInfo(scene);
    const [name] = (await indexInfo(scene)).pdbStorePath!.split('\\') as [string];
    expect(name).toBe('scene.pdb');
    for (const [number, own] of otherGuids(guid!, 40).entries()) {
      const file = path.join(root, `n${String(number)}`, `scene.dll`);
      await mkdir(path.dirname(file));
      await writeFile(file, withGuid(original, guid!, own));
      server.put('scene.pdb', `${own}1`, withGuid(pdb, guid!, own));
      images.push(file);
    }
    let under = 0;
    let most = 0;
    let delivered = 0;
    let answered: () => void;
    const first = new Promise<void>((resolve) => (answered = resolve));
    server.script = async ({ plainly, path: wanted, response }): Promise<void> => {
      if (!wanted.endsWith('/scene.pdb')) {
        plainly();
        return;
      }
      most = Math.max(most, ++under);
      response.on('close', () => under--);
      await setTimeout(50);
      if (++delivered >= 10) await first;
      plainly();
    };
    await using session = await SymbolSession.open(options());
    const loading = images.map((file, number) =>
      session.loadModule(file, { base: base + BigInt(number) * 0x100000n, name: `n${String(number)}` }),
    );
    await expect(loading[0]).resolves.toMatchObject({ hasFullSymbols: true });
    answered!();
    const loaded = await Promise.all(loading);
    expect(loaded.filter(({ hasFullSymbols }) => hasFullSymbols)).toHaveLength(40);
    expect(most).toBeLessThanOrEqual(8);
    expect(most).toBeGreaterThan(4);
    expect(server.asked('/scene.pdb')).toHaveLength(40);
  }, 60_000);
});

it('an image without a PDB anywhere is loaded as before', async () => {
  await using session = await SymbolSession.open(options());
  await expect(session.loadModule(bare, { base })).resolves.toMatchObject({ hasFullSymbols: false });
});
