import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type * as DbgHelpPackage from '../../lib';
import { bin, variant } from './fixtures';

/**
 * What the DLL under test can do. Each question is asked of the DLL itself, once per run, in a separate process. A test
 * for only some DLLs names the capability, and is skipped with that reason on others.
 */

const root = path.join(__dirname, '../..');
const variable = 'DBGHELP_TEST_CAPABILITIES';

type Package = typeof DbgHelpPackage;

interface Question {
  /** Ends the sentence "The DLL ...". */
  readonly says: string;
  readonly ask: (dbghelp: Package) => Promise<boolean>;
}

const questions = {
  asksAboutMemory: {
    says: 'asks a filter about memory while it writes a minidump',
    ask: async (dbghelp) => {
      let asked = false;
      const written = await writtenDump(dbghelp, variant, (question) => {
        asked ||= question === dbghelp.MINIDUMP_CALLBACK_TYPE.MemoryCallback;
      });
      return written && asked;
    },
  },
  asksForModules: {
    says: 'asks which module a function without an entry is in',
    ask: async ({ SymbolSession, CONTEXT_AMD64, STACKFRAME64, IMAGE_FILE_MACHINE, ADDRESS_MODE }) => {
      let asked = false;
      await using session = await SymbolSession.open();
      const frame = STACKFRAME64.alloc();
      const [code, stack] = [0x40_1000n, 0x10_0000n];
      for (const [part, offset] of [
        ['AddrPC', code],
        ['AddrStack', stack],
        ['AddrFrame', stack],
      ] as const) {
        Object.assign(frame[part], { Offset: offset, Mode: ADDRESS_MODE.AddrModeFlat });
      }
      const context = Object.assign(CONTEXT_AMD64.alloc(), { Rip: code, Rsp: stack });
      const moduleBase = (): bigint => {
        asked = true;
        return 0x40_0000n;
      };
      await session.run((api) =>
        api.StackWalk64.raw(
          IMAGE_FILE_MACHINE.AMD64,
          session.key,
          0n,
          frame,
          context,
          () => true,
          () => 0n,
          moduleBase,
          null,
        ),
      );
      return asked;
    },
  },
  dumps32BitProcesses: {
    says: 'writes a minidump of a 32-bit process here',
    ask: async (dbghelp) => process.arch === 'ia32' || (await writtenDump(dbghelp, 'x86')),
  },
  findsLinesByName: {
    says: 'finds the address of a line by the name of its file',
    ask: async ({ SymbolSession, IMAGEHLP_LINEW64 }) => {
      await using session = await SymbolSession.open();
      await session.loadModule(bin(variant, 'scene.dll'));
      const line = IMAGEHLP_LINEW64.alloc();
      const file = 'C:\\fixture\\src\\scene\\plain.c';
      return await session.run((api) =>
        api.SymGetLineFromNameW64.raw(session.key, 'scene', file, 17, new Int32Array(1), line),
      );
    },
  },
  followsOptimizedVariables: {
    says: 'says of an optimised variable that it is nowhere from where on it is',
    ask: async ({ SymbolSession }) => {
      await using session = await SymbolSession.open();
      const [folder, rva] = process.arch === 'ia32' ? ['x86-o2', 0x12b8] : ['x64-o2', 0x12f5];
      const module = await session.loadModule(path.join(root, 'tests/fixtures/bin', folder, 'scene.dll'));
      const rounds = (await session.locals({ module, rva }))?.find(({ name }) => name === 'rounds');
      return rounds?.location.kind === 'unknown';
    },
  },
  hasNegativeAuthCache: {
    says: 'has the caches of servers that refused a log-in',
    ask: ({ dbghelp }) => Promise.resolve(dbghelp.has('SymGetSymbolsNegativeAuthCache')),
  },
  hasNewestFunctions: {
    says: 'has the functions of the newest dbghelp.h',
    ask: ({ dbghelp }) =>
      Promise.resolve((['SymEnumLinesW', 'RangeMapCreate', 'StackWalk2'] as const).every((name) => dbghelp.has(name))),
  },
  knowsConstants: {
    says: 'finds constants by their names',
    ask: async ({ SymbolSession }) => {
      await using session = await SymbolSession.open();
      await session.loadModule(path.join(root, 'tests/fixtures/bin', variant, 'scene.dll'));
      return (await session.findSymbol('scene!scene::kPasses')) !== null;
    },
  },
  knowsLongNames: {
    says: 'knows names of more than 2,047 characters whole',
    ask: async ({ SymbolSession }) => {
      await using session = await SymbolSession.open();
      const image = process.arch === 'ia32' ? 'x86/names.dll' : 'x64/names.dll';
      const module = await session.loadModule(path.join(root, 'tests/fixtures/bin', image), { base: 0x10000000n });
      for await (const { name } of session.symbols('odd::chained*', { module })) if (name.length > 2047) return true;
      return false;
    },
  },
  hasStubs: {
    says: 'has functions which end the process when they are called',
    // eslint-disable-next-line @typescript-eslint/require-await -- as the others
    ask: async ({ dbghelp }) => {
      const program = `
        const types = ['void *', 'uint64_t', 'void *', 'void *', 'void *', 'void *'];
        const koffi = require('koffi');
        koffi.load(${JSON.stringify(dbghelp.path)}).func('__stdcall', 'SymEnumLinesW', 'int', types)(null, 0, null, null, null, null);
        process.exitCode = 7;
      `;
      return spawnSync(process.execPath, ['--eval', program], { cwd: root }).status !== 7;
    },
  },
  listsLiveModules: {
    says: 'lists the modules of a live process',
    ask: async ({ SymbolSession }) => {
      await using session = await SymbolSession.open({ process: 'self' });
      return (await session.modules()).length > 0;
    },
  },
  tellsParentWindow: {
    says: 'exports SymGetParentWindow',
    ask: ({ dbghelp }) => Promise.resolve(dbghelp.has('SymGetParentWindow')),
  },
  usesFrameData: {
    says: 'knows the callers of 32-bit functions by the frame data of their PDB',
    ask: async ({ SymbolSession }) => {
      await using session = await SymbolSession.open({ searchPath: bin('x86') });
      const { base } = await session.loadModule(bin('x86', 'frameless.exe'), { base: 0x40_0000n });
      const firstFunction = base + 0x1000n;
      return await session.run((api) => api.SymFunctionTableAccess64.raw(session.key, firstFunction) !== 0n);
    },
  },
  readsPdbsThroughAnother: {
    says: 'reads PDBs through a DLL that lies beside it',
    ask: async ({ dbghelp }) => {
      const { readFile } = await import('node:fs/promises');
      return (await readFile(dbghelp.path, 'utf16le')).includes('msdia');
    },
  },
  fetchesSources: {
    says: 'fetches source files',
    ask: async ({ dbghelp }) => Promise.resolve(dbghelp.has('SymGetSourceFileW')),
  },
  walksArm64: {
    says: 'walks stacks of ARM64 code',
    ask: (dbghelp) => {
      const context = Object.assign(dbghelp.ARM64_NT_CONTEXT.alloc(), { Pc: 0x40_1000n, Sp: 0x10_0000n });
      return asksToWalk(dbghelp, dbghelp.IMAGE_FILE_MACHINE.ARM64, context);
    },
  },
  walksX64: {
    says: 'walks stacks of x64 code in a process of any kind',
    ask: (dbghelp) => {
      const context = Object.assign(dbghelp.CONTEXT_AMD64.alloc(), { Rip: 0x40_1000n, Rsp: 0x10_0000n });
      return asksToWalk(dbghelp, dbghelp.IMAGE_FILE_MACHINE.AMD64, context);
    },
  },
} as const satisfies Readonly<Record<string, Question>>;

