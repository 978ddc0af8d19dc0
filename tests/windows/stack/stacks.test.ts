import { setTimeout as sleep } from 'node:timers/promises';
import {
  CONTEXT_AMD64,
  CONTEXT_FLAGS,
  CONTEXT_X86,
  dbghelp,
  SymbolSession,
  walkProcess,
  walkThread,
  type StackFrame,
  type ThreadStack,
} from '../../../lib';
import { whileSuspended } from '../../../lib/win32/threads';
import { can } from '../capabilities';
import { bin, truth, variant } from '../fixtures';
import { windowsFunction } from '../real-dll';
import { startApp, suspendCounts, withRunningApp, type StartedApp } from '../running-app';

const is32 = process.arch === 'ia32';

/** The frames of app.exe's threads below those of Windows, with the lines of the calls in src/app and src/scene. */
const firstThread = [
  ['app::wait_for_ever', 39],
  ['app::wait_for_ever', 34],
  ['app::wait_for_ever', 34],
  ['app::on_node', 49],
  ['scene::walk', 42],
  ['scene_visit', 133],
  ['app::run_rounds', 58],
  ['app::app_main', 71],
  ['AppEntry', 76],
];
const secondThread = [
  ['app::wait_for_ever', 39],
  ['app::wait_for_ever', 34],
  ['app::worker', 64],
];

const isOurs = ({ symbol }: StackFrame): boolean => symbol?.module === 'app' || symbol?.module === 'scene';
const oursOf = ({ frames }: ThreadStack): unknown[] =>
  frames.filter(isOurs).map(({ symbol }) => [symbol?.name, symbol?.level === 'line' && symbol.source?.line]);

/** Windows may run threads of its own in the process. */
const ourStacks = (stacks: readonly ThreadStack[]): ThreadStack[] =>
  stacks.filter((stack) => oursOf(stack).length > 0).sort((a, b) => b.frames.length - a.frames.length);

/** Most tests share one, so that its symbols are loaded once. */
let app: StartedApp;
let session: SymbolSession;
let pid: number;
let threadId: number;

beforeAll(async () => {
  app = await startApp();
  ({ pid } = app);
  threadId = [...app.threads.keys()][0]!;
  session = await SymbolSession.open({ process: pid });
});

afterEach(() => {
  expectRunning();
});

afterAll(async () => {
  await session.close();
  app.stop();
});

function expectRunning(): void {
  expect(suspendCounts(app)).toEqual([...app.threads].map(() => 0));
}

function expectStacks(stacks: readonly ThreadStack[]): void {
  const [first, second, ...others] = ourStacks(stacks);
  expect(oursOf(first!)).toEqual(firstThread);
  expect(oursOf(second!)).toEqual(secondThread);
  expect(others).toEqual([]);
  for (const { end, error, frames } of [first!, second!]) {
    expect({ end, error }).toEqual({ end: 'complete', error: null });
    frames.forEach((frame, index) => {
      const innermost = index === 0;
      expect(frame.foundBy === 'context').toBe(innermost);
      expect(frame.lookupAddress).toBe(innermost ? frame.address : frame.address - 1n);
      expect(frame.returnAddress).toBe(frames[index + 1]?.address ?? 0n);
      if (!innermost) expect(frame.stackPointer).toBeGreaterThan(frames[index - 1]!.stackPointer);
    });
  }
}

