import os from 'node:os';
import path from 'node:path';
import { types } from 'node:util';
import { SymbolPath } from '../search/symbol-path';
import { checkServerOptions } from '../search/servers/server-options';
import { sentAnswerNames, type SentAnswerOptions } from '../session/addresses/answer-options';
import { checkHelperOptions, type HelperOptions } from '../processes/child-program';
import {
  checkBoolean,
  checkInteger,
  checkSignal,
  checkText,
  checkUnsigned,
  outOfRange,
  wrongType,
} from '../base/checks';
import { symbolOptionNames, type SymbolOptions } from '../session/symbol-options';
import type {
  Opening,
  ReportTask,
  SymbolizeTask,
  PoolSessionOptions,
  PoolModule,
  PoolLocation,
  PoolRunOptions,
  PoolReportOptions,
} from './messages';
import { checkPath } from '../base/file-path';
import { checkMisspelledNames, checkOptionNames, type OptionNames } from '../base/option-names';
import { checkTimeout } from '../base/time-limit';

const poolSessionNames: OptionNames<PoolSessionOptions> = {
  searchPath: true,
  options: true,
  allowHttp: true,
  offline: true,
  servers: true,
  dbghelp: true,
};

const poolModuleNames: OptionNames<PoolModule> = {
  image: true,
  pdb: true,
  base: true,
  size: true,
  name: true,
  requireSymbols: true,
};

export interface PoolOptions extends PoolSessionOptions {
  /** The maximum number of processes; by default the number of processors. */
  readonly processes?: number | undefined;
  /** Modules that every process loads, for items that name no image. */
  readonly modules?: readonly PoolModule[] | undefined;
  /** How often the pool retries an item in a fresh process if the process that worked on it ended; once by default. */
  readonly retries?: number | undefined;
  /**
   * After how many items a process is replaced by a fresh one, because DLLs keep some memory of each image that was
   * loaded; 1000 by default, `Infinity` for never.
   */
  readonly itemsPerProcess?: number | undefined;
  /**
   * The most private memory that a process may have at work, in bytes; no limit by default. A process that has more is
   * ended and replaced, and its item is retried as if it had died. The error is then `DBGHELP_MEMORY_LIMIT`.
   */
  readonly memoryLimit?: number | undefined;
  /** Options for starting the processes. */
  readonly worker?: HelperOptions | undefined;
  /** Ends the opening, and what was started for it. */
  readonly signal?: AbortSignal | undefined;
}

const poolNames: OptionNames<PoolOptions> = {
  ...poolSessionNames,
  processes: true,
  modules: true,
  retries: true,
  itemsPerProcess: true,
  memoryLimit: true,
  worker: true,
  signal: true,
};

const poolOffsetNames: OptionNames<Extract<PoolLocation, object>> = { module: true, rva: true };

/** Addresses of one image. Without `image` and `pdb`, addresses of the modules that the pool was opened with. */
export interface PoolItem extends PoolModule {
  readonly addresses: BigUint64Array | Iterable<PoolLocation>;
}

const poolItemNames: OptionNames<PoolItem> = { ...poolModuleNames, addresses: true };

const poolRunNames: OptionNames<PoolRunOptions> = { ahead: true, timeout: true, signal: true };

export interface PoolSymbolizeOptions extends PoolRunOptions, SentAnswerOptions {}

export interface PoolSettings {
  readonly processes: number;
  readonly retries: number;
  readonly itemsPerProcess: number;
  readonly memoryLimit: number;
  readonly worker: HelperOptions;
  readonly opening: Opening;
}

const poolReportNames: OptionNames<PoolReportOptions> = {
  ...poolRunNames,
  threads: true,
  maxFrames: true,
  imagePath: true,
};

const poolSymbolizeNames: OptionNames<PoolSymbolizeOptions> = {
  ...poolRunNames,
  ...sentAnswerNames,
};

