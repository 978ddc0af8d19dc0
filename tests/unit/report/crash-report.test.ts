import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  crashReport,
  formatCrashReport,
  Minidump,
  MinidumpError,
  type CrashReport,
  type ReportException,
} from '../../../lib';
import { ModuleImages } from '../../../lib/minidump/walk/module-images';
import { ModuleMap } from '../../../lib/minidump/walk/module-map';
import { ProcessMemory } from '../../../lib/minidump/walk/process-memory';
import { systemText } from '../../../lib/report/format/words';
import { reportThread, unwalked } from '../../../lib/report/report-stacks';
import { isManagedRuntime, isSystemFunction, isSystemModule } from '../../../lib/report/system-code';
import { simpleTypeName, thrownObject } from '../../../lib/report/thrown';
import { crashDump, crashDumpBytes, crashedThread, stackStart, type CrashDumpOptions } from './crash-dump';
import { u16, u32, u64, wide, zeros } from '../minidump/dump-builder';
import { sampleDump } from '../minidump/sample-dump';

const fixtures = path.join(__dirname, '../../fixtures');
const reportOf = (options: CrashDumpOptions = {}): Promise<CrashReport> => crashReport(crashDump(options), null);

async function exceptionOf(options: CrashDumpOptions): Promise<ReportException> {
  const { exception, problems } = await reportOf(options);
  expect(problems).toEqual([]);
  return exception!;
}

describe('the exception in a report', () => {
  it.each([
    [0n, 'read of 0x18'],
    [1n, 'write of 0x18'],
    [8n, 'execution of 0x18'],
  ])('an access violation %s is a %s', async (operation, summary) => {
    expect(await exceptionOf({ parameters: [operation, 0x18n] })).toMatchObject({
      code: '0xC0000005',
      name: 'EXCEPTION_ACCESS_VIOLATION',
      summary,
      threadId: crashedThread,
      address: '0x401234',
      parameters: [`0x${operation.toString(16)}`, '0x18'],
      location: { module: 'demo', function: null, displacement: '0x1234' },
    });
  });

  it.each([
    [0n, /^a null pointer$/],
    [0x18n, /^close to 0/],
    [0xffff_ffff_ffff_ffffn, /garbage/],
    [0xcdcd_cdcd_cdcd_cdcdn + 0x40n, /not initialized/],
    [0xdddd_dddd_dddd_ddddn, /was freed/],
    [0x6000_0800n, /gone\.dll, which was unloaded/],
    [0x40_2000n, /^in .*demo\.exe$/],
    [stackStart + 8n, /^on the stack of thread 7$/],
    [stackStart - 8n, /^below the stack of thread 7$/],
    [0x9000_0000n, /^no memory was there$/],
    [0x9001_0000n, /^memory that may only be read$/],
    [0x1234_5678n, null],
  ])('has a note on %s', async (address, note) => {
    const regions = [
      [0x9000_0000n, 0x1_0000n, 0x10000, 0],
      [0x9001_0000n, 0x1_0000n, 0x1000, 2],
    ] as const;
    const { details } = await exceptionOf({ parameters: [1n, address], regions });
    const said = (details as { note: string | null }).note;
    if (note === null) expect(said).toBeNull();
    else expect(said).toMatch(note);
  });

  it('names a call through a null pointer', async () => {
    const { details } = await exceptionOf({ parameters: [8n, 0n], pc: 0n });
    expect(details).toMatchObject({ operation: 'execution', note: 'a null pointer was called' });
  });

  it('has the reason why a page could not be read', async () => {
    const exception = await exceptionOf({ code: 0xc0000006, parameters: [0n, 0x5000_0000n, 0xffff_ffff_c000_009cn] });
    expect(exception).toMatchObject({
      summary: 'read of 0x50000000: STATUS_DEVICE_DATA_ERROR',
      details: { status: { code: '0xC000009C' } },
    });
  });

  it('has the reason of a fail fast', async () => {
    expect(await exceptionOf({ code: 0xc0000409, flags: 1, parameters: [7n] })).toMatchObject({
      name: 'STATUS_STACK_BUFFER_OVERRUN',
      summary: 'FAST_FAIL_FATAL_APP_EXIT',
      noncontinuable: true,
    });
    expect((await exceptionOf({ code: 0xc0000409, parameters: [0x999n] })).summary).toBe('reason 0x999');
  });

  it('names a DLL that was not found at its first use', async () => {
    const info = 0x1_0000n;
    const dll = Buffer.from('codec.dll\0open_stream\0');
    const memory = [
      // DelayLoadInfo: size, descriptor, entry, name of the DLL, whether the function has a name, its name.
      [info, Buffer.concat([u64(0x48n, 0n, 0n, 0x2_0000n), u32(1, 0), u64(0x2_000an)])],
      [0x2_0000n, dll],
    ] as const;
    expect(await exceptionOf({ code: 0xc06d007f, parameters: [info], memory })).toMatchObject({
      summary: 'codec.dll!open_stream',
      details: { kind: 'missing-function', library: 'codec.dll', function: 'open_stream' },
    });
  });

  it('says nothing about parameters of an unexpected form', async () => {
    for (const code of [0xc0000005, 0xc0000006, 0xc0000409, 0xe06d7363, 0xc06d007e, 0x80000100]) {
      expect(await exceptionOf({ code, parameters: [] })).toMatchObject({ summary: null, details: null });
      const odd = await exceptionOf({
        code,
        parameters: [2n ** 64n - 1n, 2n ** 64n - 1n, 2n ** 64n - 8n, 2n ** 64n - 1n],
      });
      expect(odd.parameters).toHaveLength(4);
    }
  });

  it('names an error that an app of the Windows Runtime had put aside', async () => {
    const { code, name, explanation } = await exceptionOf({ code: 0xc000027b, flags: 1 });
    expect([code, name]).toEqual(['0xC000027B', 'STATUS_STOWED_EXCEPTION']);
    expect(explanation).toMatch(/Windows Runtime/);
  });

  it('describes an unknown code by its bits', async () => {
    expect(await exceptionOf({ code: 0xe0001234 })).toMatchObject({ code: '0xE0001234', name: null, summary: null });
  });
});

