import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Minidump, MinidumpError } from '../../../lib';
import { DumpBuilder, location, nowhere, u16, u32, u64, u8, zeros } from './dump-builder';
import { sampleDump } from './sample-dump';

const errorOf = (ask: () => unknown): MinidumpError => {
  try {
    ask();
  } catch (error) {
    if (error instanceof MinidumpError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown');
};

/** A dump with one stream, and the offset of that. */
function withStream(type: number, ...parts: Buffer[]): { dump: Minidump; offset: number } {
  const builder = new DumpBuilder();
  const { rva } = builder.stream(type, ...parts);
  return { dump: Minidump.from(builder.build()), offset: rva };
}

const moduleEntry = (nameRva: number, cv = nowhere): Buffer =>
  Buffer.concat([u64(1n), u32(1, 1, 1, nameRva), zeros(52), location(cv), zeros(24)]);

describe('an error names its stream and its offset', () => {
  it.each<[string, number, Buffer[], (dump: Minidump) => unknown, string, string]>([
    ['more threads than fit', 3, [u32(0xffff_ffff), zeros(96)], (d) => d.threads, 'ThreadListStream', 'DAMAGED'],
    ['a list without a count', 4, [u16(1)], (d) => d.modules, 'ModuleListStream', 'DAMAGED'],
    ['a short system', 7, [u32(9)], (d) => d.systemInfo, 'SystemInfoStream', 'DAMAGED'],
    ['a short exception', 6, [u32(1)], (d) => d.exception, 'ExceptionStream', 'DAMAGED'],
    ['a short process', 15, [u32(24, 1)], (d) => d.miscInfo, 'MiscInfoStream', 'DAMAGED'],
    ['2^64 ranges', 9, [u64(2n ** 64n - 1n, 0n), zeros(64)], (d) => d.memory, 'Memory64ListStream', 'DAMAGED'],
    ['2^63 regions', 16, [u32(16, 48), u64(2n ** 63n)], (d) => d.memoryInfo, 'MemoryInfoListStream', 'DAMAGED'],
    ['entries of no size', 14, [u32(12, 0, 9)], (d) => d.unloadedModules, 'UnloadedModuleListStream', 'DAMAGED'],
    ['entries of one byte', 17, [u32(12, 1, 1, 0)], (d) => d.threadInfos, 'ThreadInfoListStream', 'DAMAGED'],
    ['a long header', 12, [u32(0xffff_fff0, 40, 1, 0)], (d) => d.handles, 'HandleDataStream', 'DAMAGED'],
    [
      'small descriptors',
      13,
      [u32(24, 4, 0, 12, 1, 0), zeros(64)],
      (d) => d.functionTables,
      'FunctionTableStream',
      'DAMAGED',
    ],
    ['few counters', 22, [u16(2, 1)], (d) => d.processVmCounters, 'ProcessVmCountersStream', 'DAMAGED'],
  ])('%s', (_what, type, parts, ask, stream, code) => {
    const { dump, offset } = withStream(type, ...parts);
    expect(errorOf(() => ask(dump))).toMatchObject({ code: `MINIDUMP_${code}`, stream, offset });
    // A second read throws the same error, and everything else can still be read.
    expect(errorOf(() => ask(dump))).toBe(errorOf(() => ask(dump)));
    expect(dump.problems()).toEqual([errorOf(() => ask(dump))]);
  });

  it('registers that are too short, or beyond the end: only those of that thread', () => {
    const builder = new DumpBuilder();
    builder.stream(7, u16(9, 6, 0), u8(1, 1), u32(10, 0, 1, 2, 0), zeros(28));
    const thread = (id: number, rva: number, size: number): Buffer =>
      Buffer.concat([u32(id, 0, 0, 0), zeros(24), location({ rva, size })]);
    builder.stream(3, u32(3), thread(1, 0, 100), thread(2, 0x7fff_0000, 1232), thread(3, 0, 1232));
    const [short, beyond, sound] = Minidump.from(Buffer.concat([builder.build(), zeros(1232)])).threads;
    const stream = 'ThreadListStream';
    expect(errorOf(() => short?.context)).toMatchObject({ code: 'MINIDUMP_DAMAGED', stream, offset: 0 });
    expect(errorOf(() => beyond?.context)).toMatchObject({ code: 'MINIDUMP_CUT_SHORT', stream, offset: 0x7fff_0000 });
    expect(sound?.context).not.toBeNull();
  });

  it('a stream beyond the end', () => {
    const builder = new DumpBuilder();
    builder.entry(4, { rva: 0x20, size: 0x1000 });
    builder.entry(0x20000, { rva: 0xffff_ffff, size: 0xffff_ffff });
    const dump = Minidump.from(builder.build());
    const asked = [() => dump.modules, () => dump.stream(4)];
    for (const ask of asked) {
      expect(errorOf(ask)).toMatchObject({ code: 'MINIDUMP_CUT_SHORT', stream: 'ModuleListStream', offset: 0x20 });
    }
    expect(errorOf(() => dump.bytes(dump.streams[1]!))).toMatchObject({ code: 'MINIDUMP_CUT_SHORT', stream: null });
  });

  it.each([
    [{ streamCount: 0xffff_ffff }, 'MINIDUMP_CUT_SHORT'],
    [{ streamCount: 1 }, 'MINIDUMP_CUT_SHORT'],
    [{ streamCount: 1, directoryRva: 0xffff_fff0 }, 'MINIDUMP_CUT_SHORT'],
  ])('a missing directory: %j', (header, code) => {
    expect(errorOf(() => Minidump.from(new DumpBuilder().build(header)))).toMatchObject({ code });
  });
});

describe('damage of one part of a stream costs only that part, and problems() names it:', () => {
  const beyond = 0x10_0000;
  const named = (dump: Minidump): (string | null)[] => dump.modules.map(({ name }) => name);

  it('the name of one module of three', () => {
    const builder = new DumpBuilder();
    const [first, last] = [builder.string('C:\\a.exe'), builder.string('C:\\b.dll')];
    builder.stream(4, u32(3), moduleEntry(first), moduleEntry(beyond), moduleEntry(last));
    const dump = Minidump.from(builder.build());
    expect(named(dump)).toEqual(['a.exe', '', 'b.dll']);
    expect(dump.problems()).toEqual([
      expect.objectContaining({ code: 'MINIDUMP_CUT_SHORT', stream: 'ModuleListStream', offset: beyond }),
    ]);
  });

  it('many names: one problem, which counts them', () => {
    const { dump } = withStream(4, u32(40), ...Array.from({ length: 40 }, () => moduleEntry(beyond)));
    expect(dump.modules).toHaveLength(40);
    expect(dump.problems().map(({ message }) => message)).toEqual([expect.stringMatching(/; and 39 more such parts/)]);
  });

  it('a name that is longer than the file', () => {
    const builder = new DumpBuilder();
    const { rva } = builder.add(u32(0x7fff_ffff, 0x41_0041));
    builder.stream(4, u32(1), moduleEntry(rva));
    const dump = Minidump.from(builder.build());
    expect(named(dump)).toEqual(['']);
    expect(dump.problems()).toMatchObject([{ code: 'MINIDUMP_CUT_SHORT', offset: rva + 4 }]);
  });

  it('a CodeView record', () => {
    const builder = new DumpBuilder();
    builder.stream(4, u32(1), moduleEntry(builder.string('a.dll'), { rva: 0x40, size: 0x1000 }));
    const dump = Minidump.from(builder.build());
    expect(dump.modules).toMatchObject([{ name: 'a.dll', pdb: null }]);
    expect(dump.problems()).toMatchObject([{ code: 'MINIDUMP_CUT_SHORT', offset: 0x40 }]);
  });

  it('the name of the service pack: architecture, registers and all modules stay', () => {
    const builder = new DumpBuilder();
    builder.stream(7, u16(9, 6, 0), u8(1, 1), u32(10, 0, 19045, 2, beyond), zeros(28));
    const context = builder.add(zeros(1232));
    builder.stream(3, u32(1), u32(5, 0, 0, 0), zeros(24), location(context));
    const dump = Minidump.from(builder.build());
    expect(dump.systemInfo).toMatchObject({ architecture: 'x64', servicePack: '', osVersion: { build: 19045 } });
    expect(dump.threads[0]!.context).not.toBeNull();
    expect(dump.problems()).toMatchObject([{ stream: 'SystemInfoStream', offset: beyond }]);
  });

  it('the name of an unloaded module', () => {
    const { dump } = withStream(14, u32(12, 24, 1), u64(0x1000n), u32(0x2000, 0, 7, beyond));
    expect(dump.unloadedModules).toMatchObject([{ base: 0x1000n, name: '' }]);
    expect(dump.problems()).toMatchObject([{ stream: 'UnloadedModuleListStream' }]);
  });

  it('the name of one thread of two', () => {
    const builder = new DumpBuilder();
    const name = builder.string('main');
    builder.stream(24, u32(2), u32(1), u64(2n ** 63n), u32(2), u64(BigInt(name)));
    const dump = Minidump.from(builder.build());
    expect([...dump.threadNames]).toEqual([[2, 'main']]);
    expect(dump.problems()).toMatchObject([{ code: 'MINIDUMP_CUT_SHORT', stream: 'ThreadNamesStream' }]);
  });

  it('the names of a handle, and a chain of information on its object that is circular', () => {
    const builder = new DumpBuilder();
    const { rva } = builder.add(u32(builder.next, 1, 0));
    const type = builder.string('Event');
    builder.stream(
      12,
      u32(16, 40, 2, 0),
      u64(1n),
      u32(type, beyond, 0, 0, 0, 0, 0, 0),
      u64(2n),
      u32(type, 0, 0, 0, 0, 0, rva, 0),
    );
    const dump = Minidump.from(builder.build());
    expect(dump.handles).toMatchObject([
      { handle: 1n, typeName: 'Event', objectName: null },
      { handle: 2n, typeName: 'Event', objects: [] },
    ]);
    expect(dump.problems()).toMatchObject([{ stream: 'HandleDataStream', offset: beyond }]);
  });

  it('the second function table of two', () => {
    const table = (entries: number): Buffer =>
      Buffer.concat([u64(0x5000n, 0x5fffn, 0x5000n), u32(entries, 0), zeros(8), zeros(12)]);
    const { dump } = withStream(13, u32(24, 32, 8, 12, 2, 0), table(1), table(0x1000));
    expect(dump.functionTables).toHaveLength(1);
    expect(dump.problems()).toMatchObject([{ code: 'MINIDUMP_DAMAGED', stream: 'FunctionTableStream' }]);
  });
});

describe('empty lists of writers that leave the rest out are no damage:', () => {
  it.each<[string, number, Buffer, (dump: Minidump) => unknown]>([
    ['unloaded modules', 14, u32(12, 0, 0), (dump) => dump.unloadedModules],
    ['thread infos', 17, u32(12, 0, 0), (dump) => dump.threadInfos],
    ['handles', 12, u32(16, 0, 0, 0), (dump) => dump.handles],
    ['memory regions', 16, Buffer.concat([u32(16, 0), u64(0n)]), (dump) => dump.memoryInfo],
  ])('%s', (_what, type, bytes, ask) => {
    const { dump } = withStream(type, bytes);
    expect(ask(dump)).toEqual([]);
    expect(dump.problems()).toEqual([]);
  });
});

it('names and infos of threads that cannot be read are null; the threads are listed', () => {
  const builder = new DumpBuilder();
  builder.stream(24, u32(0x1000));
  builder.stream(17, u32(1));
  builder.stream(3, u32(1), u32(5, 0, 0, 0), zeros(32));
  const dump = Minidump.from(builder.build());
  expect(dump.threads[0]).toMatchObject({ id: 5, name: null, info: null, startAddress: null });
  expect(errorOf(() => dump.threadNames).stream).toBe('ThreadNamesStream');
  expect(dump.problems().map(({ stream }) => stream)).toEqual(['ThreadNamesStream', 'ThreadInfoListStream']);
});

it('names that all refer to the same text take no more memory than the size of the file justifies', () => {
  const builder = new DumpBuilder();
  const name = builder.string('x'.repeat(0x2_0000));
  const count = 4000;
  builder.stream(4, u32(count), Buffer.concat(Array<Buffer>(count).fill(moduleEntry(name))));
  builder.stream(11, Buffer.from('still there', 'utf16le'));
  const dump = Minidump.from(builder.build());
  expect(errorOf(() => dump.modules)).toMatchObject({ code: 'MINIDUMP_TOO_LARGE', stream: 'ModuleListStream' });
  expect(dump.comment).toBe('still there');
});

it('a dump that is collected without close() is closed with a warning', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-minidump-'));
  try {
    const file = path.join(folder, 'lost.dmp');
    writeFileSync(file, sampleDump());
    const script = `
      const { readdirSync, readlinkSync } = require('node:fs');
      const [{ text }] = require('esbuild').buildSync({
        entryPoints: ['lib/minidump/minidump.ts'],
        ...{ bundle: true, platform: 'node', packages: 'external', write: false },
      }).outputFiles;
      const loaded = { exports: {} };
      new Function('module', 'require', text)(loaded, require);
      const { Minidump } = loaded.exports;
      const file = ${JSON.stringify(file)};
      const isOpen = () => readdirSync('/proc/self/fd').some((fd) => {
        try { return readlinkSync('/proc/self/fd/' + fd) === file; } catch { return false; }
      });
      process.on('warning', ({ code }) => { console.log(code, process.platform === 'linux' && isOpen()); process.exit(); });
      const lose = async () => { const dump = await Minidump.open(file); return dump.modules.length; };
      lose().then((modules) => {
        console.log(modules, process.platform !== 'linux' || isOpen());
        setInterval(() => globalThis.gc(), 20);
      });
    `;
    const options = ['--no-warnings', '--expose-gc', '-e', script];
    const { stdout, stderr } = spawnSync(process.execPath, options, {
      ...{ encoding: 'utf8', timeout: 180_000, cwd: path.join(__dirname, '../../..') },
    });
    expect(stderr).toBe('');
    expect(stdout.split('\n').slice(0, 2)).toEqual(['3 true', 'DBGHELP_MINIDUMP_NOT_CLOSED false']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
