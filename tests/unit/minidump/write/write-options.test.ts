import { MINIDUMP_TYPE, writeMinidump, type WriteMinidumpOptions } from '../../../../lib';
import { typeWord } from '../../../../lib/minidump/write/write-type';

const good = { pid: 1234, path: 'app.dmp' };

type Bad = readonly [what: string, options: unknown, error: 'TypeError' | 'RangeError', message: string];

const bad: readonly Bad[] = [
  ['no options', undefined, 'TypeError', '`options` must be an object'],
  ['neither a process nor a handle', { path: 'app.dmp' }, 'TypeError', 'either `pid` or `handle`'],
  ['both of them', { ...good, handle: 4 }, 'TypeError', 'either `pid` or `handle`'],
  ['a process by name', { ...good, pid: 'app.exe' }, 'TypeError', "`pid` must be 'self' or a process id"],
  ['process 0', { ...good, pid: 0 }, 'RangeError', '`pid`'],
  ['half a process', { ...good, pid: 1.5 }, 'RangeError', '`pid`'],
  ['a handle in words', { path: 'app.dmp', handle: '4' }, 'TypeError', '`handle`'],
  ['no path', { pid: 1234 }, 'TypeError', '`path` must be a string'],
  ['an empty path', { ...good, path: '' }, 'RangeError', '`path`'],
  ['a path with a NUL', { ...good, path: 'a\0b' }, 'RangeError', '`path`'],
  ['an unknown type', { ...good, type: 'huge' }, 'RangeError', '`type` must be made of'],
  ['a name of Object', { ...good, type: 'toString' }, 'RangeError', '`type` must be made of'],
  ['an unknown flag', { ...good, type: ['mini', 'MiniDumpNormal'] }, 'RangeError', '`type` must be made of'],
  ['a negative type', { ...good, type: -1 }, 'RangeError', '`type`'],
  ['a type that is an object', { ...good, type: {} }, 'TypeError', '`type`'],
  ['an exception that is a number', { ...good, exception: 5 }, 'TypeError', '`exception`'],
  ['an exception without a thread', { ...good, exception: { pointers: 5n } }, 'TypeError', '`exception.threadId`'],
  ['an exception without pointers', { ...good, exception: { threadId: 5 } }, 'TypeError', '`exception.pointers`'],
  [
    'an exception of nobody',
    { ...good, exception: { threadId: 5, pointers: 5n, clientPointers: 'yes' } },
    'TypeError',
    '`exception.clientPointers`',
  ],
  ['a comment of bytes', { ...good, comment: Buffer.from('a') }, 'TypeError', '`comment`'],
  ['a comment with a NUL', { ...good, comment: 'a\0' }, 'RangeError', '`comment`'],
  ['one stream', { ...good, userStreams: { type: 0x10000, data: Buffer.of(1) } }, 'TypeError', '`userStreams`'],
  ['a stream without data', { ...good, userStreams: [{ type: 0x10000 }] }, 'TypeError', '`userStreams[0].data`'],
  ['a stream of text', { ...good, userStreams: [{ type: 0x10000, data: 'a' }] }, 'TypeError', '`userStreams[0].data`'],
  [
    'a stream with a type that is reserved',
    { ...good, userStreams: [{ type: 0xffff, data: Buffer.of(1) }] },
    'RangeError',
    '`userStreams[0].type` must be an integer from 65536',
  ],
  ['a filter in words', { ...good, modules: 'ntdll.dll' }, 'TypeError', '`modules` must be an object or a function'],
  ['an unknown filter', { ...good, modules: { only: ['a'] } }, 'TypeError', '`modules` has no `only`'],
  ['a module by a number', { ...good, modules: { exclude: [5] } }, 'TypeError', '`modules`.exclude'],
  ['modules without a list', { ...good, modules: { include: 'a.dll' } }, 'TypeError', '`modules`.include'],
  ['flags in words', { ...good, modules: { flags: { '*': 'all' } } }, 'TypeError', '`modules`.flags["*"]'],
  ['a thread by name', { ...good, threads: { include: ['main'] } }, 'TypeError', '`threads`.include'],
  [
    'a range without a size',
    { ...good, memory: { include: [{ start: 1n }] } },
    'TypeError',
    '`memory.include`: `size`',
  ],
  [
    'an empty range',
    { ...good, memory: { exclude: [{ start: 1n, size: 0 }] } },
    'RangeError',
    '`memory.exclude`: `size`',
  ],
  [
    'a range past the end',
    { ...good, memory: { include: [{ start: 2n ** 64n - 4n, size: 5 }] } },
    'RangeError',
    'must be inside of 64 bits',
  ],
  ['flags for memory', { ...good, memory: { flags: {} } }, 'TypeError', '`memory` has no `flags`'],
  ['a callback that is none', { ...good, callback: {} }, 'TypeError', '`callback` must be a function'],
  ['progress to an object', { ...good, onProgress: {} }, 'TypeError', '`onProgress` must be a function'],
  ['a signal that is none', { ...good, signal: {} }, 'TypeError', '`signal` must be an AbortSignal'],
  ['another DLL by its path', { ...good, dbghelp: 'C:\\dbghelp.dll' }, 'TypeError', '`dbghelp`'],
  ['a helper that is true', { ...good, helper: true }, 'TypeError', '`helper` must be an object or false'],
  ['a helper by a number', { ...good, helper: { execPath: 5 } }, 'TypeError', '`helper.execPath`'],
  ['options of a helper as text', { ...good, helper: { execArgv: '-r x' } }, 'TypeError', '`helper.execArgv`'],
  ['a variable that is a number', { ...good, helper: { env: { A: 1 } } }, 'TypeError', '`helper.env.A`'],
  ['a helper without time', { ...good, helper: { timeout: 0 } }, 'RangeError', '`helper.timeout`'],
];

