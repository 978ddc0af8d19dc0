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
} from '../../lib';
import { app, bare, bin, mismatched, scene, trueFunction, variant } from './fixtures';
import { loadProbe, probePath, type CallRecord } from './probe';

const base = 0x10000000n;
const { rva } = trueFunction('scene_draw');
const pdb = bin(variant, 'scene.pdb');

let scratch: string;
let root: string;
let image: string;
let info: IndexInfo;
/** Of DLLs, which cannot be deleted while they are loaded. */
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
});
afterEach(() => rm(root, { recursive: true }));

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
    ['as a folder, by its pingme.txt', '', ['pingme.txt'], (folder) => folder],
    ['as a folder, with three tiers', 'sc', ['pingme.txt', 'index2.txt'], (folder) => folder],
  ])('takes a PDB from a store on disk %s', async (_what, tier, marks, searchPath) => {
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
    // The store's folder was there for this load only.
    expect(session.searchPath).toBe(`${before};${path.dirname(image)}`);
  });

  it('takes it also where a PDB of another build lies in the way', async () => {
    const folder = await store('store', '');
    const wrong = path.join(root, 'wrong');
    await mkdir(wrong);
    await copyFile(path.join(path.dirname(mismatched), 'scene.pdb'), path.join(wrong, 'scene.pdb'));
    await using session = await SymbolSession.open({ searchPath: `${wrong};srv*${folder}` });
    await expect(session.loadModule(image, { base, requireSymbols: true })).resolves.toMatchObject({ name: 'scene' });
  });

  it('takes none where nothing marks the folder, where it is compressed, or of another build', async () => {
    const folder = await store('store', '');
    const compressed = await store('compressed', '', 'scene.pd_');
    const other = await store('other', '', 'scene.pdb', path.join(path.dirname(mismatched), 'scene.pdb'));
    for (const searchPath of [folder, `srv*${compressed}`, `srv*${other}`]) {
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

  it('looks at the folder of an image as at a folder, whatever marks it', async () => {
    const folder = await store('app', '');
    await writeFile(path.join(folder, 'pingme.txt'), '');
    for (const searchPath of ['', folder]) {
      await using session = await SymbolSession.open({ searchPath });
      await expect(session.loadModule(image, { base })).resolves.toMatchObject({ hasFullSymbols: searchPath !== '' });
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

  it('sets the search path for the load, and then the one that it had', async () => {
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
    const ever = `C:\\a;srv*${folder};${path.dirname(image)}`;
    const once = `C:\\a;${path.join(folder, path.dirname(info.pdbStorePath!))};srv*${folder};${path.dirname(image)}`;
    expect(calls).toHaveLength(4);
    expect([calls[0], calls[2], calls[3]]).toEqual([ever, 'SymLoadModuleExW', ever]);
    // The probe keeps the beginning of long texts.
    expect(calls[1]?.length).toBeGreaterThan(`C:\\a;${folder}`.length + 40);
    expect(once.startsWith(calls[1]!)).toBe(true);
  });
});

describe('findPdb', () => {
  it('names what lacks symsrv.dll, and where there is a copy with it', async () => {
    const search = await findPdb(image, { searchPath: 'srv*C:\\no-cache*https://symbols.example.com' });
    const copy = (await DbgHelp.find()).find((found) => found.symbolServer && found.architecture === process.arch);
    expect(search.path).toBeNull();
    const { place, outcome, reason } = search.tried.at(-1)!;
    expect([place, outcome]).toEqual(['srv*C:\\no-cache*https://symbols.example.com', 'unusable']);
    expect(reason).toContain(`needs symsrv.dll beside ${dbghelp.path}`);
    expect(reason).toContain(copy?.path ?? 'no copy of dbghelp.dll that has it was found');
  });

  it('asks servers through the DLL where symsrv.dll lies beside it, and looks at the answer', async () => {
    const folder = path.join(scratch, 'with symsrv');
    await mkdir(folder);
    const file = path.join(folder, 'probe-with-symsrv.dll');
    await copyFile(probePath, file);
    await writeFile(path.join(folder, 'symsrv.dll'), '');
    const probe = await loadProbe(file);
    probe.reset();
    probe.fill('SymFindFileInPathW');
    const searchPath = 'srv * https://symbols.example.com ;';
    probe.hold('SymFindFileInPathW');
    const searching = findPdb(image, { searchPath, dbghelp: probe.dll });
    let call: CallRecord | undefined;
    let guid: Buffer | undefined;
    try {
      while (!call) {
        await probe.entered();
        call = probe.records().find(({ name }) => name === 'SymFindFileInPathW');
      }
      // While the call is in the DLL its GUID is there, as it is in the image: SSRVOPT_GUIDPTR.
      guid = Buffer.from(new Uint8Array(probe.koffi.view(call.arguments[3]!, 16).slice(0)));
    } finally {
      probe.release('SymFindFileInPathW');
    }
    const search = await searching;
    const text = (at: number): string => call.copies.get(at)!.toString('utf16le').replace(/\0.*$/s, '');
    expect([text(1), text(2)]).toEqual(['srv*https://symbols.example.com', 'scene.pdb']);
    expect((await readFile(image)).includes(guid)).toBe(true);
    expect(guid.toString('hex').toUpperCase().slice(16)).toBe(info.guid?.slice(16));
    expect(call.arguments.slice(4, 7)).toEqual([BigInt(info.age), 0n, 8n]);
    // What the probe fills in names no file.
    expect(search).toMatchObject({ path: null, wanted: { guid: info.guid, age: info.age } });
    expect(search.tried.at(-1)).toMatchObject({ outcome: 'missing', reason: 'no such file' });

    const inStore = await store('store', '');
    await using session = await SymbolSession.open({ dbghelp: probe.dll, searchPath: `srv*${inStore}` });
    probe.fill('SymGetModuleInfoW64');
    await session.loadModule(image, { base });
    // For the image's folder: the store is symsrv.dll's business.
    expect(probe.calls('SymSetSearchPathW')).toBe(1);

    probe.fails('SymFindFileInPathW', 2);
    const failed = await findPdb(image, { searchPath, dbghelp: probe.dll });
    expect(failed.tried.at(-1)).toMatchObject({ place: 'srv*https://symbols.example.com', outcome: 'missing' });
    expect(failed.tried.at(-1)?.reason).toContain('SymFindFileInPathW');
  });
});

describe('indexInfo', () => {
  it.each([scene, app, bare, pdb])('says what SymSrvGetFileIndexInfoW says of %s', async (file) => {
    const view = SYMSRV_INDEX_INFOW.alloc();
    await dbghelp.SymSrvGetFileIndexInfoW(file, view, 0);
    const own = await indexInfo(file);
    const { Data1, Data2, Data3, Data4 } = view.guid;
    const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');
    const guid = hex(Data1, 8) + hex(Data2, 4) + hex(Data3, 4) + [...Data4].map((byte) => hex(byte, 2)).join('');
    expect({ guid, age: view.age, timestamp: view.timestamp, size: view.size }).toEqual({
      guid: own.guid,
      age: own.age,
      timestamp: own.timestamp,
      size: own.size,
    });
  });
});