describe('walkProcess', () => {
  it('gives the stacks of all threads, in the order of the calls in the sources', async () => {
    const given: ThreadStack[] = [];
    const stacks = await walkProcess(pid, { onThread: (stack) => given.push(stack) });
    expectStacks(stacks);
    expect(given).toEqual(stacks);
    expect(stacks.map((stack) => stack.threadId)).toEqual([...app.threads.keys()]);
    expectStacks(await walkProcess(pid, { session }));
  });

  it('gives displacements from the return address, and how frames were found', async () => {
    const [stack] = ourStacks(await walkProcess(pid, { session }));
    const modules = await session.modules();
    for (const { address, symbol } of stack!.frames.filter(isOurs)) {
      const { base } = modules.find(({ name }) => name === symbol!.module)!;
      const known = truth(symbol!.module === 'app' ? `app-${variant}` : variant).functions;
      const { rva } = known.find(({ name }) => name === symbol!.name)!;
      expect(symbol).toMatchObject({ address, displacement: address - base - BigInt(rva), inlined: [] });
    }
    const found = stack!.frames.filter(isOurs).map(({ foundBy }) => foundBy);
    // kernelbase called the innermost one, and DLLs differ in what they know about it.
    const by = is32 && !can('usesFrameData') ? 'frame-pointer' : 'unwind-info';
    expect(new Set(found.slice(1))).toEqual(new Set([by]));
  });

  const twin = is32 ? 'refuses a 64-bit process' : 'walks a 32-bit process';
  it(twin, () =>
    withRunningApp(
      async (other) => {
        if (is32) {
          await expect(walkProcess(other.pid)).rejects.toMatchObject({ code: 'DBGHELP_WRONG_BITNESS' });
        } else {
          const stacks = await walkProcess(other.pid);
          expectStacks(stacks);
          const pointers = stacks.flatMap(({ frames }) => frames.map(({ framePointer }) => framePointer));
          for (const pointer of pointers) expect(pointer).toBeLessThan(2n ** 32n);
        }
        expect(suspendCounts(other)).toEqual([...other.threads].map(() => 0));
      },
      bin(is32 ? 'x64' : 'x86', 'app.exe'),
    ),
  );

  it('leaves out threads that end, and refuses a thread of another process by name', () =>
    withRunningApp(async (other) => {
      const [first, second] = [...other.threads];
      windowsFunction('kernel32.dll', 'TerminateThread', 'int', ['intptr_t', 'uint32_t'])(second![1], 0);
      windowsFunction('kernel32.dll', 'WaitForSingleObject', 'uint32_t', ['intptr_t', 'uint32_t'])(second![1], 5000);
      await using its = await SymbolSession.open({ process: other.pid });
      const stacks = await walkProcess(other.pid, { session: its, maxFrames: 1 });
      expect(stacks.map((stack) => stack.threadId)).toContain(first![0]);
      expect(stacks.map((stack) => stack.threadId)).not.toContain(second![0]);
      const ended = walkThread({ process: other.pid, threadId: second![0], session: its });
      await expect(ended).rejects.toMatchObject({ code: 'DBGHELP_THREAD_NOT_FOUND' });
      const foreign = walkThread({ process: pid, threadId: first![0], session });
      await expect(foreign).rejects.toThrow(/`threadId` \d+ is no thread of process \d+/);
      await expect(walkProcess(pid, { session: its })).rejects.toThrow(/`session` must be a session of process \d+/);
    }));

  it('stops when its caller stops it', async () => {
    const reason = new Error('enough');
    const aborted = AbortSignal.abort(reason);
    await expect(walkProcess(pid, { signal: aborted })).rejects.toBe(reason);
    await expect(walkProcess(pid, { signal: aborted, session })).rejects.toBe(reason);

    const between = new AbortController();
    const onThread = jest.fn(() => {
      between.abort(reason);
    });
    await expect(walkProcess(pid, { session, signal: between.signal, onThread })).rejects.toBe(reason);
    expect(onThread).toHaveBeenCalledTimes(1);

    const throwing = (): never => {
      throw reason;
    };
    await expect(walkProcess(pid, { session, onThread: throwing })).rejects.toBe(reason);
  });

  it('suspends nothing while it loads symbols, and can be stopped there', async () => {
    const reason = new Error('enough');
    const inside = new AbortController();
    await using fresh = await SymbolSession.open({ process: pid });
    const loading = new Promise((resolve) => fresh.on('diagnostic', resolve));
    const walked = walkProcess(pid, { session: fresh, signal: inside.signal });
    await loading;
    expectRunning();
    inside.abort(reason);
    await expect(walked).rejects.toBe(reason);
  });

  it('ends with its session', async () => {
    const closing = await SymbolSession.open({ process: pid });
    const walked = walkProcess(pid, { session: closing, maxFrames: 1, onThread: () => void closing.close() });
    await expect(walked).rejects.toMatchObject({ code: 'DBGHELP_CLOSED' });
    await expect(walkProcess(pid, { session: closing })).rejects.toMatchObject({ code: 'DBGHELP_CLOSED' });
  });

  it('fails with the error of a frame’s look-up', async () => {
    const broken = new Error('no symbols today');
    const lookup = jest.spyOn(session.core.reader, 'symbolAt').mockImplementation(() => {
      throw broken;
    });
    try {
      await expect(walkProcess(pid, { session })).rejects.toBe(broken);
    } finally {
      lookup.mockRestore();
    }
  });

  it('lets the process run on', async () => {
    const { address } = (await session.findSymbol('app!app::g_rounds'))!;
    const parameters = ['intptr_t', 'uintptr_t', 'void *', 'uintptr_t', 'void *'];
    const read = windowsFunction('kernel32.dll', 'ReadProcessMemory', 'int', parameters);
    const rounds = (): number => {
      const value = new Int32Array(1);
      expect(read(app.handle, address, value, 4, null)).toBe(1);
      return value[0]!;
    };
    await walkProcess(pid, { session, maxFrames: 3 });
    const before = rounds();
    for (let tries = 0; rounds() === before && tries < 200; tries++) await sleep(10);
    expect(rounds()).toBeGreaterThan(before);
  });
});