it.each(bad)('writeMinidump refuses %s', async (_what, options, name, message) => {
  const refused = writeMinidump(options as WriteMinidumpOptions);
  await expect(refused).rejects.toMatchObject({ name });
  await expect(refused).rejects.toThrow('writeMinidump: ');
  await expect(refused).rejects.toThrow(message);
});

it('an aborted signal rejects with its reason before anything else happens', async () => {
  const reason = new Error('not now');
  await expect(writeMinidump({ ...good, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});

describe('the type of a dump', () => {
  // The values of minidumpapiset.h.
  it.each<[string | number | (string | number)[], number]>([
    ['normal', 0],
    ['fullMemory', 2],
    ['filterMemory', 8],
    ['withoutOptionalData', 0x400],
    ['withoutAuxiliaryState', 0x4000],
    ['ignoreInaccessibleMemory', 0x20000],
    ['avxXStateContext', 0x200000],
    [0x1000, 0x1000],
    [0xffff_ffff, 0xffff_ffff],
    [['handleData', 'threadInfo', 0x20], 0x1024],
    [[], 0],
  ])('%j is 0x%x', (type, word) => {
    expect(typeWord(type, 'type')).toBe(word);
  });

  it('accepts every flag of MINIDUMP_TYPE', () => {
    const all = Object.entries(MINIDUMP_TYPE).filter(([name]) => name !== 'MiniDumpValidTypeFlags');
    for (const [name, value] of all) {
      const short = name.replace(/^MiniDumpWith(?!out)|^MiniDump/, '');
      expect(typeWord(short[0]!.toLowerCase() + short.slice(1), 'type')).toBe(value);
    }
  });

  it('has presets that grow, and only the largest has all memory', () => {
    const [triage, mini, plus, full] = ['triage', 'mini', 'plus', 'full'].map((name) => typeWord(name, 'type')) as [
      number,
      number,
      number,
      number,
    ];
    const about =
      MINIDUMP_TYPE.MiniDumpWithHandleData |
      MINIDUMP_TYPE.MiniDumpWithUnloadedModules |
      MINIDUMP_TYPE.MiniDumpWithFullMemoryInfo |
      MINIDUMP_TYPE.MiniDumpWithThreadInfo;
    for (const word of [mini, plus, full]) expect(word & about).toBe(about);
    expect([triage, mini, plus, full].map((word) => word & MINIDUMP_TYPE.MiniDumpWithFullMemory)).toEqual([0, 0, 0, 2]);
    expect(plus & MINIDUMP_TYPE.MiniDumpWithPrivateReadWriteMemory).not.toBe(0);
    expect(triage & MINIDUMP_TYPE.MiniDumpFilterTriage).not.toBe(0);
    for (const word of [triage, mini, plus, full]) {
      expect(word & ~MINIDUMP_TYPE.MiniDumpValidTypeFlags).toBe(0);
    }
  });
});
