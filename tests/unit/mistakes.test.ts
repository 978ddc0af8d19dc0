import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  crashReport,
  DbgHelp,
  dbghelp,
  findImage,
  findPdb,
  formatAddress,
  formatCrashReport,
  formatDiagnostics,
  formatType,
  indexInfo,
  layoutOf,
  loadDumpModules,
  Minidump,
  SymbolPath,
  SymbolSession,
  SYMBOL_INFOW,
  undecorate,
  walkDump,
  walkProcess,
  walkThread,
  WideString,
  writeMinidump,
} from '../../lib';
import { SymbolizerPool } from '../../lib/pool';
import { itTells } from './mistakes';

const bin = path.join(__dirname, '../fixtures/bin/x64');
const image = path.join(bin, 'app.exe');
const dumpFile = path.join(__dirname, '../fixtures/dumps/x64/access-violation.dmp');
/** Anything, as JavaScript would pass it. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
const any = <T>(value: unknown): T => value as T;

describe('searches tell', () => {
  itTells([
    ['a promise instead of a path', () => indexInfo(any(Promise.resolve(image))), 'indexInfo: `file`', '`await`'],
    [
      'a Buffer instead of a path',
      () => indexInfo(any(Buffer.from(image))),
      'indexInfo: `file` must be a string or a file: URL',
    ],
    ['no path', () => indexInfo(any(undefined)), 'indexInfo: `file` must be a string or a file: URL', 'got undefined'],
    ['a NUL in a path', () => indexInfo('a\0.exe'), 'indexInfo: `file`', 'NUL'],
    [
      'a URL of a server as a path',
      () => indexInfo(new URL('https://example.com/a.exe')),
      'indexInfo: `file`',
      'file: URL',
    ],
    [
      'a missing file',
      () => indexInfo(path.join(bin, 'absent.exe')),
      'indexInfo: `file`',
      'absent.exe',
      'cannot be read',
    ],
    ['a folder instead of a file', () => indexInfo(bin), 'indexInfo: `file`', 'is a folder: name the files in it'],
    ['a file of another kind', () => indexInfo(__filename), 'mistakes.test.ts'],
    [
      'a misspelt option',
      () => findPdb(image, any({ searchpath: 'C:\\symbols' })),
      'findPdb: `options`',
      'did you mean `searchPath`',
    ],
    [
      'a search path instead of options',
      () => findPdb(image, any('C:\\symbols')),
      'findPdb: `options` must be an object',
    ],
    [
      'a number in a search path',
      () => findPdb(image, { searchPath: any([1]) }),
      'findPdb: `searchPath`',
      'a string, a SymbolPath',
    ],
    ['several images at once', () => findPdb(any([image, image])), 'findPdb: `image` must be a string or a file: URL'],
    ['a promise instead of an image', () => findPdb(any(Promise.resolve(image))), 'findPdb: `image`', '`await`'],
    [
      'a wrong signal',
      () => findPdb(image, { signal: any(new AbortController()) }),
      'findPdb: `signal` must be an AbortSignal',
    ],
    ['a session instead of a DLL', () => findPdb(image, { dbghelp: any({}) }), 'findPdb: `dbghelp`', 'DbgHelp.load'],
    [
      'plain http',
      () => findPdb(image, { searchPath: 'srv*C:\\cache*http://example.com' }),
      'findPdb: `searchPath`',
      'allowHttp: true',
    ],
    ['a name instead of a wanted image', () => findImage(any('app.exe')), 'findImage: `wanted` must be an object'],
    [
      'a folder as the name of an image',
      () => findImage({ name: 'C:\\app\\..', timestamp: 1, size: 1 }),
      'findImage: `name`',
      'the name of a file',
    ],
    [
      'a misspelt time stamp',
      () => findImage(any({ name: 'app.exe', timeStamp: 1, size: 1 })),
      'findImage: `wanted`',
      'did you mean `timestamp`',
    ],
    [
      'a Date as a time stamp',
      () => findImage({ name: 'app.exe', timestamp: any(new Date()), size: 1 }),
      'findImage: `timestamp` must be a number',
    ],
  ]);
});

describe('search paths tell', () => {
  itTells([
    ['new', () => new SymbolPath(any('C:\\symbols')), 'SymbolPath.parse(text)'],
    [
      'a host without https://',
      () => SymbolPath.empty.withServer('symbols.example.com/files'),
      'withServer: `server`',
      'https://',
    ],
    ['an array', () => SymbolPath.parse(any(['C:\\symbols'])), 'SymbolPath.parse: `text` must be a string'],
    ['quotes', () => SymbolPath.parse('"C:\\my symbols"'), 'element 1', 'without quotes'],
    ['symsrv* without a DLL', () => SymbolPath.parse('symsrv*'), 'symsrv*DLL*STORE'],
    ['two folders after cache*', () => SymbolPath.parse('cache*a*b'), 'cache*FOLDER'],
    ['a URL that is none', () => SymbolPath.parse('srv*https://'), 'URLs that have a host'],
    ['eleven stores', () => SymbolPath.parse(`srv*${'C:\\a*'.repeat(10)}b`), 'at most 10 stores'],
    [
      'another variable',
      () => SymbolPath.fromEnvironment(any('PATH')),
      'SymbolPath.fromEnvironment: `name`',
      '_NT_SYMBOL_PATH',
    ],
    ['a path as a folder', () => SymbolPath.empty.with('C:\\a;C:\\b'), 'SymbolPath.with: `folder`', 'without ; *'],
    [
      'a URL as a folder',
      () => SymbolPath.empty.with('https://example.com'),
      'SymbolPath.with: `folder` must be a folder',
    ],
    [
      'a URL as a cache',
      () => SymbolPath.empty.withServer('https://a.example', { cache: 'https://b.example' }),
      'SymbolPath.withServer: `cache`',
    ],
    [
      'a misspelt option of withServer',
      () => SymbolPath.empty.withServer('https://a.example', any({ chache: 'C:\\a' })),
      'did you mean `cache`',
    ],
    [
      'a text instead of a list as a cache',
      () => SymbolPath.empty.withServer('https://a.example', { cache: any(1) }),
      '`cache` must be a string or an array of strings',
    ],
    [
      'a misspelt option of explain',
      () => SymbolPath.empty.explain(any({ allowHTTPS: true })),
      'did you mean `allowHttp`',
    ],
  ]);
});

describe('dumps and reports tell', () => {
  let dump: Minidump;
  let closed: Minidump;
  beforeAll(async () => {
    dump = await Minidump.open(dumpFile);
    closed = await Minidump.open(dumpFile);
    await closed.close();
  });
  afterAll(() => dump.close());

  itTells([
    [
      'bytes instead of a path',
      () => Minidump.open(any(new Uint8Array(4))),
      'Minidump.open: `path` must be a string or a file: URL',
    ],
    [
      'a promise instead of a path',
      () => Minidump.open(any(Promise.resolve(dumpFile))),
      'Minidump.open: `path`',
      '`await`',
    ],
    [
      'a wrong signal',
      () => Minidump.open(dumpFile, { signal: any(1) }),
      'Minidump.open: `signal` must be an AbortSignal',
    ],
    ['a missing dump', () => Minidump.open('absent.dmp'), 'absent.dmp'],
    ['what is no dump', () => Minidump.open(image), 'app.exe'],
    ['a path instead of bytes', () => Minidump.from(any(dumpFile)), 'Minidump.from: `bytes` must be a Uint8Array'],
    ['new', () => new (any<new (file: string) => Minidump>(Minidump))(dumpFile), '`await Minidump.open(path)`'],
    [
      'a name instead of a type of stream',
      () => dump.stream(any('ThreadListStream')),
      'Minidump.stream: `type` must be a number',
    ],
    ['a negative place', () => dump.bytes({ offset: -1, size: 1 }), 'Minidump.bytes: `location.offset`'],
    ['a closed dump', () => closed.modules, 'closed'],
    ['a report of a closed dump', () => crashReport(closed, null), 'closed'],
    ['a path instead of a dump', () => crashReport(any(dumpFile), null), 'crashReport: `dump` must be a Minidump'],
    [
      'a promise instead of a dump',
      () => crashReport(any(Minidump.open(dumpFile)), null),
      'crashReport: `dump`',
      '`await`',
    ],
    ['no session', () => crashReport(dump, any(undefined)), 'crashReport: `session` must be a SymbolSession or null'],
    ['a misspelt option of a report', () => crashReport(dump, null, any({ maxframes: 1 })), 'did you mean `maxFrames`'],
    [
      'other threads',
      () => crashReport(dump, null, { threads: any('first') }),
      "crashReport: `threads` must be 'all' or 'faulting'",
    ],
    ['no frames', () => crashReport(dump, null, { maxFrames: 0 }), 'crashReport: `maxFrames`'],
    [
      'a signal that is none',
      () => crashReport(dump, null, { signal: any({}) }),
      'crashReport: `signal` must be an AbortSignal',
    ],
    [
      'a promise instead of a report',
      () => formatCrashReport(any(Promise.resolve())),
      'formatCrashReport: `report`',
      '`await`',
    ],
    ['a dump instead of a report', () => formatCrashReport(any(dump)), 'formatCrashReport: `report`'],
    ['nothing instead of a report', () => formatCrashReport(any(null)), 'formatCrashReport: `report`', 'got null'],
    ['an empty report', () => formatCrashReport(any({})), 'formatCrashReport: `report`'],
    [
      'another format',
      async () => formatCrashReport(await crashReport(dump, null), { format: any('pdf') }),
      "`format` must be 'text' or 'markdown' or 'html'",
    ],
    ['a walk without a session', () => walkDump(dump, any(null)), 'walkDump: `session`'],
    ['a walk of a path', () => walkDump(any(dumpFile), any(null)), 'walkDump: `dump`'],
    ['modules of a path', () => loadDumpModules(any(dumpFile), any(null)), 'loadDumpModules: `dump`'],
  ]);
});

describe('printing tells', () => {
  itTells([
    ['null, where nothing is known', () => formatAddress(any(null)), 'formatAddress: `result`', 'null'],
    ['a promise of an address', () => formatAddress(any(Promise.resolve(null))), 'formatAddress: `result`', '`await`'],
    ['an address itself', () => formatAddress(any(0x140001164n)), 'formatAddress: `result`', 'symbolize'],
    ['null instead of a type', () => formatType(any(null)), 'formatType: `type`', 'null'],
    ['a promise of a type', () => formatType(any(Promise.resolve(null))), 'formatType: `type`', '`await`'],
    ['the name of a type', () => formatType(any('Shape')), 'formatType: `type`', 'SymbolSession.type'],
    ['null instead of a type to lay out', () => layoutOf(any(null)), 'layoutOf: `type`', 'null'],
    ['the name of a type to lay out', () => layoutOf(any('Shape')), 'layoutOf: `type`', 'SymbolSession.type'],
    [
      'a promise of diagnostics',
      () => formatDiagnostics(any(Promise.resolve({}))),
      'formatDiagnostics: `diagnostics`',
      '`await`',
    ],
    [
      'a session instead of its diagnostics',
      () => formatDiagnostics(any({})),
      'formatDiagnostics: `diagnostics`',
      'SymbolSession.diagnostics',
    ],
    ['no name', () => undecorate(any(undefined)), 'undecorate: `name` must be a string'],
    ['flags as text', () => undecorate('?a', any('0x1000')), 'undecorate: `flags` must be a number'],
  ]);
});

describe('opening tells', () => {
  itTells([
    [
      'a path instead of options',
      () => SymbolSession.open(any('C:\\symbols')),
      'SymbolSession.open: `options` must be an object',
    ],
    ['a misspelt option', () => SymbolSession.open(any({ search_path: 'C:\\symbols' })), 'did you mean `searchPath`'],
    [
      'the name of a process',
      () => SymbolSession.open({ process: any('app.exe') }),
      "SymbolSession.open: `process` must be 'none', 'self' or a process id",
      'listProcesses()',
    ],
    ['process 0', () => SymbolSession.open({ process: 0 }), 'SymbolSession.open: `process`'],
    [
      'a ChildProcess',
      () => SymbolSession.open({ process: any({ pid: 12 }) }),
      'SymbolSession.open: `process`',
      'a process id',
    ],
    [
      'a path instead of a DLL',
      () => SymbolSession.open({ dbghelp: any('C:\\dbghelp.dll') }),
      'SymbolSession.open: `dbghelp`',
      'DbgHelp.load',
    ],
    [
      'a promise of a DLL',
      () => SymbolSession.open({ dbghelp: any(Promise.resolve()) }),
      'SymbolSession.open: `dbghelp`',
      '`await`',
    ],
    [
      'a misspelt option of symbols',
      () => SymbolSession.open({ options: any({ undName: true }) }),
      'SymbolSession.open: `options`',
    ],
    [
      'a flag that is no boolean',
      () => SymbolSession.open({ options: { debug: any(1) } }),
      '`options`.debug must be a boolean',
    ],
    [
      'invadeProcess as text',
      () => SymbolSession.open({ invadeProcess: any('yes') }),
      '`invadeProcess` must be a boolean',
    ],
    ['plain http', () => SymbolSession.open({ searchPath: 'srv*http://example.com' }), 'allowHttp: true'],
    [
      'a signal that is none',
      () => SymbolSession.open({ signal: any(true) }),
      'SymbolSession.open: `signal` must be an AbortSignal',
    ],
    ['a bad option of servers', () => SymbolSession.open({ servers: any({ timout: 1 }) }), '`servers`', 'did you mean'],
    [
      'new',
      () => new (any<new (options: object) => SymbolSession>(SymbolSession))({}),
      '`await SymbolSession.open(options)`',
    ],
    [
      'a pool with a process',
      () => SymbolizerPool.open(any({ process: 1 })),
      'SymbolizerPool.open: `process`',
      'SymbolSession',
    ],
    [
      'a pool with a misspelt option',
      () => SymbolizerPool.open(any({ workers: 2 })),
      'SymbolizerPool.open: `options` has no `workers`',
    ],
    ['a pool of no processes', () => SymbolizerPool.open({ processes: 0 }), 'SymbolizerPool.open: `processes`'],
    [
      'a pool with a loaded DLL',
      () => SymbolizerPool.open({ dbghelp: any(dbghelp) }),
      'SymbolizerPool.open: `dbghelp`',
      'a string or a file: URL',
    ],
    [
      'a pool with a module as a path',
      () => SymbolizerPool.open({ modules: any(['app.exe']) }),
      '`modules[0]` must be an object with an `image` or a `pdb`',
    ],
    ['a pool with one module', () => SymbolizerPool.open({ modules: any({ image }) }), '`modules` must be an array'],
    [
      'a pool with an agent',
      () => SymbolizerPool.open({ servers: any({ headers: () => ({}) }) }),
      '`servers.headers` cannot be sent',
    ],
    [
      'a pool with a signal that is none',
      () => SymbolizerPool.open({ signal: any(1) }),
      'SymbolizerPool.open: `signal` must be an AbortSignal',
    ],
    ['new pool', () => new (any<new () => SymbolizerPool>(SymbolizerPool))(), '`await SymbolizerPool.open(options)`'],
    [
      'a path as options of a DLL',
      () => DbgHelp.load(any('C:\\dbghelp.dll')),
      'DbgHelp.load: `options` must be an object',
    ],
    [
      'a misspelt option of a DLL',
      () => DbgHelp.load(any({ file: 'C:\\dbghelp.dll' })),
      'DbgHelp.load: `options`',
      '`path`',
    ],
  ]);
});

describe('calls tell', () => {
  itTells([
    ['a job that is none', () => dbghelp.run(any(1)), 'run', 'function'],
    ['a name that is none', () => dbghelp.has(any(1)), 'dbghelp.has: `name` must be a string'],
    ['a listener that is none', () => dbghelp.onBusy(any(1)), 'onBusy'],
    ['no room for a name', () => SYMBOL_INFOW.alloc(any('100')), 'SYMBOL_INFOW'],
    ['text instead of a size', () => WideString.alloc(any('100')), 'WideString.alloc'],
    ['too long a text', () => Object.assign(SYMBOL_INFOW.alloc(2), { Name: 'much longer' }), 'Name'],
    [
      'a dump without a process',
      () => writeMinidump(any({ path: 'a.dmp' })),
      'writeMinidump: either `pid` or `handle`',
    ],
    [
      'a dump of a name',
      () => writeMinidump({ pid: any('app.exe'), path: 'a.dmp' }),
      "writeMinidump: `pid` must be 'self' or a process id",
      'listProcesses()',
    ],
    [
      'a dump without a path',
      () => writeMinidump(any({ pid: 1 })),
      'writeMinidump: `path` must be a string or a file: URL',
    ],
    [
      'a dump of another type',
      () => writeMinidump({ pid: 1, path: 'a.dmp', type: any('big') }),
      'writeMinidump: `type`',
      'triage',
    ],
    [
      'a dump with a misspelt option',
      () => writeMinidump(any({ pid: 1, path: 'a.dmp', coment: 'x' })),
      'did you mean `comment`',
    ],
    [
      'a dump to a URL of a server',
      () => writeMinidump({ pid: 1, path: new URL('https://example.com/a.dmp') }),
      'writeMinidump: `path`',
      'file: URL',
    ],
    [
      'stacks of a name',
      () => walkProcess(any('app.exe')),
      'walkProcess: `pid` must be a process id',
      'listProcesses()',
    ],
    [
      'a stack of a name',
      () => walkThread(any({ process: 'app.exe', threadId: 4 })),
      'walkThread: `process`',
      'listProcesses()',
    ],
    ['stacks with a misspelt option', () => walkProcess(1, any({ frames: 3 })), 'walkProcess: `options`'],
    ['a stack without a thread', () => walkThread(any({ process: 1 })), 'walkThread: `threadId`'],
    ['a stack of a number', () => walkThread(any(12)), 'walkThread: `options` must be an object'],
  ]);
});

(process.platform === 'win32' ? describe.skip : describe)('another system tells', () => {
  const unsupported = new RegExp(`${process.platform}.*Windows|Windows.*${process.platform}`, 's');
  itTells([
    ['a session', () => SymbolSession.open(), unsupported],
    ['a pool', () => SymbolizerPool.open(), unsupported],
    ['a raw call', () => dbghelp.SymGetOptions(), unsupported],
    ['a DLL', () => DbgHelp.load(), unsupported],
    ['a decorated name', () => undecorate('?a@@YAXXZ'), unsupported],
    ['a dump', () => writeMinidump({ pid: 1, path: 'a.dmp' }), unsupported],
    ['stacks', () => walkProcess(1), unsupported],
    ['memory', () => dbghelp.path, unsupported],
  ]);
});

describe('files are told by URLs, too', () => {
  it.each([
    ['a URL', pathToFileURL(image)],
    ['the text of a URL', pathToFileURL(image).href],
  ])('%s', async (_what, file) => {
    const expected = await indexInfo(image);
    await expect(indexInfo(file)).resolves.toEqual(expected);
    await expect(findPdb(file)).resolves.toMatchObject({ path: path.join(bin, 'app.pdb') });
  });

  it('a dump', async () => {
    for (const file of [pathToFileURL(dumpFile), pathToFileURL(dumpFile).href]) {
      await using dump = await Minidump.open(file);
      expect(dump.path).toBe(dumpFile);
    }
  });
});

it('opening ends with a signal', async () => {
  const signal = AbortSignal.abort(new Error('no more'));
  await expect(Minidump.open(dumpFile, { signal })).rejects.toThrow('no more');
});
