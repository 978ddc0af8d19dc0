import { win32 as windowsPath } from 'node:path';
import { readMemory } from './own-memory';
import { pointerBits } from '../base/architecture';
import { bind, systemDirectory, win32 } from './functions';

/**
 * Wine's DLLs export functions that they do not implement. Such a stub resolves like any other export, but a call
 * raises an exception, which ends the process.
 */

let known: { readonly version: string | undefined } | undefined;

/** The version of the Wine that this process runs on; undefined on Windows. */
export function wineVersion(): string | undefined {
  known ??= { version: askWine() };
  return known.version;
}

function askWine(): string | undefined {
  const path = windowsPath.join(systemDirectory(), 'ntdll.dll');
  const ntdll = win32().LoadLibraryExW(path, 0, 0);
  if (BigInt(win32().GetProcAddress(ntdll, 'wine_get_version') as number | bigint) === 0n) return undefined;
  return bind(path, { wine_get_version: ['str', []] }).wine_get_version() as string;
}

const signatureOffset = 0x40n;
const signature = 'Wine builtin DLL';

/** The maker of a DLL, as far as it is known. */
export interface DllMaker {
  /** The version of Wine that the DLL belongs to; null for any other DLL, even if it runs on Wine. */
  readonly wine: string | null;
}

/** The maker of a loaded DLL: on Wine, a process can load other makers' DLLs, too. */
export function makerOf(module: bigint): DllMaker {
  const bytes = readMemory(module + signatureOffset, signature.length);
  const own = bytes !== undefined && Buffer.from(bytes).toString('latin1') === signature;
  return { wine: own ? (wineVersion() ?? null) : null };
}

/** Text that follows a DLL's description; empty if its maker is unknown. */
export const makerText = ({ wine }: DllMaker): string => (wine === null ? '' : `, of Wine ${wine}`);

/** The reason for not calling a stub; follows the DLL's path. */
export const stubText = (): string => `of Wine ${wineVersion() ?? ''} exports a stub that would end the process`;

/** A stub is shorter, even with the instructions that a compiler may put before it. */
const stubBytes = 40;
/** The greatest distance from a stub to its texts, which lie in the same image. */
const imageBytes = 0x100_0000n;

/**
 * Whether the code at an export's address is a stub. A stub only passes the names of the DLL and the function to the
 * exception, so its instructions refer to both. No other function begins with references to its own name and its DLL's.
 */
export function isStub(address: bigint, name: string): boolean {
  if (wineVersion() === undefined) return false;
  const code = readMemory(address, stubBytes);
  if (!code) return false;
  const targets = referencesOf(new DataView(code.buffer), address);
  return ['dbghelp.dll', name].every((text) => targets.some((target) => holdsText(target, text)));
}

/**
 * Addresses in the image to which the instructions may refer: relative to the next instruction on x64, absolute on x86.
 */
function referencesOf(code: DataView, address: bigint): bigint[] {
  const targets: bigint[] = [];
  for (let at = 0; at + 4 <= code.byteLength; at++) {
    const relative = address + BigInt(at + 4 + code.getInt32(at, true));
    const target = pointerBits === 32 ? BigInt(code.getUint32(at, true)) : relative;
    const distance = target - address;
    if (-imageBytes < distance && distance < imageBytes) targets.push(target);
  }
  return targets;
}

function holdsText(address: bigint, text: string): boolean {
  const expected = Buffer.from(`${text}\0`, 'latin1');
  const bytes = readMemory(address, expected.length);
  return bytes !== undefined && expected.equals(bytes);
}
