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
} from '../../lib';
import { app as appImage, bin, truth, variant } from './fixtures';
import { windowsFunction } from './real-dll';
import { suspendCounts, withRunningApp, type RunningApp } from './running-app';

const is32 = process.arch === 'ia32';

/** The frames of app.exe's threads below those of Windows, with the lines of the calls, as in src/app and src/scene. */
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
  frames.filter(isOurs).map(({ symbol }) => [symbol?.name, symbol && 'source' in symbol && symbol.source?.line]);

/** Windows may have threads of its own in there. */
const ourStacks = (stacks: readonly ThreadStack[]): ThreadStack[] =>
  stacks.filter((stack) => oursOf(stack).length > 0).sort((a, b) => b.frames.length - a.frames.length);

const threadOf = ({ threads }: RunningApp): number => [...threads.keys()][0]!;

/** Runs a job with app.exe, and looks afterwards whether its threads still run. */
function inApp<T>(job: (app: RunningApp) => Promise<T>, image = appImage): Promise<T> {
  return withRunningApp(async (app) => {
    try {
      return await job(app);
    } finally {
      expect(suspendCounts(app)).toEqual([...app.threads].map(() => 0));
    }
  }, image);
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
  it('gives the stacks of all threads, as the sources call each other', () =>
    inApp(async ({ pid, threads }) => {
      const given: ThreadStack[] = [];
      const stacks = await walkProcess(pid, { onThread: (stack) => given.push(stack) });
      expectStacks(stacks);
      expect(given).toEqual(stacks);
      expect(stacks.map(({ threadId }) => threadId)).toEqual([...threads.keys()]);
    }));

  it('tells displacements from the return address, and how frames were found', () =>
    inApp(async ({ pid }) => {
      await using session = await SymbolSession.open({ process: pid });
      const [stack] = ourStacks(await walkProcess(pid, { session }));
      const modules = await session.modules();
      for (const { address, symbol } of stack!.frames.filter(isOurs)) {
        const { base } = modules.find(({ name }) => name === symbol!.module)!;
        const known = truth(symbol!.module === 'app' ? `app-${variant}` : variant).functions;
        const { rva } = known.find(({ name }) => name === symbol!.name)!;
        expect(symbol).toMatchObject({ address, displacement: address - base - BigInt(rva), inlined: [] });
      }
      const found = stack!.frames.filter(isOurs).map(({ foundBy }) => foundBy);
      // The innermost was called by kernelbase, of which DbgHelp knows what it likes.
      expect(new Set(found.slice(1))).toEqual(new Set([is32 ? 'frame-pointer' : 'unwind-info']));
    }));

  (is32 ? it.skip : it)('walks a 32-bit process (not here: only a 64-bit Node.js can see both)', () =>
    inApp(
      async ({ pid }) => {
        const stacks = await walkProcess(pid);
        expectStacks(stacks);
        for (const { framePointer } of stacks.flatMap(({ frames }) => frames))
          expect(framePointer).toBeLessThan(2n ** 32n);
      },
      bin('x86', 'app.exe'),
    ),
  );

  (is32 ? it : it.skip)('refuses a 64-bit process (not here: only a 32-bit Node.js must)', () =>
    inApp(
      async ({ pid }) => {
        await expect(walkProcess(pid)).rejects.toMatchObject({ code: 'DBGHELP_WRONG_BITNESS' });
      },
      bin('x64', 'app.exe'),
    ),
  );

  it('leaves out threads that end', () =>
    withRunningApp(async (app) => {
      const [first, second] = [...app.threads];
      windowsFunction('kernel32.dll', 'TerminateThread', 'int', ['intptr_t', 'uint32_t'])(second![1], 0);
      windowsFunction('kernel32.dll', 'WaitForSingleObject', 'uint32_t', ['intptr_t', 'uint32_t'])(second![1], 5000);
      const stacks = await walkProcess(app.pid);
      expect(stacks.map(({ threadId }) => threadId)).toContain(first![0]);
      expect(stacks.map(({ threadId }) => threadId)).not.toContain(second![0]);
      const ended = walkThread({ process: app.pid, threadId: second![0] });
      await expect(ended).rejects.toMatchObject({ code: 'DBGHELP_THREAD_NOT_FOUND' });
    }));

  it('stops where its caller stops it', () =>
    inApp(async (app) => {
      const reason = new Error('enough');
      const aborted = AbortSignal.abort(reason);
      await expect(walkProcess(app.pid, { signal: aborted })).rejects.toBe(reason);

      const between = new AbortController();
      const onThread = jest.fn(() => {
        between.abort(reason);
      });
      await expect(walkProcess(app.pid, { signal: between.signal, onThread })).rejects.toBe(reason);
      expect(onThread).toHaveBeenCalledTimes(1);

      const throwing = walkProcess(app.pid, {
        onThread() {
          throw reason;
        },
      });
      await expect(throwing).rejects.toBe(reason);

      // While symbols are loaded, in the middle of a walk.
      await using session = await SymbolSession.open({ process: app.pid });
      const inside = new AbortController();
      const walked = walkProcess(app.pid, { session, signal: inside.signal });
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(suspendCounts(app)).toEqual([...app.threads].map(() => 0));
      inside.abort(reason);
      await expect(walked).rejects.toBe(reason);
      expectStacks(await walkProcess(app.pid, { session }));
    }));

  it('ends with its session', () =>
    inApp(async ({ pid }) => {
      const session = await SymbolSession.open({ process: pid });
      const walked = walkProcess(pid, { session, onThread: () => void session.close() });
      await expect(walked).rejects.toMatchObject({ code: 'DBGHELP_CLOSED' });
      await expect(walkProcess(pid, { session })).rejects.toMatchObject({ code: 'DBGHELP_CLOSED' });
    }));

  it('fails with what the lookup of frames fails with', () =>
    inApp(async ({ pid }) => {
      await using session = await SymbolSession.open({ process: pid });
      const broken = new Error('no symbols today');
      jest.spyOn(session.core.lookup, 'symbolize').mockImplementation(() => {
        throw broken;
      });
      await expect(walkProcess(pid, { session })).rejects.toBe(broken);
    }));

  it('lets the process go on', () =>
    inApp(async ({ pid, handle }) => {
      await using session = await SymbolSession.open({ process: pid });
      const { address } = (await session.findSymbol('app!app::g_rounds'))!;
      const read = windowsFunction('kernel32.dll', 'ReadProcessMemory', 'int', [
        ...['intptr_t', 'uintptr_t', 'void *', 'uintptr_t', 'void *'],
      ]);
      const rounds = (): number => {
        const value = new Int32Array(1);
        expect(read(handle, address, value, 4, null)).toBe(1);
        return value[0]!;
      };
      await walkProcess(pid, { session });
      const before = rounds();
      for (let tries = 0; rounds() === before && tries < 100; tries++) await new Promise((r) => setTimeout(r, 20));
      expect(rounds()).toBeGreaterThan(before);
    }));
});

