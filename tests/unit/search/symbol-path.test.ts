import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { SymbolPath, type SymbolPathElement, type SymbolPlace } from '../../../lib';

const { _NT_SYMBOL_PATH: before } = process.env;

afterEach(() => {
  if (before === undefined) Reflect.deleteProperty(process.env, '_NT_SYMBOL_PATH');
  else process.env['_NT_SYMBOL_PATH'] = before;
});

const folder = (location: string): SymbolPlace => ({ kind: 'folder', location });
const share = (location: string): SymbolPlace => ({ kind: 'share', location });
const https = (location: string): SymbolPlace => ({ kind: 'https', location });
const home: SymbolPlace = { kind: 'default', location: '' };

/** The forms in "Using SymSrv", "Advanced SymSrv Use" and "Symbol path for Windows debuggers". */
const forms: [string, SymbolPathElement['kind'], SymbolPlace[]][] = [
  ['c:\\mySymbols', 'folder', [folder('c:\\mySymbols')]],
  ['\\\\server\\share\\symbols', 'folder', [share('\\\\server\\share\\symbols')]],
  ['\\\\?\\C:\\long', 'folder', [folder('\\\\?\\C:\\long')]],
  ['.', 'folder', [folder('.')]],
  ['srv', 'folder', [folder('srv')]],
  ['srv*', 'server', []],
  ['SRV*', 'server', []],
  ['srv*c:\\store', 'server', [folder('c:\\store')]],
  ['srv*\\\\mybuilds\\mysymbols', 'server', [share('\\\\mybuilds\\mysymbols')]],
  ['srv*c:\\local*\\\\builds\\symbols', 'server', [folder('c:\\local'), share('\\\\builds\\symbols')]],
  ['srv**\\\\mybuilds\\mysymbols', 'server', [home, share('\\\\mybuilds\\mysymbols')]],
  ['srv*c:\\cache*', 'server', [folder('c:\\cache'), home]],
  ['srv**', 'server', [home, home]],
  [
    'srv*c:\\a*\\\\near\\store*https://distant.example.com',
    'server',
    [folder('c:\\a'), share('\\\\near\\store'), https('https://distant.example.com')],
  ],
  ['srv*HTTPS://Symbols.example.com/x', 'server', [https('HTTPS://Symbols.example.com/x')]],
  ['srv*http://symbols.example.com', 'server', [{ kind: 'http', location: 'http://symbols.example.com' }]],
  ['symsrv*symsrv.dll*\\\\b\\s', 'server', [share('\\\\b\\s')]],
  ['symsrv*symsrv.dll*c:\\l*\\\\b\\s', 'server', [folder('c:\\l'), share('\\\\b\\s')]],
  ['symsrv*symsrv.dll*', 'server', []],
  ['c:\\cache*\\\\server\\share', 'server', [folder('c:\\cache'), share('\\\\server\\share')]],
  ['cache*', 'cache', [home]],
  ['Cache*c:\\myCache', 'cache', [folder('c:\\myCache')]],
  ['_NT_SYMBOL_PATH', 'variable', []],
  ['_NT_ALT_SYMBOL_PATH', 'variable', []],
  ['_nt_symbol_path', 'folder', [folder('_nt_symbol_path')]],
  ['', 'empty', []],
];

