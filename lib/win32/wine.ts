import { win32 as windowsPath } from 'node:path';
import { readMemory } from './own-memory';
import { pointerBits } from '../base/architecture';
import { bind, systemDirectory, win32 } from './functions';

/**
 * Wine's DLLs export functions that they do not have: such a stub resolves like any other export and raises an exception
 * when it is called, which ends the process.
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

/** Whose DLL one is, as far as that is known. */
export interface DllMaker {
  /** The version of the Wine that the DLL is of; null for any other DLL, wherever it runs. */
  readonly wine: string | null;
}

/** Of a loaded DLL: others can be loaded on Wine, too. */
export function makerOf(module: bigint): DllMaker {
  const bytes = readMemory(module + signatureOffset, signature.length);
  const own = bytes !== undefined && Buffer.from(bytes).toString('latin1') === signature;
  return { wine: own ? (wineVersion() ?? null) : null };
}

/** Behind what is said of a DLL; empty where its maker is not known. */
export const makerText = ({ wine }: DllMaker): string => (wine === null ? '' : `, of Wine ${wine}`);

/** Why a stub is not called, behind the DLL's path. */
export const stubText = (): string => `of Wine ${wineVersion() ?? ''} exports a stub that would end the process`;

/** A stub is shorter, with the instructions that a compiler may put before it. */
const stubBytes = 40;
/** From a stub to its texts: they lie in the same image. */
const imageBytes = 0x100_0000n;

/**
 * Whether the code at an export's address is a stub. All that a stub does is to hand the names of DLL and function to the
 * exception, so its instructions refer to both. No other function refers to its own name and its DLL's first.
 */
export function isStub(address: bigint, name: string): boolean {
  if (wineVersion() === undefined) return false;
  const code = readMemory(address, stubBytes);
  if (!code) return false;
  const targets = referencesOf(new DataView(code.buffer), address);
  return ['dbghelp.dll', name].every((text) => targets.some((target) => holdsText(target, text)));
}

/** Addresses in the image that the instructions may mean: relative to what follows them on x64, absolute on x86. */
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
