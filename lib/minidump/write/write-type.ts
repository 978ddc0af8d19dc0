import { MINIDUMP_TYPE } from '../../../types/constants';
import { checkInteger, outOfRange, wrongType } from '../../base/checks';

type Flags = typeof MINIDUMP_TYPE;
type FlagName<Name> = Name extends `MiniDumpWith${infer What}`
  ? What extends `out${string}`
    ? `with${What}`
    : Uncapitalize<What>
  : Name extends `MiniDump${infer What}`
    ? Uncapitalize<What>
    : never;

/**
 * A `MINIDUMP_TYPE` by its name without the common prefix: `'fullMemory'` is MiniDumpWithFullMemory,
 * `'ignoreInaccessibleMemory'` is MiniDumpIgnoreInaccessibleMemory.
 */
export type MinidumpFlag = Exclude<FlagName<keyof Flags>, 'validTypeFlags'>;

const flags = Object.fromEntries(
  Object.entries(MINIDUMP_TYPE)
    .filter(([name]) => name !== 'MiniDumpValidTypeFlags')
    .map(([name, value]) => {
      const short = name.replace(/^MiniDump(?:With(?!out))?/, '');
      return [short.charAt(0).toLowerCase() + short.slice(1), value];
    }),
) as Readonly<Record<MinidumpFlag, number>>;

/** The facts besides memory in all presets but the smallest: threads, handles, regions of memory, unloaded modules. */
const metadata =
  flags.handleData |
  flags.unloadedModules |
  flags.processThreadData |
  flags.fullMemoryInfo |
  flags.threadInfo |
  flags.ignoreInaccessibleMemory;

/** The same as ProcDump's -mt, -mm, -mp and -ma. */
const presets = {
  /** For stack traces. DbgHelp leaves out paths and other private data as far as it can. */
  triage: flags.filterTriage | flags.filterMemory | flags.filterModulePaths | flags.ignoreInaccessibleMemory,
  /** The stacks, the memory that they point to, and facts about process, threads, handles and modules. */
  mini: metadata | flags.indirectlyReferencedMemory | flags.scanMemory,
  /** Also all writable private memory, and the modules' variables. */
  plus: metadata | flags.privateReadWriteMemory | flags.dataSegs | flags.indirectlyReferencedMemory,
  /** All memory. */
  full: metadata | flags.fullMemory,
} as const;

/**
 * The usual kinds of dumps: `'triage'`, `'mini'`, `'plus'` and `'full'`, from the smallest to the largest. They are the
 * same as ProcDump's -mt, -mm, -mp and -ma.
 */
export type MinidumpPreset = keyof typeof presets;

/** The contents of a dump: a preset, a flag, several of both, or `MINIDUMP_TYPE` values combined with `|`. */
export type MinidumpType = MinidumpPreset | MinidumpFlag | number | readonly (MinidumpPreset | MinidumpFlag | number)[];

const values: Readonly<Record<string, number>> = { ...flags, ...presets };

/** @internal */
export const defaultType: MinidumpType = 'mini';

/** @internal */
export function typeWord(type: unknown, label: string): number {
  const parts: readonly unknown[] = Array.isArray(type) ? type : [type];
  return parts.reduce<number>((word, part) => (word | valueOf(part, label)) >>> 0, 0);
}

function valueOf(part: unknown, label: string): number {
  if (typeof part === 'number') return checkInteger(part, 0, 0xffff_ffff, label);
  if (typeof part !== 'string') throw wrongType(label, 'a preset, a number, or an array of flags', part);
  if (!Object.hasOwn(values, part)) throw outOfRange(label, `made of ${Object.keys(values).join(', ')}`, part);
  return values[part]!;
}
