import type { DbgHelpToken } from '../../types/calls';
import type { Binding } from '../dll/dbghelp';
import { ansiFromUtf8, utf8FromAnsi } from '../win32/ansi';
import { keepsNamesInAnsi } from '../dll/differences';
import { withSingleStars } from './names/symbol-mask';

// eslint-disable-next-line no-control-regex -- all of ASCII
const beyondAscii = /[^\x00-\x7f]/;

/** Converts names from a DLL, on any thread. */
export const nameReader =
  (inAnsi: boolean) =>
  (given: string): string =>
    inAnsi && beyondAscii.test(given) ? utf8FromAnsi(given) : given;

/**
 * Converts names and paths between a DLL's form and the real one: see the row `namesInAnsi`. ASCII text needs no
 * conversion.
 *
 * @internal
 */
export class NameText {
  readonly #binding: Binding;

  constructor(binding: Binding) {
    this.#binding = binding;
  }

  /** Whether the DLL keeps names in the ANSI code page. */
  inAnsi(api: DbgHelpToken): boolean {
    return keepsNamesInAnsi(api, this.#binding.library);
  }

  /** Converts text from the DLL. */
  read(api: DbgHelpToken, given: string): string {
    return beyondAscii.test(given) && keepsNamesInAnsi(api, this.#binding.library) ? utf8FromAnsi(given) : given;
  }

  /** Converts text for the DLL. */
  write(api: DbgHelpToken, name: string): string {
    return beyondAscii.test(name) && keepsNamesInAnsi(api, this.#binding.library) ? ansiFromUtf8(name) : name;
  }

  /** A mask that finds at least as much. If it differs from the given one, filter its results with that. */
  mask(api: DbgHelpToken, mask: string): string {
    const isText = beyondAscii.test(mask);
    if ((!isText && !mask.includes('?')) || !keepsNamesInAnsi(api, this.#binding.library)) return mask;
    // For the DLL, one letter may be several.
    return isText ? '*' : withSingleStars(mask.replaceAll('?', '*'));
  }
}