describe('walkThread', () => {
  it('gives the stack of one thread, as far as it is asked for', () =>
    inApp(async (app) => {
      const { pid } = app;
      const threadId = threadOf(app);
      await using session = await SymbolSession.open({ process: pid });
      const stack = await walkThread({ process: pid, threadId, session });
      expect(stack).toMatchObject({ threadId, name: null, end: 'complete', error: null });
      expect(oursOf(stack)).toEqual(firstThread);
      const cut = await walkThread({ process: pid, threadId, session, maxFrames: 3 });
      expect(cut).toMatchObject({ end: 'limit', error: null });
      expect(cut.frames).toEqual(stack.frames.slice(0, 3));
      const { length } = stack.frames;
      const whole = await walkThread({ process: pid, threadId, session, maxFrames: length });
      expect(whole).toEqual(stack);
    }));

  it('leaves a thread suspended that was', () =>
    inApp(async (app) => {
      const [threadId, thread] = [...app.threads][0]!;
      windowsFunction('kernel32.dll', 'SuspendThread', 'uint32_t', ['intptr_t'])(thread);
      try {
        const stack = await walkThread({ process: app.pid, threadId });
        expect(oursOf(stack)).toEqual(firstThread);
        expect(suspendCounts(app)).toEqual([1, ...[...app.threads].slice(1).map(() => 0)]);

        // Who has suspended it may have its registers, too.
        const context = is32 ? CONTEXT_X86.alloc() : CONTEXT_AMD64.alloc();
        context.ContextFlags = is32 ? CONTEXT_FLAGS.i386_FULL : CONTEXT_FLAGS.AMD64_FULL;
        const get = windowsFunction('kernel32.dll', 'GetThreadContext', 'int', ['intptr_t', 'void *']);
        expect(get(thread, context.bytes)).toBe(1);
        const before = Buffer.from(context.bytes);
        const same = await walkThread({ process: app.pid, context });
        expect(same.frames).toEqual(stack.frames);
        expect(same).toMatchObject({ threadId: 0, name: null, end: 'complete' });
        expect(Buffer.from(context.bytes)).toEqual(before);
        expect(suspendCounts(app)[0]).toBe(1);
      } finally {
        windowsFunction('kernel32.dll', 'ResumeThread', 'uint32_t', ['intptr_t'])(thread);
      }
    }));

  it('tells the name of a thread', () =>
    inApp(async (app) => {
      const [threadId, thread] = [...app.threads][0]!;
      const name = windowsFunction('kernel32.dll', 'SetThreadDescription', 'int', ['intptr_t', 'str16']);
      name(thread, 'Wächter 1');
      const stack = await walkThread({ process: app.pid, threadId, maxFrames: 1 });
      expect(stack.name).toBe('Wächter 1');
    }));

  it('does not walk this process, and says what does', async () => {
    const own = walkThread({ process: 'self', threadId: 1 });
    await expect(own).rejects.toMatchObject({ code: 'DBGHELP_OWN_PROCESS' });
    await expect(own).rejects.toThrow(/^walkThread: .* helper process .*`context`/s);
    await expect(walkProcess(process.pid)).rejects.toMatchObject({ code: 'DBGHELP_OWN_PROCESS' });
  });

  it('names what is not there', () =>
    inApp(async ({ pid }) => {
      const gone = walkThread({ process: pid, threadId: 0x7fff_fff0 });
      await expect(gone).rejects.toMatchObject({ code: 'DBGHELP_THREAD_NOT_FOUND' });
      await withRunningApp(async (other) => {
        const foreign = walkThread({ process: pid, threadId: threadOf(other) });
        await expect(foreign).rejects.toThrow(/`threadId` \d+ is no thread of process \d+/);
        await using session = await SymbolSession.open({ process: other.pid });
        await expect(walkProcess(pid, { session })).rejects.toThrow(/`session` must be a session of process \d+/);
      });
      await using none = await SymbolSession.open();
      await expect(walkProcess(pid, { session: none })).rejects.toThrow(RangeError);
      await expect(walkProcess(0x7ffffff0)).rejects.toMatchObject({ code: 'DBGHELP_PROCESS_NOT_FOUND' });
      await dbghelp.run(() => expect(walkProcess(pid)).rejects.toMatchObject({ code: 'DBGHELP_REENTRANT' }));
    }));

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

  it('gives its handles back', () =>
    inApp(async (app) => {
      const count = windowsFunction('kernel32.dll', 'GetProcessHandleCount', 'int', ['intptr_t', 'void *']);
      const handles = (): number => {
        const value = new Uint32Array(1);
        expect(count(-1, value)).toBe(1);
        return value[0]!;
      };
      const { pid } = app;
      const threadId = threadOf(app);
      await using session = await SymbolSession.open({ process: pid });
      const walk = (): Promise<unknown> => walkThread({ process: pid, threadId, session, maxFrames: 1 });
      await walk();
      await walkProcess(pid, { maxFrames: 1 });
      const before = handles();
      for (let round = 0; round < 200; round++) await walk();
      for (let round = 0; round < 3; round++) await walkProcess(pid, { maxFrames: 1 });
      await walkThread({ process: pid, threadId: 0x7fff_fff0, session }).catch(() => undefined);
      expect(handles() - before).toBeLessThan(10);
    }));
});
