import { IMAGE_FILE_MACHINE } from '../../../types/constants';

/** Names of registers by their CodeView numbers (CV_HREG_e), for each machine. */

type Run = readonly [first: number, names: string];

const numbered = (prefix: string, count: number, suffix = ''): string =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index)}${suffix}`).join(' ');
const extended = (suffix: string): string =>
  [8, 9, 10, 11, 12, 13, 14, 15].map((index) => `R${String(index)}${suffix}`).join(' ');

const bothIntel: readonly Run[] = [
  [1, 'AL CL DL BL AH CH DH BH'],
  [9, 'AX CX DX BX SP BP SI DI'],
  [17, 'EAX ECX EDX EBX ESP EBP ESI EDI'],
  [25, 'ES CS SS DS FS GS'],
  [128, numbered('ST', 8)],
  [146, numbered('MM', 8)],
  [154, numbered('XMM', 8)],
];

const runs: Readonly<Record<number, readonly Run[]>> = {
  [IMAGE_FILE_MACHINE.I386]: [...bothIntel, [31, 'IP FLAGS EIP EFLAGS'], [252, numbered('YMM', 8)], [30006, 'VFRAME']],
  [IMAGE_FILE_MACHINE.AMD64]: [
    ...bothIntel,
    [32, 'FLAGS RIP EFLAGS'],
    [252, 'XMM8 XMM9 XMM10 XMM11 XMM12 XMM13 XMM14 XMM15'],
    [324, 'SIL DIL BPL SPL'],
    [328, 'RAX RBX RCX RDX RSI RDI RBP RSP'],
    [336, extended('')],
    [344, extended('B')],
    [352, extended('W')],
    [360, extended('D')],
    [368, numbered('YMM', 16)],
    [30006, 'VFRAME'],
  ],
  [IMAGE_FILE_MACHINE.ARM64]: [
    [10, `${numbered('W', 31)} WZR`],
    [50, `${numbered('X', 29)} FP LR SP ZR`],
    [90, 'NZCV'],
    [100, numbered('S', 32)],
    [140, numbered('D', 32)],
    [180, numbered('Q', 32)],
    [30006, 'VFRAME'],
  ],
};

const tables = Object.fromEntries(
  Object.entries(runs).map(([machine, table]) => [
    machine,
    new Map(table.flatMap(([first, names]) => names.split(' ').map((name, index) => [first + index, name] as const))),
  ]),
);

/** The name of a register on a machine; for an unknown register, its number. */
export function registerName(machine: number, register: number): string {
  return tables[machine]?.get(register) ?? `register ${String(register)}`;
}

/** The register on which an offset is based if the DLL names none: SYMFLAG_FRAMEREL. */
export const framePointers: Readonly<Record<number, number>> = {
  [IMAGE_FILE_MACHINE.I386]: 22,
  [IMAGE_FILE_MACHINE.AMD64]: 334,
  [IMAGE_FILE_MACHINE.ARM64]: 79,
};
