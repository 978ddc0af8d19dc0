import type { AnsiString, WideString } from '../../types/structures';
import type { HandleLike, Memory } from '../../types/handles';
import { checkHandle, checkInteger, checkUnsigned, wrongType, type Label } from '../base/checks';
import { koffi } from '../base/koffi';
import { memoryOf } from '../ffi/marshal';
import { readMemory as read, writeMemory as write } from '../win32/own-memory';
import { pointerBits } from '../base/architecture';
import { TextBuffer } from '../ffi/text-buffers';
import { lastError, win32 } from '../win32/functions';

/** The memory of this process, for what raw calls give and take as addresses, and what a caller has to give back. */

const most = 0x7fff_ffff;

/**
 * Where memory of JavaScript lies: for structures that hold pointers, and to find where an address that a function
 * gave lies in memory that it was given. The memory does not move, but it is there only as long as JavaScript holds
 * it: keep the object that was passed.
 *
 * @param memory - a typed array, a structure's view, or a text buffer
 * @returns the address; of a structure in DbgHelp's own memory, the address of the original
 * @throws TypeError for anything else; RangeError where there is not one byte of memory
 */
export function addressOf(memory: Memory | AnsiString | WideString): bigint {
  const pointer = memoryOf(memory instanceof TextBuffer ? memory.bytes : memory, () => 'addressOf: `memory`');
  return typeof pointer === 'bigint' ? pointer : koffi().address(pointer);
}

/**
 * Copies memory of this process, whosever it is.
 *
 * @param bytes - how many
 * @throws RangeError where they cannot all be read
 */
export function readMemory(address: bigint | number, bytes: number): Uint8Array {
  const from = checkAddress(address, 'readMemory: `address`');
  const content = read(from, checkInteger(bytes, 0, most, 'readMemory: `bytes`'));
  if (!content) throw outOfReach('readMemory: no readable memory', from, bytes);
  return content;
}

/**
 * Writes to memory of this process, whosever it is: as in C, what is written to the wrong place ends the process, or
 * worse.
 *
 * @throws RangeError where not all bytes can be written
 */
export function writeMemory(address: bigint | number, bytes: Uint8Array): void {
  const to = checkAddress(address, 'writeMemory: `address`');
  if (!(bytes instanceof Uint8Array)) throw wrongType('writeMemory: `bytes`', 'a Uint8Array', bytes);
  if (!write(to, bytes)) throw outOfReach('writeMemory: no writable memory', to, bytes.length);
}

/**
 * Closes a handle that a function returned, as that of FindExecutableImageExW: CloseHandle.
 *
 * @throws `DbgHelpError` where Windows refuses, as for a handle that is closed already
 */
export function closeHandle(handle: HandleLike): void {
  const closed = win32().CloseHandle(checkHandle(handle, pointerBits, 'closeHandle: `handle`'));
  if (closed === 0) throw lastError('CloseHandle');
}

/**
 * Frees memory that a function allocated for its caller, as SymGetTypeInfo does for TI_GET_SYMNAME: LocalFree. An
 * address that is none of such memory, or was freed already, may end the process.
 *
 * @throws `DbgHelpError` where Windows refuses
 */
export function localFree(address: bigint | number): void {
  const left = win32().LocalFree(checkAddress(address, 'localFree: `address`'));
  if (BigInt(left as number | bigint) !== 0n) throw lastError('LocalFree');
}

const checkAddress = (address: unknown, label: Label): bigint => checkUnsigned(address, pointerBits, label);

const outOfReach = (what: string, address: bigint, bytes: number): RangeError =>
  new RangeError(`${what} of ${String(bytes)} bytes at 0x${address.toString(16)}`);
