import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { indexInfo, SymbolSession, type DbgHelpError, type SymbolizedAddress } from '../../../../lib';
import type * as PoolPackage from '../../../../lib/pool';
import { app, bin, mismatched, scene, trueFunction, truth, variant } from '../../fixtures';
import { readImageFile } from '../../image-file';

const { SymbolizerPool } = jest.requireActual<typeof PoolPackage>(path.join(process.env['DBGHELP_BUILT']!, 'pool'));

/** The preferred base of no fixture. */
const base = 0x30000000n;
const pdb = bin(variant, 'scene.pdb');
const otherPdb = path.join(path.dirname(mismatched), 'scene.pdb');
const { rva } = trueFunction('scene_draw');
const places = truth(variant).functions.flatMap(({ addresses }) => addresses.map((address) => address.rva));

let session: SymbolSession;
let folder: string;
/** A copy of the image, alone in its folder. */
let image: string;
/** The PDB under another name. */
let renamed: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'dbghelp-'));
  image = path.join(folder, 'alone', 'scene.dll');
  renamed = path.join(folder, 'pdbs', 'kept; from a build.pdb');
  await mkdir(path.dirname(image));
  await mkdir(path.dirname(renamed));
  await copyFile(scene, image);
  await copyFile(pdb, renamed);
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  session = await SymbolSession.open();
});
afterEach(() => session.close());

/** The answers for all addresses, as offsets. */
async function namesAt(from: bigint): Promise<unknown[]> {
  const answers = await session.symbolizeAll(places.map((place) => from + BigInt(place)));
  return answers.map((answer) => answer && { ...answer, address: answer.address - from });
}

describe('a PDB whose image is missing', () => {
  it.each([
    ['without a base', undefined],
    ['at a base', 0x20000000n],
  ])('gives the same names, lines and types as with its image: %s', async (_what, at) => {
    const module = await session.loadModule({ pdb, base: at, requireSymbols: true });
    expect(module).toMatchObject({ name: 'scene', symbolType: 'pdb', hasFullSymbols: true, hasLines: true });
    expect(module.imagePath.toLowerCase()).toBe(pdb.toLowerCase());
    expect(module.size).toBe(readImageFile(scene).sizeOfImage);
    if (at !== undefined) expect(module.base).toBe(at);
    const alone = await namesAt(module.base);
    expect(alone.filter((answer) => (answer as SymbolizedAddress | null)?.level === 'line').length).toBeGreaterThan(
      100,
    );
    const found = await session.findSymbol('scene!scene_draw');
    expect(found?.address).toBe(module.addressOf(rva));
    const type = await session.formatType('scene::Shape');
    expect(type).toMatch(/Shape/);
    await session.unloadModule(module);
    const whole = await session.loadModule(scene, { base: at });
    expect(alone).toEqual(await namesAt(whole.base));
    expect(type).toBe(await session.formatType('scene::Shape'));
  });

  it('is returned again, and has the given name', async () => {
    const module = await session.loadModule({ pdb: renamed, name: 'scene' });
    await expect(session.loadModule({ pdb: renamed })).resolves.toBe(module);
    await expect(session.symbolize({ module, rva })).resolves.toMatchObject({ name: 'scene_draw', level: 'line' });
    const second = await session.loadModule({ pdb: renamed, base });
    expect(second).not.toBe(module);
    await expect(session.modules()).resolves.toHaveLength(2);
  });

  it('may be for another machine', async () => {
    const module = await session.loadModule({ pdb: bin('x86-o2', 'scene.pdb') });
    expect(module).toMatchObject({ base: 0x10000000n, hasFullSymbols: true });
    const known = truth('x86-o2').functions.find(({ name }) => name === 'scene_draw')!;
    await expect(session.symbolize({ module, rva: known.rva })).resolves.toMatchObject({ name: 'scene_draw' });
  });

  it('leaves no files', async () => {
    await using own = await SymbolSession.open();
    await own.loadModule({ pdb });
    await own.loadModule(image, { pdb: renamed });
    const left = await own.run((api) => {
      const files: string[] = [];
      api.SymEnumerateModulesW64(own.key, (name) => void files.push(name), null);
      return files;
    });
    expect(left).toHaveLength(2);
    const { pdbPath } = (await own.modules())[0]!;
    await own.close();
    expect(pdbPath === null || pdbPath.startsWith(os.tmpdir()) ? existsSync(pdbPath ?? '') : false).toBe(false);
  });

  const none: [what: string, file: () => string, code: string, message: RegExp][] = [
    ['an empty path', () => '', 'DBGHELP_NOT_FOUND', /`pdb` is an empty path/],
    [
      'a missing file',
      () => path.join(folder, 'absent.pdb'),
      'DBGHELP_NOT_FOUND',
      /`pdb` .*absent\.pdb cannot be read/,
    ],
    ['a folder', () => folder, 'DBGHELP_NOT_FOUND', /`pdb` .* is a folder/],
    ['an image', () => scene, 'DBGHELP_BAD_FORMAT', /it is an image, and no PDB/],
    ['a long path', () => path.join(folder, 'a'.repeat(260)), 'DBGHELP_NOT_FOUND', /no path of 260 or more/],
  ];
  it.each(none)('is refused as such: %s', async (_what, file, code, message) => {
    for (const load of [() => session.loadModule({ pdb: file() }), () => session.loadModule(scene, { pdb: file() })]) {
      await expect(load()).rejects.toMatchObject({ name: 'DbgHelpError', code });
      await expect(load()).rejects.toThrow(message);
    }
    await expect(session.modules()).resolves.toEqual([]);
  });

  it('is checked like other arguments', async () => {
    for (const wrong of [{}, null, 5, { pdb: 5 }, undefined])
      await expect(session.loadModule(wrong as never)).rejects.toThrow(TypeError);
    await expect(session.loadModule(scene, { pdb: 5 as never })).rejects.toThrow(/`pdb`/);
    await expect(session.loadModule({ pdb, base: 2n ** 64n - 1n })).rejects.toThrow(/`base`/);
  });
});

