import { dbghelp, SYMOPT, type DbgHelp, type DbgHelpFunctionName, type DbgHelpToken } from '../../lib';
import { can } from './capabilities';
import { scene } from './fixtures';
import type { Koffi } from './probe';

/** Calls of the machine's own dbghelp.dll. docs/functions.md lists what the tests in `real-*.test.ts` prove. */

type AnyFunction = (...args: readonly unknown[]) => unknown;

/**
 * A test that proves functions on the real DLL. Its title begins with their names, from which the table of functions is
 * made. It fails if one of them was not called, or only failed. `notHere` tells why it cannot run in this process.
 */
export function proves(
  names: readonly DbgHelpFunctionName[],
  promise: string,
  body: (dll: DbgHelp) => Promise<void>,
  notHere?: string | false,
): void {
  callsOf(names, `${names.join(', ')}: ${promise}`, isAnswer, body, notHere);
}

/**
 * A test that functions refuse in the documented way on the real DLL, which can do nothing else. Its title says so, and
 * it fails if one of them was not called.
 */
export function refuses(
  names: readonly DbgHelpFunctionName[],
  promise: string,
  body: (dll: DbgHelp) => Promise<void>,
  notHere?: string | false,
): void {
  callsOf(names, `${names.join(', ')} (refusal): ${promise}`, () => true, body, notHere);
}

/** The reason why functions of only the newest DLLs cannot be proven on the one under test. */
export const older = !can('hasNewestFunctions') && 'no DLL that has the functions of the newest dbghelp.h';

function callsOf(
  names: readonly DbgHelpFunctionName[],
  title: string,
  counts: (result: unknown) => boolean,
  body: (dll: DbgHelp) => Promise<void>,
  notHere: string | false | undefined,
): void {
  const test = notHere ? it.skip : it;
  test(title + (notHere ? ` (not here: ${notHere})` : ''), async () => {
    const called = new Set<string>();
    await body(watched(dbghelp, called, counts));
    expect([...called]).toEqual(expect.arrayContaining([...names]));
  });
}

const isAnswer = (result: unknown): boolean => result !== false && result !== 0n && result !== null;

/** Calls through to `object`, and records the functions whose results count. */
function watched<Functions extends DbgHelp | DbgHelpToken>(
  object: Functions,
  called: Set<string>,
  counts: (result: unknown) => boolean,
): Functions {
  return new Proxy({} as Functions, {
    get(_target, name) {
      const value: unknown = Reflect.get(object, name);
      if (typeof value !== 'function' || typeof name === 'symbol') return value;
      const note = (result: unknown): unknown => {
        if (counts(result)) called.add(name);
        return result;
      };
      if (name !== 'run') return watchedFunction(value as AnyFunction, object, note);
      return (job: (api: DbgHelpToken) => unknown) =>
        (object as DbgHelp).run((api) => job(watched(api, called, counts)));
    },
  });
}

function watchedFunction(called: AnyFunction, self: object, note: (result: unknown) => unknown): AnyFunction {
  return new Proxy(called, {
    apply(_target, _this, args) {
      const result: unknown = Reflect.apply(called, self, args);
      return result instanceof Promise ? result.then(note) : note(result);
    },
    get(_target, way) {
      return watchedFunction(Reflect.get(called, way) as AnyFunction, self, note);
    },
  });
}

/** The session of `inSession`, and the base of scene.dll in `inScene`: an address that fits into 32 bits. */
export const key = 0x7000a001n;
export const base = 0x10000000n;

/** Runs a job with a new symbol session without modules. */
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

/** Runs a job with a symbol session in which the fixture scene.dll is loaded. */
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
  // This comes first, because the package must make koffi's settings.
  expect(dbghelp.path).toMatch(/dbghelp\.dll$/i);
  return jest.requireActual<Koffi>('koffi').load(library).func('__stdcall', name, result, parameters);
}
