import { CONTEXT } from '../../ffi/structures';
import { pointerBits } from '../../base/architecture';
import { win32 } from '../../win32/functions';

const currentProcess = -1;
/** The size of an EXCEPTION_RECORD without the parameters at its end. */
const recordBytes = pointerBits === 64 ? 32 : 20;

/**
 * Reads an exception's structures as MiniDumpWriteDump will. Some DLLs end this process if they cannot read them.
 *
 * @param handle - of the target
 * @throws RangeError
 */
export function checkExceptionPointers(
  handle: number | bigint,
  { pointers, clientPointers }: { readonly pointers: bigint; readonly clientPointers: boolean },
): void {
  const from = clientPointers ? handle : currentProcess;
  const read = (address: bigint, bytes: Uint8Array, what: string): void => {
    if (win32().ReadProcessMemory(from, address, bytes, bytes.length, null) !== 0) return;
    const whose = clientPointers ? 'the process that is dumped' : 'this process';
    throw new RangeError(
      `writeMinidump: \`exception.pointers\` must be the address of an EXCEPTION_POINTERS in ${whose}: no ${what} at ` +
        `0x${address.toString(16)}`,
    );
  };
  const addresses = pointerBits === 64 ? new BigUint64Array(2) : new Uint32Array(2);
  read(pointers, new Uint8Array(addresses.buffer), 'EXCEPTION_POINTERS');
  read(BigInt(addresses[0]!), new Uint8Array(recordBytes), 'EXCEPTION_RECORD');
  read(BigInt(addresses[1]!), new Uint8Array(CONTEXT.byteLength), 'CONTEXT');
}