describe('an image with a given PDB', () => {
  it('has its symbols, with any file name in any folder', async () => {
    const module = await session.loadModule(image, { pdb: renamed, requireSymbols: true });
    expect(module).toMatchObject({ symbolType: 'pdb', hasFullSymbols: true, imagePath: image });
    await expect(session.symbolize({ module, rva })).resolves.toMatchObject({ name: 'scene_draw', level: 'line' });
    expect(session.searchPath).toBe('');
  });

  it('prefers it to one beside the image', async () => {
    const told = path.join(folder, 'told');
    await mkdir(told);
    await copyFile(pdb, path.join(told, 'scene.pdb'));
    const { pdbPath } = await session.loadModule(scene, { pdb: path.join(told, 'scene.pdb') });
    expect(pdbPath?.toLowerCase()).toBe(path.join(told, 'scene.pdb').toLowerCase());
  });

  it.each([
    ['of another build', () => otherPdb],
    ['of another program', () => bin(variant, 'app.pdb')],
  ])(
    'is refused with one that is %s, by both signatures, also where the right one lies beside it',
    async (_what, given) => {
      const wrong = given();
      const signatures = await Promise.all([wrong, scene].map((file) => indexInfo(file)));
      for (const [file, options] of [
        [image, {}],
        [image, { requireSymbols: true, base }],
        [scene, {}],
        [scene, { base }],
      ] as const) {
        const refused = session.loadModule(file, { ...options, pdb: wrong });
        await expect(refused).rejects.toMatchObject({ name: 'DbgHelpError', code: 'DBGHELP_NO_SYMBOLS' });
        await expect(refused).rejects.toThrow(`${wrong} does not match`);
        for (const { guid } of signatures) await expect(refused).rejects.toThrow(guid!);
        await expect(session.modules()).resolves.toEqual([]);
      }
      const module = await session.loadModule(scene);
      await expect(session.loadModule(scene, { pdb: wrong })).rejects.toMatchObject({ code: 'DBGHELP_NO_SYMBOLS' });
      await expect(session.modules()).resolves.toEqual([module]);
      expect(module).toMatchObject({ hasFullSymbols: true });
    },
  );

  it('accepts one of another build if the session has `loadAnything`', async () => {
    await using own = await SymbolSession.open({ options: { loadAnything: true } });
    const module = await own.loadModule(image, { pdb: otherPdb });
    expect(module).toMatchObject({ symbolType: 'pdb', hasFullSymbols: false });
    expect(module.pdbPath?.toLowerCase()).toBe(otherPdb.toLowerCase());
    const { modules } = await own.diagnostics();
    expect(modules[0]!.why).toMatchObject({ code: 'taken-anyway' });
  });

  it('works the same in a pool', async () => {
    await using pool = await SymbolizerPool.open({ processes: 1 });
    const at = [base + BigInt(rva)];
    const items = [
      { image, pdb: renamed, base, addresses: at },
      { pdb: renamed, base, addresses: at },
      { image: app, pdb: renamed, base, requireSymbols: true, addresses: at },
    ];
    const outcomes = [];
    for await (const outcome of pool.symbolizeAll(items)) outcomes.push(outcome);
    expect(outcomes.map(({ error }) => (error as DbgHelpError | undefined)?.code)).toEqual([
      undefined,
      undefined,
      'DBGHELP_NO_SYMBOLS',
    ]);
    expect(outcomes[2]!.error?.message).toContain(`${renamed} does not match`);
    expect(outcomes.slice(0, 2).map(({ result }) => result?.[0]?.name)).toEqual(['scene_draw', 'scene_draw']);
  });
});

