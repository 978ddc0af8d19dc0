import { Scanner } from '../../../../lib/cli/symbolize/scanner';

/** `module+0x12`, `module!name+0x12` or an address, with `<` for a return address. */
function placesIn(text: string, wantsAddresses = false): string[] {
  return new Scanner(wantsAddresses).scan(text).map(({ module, name, value, isReturn }) => {
    const hex = `0x${value.toString(16)}`;
    const what = module === null ? hex : `${module}${name === null ? '' : `!${name}`}+${hex}`;
    return `${what}${isReturn ? ' <' : ''}`;
  });
}

describe('a place is found', () => {
  it.each<[string, string, string[]]>([
    ['an offset into a module', 'crash at app.exe+0x1164, again', ['app.exe+0x1164']],
    ['in capitals', 'APP.EXE+0X1164', ['APP.EXE+0x1164']],
    ['behind a path', String.raw`C:\my app\app.exe+0x1164`, ['app.exe+0x1164']],
    [
      'in brackets',
      '[app.exe+0x1164](app.exe+0x1165)"app.exe+0x1166"',
      ['app.exe+0x1164', 'app.exe+0x1165', 'app.exe+0x1166'],
    ],
    ['at both ends of the text', 'a+0x1 b-c.dll+0x2', ['a+0x1', 'b-c.dll+0x2']],
    ['a name of another alphabet', 'größe.dll+0x12 日本+0x13', ['größe.dll+0x12', '日本+0x13']],
    ['a function', 'app!app::announce+0x1e', ['app!app::announce+0x1e']],
    [
      'a function whose name has blanks in brackets and quotes',
      "app!std::map<int, char *>::find+0x12 app!`anonymous namespace'::f+0x13 app!f(int, char)+0x14",
      ['app!std::map<int, char *>::find+0x12', "app!`anonymous namespace'::f+0x13", 'app!f(int, char)+0x14'],
    ],
    [
      'an operator',
      'app!operator new+0x1 app!A::operator+++0x2 app!A::operator!+0x3 app!A::operator unsigned int+0x4',
      ['app!operator new+0x1', 'app!A::operator+++0x2', 'app!A::operator!+0x3', 'app!A::operator unsigned int+0x4'],
    ],
    ['of a line with an exclamation mark', 'Error! see app.exe+0x12', ['app.exe+0x12']],
    ['a function of another one', 'Oh!no app!f+0x12', ['app!f+0x12']],
    ['16 digits', 'app+0x0000000000001164', ['app+0x1164']],
    ['with a grave accent', 'app+0x00000000`00001164', ['app+0x1164']],
  ])('%s', (_what, text, expected) => {
    expect(placesIn(text)).toEqual(expected);
  });

  it.each<[string, string, string[]]>([
    [
      'Chromium: rows with a number, whose first is no return address',
      '#0 0x7ff6f2c3d4af (app.exe+0x1164)\n#1 0x7ff6f2bb1234 (app.exe+0x1234)\n',
      ['app.exe+0x1164', 'app.exe+0x1234 <'],
    ],
    ['V8: a native frame', '    at processTicks (node.exe+0x1234)\n', ['node.exe+0x1234']],
    [
      'minidump-stackwalk',
      ' 0  app.exe + 0x1164\n    rip = 0x00007ff6f2c3d4af\n    Found by: given as instruction pointer in context\n' +
        ' 1  app.exe!app::announce(int) + 0x1e\n10  app.exe!app::announce [app.cpp : 25 + 0x5]\n',
      ['app.exe+0x1164', 'app.exe!app::announce(int)+0x1e <'],
    ],
    [
      "WinDbg's k",
      'Child-SP          RetAddr               Call Site\n' +
        '000000c0`8c1ff6a8 00007ff7`d4b81234     app!app::announce+0x1e [C:\\fixture\\src\\app.cpp @ 25]\n' +
        '000000c0`8c1ff6b0 00007ff7`d4b85678 app+0x1164\n',
      ['app!app::announce+0x1e', 'app+0x1164 <'],
    ],
    [
      "WinDbg's kb",
      'RetAddr               : Args to Child                                  : Call Site\n' +
        '00007ff7`d4b81234     : 00000000`00000001 00000000`00000000 : app!f+0x12\n' +
        '00007ff7`d4b81235     : 00000000`00000001 00000000`00000000 : app!g+0x13\n',
      ['app!f+0x12', 'app!g+0x13 <'],
    ],
    [
      "WinDbg's kbn of a 32-bit program",
      ' # ChildEBP RetAddr      Args to Child\n00 0019ff74 00401234 00000001 005a1e70 app+0x1164\n01 0019ff80 00401240 00000001 005a1e70 app+0x1170\n',
      ['app+0x1164', 'app+0x1170 <'],
    ],
    [
      'a record of a fault',
      'Faulting application name: app.exe, version: 1.0.0.0, time stamp: 0x5f0e8a4b\r\n' +
        'Faulting module name: my scene.dll, version: 1.0.0.0, time stamp: 0x5f0e8a4c\r\n' +
        'Exception code: 0xc0000005\r\nFault offset: 0x0000000000001164\r\nFaulting process id: 0x1234\r\n',
      ['my scene.dll+0x1164'],
    ],
    [
      'a signature of an error report',
      '  Fault Module Name:\tscene.dll\n  Fault Module Version:\t1.0.0.0\n  Exception Code:\tc0000005\n  Exception Offset:\t00001164\n',
      ['scene.dll+0x1164'],
    ],
    ['no offset without a module before', 'Fault offset: 0x0000000000001164\n', []],
    ['no offset far behind', `Faulting module name: a.dll\n${'\n'.repeat(20)}Fault offset: 0x1164\n`, []],
  ])('in the format of %s', (_what, text, expected) => {
    expect(placesIn(text)).toEqual(expected);
  });

  it.each<[string, string, string[]]>([
    ['with 0x', 'at 0x7ff6f2c3d4af, [0x00007FF6F2C3D4B0]', ['0x7ff6f2c3d4af', '0x7ff6f2c3d4b0']],
    ['without', 'Address=00007FF6F2C3D4AF 00401234', ['0x7ff6f2c3d4af', '0x401234']],
    ['with a grave accent', '00007ff7`d4b81234', ['0x7ff7d4b81234']],
    ['of the kernel', '0xfffff80012345678', ['0xfffff80012345678']],
    [
      'of Chromium without symbols',
      '\t(No symbol) [0x00007FF6F2C3D4AF]\n\tbase::Draw [0x00007FF6F2C3D4B0+18]\n',
      ['0x7ff6f2c3d4af', '0x7ff6f2c3d4b0 <'],
    ],
    ['with the prefix twice', '\t(No symbol) [0x0x7ff6f2c3d4af]\n', ['0x7ff6f2c3d4af']],
    [
      'of Rust',
      'stack backtrace:\n   0:     0x7ff6f2c3d4af - std::backtrace::trace\n                               at /rustc/lib.rs:98\n   1:     0x7ff6f2bb1234 - <unknown>\n',
      ['0x7ff6f2c3d4af', '0x7ff6f2bb1234 <'],
    ],
    [
      'of Node.js',
      '----- Native stack trace -----\n\n 1: 00007FF6F2C3D4AF node::SetCppgcReference+17983\n 2: 00007FF6F2BB1234 \n',
      ['0x7ff6f2c3d4af <', '0x7ff6f2bb1234 <'],
    ],
    [
      'the address to which a row returns',
      '000000c0`8c1ff6a8 00007ff7`d4b81234 app!main+0x12\n',
      ['0xc08c1ff6a8 <', '0x7ff7d4b81234 <', 'app!main+0x12'],
    ],
  ])('an address %s', (_what, text, expected) => {
    expect(placesIn(text, true)).toEqual(expected);
  });

  it.each([
    'app.exe+1164',
    'app.exe+0x',
    'app.exe+0xg',
    'app.exe+0x12g',
    'app.exe+0x12345678901234567',
    '+0x12',
    'a b +0x12',
    'x = y + 0x12z',
    'app!+0x12',
    'node::SetCppgcReference+17983',
  ])('not in %j', (text) => {
    expect(placesIn(text, true)).toEqual([]);
  });

  it.each([
    'abcdef',
    '20261130',
    '0x12',
    '12345678901234567',
    'x0x7ff6f2c3d4af',
    '7ff6f2c3d4afg',
    'deadbeefs',
    '1.00401234z',
  ])('an address only where a word is one: %s', (text) => {
    expect(placesIn(`(${text})`, true)).toEqual(text === '20261130' ? ['0x20261130'] : []);
  });
});

