import { SymbolPath } from '../../../lib';
import { pathText, searchPathOf, withFolderOf } from '../../../lib/search/search-path';

const checkSearchPath = (value: unknown, allowHttp: boolean): string =>
  pathText(searchPathOf(value, allowHttp, '`searchPath`'));

const names = ['_NT_SYMBOL_PATH', '_NT_ALT_SYMBOL_PATH', '_NT_ALTERNATE_SYMBOL_PATH'] as const;
const before = names.map((name) => [name, process.env[name]] as const);

beforeEach(() => {
  for (const name of names) Reflect.deleteProperty(process.env, name);
});

afterAll(() => {
  for (const [name, value] of before) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
});

describe('a search path', () => {
  it.each<[unknown, string]>([
    [undefined, ''],
    ['', ''],
    [[], ''],
    ['C:\\symbols', 'C:\\symbols'],
    ['C:\\a;D:\\b', 'C:\\a;D:\\b'],
    [['C:\\a', 'D:\\b'], 'C:\\a;D:\\b'],
    [['C:\\a;D:\\b', 'E:\\c'], 'C:\\a;D:\\b;E:\\c'],
    [' C:\\a ; ;D:\\b;', 'C:\\a;D:\\b'],
    ['.', '.'],
    ['srv*C:\\cache*https://symbols.example.com', 'srv*C:\\cache*https://symbols.example.com'],
    ['C:\\http\\symbols', 'C:\\http\\symbols'],
    [SymbolPath.parse(' C:\\a ;; srv* C:\\b '), 'C:\\a;srv*C:\\b'],
    [['C:\\a', SymbolPath.empty.withServer('https://x', { cache: 'C:\\b' })], 'C:\\a;srv*C:\\b*https://x'],
  ])('%p becomes %p', (value, path) => {
    expect(checkSearchPath(value, false)).toBe(path);
  });

  it.each([1, null, {}, ['C:\\a', 1], [null], true])('throws a TypeError for %p', (value) => {
    expect(() => checkSearchPath(value, false)).toThrow(TypeError);
    expect(() => checkSearchPath(value, false)).toThrow('`searchPath`');
  });

  it('throws a RangeError that names the meaningless element', () => {
    expect(() => checkSearchPath(['C:\\a', 'C:\\b;"srv*C:\\c"'], false)).toThrow(RangeError);
    expect(() => checkSearchPath('C:\\b;symsrv*', false)).toThrow(/`searchPath`, element 2,/);
  });

  it('throws a RangeError for a NUL', () => {
    expect(() => checkSearchPath('C:\\a\0b', false)).toThrow(RangeError);
  });
});

describe('a plain http server', () => {
  const paths = [
    'http://symbols.example.com',
    'srv*http://symbols.example.com',
    'srv*C:\\cache*http://symbols.example.com',
    'SRV*C:\\cache*HTTP://SYMBOLS.EXAMPLE.COM',
    'C:\\a;srv*C:\\cache*http://symbols.example.com',
    'srv*C:\\cache*https://good.example.com*http://bad.example.com',
    'symsrv*symsrv.dll*C:\\cache*http://symbols.example.com',
    'cache*C:\\cache;http://symbols.example.com',
    'cache*http://symbols.example.com',
    'C:\\cache*http://symbols.example.com',
  ];

  it.each(paths)('is refused in %p', (path) => {
    expect(() => checkSearchPath(path, false)).toThrow(RangeError);
    expect(() => checkSearchPath(path, false)).toThrow('allowHttp');
  });

  it.each(paths)('is accepted in %p with allowHttp', (path) => {
    expect(checkSearchPath(path, true)).toBe(path);
  });

  it('is refused in a SymbolPath, and after white space', () => {
    const built = SymbolPath.empty.withServer('http://symbols.example.com');
    expect(() => checkSearchPath(built, false)).toThrow(RangeError);
    expect(checkSearchPath(built, true)).toBe('srv*http://symbols.example.com');
    expect(() => checkSearchPath('srv * http://symbols.example.com', false)).toThrow('allowHttp');
  });

  it('is refused even if the environment names it', () => {
    process.env['_NT_SYMBOL_PATH'] = 'srv*http://symbols.example.com';
    expect(() => checkSearchPath('_NT_SYMBOL_PATH', false)).toThrow(RangeError);
    expect(checkSearchPath('_NT_SYMBOL_PATH', true)).toBe('srv*http://symbols.example.com');
  });
});

describe('an environment variable', () => {
  it.each(names)('is read if the path names it: %s', (name) => {
    process.env[name] = 'C:\\of\\environment;D:\\too';
    expect(checkSearchPath(['C:\\a', name, 'E:\\b'], false)).toBe('C:\\a;C:\\of\\environment;D:\\too;E:\\b');
    expect(checkSearchPath(`C:\\a;${name}`, false)).toBe('C:\\a;C:\\of\\environment;D:\\too');
  });

  it('is not read if the path does not name it', () => {
    process.env['_NT_SYMBOL_PATH'] = 'C:\\of\\environment';
    expect(checkSearchPath(undefined, false)).toBe('');
    expect(checkSearchPath('C:\\a', false)).toBe('C:\\a');
  });

  it('adds nothing if it is not set', () => {
    expect(checkSearchPath(['C:\\a', '_NT_SYMBOL_PATH'], false)).toBe('C:\\a');
  });

  it('that is no symbol path variable counts as a folder of that name', () => {
    process.env['SOME_OTHER_PATH'] = 'C:\\of\\environment';
    expect(checkSearchPath('SOME_OTHER_PATH', false)).toBe('SOME_OTHER_PATH');
    Reflect.deleteProperty(process.env, 'SOME_OTHER_PATH');
  });
});

describe('the folder of an image', () => {
  it.each<[string, string, string | undefined]>([
    ['', 'C:\\app\\app.exe', 'C:\\app'],
    ['C:\\symbols', 'C:\\app\\app.exe', 'C:\\symbols;C:\\app'],
    ['C:\\app', 'C:\\app\\app.exe', undefined],
    ['c:\\APP;D:\\b', 'C:\\app\\app.exe', undefined],
    ['C:\\app\\deeper', 'C:\\app\\app.exe', 'C:\\app\\deeper;C:\\app'],
    ['', 'C:\\app.exe', 'C:\\'],
    // A folder with the separator in its name would become two folders.
    ['C:\\symbols', 'C:\\a;b\\app.exe', undefined],
  ])('is added to %p for %p: %p', (path, image, extended) => {
    expect(withFolderOf(path, image)).toBe(extended);
  });
});
