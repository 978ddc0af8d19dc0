import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DbgHelp, DbgHelpError, IMAGE_DEBUG_INFORMATION, SymbolSession, dbghelp } from '../../../lib';
import { bin, variant } from '../fixtures';
import { loadProbe, pointerBits, probePath, thrownBy, type Probe } from '../probe';
import { runProgram } from '../programs';

const oldPath = bin('old', variant, 'dbghelp-old.dll');
const emptyPath = bin('empty', variant, 'no-exports.dll');
const otherArchitecture = bin('probe', variant === 'x64' ? 'x86' : 'x64', 'dbghelp-probe.dll');
const systemFolder = path.join(process.env['SystemRoot']!, 'System32');

/** A DLL and its file stay loaded until the process ends. */
const loadedHere = path.join(tmpdir(), `dbghelp-loaded-${String(process.pid)}`);

let probe: Probe;
let scratch: string;

beforeAll(async () => {
  probe = await loadProbe();
  scratch = await mkdtemp(path.join(tmpdir(), 'dbghelp-'));
});

beforeEach(() => {
  probe.reset();
});

afterAll(async () => {
  await rm(scratch, { recursive: true, force: true });
});

/** For this program, Wine prefers a DLL beside it to its own, as Windows does. */
const nativeFirst = 'node-with-native-dlls.exe';

function preferNativeDll(): void {
  const key = `HKCU\\Software\\Wine\\AppDefaults\\${nativeFirst}\\DllOverrides`;
  const { status } = spawnSync('reg', ['add', key, '/v', 'dbghelp', '/d', 'native,builtin', '/f']);
  if (status !== 0) throw new Error('reg add failed');
}

function isWine(): boolean {
  try {
    probe.koffi.load('ntdll.dll').func('__cdecl', 'wine_get_version', 'str', []);
    return true;
  } catch {
    return false;
  }
}

const same = (a: string, b: string): boolean => path.normalize(a).toLowerCase() === path.normalize(b).toLowerCase();

describe('DbgHelp.load', () => {
  it.each([
    'dbghelp.dll',
    '.\\dbghelp.dll',
    './dbghelp.dll',
    '..\\dbghelp.dll',
    'C:dbghelp.dll',
    '\\Windows\\System32\\dbghelp.dll',
    '/Windows/System32/dbghelp.dll',
    '',
    ' C:\\dbghelp.dll',
  ])('refuses %p, which is not absolute', async (relative) => {
    await expect(DbgHelp.load({ path: relative })).rejects.toThrow(RangeError);
    await expect(DbgHelp.load({ path: relative })).rejects.toThrow('`path`');
  });

  it('refuses a path with a NUL, and values that are no path', async () => {
    await expect(DbgHelp.load({ path: `${probePath}\0.txt` })).rejects.toThrow(RangeError);
    await expect(DbgHelp.load({ path: 1 as never })).rejects.toThrow(TypeError);
    await expect(DbgHelp.load({ path: null as never })).rejects.toThrow(TypeError);
  });

  it.each<[string, () => string | Promise<string>]>([
    ['does not exist', () => path.join(scratch, 'absent.dll')],
    ['is a folder', () => scratch],
    [
      'is no DLL',
      async () => {
        const file = path.join(scratch, 'text.dll');
        await writeFile(file, 'not a DLL');
        return file;
      },
    ],
    ['is of another architecture', () => otherArchitecture],
    ['exports no DbgHelp function', () => emptyPath],
  ])('is DBGHELP_LOAD_FAILED for a file that %s, and names it', async (_what, make) => {
    const file = await make();
    const error: unknown = await DbgHelp.load({ path: file }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DbgHelpError);
    expect(error).toMatchObject({ code: 'DBGHELP_LOAD_FAILED' });
    expect((error as Error).message).toContain(file);
  });

  it('gives the system’s message if Windows cannot load a file', async () => {
    const error = (await DbgHelp.load({ path: path.join(scratch, 'absent.dll') }).catch(
      (thrown: unknown) => thrown,
    )) as DbgHelpError;
    const { message } = error.cause as Error;
    expect(message.length).toBeGreaterThan(10);
    expect(error.message).toContain(message);
  });

  it('can be tried again after a failure', async () => {
    const file = path.join(loadedHere, 'later.dll');
    await expect(DbgHelp.load({ path: file })).rejects.toMatchObject({ code: 'DBGHELP_LOAD_FAILED' });
    await mkdir(loadedHere, { recursive: true });
    await copyFile(probePath, file);
    await expect(DbgHelp.load({ path: file })).resolves.toMatchObject({ version: '1.2.3.4' });
  });

  it('gives path and version of the DLL', async () => {
    const dll = await DbgHelp.load({ path: probePath });
    expect(same(dll.path, probePath)).toBe(true);
    expect(dll.version).toBe('1.2.3.4');
  });

  it.each<[string, string]>([
    ['forward slashes', probePath.replaceAll('\\', '/')],
    ['another case', probePath.toUpperCase()],
    ['a detour', path.join(probePath, '..') + '\\..\\' + variant + '\\dbghelp-probe.dll'],
    ['a device path', `\\\\?\\${path.normalize(probePath)}`],
  ])('recognizes a DLL by %s', async (_what, spelling) => {
    await expect(DbgHelp.load({ path: spelling })).resolves.toBe(await DbgHelp.load({ path: probePath }));
  });

  it('loads the system’s DLL by default', async () => {
    const dll = await DbgHelp.load();
    expect(same(dll.path, path.join(systemFolder, 'dbghelp.dll'))).toBe(true);
    expect(dll.version).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    expect(dbghelp.path).toBe(dll.path);
  });
});

