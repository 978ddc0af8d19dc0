import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as DbgHelpPackage from '../../lib';
import type { DbgHelpError } from '../../lib';
import type { Koffi } from './probe';

/** Programs that need a separate process, because they check the state before anything is loaded. */

const root = path.join(__dirname, '../..');

export interface Surroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Another node.exe. */
  readonly node?: string;
  /** The time-out: it may hang in a DLL that never returns. */
  readonly milliseconds?: number;
}

/** Runs one of the programs below in a separate process, and returns its result. */
export function runProgram<Name extends keyof Programs>(
  name: Name,
  surroundings: Surroundings = {},
  ...args: readonly string[]
): Awaited<ReturnType<Programs[Name]>> {
  const outcome = tryProgram(name, surroundings, ...args);
  if ('ended' in outcome) throw new Error(`${name} ended with ${outcome.ended}`);
  return outcome.result;
}

/** The same for a program that may not live to give a result. */
export function tryProgram<Name extends keyof Programs>(
  name: Name,
  { cwd = root, env = {}, node = process.execPath, milliseconds }: Surroundings = {},
  ...args: readonly string[]
): { readonly result: Awaited<ReturnType<Programs[Name]>> } | { readonly ended: string } {
  const child = spawnSync(node, ['--require', path.join(__dirname, 'run-typescript.cjs'), __filename, name, ...args], {
    cwd,
    env: { ...process.env, DBGHELP_PATH: '', ...env },
    encoding: 'utf8',
    timeout: milliseconds,
    killSignal: 'SIGKILL',
  });
  if (child.status !== 0) return { ended: `${String(child.status ?? child.error?.message)}\n${child.stderr}` };
  return { result: JSON.parse(child.stdout) as Awaited<ReturnType<Programs[Name]>> };
}

type Programs = typeof programs;

const load = createRequire(__filename);
const dbghelpPackage = (): typeof DbgHelpPackage => load('../../lib') as typeof DbgHelpPackage;
const koffi = (): Koffi => load('koffi') as Koffi;

const koffiFiles = (): string[] => Object.keys(load.cache).filter((file) => /node_modules[\\/]koffi[\\/]/.test(file));

const outcomeOf = async (call: () => Promise<unknown>): Promise<{ error: string; code?: string; message?: string }> => {
  try {
    await call();
    return { error: 'none' };
  } catch (thrown) {
    const { name, code, message } = thrown as DbgHelpError;
    return { error: name, code, message };
  }
};

/** The number of calls that a probe has seen; 0 if Wine uses its own DLL for that path. */
function callsOf(file: string): number {
  const library = koffi().load(file);
  try {
    return library.func('__stdcall', 'ProbeCalls', 'uint32_t', ['str'])('*') as number;
  } catch {
    return 0;
  }
}

