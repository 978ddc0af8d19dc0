import { inspect } from 'node:util';
import type { IMAGEHLP_MODULEW64 } from '../../ffi/structures';
import { checkUnsigned, outOfRange, wrongType } from '../../base/checks';
import { closed, DbgHelpError } from '../../base/errors';
import { moduleName, spellingsOf } from './module-name';
import type { ToldFiles } from '../../search/why-no-symbols';
import type { PdbSignature } from '../../search/signatures';
import { symbolTypes } from '../../search/symbol-type';
import type { SymbolType } from '../../search/symbol-type';

const fullSymbols: ReadonlySet<SymbolType> = new Set(['codeview', 'pdb', 'sym', 'dia', 'virtual']);

/** The session that a module belongs to. */
export interface ModuleOwner {
  readonly closed: boolean;
}

export interface ModuleInfo {
  readonly base: bigint;
  /** Bytes. */
  readonly size: number;
  /** The DLL's name for it. */
  readonly dllName: string;
  readonly imagePath: string;
  readonly symbolType: SymbolType;
  readonly pdbPath: string | null;
  readonly pdbSignature: PdbSignature | null;
  /** Whether there is a PDB, and it belongs to the image. */
  readonly pdbMatches: boolean;
  readonly hasFullSymbols: boolean;
  readonly hasLines: boolean;
  readonly hasTypes: boolean;
  /** The time stamp in the image's header, in seconds since 1970, or whatever value the linker wrote there. */
  readonly timestamp: number;
  readonly checksum: number;
}

/** The buffer size in IMAGEHLP_MODULEW64: a path that fills it may be cut. */
const nameCharacters = 256;

export function moduleInfo(view: IMAGEHLP_MODULEW64): ModuleInfo {
  const imagePath = view.LoadedImageName || view.ImageName;
  const pdb = view.LoadedPdbName;
  const symbolType = symbolTypeOf(view);
  // A PDB loaded without an image matches itself, but DLLs report it as unmatched.
  const alone = pdb !== '' && pdb.toLowerCase() === imagePath.toLowerCase();
  const unmatched = view.PdbUnmatched && !alone;
  const { Data1, Data2, Data3, Data4 } = view.PdbSig70;
  const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');
  const guid = hex(Data1, 8) + hex(Data2, 4) + hex(Data3, 4) + Data4.map((byte) => hex(byte, 2)).join('');
  return {
    base: view.BaseOfImage,
    size: view.ImageSize,
    dllName: view.ModuleName,
    imagePath,
    symbolType,
    pdbPath: pdb.length < nameCharacters ? pdb || null : null,
    pdbSignature: /^0+$/.test(guid) ? null : { guid, age: view.PdbAge },
    pdbMatches: pdb !== '' && !unmatched,
    hasFullSymbols: fullSymbols.has(symbolType) && !unmatched,
    hasLines: view.LineNumbers,
    hasTypes: view.TypeInfo,
    timestamp: view.TimeDateStamp,
    checksum: view.CheckSum,
  };
}

/** See `differences.debugSectionsNotRead`. */
function symbolTypeOf({ SymType, LineNumbers }: IMAGEHLP_MODULEW64): SymbolType {
  const type = symbolTypes[SymType] ?? 'none';
  return type === 'dia' && !LineNumbers ? 'export' : type;
}

/** Whether a look-up in one of them may have to load symbols first. */
export const needLoading = (modules: readonly SymbolModule[]): boolean =>
  modules.some(({ needsLoading }) => needsLoading);

/** A loaded module of a session, as SymGetModuleInfoW64 last described it. */
export class SymbolModule {
  readonly #owner: ModuleOwner;
  #info: ModuleInfo;
  /** The address after the last byte. */
  #end: bigint;
  readonly #givenName: string | undefined;
  #name: string;
  #spellings: readonly string[] | undefined;
  /**
   * The files that its load was given.
   *
   * @internal
   */
  told: ToldFiles = {};
  #lookedAt = false;
  #unloaded = false;

  /** @internal Sessions make these. */
  constructor(owner: ModuleOwner, info: ModuleInfo, givenName?: string) {
    this.#owner = owner;
    this.#info = info;
    this.#givenName = givenName;
    this.#name = moduleName(info, givenName);
    this.#end = info.base + BigInt(info.size);
  }

  /** The address of the loaded module. */
  get base(): bigint {
    return this.#info.base;
  }

  /** Bytes. */
  get size(): number {
    return this.#info.size;
  }

  /** The name that qualifies its symbols: the one given to `loadModule`, or `app` for `C:\app\app.exe`. */
  get name(): string {
    return this.#name;
  }