describe('walkThread', () => {
  it('leaves a suspended thread suspended; walks up to the requested depth, and from given registers', async () => {
    const thread = app.threads.get(threadId)!;
    windowsFunction('kernel32.dll', 'SuspendThread', 'uint32_t', ['intptr_t'])(thread);
    try {
      const stack = await walkThread({ process: pid, threadId, session });
      expect(oursOf(stack)).toEqual(firstThread);
      expect(stack).toMatchObject({ threadId, name: null, end: 'complete', error: null });
      expect(suspendCounts(app)).toEqual([1, ...[...app.threads].slice(1).map(() => 0)]);

      const { frames } = stack;
      const cut = await walkThread({ process: pid, threadId, session, maxFrames: 3 });
      expect(cut).toEqual({ ...stack, frames: frames.slice(0, 3), end: 'limit' });
      const whole = await walkThread({ process: pid, threadId, session, maxFrames: frames.length });
      expect(whole).toEqual(stack);

      const context = is32 ? CONTEXT_X86.alloc() : CONTEXT_AMD64.alloc();
      context.ContextFlags = is32 ? CONTEXT_FLAGS.i386_FULL : CONTEXT_FLAGS.AMD64_FULL;
      const get = windowsFunction('kernel32.dll', 'GetThreadContext', 'int', ['intptr_t', 'void *']);
      expect(get(thread, context.bytes)).toBe(1);
      const before = Buffer.from(context.bytes);
      const same = await walkThread({ process: pid, context, session });
      expect(same).toEqual({ ...stack, threadId: 0 });
      expect(Buffer.from(context.bytes)).toEqual(before);
      expect(suspendCounts(app)[0]).toBe(1);
    } finally {
      windowsFunction('kernel32.dll', 'ResumeThread', 'uint32_t', ['intptr_t'])(thread);
    }
  });

  it('resumes a thread after any failure while it is suspended', () => {
    const broken = new Error('no registers');
    const during = jest.fn(() => {
      throw broken;
    });
    const thread = Number(app.threads.get(threadId));
    expect(() => {
      whileSuspended(threadId, thread, false, during);
    }).toThrow(broken);
    expect(during).toHaveBeenCalledTimes(1);
  });

  it('gives the name of a thread', async () => {
    const name = windowsFunction('kernel32.dll', 'SetThreadDescription', 'int', ['intptr_t', 'str16']);
    const thread = app.threads.get(threadId)!;
    try {
      name(thread, 'W\u00e4chter 1');
      const stack = await walkThread({ process: pid, threadId, session, maxFrames: 1 });
      expect(stack.name).toBe('W\u00e4chter 1');
    } finally {
      name(thread, '');
    }
  });

  it('refuses to walk this process, and names the alternative', async () => {
    const own = walkThread({ process: 'self', threadId: 1 });
    await expect(own).rejects.toMatchObject({ code: 'DBGHELP_OWN_PROCESS' });
    await expect(own).rejects.toThrow(/^walkThread: .* helper process .*`context`/s);
    await expect(walkProcess(process.pid)).rejects.toMatchObject({ code: 'DBGHELP_OWN_PROCESS' });
  });

  it('names what is missing', async () => {
    const gone = walkThread({ process: pid, threadId: 0x7fff_fff0, session });
    await expect(gone).rejects.toMatchObject({ code: 'DBGHELP_THREAD_NOT_FOUND' });
    await using none = await SymbolSession.open();
    await expect(walkProcess(pid, { session: none })).rejects.toThrow(RangeError);
    await expect(walkProcess(0x7ffffff0)).rejects.toMatchObject({ code: 'DBGHELP_PROCESS_NOT_FOUND' });
    await dbghelp.run(() => expect(walkProcess(pid)).rejects.toMatchObject({ code: 'DBGHELP_REENTRANT' }));
  });

  it.each([
    ['options', TypeError, undefined],
    ['process', TypeError, { threadId: 1 }],
    ['process', TypeError, { process: '1', threadId: 1 }],
    ['process', RangeError, { process: 0, threadId: 1 }],
    ['threadId', TypeError, { process: 1 }],
    ['threadId', TypeError, { process: 1, threadId: 1n }],
    ['threadId', RangeError, { process: 1, threadId: -1 }],
    ['context', TypeError, { process: 1, context: {} }],
    ['context', TypeError, { process: 1, context: new Uint8Array(1232) }],
    ['session', TypeError, { process: 1, threadId: 1, session: {} }],
    ['maxFrames', RangeError, { process: 1, threadId: 1, maxFrames: 0 }],
    ['maxFrames', RangeError, { process: 1, threadId: 1, maxFrames: 65_537 }],
    ['maxFrames', TypeError, { process: 1, threadId: 1, maxFrames: '3' }],
    ['signal', TypeError, { process: 1, threadId: 1, signal: {} }],
  ])('refuses a bad %s with a %p', async (name, kind, options) => {
    const walked = walkThread(options as never);
    await expect(walked).rejects.toThrow(kind);
    await expect(walked).rejects.toThrow(`walkThread: \`${name}\` must be`);
  });

  it.each([
    ['pid', TypeError, 'app.exe', {}],
    ['pid', RangeError, 1.5, {}],
    ['options', TypeError, 1, null],
    ['onThread', TypeError, 1, { onThread: 1 }],
    ['session', TypeError, 1, { session: 1 }],
  ])('walkProcess refuses a bad %s with a %p', async (name, kind, pid, options) => {
    const walked = walkProcess(pid as never, options as never);
    await expect(walked).rejects.toThrow(kind);
    await expect(walked).rejects.toThrow(`walkProcess: \`${name}\` must be`);
  });

  it('closes its handles', async () => {
    const count = windowsFunction('kernel32.dll', 'GetProcessHandleCount', 'int', ['intptr_t', 'void *']);
    const handles = (): number => {
      const value = new Uint32Array(1);
      expect(count(-1, value)).toBe(1);
      return value[0]!;
    };
    const walk = (): Promise<unknown> => walkThread({ process: pid, threadId, session, maxFrames: 1 });
    await walk();
    await walkProcess(pid, { maxFrames: 1 });
    const before = handles();
    for (let round = 0; round < 200; round++) await walk();
    await walkProcess(pid, { session, maxFrames: 1 });
    await walkProcess(pid, { maxFrames: 1 });
    await walkThread({ process: pid, threadId: 0x7fff_fff0, session }).catch(() => undefined);
    expect(handles() - before).toBeLessThan(10);
  });
});
