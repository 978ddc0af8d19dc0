import { win32 as windowsPath } from 'node:path';
import { checkInteger, checkText, checkUnsigned, outOfRange, wrongType } from '../../base/checks';
import { checkOptionNames, type OptionNames } from '../../base/option-names';
import { wildcard, type NamePattern } from '../../session/names/mask-matcher';

/** A module that goes into a dump. */
export interface DumpedModule {
  readonly base: bigint;
  /** Bytes. */
  readonly size: number;
  /** Path of the image. */
  readonly path: string;
  /** Its file name. */
  readonly name: string;
  /** From the image's header: seconds since 1970, or a hash. */
  readonly timestamp: number;
  /** From the image's header. */
  readonly checksum: number;
}

/** A thread that goes into a dump. */
export interface DumpedThread {
  readonly id: number;
}

/** A region of memory that goes into a dump with all memory. */
export interface DumpedRegion {
  readonly start: bigint;
  /** Bytes. */
  readonly size: bigint;
  /** MEM_COMMIT, MEM_RESERVE or MEM_FREE. */
  readonly state: number;
  /** PAGE_READWRITE and the like. */
  readonly protect: number;
  /** MEM_PRIVATE, MEM_MAPPED or MEM_IMAGE. */
  readonly type: number;
}

/** A module by its file name, with `*` and `?`, ignoring case, or by its base address. */
export type ModuleMatch = string | bigint;

/**
 * The modules that a dump lists. As data: those of `include` (all by default) that are not in `exclude`. `flags` maps
 * file names, with `*` and `?`, to `MODULE_WRITE_FLAGS`: the contents that a module gets. The first name that matches
 * counts.
 *
 * As a function: `false` leaves the module out, a number is its write flags, anything else means what the type of the
 * dump says.
 */
export type ModuleFilter =
  | {
      readonly include?: readonly ModuleMatch[] | undefined;
      readonly exclude?: readonly ModuleMatch[] | undefined;
      readonly flags?: Readonly<Record<string, number>> | undefined;
    }
  | ((module: DumpedModule) => boolean | number | undefined);

/** The threads of a dump, by their ids, as in {@link ModuleFilter}; the flags are `THREAD_WRITE_FLAGS`. */
export type ThreadFilter =
  | {
      readonly include?: readonly number[] | undefined;
      readonly exclude?: readonly number[] | undefined;
      readonly flags?: Readonly<Record<number, number>> | undefined;
    }
  | ((thread: DumpedThread) => boolean | number | undefined);

/** A range of the target's memory. */
export interface MemoryRange {
  readonly start: bigint | number;
  /** Bytes: 1 to 2^32-1. */
  readonly size: number;
}

/**
 * Memory to add to what the type of the dump says (`include`), and memory to leave out (`exclude`). A dump with all
 * memory leaves out whole pages.
 *
 * As a function: called for each region of a dump with all memory; `false` leaves the region out.
 */
export type MemoryFilter =
  | {
      readonly include?: readonly MemoryRange[] | undefined;
      readonly exclude?: readonly MemoryRange[] | undefined;
    }
  | ((region: DumpedRegion) => boolean | undefined);

/** `false` leaves it out, a number is its write flags, anything else means what the type of the dump says. */
export type Verdict = boolean | number | undefined;

/** @internal */
export interface ModuleChoice {
  /** Called when only the base is known. */
  leavesOut(base: bigint): boolean;
  choose(module: DumpedModule): Verdict;
}

/** @internal */
export interface MemoryChoice {
  readonly include: readonly { readonly start: bigint; readonly size: number }[];
  readonly exclude: readonly { readonly start: bigint; readonly size: number }[];
  readonly choose: ((region: DumpedRegion) => boolean | undefined) | undefined;
}

const filterNames = { include: true, exclude: true, flags: true } as const;
const rangeFilterNames = { include: true, exclude: true } as const;
const rangeNames: OptionNames<MemoryRange> = { start: true, size: true };
const mostFlags = 0xffff_ffff;

/** @internal */
export function moduleChoice(filter: ModuleFilter, api: string, what: string): ModuleChoice {
  const label = `${api}: \`${what}\``;
  if (typeof filter === 'function') {
    return {
      leavesOut: () => false,
      choose: (module) => checkVerdict(filter(module), label),
    };
  }
  const { include, exclude, flags } = checkFilter(filter, filterNames, api, what);
  const included = include === undefined ? undefined : matchers(include, `${label}.include`);
  const excluded = matchers(exclude ?? [], `${label}.exclude`);
  const flagged = Object.entries(checkFlags(flags, `${label}.flags`)).map(
    ([name, value]) => [wildcard(name), value] as const,
  );
  return {
    leavesOut: (base) => excluded.bases.has(base),
    choose({ base, name }) {
      const isIn = (list: Matchers): boolean => list.bases.has(base) || list.names.some((each) => each.test(name));
      if (isIn(excluded) || (included && !isIn(included))) return false;
      return flagged.find(([pattern]) => pattern.test(name))?.[1];
    },
  };
}