describe('has', () => {
  it('tells which functions a DLL exports', async () => {
    const old = await DbgHelp.load({ path: oldPath });
    expect([probe.dll.has('SymFromAddrW'), old.has('SymFromAddrW')]).toEqual([true, false]);
    expect([probe.dll.has('SymFromAddr'), old.has('SymFromAddr')]).toEqual([true, true]);
  });

  it.each(['NoSuchFunction', 'symfromaddrw', 'ProbeReset', 'toString', '__proto__', 'constructor', ''])(
    'is false for %p',
    (name) => {
      expect(probe.dll.has(name)).toBe(false);
    },
  );

  it('tells whether this process can call functions of 32-bit DLLs', () => {
    expect(probe.dll.has('MapDebugInformation')).toBe(pointerBits === 32);
    expect(probe.dll.has('UnmapDebugInformation')).toBe(pointerBits === 32);
  });

  it('throws a TypeError for a value that is no name', () => {
    expect(thrownBy(() => probe.dll.has(1 as never))).toBeInstanceOf(TypeError);
  });
});

describe('a function that a DLL does not export', () => {
  it.each(['SymFromAddrW', 'SymGetModuleInfoW64'] as const)(
    'is DBGHELP_NOT_EXPORTED, with function, path and version: %s',
    async (name) => {
      const old = await DbgHelp.load({ path: oldPath });
      const call = old[name].bind(old) as (...args: unknown[]) => Promise<unknown>;
      const error: unknown = await call().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(DbgHelpError);
      expect(error).toMatchObject({ code: 'DBGHELP_NOT_EXPORTED', api: name });
      const { message } = error as Error;
      expect(message).toContain(name);
      expect(message).toContain(old.path);
      expect(message).toContain('1.2.3.4');
    },
  );

  it('is DBGHELP_NOT_EXPORTED through a token and a session, too, and the gate stays free', async () => {
    const old = await DbgHelp.load({ path: oldPath });
    const refusal = await old.run((api) => thrownBy(() => api.SymFromAddrW));
    expect(refusal).toMatchObject({ code: 'DBGHELP_NOT_EXPORTED', api: 'SymFromAddrW' });
    const session = await SymbolSession.open({ dbghelp: old });
    await expect(session.module(0x1234n)).rejects.toMatchObject({ code: 'DBGHELP_NOT_EXPORTED' });
    await session.close();
    await expect(old.SymGetOptions()).resolves.toEqual(expect.any(Number));
  });
});

