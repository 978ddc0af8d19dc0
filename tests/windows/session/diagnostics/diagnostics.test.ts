import { readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  dbghelp,
  DbgHelp,
  formatDiagnostics,
  SymbolSession,
  SYMOPT,
  type ModuleDiagnostics,
  type SessionOptions,
  type WhyNoSymbols,
} from '../../../../lib';
import { wineVersion } from '../../../../lib/win32/wine';
import { describeWhere } from '../../capabilities';
import { app, bare, bin, mismatched, scene, variant } from '../../fixtures';
import { loadProbe, probePath } from '../../probe';
import { tryProgram } from '../../programs';

const base = 0x10000000n;
const pdb = bin(variant, 'scene.pdb');

const signatures = JSON.parse(
  readFileSync(path.join(__dirname, '../../../fixtures/truth/signatures.json'), 'utf8'),
) as Readonly<Record<'images' | 'pdbs', readonly { file: string; guid: string | null; age: number }[]>>;

/** The facts of llvm about a fixture. */
function truly(kind: 'images' | 'pdbs', file: string): { guid: string; age: number } {
  const found = signatures[kind].find((candidate) => candidate.file === file);
  if (!found?.guid) throw new Error(`nothing is known of ${file}`);
  return { guid: found.guid, age: found.age };
}

const inImage = truly('images', `${variant}/scene.dll`);
const inMismatch = truly('pdbs', `mismatch/${variant}/scene.pdb`);
const inBare = truly('images', `bare/${variant}/scene.dll`);

let scratch: string;
let folder: string;
let image: string;
/** DLLs cannot be deleted while they are loaded. */
beforeAll(async () => {
  scratch = await mkdtemp(path.join(os.tmpdir(), 'dbghelp-'));
});
afterAll(() => rm(scratch, { recursive: true }).catch(() => undefined));
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'dbghelp-'));
  image = path.join(folder, 'scene.dll');
  await copyFile(scene, image);
});
afterEach(() => rm(folder, { recursive: true }));

async function diagnosed(file: string, options: SessionOptions = {}): Promise<ModuleDiagnostics> {
  await using session = await SymbolSession.open(options);
  await session.loadModule(file, { base });
  const { modules } = await session.diagnostics();
  expect(modules).toHaveLength(1);
  return modules[0]!;
}

async function why(file: string, options: SessionOptions = {}): Promise<WhyNoSymbols> {
  const module = await diagnosed(file, options);
  expect(module).toMatchObject({ hasFullSymbols: false, pdbPath: null });
  return module.why!;
}