/** @internal */
export function threadChoice(filter: ThreadFilter, api: string, what: string): (thread: DumpedThread) => Verdict {
  const label = `${api}: \`${what}\``;
  if (typeof filter === 'function') return (thread) => checkVerdict(filter(thread), label);
  const { include, exclude, flags } = checkFilter(filter, filterNames, api, what);
  const included = include === undefined ? undefined : threadIds(include, `${label}.include`);
  const excluded = threadIds(exclude ?? [], `${label}.exclude`);
  const flagged = checkFlags(flags, `${label}.flags`);
  return ({ id }) => (excluded.has(id) || included?.has(id) === false ? false : flagged[id]);
}

/** @internal */
export function memoryChoice(filter: MemoryFilter, api: string, what: string): MemoryChoice {
  const label = `${api}: \`${what}\``;
  if (typeof filter === 'function') {
    const choose = (region: DumpedRegion): boolean | undefined => {
      const answer: unknown = filter(region);
      if (answer !== undefined && typeof answer !== 'boolean') throw wrongAnswer(label, 'a boolean or nothing', answer);
      return answer;
    };
    return { include: [], exclude: [], choose };
  }
  const { include, exclude } = checkFilter(filter, rangeFilterNames, api, what);
  return {
    include: ranges(include ?? [], api, `${what}.include`),
    exclude: ranges(exclude ?? [], api, `${what}.exclude`),
    choose: undefined,
  };
}

function checkFilter<Name extends string>(
  filter: unknown,
  names: Readonly<Record<Name, true>>,
  api: string,
  what: string,
): Readonly<Partial<Record<Name, unknown>>> {
  if (typeof filter !== 'object' || filter === null) {
    throw wrongType(`${api}: \`${what}\``, 'an object or a function', filter);
  }
  checkOptionNames(filter, names, api, what);
  return filter as Readonly<Partial<Record<Name, unknown>>>;
}

function checkList(list: unknown, label: string): readonly unknown[] {
  if (!Array.isArray(list)) throw wrongType(label, 'an array', list);
  return list;
}

interface Matchers {
  readonly bases: ReadonlySet<bigint>;
  readonly names: readonly NamePattern[];
}

function matchers(list: unknown, label: string): Matchers {
  const bases = new Set<bigint>();
  const names: NamePattern[] = [];
  for (const match of checkList(list, label)) {
    if (typeof match === 'bigint') bases.add(checkUnsigned(match, 64, label));
    else names.push(wildcard(checkText(match, label)));
  }
  return { bases, names };
}

function threadIds(list: unknown, label: string): ReadonlySet<number> {
  return new Set(checkList(list, label).map((id) => checkInteger(id, 0, 0xffff_ffff, label)));
}

function checkFlags(flags: unknown, label: string): Readonly<Record<string, number>> {
  if (flags === undefined) return {};
  if (typeof flags !== 'object' || flags === null) throw wrongType(label, 'an object', flags);
  return Object.fromEntries(
    Object.entries(flags).map(([name, value]) => [
      name,
      checkInteger(value, 0, mostFlags, `${label}[${JSON.stringify(name)}]`),
    ]),
  );
}

function ranges(list: unknown, api: string, what: string): { readonly start: bigint; readonly size: number }[] {
  const label = `${api}: \`${what}\``;
  return checkList(list, label).map((range) => {
    if (typeof range !== 'object' || range === null) throw wrongType(label, 'ranges: { start, size }', range);
    checkOptionNames(range, rangeNames, api, what);
    const { start, size } = range as Partial<MemoryRange>;
    const first = checkUnsigned(start, 64, `${label}: \`start\``);
    const length = checkInteger(size, 1, 0xffff_ffff, `${label}: \`size\``);
    if (first + BigInt(length) > 2n ** 64n) throw outOfRange(`${label}: \`size\``, 'inside of 64 bits', length);
    return { start: first, size: length };
  });
}

function checkVerdict(answer: unknown, label: string): Verdict {
  if (typeof answer === 'number') return checkInteger(answer, 0, mostFlags, `${label}: its result`);
  if (answer !== undefined && typeof answer !== 'boolean')
    throw wrongAnswer(label, 'a boolean, write flags or nothing', answer);
  return answer;
}

const wrongAnswer = (label: string, expected: string, answer: unknown): TypeError =>
  wrongType(`${label}: its result`, expected, answer);

/** @internal */
export const fileName = (path: string): string => windowsPath.basename(path);
