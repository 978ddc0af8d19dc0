import {
  crashReport,
  DbgHelp,
  dbghelp,
  findImage,
  findPdb,
  formatCrashReport,
  formatType,
  loadDumpModules,
  Minidump,
  SymbolPath,
  SymbolSession,
  walkDump,
  walkProcess,
  walkThread,
  writeMinidump,
} from '../../../lib';
import type * as PoolPackage from '../../../lib/pool';
import path from 'node:path';
import { scene, variant } from '../fixtures';

const dumpFile = path.join(__dirname, '../../fixtures/dumps', variant, 'null-call.dmp');
/** Its processes run the built package. */
const { SymbolizerPool } = jest.requireActual<typeof PoolPackage>(path.join(process.env['DBGHELP_BUILT']!, 'pool'));
let pool: PoolPackage.SymbolizerPool;
let session: SymbolSession;
let dump: Minidump;
beforeAll(async () => {
  session = await SymbolSession.open();
  await session.loadModule(scene, { base: 0x10000000n });
  dump = await Minidump.open(dumpFile);
  pool = await SymbolizerPool.open({ processes: 1 });
});
afterAll(async () => {
  await pool.close();
  await dump.close();
  await session.close();
});

type Door = (options: never) => unknown;

/** Every public call with options: a misspelled one, and the right one. */
const doors: [call: string, door: Door, wrong: string, right: string][] = [
  ['SymbolSession.open', (options) => SymbolSession.open(options), 'searchpath', 'searchPath'],
  ['SymbolSession.open', (options) => SymbolSession.open(options), 'alowHttp', 'allowHttp'],
  ['SymbolSession.open', (options) => SymbolSession.open({ options }), 'caseinsensitive', 'caseInsensitive'],
  ['SymbolSession.run', (options) => session.run(() => 1, options), 'sginal', 'signal'],
  ['SymbolSession.loadModule', (options) => session.loadModule(scene, options), 'requiresymbols', 'requireSymbols'],
  ['SymbolSession.loadVirtualModule', (options) => session.loadVirtualModule(options), 'nam', 'name'],
  ['SymbolSession.symbolize', (options) => session.symbolize(1n, options), 'inlineframes', 'inlineFrames'],
  ['SymbolSession.symbolizeAll', (options) => session.symbolizeAll([1n], options), 'onprogress', 'onProgress'],
  ['SymbolSession.types', (options) => session.types('*', options), 'limits', 'limit'],
  ['SymbolSession.formatType', (options) => session.formatType('scene::Vec3', options), 'deep', 'depth'],
  ['SymbolSession.symbols', (options) => session.symbols('*', options), 'wher', 'where'],
  ['SymbolSession.search', (options) => session.search('*', options), 'tags', 'tag'],
  ['SymbolSession.sourceFiles', (options) => session.sourceFiles('scene', options), 'checksum', 'checksums'],
  ['SymbolSession.lines', (options) => session.lines('scene.cpp', options), 'inline', 'inlined'],
  ['SymbolSession.addressesOfLine', (options) => session.addressesOfLine('scene.cpp', 1, options), 'near', 'nearest'],
  ['SymbolSession.sourceFile', (options) => session.sourceFile('scene.cpp', options), 'Module', 'module'],
  ['SymbolSession.locals', (options) => session.locals(1n, options), 'singal', 'signal'],
  ['SymbolSession.diagnostics', (options) => session.diagnostics(options), 'signals', 'signal'],
  ['Minidump.open', (options) => Minidump.open(dumpFile, options), 'abort', 'signal'],
  ['dbghelp.run', (options) => dbghelp.run(() => 1, options), 'lon', 'long'],
  ['DbgHelp.load', (options) => DbgHelp.load(options), 'Path', 'path'],
  ['findPdb', (options) => findPdb(scene, options), 'search_path', 'searchPath'],
  ['findImage', (options) => findImage({ name: 'a', timestamp: 1, size: 1 }, options), 'allowHTTP', 'allowHttp'],
  ['SymbolPath.explain', (options) => SymbolPath.parse('C:\\symbols').explain(options), 'symbolserver', 'symbolServer'],
  ['formatType', async (options) => formatType((await session.type('scene::Vec3'))!, options), 'dept', 'depth'],
  ['walkThread', (options) => walkThread(options), 'threadid', 'threadId'],
  ['walkProcess', (options) => walkProcess(4, options), 'maxframes', 'maxFrames'],
  ['walkDump', (options) => walkDump(dump, session, options), 'threadIDs', 'threadIds'],
  ['loadDumpModules', (options) => loadDumpModules(dump, session, options), 'imagepath', 'imagePath'],
  ['crashReport', (options) => crashReport(dump, null, options), 'thread', 'threads'],
  [
    'formatCrashReport',
    async (options) => formatCrashReport(await crashReport(dump, null), options),
    'fromat',
    'format',
  ],
  ['writeMinidump', (options) => writeMinidump(options), 'Type', 'type'],
  ['SymbolizerPool.open', (options) => SymbolizerPool.open(options), 'process_es', 'processes'],
  ['SymbolizerPool.symbolizeAll', (options) => pool.symbolizeAll([], options), 'ahed', 'ahead'],
  ['SymbolizerPool.crashReports', (options) => pool.crashReports([], options), 'maxframe', 'maxFrames'],
];

async function refusal(door: Door, options: unknown): Promise<unknown> {
  try {
    await door(options as never);
    return undefined;
  } catch (error) {
    return error;
  }
}

