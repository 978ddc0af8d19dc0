import { architecture } from '../base/architecture';
import { win32 } from './functions';

/**
 * Native code that returns 0 and does nothing else. It may stand where the DLL has a callback: unlike a function of
 * JavaScript, it needs no thread that answers.
 */

/** On x86 the called function removes its arguments, so there is one for each size of these. */
const sizes = [16, 20, 24] as const;
export type ArgumentBytes = (typeof sizes)[number];

const bytesApart = 16;

/** `xor eax, eax`, `ret`; with `ret n` on x86; `mov w0, #0`, `ret` on arm64. */
const code: Readonly<Record<typeof architecture, (size: ArgumentBytes) => readonly number[]>> = {
  x64: () => [0x31, 0xc0, 0xc3],
  x86: (size) => [0x31, 0xc0, 0xc2, size, 0x00],
  arm64: () => [0x00, 0x00, 0x80, 0x52, 0xc0, 0x03, 0x5f, 0xd6],
};

const reserveAndCommit = 0x3000;
const pageReadWrite = 0x04;
const pageExecuteRead = 0x20;
const thisProcess = -1;

/** Makes the code, which stays as long as the process. Returns its address, if the process may make code. */
export function makeReturnsZero(): bigint | undefined {
  const bytes = Buffer.alloc(sizes.length * bytesApart);
  for (const [index, size] of sizes.entries()) bytes.set(code[architecture](size), index * bytesApart);
  const { VirtualAlloc, RtlMoveMemory, VirtualProtect, FlushInstructionCache } = win32();
  const address = BigInt(VirtualAlloc(0, bytes.length, reserveAndCommit, pageReadWrite) as number | bigint);
  if (address === 0n) return undefined;
  RtlMoveMemory(address, bytes, bytes.length);
  if (VirtualProtect(address, bytes.length, pageExecuteRead, Buffer.alloc(4)) === 0) return undefined;
  FlushInstructionCache(thisProcess, address, bytes.length);
  return address;
}

/** The place of the code that takes arguments of this size. */
export const placeFor = (address: bigint, size: ArgumentBytes): bigint =>
  address + BigInt(sizes.indexOf(size) * bytesApart);
