import type { AnsiString, WideString } from '../ffi/structures';
import type { HandleLike, Memory } from '../../types/handles';
import { checkHandle, checkInteger, checkUnsigned, wrongType, type Label } from '../base/checks';
import { koffi } from '../base/koffi';
import { memoryOf } from '../ffi/marshal';
import { readMemory as read, writeMemory as write } from '../win32/own-memory';
import { pointerBits } from '../base/architecture';
import { TextBuffer } from '../ffi/text-buffers';
import { lastError, win32 } from '../win32/functions';

/** Memory of this process, for raw calls that take and give addresses, and for results that the caller must free. */

const most = 0x7fff_ffff;

/**
 * Gives the address of JavaScript's memory: for structures that hold pointers, and to locate an address that a function
 * returned within memory that you passed to it. The memory does not move, but it exists only as long as JavaScript
 * holds it: keep the object.
 *
 * @param memory - a typed array, a structure's view, or a text buffer
 * @returns the address; for a copy of a structure in DbgHelp's own memory, the address of the original
 * @throws TypeError for anything else; RangeError for empty memory
 */
export function addressOf(memory: Memory | AnsiString | WideString): bigint {
  const pointer = memoryOf(memory instanceof TextBuffer ? memory.bytes : memory, () => 'addressOf: `memory`');
  return typeof pointer === 'bigint' ? pointer : koffi().address(pointer);
}

/**
 * Copies any memory of this process.
 *
 * @param bytes - how many
 * @throws RangeError if not all bytes can be read
 */
export function readMemory(address: bigint | number, bytes: number): Uint8Array {
  const from = checkAddress(address, 'readMemory: `address`');
  const content = read(from, checkInteger(bytes, 0, most, 'readMemory: `bytes`'));
  if (!content) throw outOfReach('readMemory: no readable memory', from, bytes);
  return content;
}

/**
 * Writes to any memory of this process. As in C, a write to the wrong place may end the process, or worse.
 *
 * @throws RangeError if not all bytes can be written
 */
export function writeMemory(address: bigint | number, bytes: Uint8Array): void {
  const to = checkAddress(address, 'writeMemory: `address`');
  if (!(bytes instanceof Uint8Array)) throw wrongType('writeMemory: `bytes`', 'a Uint8Array', bytes);
  if (!write(to, bytes)) throw outOfReach('writeMemory: no writable memory', to, bytes.length);
}

/**
 * Closes a handle that a function returned, such as FindExecutableImageExW's, by CloseHandle.
 *
 * @throws `DbgHelpError` if Windows refuses, for example because the handle is already closed
 */
export function closeHandle(handle: HandleLike): void {
  const closed = win32().CloseHandle(checkHandle(handle, pointerBits, 'closeHandle: `handle`'));
  if (closed === 0) throw lastError('CloseHandle');
}

/**
 * Frees memory that a function allocated for its caller, as SymGetTypeInfo does for TI_GET_SYMNAME, by LocalFree. Any
 * other address, or one that was already freed, may end the process.
 *
 * @throws `DbgHelpError` if Windows refuses
 */
export function localFree(address: bigint | number): void {
  const left = win32().LocalFree(checkAddress(address, 'localFree: `address`'));
  if (BigInt(left as number | bigint) !== 0n) throw lastError('LocalFree');
}

const checkAddress = (address: unknown, label: Label): bigint => checkUnsigned(address, pointerBits, label);

const outOfReach = (what: string, address: bigint, bytes: number): RangeError =>
  new RangeError(`${what} of ${String(bytes)} bytes at 0x${address.toString(16)}`);