describe('a symbol path', () => {
  it.each(forms.filter(([text]) => text !== ''))('%s is a %s', (text, kind, places) => {
    const [element] = SymbolPath.parse(text).elements;
    expect(element).toMatchObject({ kind, text, places });
  });

  it.each([
    ['srv*c:\\a', 'symsrv.dll'],
    ['symsrv*symsrv.dll*c:\\a', 'symsrv.dll'],
    ['symsrv*other.dll*c:\\a', 'other.dll'],
    ['cache*c:\\a', 'symsrv.dll'],
    ['c:\\a', null],
    ['_NT_SYMBOL_PATH', null],
  ])('%s is asked through %s', (text, dll) => {
    expect(SymbolPath.parse(text).elements[0]?.serverDll).toBe(dll);
  });

  it('has as many elements as there are texts between semicolons', () => {
    const texts = forms.map(([text]) => text);
    const { elements } = SymbolPath.parse(texts.join(';'));
    expect(elements.map(({ text }) => text)).toEqual(texts);
    expect(elements.map(({ kind }) => kind)).toEqual(forms.map(([, kind]) => kind));
    expect(SymbolPath.parse('').elements).toEqual([]);
  });

  it('means the same with white space around its parts', () => {
    const { elements } = SymbolPath.parse('  c:\\a b ;\tsrv * c:\\cache *  https://x.example.com ');
    expect(elements).toMatchObject([
      { kind: 'folder', text: 'c:\\a b', places: [folder('c:\\a b')] },
      {
        kind: 'server',
        text: 'srv*c:\\cache*https://x.example.com',
        places: [folder('c:\\cache'), https('https://x.example.com')],
      },
    ]);
  });

  const odd = [
    '',
    ';',
    ';;',
    ' ',
    'c:\\a;',
    ';c:\\a',
    ' c:\\a ; ;\tsrv * c:\\b * ;',
    'SRV*C:\\A*HTTPS://B',
    'cache*;cache*',
  ];
  it.each([...forms.map(([text]) => text), ...odd])('%j is returned verbatim', (text) => {
    expect(SymbolPath.parse(text).toString()).toBe(text);
    expect(JSON.stringify({ path: SymbolPath.parse(text) })).toBe(JSON.stringify({ path: text }));
  });

  it('is returned verbatim, and its normal form is stable, in 2,000 random mixtures', () => {
    let state = 20_260_101;
    const draw = (below: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % below;
    };
    const parts = [
      'srv',
      'SymSrv',
      'symsrv.dll',
      'cache',
      '*',
      '*',
      ';',
      ';',
      ' ',
      '\t',
      'c:\\a',
      '\\\\s\\t',
      'https://x',
      '.',
    ];
    let wellFormed = 0;
    for (let round = 0; round < 2000; round += 1) {
      const text = Array.from({ length: draw(12) }, () => parts[draw(parts.length)]).join('');
      let parsed: SymbolPath;
      try {
        parsed = SymbolPath.parse(text);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
        continue;
      }
      wellFormed += 1;
      expect(parsed.toString()).toBe(text);
      const normalized = parsed.normalized();
      expect(normalized.normalized().toString()).toBe(normalized.toString());
      const places = (of: SymbolPath): unknown =>
        of.elements
          .filter(({ kind }) => kind !== 'empty')
          .map(({ kind, places, serverDll }) => [kind, places, serverDll]);
      expect(places(normalized)).toEqual(places(parsed));
    }
    expect(wellFormed).toBeGreaterThan(1000);
  });

  it.each([
    ['  C:\\a ;; SRV * C:\\b *https://X ;', 'C:\\a;srv*C:\\b*https://X'],
    ['SymSrv*SYMSRV.DLL*C:\\b', 'srv*C:\\b'],
    ['symsrv*other.dll*C:\\b', 'symsrv*other.dll*C:\\b'],
    ['CACHE*;srv*', 'cache*;srv*'],
    ['symsrv*symsrv.dll*', 'srv*'],
    ['', ''],
    [' ; ', ''],
  ])('%j has the shortest form %j', (text, shortest) => {
    expect(SymbolPath.parse(text).normalized().toString()).toBe(shortest);
  });

  it.each<[string, RegExp]>([
    ['c:\\a\0b', /NUL/],
    ['"c:\\a"', /element 1,.*quotes.*"\\"c:\\\\a\\""/],
    ['c:\\ok;"srv*c:\\a*https://x"', /element 2,/],
    ['c:\\a|b', /element 1,/],
    ['c:\\ok;;symsrv*', /element 3, must be symsrv\*DLL\*STORE, got "symsrv\*"/],
    ['symsrv*symsrv.dll', /symsrv\*DLL\*STORE/],
    ['symsrv**c:\\a', /symsrv\*DLL\*STORE/],
    ['cache*c:\\a*c:\\b', /element 1, must be cache\* or cache\*FOLDER, got "cache\*c:/],
    [`srv*${Array.from({ length: 11 }, (_, index) => `c:\\${String(index)}`).join('*')}`, /at most 10 stores/],
    ['srv*c:\\a*https://', /element 1,.*%2A.*got "https:\/\/\.\.\."$/],
    ['c:\\a;srv*https://user:pa*ss@host/x', /element 2,.*got "https:\/\/\.\.\."$/],
    ['srv*c:\\a*http://user:pa;ss@host/x', /element 1,.*%3B.*got "http:\/\/\.\.\."$/],
    ['symsrv*own.dll*https://user:pa/ss@host/x', /element 1,.*%2F.*got "https:\/\/\.\.\."$/],
  ])('%j throws a RangeError that names the element', (text, message) => {
    expect(() => SymbolPath.parse(text)).toThrow(RangeError);
    expect(() => SymbolPath.parse(text)).toThrow(message);
  });

  it.each([undefined, null, 1, {}, ['c:\\a']])('throws a TypeError for %p', (value) => {
    expect(() => SymbolPath.parse(value as never)).toThrow(TypeError);
    expect(() => SymbolPath.parse(value as never)).toThrow('`text`');
  });
});

describe('building a symbol path', () => {
  it('returns new paths and leaves the old ones unchanged', () => {
    const first = SymbolPath.empty.with('C:\\symbols');
    const second = first.withServer('https://symbols.example.com', { cache: 'C:\\cache' });
    const third = second.withCache('C:\\copies').with('\\\\server\\share').withCache();
    expect(first.toString()).toBe('C:\\symbols');
    expect(second.toString()).toBe('C:\\symbols;srv*C:\\cache*https://symbols.example.com');
    expect(third.toString()).toBe(
      'C:\\symbols;srv*C:\\cache*https://symbols.example.com;cache*C:\\copies;\\\\server\\share;cache*',
    );
    expect(SymbolPath.empty.toString()).toBe('');
    expect(third.elements.map(({ kind }) => kind)).toEqual(['folder', 'server', 'cache', 'folder', 'cache']);
  });

  it.each<[string, string | string[] | undefined, string]>([
    ['https://x.example.com', undefined, 'srv*https://x.example.com'],
    ['https://x.example.com', '', 'srv**https://x.example.com'],
    ['https://x.example.com', ['C:\\a', '\\\\b\\c'], 'srv*C:\\a*\\\\b\\c*https://x.example.com'],
    ['\\\\b\\c', [], 'srv*\\\\b\\c'],
    ['http://x.example.com', 'C:\\a', 'srv*C:\\a*http://x.example.com'],
  ])('names a server: %s with the cache %j is %s', (server, cache, text) => {
    expect(SymbolPath.empty.withServer(server, { cache }).toString()).toBe(text);
  });

  it('joins paths, and keeps their original text', () => {
    const path = SymbolPath.parse(' C:\\a ;').with(SymbolPath.parse('SRV*C:\\b')).with('.');
    expect(path.toString()).toBe(' C:\\a ;;SRV*C:\\b;.');
    expect(path.with(SymbolPath.empty).toString()).toBe(path.toString());
  });

  it.each<[string, (path: SymbolPath) => unknown]>([
    ['`folder`', (path) => path.with('C:\\a;b')],
    ['`folder`', (path) => path.with('srv*C:\\a')],
    ['`folder`', (path) => path.with('')],
    ['`folder`', (path) => path.with('https://x.example.com')],
    ['`folder`', (path) => path.withCache('https://x.example.com')],
    ['`folder`', (path) => path.withCache('C:\\a*C:\\b')],
    ['`server`', (path) => path.withServer('')],
    ['`server`', (path) => path.withServer('https://x*y')],
    ['`cache`', (path) => path.withServer('https://x', { cache: 'https://y' })],
    ['`cache`', (path) => path.withServer('https://x', { cache: 'C:\\a;C:\\b' })],
    ['10 stores', (path) => path.withServer('https://x', { cache: Array<string>(10).fill('C:\\a') })],
  ])('refuses a part that would be parsed differently: %s, %s', (name, build) => {
    expect(() => build(SymbolPath.empty)).toThrow(RangeError);
    expect(() => build(SymbolPath.empty)).toThrow(name);
  });

  it.each<[string, (path: SymbolPath) => unknown]>([
    ['`folder`', (path) => path.with(1 as never)],
    ['`server`', (path) => path.withServer(null as never)],
    ['`cache`', (path) => path.withServer('https://x', { cache: 1 as never })],
  ])('refuses what is no text: %s, %s', (name, build) => {
    expect(() => build(SymbolPath.empty)).toThrow(TypeError);
    expect(() => build(SymbolPath.empty)).toThrow(name);
  });
});

describe('the environment', () => {
  it('is read when it is requested', () => {
    process.env['_NT_SYMBOL_PATH'] = 'C:\\of\\environment;srv*C:\\store';
    expect(SymbolPath.fromEnvironment().toString()).toBe('C:\\of\\environment;srv*C:\\store');
    const path = SymbolPath.parse('C:\\a;_NT_SYMBOL_PATH;C:\\b');
    expect(path.toString()).toBe('C:\\a;_NT_SYMBOL_PATH;C:\\b');
    expect(path.expanded().toString()).toBe('C:\\a;C:\\of\\environment;srv*C:\\store;C:\\b');
  });

  it('replaces %NAME% in folders and shares, and nothing in URLs', async () => {
    process.env['DBGHELP_TEST_STORE'] = 'C:\\of environment';
    const url = 'https://user:pass%40word@x/%DBGHELP_TEST_STORE%';
    const path = SymbolPath.parse(`C:\\a%;%DBGHELP_TEST_STORE%;srv*%DBGHELP_TEST_STORE%\\b*${url};%DBGHELP_UNSET%`);
    expect(path.expanded().toString()).toBe(
      `C:\\a%;C:\\of environment;srv*C:\\of environment\\b*${url};%DBGHELP_UNSET%`,
    );
    expect(await path.explain()).toContain('C:\\of environment\\b');
    process.env['DBGHELP_TEST_STORE'] = 'C:\\c;C:\\d';
    expect(
      SymbolPath.parse('%DBGHELP_TEST_STORE%')
        .expanded()
        .elements.map(({ text }) => text),
    ).toEqual(['C:\\c', 'C:\\d']);
    Reflect.deleteProperty(process.env, 'DBGHELP_TEST_STORE');
  });

  it('gives nothing for unset variables, and a variable that names itself only once', () => {
    Reflect.deleteProperty(process.env, '_NT_SYMBOL_PATH');
    expect(SymbolPath.fromEnvironment().elements).toEqual([]);
    expect(SymbolPath.parse('C:\\a;_NT_SYMBOL_PATH').expanded().toString()).toBe('C:\\a');
    process.env['_NT_SYMBOL_PATH'] = '_NT_SYMBOL_PATH;C:\\a';
    expect(SymbolPath.fromEnvironment().expanded().toString()).toBe('_NT_SYMBOL_PATH;C:\\a;C:\\a');
  });

  it('is reported if it holds no path, or names another variable', () => {
    process.env['_NT_SYMBOL_PATH'] = '"C:\\a"';
    expect(() => SymbolPath.fromEnvironment()).toThrow(/the environment variable _NT_SYMBOL_PATH, element 1,/);
    expect(() => SymbolPath.fromEnvironment('PATH' as never)).toThrow(RangeError);
  });
});

describe('an explanation', () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'dbghelp-'));
    await mkdir(path.join(root, 'plain'));
    await mkdir(path.join(root, 'two', '000Admin'), { recursive: true });
    await mkdir(path.join(root, 'three'));
    await writeFile(path.join(root, 'three', 'pingme.txt'), '');
    await writeFile(path.join(root, 'three', 'index2.txt'), '');
  });
  afterAll(() => rm(root, { recursive: true }));

  const at = (name: string): string => path.join(root, name);
  const explained = (text: string, options = {}): Promise<string> => SymbolPath.parse(text).explain(options);

  it('names the elements in the order of the search', async () => {
    const text = await explained(`${at('plain')};srv*${at('absent')}*https://x.example.com;cache*;`);
    expect(text.split('\n').filter((line) => !line.startsWith(' '))).toEqual([
      `1. ${at('plain')}: a folder`,
      `2. srv*${at('absent')}*https://x.example.com: a chain of symbol stores`,
      '3. cache*: a cache',
      '4. (empty): nothing',
      'Last of all: the folder of the image itself.',
    ]);
    expect(text).toContain(`asks ${at('absent')}, then https://x.example.com\n`);
    expect(text).toContain(`copies what is found to the stores before it: ${at('absent')}\n`);
    await expect(explained('')).resolves.toMatch(/Nothing is searched/);
  });

  it('tells which folder is missing, and which one is a store', async () => {
    await expect(explained(at('absent'))).resolves.toContain(`${at('absent')} does not exist`);
    await expect(explained(at('plain'))).resolves.not.toMatch(/does not exist|is a symbol store/);
    await expect(explained(at('two'))).resolves.toContain(`${at('two')} is a symbol store with two tiers`);
    await expect(explained(`srv*${at('three')}`)).resolves.toContain(
      `${at('three')} is a symbol store with three tiers`,
    );
  });

  it('tells what needs symsrv.dll, if it knows which DLLs there are', async () => {
    const text = `srv*${at('two')}`;
    await expect(explained(text)).resolves.toMatch(
      /needs symsrv\.dll beside dbghelp\.dll; without it, sessions look in/,
    );
    await expect(explained(text, { symbolServer: false })).resolves.toMatch(/which is not there; without it/);
    await expect(explained(text, { symbolServer: true })).resolves.not.toContain('symsrv.dll');
    await expect(explained(at('two'))).resolves.not.toContain('symsrv.dll');
    await expect(explained('symsrv*own.dll*https://x.example.com')).resolves.toContain('needs own.dll');
    await expect(explained(`${text}*https://x.example.com`, { symbolServer: false })).resolves.not.toContain('symsrv');
  });

  it('tells what sessions refuse', async () => {
    await expect(explained('srv*http://x.example.com')).resolves.toContain('REFUSED: plain http');
    await expect(explained('srv*http://x.example.com', { allowHttp: true })).resolves.not.toContain('REFUSED');
    await expect(explained('srv*https://x.example.com')).resolves.not.toContain('REFUSED');
  });

  it('tells that nobody is asked offline', async () => {
    await expect(explained('srv*https://x.example.com', { offline: true })).resolves.toContain('NOT ASKED: offline');
  });

  it('hides users, passwords and queries', async () => {
    const path = SymbolPath.parse('srv*https://me:s3cret@x.example.com/a?sig=t0ken');
    expect(await path.explain()).toContain('https://[hidden]@x.example.com/a?[hidden]');
    expect(`${await path.explain()}${inspect(path)}`).not.toMatch(/s3cret|t0ken/);
    expect(path.toString()).toContain('s3cret');
  });

  it('tells what cannot work', async () => {
    await expect(explained('https://x.example.com')).resolves.toContain('only srv* asks servers');
    await expect(explained(`srv*https://x.example.com*${at('two')}`)).resolves.toContain(
      'must be the last of its chain',
    );
    await expect(explained('srv*https://x.example.com')).resolves.toContain(
      'copies what is found to the default store',
    );
  });

  it.each([
    [
      'srv*ftp://joe:s3cret@ftp.example.com/x*https://x.example.com',
      /\[hidden\]@ftp.example.com\/x is not asked: only https/,
    ],
    ['srv*file:///C:/symbols*https://x.example.com', /file:\/\/\/C:\/symbols is not searched: write the folder/],
    ['srv*~/cache*https://x.example.com', /~\/cache is a folder named ~: write the whole path/],
    ['~\\symbols', /~\\symbols is a folder named ~/],
    ['src*C:\\no\\cache*https://x.example.com', /src is taken for a folder: a chain of servers begins with srv\*/],
    ['cahce*C:\\no\\cache', /cahce is taken for a folder/],
    ['C:\\no\\a, srv*https://x.example.com', /semicolons/],
    ['C:\\no\\a, D:\\no\\b', /C:\\no\\a, D:\\no\\b is one folder.*semicolons/],
    ['/no/a:/no/b', /semicolons/],
    [
      'srv*%DBGHELP_NOT_SET%\\x*https://x.example.com',
      /%DBGHELP_NOT_SET%\\x has an environment variable that is not set/,
    ],
    ['srv*$HOME/x*https://x.example.com', /only %NAME% stands for/],
    ['srv*C:\\no\\cache*symbols.example.com/x', /symbols.example.com\/x is taken for a folder: .* https:\/\/SERVER/],
    ['https://x.example.com', /https:\/\/x.example.com is not asked: only srv\* asks servers/],
  ])('tells what does not mean what it looks like: %s', async (text, told) => {
    const explanation = await explained(text);
    expect(explanation).toMatch(told);
    expect(explanation).not.toContain('s3cret');
  });

  it('does not doubt what there is, or what only looks odd', async () => {
    await mkdir(at('~'));
    await mkdir(at('a, b'));
    const doubts = /named ~|semicolons|taken for|not set|not asked|only %NAME%/;
    for (const text of [
      `${at('~')};${at('a, b')}`,
      'C:\\a,b',
      'srv*C:\\Program Files (x86)\\$x*\\\\server\\share$',
      'C:\\100%',
      '.',
    ])
      expect(await explained(text)).not.toMatch(doubts);
    expect(await explained('symsrv*own.dll*ftp://ftp.example.com')).not.toMatch(doubts);
  });

  it('resolves environment variables', async () => {
    process.env['_NT_SYMBOL_PATH'] = 'srv*http://x.example.com';
    const text = await explained('_NT_SYMBOL_PATH');
    expect(text).toContain('1. _NT_SYMBOL_PATH: an environment variable\n   holds the next elements\n2. srv*http:');
    expect(text).toContain('REFUSED');
    Reflect.deleteProperty(process.env, '_NT_SYMBOL_PATH');
    await expect(explained('_NT_SYMBOL_PATH')).resolves.toContain('is not set');
  });
});