export type Capability = keyof typeof questions;

/** For jest's `globalSetup`: asks all questions, and stores the answers for the tests of this run. */
export function askCapabilities(): void {
  const child = spawnSync(process.execPath, ['--require', path.join(__dirname, 'run-typescript.cjs'), __filename], {
    cwd: root,
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(`The DLL under test gave no answers: ${child.stderr}`);
  process.env[variable] = child.stdout;
}

/** Whether the DLL under test has a capability. */
export function can(capability: Capability): boolean {
  const answers = JSON.parse(process.env[variable] ?? '{}') as Partial<Record<Capability, boolean>>;
  const answer = answers[capability];
  if (answer === undefined) throw new Error(`Nobody has asked whether the DLL ${questions[capability].says}`);
  return answer;
}

/** `it` if the DLL has the capability; otherwise the test is skipped, and its title says why. */
export function itWhere(capability: Capability, title: string, body: () => Promise<void>): void {
  if (can(capability)) it(title, body);
  else it.skip(`${title} (not here: no DLL that ${questions[capability].says})`, body);
}

/** `describe`, in the same way. */
export function describeWhere(capability: Capability, title: string, body: () => void): void {
  if (can(capability)) describe(title, body);
  else describe.skip(`${title} (not here: no DLL that ${questions[capability].says})`, body);
}

/** Whether a dump of the fixture app.exe can be written with a callback for the DLL's questions. */
async function writtenDump(
  { writeMinidump }: Package,
  architecture: string,
  asked: (question: number) => void = () => undefined,
): Promise<boolean> {
  const child = spawn(bin(architecture, 'app.exe'), { stdio: ['ignore', 'pipe', 'inherit'] });
  const file = path.join(os.tmpdir(), `capability-${String(process.pid)}.dmp`);
  try {
    await once(child.stdout, 'data');
    const callback = ({ CallbackType }: { readonly CallbackType: number }): void => {
      asked(CallbackType);
    };
    await writeMinidump({ pid: child.pid!, path: file, type: 'normal', callback });
    return true;
  } catch {
    return false;
  } finally {
    child.kill();
    await rm(file, { force: true });
  }
}

/** Whether a step on a stack of a machine asks anything. */
async function asksToWalk(
  { SymbolSession, STACKFRAME64, ADDRESS_MODE }: Package,
  machine: number,
  context: DbgHelpPackage.ARM64_NT_CONTEXT | DbgHelpPackage.CONTEXT_AMD64,
): Promise<boolean> {
  let asked = false;
  await using session = await SymbolSession.open();
  const frame = STACKFRAME64.alloc();
  frame.AddrPC.Offset = 0x40_1000n;
  frame.AddrStack.Offset = frame.AddrFrame.Offset = 0x10_0000n;
  frame.AddrPC.Mode = frame.AddrStack.Mode = frame.AddrFrame.Mode = ADDRESS_MODE.AddrModeFlat;
  const unreadable = (): boolean => {
    asked = true;
    return false;
  };
  const nothing = (): bigint => {
    asked = true;
    return 0n;
  };
  await session.run((api) =>
    api.StackWalk64.raw(machine, session.key, 0n, frame, context, unreadable, nothing, nothing, null),
  );
  return asked;
}

async function answers(): Promise<Record<string, boolean>> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- what run-typescript.cjs puts in its place
  const dbghelp = require('../../lib') as Package;
  const given: Record<string, boolean> = {};
  for (const [name, { ask }] of Object.entries<Question>(questions)) given[name] = await ask(dbghelp);
  return given;
}

if (require.main === module) {
  void answers().then((given) => process.stdout.write(JSON.stringify(given)));
}
