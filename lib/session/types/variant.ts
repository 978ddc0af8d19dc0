import { pointerBits } from '../../base/architecture';

/** The size of a VARIANT, in which DbgHelp gives values. */

export const variantBytes = 8 + (pointerBits / 8) * 2;

/** The integers of VARIANT by VARTYPE: bits, and whether they are signed. */
const integers: Readonly<Record<number, readonly [bits: number, signed: boolean]>> = {
  2: [16, true], // VT_I2
  3: [32, true], // VT_I4
  11: [16, true], // VT_BOOL
  16: [8, true], // VT_I1
  17: [8, false], // VT_UI1
  18: [16, false], // VT_UI2
  19: [32, false], // VT_UI4
  20: [64, true], // VT_I8
  21: [64, false], // VT_UI8
  22: [32, true], // VT_INT
  23: [32, false], // VT_UINT
};

/** The integer in a VARIANT; undefined if it holds none. */
export function variantInteger(bytes: Uint8Array): bigint | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [bits, signed] = integers[view.getUint16(0, true)] ?? [];
  if (bits === undefined) return undefined;
  const value = view.getBigUint64(8, true);
  return signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
}