describe('the reason for missing symbols', () => {
  it('is absent if there are symbols', async () => {
    expect(await diagnosed(scene)).toMatchObject({
      name: 'scene',
      base: '0x10000000',
      imagePath: scene,
      symbolType: 'pdb',
      hasFullSymbols: true,
      pdbSignature: inImage,
      hasLines: true,
      hasTypes: true,
      why: null,
    });
  });

  it('may be a PDB of another build: its file, both GUIDs and ages, and the rule', async () => {
    const { code, summary, pdbName, wanted, tried } = await why(mismatched);
    const place = bin('mismatch', variant, 'scene.pdb');
    expect({ code, pdbName, wanted }).toEqual({ code: 'mismatch', pdbName: 'scene.pdb', wanted: inImage });
    expect(tried.find(({ outcome }) => outcome === 'mismatch')).toEqual({
      place,
      outcome: 'mismatch',
      reason: `does not match: it has GUID ${inMismatch.guid}, age 1, wanted is GUID ${inImage.guid}, age 1 (another GUID)`,
      signature: inMismatch,
    });
    for (const part of [
      place,
      inMismatch.guid,
      inImage.guid,
      'age 1',
      'another GUID',
      'only if its GUID and its age',
    ]) {
      expect(summary).toContain(part);
    }
  });

  it('may be a missing PDB', async () => {
    const { code, summary, pdbName, wanted, tried } = await why(bare, { searchPath: folder });
    expect({ code, pdbName, wanted }).toEqual({ code: 'missing', pdbName: 'absent.pdb', wanted: inBare });
    expect(summary).toContain(inBare.guid);
    const places = tried.map(({ place, outcome }) => `${outcome} ${place}`);
    expect(places).toContain(`missing ${path.join(folder, 'absent.pdb')}`);
    expect(places).toContain(`missing ${path.join(folder, 'dll', 'absent.pdb')}`);
    expect(places).toContain(`missing ${path.join(path.dirname(bare), 'absent.pdb')}`);
  });

  it('may be a PDB that was removed', async () => {
    expect(await why(image)).toMatchObject({ code: 'missing', pdbName: 'scene.pdb', wanted: inImage });
  });

  it('may be a PDB that came too late, until the module is loaded again', async () => {
    await using session = await SymbolSession.open();
    const module = await session.loadModule(image, { base });
    const beside = path.join(folder, 'scene.pdb');
    await copyFile(pdb, beside);
    const [late] = (await session.diagnostics()).modules;
    expect(late?.why).toMatchObject({ code: 'not-taken' });
    expect(late?.why?.summary).toContain(beside);
    await session.unloadModule(module);
    await session.loadModule(image, { base });
    const [again] = (await session.diagnostics()).modules;
    expect(again).toMatchObject({ symbolType: 'pdb', why: null });
  });

  it('may be an image that refers to none', async () => {
    const { code, summary, pdbName, tried } = await why(bin('empty', variant, 'no-exports.dll'));
    expect({ code, pdbName, tried }).toEqual({ code: 'names-no-pdb', pdbName: null, tried: [] });
    expect(summary).toContain('no debug directory');
  });

  it('may be an image that cannot be read', async () => {
    const probe = await loadProbe();
    probe.reset();
    await using session = await SymbolSession.open({ dbghelp: probe.dll });
    probe.callbacks('SymEnumerateModulesW64', 1);
    // The probe's answer names no file.
    probe.fill('SymGetModuleInfoW64');
    const [module] = (await session.diagnostics()).modules;
    expect(module).toMatchObject({ hasFullSymbols: false, why: { code: 'bad-image', pdbName: null, tried: [] } });
    expect(module?.why?.summary).toMatch(/^The image cannot be read: /);
  });

  it('may be that they were not needed yet', async () => {
    await using session = await SymbolSession.open({ process: 'self' });
    const { modules } = await session.diagnostics();
    const kernel = modules.find(({ name }) => /^kernel32$/i.test(name));
    expect(kernel).toMatchObject({ symbolType: 'deferred', why: { code: 'deferred', tried: [] } });
  });

  it('may be a store with a compressed PDB', async () => {
    const store = path.join(folder, 'store', 'scene.pdb', `${inImage.guid}${String(inImage.age)}`);
    await mkdir(store, { recursive: true });
    await copyFile(pdb, path.join(store, 'scene.pd_'));
    const searchPath = `srv*${path.join(folder, 'store')}`;
    const { code, summary, tried } = await why(image, { searchPath });
    expect(code).toBe('unusable');
    expect(summary).toContain(path.join(store, 'scene.pd_'));
    expect(tried.filter(({ outcome }) => outcome === 'unusable').map(({ place }) => place)).toEqual([
      path.join(store, 'scene.pd_'),
      searchPath,
    ]);
  });

  it('may be a server that this DLL cannot ask, with the copy that could', async () => {
    const searchPath = 'symsrv*own.dll*https://symbols.example.com';
    const copy = (await DbgHelp.find()).find((found) => found.symbolServer && found.architecture === process.arch);
    await using session = await SymbolSession.open({ searchPath });
    await session.loadModule(image, { base });
    const { dll, modules, problems } = await session.diagnostics();
    expect(modules[0]?.why).toMatchObject({ code: 'unusable' });
    expect(modules[0]?.why?.summary).toContain(`${searchPath}, which needs own.dll beside ${dbghelp.path}`);
    expect(dll).toMatchObject({ symbolServer: false, symbolServerCopy: copy?.path ?? null });
    expect(problems).toEqual([expect.stringContaining(searchPath)]);
  });

  it('is not a server that this DLL can ask', async () => {
    const file = path.join(scratch, 'with-symsrv', 'probe-asks.dll');
    await mkdir(path.dirname(file));
    await copyFile(probePath, file);
    await writeFile(path.join(path.dirname(file), 'symsrv.dll'), '');
    const probe = await loadProbe(file);
    probe.reset();
    await writeFile(path.join(path.dirname(file), 'own.dll'), '');
    const searchPath = 'srv*https://symbols.example.com;symsrv*own.dll*https://symbols.example.com';
    await using session = await SymbolSession.open({ dbghelp: probe.dll, searchPath });
    const { dll, problems } = await session.diagnostics();
    expect({ dll, problems }).toMatchObject({ dll: { symbolServer: true, symbolServerCopy: null }, problems: [] });
    expect(probe.calls('SymFindFileInPathW')).toBe(0);
  });

  it('is never a plain http server, which is refused before', async () => {
    const searchPath = 'srv*http://symbols.example.com';
    await expect(SymbolSession.open({ searchPath })).rejects.toThrow(/without plain http servers/);
    await using session = await SymbolSession.open({ searchPath, allowHttp: true });
    expect((await session.diagnostics()).searchPathExplained).not.toContain('REFUSED');
  });

  it('is in the error if symbols are required', async () => {
    await using session = await SymbolSession.open();
    const refused = session.loadModule(mismatched, { base, requireSymbols: true });
    await expect(refused).rejects.toMatchObject({ code: 'DBGHELP_NO_SYMBOLS', api: 'SymLoadModuleExW' });
    const message = await refused.catch((error: unknown) => (error as Error).message);
    const place = bin('mismatch', variant, 'scene.pdb');
    expect(message).toContain(
      `  ${place}: does not match: it has GUID ${inMismatch.guid}, age 1, wanted is GUID ${inImage.guid}, age 1 (another GUID)`,
    );
    expect(message).toContain(
      'The rule: a PDB belongs to an image only if its GUID and its age are those in the image.',
    );
    await expect(session.diagnostics()).resolves.toMatchObject({ modules: [] });
  });
});

