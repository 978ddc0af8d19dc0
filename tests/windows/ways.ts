import type { DbgHelp, DbgHelpFunctionName, DbgHelpToken } from '../../lib';

/** The four ways to call any function. */

type AnyFunction = (...args: readonly unknown[]) => unknown;
type AnyAsyncFunction = (...args: readonly unknown[]) => Promise<unknown>;
type AnyTokenFunction = AnyFunction & { raw: AnyFunction; async: AnyAsyncFunction };
type Way = (dll: DbgHelp, name: DbgHelpFunctionName, args: readonly unknown[]) => Promise<unknown>;

/** Any function through a token. */
export const functionOf = (api: DbgHelpToken, name: DbgHelpFunctionName): AnyTokenFunction =>
  api[name] as unknown as AnyTokenFunction;

export const ways = {
  'by itself': (dll, name, args) => (dll[name] as unknown as AnyAsyncFunction).call(dll, ...args),
  synchronously: (dll, name, args) => dll.run((api) => functionOf(api, name)(...args)),
  raw: (dll, name, args) => dll.run((api) => functionOf(api, name).raw(...args)),
  'off the main thread': (dll, name, args) => dll.run((api) => functionOf(api, name).async(...args)),
} as const satisfies Record<string, Way>;

export const wayNames = Object.keys(ways) as (keyof typeof ways)[];