describe('MapDebugInformation and UnmapDebugInformation', () => {
  const map = (dll: typeof dbghelp): Promise<IMAGE_DEBUG_INFORMATION> =>
    dll.MapDebugInformation(null, 'C:\\probe\\some\\app.exe', 'C:\\symbols', 0x0040_0000n);

  if (pointerBits === 64) {
    it.each<[string, (dll: typeof dbghelp) => Promise<unknown>, string]>([
      ['MapDebugInformation', map, 'SymLoadModuleExW'],
      ['UnmapDebugInformation', (dll) => dll.UnmapDebugInformation({} as never), 'SymUnloadModule64'],
    ])('%s is DBGHELP_NOT_EXPORTED, and the error names the modern function', async (name, call, instead) => {
      for (const dll of [dbghelp, probe.dll]) {
        const error: unknown = await call(dll).catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(DbgHelpError);
        expect(error).toMatchObject({ code: 'DBGHELP_NOT_EXPORTED', api: name });
        expect((error as Error).message).toContain(instead);
      }
      expect(probe.calls()).toBe(0);
    });
    return;
  }

  it('map an image and give a view of the facts about it', async () => {
    const view = await map(probe.dll);
    expect(probe.liveMappings()).toBe(1);
    expect([view.ImageBase, view.SizeOfImage]).toEqual([0x0040_0000n, 0x5000]);
    expect([view.ImageFilePath, view.ImageFileName]).toEqual(['C:\\probe\\some\\app.exe', 'app.exe']);
    expect(view.toJSON()).toMatchObject({ ImageBase: '0x400000', ImageFileName: 'app.exe' });
    await probe.dll.UnmapDebugInformation(view);
  });

  it('pass the DLL’s own structure back, not the copy', async () => {
    const view = await map(probe.dll);
    await expect(probe.dll.UnmapDebugInformation(view)).resolves.toBe(true);
    const [mapped, unmapped] = probe.records().filter(({ name }) => name.endsWith('DebugInformation'));
    expect(unmapped!.arguments[0]).toBe(mapped!.result);
    expect(probe.liveMappings()).toBe(0);
  });

  it('leave a view that can neither be read nor unmapped again', async () => {
    const view = await map(probe.dll);
    const { List } = view;
    await probe.dll.UnmapDebugInformation(view);
    for (const read of [
      () => view.ImageBase,
      () => view.ImageFilePath,
      () => view.bytes,
      () => view.List,
      () => view.toJSON(),
    ]) {
      expect(thrownBy(read)).toMatchObject({ code: 'DBGHELP_CLOSED' });
    }
    expect(List.Flink).toEqual(expect.any(BigInt));
    await expect(probe.dll.UnmapDebugInformation(view)).rejects.toMatchObject({ code: 'DBGHELP_CLOSED' });
    expect(probe.calls('UnmapDebugInformation')).toBe(1);
    expect(probe.liveMappings()).toBe(0);
  });

  it('leave the view unchanged if unmapping fails', async () => {
    const view = await map(probe.dll);
    probe.fails('UnmapDebugInformation', 87);
    await expect(probe.dll.UnmapDebugInformation(view)).rejects.toMatchObject({ code: 'DBGHELP_INVALID_PARAMETER' });
    expect(view.ImageBase).toBe(0x0040_0000n);
    probe.clear('UnmapDebugInformation');
    await expect(probe.dll.UnmapDebugInformation(view)).resolves.toBe(true);
    expect(probe.liveMappings()).toBe(0);
  });

  it('map several images, each with a separate view', async () => {
    const views = await Promise.all([map(probe.dll), map(probe.dll), probe.dll.run((api) => map32(api))]);
    expect(probe.liveMappings()).toBe(3);
    await probe.dll.UnmapDebugInformation(views[1]);
    expect(probe.liveMappings()).toBe(2);
    expect(thrownBy(() => views[1].ImageBase)).toMatchObject({ code: 'DBGHELP_CLOSED' });
    expect([views[0].ImageBase, views[2].ImageBase]).toEqual([0x0040_0000n, 0x0050_0000n]);
    await probe.dll.run((api) => {
      api.UnmapDebugInformation(views[0]);
      api.UnmapDebugInformation(views[2]);
    });
    expect(probe.liveMappings()).toBe(0);
  });

  const map32 = (api: Parameters<Parameters<typeof dbghelp.run>[0]>[0]): IMAGE_DEBUG_INFORMATION =>
    api.MapDebugInformation(null, 'C:\\probe\\other.exe', null, 0x0050_0000);

  it('refuse a view that was never mapped', async () => {
    await expect(probe.dll.UnmapDebugInformation(IMAGE_DEBUG_INFORMATION.alloc())).rejects.toThrow();
    expect(probe.liveMappings()).toBe(0);
  });

  it('are DBGHELP_NOT_IMPLEMENTED in a DLL that has only their names, which `has` does not tell', async () => {
    expect(dbghelp.has('MapDebugInformation') && dbghelp.has('UnmapDebugInformation')).toBe(true);
    const mapping: unknown = await map(dbghelp).catch((thrown: unknown) => thrown);
    if (mapping instanceof DbgHelpError) {
      const refusal = { code: 'DBGHELP_NOT_IMPLEMENTED', win32Code: mapping.win32Code };
      expect(mapping).toMatchObject({ ...refusal, api: 'MapDebugInformation' });
      const unmapping = dbghelp.UnmapDebugInformation(IMAGE_DEBUG_INFORMATION.alloc());
      await expect(unmapping).rejects.toMatchObject({ ...refusal, api: 'UnmapDebugInformation' });
      // Some DLLs report it themselves.
      if (mapping.win32Code !== 120) {
        expect(mapping.message).toMatch(/: this DLL has only the name of it \(.*\); use SymLoadModuleExW$/);
        await expect(unmapping).rejects.toThrow(/: this DLL has only the name of it \(.*\); use SymUnloadModule64$/);
      }
    } else {
      await expect(dbghelp.UnmapDebugInformation(mapping as IMAGE_DEBUG_INFORMATION)).resolves.toBe(true);
    }
  });
});

