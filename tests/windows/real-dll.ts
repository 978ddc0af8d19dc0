import { dbghelp, SYMOPT, type DbgHelp, type DbgHelpFunctionName, type DbgHelpToken } from '../../lib';
import { scene } from './fixtures';
import type { Koffi } from './probe';

/** Calls of the machine's own dbghelp.dll. What the tests of `real-*.test.ts` prove is in docs/functions.md. */

type AnyFunction = (...args: readonly unknown[]) => unknown;

/**
 * A test that proves functions on the real DLL. Its title begins with their names, which is how the table of functions
 * knows; it fails where one of them was not called, or only failed. `notHere` says why it cannot run in this process.
 */
export function proves(
  names: readonly DbgHelpFunctionName[],
  promise: string,
  body: (dll: DbgHelp) => Promise<void>,
  notHere?: string | false,
): void {
  const test = notHere ? it.skip : it;
  const reason = notHere ? ` (not here: ${notHere})` : '';
  test(`${names.join(', ')}: ${promise}${reason}`, async () => {
    const answered = new Set<string>();
    await body(watched(dbghelp, answered));
    expect([...answered]).toEqual(expect.arrayContaining([...names]));
  });
}

/** Does what `object` does, and notes the functions that gave something else than failure. */
function watched<Functions extends DbgHelp | DbgHelpToken>(object: Functions, answered: Set<string>): Functions {
  return new Proxy({} as Functions, {
    get(_target, name) {
      const value: unknown = Reflect.get(object, name);
      if (typeof value !== 'function' || typeof name === 'symbol') return value;
      if (name !== 'run') return watchedFunction(name, value as AnyFunction, object, answered);
      return (job: (api: DbgHelpToken) => unknown) => (object as DbgHelp).run((api) => job(watched(api, answered)));
    },
  });
}

function watchedFunction(name: string, called: AnyFunction, self: object, answered: Set<string>): AnyFunction {
  const note = (result: unknown): unknown => {
    if (result !== false && result !== 0n) answered.add(name);
    return result;
  };
  return new Proxy(called, {
    apply(_target, _this, args) {
      const result: unknown = Reflect.apply(called, self, args);
      return result instanceof Promise ? result.then(note) : note(result);
    },
    get(_target, way) {
      return watchedFunction(name, Reflect.get(called, way) as AnyFunction, self, answered);
    },
  });
}

/** The session of `inSession`, and where `inScene` puts scene.dll: an address that fits into 32 bits. */
export const key = 0x7000a001n;
export const base = 0x10000000n;

/** Gives a job a symbol session of its own, without modules. */
export function inSession<T>(
  dll: DbgHelp,
  job: (api: DbgHelpToken) => T | Promise<T>,
  options: number = SYMOPT.LOAD_LINES,
): Promise<T> {
  return dll.run(async (api) => {
    api.SymSetOptions(options);
    api.SymInitializeW(key, null, false);
    try {
      return await job(api);
    } finally {
      api.SymCleanup(key);
    }
  });
}

/** Gives a job a symbol session in which the fixture scene.dll is loaded. */
export function inScene<T>(
  dll: DbgHelp,
  job: (api: DbgHelpToken) => T | Promise<T>,
  { image = scene, options = SYMOPT.LOAD_LINES }: { image?: string; options?: number } = {},
): Promise<T> {
  const withImage = (api: DbgHelpToken): T | Promise<T> => {
    expect(api.SymLoadModuleExW(key, null, image, null, base, 0, null, 0)).toBe(base);
    return job(api);
  };
  return inSession(dll, withImage, options);
}

/** A function of Windows itself. */
export function windowsFunction(library: string, name: string, result: string, parameters: readonly string[]) {
  // First: koffi's settings are the package's to make.
  expect(dbghelp.path).toMatch(/dbghelp\.dll$/i);
  return jest.requireActual<Koffi>('koffi').load(library).func('__stdcall', name, result, parameters);
}
