import { existsSync } from 'node:fs';
import { win32 as windowsPath } from 'node:path';
import { bindFunction, type BoundFunction } from '../ffi/bound-function';
import { outOfRange } from '../base/checks';
import { DbgHelpError } from '../base/errors';
import { checkPath } from '../base/file-path';
import { fileVersion } from '../win32/file-version';
import { forwardedExports } from './forwards';
import { keptCallbacks } from '../ffi/kept-callbacks';
import { koffi, requireWindows, type KoffiLibrary } from '../base/koffi';
import { isOnlyAName } from './only-a-name';
import type { Prototype } from '../../types/vocabulary';
import { prototypes } from '../../types/functions/prototypes';
import { pointerBits } from '../base/architecture';
import { systemDirectory, win32 } from '../win32/functions';
import { isStub, makerOf, stubText, type DllMaker } from '../win32/wine';

export type FunctionName = keyof typeof prototypes;

type Presence = 'callable' | 'not exported' | 'stub' | 'forwarded to nothing';

/** A loaded DLL: koffi's object, and Windows' handle. */
interface Image {
  readonly library: KoffiLibrary;
  readonly module: bigint;
}

/** The DLL that implements an export, which is another DLL if the export is forwarded, and the export's name there. */
interface Exporter extends Image {
  readonly name: string;
}

/** One dbghelp.dll in this process. Exports are bound when they are first used. */
export class Library {
  readonly path: string;
  /** Windows' handle: the same for every path of the same DLL. */
  readonly module: bigint;
  readonly #library: KoffiLibrary;
  /** DLLs in this DLL's folder to which it forwards exports. */
  readonly #beside = new Map<string, Image>();
  readonly #presence = new Map<FunctionName, Presence>();
  readonly #functions = new Map<FunctionName, BoundFunction>();
  readonly callbacks = keptCallbacks(() => this.module);
  #maker: DllMaker | undefined;
  #forwards: ReadonlyMap<string, string> | undefined;

  constructor(path: string) {
    this.path = path;
    try {
      const { library, module } = open(path);
      this.#library = library;
      this.module = module;
    } catch (cause) {
      throw new DbgHelpError('DBGHELP_LOAD_FAILED', `${path} cannot be loaded: ${wordsOf(cause)}`, { cause });
    }
    if (!this.has('SymInitialize') || !this.has('SymSetOptions')) {
      throw new DbgHelpError('DBGHELP_LOAD_FAILED', `${path} is no dbghelp.dll: it does not export SymInitialize`);
    }
  }

  /** The file version of the DLL, if it has one. */
  get version(): string | undefined {
    return fileVersion(this.path);
  }

