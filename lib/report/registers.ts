import type { ARM64_NT_CONTEXT, CONTEXT_AMD64, CONTEXT_X86 } from '../ffi/structures';
import type { ReportArchitecture, ReportRegister, ReportRegisters } from './report-data';

interface RegisterSet {
  /** Rows as debuggers print them; capitalized, the names are the members of the context. */
  readonly rows: readonly (readonly string[])[];
  readonly flags: { readonly name: string; readonly member: string; readonly bits: Readonly<Record<number, string>> };
}

/** Names of bits in EFlags. */
const eflags: Readonly<Record<number, string>> = {
  0: 'CF',
  2: 'PF',
  4: 'AF',
  6: 'ZF',
  7: 'SF',
  8: 'TF',
  9: 'IF',
  10: 'DF',
  11: 'OF',
  14: 'NT',
  16: 'RF',
  17: 'VM',
  18: 'AC',
  21: 'ID',
};

/** Names of bits in CPSR. */
const cpsr: Readonly<Record<number, string>> = { 21: 'SS', 28: 'V', 29: 'C', 30: 'Z', 31: 'N' };

const numbered = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `x${String(from + index)}`);

const sets: Readonly<Partial<Record<ReportArchitecture, RegisterSet>>> = {
  x64: {
    rows: [
      ['rax', 'rbx', 'rcx', 'rdx'],
      ['rsi', 'rdi', 'rbp', 'rsp'],
      ['r8', 'r9', 'r10', 'r11'],
      ['r12', 'r13', 'r14', 'r15'],
      ['rip'],
    ],
    flags: { name: 'eflags', member: 'EFlags', bits: eflags },
  },
  x86: {
    rows: [
      ['eax', 'ebx', 'ecx', 'edx', 'esi', 'edi'],
      ['eip', 'esp', 'ebp'],
    ],
    flags: { name: 'eflags', member: 'EFlags', bits: eflags },
  },
  arm64: {
    rows: [...[0, 4, 8, 12, 16, 20, 24].map((from) => numbered(from, from + 3)), ['x28', 'fp', 'lr', 'sp'], ['pc']],
    flags: { name: 'cpsr', member: 'Cpsr', bits: cpsr },
  },
};

/** The registers of a thread, of one of three architectures. */
export type ThreadContext = CONTEXT_AMD64 | CONTEXT_X86 | ARM64_NT_CONTEXT;

/** The registers under the names that debuggers use, without targets yet; null for an unknown architecture. */
export function readRegisters(
  context: ThreadContext,
  architecture: ReportArchitecture,
  threadId: number,
): ReportRegisters | null {
  const set = sets[architecture];
  if (!set) return null;
  const values = set.rows
    .flat()
    .map((name): ReportRegister => ({ name, value: hex(register(context, name)), pointsTo: null }));
  const { name, member, bits } = set.flags;
  const word = Number(memberOf(context, member));
  const names = Object.entries(bits).flatMap(([bit, flag]) => ((word >>> Number(bit)) & 1 ? [flag] : []));
  return { architecture, threadId, values, flags: { name, value: hex(BigInt(word)), set: names } };
}

const pointers: Readonly<Partial<Record<ReportArchitecture, readonly [instruction: string, stack: string]>>> = {
  x64: ['rip', 'rsp'],
  x86: ['eip', 'esp'],
  arm64: ['pc', 'sp'],
};

/** The instruction pointer and the stack pointer; null for an unknown architecture. */
export function pointersOf(
  context: ThreadContext,
  architecture: ReportArchitecture,
): { readonly instruction: bigint; readonly stack: bigint } | null {
  const names = pointers[architecture];
  return names ? { instruction: register(context, names[0]), stack: register(context, names[1]) } : null;
}

/** The registers in the rows of a debugger; for an unknown architecture, in rows of four. */
export function registerRows({ architecture, values }: ReportRegisters): ReportRegister[][] {
  const rows = sets[architecture]?.rows.map((row) => values.filter(({ name }) => row.includes(name)));
  return rows ?? values.flatMap((_, at) => (at % 4 === 0 ? [values.slice(at, at + 4)] : []));
}

const register = (context: ThreadContext, name: string): bigint =>
  memberOf(context, name.charAt(0).toUpperCase() + name.slice(1));

const memberOf = (context: ThreadContext, member: string): bigint =>
  BigInt((context as unknown as Readonly<Record<string, bigint | number>>)[member] ?? 0);

const hex = (value: bigint): string => `0x${value.toString(16)}`;
