import type { DbgHelpToken } from '../../types/calls';
import type { Binding } from '../dll/dbghelp';
import { ansiFromUtf8, utf8FromAnsi } from '../win32/ansi';
import { keepsNamesInAnsi } from '../dll/differences';
import { withSingleStars } from './names/symbol-mask';

// eslint-disable-next-line no-control-regex -- all of ASCII
const beyondAscii = /[^\x00-\x7f]/;

/**
 * Names and source files as a DLL has them, and as they are: the row `namesInAnsi`. Nothing is asked or done for text in ASCII.
 *
 * @internal
 */
export class NameText {
  readonly #binding: Binding;

  constructor(binding: Binding) {
    this.#binding = binding;
  }

  /** What the DLL gave. */
  read(api: DbgHelpToken, given: string): string {
    return beyondAscii.test(given) && keepsNamesInAnsi(api, this.#binding.library) ? utf8FromAnsi(given) : given;
  }

  /** What the DLL is to look for, or to keep. */
  write(api: DbgHelpToken, name: string): string {
    return beyondAscii.test(name) && keepsNamesInAnsi(api, this.#binding.library) ? ansiFromUtf8(name) : name;
  }

  /** A mask that finds no less: where it is another one, what comes is to be compared with the mask. */
  mask(api: DbgHelpToken, mask: string): string {
    const isText = beyondAscii.test(mask);
    if ((!isText && !mask.includes('?')) || !keepsNamesInAnsi(api, this.#binding.library)) return mask;
    // A letter may be several for the DLL.
    return isText ? '*' : withSingleStars(mask.replaceAll('?', '*'));
  }
}