  get maker(): DllMaker {
    return (this.#maker ??= makerOf(this.module));
  }

  /** Whether the DLL exports a name and this process can call it. */
  has(name: FunctionName): boolean {
    return this.#presenceOf(name) === 'callable';
  }

  /** Whether anybody has used the export so far. */
  isBound(name: FunctionName): boolean {
    return this.#functions.has(name);
  }

  /**
   * The address of the export. Throws a DbgHelpError if the DLL has no such export, or a stub that would end the
   * process.
   */
  addressOf(name: FunctionName): bigint {
    this.#expectCallable(name);
    return this.#find(name);
  }

  /** The bound export. Throws a DbgHelpError if the DLL has no such export, or a stub that would end the process. */
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
      // The missing DLL may be installed later.
      if (presence !== 'forwarded to nothing') this.#presence.set(name, presence);
    }
    return presence;
  }

  #lookUp(name: FunctionName): Presence {
    const { only32 }: Prototype = prototypes[name];
    if (only32 !== undefined && pointerBits === 64) return 'not exported';
    const address = this.#find(name);
    if (address === 0n) return this.#targetOf(name) === undefined ? 'not exported' : 'forwarded to nothing';
    return this.maker.wine !== null && isStub(address, exportOf(name)) ? 'stub' : 'callable';
  }

  #find(name: FunctionName): bigint {
    const { module, name: called } = this.#exporterOf(name);
    return BigInt(win32().GetProcAddress(module, called) as number | bigint);
  }

  /** The target to which the DLL forwards an export, such as `dbgcore.MiniDumpWriteDump`. */
  #targetOf(name: FunctionName): string | undefined {
    this.#forwards ??= forwardedExports(this.module);
    return this.#forwards.get(exportOf(name));
  }

  /** Looks for the other DLL beside this one, where the same version lies: the loader would search everywhere else. */
  #exporterOf(name: FunctionName): Exporter {
    const target = this.#targetOf(name);
    const beside = target === undefined ? undefined : this.#besideOf(target);
    if (target === undefined || !beside?.image)
      return { library: this.#library, module: this.module, name: exportOf(name) };
    return { ...beside.image, name: target.slice(target.lastIndexOf('.') + 1) };
  }

  #besideOf(target: string): { readonly file: string; readonly image?: Image; readonly cause?: unknown } {
    const file = windowsPath.join(windowsPath.dirname(this.path), `${target.slice(0, target.lastIndexOf('.'))}.dll`);
    let image = this.#beside.get(file);
    if (!image) {
      if (!existsSync(file)) return { file };
      try {
        image = open(file);
      } catch (cause) {
        return { file, cause };
      }
      this.#beside.set(file, image);
    }
    return { file, image };
  }

  #expectCallable(name: FunctionName): void {
    const presence = this.#presenceOf(name);
    if (presence === 'not exported') throw this.#notExported(name);
    if (presence === 'forwarded to nothing') throw this.#targetMissing(name);
    if (presence === 'stub') throw this.#notImplemented(name);
  }

  #bind(name: FunctionName): BoundFunction {
    this.#expectCallable(name);
    const { library, name: called } = this.#exporterOf(name);
    const bind = (result: string, parameters: Parameters<KoffiLibrary['func']>[3]) =>
      library.func('__stdcall', called, result, parameters);
    return bindFunction(name, prototypes[exportOf(name)], {
      bind,
      kept: this.callbacks,
      saysNothing: () => this.#onlyAName(name),
    });
  }

  #notExported(name: FunctionName): DbgHelpError {
    const { only32 }: Prototype = prototypes[name];
    const why =
      only32 !== undefined && pointerBits === 64
        ? `exists in 32-bit DLLs only; on 64-bit Windows use ${only32}`
        : `is not exported by ${this.path} (version ${this.version ?? 'unknown'})`;
    return new DbgHelpError('DBGHELP_NOT_EXPORTED', `${name} ${why}`, { api: name });
  }

  #targetMissing(name: FunctionName): DbgHelpError {
    const target = this.#targetOf(name)!;
    const { file, cause } = this.#besideOf(target);
    const why =
      cause === undefined ? 'was not found, nor does Windows find one' : `cannot be loaded: ${wordsOf(cause)}`;
    const message = `${name} is forwarded by ${this.path} (version ${this.version ?? 'unknown'}) to ${target}, and ${file} ${why}`;
    return new DbgHelpError('DBGHELP_LOAD_FAILED', message, { api: name, ...(cause === undefined ? {} : { cause }) });
  }

  #onlyAName(name: FunctionName): DbgHelpError | undefined {
    const { instead, only32 = instead, undoes = name }: Prototype = prototypes[name];
    if (!isOnlyAName(this.#find(undoes as FunctionName))) return undefined;
    const message = `${name}: this DLL has only the name of it (${this.path}, version ${this.version ?? 'unknown'})`;
    const use = only32 === undefined ? '' : `; use ${only32}`;
    return new DbgHelpError('DBGHELP_NOT_IMPLEMENTED', `${message}${use}`, { api: name, win32Code: 0 });
  }

  #notImplemented(name: FunctionName): DbgHelpError {
    return new DbgHelpError('DBGHELP_NOT_IMPLEMENTED', `${name} is not implemented: ${this.path} ${stubText()}`, {
      api: name,
    });
  }
}

/** Not GetModuleHandleW: that only finds the path under which the DLL was loaded first. */
function open(path: string): Image {
  return { library: koffi().load(path), module: BigInt(win32().LoadLibraryExW(path, 0, 0) as number | bigint) };
}

/** The message of an error from koffi, which may be of another realm's Error class. */
const wordsOf = (cause: unknown): string => (cause as Partial<Error> | null)?.message ?? String(cause);

/**
 * The export for a name. On 64-bit Windows the 32-bit names are the 64-bit functions, but not in every DLL
 * (`exportsOfTwoWidths`).
 */
function exportOf(name: FunctionName): FunctionName {
  const { on64 }: Prototype = prototypes[name];
  return on64 !== undefined && pointerBits === 64 ? (on64 as FunctionName) : name;
}

const loaded = new Map<string, Library>();

/** The DLL at an absolute path, or else the one that DBGHELP_PATH names, or else the system's. */
export function loadLibrary(path?: string | URL): Library {
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

function resolvePath(path: string | URL | undefined): string {
  if (path !== undefined) return checkAbsolute(path, 'DbgHelp.load: `path`');
  const fromEnvironment = process.env['DBGHELP_PATH'];
  if (fromEnvironment) return checkAbsolute(fromEnvironment, 'the environment variable DBGHELP_PATH');
  return windowsPath.join(systemDirectory(), 'dbghelp.dll');
}

/**
 * Windows would search a relative path beside node.exe first, and resolve a drive-relative one against any current
 * folder.
 */
function checkAbsolute(path: unknown, label: string): string {
  const text = checkPath(path, label);
  if (!/^(?:[A-Za-z]:[\\/]|[\\/]{2}[^\\/])/.test(text)) throw outOfRange(label, 'an absolute path', text);
  return text;
}
