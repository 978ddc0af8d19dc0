import { dbghelp } from '../dbghelp';
import { checkInteger, checkText } from '../native/checks';
import { WideString } from '../native/text-buffers';

const usualLength = 1024;

/**
 * The readable form of a decorated C++ name: UnDecorateSymbolNameW. A name that is not decorated is given as it is.
 *
 * @param name - such as `?draw@Scene@@QEAAXXZ`
 * @param flags - UNDNAME bits that leave parts out; all parts by default
 * @throws TypeError or RangeError for bad arguments; `DbgHelpError` where DbgHelp cannot
 */
export async function undecorate(name: string, flags = 0): Promise<string> {
  checkText(name, 'undecorate: `name`');
  checkInteger(flags, 0, 0xffff_ffff, 'undecorate: `flags`');
  if (name === '') return '';
  for (let capacity = usualLength; ; capacity *= 4) {
    const text = WideString.alloc(capacity);
    const length = await dbghelp.UnDecorateSymbolNameW(name, text, capacity, flags);
    // A text that fills the buffer may have been cut.
    if (length < capacity - 1) return text.toString();
  }
}