  /**
   * The names by which it is found, in lower case; its own name comes first.
   *
   * @internal
   */
  get spellings(): readonly string[] {
    return (this.#spellings ??= spellingsOf(this.#info, this.#name));
  }

  /**
   * The DLL's name for it.
   *
   * @internal
   */
  get dllName(): string {
    return this.#info.dllName;
  }

  /** The image's path; for a module with only a PDB, the path of the PDB. */
  get imagePath(): string {
    return this.#info.imagePath;
  }

  /** The source of its symbols; `'deferred'` until their first use. */
  get symbolType(): SymbolType {
    return this.#info.symbolType;
  }

  /** The PDB in use; null if there is none. */
  get pdbPath(): string | null {
    return this.#info.pdbPath;
  }

  /** The identity of the image's PDB, as far as DbgHelp knows it. */
  get pdbSignature(): PdbSignature | null {
    return this.#info.pdbSignature;
  }

  get hasLines(): boolean {
    return this.#info.hasLines;
  }

  get hasTypes(): boolean {
    return this.#info.hasTypes;
  }

  /** The time stamp in the image's header, in seconds since 1970, or whatever value the linker wrote there. */
  get timestamp(): number {
    return this.#info.timestamp;
  }

  get checksum(): number {
    return this.#info.checksum;
  }

  /** Whether names come from symbols that match the image, instead of only from its exports. */
  get hasFullSymbols(): boolean {
    return this.#info.hasFullSymbols;
  }

  /** Whether look-ups in the module still work: not after `unloadModule`, nor after its session's `close`. */
  get loaded(): boolean {
    return !this.#unloaded && !this.#owner.closed;
  }

  contains(address: bigint): boolean {
    return address >= this.#info.base && address < this.#end;
  }

  /**
   * The address of an offset from the base.
   *
   * @throws `DbgHelpError` `DBGHELP_MODULE_UNLOADED` or `DBGHELP_CLOSED`; RangeError for an offset beyond the module
   */
  addressOf(rva: bigint | number): bigint {
    this.assertLoaded('SymbolModule.addressOf');
    const label = 'SymbolModule.addressOf: `rva`';
    const offset = checkUnsigned(rva, 64, label);
    if (offset >= BigInt(this.size)) throw outOfRange(label, `below the module's size ${String(this.size)}`, rva);
    return this.base + offset;
  }

  toString(): string {
    return this.name;
  }

  toJSON(): Record<string, unknown> {
    const { base, size, dllName, ...rest } = this.#info;
    return { base: `0x${base.toString(16)}`, size, name: this.#name || dllName, ...rest, loaded: this.loaded };
  }

  [inspect.custom](): unknown {
    return this.toJSON();
  }

  /** @internal */
  assertLoaded(api: string, owner: ModuleOwner = this.#owner): void {
    if (owner !== this.#owner) {
      throw new TypeError(`${api}: \`module\` must be a module of this session, got ${this.name} of another one`);
    }
    if (this.#owner.closed) throw closed(`The session of module ${this.name}`, api);
    if (this.#unloaded) {
      throw new DbgHelpError(
        'DBGHELP_MODULE_UNLOADED',
        `${api}: module ${this.name} was unloaded; load it again before use`,
      );
    }
  }

  /**
   * Whether a look-up may have to load its symbols first. Only the first one: some modules stay deferred for ever.
   *
   * @internal
   */
  get needsLoading(): boolean {
    return this.symbolType === 'deferred' && !this.#lookedAt;
  }

  /** @internal */
  markLookedAt(): void {
    this.#lookedAt = true;
  }

  /**
   * Whether the DLL describes a different module at the same base: raw calls, or a live process, may have loaded one.
   *
   * @internal
   */
  isAnotherThan({ timestamp, dllName }: ModuleInfo): boolean {
    if (timestamp !== 0 && this.timestamp !== 0) return timestamp !== this.timestamp;
    return dllName.toLowerCase() !== this.#info.dllName.toLowerCase();
  }

  /** @internal */
  update(info: ModuleInfo): void {
    this.#info = info;
    this.#end = info.base + BigInt(info.size);
    this.#name = moduleName(info, this.#givenName);
    this.#spellings = undefined;
  }

  /** @internal */
  markUnloaded(): void {
    this.#unloaded = true;
  }
}

/**
 * Checks a module of a session, or a name of one.
 *
 * @internal
 */
export function checkModule(owner: ModuleOwner, module: unknown, api: string): SymbolModule | string {
  if (module instanceof SymbolModule) module.assertLoaded(api, owner);
  else if (typeof module !== 'string')
    throw wrongType(`${api}: \`module\``, "a SymbolModule or a module's name", module);
  return module;
}