it.each(doors)(
  '%s refuses an option that it does not have, and names the nearest one',
  async (call, door, wrong, right) => {
    const error = await refusal(door, { [wrong]: undefined });
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toContain(`${call}: \`options\` has no \`${wrong}\`; did you mean \`${right}\`?`);
  },
);

it.each(doors)('%s refuses options that are no object', async (_call, door) => {
  for (const options of ['C:\\x', 5, 1n, true, null, []])
    expect(await refusal(door, options)).toBeInstanceOf(TypeError);
});

const write = (part: object): Promise<unknown> => writeMinidump({ pid: 4, path: 'C:\\never.dmp', ...part });
const opened = (part: object): Promise<unknown> => SymbolizerPool.open(part);
const asked = (item: object): Promise<unknown> =>
  pool
    .symbolizeAll([item as never])
    .next()
    .then(({ value }) => {
      throw (value as { error: Error }).error;
    });

/** Objects inside options, or that are no options: a call, the object's name, the wrong member, the right one. */
const parts: [call: string, what: string, wrong: string, right: string, give: (wrong: object) => unknown][] = [
  ['dbghelp.onBusy', 'options', 'afer', 'after', (given) => dbghelp.onBusy(() => undefined, given)],
  ['SymbolPath.withServer', 'options', 'cach', 'cache', (given) => SymbolPath.parse('').withServer('C:\\store', given)],
  ['SymbolSession.addSymbol', 'symbol', 'sise', 'size', (given) => session.addSymbol(given as never)],
  ['SymbolSession.removeSymbol', 'symbol', 'Name', 'name', (given) => session.removeSymbol(given as never)],
  [
    'SymbolSession.symbolize',
    'address',
    'modul',
    'module',
    (given) => session.symbolize({ rva: 1, ...given } as never),
  ],
  ['SymbolSession.symbolizeAll', 'address', 'rav', 'rva', (given) => session.symbolizeAll([given as never])],
  ['SymbolSession.locals', 'address', 'RVA', 'rva', (given) => session.locals({ module: 'scene', ...given } as never)],
  [
    'SymbolSession.loadModule',
    'options',
    'bsae',
    'base',
    (given) => session.loadModule({ pdb: 'C:\\a.pdb', ...given }),
  ],
  ['findImage', 'wanted', 'timeStamp', 'timestamp', (given) => findImage({ name: 'a', size: 1, ...given } as never)],
  ['writeMinidump', 'exception', 'threadID', 'threadId', (exception) => write({ exception })],
  ['writeMinidump', 'exception', 'clientPointer', 'clientPointers', (exception) => write({ exception })],
  ['writeMinidump', 'userStreams[0]', 'dta', 'data', (stream) => write({ userStreams: [stream] })],
  ['writeMinidump', 'modules', 'exlude', 'exclude', (modules) => write({ modules })],
  ['writeMinidump', 'threads', 'flag', 'flags', (threads) => write({ threads })],
  ['writeMinidump', 'memory', 'included', 'include', (memory) => write({ memory })],
  ['writeMinidump', 'memory.include', 'Start', 'start', (range) => write({ memory: { include: [range] } })],
  ['writeMinidump', 'helper', 'execpath', 'execPath', (helper) => write({ helper })],
  ['SymbolizerPool.open', 'options', 'caseinsensitive', 'caseInsensitive', (options) => opened({ options })],
  ['SymbolizerPool.open', 'modules[0]', 'bsae', 'base', (module) => opened({ modules: [{ image: scene, ...module }] })],
  ['SymbolizerPool.open', 'worker', 'time_out', 'timeout', (worker) => opened({ worker })],
  ['SymbolizerPool.symbolizeAll', 'item', 'adresses', 'addresses', (item) => asked(item)],
  ['SymbolizerPool.symbolizeAll', 'item', 'iamge', 'image', (item) => asked({ addresses: [1n], ...item })],
  [
    'SymbolizerPool.symbolizeAll',
    'item',
    'requiresymbols',
    'requireSymbols',
    (item) => asked({ image: scene, addresses: [1n], ...item }),
  ],
  [
    'SymbolizerPool.symbolizeAll',
    'address',
    'rav',
    'rva',
    (address) => asked({ addresses: [{ module: 'scene', ...address }] }),
  ],
];

it.each(parts)('%s checks `%s`, too: `%s` should be `%s`', async (call, what, wrong, right, give) => {
  const error = await refusal(give, { [wrong]: undefined });
  expect((error as Error).name).toBe('TypeError');
  expect((error as Error).message).toContain(`${call}: \`${what}\` has no \`${wrong}\`; did you mean \`${right}\`?`);
});

it('an item of a pool may have further members that are no options', async () => {
  const extra = { id: 5, note: 'mine', names: ['one'], side: 'left', images: [], path: 'C:\\x' };
  const outcome = await pool.symbolizeAll([{ addresses: [1n], ...extra }]).next();
  expect(outcome).toMatchObject({ value: { item: extra, result: [null] } });
});

it('symbolizeAll refuses a value that is no list of addresses', async () => {
  for (const addresses of [0x10001000n, 5, '0x10001000', null, undefined, {}]) {
    await expect(session.symbolizeAll(addresses as never)).rejects.toThrow(TypeError);
    await expect(session.symbolizeAll(addresses as never)).rejects.toThrow(/`addresses`/);
  }
  await expect(session.symbolizeAll(new Set([1n]))).resolves.toEqual([null]);
  await expect(session.symbolizeAll(BigUint64Array.of(1n))).resolves.toEqual([null]);
});
