import {
  ADDRESS_MODE,
  CONTEXT_AMD64,
  CONTEXT_FLAGS,
  CONTEXT_X86,
  IMAGE_FILE_MACHINE,
  STACKFRAME,
  STACKFRAME64,
  STACKFRAME_EX,
  SYMBOL_INFOW,
  SYMOPT,
  type DbgHelp,
  type DbgHelpToken,
} from '../../../lib';
import { bin, trueFunction, variant } from '../fixtures';
import type { Koffi } from '../probe';
import { older, proves, windowsFunction } from '../real-dll';
import { withRunningApp, type RunningApp } from '../running-app';

const otherMachine = process.arch === 'arm64' && 'the fixture is a program for x64';
const is32 = process.arch === 'ia32';

/** The frames of app.exe's two threads below those of Windows, in the order of the calls in the sources. */
const firstThread = [
  ...['app::wait_for_ever', 'app::wait_for_ever', 'app::wait_for_ever', 'app::on_node', 'scene::walk'],
  ...['scene_visit', 'app::run_rounds', 'app::app_main', 'AppEntry'],
];
const secondThread = ['app::wait_for_ever', 'app::wait_for_ever', 'app::worker'];
const threads = [secondThread, firstThread];
const ours = new Set(threads.flat());

type Frame = Pick<STACKFRAME | STACKFRAME64 | STACKFRAME_EX, 'AddrPC' | 'AddrStack' | 'AddrFrame'>;

/** One step of a walk, with any of the functions. */
type Step = (thread: bigint, context: CONTEXT_AMD64 | CONTEXT_X86) => { frame: Frame; next: () => boolean };

/** The registers of a suspended thread. */
function contextOf(thread: bigint): CONTEXT_AMD64 | CONTEXT_X86 {
  const get = windowsFunction('kernel32.dll', 'GetThreadContext', 'int', ['intptr_t', 'void *']);
  const context = is32 ? CONTEXT_X86.alloc() : CONTEXT_AMD64.alloc();
  context.ContextFlags = is32 ? CONTEXT_FLAGS.i386_FULL : CONTEXT_FLAGS.AMD64_FULL;
  expect(get(thread, context.bytes)).toBe(1);
  return context;
}

/** Starts a walk with three flat addresses. */
function begin(frame: Frame, context: CONTEXT_AMD64 | CONTEXT_X86): void {
  const [pc, stack, base] =
    'Rip' in context ? [context.Rip, context.Rsp, context.Rbp] : [context.Eip, context.Esp, context.Ebp].map(BigInt);
  frame.AddrPC.Offset = pc!;
  frame.AddrStack.Offset = stack!;
  frame.AddrFrame.Offset = base!;
  frame.AddrPC.Mode = frame.AddrStack.Mode = frame.AddrFrame.Mode = ADDRESS_MODE.AddrModeFlat;
}

/** The functions of app.exe and scene.dll on the stacks of app.exe's threads, the shorter stack first. */
function stacks(dll: DbgHelp, stepOf: (api: DbgHelpToken, app: RunningApp) => Step): Promise<string[][]> {
  const suspend = windowsFunction('kernel32.dll', 'SuspendThread', 'uint32_t', ['intptr_t']);
  return withRunningApp((app) =>
    dll.run((api) => {
      api.SymSetOptions(SYMOPT.LOAD_LINES);
      // Not all DLLs search beside the images of a process.
      api.SymInitializeW(app.handle, bin(variant), true);
      try {
        const walked = [...app.threads.values()].map((thread) => {
          expect(suspend(thread)).toBe(0);
          const { frame, next } = stepOf(api, app)(thread, contextOf(thread));
          const names: string[] = [];
          while (next() && names.length < 100) {
            const address = frame.AddrPC.Offset;
            if (address === 0n) break;
            const symbol = SYMBOL_INFOW.alloc(200);
            // A return address may lie in the next function.
            const found = api.SymFromAddrW.raw(app.handle, address - 1n, null, symbol);
            names.push(found ? symbol.Name : '');
          }
          return names.filter((name) => ours.has(name));
        });
        // Windows may run threads of its own in the process.
        return walked.filter(({ length }) => length > 0).sort((left, right) => left.length - right.length);
      } finally {
        api.SymCleanup(app.handle);
      }
    }),
  );
}

