import { x86Instruction, type X86Instruction } from './x86-instruction';

/** Fills the beginning of `into` with up to `size` bytes from an address; returns their number. */
export type Read = (address: number, size: number, into: Uint8Array) => number;

/**
 * What a called function does to the stack pointer of its caller: bytes that it takes away; or it takes away the whole
 * frame. Null if nothing tells.
 */
export type Effect = number | 'ends the frame' | 'never returns' | null;

/** Instructions of one called function. */
const mostOfCallee = 500;
const windowBytes = 0x100;
/** In bytes, and begins of functions: longer functions are rare. */
const mostBefore = 0x2000;
const mostBegins = 3;
/** Returns, pop ebp, leave, and push ebp, with which another function begins. */
const endsFrame: ReadonlySet<number> = new Set([0xc2, 0xc3, 0x5d, 0xc9, 0x55]);
const failFast = 0x29;

/** Reads code of x86, instruction by instruction. */
export class X86Code {
  readonly #read: Read;
  readonly #window = new Uint8Array(windowBytes);
  #windowFrom = 0;
  #windowSize = 0;
  readonly #word = new DataView(new ArrayBuffer(4));
  readonly #effects = new Map<number, Effect>();

  constructor(read: Read) {
    this.#read = read;
  }

  effectOf(target: number): Effect {
    let effect = this.#effects.get(target);
    if (effect === undefined) this.#effects.set(target, (effect = this.#effectOfCallee(target)));
    return effect;
  }

  /** Looks for any way out of a function. */
  #effectOfCallee(target: number): Effect {
    const seen = new Set<number>();
    const to = [{ at: target, pushed: false }];
    let isWhole = true;
    while (seen.size < mostOfCallee) {
      const path = to.pop();
      if (!path) return isWhole ? 'never returns' : null;
      let { at, pushed } = path;
      while (!seen.has(at) && seen.size < mostOfCallee) {
        seen.add(at);
        const it = this.at(at);
        if (!it || (it.opcode === 0xff && it.reg === 4)) isWhole = false;
        if (!it || isTrap(it) || (it.opcode === 0xff && it.reg === 4)) break;
        if (it.opcode === 0xc3) return 0;
        if (it.opcode === 0xc2) return it.constant & 0xffff;
        const isFrame = it.opcode === 0x55 || it.opcode === 0xc8;
        pushed ||= isFrame;
        if (!pushed && (it.opcode === 0x5d || it.opcode === 0xc9)) return 'ends the frame';
        const next = at + it.length;
        const branch = (next + it.constant) >>> 0;
        if (isBranch(it.opcode)) to.push({ at: branch, pushed });
        at = it.opcode === 0xe9 || it.opcode === 0xeb ? branch : next;
      }
    }
    return null;
  }

  /** Whether a function that has set up its frame pointer runs at an address: its begin leads there. */
  keepsFramePointer(address: number): boolean {
    let begins = 0;
    for (let end = address; end > address - mostBefore && begins < mostBegins; end -= windowBytes) {
      const from = Math.max(0, end - windowBytes);
      const part = new Uint8Array(end - from + 2);
      const size = this.#read(from, part.length, part);
      for (let at = Math.min(size, part.length) - 3; at >= 0 && begins < mostBegins; at--) {
        const [first, second, third] = [part[at], part[at + 1], part[at + 2]];
        const moves = (second === 0x8b && third === 0xec) || (second === 0x89 && third === 0xe5);
        if (first !== 0x55 || !moves || from + at + 3 > address) continue;
        begins++;
        if (this.#leads(from + at + 3, address)) return true;
      }
    }
    return false;
  }

  /** Whether a function gets from one place to another without taking its frame away. */
  #leads(from: number, to: number): boolean {
    const seen = new Set<number>();
    const ways = [from];
    for (let way = ways.pop(); way !== undefined; way = ways.pop()) {
      for (let at = way; !seen.has(at) && seen.size < mostOfCallee;) {
        if (at === to) return true;
        seen.add(at);
        const it = this.at(at);
        if (!it || isTrap(it) || endsFrame.has(it.opcode) || (it.opcode === 0xff && it.reg === 4)) break;
        const next = at + it.length;
        const branch = (next + it.constant) >>> 0;
        if (isBranch(it.opcode)) ways.push(branch);
        at = it.opcode === 0xe9 || it.opcode === 0xeb ? branch : next;
      }
    }
    return false;
  }

  word(address: number): number | null {
    const bytes = new Uint8Array(this.#word.buffer);
    return this.#read(address, 4, bytes) === 4 ? this.#word.getUint32(0, true) : null;
  }

  /** Reads code in pieces. */
  at(address: number): X86Instruction | null {
    for (;;) {
      const from = address - this.#windowFrom;
      const isInside = from >= 0 && from < this.#windowSize;
      const rest = isInside ? this.#windowSize - from : 0;
      const instruction = rest > 0 ? x86Instruction(new DataView(this.#window.buffer, from, rest)) : null;
      if (instruction || from === 0) return instruction;
      this.#windowFrom = address;
      this.#windowSize = readPart(this.#read, address, this.#window);
    }
  }
}

export const isBranch = (opcode: number): boolean =>
  (opcode >= 0x70 && opcode <= 0x7f) || (opcode >= 0x0f80 && opcode <= 0x0f8f) || (opcode >= 0xe0 && opcode <= 0xe3);

/** int3, hlt, ud2, far returns and jumps, and Windows' own way to end a program. */
export const isTrap = ({ opcode, constant }: X86Instruction): boolean =>
  [0xcc, 0xf4, 0x0f0b, 0xca, 0xcb, 0xcf, 0xea].includes(opcode) || (opcode === 0xcd && constant === failFast);

/** Some memory can be read only as a whole: as much of it as can be. */
function readPart(read: Read, address: number, into: Uint8Array): number {
  for (let size = into.length; size > 0; size >>= 1) {
    const done = read(address, size, into);
    if (done > 0) return done;
  }
  return 0;
}
