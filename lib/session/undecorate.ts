import { dbghelp } from '../dll/dbghelp';
import { checkDword, checkText, outOfRange } from '../base/checks';
import { WideString } from '../ffi/text-buffers';

const usualLength = 4096;
/** DLLs use up their stack on longer ones, and end the process. Compilers shorten names at a quarter of this. */
const longestName = 0x4000;

/**
 * The readable form of a decorated C++ name: UnDecorateSymbolNameW. A name that is not decorated is returned unchanged.
 *
 * @param name - such as `?draw@Scene@@QEAAXXZ`, of at most 16,384 characters
 * @param flags - UNDNAME bits that leave parts out; all parts by default
 * @throws TypeError or RangeError for bad arguments; `DbgHelpError` if DbgHelp fails
 */
export async function undecorate(name: string, flags = 0): Promise<string> {
  checkText(name, 'undecorate: `name`');
  if (name.length > longestName)
    throw outOfRange('undecorate: `name`', `at most ${String(longestName)} characters long`, name);
  const bits = checkDword(flags, 'undecorate: `flags`');
  if (name === '') return '';
  for (let capacity = usualLength; ; capacity *= 4) {
    const text = WideString.alloc(capacity);
    const length = await dbghelp.UnDecorateSymbolNameW(name, text, capacity, bits);
    // DLLs differ in how close to the end of the buffer cut text comes.
    if (length < capacity / 2) return text.toString();
  }
}