const machine = is32 ? IMAGE_FILE_MACHINE.I386 : IMAGE_FILE_MACHINE.AMD64;

proves(
  ['StackWalk64'],
  'walks the stacks of a process',
  async (dll) => {
    const found = await stacks(dll, (api, { handle }) => (thread, context) => {
      const frame = STACKFRAME64.alloc();
      begin(frame, context);
      const tables = dll.addressOf('SymFunctionTableAccess64');
      const bases = dll.addressOf('SymGetModuleBase64');
      const next = () => api.StackWalk64.raw(machine, handle, thread, frame, context, null, tables, bases, null);
      return { frame, next };
    });
    expect(found).toEqual(threads);
  },
  otherMachine,
);

proves(
  ['StackWalk'],
  'walks the stacks of a process',
  async (dll) => {
    const found = await stacks(dll, (api, { handle }) => (thread, context) => {
      const frame = STACKFRAME.alloc();
      begin(frame, context);
      const tables = dll.addressOf('SymFunctionTableAccess');
      const bases = dll.addressOf('SymGetModuleBase');
      const next = () => api.StackWalk.raw(machine, handle, thread, frame, context, null, tables, bases, null);
      return { frame, next };
    });
    expect(found).toEqual(threads);
  },
  otherMachine,
);

proves(
  ['StackWalkEx'],
  'walks the stacks of a process',
  async (dll) => {
    const found = await stacks(dll, (api, { handle }) => (thread, context) => {
      const frame = STACKFRAME_EX.alloc();
      begin(frame, context);
      const tables = dll.addressOf('SymFunctionTableAccess64');
      const bases = dll.addressOf('SymGetModuleBase64');
      const next = () => api.StackWalkEx.raw(machine, handle, thread, frame, context, null, tables, bases, null, 0);
      return { frame, next };
    });
    expect(found).toEqual(threads);
  },
  otherMachine,
);

proves(
  ['StackWalk2'],
  'walks the stacks of a process',
  async (dll) => {
    const found = await stacks(dll, (api, { handle }) => (thread, context) => {
      const frame = STACKFRAME_EX.alloc();
      begin(frame, context);
      const tables = dll.addressOf('SymFunctionTableAccess64');
      const bases = dll.addressOf('SymGetModuleBase64');
      const next = () =>
        api.StackWalk2.raw(machine, handle, thread, frame, context, null, tables, bases, null, null, 0);
      return { frame, next };
    });
    expect(found).toEqual(threads);
  },
  otherMachine || older,
);

proves(
  ['SymFunctionTableAccess', 'SymFunctionTableAccess64'],
  'give the entry of the function at an address',
  // Some DLLs read the entries from the process, so a key without a process does not work.
  (dll) =>
    withRunningApp((app) =>
      dll.run((api) => {
        const { rva, size } = trueFunction('scene_draw');
        const memory = jest.requireActual<Koffi>('koffi');
        api.SymInitializeW(app.handle, bin(variant), true);
        try {
          const bases: bigint[] = [];
          api.SymEnumerateModulesW64(
            app.handle,
            (name, base) => {
              if (/^scene$/i.test(name)) bases.push(base);
            },
            null,
          );
          expect(bases).toHaveLength(1);
          for (const entryOf of [api.SymFunctionTableAccess, api.SymFunctionTableAccess64]) {
            const entry = entryOf(app.handle, bases[0]! + BigInt(rva + 9));
            // RUNTIME_FUNCTION: begin and end of the function.
            const [begins, ends] = new Uint32Array(memory.view(entry, 8));
            expect([begins, ends]).toEqual([rva, rva + size]);
          }
        } finally {
          api.SymCleanup(app.handle);
        }
      }),
    ),
  process.arch !== 'x64' && 'only x64 code has such entries',
);