describeWhere('readsPdbsThroughAnother', 'a DLL without the file through which it reads PDBs', () => {
  const reader = 'msdia140.dll';
  const otherVariant = process.arch === 'ia32' ? 'x64' : 'x86';

  /** A copy of the DLL under another name, which needs another file if `wanting` is given. */
  async function copyOf(name: string, wanting?: string): Promise<string> {
    const target = path.join(scratch, name, `${name}.dll`);
    await mkdir(path.dirname(target));
    const bytes = await readFile(dbghelp.path);
    if (wanting !== undefined) {
      const [from, to] = [Buffer.from(reader, 'utf16le'), Buffer.from(wanting, 'utf16le')];
      for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from)) to.copy(bytes, at);
    }
    await writeFile(target, bytes);
    return target;
  }

  async function expectTold(dll: string, parts: readonly string[]): Promise<void> {
    const other = await DbgHelp.load({ path: dll });
    await using session = await SymbolSession.open({ dbghelp: other });
    const refused = session.loadModule(scene, { base, requireSymbols: true });
    const error: unknown = await refused.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'DBGHELP_NO_SYMBOLS' });
    await session.loadModule(scene, { base });
    const { modules, problems, dll: told } = await session.diagnostics();
    expect(modules[0]).toMatchObject({ hasFullSymbols: false, pdbPath: null, why: { code: 'lacks-file' } });
    expect(problems).toHaveLength(1);
    for (const part of parts) {
      expect(modules[0]?.why?.summary).toContain(part);
      expect(problems[0]).toContain(part);
      expect((error as Error).message).toContain(part);
      expect(told.advice.join('\n')).toContain(part);
    }
    expect((error as Error).message).not.toContain('no matching PDB');
  }

  it('names it, and the folder in which it is missing', async () => {
    const missing = 'msdia149.dll';
    const dll = await copyOf('missing', missing);
    await expectTold(dll, [missing, path.dirname(dll), 'every PDB is left out']);
  });

  it('names it, and says that it is for another architecture', async () => {
    // The right one may already be loaded by the DLL under test.
    const wanted = 'msdia148.dll';
    const dll = await copyOf('otherwise', wanted);
    const beside = path.join(path.dirname(dll), wanted);
    await copyFile(bin('probe', otherVariant, 'dbghelp-probe.dll'), beside);
    await expectTold(dll, [beside, 'another architecture', 'every PDB is left out']);
  });

  it('is complete if the file is there', async () => {
    const dll = await copyOf('whole');
    await copyFile(path.join(path.dirname(dbghelp.path), reader), path.join(path.dirname(dll), reader));
    await using session = await SymbolSession.open({ dbghelp: await DbgHelp.load({ path: dll }) });
    await expect(session.loadModule(scene, { base, requireSymbols: true })).resolves.toMatchObject({
      symbolType: 'pdb',
    });
    const { problems, dll: told } = await session.diagnostics();
    expect(problems).toEqual([]);
    expect(told.companions).toContainEqual({
      file: reader,
      use: 'reading PDBs',
      state: 'there',
      path: path.join(path.dirname(dll), reader),
    });
  });
});

