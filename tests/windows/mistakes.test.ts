import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { DbgHelp, dbghelp, findPdb, SymbolSession, SYMBOL_INFOW, type SymbolModule } from '../../lib';
import { itTells } from '../unit/mistakes';
import { app, bin, scene, variant } from './fixtures';

/** Anything, as JavaScript would pass it. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
const any = <T>(value: unknown): T => value as T;

let session: SymbolSession;
let other: SymbolSession;
let closed: SymbolSession;
let loaded: SymbolModule;
let unloaded: SymbolModule;
let foreign: SymbolModule;
beforeAll(async () => {
  session = await SymbolSession.open();
  other = await SymbolSession.open();
  closed = await SymbolSession.open();
  loaded = await session.loadModule(scene, { base: 0x1000_0000n });
  foreign = await other.loadModule(scene, { base: 0x1000_0000n });
  unloaded = await session.loadModule(app, { base: 0x2000_0000n });
  await session.unloadModule(unloaded);
  await closed.close();
});
afterAll(async () => {
  await session.close();
  await other.close();
});

describe('verbs of a session tell', () => {
  itTells([
    ['a promise of an image', () => session.loadModule(any(Promise.resolve(scene))), 'loadModule: `image`', '`await`'],
    ['a module instead of an image', () => session.loadModule(any(loaded)), 'loadModule: `image` must be the path'],
    ['a missing image', () => session.loadModule('C:\\absent\\app.exe'), 'C:\\absent\\app.exe', 'cannot be read'],
    ['an empty path', () => session.loadModule(''), 'loadModule: `image` is an empty path'],
    ['a PDB as an image', () => session.loadModule(scene.replace('.dll', '.pdb')), 'loadModule({ pdb })'],
    ['a text as an image', () => session.loadModule(__filename), 'mistakes.test.ts'],
    [
      'a base as text',
      () => session.loadModule(scene, { base: any('0x10000000') }),
      '`base` must be a bigint or a safe',
    ],
    [
      'a base as a second argument',
      () => session.loadModule(scene, any(0x1000_0000n)),
      'loadModule: `options` must be an object',
    ],
    [
      'a misspelt option of a load',
      () => session.loadModule(scene, any({ adress: 1n })),
      'loadModule: `options` has no `adress`',
    ],
    [
      'a path as the name of a module',
      () => session.loadModule(scene, { name: 'a\\b' }),
      '`name` must be a name without',
    ],
    ['a taken place', () => session.loadModule(app, { base: 0x1000_0000n }), 'scene'],
    ['a PDB of another image', () => session.loadModule(app, { pdb: scene.replace('.dll', '.pdb') }), 'pdb'],
    [
      'symbols that must be there',
      () => session.loadModule(bin('empty', variant, 'no-exports.dll'), { base: 0x3000_0000n, requireSymbols: true }),
      'no-exports',
    ],
    [
      'a virtual module without a size',
      () => session.loadVirtualModule(any({ base: 1n, name: 'jit' })),
      'loadVirtualModule: `size` must be a number',
    ],
    ['the name of a module to unload', () => session.unloadModule(any('scene')), 'unloadModule: `module`', 'base'],
    ['a module that is not there', () => session.unloadModule(0x7777_0000n), /unload|module|0x77770000/i],
    ['a module twice', () => session.unloadModule(unloaded), 'was unloaded; load it again'],
    ['a module of another session', () => session.unloadModule(foreign), '`module` must be a module of this session'],
    ['no address', () => session.symbolize(any(undefined)), 'symbolize: `address` must be an address', 'module+0x1234'],
    ['an address that is none', () => session.symbolize(any(NaN)), 'symbolize: `address`'],
    ['a negative address', () => session.symbolize(-1n), 'symbolize: `address`'],
    ['a promise of an address', () => session.symbolize(any(Promise.resolve(1n))), 'symbolize: `address`', '`await`'],
    ['a number with two meanings', () => session.symbolize('140001164'), "'0x140001164' or, as a decimal number, '0x"],
    ['an address as a name alone', () => session.symbolize('main'), "'module+0x1234' or 'module!name+0x10'"],
    ['a misspelt part of a place', () => session.symbolize(any({ module: 'scene', rav: 1n })), 'did you mean `rva`'],
    [
      'a place in a module of another session',
      () => session.symbolize({ module: foreign, rva: 1n }),
      'of this session',
    ],
    ['an array instead of an address', () => session.symbolize(any([1n])), 'symbolize: `address`'],
    [
      'an option that is no boolean',
      () => session.symbolize(1n, { inlineFrames: any('yes') }),
      '`inlineFrames` must be a boolean',
    ],
    ['one address for many', () => session.symbolizeAll(any(1n)), 'symbolizeAll: `addresses` must be an iterable'],
    ['text for many', () => session.symbolizeAll(any('scene+0x10')), 'symbolizeAll: `addresses` must be an iterable'],
    ['a promise of many', () => session.symbolizeAll(any(Promise.resolve([1n]))), '`addresses`', '`await`'],
    ['one bad of many', () => session.symbolizeAll(any([1n, null])), 'symbolizeAll: `address`'],
    [
      'no listener of progress',
      () => session.symbolizeAll([1n], { onProgress: any(true) }),
      '`onProgress` must be a function',
    ],
    ['no name', () => session.findSymbol(any(undefined)), 'findSymbol: `name` must be a string'],
    ['a module instead of a mask', () => session.symbols(any(loaded)), 'symbols: `mask` must be a string'],
    ['a negative limit', () => session.symbols('*', { limit: -1 }), 'symbols: `limit`'],
    [
      'a filter that is none',
      () => session.symbols('*', { where: any('name') }),
      'symbols: `where` must be a function',
    ],
    ['the name of a tag', () => session.search('*', { tag: any('Function') }), 'search: `tag` must be a number'],
    ['a number as a module', () => session.symbols('*', { module: any(1) }), '`module`', "a module's name"],
    ['an unloaded module', () => session.symbols('*', { module: unloaded }), 'was unloaded; load it again'],
    ['a type that is none', () => session.type(any(1)), 'type: `name` must be a string'],
    ['a symbol by its name', () => session.typeOf(any('scene_draw')), 'typeOf: `symbol`', 'address and typeIndex'],
    ['no file', () => session.lines(any(undefined)), 'lines: `file` must be a string'],
    ['line 0', () => session.addressesOfLine('scene.cpp', 0), '`line`', 'from 1'],
    ['a line as text', () => session.addressesOfLine('scene.cpp', any('12')), '`line` must be a number'],
    ['locals of nothing', () => session.locals(any(null)), 'locals: `address`'],
    ['a signal that is none', () => session.locals(1n, { signal: any({}) }), 'locals: `signal` must be an AbortSignal'],
    ['diagnostics with a signal that is none', () => session.diagnostics({ signal: any(1) }), 'diagnostics: `signal`'],
    ['another event', () => session.on(any<'diagnostic'>('load'), () => undefined), "'diagnostic'"],
    ['a listener that is none', () => session.on('diagnostic', any(undefined)), 'function'],
    [
      'a size as text',
      () => session.addSymbol({ name: 'a', address: 0x1000_1000n, size: any('4') }),
      'addSymbol: `size`',
    ],
    ['a job that is none', () => session.run(any(undefined)), 'run', 'function'],
    ['an offset beyond a module', () => loaded.addressOf(0x7fff_ffff), 'addressOf: `rva`', "the module's size"],
  ]);
});

describe('calls in a wrong order tell', () => {
  itTells([
    ['of a closed session', () => closed.symbolize(1n), 'has ended'],
    ['a load into a closed session', () => closed.loadModule(scene), 'has ended'],
    ['a list of a closed session', () => closed.symbols('*'), 'has ended'],
    ['a listener of a closed session', () => closed.on('diagnostic', () => undefined), 'has ended'],
    ['a token after its job', async () => (await dbghelp.run((api) => api)).SymGetOptions(), /ended|over|job/],
    ['a call that waits for its own job', () => dbghelp.run(() => dbghelp.SymGetOptions()), /itself|inside|token/],
    ['a session that waits for its own job', () => session.run(() => session.symbolize(1n)), /itself|inside|token/],
  ]);
});

describe('raw calls tell', () => {
  itTells([
    [
      'a number instead of text',
      () => dbghelp.SymInitializeW(0x7000_0abdn, any(1), false),
      'SymInitializeW',
      'UserSearchPath',
    ],
    ['a method on its own', () => any<() => Promise<unknown>>(dbghelp.SymFromAddrW)(), 'dbghelp.SymFromAddrW(...)'],
    ['too few arguments', () => any<{ SymFromAddrW(): unknown }>(dbghelp).SymFromAddrW(), 'SymFromAddrW', 'hProcess'],
    [
      'a plain object instead of a structure',
      () => dbghelp.SymFromAddrW(1n, 1n, null, any({ Name: '' })),
      'SymFromAddrW',
      'Symbol',
    ],
    [
      'a number instead of an output',
      () => dbghelp.SymFromAddrW(1n, 1n, any(0), SYMBOL_INFOW.alloc(10)),
      'SymFromAddrW',
      'Displacement',
    ],
    ['an address that is text', () => dbghelp.SymUnloadModule64(1n, any('0x1000')), 'SymUnloadModule64', 'BaseOfDll'],
    [
      'a relative path of a DLL',
      () => DbgHelp.load({ path: 'dbghelp.dll' }),
      'DbgHelp.load: `path` must be an absolute path',
    ],
    ['a missing DLL', () => DbgHelp.load({ path: 'C:\\absent\\dbghelp.dll' }), 'C:\\absent\\dbghelp.dll'],
    ['what is no DLL', () => DbgHelp.load({ path: __filename }), 'mistakes.test.ts'],
    [
      'a process that is not there',
      () => SymbolSession.open({ process: 0x7fff_fff0 }),
      'SymbolSession.open: `process`',
      '2147483632',
    ],
  ]);
});

describe('files are told by URLs, too', () => {
  it.each([
    ['a URL', pathToFileURL(scene)],
    ['the text of a URL', pathToFileURL(scene).href],
  ])('%s', async (_what, url) => {
    await using opened = await SymbolSession.open();
    await expect(opened.loadModule(url)).resolves.toMatchObject({
      name: 'scene',
      imagePath: path.win32.resolve(scene),
    });
    await expect(findPdb(url)).resolves.toMatchObject({ name: 'scene.pdb' });
  });

  it('a PDB', async () => {
    await using opened = await SymbolSession.open();
    const pdb = pathToFileURL(scene.replace('.dll', '.pdb'));
    await expect(opened.loadModule({ pdb })).resolves.toMatchObject({ name: 'scene', hasFullSymbols: true });
  });
});

describe('a signal ends', () => {
  const reason = new Error('no more');
  const signal = AbortSignal.abort(reason);

  it.each<[string, () => Promise<unknown>]>([
    ['the opening of a session', () => SymbolSession.open({ signal })],
    ['a look for locals', () => session.locals(0x1000_1000n, { signal })],
    ['diagnostics', () => session.diagnostics({ signal })],
  ])('%s', async (_what, call) => {
    await expect(call()).rejects.toBe(reason);
  });

  it('an opening that waits for its turn, and the next one opens', async () => {
    const controller = new AbortController();
    let release = (): void => undefined;
    let held: Promise<void> | undefined;
    await new Promise<void>((begun) => {
      held = dbghelp.run(() => {
        begun();
        return new Promise<void>((resolve) => (release = resolve));
      });
    });
    const opening = SymbolSession.open({ signal: controller.signal });
    controller.abort(reason);
    await expect(opening).rejects.toBe(reason);
    release();
    await held;
    await (await SymbolSession.open()).close();
  });
});
