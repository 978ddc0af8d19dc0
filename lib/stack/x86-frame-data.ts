import type { FrameData } from '../files/pdb-frame-data';
import type { X86Return } from './x86-returns';
import { x86, type X86Registers } from './x86-state';

/** Where a function that has frame data in its PDB returns to. */
export interface FramedReturn extends X86Return {
  /** Bytes of its arguments, which lie above the return address: the stack pointer in `registers` is below them. */
  readonly argumentBytes: number;
}

type Value = number | null;

/** Operators of the programs; `@` aligns. */
const operators: Readonly<Record<string, (one: number, other: number) => number>> = {
  '+': (one, other) => one + other,
  '-': (one, other) => one - other,
  '*': (one, other) => Math.imul(one, other),
  '@': (one, other) => (other === 0 ? one : one - (one % other)),
};

/** By the rules for calls, functions may change these. */
const changed: ReadonlySet<string> = new Set(['eax', 'ecx', 'edx', 'esp']);

/**
 * Calculates where a function returns to. Null if the frame data do not tell, or need registers that are not known.
 *
 * @param argumentBytes - what the function that it called had as arguments; they are still to be taken back
 * @param word - reads the stack
 */
export function returnByFrameData(
  { locals, parameters, saved, program }: FrameData,
  registers: X86Registers,
  argumentBytes: number | null,
  word: (address: number) => number | null,
): FramedReturn | null {
  const esp = registers[x86.esp] ?? null;
  const search = esp === null || argumentBytes === null ? null : esp + argumentBytes + locals + saved;
  const known = new Map<string, Value>([
    ['.raSearch', search],
    ['.raSearchStart', search],
    ['.cbLocals', locals],
    ['.cbParams', parameters],
    ['.cbSavedRegs', saved],
    ...Object.entries(x86).map(([name, nth]) => [`$${name}`, registers[nth] ?? null] as const),
  ]);
  const assigned = calculated(program, known, word);
  const [slot, returnAddress] = [assigned?.get('$esp') ?? null, assigned?.get('$eip') ?? null];
  if (!assigned || slot === null || returnAddress === null) return null;
  const after = Object.keys(x86).map((name, nth) => {
    const value = assigned.get(`$${name}`);
    return value !== undefined ? value : changed.has(name) ? null : (registers[nth] ?? null);
  });
  return { slot: slot - 4, returnAddress, registers: after, argumentBytes: parameters };
}

/** What a program assigns, by name; null for a program that cannot be understood. */
function calculated(
  program: string,
  known: ReadonlyMap<string, Value>,
  word: (address: number) => number | null,
): Map<string, Value> | null {
  const assigned = new Map<string, Value>();
  const stack: string[] = [];
  const valueOf = (name: string | undefined): Value => {
    if (name === undefined) return null;
    if (/^-?\d+$/.test(name)) return Number(name);
    return assigned.has(name) ? assigned.get(name)! : (known.get(name) ?? null);
  };
  for (const token of program.split(' ').filter(Boolean)) {
    if (token === '=') {
      const value = valueOf(stack.pop());
      const name = stack.pop();
      if (name?.startsWith('$') !== true) return null;
      assigned.set(name, value);
    } else if (token === '^') {
      const at = valueOf(stack.pop());
      stack.push(String(at === null ? null : word(at)));
    } else if (token in operators) {
      const [other, one] = [valueOf(stack.pop()), valueOf(stack.pop())];
      stack.push(String(one === null || other === null ? null : operators[token]!(one, other) >>> 0));
    } else {
      stack.push(token);
    }
  }
  return stack.length === 0 ? assigned : null;
}