describe('the default DLL', () => {
  it('is the one that DBGHELP_PATH names', () => {
    const env = { DBGHELP_PATH: probePath };
    expect(runProgram('defaultDll', { env })).toEqual({ path: path.normalize(probePath), version: '1.2.3.4' });
  });

  it.each([
    ['dbghelp.dll', 'RangeError'],
    [path.join(systemFolder, 'no-such-dbghelp.dll'), 'DbgHelpError'],
  ])('does not exist if DBGHELP_PATH is %p: a %s', (named, error) => {
    const { outcome } = runProgram('defaultDll', { env: { DBGHELP_PATH: named } });
    expect(outcome?.error).toBe(error);
    expect(outcome?.message).toContain(error === 'RangeError' ? 'DBGHELP_PATH' : named);
  });

  it('stays the same if DBGHELP_PATH changes later', async () => {
    const { path: before } = dbghelp;
    process.env['DBGHELP_PATH'] = probePath;
    try {
      await dbghelp.SymGetOptions();
      expect(dbghelp.path).toBe(before);
      expect(probe.calls()).toBe(0);
    } finally {
      delete process.env['DBGHELP_PATH'];
    }
  });

  it('is not one in the working directory', async () => {
    const planted = await plant('cwd');
    expectSystemDll(runProgram('planted', { cwd: path.dirname(planted) }, planted));
  });

  it.each(['node.exe', nativeFirst])('is not one beside %s', async (name) => {
    const planted = await plant(`beside-${name}`);
    const node = path.join(path.dirname(planted), name);
    await copyFile(process.execPath, node);
    if (isWine()) preferNativeDll();
    expectSystemDll(runProgram('planted', { node, cwd: path.dirname(planted) }, planted));
  });

  /** The probe with dbghelp.dll's name, in a separate folder. */
  async function plant(folder: string): Promise<string> {
    const target = path.join(scratch, folder, 'dbghelp.dll');
    await mkdir(path.dirname(target));
    await copyFile(probePath, target);
    return target;
  }

  function expectSystemDll(seen: ReturnType<typeof runProgram<'planted'>>): void {
    expect(same(seen.path, path.join(systemFolder, 'dbghelp.dll'))).toBe(true);
    expect(seen.version).toBe(dbghelp.version);
    expect(seen.calls).toBe(0);
  }
});

describe('koffi', () => {
  it('is loaded by the first native call, not by importing the package, nor by calls that need no native code', () => {
    const { afterImport, refused, afterBadArguments, afterUse } = runProgram('importing');
    expect([afterImport, refused, afterBadArguments]).toEqual([0, 'TypeError', 0]);
    expect(afterUse).toBeGreaterThan(0);
  });

  it('is asked for an export at its first call, and for no others', () => {
    expect(runProgram('binding', {}, probePath)).toEqual({
      afterImport: [],
      afterLoad: [],
      afterOneCall: ['SymInitializeW'],
      afterTheSameCall: [],
      afterTokenCall: ['SymGetModuleBase64'],
      // A session has its own options, so the options of raw calls are saved.
      afterSession: ['SymGetOptions', 'SymSetOptions'],
    });
  });

  it('gets worker stacks large enough for symbol servers', () => {
    const { stackBytes, warnings, calls, offMainThread } = runProgram('stack', {}, probePath, 'dbghelp first');
    expect(stackBytes).toBeGreaterThanOrEqual(1024 * 1024);
    expect({ warnings, calls, offMainThread }).toEqual({ warnings: [], calls: 2, offMainThread: true });
  });

  it('that was used before by other code makes long calls run on the main thread, with a warning', () => {
    const { warnings, calls, offMainThread } = runProgram('stack', {}, probePath, 'koffi first');
    expect({ calls, offMainThread }).toEqual({ calls: 2, offMainThread: false });
    expect(warnings).toEqual(['DbgHelpWarning DBGHELP_SMALL_STACK']);
  });

  it.each(['own types first', 'dbghelp first'])(
    'leaves room for a script’s own types of the same names: %s',
    (order) => {
      const { structures, outcome } = runProgram('types', {}, probePath, order);
      expect(structures).toBeGreaterThan(30);
      expect(outcome).toEqual({ error: 'none' });
    },
  );
});

