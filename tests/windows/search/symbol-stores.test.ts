import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  dbghelp,
  DbgHelp,
  findPdb,
  indexInfo,
  SymbolPath,
  SymbolSession,
  SYMSRV_INDEX_INFOW,
  type IndexInfo,
} from '../../../lib';
import { SymbolServer, trusted } from '../../servers/symbol-server';
import { app, bare, bin, mismatched, scene, trueFunction, variant } from '../fixtures';
import { loadProbe, probePath, type CallRecord } from '../probe';

const base = 0x10000000n;
const { rva } = trueFunction('scene_draw');
const pdb = bin(variant, 'scene.pdb');

let scratch: string;
let root: string;
let image: string;
let info: IndexInfo;
let server: SymbolServer;
/** DLLs cannot be deleted while they are loaded. */
beforeAll(async () => {
  scratch = await mkdtemp(path.join(os.tmpdir(), 'dbghelp-'));
});
afterAll(() => rm(scratch, { recursive: true }).catch(() => undefined));
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'dbghelp-'));
  image = path.join(root, 'app', 'scene.dll');
  await mkdir(path.dirname(image));
  await copyFile(scene, image);
  info = await indexInfo(image);
  server = await SymbolServer.start();
});
afterEach(async () => {
  await server.stop();
  await rm(root, { recursive: true });
});

/** A symbol store with the PDB of the image. */
async function store(name: string, tier: string, file = 'scene.pdb', from = pdb): Promise<string> {
  const folder = path.join(root, name, tier, path.dirname(info.pdbStorePath!));
  await mkdir(folder, { recursive: true });
  await copyFile(from, path.join(folder, file));
  return path.join(root, name);
}