describe('a damaged PDB', () => {
  const cuts = Array.from({ length: 8 }, (_, index) => index + 1).map((part) => part / 9);

  /** A separate folder with a damaged PDB. */
  async function damaged(name: string, damage: (bytes: Buffer) => Uint8Array): Promise<string> {
    const at = path.join(folder, name);
    await mkdir(at, { recursive: true });
    await writeFile(path.join(at, 'scene.pdb'), damage(await readFile(pdb)));
    return at;
  }
  const cut = (part: number) => damaged(`cut-${part.toFixed(3)}`, (bytes) => bytes.subarray(0, bytes.length * part));
  const scrambled = (): Promise<string> =>
    damaged('scrambled', (bytes) => {
      // The directory's first block: invalid numbers of blocks.
      const blockSize = bytes.readUInt32LE(32);
      const directory = bytes.readUInt32LE(bytes.readUInt32LE(52) * blockSize) * blockSize;
      return bytes.fill(0x7e, directory + 4 * (1 + bytes.readUInt32LE(directory)), directory + blockSize);
    });

  it('in front of the right one is skipped', async () => {
    for (const at of [...(await Promise.all(cuts.map(cut))), await scrambled()]) {
      await using own = await SymbolSession.open({ searchPath: [at, path.dirname(pdb)] });
      const module = await own.loadModule(image, { requireSymbols: true });
      expect(module).toMatchObject({ symbolType: 'pdb', hasFullSymbols: true });
      await expect(own.symbolize({ module, rva })).resolves.toMatchObject({ name: 'scene_draw', level: 'line' });
    }
  });

  it.each([true, false])(
    'that is the only one leaves the image without, and is told: deferred loads %p',
    async (deferredLoads) => {
      for (const at of [...(await Promise.all(cuts.map(cut))), await scrambled()]) {
        const beside = path.join(at, 'scene.dll');
        await copyFile(scene, beside);
        for (const [searchPath, file] of [
          [at, image],
          ['', beside],
        ] as const) {
          await using own = await SymbolSession.open({ searchPath, options: { deferredLoads } });
          const module = await own.loadModule(file, { base });
          expect(module).toMatchObject({ hasFullSymbols: false, imagePath: file, name: 'scene' });
          // An export.
          await expect(own.symbolize({ module, rva })).resolves.toMatchObject({ name: 'scene_draw' });
          const { modules } = await own.diagnostics();
          expect(modules[0]!.why).toMatchObject({ code: 'unreadable' });
          await expect(own.loadModule(file, { base })).resolves.toBe(module);
        }
      }
    },
  );

  it('alone is refused', async () => {
    for (const at of [...(await Promise.all(cuts.map(cut))), await scrambled()]) {
      const refused = session.loadModule({ pdb: path.join(at, 'scene.pdb') });
      await expect(refused).rejects.toMatchObject({ code: 'DBGHELP_BAD_FORMAT' });
    }
  });
});