describe('DbgHelp.find', () => {
  const withEnvironment = async <T>(env: Readonly<Record<string, string>>, job: () => Promise<T>): Promise<T> => {
    const before = Object.fromEntries(Object.keys(env).map((name) => [name, process.env[name]]));
    Object.assign(process.env, env);
    try {
      return await job();
    } finally {
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = value;
      }
    }
  };

  it('lists the system’s copy, with version and architecture', async () => {
    const copies = await DbgHelp.find();
    const own = copies.find((copy) => same(copy.path, path.join(systemFolder, 'dbghelp.dll')));
    expect(own).toMatchObject({ architecture: process.arch, version: dbghelp.version });
    const there = await readdir(systemFolder);
    expect(own?.symbolServer).toBe(there.some((name) => name.toLowerCase() === 'symsrv.dll'));
  });

  it('lists the one that DBGHELP_PATH names, first', async () => {
    const [first] = await withEnvironment({ DBGHELP_PATH: probePath }, () => DbgHelp.find());
    expect(first).toEqual({ path: probePath, version: '1.2.3.4', architecture: process.arch, symbolServer: false });
  });

  it('lists those of the debuggers, with or without a symbol server DLL beside them', async () => {
    const kits = path.join(scratch, 'Programs', 'Windows Kits', '10', 'Debuggers');
    const copies = { x64: ['x64', true], x86: ['ia32', false] } as const;
    for (const [folder, [, symbolServer]] of Object.entries(copies)) {
      const target = path.join(kits, folder);
      await mkdir(target, { recursive: true });
      await copyFile(bin('probe', folder, 'dbghelp-probe.dll'), path.join(target, 'dbghelp.dll'));
      if (symbolServer) await writeFile(path.join(target, 'symsrv.dll'), '');
    }
    await writeFile(path.join(kits, 'x64', 'dbgeng.dll'), '');
    const found = await withEnvironment({ 'ProgramFiles(x86)': path.join(scratch, 'Programs') }, () => DbgHelp.find());
    expect(found.filter((copy) => copy.path.startsWith(kits)).sort((a, b) => a.path.localeCompare(b.path))).toEqual(
      Object.entries(copies).map(([folder, [architecture, symbolServer]]) => ({
        path: path.join(kits, folder, 'dbghelp.dll'),
        // Wine reads the version of its own dbghelp.dll in every folder.
        version: isWine() ? (expect.any(String) as unknown) : '1.2.3.4',
        architecture,
        symbolServer,
      })),
    );
  });

  it('lists each copy once, and only existing files', async () => {
    const copies = await withEnvironment({ DBGHELP_PATH: path.join(systemFolder.toUpperCase(), 'DBGHELP.DLL') }, () =>
      DbgHelp.find(),
    );
    const paths = copies.map((copy) => copy.path.toLowerCase());
    expect(new Set(paths).size).toBe(paths.length);
    const absent = path.join(scratch, 'absent.dll');
    const without = await withEnvironment({ DBGHELP_PATH: absent }, () => DbgHelp.find());
    expect(without.map((copy) => copy.path)).not.toContain(absent);
  });

  it('finds copies that DbgHelp.load can load, if they are of this architecture', async () => {
    const own = (await DbgHelp.find()).filter(({ architecture }) => architecture === process.arch);
    expect(own.length).toBeGreaterThan(0);
    for (const { path: file, version } of own) {
      await expect(DbgHelp.load({ path: file })).resolves.toMatchObject({ version });
    }
  });
});
