import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  CONTEXT,
  MINIDUMP_CALLBACK_INPUT,
  MINIDUMP_CALLBACK_OUTPUT,
  MINIDUMP_CALLBACK_TYPE,
  MODULE_WRITE_FLAGS,
  addressOf,
  writeMinidump,
  type MINIDUMP_CALLBACK_ROUTINE,
  type WriteMinidumpOptions,
  type WriteProgress,
} from '../../../../lib';
import { dumpRoutine, type Ending } from '../../../../lib/minidump/write/write-callback';
import { checkRequest } from '../../../../lib/minidump/write/write-options';
import { app } from '../../fixtures';
import { loadProbe, pointerBits, type Probe } from '../../probe';
import { withRunningApp } from '../../running-app';

/**
 * The answers to DbgHelp while a dump is written: on the probe, and without a DLL for questions that it does not ask.
 */

// The probe asks its questions and writes nothing.
jest.mock('../../../../lib/minidump/write/written-dump', () => ({ checkWritten: () => Promise.resolve() }));

let probe: Probe;
let child: ChildProcess;
let pid: number;
let folder: string;
let file: string;
beforeAll(async () => {
  probe = await loadProbe();
  child = spawn(app, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout!, 'data');
  pid = child.pid!;
});
afterAll(() => child.kill());
beforeEach(() => {
  probe.reset();
  folder = mkdtempSync(path.join(os.tmpdir(), 'dbghelp-'));
  file = path.join(folder, 'app.dmp');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const questions = ['IncludeModule', 'IncludeThread', 'Module', 'Thread', 'Cancel', 'Memory'] as const;

type Options = Partial<WriteMinidumpOptions>;

/** Writes with the probe, which asks its questions `rounds` times, and returns the answers that it got. */
async function answers(options: Options, rounds = 1): Promise<Record<string, [result: number, written: string]>[]> {
  probe.callbacks('MiniDumpWriteDump', rounds * questions.length, 'never');
  await writeMinidump({ pid, path: file, dbghelp: probe.dll, ...options });
  return told(rounds);
}

function told(rounds = 1): Record<string, [result: number, written: string]>[] {
  const records = probe.callbackRecords();
  return Array.from({ length: rounds }, (_, round) =>
    Object.fromEntries(
      questions.map((name, at) => {
        const { result, written } = records[round * questions.length + at]!;
        return [name, [Number(result), written.toString('hex')]];
      }),
    ),
  );
}

/** The initial value of `output` in the probe, and the values after flags of 0 and of 1. */
const before = '7f00000000000000';
const nothing = '0000000000000000';
const word = (...values: number[]): string => Buffer.from(Uint32Array.from(values).buffer).toString('hex');

it('gets no callback without a reason for one', async () => {
  const thread = new Uint8Array(CONTEXT.byteLength + 256);
  const pointers = pointerBits === 64 ? new BigUint64Array(2) : new Uint32Array(2);
  pointers.fill((pointerBits === 64 ? addressOf(thread) : Number(addressOf(thread))) as never);
  await writeMinidump({
    pid,
    path: file,
    type: ['fullMemory', 'handleData'],
    dbghelp: probe.dll,
    comment: 'é',
    userStreams: [{ type: 0x1_0000, data: Buffer.from('data') }],
    exception: { threadId: 77, pointers: addressOf(pointers), clientPointers: false },
  });
  const { arguments: given, copies } = probe.record();
  expect(given[3]).toBe(6n);
  expect(given[6]).toBe(0n);
  const exception = copies.get(4)!;
  expect(exception.readUInt32LE(0)).toBe(77);
  expect(exception.readUInt32LE(4 + pointerBits / 8)).toBe(0);
  const at = pointerBits === 64 ? exception.readBigUInt64LE(4) : BigInt(exception.readUInt32LE(4));
  expect(at).toBe(addressOf(pointers));
  expect(copies.get(5)!.readUInt32LE(0)).toBe(2);
});

it('an abort cancels through CancelCallback, and leaves no file', async () => {
  const stop = new AbortController();
  const reason = new Error('enough');
  const onProgress = jest.fn(() => {
    stop.abort(reason);
  });
  probe.callbacks('MiniDumpWriteDump', 2 * questions.length, 'never');
  const written = writeMinidump({ pid, path: file, dbghelp: probe.dll, onProgress, signal: stop.signal });
  await expect(written).rejects.toBe(reason);
  await probe.dll.run(() => undefined);
  expect(onProgress).toHaveBeenCalledTimes(1);
  const [first, second] = told(2);
  expect(first!['Module']).toEqual([1, before]);
  expect(first!['Thread']).toEqual([0, before]);
  expect(first!['Cancel']).toEqual([1, word(1, 1)]);
  expect(second).toMatchObject({ Module: [0, before], Cancel: [1, word(1, 1)], Memory: [0, before] });
  await gone();
});

it('an unaborted signal makes DbgHelp ask again', async () => {
  const [only] = await answers({ signal: new AbortController().signal });
  expect(only).toEqual({
    IncludeModule: [1, before],
    IncludeThread: [1, before],
    Module: [1, before],
    Thread: [1, before],
    Cancel: [1, word(1, 0)],
    Memory: [0, before],
  });
});

it('an abort frees the caller at once, and the queue when the DLL has returned', async () => {
  const stop = new AbortController();
  probe.hold('MiniDumpWriteDump');
  const written = writeMinidump({ pid, path: file, dbghelp: probe.dll, signal: stop.signal });
  await probe.entered();
  expect(readdirSync(folder)).toEqual([
    expect.stringMatching(new RegExp(`^app\\.dmp\\.${String(process.pid)}-[0-9a-f]{8}\\.partial$`)),
  ]);
  let waiting = true;
  const next = probe.dll.SymGetOptions().then(() => (waiting = false));
  stop.abort(new Error('enough'));
  await expect(written).rejects.toThrow('enough');
  expect(probe.inside()).toBe(1);
  expect(waiting).toBe(true);
  probe.release('MiniDumpWriteDump');
  await next;
  await gone();
});

it('an abort while it waits for its turn prevents the turn', async () => {
  const stop = new AbortController();
  probe.hold('SymGetOptions');
  const holding = probe.dll.run((api) => api.SymGetOptions.async());
  await probe.entered();
  const written = writeMinidump({ pid, path: file, dbghelp: probe.dll, signal: stop.signal });
  stop.abort(new Error('too late'));
  await expect(written).rejects.toThrow('too late');
  probe.release('SymGetOptions');
  await holding;
  await probe.dll.run(() => undefined);
  expect(probe.calls('MiniDumpWriteDump')).toBe(0);
  await gone();
});

it.each<[string, (thrower: () => never) => Options]>([
  ['callback', (callback) => ({ callback })],
  ['modules', (modules) => ({ modules })],
  ['threads', (threads) => ({ threads })],
  ['onProgress', (onProgress) => ({ onProgress })],
])('an exception in %s ends the dump and rejects it', async (_name, options) => {
  const error = new Error('from the function');
  const thrower = jest.fn(() => {
    throw error;
  });
  await expect(answers(options(thrower as never))).rejects.toBe(error);
  expect(thrower).toHaveBeenCalledTimes(1);
  expect(told()[0]).toMatchObject({ Thread: [0, expect.anything()], Cancel: [1, word(1, 1)] });
  expect(readdirSync(folder)).toEqual([]);
});

it.each<[string, Options]>([
  ['modules', { modules: () => 'all' as never }],
  ['threads', { threads: () => -1 }],
  ['callback', { callback: () => 1 as never }],
])('an invalid result of %s is refused', async (_name, options) => {
  await expect(answers(options)).rejects.toThrow(/result/);
  expect(readdirSync(folder)).toEqual([]);
});

it('filters leave parts out, and set the flags', async () => {
  const [first, second, third] = await answers(
    {
      // The probe's modules are mod0.dll, mod6.dll and so on in C:\probe; its threads are 4000 and up.
      modules: { exclude: ['MOD8.*'], flags: { 'mod14.???': MODULE_WRITE_FLAGS.ModuleWriteModule } },
      threads: { include: [4003, 4007, 4015], flags: { 4015: 5 } },
    },
    3,
  );
  expect(first).toMatchObject({ Module: [1, before], IncludeThread: [0, before], Thread: [1, before] });
  // FALSE would end the dump in some DLLs, so a part that is left out gets no flags.
  expect(second).toMatchObject({ Module: [1, nothing], IncludeThread: [1, before], Thread: [1, nothing] });
  expect(third).toMatchObject({ Module: [1, word(1, 0)], Thread: [1, word(5, 0)] });
});

it('a module is left out by its base before DbgHelp tells more about it', async () => {
  const [first, second] = await answers({ modules: { exclude: [0x1000_0000n] } }, 2);
  expect(first).toMatchObject({ IncludeModule: [0, before] });
  expect(second).toMatchObject({ IncludeModule: [1, before], Module: [1, before] });
});

it('predicates are called once for each, with the known facts', async () => {
  const modules = jest.fn((module: { readonly size: number }) => module.size > 0x5000);
  const threads = jest.fn((thread: { readonly id: number }) => (thread.id === 4003 ? 1 : undefined));
  const [only] = await answers({ modules, threads });
  expect(modules.mock.calls).toEqual([
    [expect.objectContaining({ path: 'C:\\probe\\mod2.dll', name: 'mod2.dll', size: 0x5000 })],
  ]);
  expect(threads.mock.calls).toEqual([[{ id: 4001 }], [{ id: 4003 }]]);
  expect(only).toMatchObject({ Module: [1, nothing], IncludeThread: [1, before], Thread: [1, word(1, 0)] });
});

it('additional memory is listed until there is no more', async () => {
  const include = [
    { start: 0x1234_0000n, size: 0x2000 },
    { start: 0x20, size: 1 },
  ];
  const rounds = await answers({ memory: { include } }, 3);
  // The probe records only MemoryBase.
  expect(rounds.map((round) => round['Memory'])).toEqual([
    [1, word(0x1234_0000, 0)],
    [1, word(0x20, 0)],
    [0, nothing],
  ]);
});

it('progress counts the included modules and threads', async () => {
  const seen: WriteProgress[] = [];
  await answers({ threads: { exclude: [4003] }, onProgress: (progress) => seen.push(progress) }, 2);
  expect(seen).toEqual([
    { kind: 'module', done: 1, module: expect.objectContaining({ name: 'mod2.dll' }) as never },
    { kind: 'module', done: 2, module: expect.objectContaining({ name: 'mod8.dll' }) as never },
    { kind: 'thread', done: 1, thread: { id: 4009 } },
  ]);
});

it('the user’s callback comes first, and filters answer the remaining questions', async () => {
  const asked: number[] = [];
  const callback: MINIDUMP_CALLBACK_ROUTINE = (input, output) => {
    asked.push(input.CallbackType);
    if (input.CallbackType !== MINIDUMP_CALLBACK_TYPE.ThreadCallback) return undefined;
    output.ThreadWriteFlags = 0x33;
    return true;
  };
  const [only] = await answers({ callback, threads: () => false, modules: () => false });
  expect(asked).toEqual([4, 3, 0, 1, 6, 5]);
  expect(only).toMatchObject({ IncludeThread: [0, before], Module: [1, nothing], Thread: [1, word(0x33, 0)] });
});

it('a failure is an error with the message of its HRESULT, and leaves no file', async () => {
  probe.fails('MiniDumpWriteDump', 0x8007_0005);
  const refused = answers({ signal: new AbortController().signal });
  await expect(refused).rejects.toMatchObject({
    code: 'DBGHELP_ACCESS_DENIED',
    api: 'MiniDumpWriteDump',
    win32Code: 0x8007_0005,
  });
  await expect(refused).rejects.toThrow(/^MiniDumpWriteDump: Access.denied\W+0x80070005/i);
  expect(readdirSync(folder)).toEqual([]);
});

describe('a dump of a process by a handle', () => {
  it('leaves the handle open', () =>
    withRunningApp(async ({ pid, handle }) => {
      const path = file;
      await expect(writeMinidump({ handle, path, dbghelp: probe.dll })).resolves.toMatchObject({ pid, path });
      await expect(writeMinidump({ handle, path, dbghelp: probe.dll })).resolves.toMatchObject({ pid, path });
      expect(probe.records().map(({ arguments: given }) => given[0])).toEqual([handle, handle]);
    }));

  it('refuses an invalid handle', async () => {
    const refused = writeMinidump({ handle: 0x7777_7770, path: file, dbghelp: probe.dll });
    await expect(refused).rejects.toMatchObject({ code: 'DBGHELP_INVALID_HANDLE', api: 'GetProcessId' });
    expect(probe.calls()).toBe(0);
  });
});

describe('questions that few DLLs ask', () => {
  const ask = (
    options: Options,
    questionType: number,
    fill: (output: MINIDUMP_CALLBACK_OUTPUT) => void = () => undefined,
  ) => {
    const ending: Ending = {};
    const routine = dumpRoutine(checkRequest({ pid: 1234, path: file, ...options }), ending)!;
    return () => {
      const input = MINIDUMP_CALLBACK_INPUT.alloc();
      input.CallbackType = questionType;
      const output = MINIDUMP_CALLBACK_OUTPUT.alloc();
      fill(output);
      return { answer: routine(input, output), output, ending };
    };
  };

  it('RemoveMemoryCallback: memory to leave out, until there is no more', () => {
    const exclude = [{ start: 0x5000n, size: 0x10 }];
    const next = ask({ memory: { exclude } }, MINIDUMP_CALLBACK_TYPE.RemoveMemoryCallback);
    expect(next()).toMatchObject({ answer: true, output: { MemoryBase: 0x5000n, MemorySize: 0x10 } });
    expect(next()).toMatchObject({ answer: false, output: { MemoryBase: 0n, MemorySize: 0 } });
  });

  const region = (output: MINIDUMP_CALLBACK_OUTPUT): void => {
    output.VmRegion.BaseAddress = 0x7ff0_0000_0000n;
    output.VmRegion.RegionSize = 0x3000n;
    output.VmRegion.State = 0x1000;
    output.VmRegion.Protect = 4;
    output.VmRegion.Type = 0x20000;
  };
  const { IncludeVmRegionCallback } = MINIDUMP_CALLBACK_TYPE;

  it('IncludeVmRegionCallback: a predicate decides on each region', () => {
    const memory = jest.fn(() => false);
    expect(ask({ memory }, IncludeVmRegionCallback, region)()).toMatchObject({
      answer: true,
      output: { Continue: true, VmRegion: { RegionSize: 0n } },
    });
    expect(memory.mock.calls).toEqual([
      [{ start: 0x7ff0_0000_0000n, size: 0x3000n, state: 0x1000, protect: 4, type: 0x20000 }],
    ]);
    const kept = ask({ memory: () => undefined }, IncludeVmRegionCallback, region)();
    expect(kept).toMatchObject({ answer: true, output: { Continue: true, VmRegion: { RegionSize: 0x3000n } } });
  });

  it.each<[bigint, number, bigint, bigint]>([
    [0x7ff0_0000_0000n, 0x3000, 0n, 0n],
    [0x7fef_ffff_f000n, 0x10000, 0n, 0n],
    [0x7ff0_0000_0000n, 0x2001, 0n, 0n],
    [0x7ff0_0000_0000n, 1, 0x1000n, 0x2000n],
    [0x7ff0_0000_0fffn, 2, 0x2000n, 0x1000n],
    [0x7ff0_0000_1000n, 0x3000, 0n, 0x1000n],
    [0x7ff0_0000_2fffn, 1, 0n, 0x2000n],
    [0x7fef_ffff_f000n, 0x1000, 0n, 0x3000n],
    [0x7ff0_0000_3000n, 0x1000, 0n, 0x3000n],
  ])('IncludeVmRegionCallback: with %i and %i bytes left out, from %i on %i are kept', (start, size, from, left) => {
    const { answer, output } = ask({ memory: { exclude: [{ start, size }] } }, IncludeVmRegionCallback, region)();
    const { BaseAddress, RegionSize } = output.VmRegion;
    expect([answer, output.Continue, BaseAddress - 0x7ff0_0000_0000n, RegionSize]).toEqual([true, true, from, left]);
  });

  it('a predicate for memory with an invalid result ends the dump', () => {
    const { answer, ending } = ask({ memory: () => 5 as never }, IncludeVmRegionCallback, region)();
    expect(answer).toBe(false);
    expect(ending.thrown?.error).toBeInstanceOf(TypeError);
  });

  it.each(['IoStartCallback', 'SecondaryFlagsCallback', 'VmStartCallback', 'ReadMemoryFailureCallback'] as const)(
    '%s is left to DbgHelp',
    (name) => {
      const { answer, output } = ask({ modules: {}, memory: {} }, MINIDUMP_CALLBACK_TYPE[name])();
      expect(answer).toBeUndefined();
      expect(Buffer.from(output.bytes).every((byte) => byte === 0)).toBe(true);
    },
  );
});

/** Waits until the file is removed, a moment after the DLL has returned. */
async function gone(): Promise<void> {
  for (const end = Date.now() + 120_000; readdirSync(folder).length > 0 && Date.now() < end;) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(readdirSync(folder)).toEqual([]);
}