describe('a thrown C++ object', () => {
  /** _ThrowInfo and the structures that it refers to, in the compiler's layout for x64. */
  function thrown(names: readonly string[]): Buffer {
    const bytes = Buffer.alloc(0x400);
    bytes.set(u32(0, 0, 0, 0x20), 0);
    bytes.set(u32(names.length, ...names.map((_, index) => 0x40 + index * 0x30)), 0x20);
    for (const [index, name] of names.entries()) {
      bytes.set(u32(0, 0x100 + index * 0x40, 0, 0xffffffff, 0, 0x18, 0), 0x40 + index * 0x30);
      bytes.set(Buffer.concat([u64(0n, 0n), Buffer.from(`${name}\0`)]), 0x100 + index * 0x40);
    }
    return bytes;
  }

  const base = 0x1_0000n;
  const object = 0x2_0000n;
  const parameters = [0x19930520n, object, base, base];
  const standard = thrown(['.?AVruntime_error@std@@', '.?AVexception@std@@']);

  it('is named, with the types as which it can be caught and its message', async () => {
    const memory = [
      [base, standard],
      [object, u64(0x40_3000n, 0x3_0000n)],
      [0x3_0000n, Buffer.from('no such shelf\0')],
    ] as const;
    expect(await exceptionOf({ code: 0xe06d7363, flags: 1, parameters, memory })).toMatchObject({
      summary: 'thrown: std::runtime_error: "no such shelf"',
      details: {
        types: ['std::runtime_error', 'std::exception'],
        object: '0x20000',
        message: 'no such shelf',
        rethrown: false,
      },
    });
  });

  it('is named if its text is not in the dump', async () => {
    expect((await exceptionOf({ code: 0xe06d7363, parameters, memory: [[base, standard]] })).summary).toBe(
      'thrown: std::runtime_error',
    );
  });

  it('is absent for a throw without an object', async () => {
    expect(await exceptionOf({ code: 0xe06d7363, parameters: [0x19930520n, 0n, 0n, 0n] })).toMatchObject({
      summary: 'throw; outside of any handler',
      details: { rethrown: true, types: [] },
    });
  });

  it('may have an invalid list of types', async () => {
    const endless = Buffer.from(standard);
    endless.set(u32(0xffff_ffff), 0x20);
    const { details } = await exceptionOf({ code: 0xe06d7363, parameters, memory: [[base, endless]] });
    expect(details?.kind === 'c++' && details.types.length).toBeLessThanOrEqual(64);
  });

  // The image was linked for another base: 32-bit pointers in its file are based on that.
  it.each([
    ['x64', 8, 0x140000000n, 0x2508n, 0x7ff6_0000_0000n],
    ['x86', 4, 0x400000n, 0x23e4n, 0x7200_0000n],
  ] as const)(
    'is found in the image where the dump does not have it: %s',
    async (variant, pointer, linked, info, moved) => {
      for (const base of [linked, moved]) {
        const module = { base, size: 0x6000 };
        const images = new ModuleImages(new ModuleMap([module]), true);
        images.add(module, path.join(fixtures, 'bin', variant, 'crash.exe'));
        const memory = new ProcessMemory(null, images, pointer);
        const found = await thrownObject(memory, [0x19930520n, 1n, base + info, base], (name) => Promise.resolve(name));
        images.close();
        expect(found?.types).toEqual(['.?AUOutOfStock@inventory@@']);
      }
    },
  );

  it('has a readable name', () => {
    expect(simpleTypeName('.?AVruntime_error@std@@')).toBe('std::runtime_error');
    expect(simpleTypeName('.?AUOutOfStock@inventory@@')).toBe('inventory::OutOfStock');
    expect(simpleTypeName('.?AVPlain@@')).toBe('Plain');
    for (const other of ['.H', '.PEBD', '.?AV?$vector@HV?$allocator@H@std@@@std@@', '.?AVA@0@@', 'rust_panic', '']) {
      expect(simpleTypeName(other)).toBeNull();
    }
  });
});

