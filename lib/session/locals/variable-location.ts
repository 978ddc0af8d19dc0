import { SYMFLAG } from '../../../types/constants';
import type { VariableLocation } from './local-variable';
import { framePointers, registerName } from './registers';
import { jsonReady } from '../../base/json-ready';

/** In some DLLs this means that no register holds the variable at this address. */
const noRegister = 0xffff_ffff;

/** The members of SYMBOL_INFO that describe a variable. */
export interface FoundVariable {
  readonly name: string;
  readonly index: number;
  readonly typeIndex: number;
  readonly flags: number;
  readonly register: number;
  readonly address: bigint;
  readonly value: bigint;
}

/**
 * @param machine - IMAGE_FILE_MACHINE
 * @param constant - gives the value of a constant, read according to its type
 */
export function locationOf(
  { flags, register, address }: FoundVariable,
  machine: number,
  constant: () => bigint,
): VariableLocation {
  const unknown = { kind: 'unknown' } as const;
  if (flags & SYMFLAG.NULL) return unknown;
  if (flags & (SYMFLAG.CONSTANT | SYMFLAG.VALUEPRESENT)) return jsonReady({ kind: 'constant', value: constant() });
  const inFrame = (base: number): VariableLocation => ({
    kind: 'frame',
    register: base,
    name: registerName(machine, base),
    // 32-bit DLLs leave the upper half empty.
    offset: Number(BigInt.asIntN(32, address)),
  });
  if (flags & SYMFLAG.REGREL) return register === noRegister ? unknown : inFrame(register);
  if (flags & SYMFLAG.FRAMEREL) return inFrame(framePointers[machine] ?? 0);
  if (flags & SYMFLAG.REGISTER) {
    if (register === noRegister || register === 0) return unknown;
    return { kind: 'register', register, name: registerName(machine, register) };
  }
  return address === 0n ? unknown : jsonReady({ kind: 'static', address });
}
