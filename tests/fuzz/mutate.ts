import type { Random } from '../windows/random';

/** Dumps damaged on purpose: a number of small changes, the same ones for the same seed. */

interface Part {
  readonly place: number;
  readonly size: number;
}

/** The places of the interesting parts of a good dump. */
class Anatomy {
  readonly streams: readonly (Part & { readonly type: number; readonly entry: number })[];
  readonly memory: readonly (Part & { readonly start: bigint })[];
  readonly contexts: readonly Part[];
  /** The places of the modules. */
  readonly images: readonly { readonly start: bigint; readonly size: number }[];
  readonly pointerBytes: 4 | 8;

  constructor(dump: Buffer) {
    const directory = dump.readUInt32LE(12);
    this.streams = Array.from({ length: dump.readUInt32LE(8) }, (_, index) => {
      const entry = directory + index * 12;
      const [type, size, place] = [0, 4, 8].map((offset) => dump.readUInt32LE(entry + offset)) as [
        number,
        number,
        number,
      ];
      return { type, size, place, entry };
    });
    const rows = (type: number, head: number, bytes: number): number[] => {
      const stream = this.streams.find((candidate) => candidate.type === type);
      if (!stream) return [];
      return Array.from({ length: dump.readUInt32LE(stream.place) }, (_, index) => stream.place + head + index * bytes);
    };
    const part = (at: number): Part => ({ size: dump.readUInt32LE(at), place: dump.readUInt32LE(at + 4) });
    const [threads, modules, memory, exception] = [3, 4, 5, 6];
    this.images = rows(modules, 4, 108).map((row) => ({
      start: dump.readBigUInt64LE(row),
      size: dump.readUInt32LE(row + 8),
    }));
    this.memory = [
      ...rows(memory, 4, 16).map((row) => ({ start: dump.readBigUInt64LE(row), ...part(row + 8) })),
      ...this.#memory64(dump),
    ];
    const record = this.streams.find(({ type }) => type === exception);
    this.contexts = [
      ...rows(threads, 4, 48).map((row) => part(row + 40)),
      ...(record ? [part(record.place + 160)] : []),
    ];
    const [is64, systemInfo] = [9, 7];
    const system = this.streams.find(({ type }) => type === systemInfo)!;
    this.pointerBytes = dump.readUInt16LE(system.place) === is64 ? 8 : 4;
  }

  #memory64(dump: Buffer): (Part & { readonly start: bigint })[] {
    const memory64 = 9;
    const stream = this.streams.find(({ type }) => type === memory64);
    if (!stream) return [];
    let place = Number(dump.readBigUInt64LE(stream.place + 8));
    return Array.from({ length: Number(dump.readBigUInt64LE(stream.place)) }, (_, index) => {
      const row = stream.place + 16 + index * 16;
      const range = { start: dump.readBigUInt64LE(row), place, size: Number(dump.readBigUInt64LE(row + 8)) };
      place += range.size;
      return range;
    });
  }
}

type Change = (dump: Buffer, anatomy: Anatomy, random: Random) => Buffer;

const hostileWords = [0, 1, 2, 0x7f, 0xffff, 0x1_0000, 0x7fff_ffff, 0x8000_0000, 0xffff_fff0, 0xffff_ffff];
const hostileAddresses = [0n, 1n, 0xffffn, 0x7fff_ffffn, 0xffff_fff8n, 0x7fff_ffff_fff8n, 1n << 63n, (1n << 64n) - 1n];

const word = (dump: Buffer, random: Random): number =>
  random.below(3) === 0 ? random.below(dump.length + 64) : random.pick(hostileWords);

/** An address with a meaning for a stack: in the stack itself, in code, or nowhere. */
function address(anatomy: Anatomy, random: Random): bigint {
  const inside = ({ start, size }: { start: bigint; size: number }): bigint => start + BigInt(random.below(size + 16));
  const kind = random.below(8);
  if (kind < 3 && anatomy.memory.length > 0) return inside(random.pick(anatomy.memory)) & ~7n;
  if (kind < 6) return inside(random.pick(anatomy.images));
  return kind === 6 ? random.bigint(64) : random.pick(hostileAddresses);
}

function putAddress(dump: Buffer, { place, size }: Part, anatomy: Anatomy, random: Random): Buffer {
  const { pointerBytes } = anatomy;
  const slots = Math.floor(size / pointerBytes);
  if (slots < 1) return dump;
  const at = place + random.below(slots) * pointerBytes;
  const value = address(anatomy, random);
  if (pointerBytes === 8) dump.writeBigUInt64LE(BigInt.asUintN(64, value), at);
  else dump.writeUInt32LE(Number(BigInt.asUintN(32, value)), at);
  return dump;
}

const changes: Readonly<Record<string, Change>> = {
  flippedBit(dump, _anatomy, random) {
    const at = random.below(dump.length);
    dump[at]! ^= 1 << random.below(8);
    return dump;
  },
  cut: (dump, _anatomy, random) => dump.subarray(0, random.below(dump.length)),
  streamCount(dump, _anatomy, random) {
    dump.writeUInt32LE(word(dump, random), 8);
    return dump;
  },
  /** Changes the type, size or place of a stream. */
  directory(dump, { streams }, random) {
    dump.writeUInt32LE(word(dump, random), random.pick(streams).entry + 4 * random.below(3));
    return dump;
  },
  /** Changes the number of rows of a list, or another one of its first numbers. */
  listHead(dump, { streams }, random) {
    const { place, size } = random.pick(streams);
    if (size >= 16) dump.writeUInt32LE(word(dump, random), place + 4 * random.below(3));
    return dump;
  },
  rowMember(dump, { streams }, random) {
    const { place, size } = random.pick(streams);
    dump.writeUInt32LE(word(dump, random), place + 4 * random.below(Math.floor(size / 4)));
    return dump;
  },
  register(dump, anatomy, random) {
    const context = random.pick(anatomy.contexts);
    // General registers and the instruction pointer: on x64 from 0x78 on, on x86 from 0x9c on.
    const [first, bytes] = anatomy.pointerBytes === 8 ? [0x78, 0x88] : [0x9c, 0x2c];
    return putAddress(dump, { place: context.place + first, size: bytes }, anatomy, random);
  },
  stackSlot(dump, anatomy, random) {
    if (anatomy.memory.length === 0) return dump;
    const { place, size } = random.pick(anatomy.memory);
    // The innermost frames matter most.
    return putAddress(dump, { place, size: random.below(2) === 0 ? Math.min(size, 512) : size }, anatomy, random);
  },
  copied(dump, _anatomy, random) {
    const length = 1 + random.below(256);
    const [from, to] = [random.below(dump.length), random.below(dump.length)];
    dump.copyWithin(to, from, Math.min(from + length, dump.length));
    return dump;
  },
};

const weights = { register: 4, stackSlot: 5 } as Partial<Record<string, number>>;
const deck = Object.entries(changes).flatMap(([name, change]) =>
  Array.from({ length: weights[name] ?? 1 }, () => change),
);

/** The dump with one to four changes. */
export function mutated(good: Buffer, random: Random): Buffer {
  const anatomy = new Anatomy(good);
  let dump: Buffer = Buffer.from(good);
  const chosen = Array.from({ length: 1 + random.below(4) }, () => random.pick(deck));
  // A cut would remove the places of other changes.
  for (const change of chosen.filter((one) => one !== changes['cut'])) dump = change(dump, anatomy, random);
  return chosen.includes(changes['cut']!) ? changes['cut']!(dump, anatomy, random) : dump;
}
