import type { CONTEXT_X86 } from '../ffi/structures';
import type { X86Code } from './x86-code';
import { registersWritten, type X86Instruction } from './x86-instruction';

/** By their numbers in instructions; null where the value is not known. */
export type X86Registers = readonly (number | null)[];

/** The number of a register in instructions. */
export const x86 = { eax: 0, ecx: 1, edx: 2, ebx: 3, esp: 4, ebp: 5, esi: 6, edi: 7 } as const;
const count = 8;

/** Those of the innermost frame. */
export const exactRegisters = ({ Eax, Ecx, Edx, Ebx, Esp, Ebp, Esi, Edi }: CONTEXT_X86): X86Registers => [
  ...[Eax, Ecx, Edx, Ebx],
  ...[Esp, Ebp, Esi, Edi],
];

/** A processor of x86, as far as its values are known, on its way through a function. */
export class X86State {
  at: number;
  readonly registers: (number | null)[];
  /** What was written on the way, by address. */
  readonly written: Map<number, number | null>;
  readonly #lowest: number;
  readonly #memory: X86Code;

  private constructor(
    at: number,
    registers: X86Registers,
    written: ReadonlyMap<number, number | null>,
    lowest: number,
    memory: X86Code,
  ) {
    this.at = at;
    this.registers = [...registers];
    this.written = new Map(written);
    this.#lowest = lowest;
    this.#memory = memory;
  }

  /** @param lowest - the stack below is not in use */
  static of(at: number, registers: X86Registers, lowest: number, memory: X86Code): X86State {
    return new X86State(at, registers, new Map(), lowest, memory);
  }

  copyAt(at: number): X86State {
    return new X86State(at, this.registers, this.written, this.#lowest, this.#memory);
  }

  push(value: number | null): void {
    const esp = this.registers[x86.esp] ?? null;
    if (esp === null) return;
    this.registers[x86.esp] = esp - 4;
    this.written.set(esp - 4, value);
  }

  pop(): number | null {
    const esp = this.registers[x86.esp] ?? null;
    if (esp === null) return null;
    this.registers[x86.esp] = esp + 4;
    return this.load(esp);
  }

  load(address: number): number | null {
    const value = this.written.get(address);
    if (value !== undefined) return value;
    return address < this.#lowest ? null : this.#memory.word(address);
  }

  /** Does what an instruction does to the registers and the stack; jumps and calls are not among them. */
  calculate(it: X86Instruction): void {
    const { registers } = this;
    const { opcode, mod, reg, rm, constant, isShort } = it;
    const place = this.#placeOf(it);
    const isMove = opcode === 0x8b || opcode === 0x89;
    if (opcode >= 0x50 && opcode <= 0x57) this.push(registers[opcode - 0x50] ?? null);
    else if (opcode === 0x68 || opcode === 0x6a) this.push(constant >>> 0);
    else if ((opcode === 0xff && reg === 6) || pushesOther.has(opcode)) this.push(null);
    else if (opcode >= 0x58 && opcode <= 0x5f) this.#set(opcode - 0x58, this.pop(), isShort);
    else if (popsOther.has(opcode)) this.pop();
    else if (opcode === 0xc9) {
      registers[x86.esp] = registers[x86.ebp] ?? null;
      this.#set(x86.ebp, this.pop(), isShort);
    } else if ((opcode === 0x81 || opcode === 0x83) && mod === 3 && reg !== 7) {
      const [before, by] = [registers[rm] ?? null, reg === 0 ? constant : reg === 5 ? -constant : null];
      this.#set(rm, before === null || by === null ? null : before + by, isShort);
    } else if (opcode === 0x8d) this.#set(reg, place, isShort);
    else if (isMove && mod === 3) {
      const [to, from] = opcode === 0x8b ? [reg, rm] : [rm, reg];
      this.#set(to, registers[from] ?? null, isShort);
    } else if (opcode === 0x8b) this.#set(reg, place === null ? null : this.load(place), isShort);
    else if (opcode === 0x89 || (opcode === 0xc7 && mod !== 3)) {
      if (place !== null)
        this.written.set(place, isShort ? null : opcode === 0x89 ? (registers[reg] ?? null) : constant >>> 0);
    } else this.#change(it, place);
    if (isShort && opcode >= 0x50 && opcode <= 0x6a) registers[x86.esp] = null;
  }

  /** For all other instructions, what they change is not known afterwards. */
  #change(it: X86Instruction, place: number | null): void {
    const { opcode } = it;
    if (place !== null && storesOther.has(opcode)) for (const at of [0, 4]) this.written.set(place + at, null);
    if (changesStack.has(opcode)) this.registers[x86.esp] = null;
    const all = opcode === popAll ? 0xff : registersWritten(it);
    for (let register = 0; register < count; register++) if ((all >> register) & 1) this.registers[register] = null;
  }

  #set(register: number, value: number | null, isShort: boolean): void {
    this.registers[register] = value === null || isShort ? null : value >>> 0;
  }

  #placeOf({ mod, rm, displacement }: X86Instruction): number | null {
    const base = mod >= 0 && mod < 3 && rm >= 0 ? (this.registers[rm] ?? null) : null;
    return base === null ? null : (base + displacement) >>> 0;
  }
}

/** Segment registers and flags. */
const pushesOther: ReadonlySet<number> = new Set([0x06, 0x0e, 0x16, 0x1e, 0x9c]);
const popsOther: ReadonlySet<number> = new Set([0x07, 0x17, 0x1f, 0x8f, 0x9d]);
const popAll = 0x61;
/** pusha, popa and enter. */
const changesStack: ReadonlySet<number> = new Set([0x60, popAll, 0xc8]);
/** Of bytes, and of registers of other kinds. */
const storesOther: ReadonlySet<number> = new Set([
  ...[0x88, 0xc6, 0xd9, 0xdb, 0xdd],
  ...[0x0f11, 0x0f13, 0x0f17, 0x0f29, 0x0f7e, 0x0f7f, 0x0fd6, 0x0fe7],
]);
