import type { Random } from '../windows/random';

/** Ways to damage a dump. Each changes the bytes, or returns others. */

const headerBytes = 32;
const entryBytes = 12;
const mostEntries = 4096;
const knownTypes = Array.from({ length: 25 }, (_, type) => type);

export type Mutation = (random: Random, bytes: Buffer) => Buffer;

/** The directory of a dump, as far as it is in the file. */
function directory(bytes: Buffer): { readonly start: number; readonly count: number } {
  if (bytes.length < headerBytes) return { start: 0, count: 0 };
  const start = bytes.readUInt32LE(12);
  const room = Math.max(0, Math.floor((bytes.length - start) / entryBytes));
  return { start, count: Math.min(bytes.readUInt32LE(8), room, mostEntries) };
}

/** An entry of the directory, or undefined if there is none. */
function anEntry(random: Random, bytes: Buffer): number | undefined {
  const { start, count } = directory(bytes);
  return count === 0 ? undefined : start + random.below(count) * entryBytes;
}

/** Numbers at which sums and products overflow. */
function hostile(random: Random, bytes: Buffer): number {
  const near = random.below(9) - 4;
  const value = random.pick([
    () => near,
    () => bytes.length + near,
    () => 0x7fff_ffff + near,
    () => 0xffff_ffff - random.below(5),
    () => 0x8000_0000 + near,
    () => random.below(bytes.length + 1),
    () => Math.floor(bytes.length / random.pick([8, 12, 16, 24, 32, 48, 64, 108])) + near,
    () => random.below(0x1_0000),
    () => 1 << random.below(31),
  ])();
  return value >>> 0;
}

function put(bytes: Buffer, at: number, value: number): void {
  if (at >= 0 && at + 4 <= bytes.length) bytes.writeUInt32LE(value >>> 0, at);
}

const flipBits: Mutation = (random, bytes) => {
  const flips = 1 + random.below(16);
  for (let flip = 0; flip < flips && bytes.length > 0; flip++) {
    const at = random.below(bytes.length);
    bytes[at] = bytes[at]! ^ (1 << random.below(8));
  }
  return bytes;
};

const cut: Mutation = (random, bytes) => bytes.subarray(0, random.below(bytes.length + 1));

const anyNumber: Mutation = (random, bytes) => {
  put(bytes, random.below(Math.max(1, bytes.length >> 2)) * 4, hostile(random, bytes));
  return bytes;
};

/** Changes the first numbers of a stream: counts, sizes of headers and of entries. */
const spliceCount: Mutation = (random, bytes) => {
  const entry = anEntry(random, bytes);
  if (entry === undefined) return bytes;
  put(bytes, bytes.readUInt32LE(entry + 8) + random.below(8) * 4, hostile(random, bytes));
  return bytes;
};

/** Changes one of the first entries of a list: RVAs, sizes, addresses. */
const spliceEntry: Mutation = (random, bytes) => {
  const entry = anEntry(random, bytes);
  if (entry === undefined) return bytes;
  put(bytes, bytes.readUInt32LE(entry + 8) + random.below(128) * 4, hostile(random, bytes));
  return bytes;
};

const moveStream: Mutation = (random, bytes) => {
  const entry = anEntry(random, bytes);
  if (entry !== undefined) put(bytes, entry + random.pick([4, 8]), hostile(random, bytes));
  return bytes;
};

const renameStream: Mutation = (random, bytes) => {
  const entry = anEntry(random, bytes);
  if (entry !== undefined) put(bytes, entry, random.pick([...knownTypes, 0x10000, 0xffff_ffff]));
  return bytes;
};

const duplicateStream: Mutation = (random, bytes) => {
  const [from, to] = [anEntry(random, bytes), anEntry(random, bytes)];
  if (from === undefined || to === undefined) return bytes;
  // With or without the type: without, two streams of different kinds overlap.
  bytes.copy(bytes, to + random.pick([0, 4]), from + random.pick([0, 4]), from + entryBytes);
  return bytes;
};

/** Puts all streams into the same bytes. */
const overlapAll: Mutation = (random, bytes) => {
  const { start, count } = directory(bytes);
  const [size, rva] = [hostile(random, bytes), hostile(random, bytes)];
  for (let index = 0; index < count; index++) {
    put(bytes, start + index * entryBytes, random.pick(knownTypes));
    put(bytes, start + index * entryBytes + 4, size);
    put(bytes, start + index * entryBytes + 8, rva);
  }
  return bytes;
};

/** Moves the directory into the middle of other data. */
const moveDirectory: Mutation = (random, bytes) => {
  put(bytes, random.pick([8, 12]), hostile(random, bytes));
  return bytes;
};

const fill: Mutation = (random, bytes) => {
  const from = random.below(bytes.length + 1);
  const pattern = random.pick([[0], [0xff], [1, 0, 0, 0], [0x20, 0, 0, 0], [0, 1, 0, 0]]);
  return bytes.fill(Buffer.from(pattern), from, Math.min(bytes.length, from + random.below(512)));
};

const copyBlock: Mutation = (random, bytes) => {
  const length = random.below(256);
  bytes.copy(
    bytes,
    random.below(bytes.length + 1),
    random.below(bytes.length + 1),
    random.below(bytes.length) + length,
  );
  return bytes;
};

const insert: Mutation = (random, bytes) => {
  const at = random.below(bytes.length + 1);
  const inserted = Buffer.alloc(1 + random.below(64), random.below(256));
  return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)]);
};

export const mutations = {
  flipBits,
  cut,
  anyNumber,
  spliceCount,
  spliceEntry,
  moveStream,
  renameStream,
  duplicateStream,
  overlapAll,
  moveDirectory,
  fill,
  copyBlock,
  insert,
} as const satisfies Record<string, Mutation>;

const all = Object.values<Mutation>(mutations);

/** A damaged copy: mostly by one or two mutations, sometimes by many. */
export function mutate(random: Random, dump: Uint8Array): Buffer {
  let bytes: Buffer = Buffer.from(dump);
  const times = random.pick([1, 1, 1, 2, 2, 3, 5, 10]);
  for (let time = 0; time < times; time++) {
    const mutation = random.pick(all);
    // A cut hides the effects of most other mutations.
    if (mutation !== cut || random.below(3) === 0) bytes = mutation(random, bytes);
  }
  return bytes;
}