describe('a report', () => {
  it('describes the processor, of x86 with its maker', async () => {
    const processorIn = async (arch: 'x86' | 'x64') =>
      (await crashReport(Minidump.from(sampleDump(arch)), null)).system;
    const x86 = await processorIn('x86');
    expect(x86.processor).toBe('GenuineIntel family 6 model 142 stepping 12');
    expect(systemText(x86)).toMatch(/, x86, 8 processors, GenuineIntel family 6 model 142 stepping 12$/);
    expect((await processorIn('x64')).processor).toBe('family 6 model 142 stepping 12');
    expect(systemText({ ...x86, os: 'Linux', osVersion: '0.0.0' })).toMatch(/^Linux, /);
  });

  it('has the facts about the dump, the machine and the program', async () => {
    const report = await reportOf();
    expect(report.dump).toMatchObject({
      path: null,
      time: '2023-11-14T22:13:20.000Z',
      flags: ['MiniDumpWithFullMemory'],
    });
    expect(report.system).toMatchObject({
      architecture: 'x64',
      processorCount: 4,
      os: 'Windows 11',
      osVersion: '10.0.22631',
    });
    expect(report.process).toMatchObject({
      name: 'demo.exe',
      path: 'C:\\Programs\\demo.exe',
      id: null,
      commandLine: null,
    });
    expect(report.unloadedModules).toEqual([{ name: 'gone.dll', base: '0x60000000', size: 0x1000, timestamp: 0x1234 }]);
  });

  it('puts the thread of the exception first, even if the dump does not list it', async () => {
    expect((await reportOf()).threads.map(({ id, faulting }) => [id, faulting])).toEqual([
      [crashedThread, true],
      [3, false],
    ]);
    const unlisted = await reportOf({ threads: [3] });
    expect(unlisted.threads[0]).toMatchObject({ id: crashedThread, frames: [{ address: '0x401234' }] });
    expect(unlisted.threadCount).toBe(2);
    const one = await crashReport(crashDump(), null, { threads: 'faulting' });
    expect(one.threads.map(({ id }) => id)).toEqual([crashedThread]);
    expect(one.threadCount).toBe(2);
  });

  it('of a program that did not crash has no exception, and its threads in order', async () => {
    const report = await reportOf({ crashed: false });
    expect(report).toMatchObject({ exception: null, problems: [] });
    expect(report.threads.map(({ id, faulting }) => [id, faulting])).toEqual([
      [3, false],
      [crashedThread, false],
    ]);
    expect(report.registers).toMatchObject({ threadId: 3 });
  });

  it.each([
    ['x64', 'rip', 17],
    ['x86', 'eip', 9],
    ['arm64', 'pc', 33],
  ] as const)('has the registers of %s', async (architecture, name, count) => {
    const { registers } = await reportOf({ architecture });
    expect(registers!.values).toHaveLength(count);
    expect(registers!.values.find((register) => register.name === name)).toEqual({
      name,
      value: '0x401234',
      pointsTo: 'demo+0x1234',
    });
    const stack = registers!.values.find(({ value }) => value === `0x${(stackStart + 0x10n).toString(16)}`);
    expect(stack?.pointsTo).toBe('the stack');
  });

  it('has the code at the instruction, and the bytes before it if the dump has them', async () => {
    const code = Buffer.from(Array.from({ length: 64 }, (_, index) => index));
    const whole = await reportOf({ memory: [[0x40_1234n - 16n, code]] });
    expect(whole.code).toEqual({ address: '0x401224', bytes: code.subarray(0, 48).toString('hex'), instruction: 16 });
    const part = await reportOf({ memory: [[0x40_1234n, code]] });
    expect(part.code).toEqual({ address: '0x401234', bytes: code.subarray(0, 32).toString('hex'), instruction: 0 });
    expect((await reportOf()).code).toBeNull();
  });

  it('has the command line if the dump has all memory on the way to it', async () => {
    const text = Buffer.from('demo.exe --open "a b"', 'utf16le');
    const memory = [
      [0x1_0060n, u64(0x2_0000n)],
      [0x2_0020n, u64(0x3_0000n)],
      [0x3_0070n, Buffer.concat([u16(text.length, text.length), zeros(4), u64(0x4_0000n)])],
      [0x4_0000n, text],
    ] as const;
    expect((await reportOf({ teb: 0x1_0000n, memory })).process.commandLine).toBe('demo.exe --open "a b"');
    expect((await reportOf({ teb: 0x1_0000n, memory: memory.slice(0, 3) })).process.commandLine).toBeNull();
    const narrow = [
      [0x1_0030n, u32(0x2_0000)],
      [0x2_0010n, u32(0x3_0000)],
      [0x3_0040n, Buffer.concat([u16(8, 10), u32(0x4_0000)])],
      [0x4_0000n, wide('a.exe', 5)],
    ] as const;
    const { process } = await reportOf({ architecture: 'x86', teb: 0x1_0000n, memory: narrow });
    expect(process.commandLine).toBe('a.ex');
  });

  it('blames nobody if all frames belong to the system', async () => {
    const module = { path: 'C:\\Windows\\System32\\ntdll.dll', base: 0x40_0000n, size: 0x5000 };
    expect((await reportOf({ module })).culprit).toBeNull();
    expect((await reportOf()).culprit).toMatchObject({ module: 'demo', frame: 0, text: 'demo+0x1234' });
  });

  it('names what its stacks need without a session, as symbol stores have it', async () => {
    const bytes = crashDumpBytes();
    const builder = Buffer.concat([
      bytes,
      Buffer.from('RSDS'),
      u32(0x01234567, 0xcdef89ab, 0x04030201, 0x08070605, 10),
      Buffer.from('C:\\b\\demo.pdb\0'),
    ]);
    const { streams } = Minidump.from(bytes);
    const entry = streams.find(({ name }) => name === 'ModuleListStream')!.offset + 4;
    builder.writeUInt32LE(builder.length - bytes.length, entry + 76);
    builder.writeUInt32LE(bytes.length, entry + 80);
    const { missing } = await crashReport(Minidump.from(builder), null);
    expect(missing).toMatchObject([
      { kind: 'image', name: 'demo.exe', storePath: 'demo.exe\\5F5E10005000\\demo.exe', neededBy: 'crash' },
      { kind: 'pdb', name: 'demo.pdb', storePath: 'demo.pdb\\0123456789ABCDEF0102030405060708a\\demo.pdb' },
    ]);
  });

  it('can be written as JSON and read back', async () => {
    const report = await reportOf({ parameters: [1n, 2n ** 64n - 1n] });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('refuses an argument that is no dump, no session or no option', async () => {
    await expect(crashReport({} as never, null)).rejects.toThrow(TypeError);
    await expect(crashReport(crashDump(), {} as never)).rejects.toThrow(TypeError);
    await expect(crashReport(crashDump(), null, { threads: 'some' as never })).rejects.toThrow(RangeError);
    await expect(crashReport(crashDump(), null, { maxFrames: 0 })).rejects.toThrow(RangeError);
    const aborted = AbortSignal.abort(new Error('enough'));
    await expect(crashReport(crashDump(), null, { signal: aborted })).rejects.toThrow('enough');
    const dump = crashDump();
    await dump.close();
    await expect(crashReport(dump, null)).rejects.toMatchObject({ code: 'MINIDUMP_CLOSED' });
  });
});

describe('a damaged dump', () => {
  it.each([
    [3, 'ThreadListStream'],
    [4, 'ModuleListStream'],
    [5, 'MemoryListStream'],
    [6, 'ExceptionStream'],
    [7, 'SystemInfoStream'],
    [14, 'UnloadedModuleListStream'],
    [16, 'MemoryInfoListStream'],
  ])('gets a report without stream %i, and the report names the stream', async (type, name) => {
    const report = await reportOf({ damaged: [type], parameters: [0n, 0n] });
    expect(report.problems.map(({ part }) => part)).toContain(name);
    expect(report.exception === null).toBe(type === 6);
    for (const format of ['text', 'markdown', 'html'] as const) {
      expect(formatCrashReport(report, { format })).toContain(name);
    }
  });

  it('gets a report even if nothing can be read', async () => {
    const report = await reportOf({ damaged: [3, 4, 5, 6, 7, 14, 16] });
    expect(report).toMatchObject({ exception: null, threads: [], modules: [], registers: null });
    expect(report.problems.length).toBeGreaterThanOrEqual(7);
    expect(formatCrashReport(report)).toMatch(
      /^The program may have crashed: the exception in the dump cannot be read\n/,
    );
  });

  it('gets a report wherever it is cut, unless it is no dump any more', async () => {
    const whole = readFileSync(path.join(fixtures, 'dumps/x64/threads.dmp'));
    for (let length = 0; length < whole.length; length += 97) {
      let dump: Minidump;
      try {
        dump = Minidump.from(whole.subarray(0, length));
      } catch (error) {
        expect(error).toBeInstanceOf(MinidumpError);
        continue;
      }
      expect(formatCrashReport(await crashReport(dump, null)).length).toBeGreaterThan(100);
    }
  });
});

describe('dumps with numbers changed at random', () => {
  const next = (state: number): number => (Math.imul(state, 1103515245) + 12345) >>> 0;
  const values = [0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];

  it('get a report in all formats, unless they are no dumps any more', async () => {
    const sound = ['x64/threads', 'x86/cpp-exception', 'x64/full-memory', 'x64/jit'].map((name) =>
      readFileSync(path.join(fixtures, `dumps/${name}.dmp`)),
    );
    let [state, reports] = [20, 0];
    for (let round = 0; round < 200; round++) {
      const bytes = Buffer.from(sound[round % sound.length]!);
      for (let change = 0; change <= round % 16; change++) {
        state = next(state);
        const at = (state >>> 8) % (change % 2 === 0 ? 2000 : bytes.length - 4);
        bytes.writeUInt32LE(values[state % values.length]!, at - (at % 4));
      }
      try {
        const report = await crashReport(Minidump.from(bytes), null);
        for (const format of ['text', 'markdown', 'html'] as const) formatCrashReport(report, { format });
        reports++;
      } catch (error) {
        expect(error).toMatchObject({ name: 'MinidumpError', stream: null });
      }
    }
    expect(reports).toBeGreaterThan(100);
  });
});

describe.each(['x64', 'x86'])('the dumps of crashed programs, without a session: %s', (variant) => {
  const folder = path.join(fixtures, 'dumps', variant);

  // One of the dumps is of a program that waits.
  const crashed = readdirSync(folder).filter((name) => name !== 'frameless-wait.dmp');

  it.each(crashed)('%s', async (name) => {
    await using dump = await Minidump.open(path.join(folder, name));
    const report = await crashReport(dump, null);
    expect(report.problems).toEqual([]);
    expect(report.system.architecture).toBe(variant);
    expect(report.process.name).toBe(name.startsWith('frameless') ? 'frameless.exe' : 'crash.exe');
    expect(report.exception!.name).toBe(expected[name.replace('.dmp', '')] ?? 'EXCEPTION_ACCESS_VIOLATION');
    expect(report.threads[0]).toMatchObject({ faulting: true, end: 'not-walked' });
    expect(report.threads[0]!.frames[0]!.address).toBe(report.exception!.address);
  });
});

const expected: Readonly<Record<string, string>> = {
  'cpp-exception': 'CPP_EXCEPTION',
  'divide-by-zero': 'EXCEPTION_INT_DIVIDE_BY_ZERO',
  'stack-overflow': 'EXCEPTION_STACK_OVERFLOW',
};

describe('code of the system', () => {
  it('is recognized by its folder or its name', () => {
    for (const system of [
      'C:\\Windows\\System32\\ntdll.dll',
      'c:\\windows\\SysWOW64\\kernel32.dll',
      '\\\\?\\C:\\Windows\\System32\\user32.dll',
      'D:\\app\\VCRUNTIME140.dll',
      'D:\\app\\msvcp140_1.dll',
      'ntdll.dll',
    ]) {
      expect([system, isSystemModule(system)]).toEqual([system, true]);
    }
    for (const own of [
      'C:\\Windows\\app.exe',
      'D:\\windows backup\\system32\\x.dll',
      'C:\\app\\ntdll.exe',
      'C:\\a\\my-msvcrt.dll',
    ]) {
      expect([own, isSystemModule(own)]).toEqual([own, false]);
    }
  });

  it('of .NET is managed', async () => {
    for (const image of ['System.Private.CoreLib.dll', 'mscorlib.ni.dll', 'System.Core.ni.dll']) {
      const module = { path: `C:\\app\\${image}`, base: 0x40_0000n, size: 0x5000 };
      expect((await reportOf({ module })).threads[0]!.frames[0]).toMatchObject({ managed: true, generated: false });
    }
    expect((await reportOf()).threads[0]!.frames[0]).toMatchObject({ managed: false });
    const known = (runsManaged: boolean): unknown => {
      const [thread] = crashDump().threads;
      const frame = { ...unwalked(thread!.context, 'x64').frames[0]!, lookupAddress: 0x9000_0000n, generated: true };
      const walked = { frames: [frame], end: 'complete', error: null } as const;
      return reportThread(thread!, walked, true, () => undefined, runsManaged).frames[0]!.managed;
    };
    expect([known(true), known(false)]).toEqual([true, false]);
    for (const runtime of ['coreclr.dll', 'clr.dll', 'mscorwks.dll', 'mono-2.0-bdwgc.dll'])
      expect([runtime, isManagedRuntime(`C:\\Program Files\\dotnet\\${runtime}`)]).toEqual([runtime, true]);
    expect(isManagedRuntime('C:\\app\\clrjit.dll')).toBe(false);
  });

  it('is recognized by its functions if it is linked into the program', () => {
    for (const name of [
      'abort',
      '_CxxThrowException',
      'std::vector<int>::at',
      '__scrt_common_main_seh',
      'operator new[]',
      'memcpy',
    ]) {
      expect([name, isSystemFunction(name)]).toEqual([name, true]);
    }
    for (const name of ['aborted', 'main', 'app::abort', 'my_malloc', 'standard::run', 'strlength']) {
      expect([name, isSystemFunction(name)]).toEqual([name, false]);
    }
  });
});