describe('a damaged PDB', () => {
  /** The age is in the third word of the stream that begins with these bytes, according to llvm-pdbutil's pdb2yaml. */
  const debugStream = Buffer.from('ffffffff77093101', 'hex');
  type Damage = readonly [what: string, damage: (bytes: Buffer) => Buffer, code: WhyNoSymbols['code'], summary: RegExp];
  const damages: readonly Damage[] = [
    ['of zero bytes', () => Buffer.alloc(0), 'unreadable', /scene\.pdb cannot be understood/],
    ['cut within its header', (bytes) => bytes.subarray(0, 40), 'unreadable', /cut short or damaged/],
    ['of zeros', (bytes) => bytes.fill(0), 'unreadable', /it is no image, no PDB/],
    [
      'of another age',
      (bytes) => (bytes.writeUInt32LE(7, bytes.indexOf(debugStream) + 8), bytes),
      'mismatch',
      new RegExp(`it has GUID ${inImage.guid}, age 7, wanted is GUID ${inImage.guid}, age 1 \\(another age\\)`),
    ],
  ];

  async function outcomeOf(damage: (bytes: Buffer) => Buffer): ReturnType<typeof ofChild> {
    await writeFile(path.join(folder, 'scene.pdb'), damage(await readFile(pdb)));
    return ofChild();
  }
  // eslint-disable-next-line @typescript-eslint/require-await -- waits for a process
  const ofChild = async () => tryProgram('whyNot', { milliseconds: 120_000 }, image);

  it.each(damages)('%s is reported as such', async (_what, damage, code, summary) => {
    const outcome = await outcomeOf(damage);
    expect(outcome).toMatchObject({ result: [{ hasFullSymbols: false, why: { code } }] });
    if ('result' in outcome) expect(outcome.result[0]?.why?.summary).toMatch(summary);
  });

  /** If the beginning is valid, reading continues: Wine's DLL may crash, which no process survives. */
  const deadly: readonly (readonly [string, (bytes: Buffer) => Buffer])[] = [
    ['cut in half', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['cut by its last page', (bytes) => bytes.subarray(0, -4096)],
    ['with a hole in its types', (bytes) => bytes.fill(0xff, 0x8000, 0xc000)],
  ];
  const deaths: string[] = [];
  it.each(deadly)('%s is read or refused, unless Wine’s DLL crashes', async (what, damage) => {
    const outcome = await outcomeOf(damage);
    if ('ended' in outcome) {
      expect(wineVersion()).toBeDefined();
      deaths.push(what);
      return;
    }
    const [module] = outcome.result;
    expect(outcome.result).toHaveLength(1);
    expect(module?.hasFullSymbols).toBe(module?.why === null);
    if (module?.why) expect(['unreadable', 'not-taken']).toContain(module.why.code);
  });
  afterAll(() => {
    if (deaths.length > 0) console.info(`Wine's DLL died of PDBs ${deaths.join(', ')}`);
  });
});

describe('the diagnostics of a session', () => {
  it('tell where to get a newer DLL, and which files must be together', async () => {
    await using session = await SymbolSession.open();
    const diagnostics = await session.diagnostics();
    const { advice, companions } = diagnostics.dll;
    for (const part of [
      'Debugging Tools for Windows',
      'WinDbg',
      'NuGet',
      'msdia140.dll',
      'dbgcore.dll',
      'symsrv.dll',
    ]) {
      expect(advice.at(-1)).toContain(part);
    }
    expect(advice).toHaveLength(
      companions.filter(({ state }) => state !== 'there').length +
        (companions.some(({ state }) => state !== 'there') ? 2 : 1),
    );
    const text = formatDiagnostics(diagnostics);
    for (const sentence of advice) expect(text).toContain(sentence);
  });

  it('ignore a symsrv.dll for another architecture', async () => {
    const file = path.join(scratch, 'other-symsrv', 'probe-other-symsrv.dll');
    await mkdir(path.dirname(file));
    await copyFile(probePath, file);
    const other = process.arch === 'ia32' ? 'x64' : 'x86';
    await copyFile(bin('empty', other, 'no-exports.dll'), path.join(path.dirname(file), 'symsrv.dll'));
    const probe = await loadProbe(file);
    probe.reset();
    await using session = await SymbolSession.open({
      dbghelp: probe.dll,
      searchPath: 'srv*',
    });
    const { dll, problems } = await session.diagnostics();
    expect(dll).toMatchObject({ symbolServer: false });
    expect(problems).toHaveLength(1);
  });

  it('mark a PDB that belongs to its image as a match, and a missing one not', async () => {
    const matching = async (image: string): Promise<unknown> => {
      await using session = await SymbolSession.open();
      return (await session.loadModule(image, { base })).toJSON()['pdbMatches'];
    };
    await expect(matching(scene)).resolves.toBe(true);
    await expect(matching(bare)).resolves.toBe(false);
    await expect(matching(mismatched)).resolves.toBe(false);
    await expect(matching(bin('empty', variant, 'no-exports.dll'))).resolves.toBe(false);
  });

  it('name the DLL', async () => {
    await using session = await SymbolSession.open();
    const { dll } = await session.diagnostics();
    // All files built by Wine have a mark behind their DOS header.
    const made = (await readFile(dbghelp.path)).subarray(0x40, 0x60).toString('latin1').startsWith('Wine builtin DLL');
    const wine = made ? wineVersion() : null;
    expect(wine === undefined).toBe(false);
    expect(formatDiagnostics(await session.diagnostics()).includes('of Wine')).toBe(made);
    expect(dll).toMatchObject({
      path: dbghelp.path,
      version: dbghelp.version,
      architecture: process.arch,
      bits: process.arch === 'ia32' ? 32 : 64,
      wine,
    });
  });

  it('give the options as a word and by name', async () => {
    await using session = await SymbolSession.open({ options: { exactSymbols: true, undecorate: false } });
    const { options } = await session.diagnostics();
    expect(options.word).toBe(await session.run((api) => api.SymGetOptions()));
    expect(options.word & SYMOPT.EXACT_SYMBOLS).not.toBe(0);
    expect(options.named).toMatchObject({ exactSymbols: true, undecorate: false, deferredLoads: true, debug: false });
  });

  it('have the current search path with an explanation, and all modules by base', async () => {
    await using session = await SymbolSession.open({ searchPath: folder });
    await session.loadModule(app, { base: 0x20000000n });
    await session.loadModule(scene, { base });
    const { searchPath, searchPathExplained, modules } = await session.diagnostics();
    expect(searchPath).toBe(session.searchPath);
    expect(searchPathExplained).toContain(`1. ${folder}: a folder`);
    expect(modules.map(({ name, base: at }) => [name, at])).toEqual([
      ['scene', '0x10000000'],
      ['app', '0x20000000'],
    ]);
  });

  it('are plain data', async () => {
    await using session = await SymbolSession.open();
    await session.loadModule(mismatched, { base });
    const diagnostics = await session.diagnostics();
    expect(JSON.parse(JSON.stringify(diagnostics))).toEqual(diagnostics);
    expect(diagnostics.key).toBe(`0x${session.key.toString(16)}`);
  });

  it('as text have the facts that people need', async () => {
    await using session = await SymbolSession.open();
    await session.loadModule(mismatched, { base });
    const text = formatDiagnostics(await session.diagnostics());
    for (const part of [dbghelp.path, mismatched, inMismatch.guid, inImage.guid, 'The rule:', 'undecorate']) {
      expect(text).toContain(part);
    }
  });

  it('of a DLL that lacks functions which sessions need name these', async () => {
    const old = await DbgHelp.load({ path: bin('old', variant, 'dbghelp-old.dll') });
    await using session = await SymbolSession.open({ dbghelp: old });
    const { dll, modules, problems } = await session.diagnostics();
    expect(dll.path).toBe(old.path);
    expect(modules).toEqual([]);
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain('SymGetModuleInfoW64 is not exported by');
    expect(problems[1]).toContain('SymFromAddrW is not exported by');
  });

  it('are refused after the end of the session', async () => {
    const session = await SymbolSession.open();
    await session.close();
    await expect(session.diagnostics()).rejects.toMatchObject({ code: 'DBGHELP_CLOSED' });
  });
});
