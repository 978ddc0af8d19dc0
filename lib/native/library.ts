import { win32 as windowsPath } from 'node:path';
import { bindFunction, type BoundFunction } from './bound-function';
import { outOfRange, checkText } from './checks';
import { DbgHelpError } from './errors';
import { fileVersion } from './file-version';
import { keptCallbacks } from './kept-callbacks';
import { koffi, requireWindows, type KoffiLibrary } from './koffi';
import type { Prototype } from './prototype';
import { prototypes } from './prototypes';
import { pointerBits } from './pointer-size';
import { systemDirectory, win32 } from './win32';
import { isMadeByWine, isWineStub, wineVersion } from './wine';

export type FunctionName = keyof typeof prototypes;

type Presence = 'callable' | 'not exported' | 'stub';

/** One dbghelp.dll in this process. Exports are bound when they are first used. */
export class Library {
  readonly path: string;
  /** Windows' handle: the same for every path of the same DLL. */
  readonly module: bigint;
  readonly #library: KoffiLibrary;
  readonly #presence = new Map<FunctionName, Presence>();
  readonly #functions = new Map<FunctionName, BoundFunction>();
  readonly #kept = keptCallbacks(() => this.module);
  #madeByWine: boolean | undefined;

  constructor(path: string) {
    this.path = path;
    try {
      this.#library = koffi().load(path);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new DbgHelpError('DBGHELP_LOAD_FAILED', `${path} cannot be loaded: ${why}`, { cause });
    }
    // GetModuleHandleW would look for the path under which the DLL was loaded first.
    this.module = BigInt(win32().LoadLibraryExW(path, 0, 0) as number | bigint);
    if (!this.has('SymInitialize') || !this.has('SymSetOptions')) {
      throw new DbgHelpError('DBGHELP_LOAD_FAILED', `${path} is no dbghelp.dll: it does not export SymInitialize`);
    }
  }

  /** The file version of the DLL, where it has one. */
  get version(): string | undefined {
    return fileVersion(this.path);
  }

  get madeByWine(): boolean {
    this.#madeByWine ??= isMadeByWine(this.module);
    return this.#madeByWine;
  }

  /** Whether the DLL exports a name and this process can call it. */
  has(name: FunctionName): boolean {
    return this.#presenceOf(name) === 'callable';
  }

  /** Where the export lies; throws a DbgHelpError where the DLL has none, or Wine's stub of one. */
  addressOf(name: FunctionName): bigint {
    this.#expectCallable(name);
    return this.#find(name);
  }

  /** The bound export; throws a DbgHelpError where the DLL has none, or Wine's stub of one. */
  function(name: FunctionName): BoundFunction {
    let found = this.#functions.get(name);
    if (!found) {
      found = this.#bind(name);
      this.#functions.set(name, found);
    }
    return found;
  }

  #presenceOf(name: FunctionName): Presence {
    let presence = this.#presence.get(name);
    if (!presence) {
      presence = this.#lookUp(name);
      this.#presence.set(name, presence);
    }
    return presence;
  }

  #lookUp(name: FunctionName): Presence {
    const { only32 }: Prototype = prototypes[name];
    if (only32 !== undefined && pointerBits === 64) return 'not exported';
    const address = this.#find(name);
    if (address === 0n) return 'not exported';
    return wineVersion() !== undefined && isWineStub(address, exportOf(name)) ? 'stub' : 'callable';
  }

  #find(name: FunctionName): bigint {
    return BigInt(win32().GetProcAddress(this.module, exportOf(name)) as number | bigint);
  }

  #expectCallable(name: FunctionName): void {
    const presence = this.#presenceOf(name);
    if (presence === 'not exported') throw this.#notExported(name);
    if (presence === 'stub') throw this.#notImplemented(name);
  }

  #bind(name: FunctionName): BoundFunction {
    this.#expectCallable(name);
    const bind = (result: string, parameters: Parameters<KoffiLibrary['func']>[3]) =>
      this.#library.func('__stdcall', exportOf(name), result, parameters);
    return bindFunction(name, prototypes[exportOf(name)], bind, this.#kept);
  }

  #notExported(name: FunctionName): DbgHelpError {
    const { only32 }: Prototype = prototypes[name];
    const why =
      only32 !== undefined && pointerBits === 64
        ? `exists in 32-bit DLLs only; on 64-bit Windows use ${only32}`
        : `is not exported by ${this.path} (version ${this.version ?? 'unknown'})`;
    return new DbgHelpError('DBGHELP_NOT_EXPORTED', `${name} ${why}`, { api: name });
  }

  #notImplemented(name: FunctionName): DbgHelpError {
    const why = `${this.path} of Wine ${wineVersion() ?? ''} exports a stub that would end the process`;
    return new DbgHelpError('DBGHELP_NOT_IMPLEMENTED', `${name} is not implemented: ${why}`, { api: name });
  }
}

/**
 * What a name stands for: on 64-bit Windows the 32-bit names are the 64-bit functions. Wine's 64-bit DLL has the 32-bit
 * originals under those names, with structures that no 64-bit program uses.
 */
function exportOf(name: FunctionName): FunctionName {
  const { on64 }: Prototype = prototypes[name];
  return on64 !== undefined && pointerBits === 64 ? (on64 as FunctionName) : name;
}

const loaded = new Map<string, Library>();

/** The DLL at an absolute path, or else the one that DBGHELP_PATH names, or else the system's. */
export function loadLibrary(path?: string): Library {
  requireWindows();
  const chosen = windowsPath.normalize(resolvePath(path));
  const key = chosen.toLowerCase();
  let library = loaded.get(key);
  if (!library) {
    const opened = new Library(chosen);
    library = [...loaded.values()].find(({ module }) => module === opened.module) ?? opened;
    loaded.set(key, library);
  }
  return library;
}

function resolvePath(path: string | undefined): string {
  if (path !== undefined) return checkAbsolute(path, 'DbgHelp.load: `path`');
  const fromEnvironment = process.env['DBGHELP_PATH'];
  if (fromEnvironment) return checkAbsolute(fromEnvironment, 'the environment variable DBGHELP_PATH');
  return windowsPath.join(systemDirectory(), 'dbghelp.dll');
}

/** Windows would look for a relative path beside node.exe first, and take a drive-relative one from anywhere. */
function checkAbsolute(path: unknown, label: string): string {
  const text = checkText(path, label);
  if (!/^(?:[A-Za-z]:[\\/]|[\\/]{2}[^\\/])/.test(text)) throw outOfRange(label, 'an absolute path', text);
  return text;
}
