import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readlinkSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Minidump, MinidumpError, type ARM64_NT_CONTEXT, type CONTEXT } from '../../../lib';
import { DumpBuilder, location, nowhere, u16, u32, u64, u8, zeros } from './dump-builder';
import { contextBytes, sample, sampleDump } from './sample-dump';

jest.mock('koffi', () => {
  throw new Error('koffi was loaded');
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-minidump-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const text = (bytes: Uint8Array | null): string | null => bytes && Buffer.from(bytes).toString('latin1');

describe('a dump with everything in it', () => {
  const dump = Minidump.from(sampleDump());

  it('has a header and a directory', () => {
    expect(dump.header).toEqual({
      version: 0xa793,
      implementationVersion: 0x1234,
      streamCount: 21,
      checksum: 99,
      time: new Date('2023-11-14T22:13:20Z'),
      flags: 0x1826n,
    });
    expect(dump.streams).toHaveLength(21);
    expect(dump.streams.map(({ name }) => name).slice(0, 3)).toEqual([
      'SystemInfoStream',
      'ModuleListStream',
      'UnloadedModuleListStream',
    ]);
    expect(dump.streams.at(-3)).toMatchObject({ type: 0x10001, name: 'unknown 0x10001', size: 9 });
    expect(dump.streams.at(-1)).toMatchObject({ type: 0, name: 'UnusedStream', size: 0 });
    expect([dump.path, dump.closed]).toEqual([null, false]);
  });

  it('is sound', () => {
    expect(dump.problems()).toEqual([]);
  });

  it('describes the system', () => {
    expect(dump.systemInfo).toEqual({
      architecture: 'x64',
      processorArchitecture: 9,
      processorCount: 8,
      osVersion: { major: 10, minor: 0, build: 19045 },
      platformId: 2,
      productType: 1,
      suiteMask: 0x100,
      servicePack: 'Service Pack 3',
      cpu: {
        level: 6,
        revision: 0x8e0c,
        vendor: null,
        version: null,
        features: null,
        extendedFeatures: null,
        processorFeatures: [0x1234_5678_9abc_def0n, 1n],
      },
    });
  });

  it('describes the process', () => {
    expect(dump.miscInfo).toEqual({
      flags: 0x3f7,
      processId: 4242,
      processCreateTime: new Date(1_699_999_000_000),
      processUserTime: 12_000,
      processKernelTime: 3000,
      processorPower: { maxMhz: 3600, currentMhz: 2400, mhzLimit: 3500, maxIdleState: 2, currentIdleState: 1 },
      processIntegrityLevel: 0x3000,
      processExecuteFlags: 0x4d,
      protectedProcess: true,
      timeZone: {
        id: 2,
        bias: -60,
        standardName: 'Standard',
        standardBias: 0,
        daylightName: 'Daylight',
        daylightBias: -60,
      },
      buildString: '19045.1.amd64fre.vb_release',
      debuggerBuildString: 'dbgcore.amd64,10.0',
      xStateFeatures: [
        { component: 0, offset: 0, size: 64 },
        { component: 1, offset: 16, size: 64 },
        { component: 2, offset: 32, size: 256 },
      ],
      processCookie: 0xc00c1e,
    });
  });

  it('lists modules with their PDBs', () => {
    const common = { timestamp: 0x6543210f, checksum: 0xabcd, buildId: null };
    const versions = { fileVersion: '1.2.3.4', productVersion: '5.6.7.65535' };
    expect(dump.modules).toEqual([
      {
        ...{ ...common, ...versions, base: 0x40_0000n, size: 0x5000, path: sample.program, name: 'demo.exe' },
        pdb: {
          format: 'RSDS',
          path: sample.pdb,
          guid: '0123456789ABCDEF0102030405060708',
          signature: 0,
          age: 7,
        },
      },
      {
        ...{ ...common, ...versions, base: 0x1000_0000n, size: 0x1_0000, path: sample.library, name: 'lib ü.dll' },
        pdb: { format: 'NB10', path: 'lib.pdb', guid: null, signature: 0x5eadbeef, age: 3 },
      },
      {
        ...{ ...common, base: 0x2000_0000n, size: 0x1000, path: 'plain', name: 'plain' },
        ...{ fileVersion: null, productVersion: null, pdb: null },
      },
    ]);
    expect(dump.moduleAt(0x40_0000n)?.name).toBe('demo.exe');
    expect(dump.moduleAt(0x40_4fffn)?.name).toBe('demo.exe');
    expect(dump.moduleAt(0x40_5000n)).toBeNull();
  });

  it('lists unloaded modules, with the step that the stream gives', () => {
    expect(dump.unloadedModules).toEqual([
      { base: 0x3000_0000n, size: 0x2000, name: 'gone.dll', timestamp: 18, checksum: 17 },
      { base: 0x3000_1000n, size: 0x2000, name: 'gone too.dll', timestamp: 18, checksum: 17 },
    ]);
  });

  it('lists threads, with facts from other streams', () => {
    const [main, worker] = dump.threads;
    expect(main).toMatchObject({
      ...{ id: 100, name: null, suspendCount: 0, priorityClass: 0x20, priority: 8, teb: 0x7ffd_e000n },
      ...{ stack: { start: sample.stackStart, size: 256n }, startAddress: 0x40_1000n },
    });
    expect(main?.createTime).toEqual(sample.created);
    expect(main?.info).toEqual({
      ...{ id: 100, dumpFlags: 2, dumpError: 0, exitStatus: 259, createTime: sample.created, exitTime: null },
      ...{ kernelTime: 1.5, userTime: 2.5005, startAddress: 0x40_1000n, affinity: 0xffn },
    });
    expect(worker).toMatchObject({ id: 104, name: sample.threadName, suspendCount: 1, priority: 10, info: null });
    expect([worker?.createTime, worker?.startAddress]).toEqual([null, null]);
    expect(dump.threads).toHaveLength(2);
    expect(dump.threadNames).toEqual(
      new Map([
        [104, sample.threadName],
        [100, ''],
      ]),
    );
    expect(dump.threadInfos.map(({ id, exitTime }) => [id, exitTime])).toEqual([
      [100, null],
      [90, sample.exited],
    ]);
  });

  it('describes the exception', () => {
    expect(dump.exception).toMatchObject({
      ...{ threadId: 104, code: 0xc0000005, flags: 1, address: 0x40_1234n, record: 0n },
      parameters: [1n, 0xdead_beefn],
    });
  });

  it('has memory of both lists, sorted', () => {
    const { memory } = dump;
    const sizes = memory.ranges.map(({ start, size }) => [start, size]);
    expect(sizes).toEqual([
      [0x10_0000n, 14n],
      [0x20_0000n, 14n],
      [0x7ff0_0000n, 256n],
      [0x7ff0_0100n, 26n],
    ]);
    expect(memory.cutRanges).toBe(0);
    expect(text(memory.read(sample.heapStart, 14))).toBe('the first heap');
    expect(text(memory.read(sample.heap2Start + 4n, 6))).toBe('the se');
    expect(memory.read(sample.stackStart + 3n, 3)).toEqual(new Uint8Array([3, 4, 5]));
  });

  it('reads across adjacent ranges, and up to a gap', () => {
    const { memory } = dump;
    expect(text(memory.read(sample.stackStart + 255n, 5))).toBe('\u00ffwhat');
    expect(memory.read(sample.stackStart, 10_000)).toHaveLength(256 + 26);
    expect(text(memory.read(sample.heapStart + 10n, 100))).toBe('heap');
    expect(memory.read(sample.heapStart + 14n, 1)).toBeNull();
    expect(memory.read(sample.heapStart - 1n, 1)).toBeNull();
    expect(memory.read(0n, 1)).toBeNull();
    expect(memory.read(2n ** 64n - 1n, 1)).toBeNull();
    expect(memory.read(sample.heapStart, 0)).toHaveLength(0);
  });

  it('reads memory into an array', () => {
    const target = new Uint8Array(8);
    expect(dump.memory.readInto(sample.stackStart + 8n, target)).toBe(8);
    expect(target).toEqual(new Uint8Array([8, 9, 10, 11, 12, 13, 14, 15]));
    expect(dump.memory.readInto(sample.heapStart + 10n, target)).toBe(4);
    expect(text(target.subarray(0, 5))).toBe('heap\u000c');
    expect(dump.memory.readInto(1n, target)).toBe(0);
  });

  it('describes regions of memory', () => {
    const nothing = { protect: 0, allocationBase: 0x10000n, allocationProtect: 4 };
    expect(dump.memoryInfo).toEqual([
      { ...nothing, base: 0x10000n, size: 0x3000n, state: 'commit', type: 'private', protect: 2 },
      { ...nothing, base: 0x13000n, size: 0x1000n, state: 'reserve', type: 'image' },
      {
        ...{ base: 0x20000n, size: 0x1_0000_0000n, state: 'free', type: null },
        ...{ protect: 1, allocationBase: 0n, allocationProtect: 0 },
      },
    ]);
  });

  it('lists handles, with the chain of information on their objects', () => {
    const [event, nameless] = dump.handles;
    expect(event).toMatchObject({
      ...{ handle: 0x44n, typeName: 'Event', objectName: '\\BaseNamedObjects\\ready', attributes: 1 },
      ...{ grantedAccess: 0x1f0003, handleCount: 2, pointerCount: 65537 },
    });
    expect(event?.objects.map(({ type, size }) => [type, size])).toEqual([
      [1, 0],
      [6, 4],
    ]);
    expect(dump.bytes(event!.objects[1]!)).toEqual(new Uint8Array(u32(0xe4e4e4e4)));
    expect(nameless).toMatchObject({ handle: 0x48n, typeName: null, objectName: null, objects: [] });
    expect(dump.handles).toHaveLength(2);
    expect(dump.handleOperations).toEqual([
      { handle: 0x44n, processId: 1, threadId: 2, type: 2, addresses: [0xaan, 0xbbn] },
    ]);
  });

  it('lists function tables', () => {
    const [table, empty] = dump.functionTables;
    const addresses = { minimumAddress: 0x5000_0000n, maximumAddress: 0x5000_0fffn, baseAddress: 0x5000_0000n };
    expect(table).toMatchObject({ ...addresses, entryCount: 2, entrySize: 12, size: 24 });
    expect(dump.bytes(table!)).toEqual(new Uint8Array(u32(1, 2, 3, 4, 5, 6)));
    expect(empty).toMatchObject({ minimumAddress: 0x6000_0000n, entryCount: 0, size: 0 });
    expect(dump.functionTables).toHaveLength(2);
  });

  it('has comments, counters and streams of its writer', () => {
    expect(dump.comment).toBe(sample.comment);
    expect(dump.processVmCounters).toMatchObject({ Revision: 2, PageFaultCount: 77, WorkingSetSize: 1n << 33n });
    expect(dump.processVmCounters).toHaveProperty('JobTotalCommitLimit', 17n << 33n);
    const { BasicInfo } = dump.systemMemoryInfo!;
    expect([BasicInfo.PageSize, BasicInfo.AllocationGranularity]).toEqual([4096, 65536]);
    expect(dump.userStreams.map((stream) => text(dump.bytes(stream)))).toEqual(['user data', 'a second of that type']);
    expect(text(dump.stream(sample.userType))).toBe('user data');
    expect(text(dump.stream(10))).toBe(`${sample.ansiComment}\0`);
    expect(dump.stream(0)).toHaveLength(0);
    expect(dump.stream(19)).toBeNull();
  });
});

const registers = (context: CONTEXT | null | undefined): readonly unknown[] => {
  if (!context) return [];
  if ('Rip' in context) return ['x64', context.Rip, context.Rsp];
  return 'Eip' in context ? ['x86', context.Eip, context.Esp] : ['arm64', context.Pc, context.Sp];
};

it.each([
  ['x64', 0x40_1234n, 0x7ff0_0010n],
  ['x86', 0x40_1234, 0x7ff0_0010],
  ['arm64', 0x40_1234n, 0x7ff0_0010n],
] as const)('the registers of threads and of the exception are those of %s', (architecture, pc, sp) => {
  const dump = Minidump.from(sampleDump(architecture));
  expect(dump.systemInfo?.architecture).toBe(architecture);
  expect(registers(dump.threads[0]?.context)).toEqual([architecture, pc, sp]);
  const [, inException] = registers(dump.exception?.context);
  expect(BigInt(inException as bigint | number)).toBe(0x40_1236n);
});

it('the processor of an x86 dump is described by CPUID', () => {
  const { cpu } = Minidump.from(sampleDump('x86')).systemInfo!;
  expect(cpu).toMatchObject({
    ...{ vendor: 'GenuineIntel', version: 0x806ec, features: 0xbfebfbff, extendedFeatures: 0x2c100800 },
    processorFeatures: null,
  });
});

it('an empty dump has nothing', () => {
  const dump = Minidump.from(new DumpBuilder().build());
  const { systemInfo, miscInfo, exception, comment, processVmCounters, systemMemoryInfo } = dump;
  expect([systemInfo, miscInfo, exception, comment, processVmCounters, systemMemoryInfo]).toEqual(Array(6).fill(null));
  const { modules, unloadedModules, threads, threadInfos, memoryInfo, handles, handleOperations } = dump;
  const lists = [modules, unloadedModules, threads, threadInfos, memoryInfo, handles, handleOperations];
  expect(lists).toEqual(Array(7).fill([]));
  expect([dump.functionTables, dump.userStreams, dump.memory.ranges, dump.problems()]).toEqual([[], [], [], []]);
  expect(dump.threadNames.size).toBe(0);
  expect(dump.memory.read(0n, 1)).toBeNull();
});

describe('differences between writers', () => {
  it('only the first of several streams of a type counts', () => {
    const dump = new DumpBuilder();
    dump.stream(10, Buffer.from('first\0'));
    dump.stream(10, Buffer.from('second\0'));
    expect(Minidump.from(dump.build()).comment).toBe('first');
  });

  it.each([
    ['UTF-8', Buffer.from('naïve'), 'naïve'],
    ['windows-1252', Buffer.from('na\u00efve', 'latin1'), 'naïve'],
  ])('an ANSI comment may be %s', (_encoding, bytes, expected) => {
    const dump = new DumpBuilder();
    dump.stream(10, bytes);
    expect(Minidump.from(dump.build()).comment).toBe(expected);
  });

  it('addresses of 32-bit processes may be sign-extended', () => {
    const dump = new DumpBuilder();
    dump.stream(7, u16(0, 6, 0), u8(1, 1), u32(10, 0, 1, 2, dump.string('')), zeros(28));
    const name = dump.string('high.dll');
    dump.stream(4, u32(1), u64(0xffff_ffff_f000_0000n), u32(0x1000, 0, 0, name), zeros(84));
    const bytes = dump.add(Buffer.from('high'));
    dump.stream(5, u32(1), u64(0xffff_ffff_f123_0000n), location(bytes));
    const read = Minidump.from(dump.build());
    expect(read.modules[0]?.base).toBe(0xf000_0000n);
    expect(text(read.memory.read(0xf123_0000n, 4))).toBe('high');
  });

  it('lists may be aligned to eight bytes after their count', () => {
    const dump = new DumpBuilder();
    const bytes = dump.add(Buffer.from('aligned'));
    dump.stream(5, u32(1, 0), u64(0x1000n), location(bytes));
    expect(text(Minidump.from(dump.build()).memory.read(0x1000n, 7))).toBe('aligned');
  });

  it('threads may come from the list with backing stores', () => {
    const dump = new DumpBuilder();
    dump.stream(8, u32(1), u32(7, 0, 0, 0), u64(1n, 2n), location(nowhere), location(nowhere), zeros(16));
    const [thread] = Minidump.from(dump.build()).threads;
    expect(thread).toMatchObject({ id: 7, teb: 1n, context: null, contextLocation: null });
  });

  it('contexts may be followed by more bytes, and may be of an unknown architecture', () => {
    const build = (processor: number): Minidump => {
      const dump = new DumpBuilder();
      dump.stream(7, u16(processor, 6, 0), u8(1, 1), u32(10, 0, 1, 2, 0), zeros(28));
      const context = dump.add(contextBytes('x64', 5n, 6n), Buffer.alloc(1000, 0xff));
      dump.stream(3, u32(1), u32(7, 0, 0, 0), u64(1n, 2n), location(nowhere), location(context));
      return Minidump.from(dump.build());
    };
    expect(registers(build(9).threads[0]?.context)).toEqual(['x64', 5n, 6n]);
    expect(build(9).threads[0]?.contextLocation?.size).toBe(2232);
    const strange = build(6);
    expect([strange.systemInfo?.architecture, strange.threads[0]?.context]).toEqual(['unknown', null]);
  });

  it.each([
    [24, 0x3, ['processId', 'processCreateTime', 'processUserTime', 'processKernelTime']],
    [44, 0x5, ['processId', 'processorPower']],
    // The stream has only 24 bytes: flags of later members do not count.
    [24, 0x3f5, ['processId']],
    [232, 0x10, ['processIntegrityLevel']],
    [832, 0x100, ['buildString', 'debuggerBuildString']],
  ])('a MINIDUMP_MISC_INFO of %i bytes with flags 0x%x has %j', (size, flags, members) => {
    const dump = new DumpBuilder();
    dump.stream(15, u32(size, flags), zeros(1400));
    const { flags: told, ...rest } = Minidump.from(dump.build()).miscInfo!;
    expect(told).toBe(flags);
    const there = Object.entries(rest).filter(([, value]) => value !== null);
    expect(there.map(([name]) => name)).toEqual(members);
  });

  it('ranges of memory may overlap, in any order: the one that starts first is read', () => {
    const dump = new DumpBuilder();
    const pieces = [
      [0x104n, 'bbbb'],
      [0x100n, 'aaaaaa'],
      [0x101n, 'x'],
      [0x108n, 'cc'],
      [0x109n, 'dddd'],
      [0x100n, 'aaa'],
    ] as const;
    const descriptors = pieces.map(([start, bytes]) =>
      Buffer.concat([u64(start), location(dump.add(Buffer.from(bytes)))]),
    );
    dump.stream(5, u32(pieces.length), ...descriptors);
    const { memory } = Minidump.from(dump.build());
    expect(memory.ranges.map(({ start }) => start)).toEqual([0x100n, 0x100n, 0x101n, 0x104n, 0x108n, 0x109n]);
    expect(text(memory.read(0x100n, 100))).toBe('aaaaaabbccddd');
    expect(text(memory.read(0x107n, 2))).toBe('bc');
    expect(memory.read(0x10dn, 1)).toBeNull();
  });

  it('a dump that was cut short has the remaining memory', () => {
    const dump = new DumpBuilder();
    dump.stream(5, u32(3), u64(0x1000n), u32(8, 0x60), u64(0x2000n), u32(8, 0x6c), u64(0x3000n), u32(8, 0x7000_0000));
    const bytes = dump.build();
    expect(bytes).toHaveLength(0x60);
    const { memory } = Minidump.from(Buffer.concat([bytes, Buffer.from('complete and a bit').subarray(0, 0x10)]));
    expect(memory.cutRanges).toBe(2);
    expect(text(memory.read(0x1000n, 8))).toBe('complete');
    expect(text(memory.read(0x2000n, 8))).toBe(' a b');
    expect(memory.read(0x3000n, 8)).toBeNull();
  });
});

describe('a file', () => {
  const openFiles = (name: string): number =>
    readdirSync('/proc/self/fd').filter((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).endsWith(name);
      } catch {
        return false;
      }
    }).length;

  it('gives the same as its bytes in memory, and can be closed', async () => {
    const file = path.join(folder, 'sample.dmp');
    // Lists and texts cross the boundaries of the pieces in which files are read.
    for (const padding of [0, 0x3fff, 0x8000 - 40]) {
      const bytes = sampleDump();
      writeFileSync(file, Buffer.concat([bytes, zeros(padding)]));
      const inMemory = Minidump.from(bytes);
      const dump = await Minidump.open(file);
      expect([dump.path, dump.size, dump.closed]).toEqual([file, bytes.length + padding, false]);
      expect(dump.modules).toEqual(inMemory.modules);
      expect(dump.threads).toEqual(inMemory.threads);
      expect(dump.memory.read(sample.stackStart, 300)).toEqual(inMemory.memory.read(sample.stackStart, 300));
      await dump.close();
      expect(dump.closed).toBe(true);
    }
  });

  it('larger than a window is read whole, in one piece or in several', async () => {
    const file = path.join(folder, 'large.dmp');
    const dump = new DumpBuilder();
    const content = Buffer.alloc(100_000, Buffer.from('0123456'));
    const place = dump.add(content);
    const half = { rva: place.rva + 50_000, size: 50_000 };
    dump.stream(
      5,
      ...[u32(2), u64(0x1000n), location({ rva: place.rva, size: 50_000 })],
      ...[u64(0x1000n + 50_000n), location(half)],
    );
    writeFileSync(file, dump.build());
    await using read = await Minidump.open(file);
    expect(Buffer.from(read.memory.read(0x1000n, 200_000)!).equals(content)).toBe(true);
    const target = new Uint8Array(100);
    for (const at of [0, 16_250, 16_384, 49_950, 99_900]) {
      expect(read.memory.readInto(0x1000n + BigInt(at), target)).toBe(100);
      expect(Buffer.from(target).equals(content.subarray(at, at + 100))).toBe(true);
    }
  });

  it('gives typed errors after close(), for every question', async () => {
    const file = path.join(folder, 'closed.dmp');
    writeFileSync(file, sampleDump());
    const dump = await Minidump.open(file);
    const { memory, threads } = dump;
    expect(dump.modules).toHaveLength(3);
    await dump.close();
    await dump.close();
    const asked = [
      () => dump.modules,
      () => dump.threads,
      () => dump.exception,
      () => dump.stream(4),
      () => dump.stream(1234),
      () => dump.bytes({ offset: 0, size: 4 }),
      () => dump.problems(),
      () => memory.read(sample.stackStart, 4),
      () => threads[0]!.context,
    ];
    for (const ask of asked) expect(ask).toThrow(expect.objectContaining({ code: 'MINIDUMP_CLOSED' }) as Error);
    expect(dump.header.checksum).toBe(99);
  });

  it.each([
    ['that is not there', path.join('absent', 'a.dmp'), 'MINIDUMP_NOT_FOUND'],
    ['that is a folder', '.', 'MINIDUMP_NOT_A_DUMP'],
    ['that is no dump', 'text.dmp', 'MINIDUMP_NOT_A_DUMP'],
    ['that is empty', 'empty.dmp', 'MINIDUMP_NOT_A_DUMP'],
  ])('is refused and left alone if it is %s', async (_what, name, code) => {
    writeFileSync(path.join(folder, 'text.dmp'), 'This is no minidump, but long enough for one.');
    writeFileSync(path.join(folder, 'empty.dmp'), '');
    const error: unknown = await Minidump.open(path.join(folder, name)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(MinidumpError);
    expect(error).toMatchObject({ name: 'MinidumpError', code });
    if (process.platform === 'linux') expect(openFiles(path.basename(name))).toBe(0);
  });

  it('is refused if it has another version of the format, or another byte order', () => {
    const dump = new DumpBuilder();
    for (const header of [{ version: 0xa794 }, { signature: 0x4d444d50 }]) {
      expect(() => Minidump.from(dump.build(header))).toThrow(
        expect.objectContaining({ code: 'MINIDUMP_NOT_A_DUMP', stream: null, offset: 0 }) as Error,
      );
    }
  });
});

it('refuses bad arguments before anything is read', async () => {
  const dump = Minidump.from(sampleDump());
  await expect(Minidump.open(5 as never)).rejects.toThrow(TypeError);
  expect(() => Minidump.from('MDMP' as never)).toThrow(TypeError);
  expect(() => dump.stream('4' as never)).toThrow(TypeError);
  expect(() => dump.stream(-1)).toThrow(RangeError);
  expect(() => dump.bytes({ offset: -1, size: 1 })).toThrow(RangeError);
  expect(() => dump.memory.read('0' as never, 1)).toThrow(TypeError);
  expect(() => dump.memory.read(-1n, 1)).toThrow(RangeError);
  expect(() => dump.memory.read(0n, -1)).toThrow(RangeError);
  expect(() => dump.memory.readInto(0n, [] as never)).toThrow(TypeError);
});

describe('stacks that only the list of threads names', () => {
  const stack = Buffer.from(Array.from({ length: 64 }, (_, index) => index));
  const start = 0x7ff0_0000n;

  function dumpWith(
    listed: readonly (readonly [start: bigint, from: number, size: number])[],
    stacks = [start],
  ): Minidump {
    const builder = new DumpBuilder();
    const { rva } = builder.add(stack);
    const threads = stacks.map((at, id) =>
      Buffer.concat([u32(id + 1, 0, 0, 0), u64(0n, at), location({ rva, size: stack.length }), location(nowhere)]),
    );
    builder.stream(3, u32(threads.length), ...threads);
    const ranges = listed.map(([at, from, size]) => Buffer.concat([u64(at), location({ rva: rva + from, size })]));
    if (ranges.length > 0) builder.stream(5, u32(ranges.length), ...ranges);
    return Minidump.from(builder.build());
  }

  it('are memory', () => {
    const dump = dumpWith([], [start, start + 0x1000n]);
    expect(dump.memory.read(start, 8)).toEqual(new Uint8Array(stack.subarray(0, 8)));
    expect(dump.memory.read(start + 0x1000n + 60n, 8)).toEqual(new Uint8Array(stack.subarray(60)));
    expect([dump.memory.ranges.length, dump.memory.cutRanges, dump.problems()]).toEqual([2, 0, []]);
  });

  it('add only what the lists of memory do not have', () => {
    expect(dumpWith([[start, 0, 64]]).memory.ranges).toHaveLength(1);
    const { memory } = dumpWith([
      [start - 0x10n, 0, 0x20],
      [start + 0x28n, 0x28, 8],
    ]);
    expect(memory.ranges.map(({ start: at, size }) => [at - start, size])).toEqual([
      [-0x10n, 0x20n],
      [0x10n, 0x18n],
      [0x28n, 8n],
      [0x30n, 0x10n],
    ]);
    // The lists count: there, the first bytes of the stack lie 16 bytes lower.
    expect(memory.read(start, 0x11)).toEqual(new Uint8Array([...stack.subarray(0x10, 0x20), 0x10]));
  });

  it('count as cut once, wherever they are named', () => {
    const builder = new DumpBuilder();
    const far = { rva: 0x7000_0000, size: 64 };
    builder.stream(3, u32(1), u32(1, 0, 0, 0), u64(0n, start), location(far), location(nowhere));
    expect(Minidump.from(builder.build()).memory).toMatchObject({ ranges: [], cutRanges: 1 });
    builder.stream(5, u32(1), u64(start), location(far));
    expect(Minidump.from(builder.build()).memory).toMatchObject({ ranges: [], cutRanges: 1 });
  });
});

it.each([0, 10, 5])(
  'an address of a 32-bit process has 32 bits, whatever its upper half is: architecture %i',
  (number) => {
    const builder = new DumpBuilder();
    builder.stream(7, u16(number, 6, 0), u8(1, 1), u32(10, 0, 1, 2, 0), zeros(28));
    const garbage = 0xffff_ffff_0000_0045n;
    builder.stream(
      6,
      u32(1, 0, 5, 0),
      u64(garbage, garbage),
      u32(1, 0),
      u64(garbage, ...Array<bigint>(14).fill(0n)),
      location(nowhere),
    );
    const { exception } = Minidump.from(builder.build());
    expect(exception).toMatchObject({ address: 0x45n, record: 0x45n, parameters: [0x45n] });
  },
);

it('a suspend count of 0xffffffff is not known', () => {
  const builder = new DumpBuilder();
  builder.stream(3, u32(2), u32(1, 0xffff_ffff, 0, 0), zeros(32), u32(2, 3, 0, 0), zeros(32));
  expect(Minidump.from(builder.build()).threads.map(({ suspendCount }) => suspendCount)).toEqual([null, 3]);
});

it("reads Breakpad's first context of ARM64", () => {
  const builder = new DumpBuilder();
  builder.stream(7, u16(0x8003, 8, 0), u8(1, 1), u32(4, 0, 1, 0x8203, 0), zeros(28));
  const registers = Array.from({ length: 33 }, (_, index) => 0x1000n + BigInt(index));
  const vectors = Array.from({ length: 64 }, (_, index) => BigInt(index));
  const context = builder.add(u64(0x8000_0006n, ...registers), u32(0x6000_0000, 1, 2), u64(...vectors));
  expect(context.size).toBe(796);
  builder.stream(3, u32(1), u32(5, 0, 0, 0), zeros(24), location(context));
  const dump = Minidump.from(builder.build());
  expect(dump.problems()).toEqual([]);
  const read = dump.threads[0]!.context as ARM64_NT_CONTEXT;
  expect([read.X0, read.X28, read.Fp, read.Lr, read.Sp, read.Pc]).toEqual(
    [0, 28, 29, 30, 31, 32].map((index) => 0x1000n + BigInt(index)),
  );
  expect([read.Cpsr, read.Fpsr, read.Fpcr]).toEqual([0x6000_0000, 1, 2]);
  expect(Buffer.from(read.bytes).readBigUInt64LE(272 + 63 * 8)).toBe(63n);
});

describe('moduleAt', () => {
  function dumpOf(modules: readonly (readonly [base: bigint, size: number])[]): Minidump {
    const builder = new DumpBuilder();
    const name = builder.string('m');
    const entries = modules.map(([base, size]) => Buffer.concat([u64(base), u32(size, 0, 0, name), zeros(84)]));
    builder.stream(4, u32(entries.length), ...entries);
    return Minidump.from(builder.build());
  }

  it('finds the first module of the list that contains an address, also where they overlap', () => {
    // A fixed sequence of overlapping places, empty ones and one at the end of all addresses among them.
    let seed = 7;
    const next = (below: number): number => (seed = (seed * 48271) % 0x7fff_ffff) % below;
    const modules = Array.from({ length: 60 }, () => [BigInt(next(400)), next(5) === 0 ? 0 : next(60)] as const);
    const dump = dumpOf([...modules, [2n ** 64n - 0x10n, 0x1000]]);
    for (let address = 0n; address < 480n; address++) {
      const found = dump.modules.find(({ base, size }) => address >= base && address < base + BigInt(size));
      expect(dump.moduleAt(address)).toBe(found ?? null);
    }
    expect(dump.moduleAt(2n ** 64n - 1n)).toBe(dump.modules[60]);
  });

  it('takes no longer for each of 40,000 modules', () => {
    const modules = Array.from({ length: 40_000 }, (_, index) => [BigInt(index) << 16n, 0x1000] as const);
    const dump = dumpOf(modules);
    dump.moduleAt(0n);
    const begin = process.cpuUsage();
    const wrong = modules.filter(([base], index) => dump.moduleAt(base + 5n) !== dump.modules[index]);
    const { user, system } = process.cpuUsage(begin);
    expect(wrong).toEqual([]);
    expect((user + system) / 1e6).toBeLessThan(2);
  });
});

it('reads more than 2 GiB at once', async () => {
  if (freemem() < 8 * 2 ** 30) return;
  const builder = new DumpBuilder();
  const length = 2 ** 31 + 0x1000;
  builder.stream(9, u64(1n, 0x1000n), u64(0x1_0000n, BigInt(length)));
  const file = path.join(folder, 'large.dmp');
  writeFileSync(file, builder.build());
  truncateSync(file, 0x1000 + length);
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.from('end'), 0, 3, 0x1000 + length - 3);
  closeSync(handle);
  try {
    await using dump = await Minidump.open(file);
    const bytes = dump.memory.read(0x1_0000n, 3e9)!;
    expect(bytes.length).toBe(length);
    expect(text(bytes.subarray(-4))).toBe('\0end');
  } finally {
    rmSync(file);
  }
});

