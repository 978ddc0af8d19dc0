import { dbghelp, SYMOPT, type DbgHelp, type DbgHelpFunctionName, type DbgHelpToken } from '../../lib';
import { can } from './capabilities';
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
  callsOf(names, `${names.join(', ')}: ${promise}`, isAnswer, body, notHere);
}

/**
 * A test that functions refuse what the real DLL can do nothing with, in the way that is documented. Its title says so, and
 * it fails where one of them was not called.
 */
export function refuses(
  names: readonly DbgHelpFunctionName[],
  promise: string,
  body: (dll: DbgHelp) => Promise<void>,
  notHere?: string | false,
): void {
  callsOf(names, `${names.join(', ')} (refusal): ${promise}`, () => true, body, notHere);
}

/** Why what only the newest DLLs have cannot be proven on the one under test. */
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

/** Does what `object` does, and notes the functions whose results count. */
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