const programs = {
  /** Loads the images of a folder one after the other at the same base, and returns the outcomes. */
  async loadingEach(folder: string) {
    const { SymbolSession } = dbghelpPackage();
    const outcomes: Record<string, { error: string; code?: string; message?: string }> = {};
    for (const name of readdirSync(folder)) {
      // A session for each, because search paths grow with the images' folders.
      const session = await SymbolSession.open();
      outcomes[name] = await outcomeOf(async () => {
        const [image] = readdirSync(path.join(folder, name)).filter((file) => !file.endsWith('.pdb'));
        const module = await session.loadModule(path.join(folder, name, image!), { base: 0x30000000n });
        await session.symbolize({ module, rva: 0x1200 });
        for await (const { name: found } of session.symbols('*', { module })) if (found === '') return;
      });
      await session.close();
    }
    return outcomes;
  },

  /** Tells when koffi is loaded. */
  async importing() {
    const { DbgHelp, SYMBOL_INFOW, dbghelp, undecorate } = dbghelpPackage();
    SYMBOL_INFOW.alloc(100).Name = 'no native call';
    const afterImport = koffiFiles().length;
    const refused = await outcomeOf(() => undecorate(1 as never));
    const afterBadArguments = koffiFiles().length;
    await DbgHelp.load();
    await dbghelp.SymGetOptions();
    return { afterImport, refused: refused.error, afterBadArguments, afterUse: koffiFiles().length };
  },

  /** Tells which exports of dbghelp.dll are bound, by koffi's requests. */
  async binding(probePath: string) {
    const native = koffi();
    const load = native.load.bind(native);
    const bound: string[] = [];
    const spy: typeof load = (file) => {
      const library = load(file);
      const func: typeof library.func = (convention, name, ...prototype) => {
        if (file === path.normalize(probePath)) bound.push(name);
        return library.func(convention, name, ...prototype);
      };
      return {
        func,
        unload: () => {
          library.unload();
        },
      };
    };
    (native as { load: typeof load }).load = spy;
    const since = (): string[] => bound.splice(0);

    const { DbgHelp, SymbolSession } = dbghelpPackage();
    const afterImport = since();
    const dll = await DbgHelp.load({ path: probePath });
    const afterLoad = since();
    await dll.SymInitializeW(1n, null, false);
    const afterOneCall = since();
    await dll.SymInitializeW(5n, null, false);
    const afterTheSameCall = since();
    await dll.run((api) => api.SymGetModuleBase64(1n, 1n));
    const afterTokenCall = since();
    const session = await SymbolSession.open({ dbghelp: dll });
    const afterSession = since();
    await session.close();
    return { afterImport, afterLoad, afterOneCall, afterTheSameCall, afterTokenCall, afterSession };
  },

  /** Tells which DLL is the default one. */
  async defaultDll() {
    const { dbghelp } = dbghelpPackage();
    const outcome = await outcomeOf(() => dbghelp.SymGetOptions());
    return outcome.error === 'none' ? { path: dbghelp.path, version: dbghelp.version } : { outcome };
  },

  /** Tells whether calls that may block run on another thread, and with how much stack. */
  async stack(probePath: string, koffiFirst: string) {
    const warnings: string[] = [];
    process.on('warning', (warning) => warnings.push(`${warning.name} ${String((warning as { code?: string }).code)}`));
    if (koffiFirst === 'koffi first') koffi().load('kernel32.dll');
    const { DbgHelp } = dbghelpPackage();
    const dll = await DbgHelp.load({ path: probePath });
    await dll.SymGetModuleBase64(1n, 1n);
    await dll.SymRefreshModuleList(1n);
    await dll.run((api) => api.SymRefreshModuleList.async(1n));
    const library = koffi().load(probePath);
    const calls = library.func('__stdcall', 'ProbeCalls', 'uint32_t', ['str']);
    const threads = library.func('__stdcall', 'ProbeThreads', 'uint32_t', []);
    await new Promise(setImmediate);
    return {
      warnings,
      stackBytes: koffi().config().async_stack_size,
      calls: calls('SymRefreshModuleList'),
      offMainThread: (threads() as number) > 1,
    };
  },

  /** Tells whether the package's types conflict with a script's own, before and after its first use. */
  async types(probePath: string, order: string) {
    interface TypeMaker {
      struct(name: string, members: Readonly<Record<string, string>>): unknown;
      proto(definition: string): unknown;
    }
    const own = koffi() as Koffi & TypeMaker;
    const structures = Object.entries(dbghelpPackage())
      .filter(([, value]) => typeof value === 'object' && 'structName' in value)
      .map(([name]) => name);
    const callbacks = ['PSYM_ENUMMODULES_CALLBACKW64', 'PSYM_ENUMLINES_CALLBACKW', 'PSYMBOL_REGISTERED_CALLBACK64'];
    const define = (): void => {
      for (const name of structures) own.struct(name, { whatever: 'int' });
      for (const name of callbacks) own.proto(`int ${name}(int whatever)`);
    };
    const use = async (): Promise<void> => {
      const { DbgHelp, IMAGEHLP_MODULEW64, SYMBOL_INFOW } = dbghelpPackage();
      const dll = await DbgHelp.load({ path: probePath });
      await dll.SymFromAddrW(1n, 1n, null, SYMBOL_INFOW.alloc(4));
      await dll.SymGetModuleInfoW64(1n, 1n, IMAGEHLP_MODULEW64.alloc());
      await dll.SymEnumerateModulesW64(1n, () => undefined, null);
      await dll.SymEnumLinesW(1n, 1n, null, null, () => undefined, null);
      await dll.SymRegisterCallbackW64(1n, () => undefined, 0n);
    };
    const outcome = await outcomeOf(async () => {
      if (order === 'own types first') define();
      await use();
      if (order !== 'own types first') define();
      await use();
    });
    return { structures: structures.length, outcome };
  },

  /** Loads an image with its surroundings in a session. It ends itself before it takes all memory. */
  async whyNot(image: string) {
    const mostBytes = 800 * 1024 * 1024;
    const watch = setInterval(() => {
      if (process.memoryUsage().rss > mostBytes) process.kill(process.pid, 'SIGKILL');
    }, 50);
    const { SymbolSession } = dbghelpPackage();
    await using session = await SymbolSession.open();
    await session.loadModule(image, { base: 0x10000000n });
    const { modules } = await session.diagnostics();
    clearInterval(watch);
    return modules.map(({ hasFullSymbols, why }) => ({ hasFullSymbols, why }));
  },

  /** Tells what happens to errors of listeners; the process must end, even with a listener due in a minute. */
  async throwingListener(image: string) {
    const uncaught: string[] = [];
    process.on('uncaughtException', (error) => uncaught.push(error.message));
    const { SymbolSession, dbghelp } = dbghelpPackage();
    await using session = await SymbolSession.open();
    let calls = 0;
    session.on('progress', ({ state }) => {
      calls++;
      throw new Error(`thrown when ${state}`);
    });
    const module = await session.loadModule(image, { base: 0x10000000n });
    const again = await session.symbolize({ module, rva: 0x1010 });
    await new Promise(setImmediate);
    const uncaughtOfProgress = uncaught.splice(0);
    const stop = dbghelp.onBusy(
      ({ waiting }) => {
        throw new Error(`thrown for ${String(waiting.api)}`);
      },
      { after: 10 },
    );
    const job = dbghelp.run(() => new Promise((resolve) => setTimeout(resolve, 60)));
    await Promise.all([job, session.modules()]);
    stop();
    dbghelp.onBusy(() => undefined, { after: 60_000 });
    await session.modules();
    return {
      symbolType: module.symbolType,
      found: again?.name,
      calls,
      uncaught: uncaughtOfProgress,
      uncaughtOfBusy: uncaught,
    };
  },

  /** Tells whether a planted dbghelp.dll is loaded. */
  async planted(plantedPath: string) {
    const { SymbolSession, dbghelp } = dbghelpPackage();
    await dbghelp.SymGetOptions();
    await using session = await SymbolSession.open();
    await session.modules();
    return { path: dbghelp.path, version: dbghelp.version, calls: callsOf(plantedPath) };
  },
} as const satisfies Record<string, (...args: string[]) => Promise<unknown>>;

if (require.main === module) {
  const [name = '', ...args] = process.argv.slice(2);
  const program = (programs as Readonly<Record<string, (...args: string[]) => Promise<unknown>>>)[name];
  if (!program) throw new Error(`no program ${name}`);
  void program(...args).then((result) => {
    process.stdout.write(JSON.stringify(result));
  });
}