it('opens the URL of a file, and refuses other URLs', async () => {
  const file = path.join(folder, 'with blank #1.dmp');
  writeFileSync(file, sampleDump());
  await using dump = await Minidump.open(pathToFileURL(file));
  expect([dump.path, dump.modules.length]).toEqual([file, 3]);
  await expect(Minidump.open(new URL('https://example.com/a.dmp'))).rejects.toThrow(RangeError);
  await expect(Minidump.open(1 as never)).rejects.toThrow(TypeError);
});

describe('a file with the name of a dump that is none is told as what it is:', () => {
  it.each([
    ['PAGEDUMP', /dump of the kernel of 32-bit Windows: WinDbg and kd/],
    ['PAGEDU64', /dump of the kernel of 64-bit Windows: WinDbg and kd/],
    ['\x7fELF\x02\x01\x01', /core dump of Linux: gdb and lldb/],
    ['\xcf\xfa\xed\xfe', /core dump of macOS: lldb/],
    ['PK\x03\x04', /\.zip archive: unpack it/],
    ['\x1f\x8b\x08', /gzip/],
    ['MSCF', /\.cab archive: unpack it with `expand`/],
    ['\x28\xb5\x2f\xfd', /zstd/],
    ['7z\xbc\xaf\x27\x1c', /\.7z archive/],
    ['MZ', /program or library/],
    ['<!doctype html>', /web server/],
    ['\0'.repeat(64), /zeros at its beginning/],
    ['', /is empty/],
    ['MDMP', /too short/],
    ['MDMP\x01\x00'.padEnd(32, '\0'), /version 0x1/],
    ['something else that is no dump at all', /does not begin like a minidump/],
  ])('%j', async (head, message) => {
    const file = path.join(folder, 'other.dmp');
    for (const size of [head.length, 4096]) {
      if (/empty|short/.test(message.source) && size > head.length) continue;
      const bytes = Buffer.alloc(Math.max(size, head.length));
      bytes.write(head, 'latin1');
      writeFileSync(file, bytes);
      const refused = { code: 'MINIDUMP_NOT_A_DUMP', message: expect.stringMatching(message) as string };
      await expect(Minidump.open(file)).rejects.toMatchObject(refused);
      expect(() => Minidump.from(bytes)).toThrow(message);
    }
  });

  it('a dump that still grows, which is to be opened again', async () => {
    const file = path.join(folder, 'growing.dmp');
    const whole = sampleDump();
    const { streams } = Minidump.from(whole);
    const misc = streams.find(({ name }) => name === 'MiscInfoStream')!;
    // Its directory comes first, as some writers do it.
    const first = Buffer.from(whole.subarray(whole.length - streams.length * 12));
    const bytes = Buffer.concat([whole.subarray(0, 32), first, whole.subarray(32)]);
    bytes.writeUInt32LE(32, 12);
    for (let at = 32; at < 32 + first.length; at += 12)
      bytes.writeUInt32LE(bytes.readUInt32LE(at + 8) + first.length, at + 8);
    writeFileSync(file, bytes.subarray(0, misc.offset));
    await using dump = await Minidump.open(file);
    expect(() => dump.miscInfo).toThrow(/cut short or damaged/);
    await using again = await Minidump.open(file);
    writeFileSync(file, bytes);
    expect(() => again.miscInfo).toThrow(/has grown since it was opened: open it again/);
    expect(() => again.bytes({ offset: misc.offset, size: 4096 })).toThrow(/has grown/);
    await using last = await Minidump.open(file);
    expect(last.miscInfo?.processId).toBe(4242);
  });
});
