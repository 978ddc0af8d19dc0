import { isBranch, isTrap, X86Code, type Read } from './x86-code';
import type { X86Instruction } from './x86-instruction';
import { x86, X86State, type X86Registers } from './x86-state';

/** Where a function returns to. */
export interface X86Return {
  /** Where the return address lies. */
  readonly slot: number;
  readonly returnAddress: number;
  /** Of the caller. */
  readonly registers: X86Registers;
}

/** Instructions. */
const mostSteps = 3000;
const mostCases = 32;
/** Below, nothing lies but blocks of threads, by a segment register. */
const lowestPointer = 0x1_0000;
/** In bytes: farther cases belong to no jump of the same function. */
const farthestCase = 0x1_0000;

/** Calls that are tried, of which nothing is known. */
const mostUnknown = 3;

/** Ways that are still to be gone. */
interface Ways {
  readonly now: X86State[];
  /** Behind calls. */
  readonly later: X86State[];
  /** Behind calls of which nothing is known, such as how many arguments they take away. */
  readonly unknown: X86State[];
}

/**
 * Follows the code of a function from where it runs to where it returns. By the rules for calls, each way out of a
 * function leads to the same return address and gives the caller its registers back, so any way tells. This needs no
 * frame pointer and no debug information, but the code, and exact registers.
 */
export class X86Returns {
  readonly #code: X86Code;

  constructor(read: Read) {
    this.#code = new X86Code(read);
  }

  /**
   * Null if the code does not tell, or ways lead to different places, because a function that never returns is called.
   *
   * @param lowest - the stack below is not in use
   * @param isReturnAddress - whether the code may return to an address
   */
  of(
    address: number,
    registers: X86Registers,
    lowest: number,
    isReturnAddress: (address: number) => boolean,
  ): X86Return | null {
    const { found, unknown } = this.#explore(X86State.of(address, registers, lowest, this.#code));
    if (found) return found !== 'several' && isReturnAddress(found.returnAddress) ? found : null;
    for (const path of unknown.slice(0, mostUnknown)) {
      const told = this.#behindUnknown(path, isReturnAddress);
      if (told) return told === 'several' ? null : told;
    }
    return null;
  }

  /** Where a function with a frame pointer returns to; null for one of which the code does not tell that it keeps it. */
  byFramePointer(address: number, framePointer: number): X86Return | null {
    if (!this.#code.keepsFramePointer(address)) return null;
    const [saved, returnAddress] = [this.#code.word(framePointer), this.#code.word(framePointer + 4)];
    if (saved === null || returnAddress === null || (saved !== 0 && saved <= framePointer)) return null;
    const registers = Object.values(x86).map((register) => (register === x86.ebp ? saved : null));
    return { slot: framePointer + 4, returnAddress, registers };
  }

  /** Behind a call of which nothing is known: only one number of arguments leads to a return address. */
  #behindUnknown(path: X86State, isReturnAddress: (address: number) => boolean): X86Return | 'several' | null {
    const esp = path.registers[x86.esp] ?? null;
    // What the way has put on the stack may be arguments.
    let most = 0;
    while (esp !== null && path.written.has(esp + most)) most += 4;
    let told: X86Return | 'several' | null = null;
    for (let taken = 0; taken <= most; taken += 4) {
      const next = path.copyAt(path.at);
      if (esp !== null) next.registers[x86.esp] = esp + taken;
      const { found } = this.#explore(next);
      if (!found || found === 'several' || !isReturnAddress(found.returnAddress)) continue;
      told = told ? bothOf(told, found) : found;
      if (told === 'several') break;
    }
    return told;
  }

  /** Where all ways without unknown calls lead. */
  #explore(begin: X86State): { readonly found: X86Return | 'several' | null; readonly unknown: X86State[] } {
    /** The stack pointer at each instruction. */
    const seen = new Map<number, number | null>();
    const unknown: X86State[] = [];
    let found: X86Return | null = null;
    let now: X86State[] = [begin];
    /** Behind calls. Other ways are surer. */
    let later: X86State[] = [];
    for (let steps = 0; steps < mostSteps;) {
      const path = now.pop();
      if (!path) {
        if (found || later.length === 0) break;
        [now, later] = [later, []];
        continue;
      }
      while (steps++ < mostSteps) {
        const [before, esp] = [seen.get(path.at), path.registers[x86.esp] ?? null];
        if (before !== undefined) {
          if (before !== esp && before !== null && esp !== null) return { found: 'several', unknown };
          break;
        }
        seen.set(path.at, esp);
        const instruction = this.#code.at(path.at);
        if (!instruction) break;
        const returned = this.#follow(path, instruction, { now, later, unknown });
        if (returned === null) continue;
        if (returned === 'ends') break;
        const both: X86Return | 'several' = found ? bothOf(found, returned) : returned;
        if (both === 'several') return { found: both, unknown };
        found = both;
        break;
      }
    }
    return { found, unknown };
  }

