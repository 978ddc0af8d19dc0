import type { StackMachine } from './machines';

/** The longest call of x86 and x64 whose length can be told backwards: a prefix, the opcode, and its operand. */
export const longestCall = 7;

/** How many bytes follow the byte behind FF in a call, by its upper and lower bits; null if it is no call. */
function operandBytes(modrm: number, sib: number): number | null {
  if (((modrm >> 3) & 7) !== 2) return null;
  const [mode, register] = [modrm >> 6, modrm & 7];
  if (mode === 3) return 0;
  const hasSib = register === 4;
  const isAbsolute = mode === 0 && (register === 5 || (hasSib && (sib & 7) === 5));
  return (hasSib ? 1 : 0) + (mode === 1 ? 1 : mode === 2 || isAbsolute ? 4 : 0);
}

/** E8 with the distance, or FF with register, memory or table as its operand. */
function endsInCall(before: Uint8Array): boolean {
  const end = before.length;
  if (end >= 5 && before[end - 5] === 0xe8) return true;
  for (let length = 2; length <= Math.min(end, longestCall); length++) {
    const at = end - length;
    if (before[at] === 0xff && operandBytes(before[at + 1]!, before[at + 2] ?? 0) === length - 2) return true;
  }
  return false;
}

/** BL, BLR, and BLR with a check of the pointer. */
const armCalls = [
  { mask: 0xfc00_0000, is: 0x9400_0000 },
  { mask: 0xffff_fc1f, is: 0xd63f_0000 },
  { mask: 0xfeff_f800, is: 0xd63f_0800 },
] as const;

/**
 * Whether a call may be the last instruction before an address.
 *
 * @param before - as many bytes before the address as are known, up to `longestCall`
 */
export function isBehindCall({ name }: StackMachine, before: Uint8Array): boolean {
  if (name !== 'arm64') return endsInCall(before);
  if (before.length < 4) return true;
  const word = new DataView(before.buffer, before.byteOffset + before.length - 4, 4).getUint32(0, true);
  return armCalls.some(({ mask, is }) => (word & mask) >>> 0 === is);
}
