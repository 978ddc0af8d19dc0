import { now, setTimeout } from './clock';
import { IdleTime } from './idle-time';
import { DbgHelpError } from './errors';

/** The part of koffi that this package uses. koffi's own declarations are ESM only, so ours must not refer to them. */
export interface Koffi {
  load(path: string): KoffiLibrary;
  config(): { async_stack_size?: number };
  config(settings: { async_stack_size: number }): unknown;
  proto(convention: string, name: null, result: string, parameters: readonly string[]): KoffiType;
  pointer(type: KoffiType): KoffiType;
  register(callback: (...args: never[]) => unknown, type: KoffiType): bigint;
  unregister(callback: bigint): void;
  address(value: Uint8Array): bigint;
  /** The memory at an address, not a copy. Throws if the runtime accepts no external memory. */
  view(address: bigint, bytes: number): ArrayBuffer;
  /** Use this instead of `decode`, which leaks the name of an array type with each call. */
  readonly decode: { string16(address: bigint): string };
}

export interface KoffiType {
  readonly size: number;
}

export interface KoffiLibrary {
  func(
    convention: string,
    name: string,
    result: string | KoffiType,
    parameters: readonly (string | KoffiType)[],
  ): NativeFunction;
}

/** A bound export. Its arguments were checked before: koffi gets only values that fit the prototype. */
export interface NativeFunction {
  (...args: unknown[]): unknown;
  async(...args: unknown[]): void;
}

/**
 * Symbol servers, PDB readers and minidumps need more stack than the 128 KiB
 * that koffi gives its worker threads.
 */
const asyncStackBytes = 2 * 1024 * 1024;

let loaded: Koffi | undefined;

/** koffi, required by the first native call. Throws a `DbgHelpError` on other platforms than Windows. */
export function koffi(): Koffi {
  loaded ??= load();
  return loaded;
}

function load(): Koffi {
  requireWindows();
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- importing the package must load nothing native
  const module = require('koffi') as Koffi;
  if ((module.config().async_stack_size ?? 0) < asyncStackBytes) {
    try {
      module.config({ async_stack_size: asyncStackBytes });
    } catch (cause) {
      process.emitWarning(
        'koffi loaded a library before dbghelp could enlarge its worker stacks; long DbgHelp calls run on the main ' +
          'thread. Make the first dbghelp call earlier to avoid this.',
        { type: 'DbgHelpWarning', code: 'DBGHELP_SMALL_STACK', detail: String(cause) },
      );
    }
  }
  return module;
}

/** Whether calls may run on koffi's worker threads: their stacks must be large enough for a symbol server. */
export function offThreadAllowed(): boolean {
  return (koffi().config().async_stack_size ?? 0) >= asyncStackBytes / 4;
}

const millisecondsBetweenTries = 10;
const mostMillisecondsOfTries = 30_000;

/**
 * Starts a call off the main thread. koffi makes a limited number of such calls at a time in a process, and other code
 * may have taken them all: then the call waits for one to return.
 *
 * @param fail - gets the error of a start that fails, or `DBGHELP_BUSY` after 30 s
 */
export function whenRoomForAsync(api: string, start: () => void, fail: (error: Error) => void): void {
  const waiting = new IdleTime();
  const tryOnce = (): void => {
    try {
      start();
    } catch (cause) {
      const error = cause as Error;
      if (!/too many asynchronous/i.test(error.message)) fail(error);
      else if (waiting.look(now(), start) < mostMillisecondsOfTries) setTimeout(tryOnce, millisecondsBetweenTries);
      else fail(noRoomForAsync(api, cause));
    }
  };
  tryOnce();
}

const noRoomForAsync = (api: string, cause: unknown): DbgHelpError =>
  new DbgHelpError(
    'DBGHELP_BUSY',
    `${api}: other code of this process has made as many calls through koffi as run at a time, and none has returned for 30 s`,
    { api, cause },
  );

export function requireWindows(): void {
  if (process.platform !== 'win32') {
    throw new DbgHelpError(
      'DBGHELP_UNSUPPORTED_PLATFORM',
      `dbghelp.dll is part of Windows and this is ${process.platform}: run it with Windows' node.exe`,
    );
  }
}
