import type { MinidumpMemoryInfo } from '../minidump/read/memory-info';
import type { MinidumpUnloadedModule } from '../minidump/read/modules';
import type { MinidumpThread } from '../minidump/read/threads';
import type { ModuleAt } from './report-stacks';

/** The dump's known ranges of addresses. */
export interface AddressMap {
  readonly pointerBytes: 4 | 8;
  readonly moduleAt: ModuleAt;
  readonly unloaded: readonly MinidumpUnloadedModule[];
  readonly threads: readonly MinidumpThread[];
  readonly regions: readonly MinidumpMemoryInfo[];
}

export const stackName = (threadId: number): string => `the stack of thread ${String(threadId)}`;

/** No program has memory below this. The limit also catches null pointers to large objects. */
const firstAddress = 0x1_0000n;
/** A stack grows down into its guard page and the memory below. */
const belowStack = 0x1_0000n;

/** The values with which allocators and compilers fill memory, by the four repeated bytes. */
const fillings: Readonly<Record<number, string>> = {
  0xcccccccc: 'a local variable that was not initialized (debug builds fill locals with 0xcc)',
  0xcdcdcdcd: 'heap memory that was not initialized (the debug runtime fills it with 0xcd)',
  0xdddddddd: 'heap memory that was freed (the debug runtime fills it with 0xdd)',
  0xfdfdfdfd: 'the guard around a heap block (the debug runtime fills it with 0xfd)',
  0xbaadf00d: 'heap memory that was not initialized (under a debugger the heap fills it with 0xbaadf00d)',
  0xabababab: 'the guard after a heap block (under a debugger the heap fills it with 0xab)',
  0xfeeefeee: 'heap memory that was freed (under a debugger the heap fills it with 0xfeee)',
  0xe5e5e5e5: 'memory that was freed (jemalloc fills it with 0xe5)',
};

/** The largest offset of a member in its object. */
const nearby = 0x1000n;

/**
 * Describes an address: what is there, or why nothing is; null if there is nothing to say.
 *
 * @param executed - whether the program tried to execute code there
 */
export function addressNote(address: bigint, executed: boolean, map: AddressMap): string | null {
  if (address < firstAddress && executed) return 'a null pointer was called';
  if (address === 0n) return 'a null pointer';
  if (address < firstAddress)
    return 'close to 0: most likely a member of an object, or an element of an array, through a null pointer';
  const last = 2n ** BigInt(map.pointerBytes * 8) - 1n;
  if (map.pointerBytes === 8 && address === last) {
    return 'for a non-canonical address the processor reports this value: a pointer used there is garbage';
  }
  return filling(address, map.pointerBytes) ?? placeNote(address, map) ?? regionNote(address, map.regions);
}

function placeNote(address: bigint, { moduleAt, unloaded, threads }: AddressMap): string | null {
  const before = unloaded.find(({ base, size }) => address >= base && address < base + BigInt(size));
  if (before) return `in ${before.name}, which was unloaded before`;
  const module = moduleAt(address);
  if (module) return `in ${module.name}`;
  const owner = threads.find(({ stack: { start, size } }) => address >= start && address < start + size);
  if (owner) return `on ${stackName(owner.id)}`;
  const end = address + belowStack;
  const above = threads.find(({ stack: { start } }) => address < start && end >= start);
  return above ? `below ${stackName(above.id)}` : null;
}

function filling(address: bigint, pointerBytes: 4 | 8): string | null {
  for (const [word, meaning] of Object.entries(fillings)) {
    const narrow = BigInt(word);
    const whole = pointerBytes === 8 ? (narrow << 32n) | narrow : narrow;
    const distance = address > whole ? address - whole : whole - address;
    if (distance < nearby) return `a pointer in ${meaning}`;
  }
  return null;
}

const protections: Readonly<Record<number, string>> = {
  0x01: 'memory that may not be accessed',
  0x02: 'memory that may only be read',
  0x04: 'memory that may be read and written, and not run',
  0x08: 'memory that is copied when it is written, and may not be run',
  0x10: 'memory that may only be run',
  0x20: 'memory that may be read and run, and not written',
  0x40: 'memory that may be read, written and run',
  0x80: 'memory that is copied when it is written, and may be run',
};

function regionNote(address: bigint, regions: readonly MinidumpMemoryInfo[]): string | null {
  const region = regions.find(({ base, size }) => address >= base && address < base + size);
  if (!region) return null;
  if (region.state === 'free') return 'no memory was there';
  if (region.state === 'reserve') return 'memory was only reserved there';
  return protections[region.protect & 0xff] ?? null;
}