describe('a session without symsrv.dll', () => {
  it.each<[string, string, string[], (folder: string) => string | SymbolPath]>([
    ['of two tiers', '', [], (folder) => `srv*${folder}`],
    ['of three tiers', 'sc', ['index2.txt'], (folder) => `srv*${folder}`],
    ['in a chain', '', [], (folder) => SymbolPath.empty.withServer('https://symbols.example.com', { cache: folder })],
    ['as a cache', '', [], (folder) => SymbolPath.empty.withCache(folder)],
    ['as a folder that nothing marks', '', [], (folder) => folder],
    ['as a folder, by its pingme.txt', '', ['pingme.txt'], (folder) => folder],
    ['as a folder, with three tiers', 'sc', ['pingme.txt', 'index2.txt'], (folder) => folder],
  ])('loads a PDB from a store on disk %s', async (_what, tier, marks, searchPath) => {
    const folder = await store('store', tier);
    for (const mark of marks) await writeFile(path.join(folder, mark), '');
    await using session = await SymbolSession.open({ searchPath: searchPath(folder) });
    const before = session.searchPath;
    const module = await session.loadModule(image, { base, requireSymbols: true });
    expect(module).toMatchObject({ symbolType: 'pdb', hasFullSymbols: true });
    await expect(session.symbolize({ module, rva })).resolves.toMatchObject({
      name: 'scene_draw',
      source: { line: expect.any(Number) as number },
    });
    // The folders of store and image were in it only for this load.
    expect(session.searchPath).toBe(before);
  });

  it('loads it even if a PDB of another build is found first', async () => {
    const folder = await store('store', '');
    const wrong = path.join(root, 'wrong');
    await mkdir(wrong);
    await copyFile(path.join(path.dirname(mismatched), 'scene.pdb'), path.join(wrong, 'scene.pdb'));
    await using session = await SymbolSession.open({ searchPath: `${wrong};srv*${folder}` });
    await expect(session.loadModule(image, { base, requireSymbols: true })).resolves.toMatchObject({ name: 'scene' });
  });

  it('loads none if it is compressed, or of another build', async () => {
    const compressed = await store('compressed', '', 'scene.pd_');
    const other = await store('other', '', 'scene.pdb', path.join(path.dirname(mismatched), 'scene.pdb'));
    for (const searchPath of [compressed, `srv*${compressed}`, other, `srv*${other}`]) {
      await using session = await SymbolSession.open({ searchPath });
      const refused = session.loadModule(image, { base, requireSymbols: true });
      await expect(refused).rejects.toMatchObject({ code: 'DBGHELP_NO_SYMBOLS' });
    }
    const search = await findPdb(image, { searchPath: `srv*${compressed}` });
    expect(search.tried).toContainEqual(
      expect.objectContaining({
        place: path.join(compressed, path.dirname(info.pdbStorePath!), 'scene.pd_'),
        outcome: 'unusable',
      }),
    );
  });

  it('loads it from the folder of the image, too', async () => {
    const folder = await store('app', '');
    await using session = await SymbolSession.open();
    await expect(session.loadModule(image, { base })).resolves.toMatchObject({ hasFullSymbols: true });
    const search = await findPdb(image);
    expect(search.path).toBe(path.join(folder, info.pdbStorePath!));
  });

  it('names the places of an unmarked store, and does not take a PDB’s folder for a PDB', async () => {
    const other = await store('other', '', 'scene.pdb', path.join(path.dirname(mismatched), 'scene.pdb'));
    await using session = await SymbolSession.open({ searchPath: other });
    await session.loadModule(image, { base });
    const [module] = (await session.diagnostics()).modules;
    expect(module?.why).toMatchObject({ code: 'mismatch' });
    const outcomes = module?.why?.tried.map(({ place, outcome }) => [place, outcome]);
    expect(outcomes).toContainEqual([path.join(other, info.pdbStorePath!), 'mismatch']);
    expect(outcomes).toContainEqual([path.join(other, 'scene.pdb'), 'missing']);
    expect(outcomes?.map(([, outcome]) => outcome)).not.toContain('unreadable');
  });

  it('reports a path that is too long for DbgHelp', async () => {
    const folder = await store(path.join('a'.repeat(100), 'b'.repeat(90)), '');
    const place = path.join(folder, info.pdbStorePath!);
    expect(place.length).toBeGreaterThan(260);
    for (const searchPath of [folder, `srv*${folder}`]) {
      await using session = await SymbolSession.open({ searchPath });
      const refused = session.loadModule(image, { base, requireSymbols: true });
      await expect(refused).rejects.toThrow(`its path has ${String(place.length)} characters`);
      await session.loadModule(image, { base });
      const [module] = (await session.diagnostics()).modules;
      expect(module?.why).toMatchObject({ code: 'path-too-long' });
      expect(module?.why?.summary).toContain(place);
    }
  });

  it('loads other images as before', async () => {
    const folder = await store('store', '');
    await using session = await SymbolSession.open({ searchPath: `srv*${folder}` });
    await expect(session.loadModule(bare, { base })).resolves.toMatchObject({ hasFullSymbols: false });
    await expect(session.loadModule(app, { base: 0x20000000n, requireSymbols: true })).resolves.toMatchObject({
      symbolType: 'pdb',
    });
  });

  it('sets the search path for the load, and then restores it', async () => {
    const folder = await store('store', '');
    const probe = await loadProbe();
    probe.reset();
    await using session = await SymbolSession.open({ dbghelp: probe.dll, searchPath: `C:\\a;srv*${folder}` });
    probe.fill('SymGetModuleInfoW64');
    await session.loadModule(image, { base });
    const calls = probe
      .records()
      .filter(({ name }) => name === 'SymSetSearchPathW' || name === 'SymLoadModuleExW')
      .map(({ name, copies }) =>
        name === 'SymSetSearchPathW' ? copies.get(1)!.toString('utf16le').replace(/\0.*$/s, '') : name,
      );
    const ever = `C:\\a;srv*${folder}`;
    const once = `C:\\a;${path.join(folder, path.dirname(info.pdbStorePath!))};srv*${folder};${path.dirname(image)}`;
    expect(calls).toHaveLength(3);
    expect(calls.slice(1)).toEqual(['SymLoadModuleExW', ever]);
    // The probe records the beginning of long texts.
    expect(calls[0]?.length).toBeGreaterThan(`C:\\a;${folder}`.length + 40);
    expect(once.startsWith(calls[0]!)).toBe(true);
  });
});

