import { dbghelp } from '../dll/dbghelp';
import { checkDword, checkText } from '../base/checks';
import { WideString } from '../ffi/text-buffers';

const usualLength = 4096;

/**
 * The readable form of a decorated C++ name: UnDecorateSymbolNameW. A name that is not decorated is given as it is.
 *
 * @param name - such as `?draw@Scene@@QEAAXXZ`
 * @param flags - UNDNAME bits that leave parts out; all parts by default
 * @throws TypeError or RangeError for bad arguments; `DbgHelpError` where DbgHelp cannot
 */
export async function undecorate(name: string, flags = 0): Promise<string> {
  checkText(name, 'undecorate: `name`');
  const bits = checkDword(flags, 'undecorate: `flags`');
  if (name === '') return '';
  for (let capacity = usualLength; ; capacity *= 4) {
    const text = WideString.alloc(capacity);
    const length = await dbghelp.UnDecorateSymbolNameW(name, text, capacity, bits);
    // How near to the end a text that was cut comes, DLLs do not agree on.
    if (length < capacity / 2) return text.toString();
  }
}
