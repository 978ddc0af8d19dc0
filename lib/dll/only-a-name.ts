import { readMemory } from '../win32/own-memory';

/** Code that only returns zero, on x86 and x64, and on ARM64. */
const doesNothing = /^(?:8bff)?(?:558bec)?3[13]c0(?:5d)?c[23]|^00008052c0035fd6/;
const longestBytes = 16;

/** Whether the function at an address is an empty shell, which only returns zero and sets no last error. */
export function isOnlyAName(address: bigint): boolean {
  const code = readMemory(address, longestBytes);
  return code !== undefined && doesNothing.test(Buffer.from(code).toString('hex'));
}