describe('pieces of a text', () => {
  it('are read as one: lines, columns, rows and records go on', () => {
    const scanner = new Scanner(false);
    expect(scanner.scan('a\nFaulting module name: a.dll\n')).toEqual([]);
    expect(scanner.scan('begins here ')).toEqual([]);
    expect(scanner.scan('b.dll+0x1\nFault offset: 0x2\n')).toMatchObject([
      { module: 'b.dll', line: 2, start: 0, lineStart: -12, end: 9 },
      { module: 'a.dll', value: 2, line: 3, lineStart: 10 },
    ]);
  });
});

describe('time grows with the length alone', () => {
  const repeated: [string, string][] = [
    ['plus signs', '+'],
    ['offsets without modules', '+0x1'],
    ['exclamation marks', 'a!'],
    ['names that never end', 'a!b<'],
    ['names with offsets that are none', 'a!b +0x1 '],
    ['names with operators', 'a!operator +'],
    ['digits', '1'],
    ['digits with accents', '1`'],
    ['prefixes', '0x'],
    ['offsets of many digits', '+0x1`1'],
    ['letters', 'm'],
    ['labels', 'Faulting module name:'],
    ['labels of offsets', 'Faulting module name:a Fault offset:0x'],
    ['rows', ' 1  a.exe'],
    ['blanks', ' '],
    ['line ends', '\n'],
    ['NULs', '\0'],
    ['places', ' a.exe+0x1'],
  ];

  it.each(repeated)('%s', (_what, part) => {
    const time = (length: number): number => {
      const text = part.repeat(length / part.length);
      const scanner = new Scanner(true);
      const begin = performance.now();
      const { length: found } = scanner.scan(text);
      expect(found).toBeLessThanOrEqual(length);
      return performance.now() - begin;
    };
    time(2 ** 17);
    const one = Math.min(time(2 ** 18), time(2 ** 18), time(2 ** 18));
    // Were it quadratic, eight times the text would take 64 times as long.
    expect(time(2 ** 21)).toBeLessThan(32 * one + 500);
  });
});