  /** Goes one instruction farther. */
  #follow(path: X86State, it: X86Instruction, ways: Ways): X86Return | 'ends' | null {
    const { registers } = path;
    const next = path.at + it.length;
    const { opcode, constant, reg } = it;
    const target = (next + constant) >>> 0;
    path.at = next;
    if (opcode === 0xc3 || opcode === 0xc2) {
      const slot = registers[x86.esp] ?? null;
      const returnAddress = slot === null ? null : path.load(slot);
      if (slot === null || returnAddress === null) return 'ends';
      const after = [...registers];
      after[x86.esp] = slot + 4 + (opcode === 0xc2 ? constant & 0xffff : 0);
      return { slot, returnAddress, registers: after };
    }
    if (isTrap(it)) return 'ends';
    if (opcode === 0xe8) return this.#passCall(path, it, target, ways);
    if (opcode === 0xff && (reg === 2 || reg === 3)) {
      const called = this.#calledThrough(path, it);
      return called === null ? passed(path, 0, ways.unknown) : this.#passCall(path, it, called, ways);
    }
    if (opcode === 0xe9 || opcode === 0xeb) {
      path.at = target;
      return it.isShort ? 'ends' : null;
    }
    if (opcode === 0xff && reg === 4) {
      for (const at of this.#casesOf(next, it)) ways.now.push(path.copyAt(at));
      return 'ends';
    }
    if (isBranch(opcode)) ways.now.push(path.copyAt(target));
    else path.calculate(it);
    return null;
  }

  #passCall(path: X86State, it: X86Instruction, target: number, ways: Ways): 'ends' | null {
    const { registers } = path;
    if (it.isShort) return 'ends';
    // It only asks where it is.
    if (it.opcode === 0xe8 && it.constant === 0) {
      path.push(path.at);
      return null;
    }
    const effect = this.#code.effectOf(target);
    if (effect === 'never returns') return 'ends';
    if (effect === 'ends the frame') {
      const framePointer = registers[x86.ebp] ?? null;
      registers[x86.esp] = framePointer === null ? null : framePointer + 4;
      registers[x86.ebp] = framePointer === null ? null : path.load(framePointer);
      return null;
    }
    return passed(path, effect ?? 0, effect === null ? ways.unknown : ways.later);
  }

  /** What a call through a register or a pointer calls; null if that is not known. */
  #calledThrough(path: X86State, { reg, mod, rm, isIndexed, displacement }: X86Instruction): number | null {
    if (reg !== 2) return null;
    if (mod === 3) return path.registers[rm] ?? null;
    const place = displacement >>> 0;
    const isAbsolute = mod === 0 && rm < 0 && !isIndexed && place >= lowestPointer;
    return isAbsolute ? this.#code.word(place) : null;
  }

  /** The places to which a jump by a table leads. */
  #casesOf(next: number, { mod, isIndexed, displacement }: X86Instruction): number[] {
    const cases: number[] = [];
    if (mod !== 0 || !isIndexed) return cases;
    while (cases.length < mostCases) {
      const at = this.#code.word((displacement >>> 0) + 4 * cases.length);
      if (at === null || Math.abs(at - next) > farthestCase) break;
      cases.push(at);
    }
    return cases;
  }
}

/** What two ways out of a function tell. */
function bothOf(one: X86Return, other: X86Return): X86Return | 'several' {
  if (one.slot !== other.slot || one.registers[x86.esp] !== other.registers[x86.esp]) return 'several';
  return { ...one, registers: one.registers.map((value, nth) => (value === other.registers[nth] ? value : null)) };
}

/**
 * Goes on behind a call later. Called functions keep all other registers.
 *
 * @param takenAway - bytes of arguments
 */
function passed(path: X86State, takenAway: number, later: X86State[]): 'ends' {
  const { registers } = path;
  const esp = registers[x86.esp] ?? null;
  registers[x86.esp] = esp === null ? null : esp + takenAway;
  for (const register of [x86.eax, x86.ecx, x86.edx]) registers[register] = null;
  later.push(path);
  return 'ends';
}