describe('findPdb', () => {
  it('names elements that need another DLL, and the copy of the DLL that has it', async () => {
    const searchPath = 'symsrv*own.dll*C:\\no-cache*https://symbols.example.com';
    const search = await findPdb(image, { searchPath });
    const copy = (await DbgHelp.find()).find((found) => found.symbolServer && found.architecture === process.arch);
    expect(search.path).toBeNull();
    const { place, outcome, reason } = search.tried.at(-1)!;
    expect([place, outcome]).toEqual([searchPath, 'unusable']);
    expect(reason).toContain(`needs own.dll beside ${dbghelp.path}`);
    expect(reason).toContain(copy?.path ?? 'no copy of dbghelp.dll that has it was found');
  });

  it('leaves stores of another server DLL to the DLL, asks each server once, and checks the answer', async () => {
    const folder = path.join(scratch, 'with symsrv');
    await mkdir(folder);
    const file = path.join(folder, 'probe-with-symsrv.dll');
    await copyFile(probePath, file);
    for (const name of ['symsrv.dll', 'own.dll']) await writeFile(path.join(folder, name), '');
    const probe = await loadProbe(file);
    probe.reset();
    probe.fill('SymFindFileInPathW');
    const searchPath = `srv*${root}*${server.url};symsrv*own.dll * https://symbols.example.com ;`;
    const servers = { ca: trusted, proxy: false } as const;
    probe.hold('SymFindFileInPathW');
    const searching = findPdb(image, { searchPath, servers, dbghelp: probe.dll });
    let call: CallRecord | undefined;
    let guid: Buffer | undefined;
    try {
      while (!call) {
        await probe.entered();
        call = probe.records().find(({ name }) => name === 'SymFindFileInPathW');
      }
      // During the call, the GUID is in memory as in the image: SSRVOPT_GUIDPTR.
      guid = Buffer.from(new Uint8Array(probe.koffi.view(call.arguments[3]!, 16).slice(0)));
    } finally {
      probe.release('SymFindFileInPathW');
    }
    const search = await searching;
    expect(server.asked(`/scene.pdb/${path.basename(path.dirname(info.pdbStorePath!))}/scene.pdb`)).toHaveLength(1);
    const text = (at: number): string => call.copies.get(at)!.toString('utf16le').replace(/\0.*$/s, '');
    expect([text(1), text(2)]).toEqual([`srv*${root};symsrv*own.dll*https://symbols.example.com`, 'scene.pdb']);
    expect((await readFile(image)).includes(guid)).toBe(true);
    expect(guid.toString('hex').toUpperCase().slice(16)).toBe(info.guid?.slice(16));
    expect(call.arguments.slice(4, 7)).toEqual([BigInt(info.age), 0n, 8n]);
    // The probe's answer names no file.
    expect(search).toMatchObject({ path: null, wanted: { guid: info.guid, age: info.age } });
    expect(search.tried.at(-1)).toMatchObject({ outcome: 'missing', reason: 'no such file' });

    const inStore = await store('store', '');
    await using session = await SymbolSession.open({ dbghelp: probe.dll, searchPath: `srv*${inStore}` });
    probe.fill('SymGetModuleInfoW64');
    await session.loadModule(image, { base });
    // Once for the image's folder, and once back: symsrv.dll handles the store.
    expect(probe.calls('SymSetSearchPathW')).toBe(2);

    probe.fails('SymFindFileInPathW', 2);
    const failed = await findPdb(image, { searchPath, servers, dbghelp: probe.dll });
    expect(failed.tried.at(-1)).toMatchObject({
      place: `srv*${root};symsrv*own.dll*https://symbols.example.com`,
      outcome: 'missing',
    });
    expect(failed.tried.at(-1)?.reason).toContain('SymFindFileInPathW');
  });
});