export interface RunSettings {
  readonly ahead: number;
  /** Milliseconds for an item. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

const mostProcesses = 1024;
const aheadOfEachProcess = 4;
const usualItems = 1000;
/** Ten minutes. */
const usualTimeout = 600_000;

/** Labels of arguments and their members for errors. */
type Labels = (name: string) => string;

const labelsOf =
  (api: string): Labels =>
  (name) =>
    `${api}: \`${name}\``;

/**
 * Checks values that are no plain data, or would mean something else in another process. The first worker checks the
 * rest.
 */
export function checkPoolOptions(options: unknown): PoolSettings {
  const label = labelsOf('SymbolizerPool.open');
  if (typeof options !== 'object' || options === null) throw wrongType(label('options'), 'an object', options);
  const {
    processes,
    retries,
    itemsPerProcess,
    memoryLimit,
    worker,
    modules,
    searchPath,
    options: named,
    allowHttp,
    offline,
    servers,
    dbghelp,
  } = options as PoolOptions;
  const notTaken = Object.keys(options).find((name) => name === 'process' || name === 'invadeProcess');
  if (notTaken !== undefined) {
    throw new TypeError(`${label(notTaken)} is for a SymbolSession: a pool has no process to look into`);
  }
  checkOptionNames(options, poolNames, 'SymbolizerPool.open');
  return {
    processes: checkInteger(processes ?? os.availableParallelism(), 1, mostProcesses, label('processes')),
    retries: checkInteger(retries ?? 1, 0, 100, label('retries')),
    itemsPerProcess:
      itemsPerProcess === Infinity
        ? Infinity
        : checkInteger(itemsPerProcess ?? usualItems, 1, 0x7fff_ffff, label('itemsPerProcess')),
    memoryLimit:
      memoryLimit === undefined || memoryLimit === Infinity
        ? Infinity
        : checkInteger(memoryLimit, 1, Number.MAX_SAFE_INTEGER, label('memoryLimit')),
    worker: checkHelperOptions(worker, (member) => label(`worker${member}`)),
    opening: {
      session: {
        searchPath: pathTexts(searchPath, label('searchPath')),
        options: named === undefined ? undefined : checkSessionOptions(named, label),
        allowHttp: allowHttp === undefined ? undefined : checkBoolean(allowHttp, label('allowHttp')),
        offline: offline === undefined ? undefined : checkBoolean(offline, label('offline')),
        servers: servers === undefined ? undefined : checkSentServers(servers),
      },
      dll: dbghelp === undefined ? undefined : checkPath(dbghelp, label('dbghelp')),
      modules: checkModules(modules ?? [], label),
    },
  };
}

function checkSentServers(servers: NonNullable<PoolSessionOptions['servers']>): PoolSessionOptions['servers'] {
  const api = 'SymbolizerPool.open';
  checkServerOptions(servers, api);
  const unsent = ['agent', 'headers', 'onProgress'].find((name) => name in servers);
  if (unsent === undefined) return servers;
  throw new TypeError(
    `${api}: \`servers.${unsent}\` cannot be sent to other processes; \`token\`, \`proxy\` and \`ca\` can, or fetch the files before, by findPdb`,
  );
}

function checkModules(modules: unknown, label: Labels): PoolModule[] {
  if (!Array.isArray(modules)) throw wrongType(label('modules'), 'an array', modules);
  return modules.map((module: unknown, index) => checkModule(module, label, `modules[${String(index)}]`));
}

function checkModule(module: unknown, label: Labels, name: string): PoolModule {
  if (typeof module !== 'object' || module === null) {
    throw wrongType(label(name), 'an object with an `image` or a `pdb`', module);
  }
  if (name !== 'item') checkOptionNames(module, poolModuleNames, 'SymbolizerPool.open', name);
  const { image, pdb, base, size, name: own, requireSymbols } = module as PoolModule;
  const part = (member: string): string => label(`${name}.${member}`);
  const file = (member: 'image' | 'pdb', given: unknown): string => path.resolve(checkPath(given, part(member)));
  return {
    image: image === undefined && pdb !== undefined ? undefined : file('image', image),
    pdb: pdb === undefined ? undefined : file('pdb', pdb),
    base: base === undefined ? undefined : checkUnsigned(base, 64, part('base')),
    size: size === undefined ? undefined : checkInteger(size, 0, 0xffff_ffff, part('size')),
    name: own === undefined ? undefined : checkText(own, part('name')),
    requireSymbols: requireSymbols === undefined ? undefined : checkBoolean(requireSymbols, part('requireSymbols')),
  };
}

export function checkItem(item: unknown, options: SymbolizeTask['options']): SymbolizeTask {
  const label = labelsOf('SymbolizerPool.symbolizeAll');
  if (typeof item !== 'object' || item === null) throw wrongType(label('item'), 'an object with `addresses`', item);
  // An item may have extra members: the outcome gives the item back.
  checkMisspelledNames(item, poolItemNames, 'SymbolizerPool.symbolizeAll', 'item');
  const { image, pdb, addresses } = item as PoolItem;
  const module = image === undefined && pdb === undefined ? undefined : checkModule(item, label, 'item');
  return { kind: 'symbolize', module, addresses: checkAddresses(addresses, label('item.addresses')), options };
}

function checkAddresses(addresses: unknown, label: string): SymbolizeTask['addresses'] {
  if (types.isBigUint64Array(addresses)) return addresses;
  if (
    typeof addresses === 'string' ||
    typeof (addresses as Partial<Iterable<unknown>> | null)?.[Symbol.iterator] !== 'function'
  ) {
    throw wrongType(label, 'a BigUint64Array or an iterable of addresses', addresses);
  }
  const all = Array.from(addresses as Iterable<unknown>);
  if (all.every((address) => typeof address === 'bigint' || typeof address === 'number')) {
    return BigUint64Array.from(all, (address) => checkUnsigned(address, 64, label));
  }
  return all.map((location) => checkLocation(location, label));
}

/** Checks the type only: the worker's session checks the contents. */
function checkLocation(location: unknown, label: string): PoolLocation {
  if (typeof location === 'string') return location;
  if (typeof location !== 'object' || location === null) return checkUnsigned(location, 64, label);
  checkMisspelledNames(location, poolOffsetNames, 'SymbolizerPool.symbolizeAll', 'address');
  const { module, rva } = location as Partial<Exclude<PoolLocation, string | number | bigint>>;
  return { module: checkText(module, `${label} (module)`), rva: checkUnsigned(rva, 64, `${label} (rva)`) };
}

export function checkDump(file: unknown, options: ReportTask['options']): ReportTask {
  return {
    kind: 'crashReport',
    path: path.resolve(checkPath(file, labelsOf('SymbolizerPool.crashReports')('path'))),
    options,
  };
}

export function checkSymbolizeOptions(options: PoolSymbolizeOptions): SymbolizeTask['options'] {
  const sent = Object.entries(options).filter(([name]) => Object.hasOwn(sentAnswerNames, name));
  return checkFlags<SentAnswerOptions>(Object.fromEntries(sent), labelsOf('SymbolizerPool.symbolizeAll'));
}

export function checkReportOptions({ threads, maxFrames, imagePath }: PoolReportOptions): ReportTask['options'] {
  const label = labelsOf('SymbolizerPool.crashReports');
  if (!([undefined, 'all', 'faulting'] as unknown[]).includes(threads)) {
    throw outOfRange(label('threads'), "'all' or 'faulting'", threads);
  }
  if (maxFrames !== undefined) checkInteger(maxFrames, 1, 0xffff_ffff, label('maxFrames'));
  return { threads, maxFrames, imagePath: pathTexts(imagePath, label('imagePath')) };
}

export function checkRunOptions(options: unknown, processes: number, api: string): RunSettings {
  checkOptionNames(options, api.endsWith('.symbolizeAll') ? poolSymbolizeNames : poolReportNames, api);
  const { ahead, timeout = usualTimeout, signal } = options as PoolRunOptions;
  if (signal !== undefined) checkSignal(signal, api);
  const usual = processes * aheadOfEachProcess;
  return {
    ahead: checkInteger(ahead ?? usual, 1, 0x7fff_ffff, `${api}: \`ahead\``),
    timeout: checkTimeout(timeout, api),
    signal,
  };
}

/** Converts paths to text, which can be sent to other processes. */
function pathTexts(value: unknown, label: string): string[] {
  const parts = value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value];
  return parts.map((part) => {
    if (part instanceof SymbolPath) return part.toString();
    if (typeof part !== 'string') throw wrongType(label, 'a string, a SymbolPath or an array of them', part);
    return part;
  });
}

function checkSessionOptions(options: SymbolOptions, label: Labels): SymbolOptions {
  checkOptionNames(options, symbolOptionNames, 'SymbolizerPool.open');
  return checkFlags(options, label);
}

function checkFlags<Flags extends object>(flags: Flags, label: Labels): Flags {
  if (typeof (flags as unknown) !== 'object') throw wrongType(label('options'), 'an object', flags);
  for (const [name, value] of Object.entries(flags)) {
    if (value !== undefined) checkBoolean(value, label(`options.${name}`));
  }
  return flags;
}
