import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type * as DbgHelpPackage from '../../../../lib';
import {
  MODULE_WRITE_FLAGS,
  Minidump,
  dbghelp,
  writeMinidump,
  type ModuleFilter,
  type ThreadFilter,
  type WriteMinidumpOptions,
  type WriteProgress,
} from '../../../../lib';
import { itWhere } from '../../capabilities';
import { app, bin, variant } from '../../fixtures';
import { readImageFile } from '../../image-file';
import { windowsFunction } from '../../real-dll';
import { withRunningApp, type RunningApp } from '../../running-app';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dbghelp-'));
  file = path.join(folder, 'app.dmp');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function dumpOf(options: Omit<WriteMinidumpOptions, 'path'>, write = writeMinidump): Promise<Minidump> {
  const { path: written, size } = await write({ path: file, ...options });
  expect(written).toBe(file);
  const bytes = readFileSync(file);
  expect(bytes.length).toBe(size);
  expect(readdirSync(folder)).toEqual([path.basename(file)]);
  return Minidump.from(bytes);
}

const names = (dump: Minidump): string[] => dump.modules.map(({ name }) => name.toLowerCase());
const ids = (dump: Minidump): number[] => dump.threads.map(({ id }) => id).sort();

describe('a dump of another process', () => {
  it('has its modules and threads, a comment and user streams', () =>
    withRunningApp(async ({ pid, threads }: RunningApp) => {
      const progress: WriteProgress[] = [];
      const comment = 'Größe 大';
      const data = Buffer.from(Array.from({ length: 300 }, (_, index) => index));
      const dump = await dumpOf({
        pid,
        comment,
        userStreams: [
          { type: 0x1_0000, data },
          { type: 0xffff_fff0, data: new Uint8Array() },
        ],
        onProgress: (done) => progress.push(done),
        signal: new AbortController().signal,
      });
      expect(ids(dump)).toEqual([...threads.keys()].sort());
      const module = dump.modules.find(({ name }) => name.toLowerCase() === 'app.exe');
      expect(module).toMatchObject({ size: readImageFile(app).sizeOfImage });
      expect(dump.comment).toBe(comment);
      expect(Buffer.from(dump.stream(0x1_0000)!)).toEqual(data);
      // Some DLLs omit an empty stream.
      expect(dump.stream(0xffff_fff0) ?? []).toHaveLength(0);
      const modules = progress.flatMap((each) => (each.kind === 'module' ? [each.module.name] : []));
      expect(modules).toEqual(expect.arrayContaining(dump.modules.map(({ name }) => name)));
      const told = progress.flatMap((each) => (each.kind === 'thread' ? [each.thread.id] : []));
      expect(told.sort()).toEqual([...threads.keys()].sort());
    }));

  const lowerCase = (name: string): string => name.toLowerCase();

  it.each<[string, (base: bigint) => ModuleFilter, string[], string[]]>([
    ['by excluded names', () => ({ exclude: ['NTDLL.*', 'scene.dll'] }), ['app.exe'], ['ntdll.dll', 'scene.dll']],
    ['by included names', () => ({ include: ['APP.exe', 'sc*'] }), ['app.exe', 'scene.dll'], ['ntdll.dll']],
    ['by an excluded base', (base) => ({ exclude: [base] }), ['ntdll.dll', 'scene.dll'], ['app.exe']],
    ['by an included base', (base) => ({ include: [base] }), ['app.exe'], ['ntdll.dll', 'scene.dll']],
    ['by flags of 0', () => ({ flags: { 'NTDLL.*': 0 } }), ['app.exe', 'scene.dll'], ['ntdll.dll']],
    [
      'by a function',
      () =>
        ({ name }) =>
          lowerCase(name) !== 'ntdll.dll',
      ['app.exe', 'scene.dll'],
      ['ntdll.dll'],
    ],
  ])('has the modules that are left %s, and all threads', (_what, filter, there, gone) =>
    withRunningApp(async ({ pid }: RunningApp) => {
      const whole = await dumpOf({ pid, type: 'normal' });
      expect(names(whole)).toEqual(expect.arrayContaining([...there, ...gone]));
      const { base } = whole.modules.find(({ name }) => lowerCase(name) === 'app.exe')!;
      const left = await dumpOf({ pid, type: 'normal', modules: filter(base) });
      expect(names(left)).toEqual(expect.arrayContaining(there));
      expect(names(left).filter((name) => gone.includes(name))).toEqual([]);
      expect(ids(left)).toEqual(ids(whole));
    }),
  );

  it.each<[string, (first: number, second: number) => ThreadFilter]>([
    ['by an excluded id', (first) => ({ exclude: [first] })],
    ['by an included id', (_first, second) => ({ include: [second] })],
    ['by flags of 0', (first) => ({ flags: { [first]: 0 } })],
    [
      'by a function',
      (first) =>
        ({ id }) =>
          id !== first,
    ],
  ])('has the threads that are left %s, and all modules', (_what, filter) =>
    withRunningApp(async ({ handle, threads }: RunningApp) => {
      const [first, second] = [...threads.keys()].sort();
      const left = await dumpOf({ handle, type: 'normal', threads: filter(first!, second!) });
      expect(ids(left)).toEqual([second]);
      expect(names(left)).toEqual(expect.arrayContaining(['app.exe', 'ntdll.dll', 'scene.dll']));
    }),
  );

  it('has the parts of a module that its flags say', () =>
    withRunningApp(async ({ pid }: RunningApp) => {
      const modules: ModuleFilter = ({ name }) =>
        lowerCase(name) === 'app.exe' ? MODULE_WRITE_FLAGS.ModuleWriteModule : false;
      const bare = await dumpOf({ pid, type: 'normal', modules });
      expect(bare.modules).toMatchObject([{ name: 'app.exe', pdb: null }]);
    }));

  itWhere('asksAboutMemory', 'has memory that is asked for, and not what is left out, of a small dump', () =>
    withRunningApp(async ({ pid }: RunningApp) => {
      const whole = await dumpOf({ pid, type: 'normal' });
      const { base } = whole.modules[0]!;
      const [stack] = whole.memory.ranges;
      expect(whole.memory.read(base, 2)).toBeNull();
      const memory = { include: [{ start: base, size: 0x123 }], exclude: [{ start: stack!.start, size: 16 }] };
      const filtered = await dumpOf({ pid, type: 'normal', memory });
      expect(Buffer.from(filtered.memory.read(base, 2)!).toString()).toBe('MZ');
      expect(filtered.memory.read(base, 0x123)).not.toBeNull();
      expect(whole.memory.read(stack!.start, 1)).not.toBeNull();
      expect(filtered.memory.read(stack!.start, 1)).toBeNull();
    }),
  );

  itWhere(
    'asksAboutMemory',
    'has all memory but the pages that are left out, or the regions that a function refuses',
    () =>
      withRunningApp(async ({ pid }: RunningApp) => {
        const type = 'fullMemory';
        const whole = await dumpOf({ pid, type });
        const { base } = whole.modules[0]!;
        const large = whole.memory.ranges.find(({ size }) => size >= 0x8000n)!;
        const page = (index: number): bigint => large.start + BigInt(index * 0x1000);
        const exclude = [
          { start: page(5) + 0xff0n, size: 0x20 },
          { start: page(0), size: 1 },
          { start: page(2) + 0x10n, size: 0x1800 },
        ];
        const filtered = await dumpOf({ pid, type, memory: { exclude } });
        const kept = (dump: Minidump): boolean[] =>
          Array.from({ length: 8 }, (_, index) => dump.memory.read(page(index), 1) !== null);
        expect(kept(whole)).toEqual(Array(8).fill(true));
        expect(kept(filtered)).toEqual([false, true, false, false, true, false, false, true]);
        expect(filtered.memory.read(base, 2)).not.toBeNull();
        const refused = await dumpOf({ pid, type, memory: ({ start }) => start !== large.start });
        expect(kept(refused)).toEqual(Array(8).fill(false));
        expect(refused.memory.read(base, 2)).not.toBeNull();
      }),
  );

  it('may have a name of 255 characters', () =>
    withRunningApp(async ({ pid }: RunningApp) => {
      file = path.join(folder, `${'n'.repeat(251)}.dmp`);
      expect((await dumpOf({ pid })).problems()).toEqual([]);
    }));

  it('replaces an older one only when it is complete', () =>
    withRunningApp(async ({ pid }: RunningApp) => {
      writeFileSync(file, 'older');
      const thrower = (): never => {
        throw new Error('from the function');
      };
      await expect(writeMinidump({ pid, path: file, callback: thrower })).rejects.toThrow('from the function');
      expect(readFileSync(file, 'utf8')).toBe('older');
      expect(names(await dumpOf({ pid }))).toContain('app.exe');
    }));

  it('does not exist after an abort, and the next one is written after it', () =>
    withRunningApp(async ({ pid }: RunningApp) => {
      const stop = new AbortController();
      const onProgress = (): void => {
        stop.abort(new Error('enough'));
      };
      const written = writeMinidump({ pid, path: file, type: 'normal', onProgress, signal: stop.signal });
      await expect(written).rejects.toThrow('enough');
      await dbghelp.run(() => undefined);
      const other = path.join(folder, 'other.dmp');
      await writeMinidump({ pid, path: other });
      expect(readdirSync(folder)).toEqual(['other.dmp']);
    }));

  it('leaks no handle, with any outcome', () =>
    withRunningApp(async ({ pid }: RunningApp) => {
      const countHandles = windowsFunction('kernel32.dll', 'GetProcessHandleCount', 'int', ['intptr_t', 'void *']);
      const handles = (): number => {
        const count = new Uint32Array(1);
        countHandles(-1, count);
        return count[0]!;
      };
      const round = async (): Promise<void> => {
        await writeMinidump({ pid, path: file, type: 'normal', threads: () => true });
        const options = { pid, path: file, type: 'normal' } as const;
        await writeMinidump({ ...options, threads: () => Buffer.alloc(-1) as never }).catch(() => undefined);
        await writeMinidump({ ...options, path: path.join(folder, 'no', 'a.dmp') }).catch(() => undefined);
        await writeMinidump({ ...options, exception: { threadId: 4, pointers: 16n } }).catch(() => undefined);
      };
      await round();
      const before = handles();
      const rounds = 2;
      for (let left = rounds; left > 0; left--) await round();
      expect(handles() - before).toBeLessThan(rounds);
    }));

  const twin = variant === 'x64' ? 'x86' : 'x64';
  const promise =
    variant === 'x64' ? 'of 32 bits is written by a 64-bit Node.js' : 'of 64 bits is refused by a 32-bit one';
  itWhere('dumps32BitProcesses', promise, async () => {
    const other = spawn(bin(twin, 'app.exe'), { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      await once(other.stdout, 'data');
      if (variant === 'x64') expect(names(await dumpOf({ pid: other.pid! }))).toContain('app.exe');
      else {
        const refused = writeMinidump({ pid: other.pid!, path: file });
        await expect(refused).rejects.toMatchObject({ code: 'DBGHELP_WRONG_BITNESS' });
        await expect(refused).rejects.toThrow(/`pid` \d+ is a 64-bit process/);
        expect(readdirSync(folder)).toEqual([]);
      }
    } finally {
      other.kill();
    }
  });
});

describe('a dump that cannot be written is an error, and leaves no file', () => {
  it('a missing process', async () => {
    const refused = writeMinidump({ pid: 0x7fff_fff0, path: file });
    await expect(refused).rejects.toMatchObject({ code: 'DBGHELP_PROCESS_NOT_FOUND', api: 'OpenProcess' });
    await expect(refused).rejects.toThrow('writeMinidump: `pid` 2147483632 does not exist');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('a file in a missing folder, a folder as a file, and a file that others have open', () =>
    withRunningApp(async ({ pid }: RunningApp) => {
      const missing = writeMinidump({ pid, path: path.join(folder, 'no', 'app.dmp') });
      await expect(missing).rejects.toMatchObject({ code: 'DBGHELP_NOT_FOUND', api: 'CreateFileW' });
      await expect(missing).rejects.toThrow(/`path` .*app\.dmp cannot be written/);

      const directory = writeMinidump({ pid, path: folder });
      await expect(directory).rejects.toMatchObject({ code: 'DBGHELP_INVALID_PARAMETER' });
      await expect(directory).rejects.toThrow(/`path` .* is a folder/);

      const parameters = ['str16', 'uint32_t', 'uint32_t', 'void *', 'uint32_t', 'uint32_t', 'intptr_t'];
      const create = windowsFunction('kernel32.dll', 'CreateFileW', 'intptr_t', parameters);
      const close = windowsFunction('kernel32.dll', 'CloseHandle', 'int', ['intptr_t']);
      const [write, createAlways] = [0x4000_0000, 2];
      const taken = create(file, write, 0, null, createAlways, 0, 0);
      const busy = writeMinidump({ pid, path: file, type: 'normal' });
      await expect(busy).rejects.toMatchObject({ code: 'DBGHELP_ACCESS_DENIED' });
      close(taken);
      expect(readdirSync(folder)).toEqual(['app.dmp']);
    }));

  it('a file that cannot be replaced is noticed before the dump is written', () =>
    withRunningApp(async ({ pid }: RunningApp) => {
      const written = jest.fn();
      const write = (): Promise<unknown> => writeMinidump({ pid, path: file, onProgress: written });
      writeFileSync(file, 'the good one');
      chmodSync(file, 0o444);
      await expect(write()).rejects.toMatchObject({ code: 'DBGHELP_ACCESS_DENIED' });
      chmodSync(file, 0o666);

      const parameters = ['str16', 'uint32_t', 'uint32_t', 'void *', 'uint32_t', 'uint32_t', 'intptr_t'];
      const open = windowsFunction('kernel32.dll', 'CreateFileW', 'intptr_t', parameters);
      const close = windowsFunction('kernel32.dll', 'CloseHandle', 'int', ['intptr_t']);
      const [read, shareReading, openExisting] = [0x8000_0000, 1, 3];
      const taken = open(file, read, shareReading, null, openExisting, 0, 0);
      await expect(write()).rejects.toMatchObject({ code: 'DBGHELP_ACCESS_DENIED', api: 'CreateFileW' });
      close(taken);

      expect(written).not.toHaveBeenCalled();
      expect(readdirSync(folder)).toEqual(['app.dmp']);
      expect(readFileSync(file, 'utf8')).toBe('the good one');
    }));

  it('a process by a handle without the right to query it', () =>
    withRunningApp(async ({ pid }: RunningApp) => {
      const open = windowsFunction('kernel32.dll', 'OpenProcess', 'intptr_t', ['uint32_t', 'int', 'uint32_t']);
      const close = windowsFunction('kernel32.dll', 'CloseHandle', 'int', ['intptr_t']);
      const synchronize = 0x10_0000;
      const handle = open(synchronize, 0, pid) as number | bigint;
      const refused = writeMinidump({ handle, path: file });
      await expect(refused).rejects.toMatchObject({ code: 'DBGHELP_ACCESS_DENIED', api: 'GetProcessId' });
      close(handle);
      expect(readdirSync(folder)).toEqual([]);
    }));

  it('an exception at an invalid address', () =>
    withRunningApp(async ({ pid, threads }: RunningApp) => {
      const [threadId] = threads.keys();
      for (const clientPointers of [true, false]) {
        const exception = { threadId: threadId!, pointers: 0x10n, clientPointers };
        const refused = writeMinidump({ pid, path: file, exception });
        await expect(refused).rejects.toThrow(RangeError);
        await expect(refused).rejects.toThrow('`exception.pointers`');
      }
      expect(readdirSync(folder)).toEqual([]);
    }));
});

describe('a dump of the own process', () => {
  const builtFolder = process.env['DBGHELP_BUILT']!;
  const built = jest.requireActual<typeof DbgHelpPackage>(builtFolder);

  it('is written by another process', async () => {
    const options = { pid: 'self', type: 'normal', comment: 'own', modules: { exclude: ['koffi.node'] } } as const;
    const dump = await dumpOf(options, built.writeMinidump);
    expect(dump.miscInfo?.processId).toBe(process.pid);
    expect(names(dump)).toContain(path.basename(process.execPath).toLowerCase());
    expect(names(dump)).not.toContain('koffi.node');
    expect(dump.threads.length).toBeGreaterThan(1);
    expect(dump.comment).toBe('own');
  });

  it('is written by the process itself with helper: false', () => {
    // In a separate process: suspending all other threads must not affect the tests.
    const script = `require(${JSON.stringify(builtFolder)}).writeMinidump({ pid: 'self', helper: false, type: 'normal',
      comment: 'own', path: ${JSON.stringify(file)} }).then(({ pid }) => console.log(pid))`;
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', timeout: 180_000 });
    expect(stderr).toBe('');
    const dump = Minidump.from(readFileSync(file));
    expect(dump.miscInfo?.processId).toBe(Number(stdout));
    expect(dump.comment).toBe('own');
    expect(dump.threads.length).toBeGreaterThan(1);
  });

  it('passes on the error of the helper', async () => {
    const refused = built.writeMinidump({ pid: 'self', path: path.join(folder, 'no', 'app.dmp') });
    await expect(refused).rejects.toMatchObject({ code: 'DBGHELP_NOT_FOUND', api: 'CreateFileW', win32Code: 3 });
    const nowhere = { threadId: 5, pointers: 0x10n };
    const wrong = built.writeMinidump({ pid: 'self', path: file, exception: nowhere });
    await expect(wrong).rejects.toThrow(RangeError);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('does not exist after an abort, and its helper ends', async () => {
    const stop = new AbortController();
    const written = built.writeMinidump({ pid: 'self', path: file, signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(written).rejects.toThrow('enough');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['callback', true],
    ['onProgress', true],
    ['modules', true],
    ['threads', true],
    ['memory', true],
    ['modules', false],
  ])('cannot call a function: %s, with a helper %s', async (option, withHelper) => {
    const given = { [option]: () => undefined, ...(withHelper ? {} : { helper: false as const }) };
    const refused = writeMinidump({ pid: process.pid, path: file, ...given });
    await expect(refused).rejects.toThrow(TypeError);
    await expect(refused).rejects.toThrow(`writeMinidump: \`${option}\` would have to be answered by this process`);
  });

  it('accepts filters of data only if another process writes it', async () => {
    const refused = writeMinidump({ pid: 'self', path: file, helper: false, modules: { exclude: ['a.dll'] } });
    await expect(refused).rejects.toThrow(/`modules` .* leave out `helper: false`/);
  });

  it.each([
    ['is not there', { execPath: 'C:\\no\\such\\node.exe' }, /no.such.node\.exe could not be started: .*ENOENT/],
    ['is no Node.js', { execPath: app, timeout: 500 }, /app\.exe did not start as a Node\.js within 500 ms/],
    ['takes no such option', { execArgv: ['--no-such-option'] }, /ended with 9 .* and said: .*--no-such-option/],
  ])('tells the reason if the helper %s', async (_what, broken, words) => {
    const refused = writeMinidump({ pid: 'self', path: file, helper: broken });
    await expect(refused).rejects.toMatchObject({ name: 'DbgHelpError', code: 'DBGHELP_HELPER_FAILED' });
    await expect(refused).rejects.toThrow(words);
    expect(readdirSync(folder)).toEqual([]);
  });
});