describe('indexInfo', () => {
  /** This package uses the first of several CodeView records; the function gives the last. */
  async function compare(file: string): Promise<{ own: IndexInfo; told: unknown; expected: unknown }> {
    const view = SYMSRV_INDEX_INFOW.alloc();
    await dbghelp.SymSrvGetFileIndexInfoW(file, view, 0);
    const own = await indexInfo(file);
    const { Data1, Data2, Data3, Data4 } = view.guid;
    const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');
    const guid = hex(Data1, 8) + hex(Data2, 4) + hex(Data3, 4) + [...Data4].map((byte) => hex(byte, 2)).join('');
    const { age, timestamp, size, stripped, dbgfile, pdbfile } = view;
    const told = { guid, age, timestamp, size, stripped, signature: view.sig, dbgFile: dbgfile, pdbFile: pdbfile };
    const ofOwn = { guid: own.guid ?? '0'.repeat(32), age: own.age, timestamp: own.timestamp, size: own.size };
    // For a PDB, the function gives neither name nor time stamp.
    const { signature, pdbFile } = own.kind === 'pdb' ? { signature: 0, pdbFile: '' } : own;
    const { stripped: isStripped, dbgFile } = own;
    const names = { dbgFile: dbgFile ?? '', pdbFile: pdbFile ?? '' };
    return { own, told, expected: { ...ofOwn, stripped: isStripped, signature, ...names } };
  }

  it.each([scene, app, bare, pdb])('is the same as from SymSrvGetFileIndexInfoW for %s', async (file) => {
    const { told, expected } = await compare(file);
    expect(expected).toEqual(told);
  });

  type Entry = readonly [type: number, data: Buffer];
  const rsds = (fill: number, age: number, name: string): Entry => {
    const data = Buffer.alloc(24 + name.length + 1);
    data.write('RSDS');
    data.fill(fill, 4, 20);
    data.writeUInt32LE(age, 20);
    data.write(name, 24);
    return [2, data];
  };
  const nb10 = (signature: number, age: number, name: string): Entry => {
    const data = Buffer.alloc(16 + name.length + 1);
    data.write('NB10');
    data.writeUInt32LE(signature, 8);
    data.writeUInt32LE(age, 12);
    data.write(name, 16);
    return [2, data];
  };
  const misc = (name: string): Entry => {
    const data = Buffer.alloc(272);
    data.writeUInt32LE(1, 0);
    data.writeUInt32LE(272, 4);
    data.write(name, 12);
    return [4, data];
  };

  /** The debug directory of an image is at a place with room for two entries. */
  async function imageWith(name: string, entries: readonly Entry[], stripped = false): Promise<string> {
    const bytes = await readFile(scene);
    const header = bytes.readUInt32LE(0x3c);
    const optional = header + 24;
    const directory = optional + (bytes.readUInt16LE(optional) === 0x20b ? 112 : 96) + 6 * 8;
    const rva = bytes.readUInt32LE(directory);
    const sections = optional + bytes.readUInt16LE(header + 20);
    const count = bytes.readUInt16LE(header + 6);
    const holding = Array.from({ length: count }, (_, index) => sections + 40 * index).find((at) => {
      const from = bytes.readUInt32LE(at + 12);
      return rva >= from && rva < from + bytes.readUInt32LE(at + 16);
    })!;
    const table = rva - bytes.readUInt32LE(holding + 12) + bytes.readUInt32LE(holding + 20);
    let end = bytes.length;
    for (const [index, [type, data]] of entries.entries()) {
      const at = table + 28 * index;
      bytes.fill(0, at, at + 28);
      bytes.writeUInt32LE(type, at + 12);
      bytes.writeUInt32LE(data.length, at + 16);
      bytes.writeUInt32LE(end, at + 24);
      end += data.length;
    }
    bytes.writeUInt32LE(28 * entries.length, directory + 4);
    if (stripped) bytes.writeUInt16LE(bytes.readUInt16LE(header + 22) | 0x200, header + 22);
    const file = path.join(root, name);
    await writeFile(file, Buffer.concat([bytes, ...entries.map(([, data]) => data)]));
    return file;
  }

  /** IMAGE_SEPARATE_DEBUG_HEADER with one section. */
  async function dbgWith(name: string, [type, data]: Entry): Promise<string> {
    const bytes = Buffer.alloc(48 + 40 + 28);
    bytes.write('DI');
    bytes.writeUInt16LE(0x14c, 4);
    bytes.writeUInt32LE(0x3344_5566, 8);
    bytes.writeUInt32LE(0x1000_0000, 16);
    bytes.writeUInt32LE(0x7000, 20);
    bytes.writeUInt32LE(1, 24);
    bytes.writeUInt32LE(28, 32);
    bytes.writeUInt32LE(type, 88 + 12);
    bytes.writeUInt32LE(data.length, 88 + 16);
    bytes.writeUInt32LE(bytes.length, 88 + 24);
    const file = path.join(root, name);
    await writeFile(file, Buffer.concat([bytes, data]));
    return file;
  }

  it.each<[string, () => Promise<string>]>([
    ['names a .dbg file and is not stripped', () => imageWith('misc.dll', [misc('some.dbg')])],
    ['names a .dbg file and is stripped', () => imageWith('stripped.dll', [misc('some.dbg')], true)],
    ['names both', () => imageWith('both.dll', [misc('some.dbg'), rsds(1, 11, 'one.pdb')])],
    ['names a PDB of version 2', () => imageWith('old.dll', [nb10(0x1234_5678, 11, 'one.pdb')])],
    ['is a .dbg file', () => dbgWith('some.dbg', rsds(1, 11, 'one.pdb'))],
    ['is a .dbg file of an old PDB', () => dbgWith('old.dbg', nb10(0x1234_5678, 11, 'one.pdb'))],
  ])('is the same as from that function for a file that %s', async (_what, make) => {
    const { told, expected } = await compare(await make());
    expect(expected).toEqual(told);
  });

  it('is the first of several CodeView records, by which symbols are loaded, while that function gives the last', async () => {
    const record = await readFile(scene);
    const at = record.indexOf('RSDS');
    const right: Entry = [2, record.subarray(at, record.indexOf(0, at + 24) + 1)];
    const file = await imageWith('app/scene.dll', [right, rsds(2, 22, 'two.pdb')]);
    await copyFile(pdb, path.join(path.dirname(file), 'scene.pdb'));
    const { own, told } = await compare(file);
    expect(own).toMatchObject({ pdbFile: 'scene.pdb', guid: info.guid });
    expect(told).toMatchObject({ pdbFile: 'two.pdb', age: 22 });
    await using session = await SymbolSession.open();
    await expect(session.loadModule(file, { base })).resolves.toMatchObject({ hasFullSymbols: true });
  });
});
