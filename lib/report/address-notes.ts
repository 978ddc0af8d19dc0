import type { MinidumpMemoryInfo } from '../minidump/read/memory-info';

/** Somewhere that an address may lie. */
export interface NamedRange {
  readonly name: string;
  readonly start: bigint;
  readonly size: bigint;
}

/** What is known of where addresses lie. */
export interface AddressMap {
  readonly pointerBytes: 4 | 8;
  readonly modules: readonly NamedRange[];
  readonly unloaded: readonly NamedRange[];
  readonly stacks: readonly NamedRange[];
  readonly regions: readonly MinidumpMemoryInfo[];
}

/** No program has memory below this, so that null pointers to large objects are caught, too. */
const firstAddress = 0x1_0000n;
/** A stack grows down into its guard page and what is below it. */
const belowStack = 0x1_0000n;

/** What allocators and compilers fill memory with, by the four bytes that repeat. */
const fillings: Readonly<Record<number, string>> = {
  0xcccccccc: 'a local that was not initialized (debug builds fill them so)',
  0xcdcdcdcd: 'memory of the heap that was not initialized (the debug runtime fills it so)',
  0xdddddddd: 'memory of the heap that was freed (the debug runtime fills it so)',
  0xfdfdfdfd: 'the guard around a block of the heap (the debug runtime fills it so)',
  0xbaadf00d: 'memory of the heap that was not initialized (the heap fills it so under a debugger)',
  0xabababab: 'the guard after a block of the heap (the heap fills it so under a debugger)',
  0xfeeefeee: 'memory of the heap that was freed (the heap fills it so under a debugger)',
  0xe5e5e5e5: 'memory that was freed (jemalloc fills it so)',
};

/** How far a member may be from the beginning of its object. */
const nearby = 0x1000n;

/**
 * What is at an address, or why nothing is; null where there is nothing to say.
 *
 * @param executed - whether code was to be run there
 */
export function addressNote(address: bigint, executed: boolean, map: AddressMap): string | null {
  if (address < firstAddress && executed) return 'a null pointer was called';
  if (address === 0n) return 'a null pointer';
  if (address < firstAddress)
    return 'close to 0: most likely a member of an object, or an element of an array, by a null pointer';
  const last = 2n ** BigInt(map.pointerBytes * 8) - 1n;
  if (map.pointerBytes === 8 && address === last) {
    return 'the processor does not tell addresses that are none: some pointer that is used there is garbage';
  }
  return (
    filling(address, map.pointerBytes) ??
    within(address, map.unloaded, (name) => `in ${name}, which was unloaded before`) ??
    within(address, map.modules, (name) => `in ${name}`) ??
    within(address, map.stacks, (name) => `on ${name}`) ??
    within(address, map.stacks.map(guardOf), (name) => `below ${name}`) ??
    regionNote(address, map.regions)
  );
}

const guardOf = ({ name, start }: NamedRange): NamedRange => ({ name, start: start - belowStack, size: belowStack });

function filling(address: bigint, pointerBytes: 4 | 8): string | null {
  for (const [word, meaning] of Object.entries(fillings)) {
    const narrow = BigInt(word);
    const whole = pointerBytes === 8 ? (narrow << 32n) | narrow : narrow;
    const distance = address > whole ? address - whole : whole - address;
    if (distance < nearby) return `a pointer in ${meaning}`;
  }
  return null;
}

function within(address: bigint, ranges: readonly NamedRange[], say: (name: string) => string): string | null {
  const found = ranges.find(({ start, size }) => address >= start && address < start + size);
  return found ? say(found.name) : null;
}

const protections: Readonly<Record<number, string>> = {
  0x01: 'memory that may not be touched',
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
