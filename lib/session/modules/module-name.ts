import { win32 as windowsPath } from 'node:path';
import { checkText, outOfRange } from '../../base/checks';

/**
 * What a module is called: what `loadModule` was told, or else its image's file name without the extension, spelled as in the path,
 * with `_` for what cannot be in a name. It is taken by that name, by its file name with and without extension, and by what the DLL calls it, whatever the case.
 */

/** What the DLL says of a module. */
interface Known {
  /** The DLL's word for it. */
  readonly dllName: string;
  readonly imagePath: string;
}

export function moduleName({ dllName, imagePath }: Known, given: string | undefined): string {
  return given ?? (fileStem(imagePath) || dllName).replaceAll(noName, '_');
}

/** In lower case; first what it is called. */
export function spellingsOf({ dllName, imagePath }: Known, name: string): readonly string[] {
  const all = [name, windowsPath.basename(imagePath), fileStem(imagePath), dllName];
  return [...new Set(all.map((spelling) => spelling.toLowerCase()))].filter((spelling) => spelling !== '');
}

/** `app` for `C:\app\app.exe`. */
export function fileStem(path: string): string {
  return windowsPath.parse(path).name;
}

/** What cannot be before the exclamation mark of `module!name`. */
const noName = /[:<>"/\\|`!*?]/g;

export function checkModuleName(name: unknown, label: string): string {
  const text = checkText(name, label);
  if (text === '' || text.trim() !== text || text.search(noName) !== -1) {
    throw outOfRange(label, 'a name without : < > " / \\ | ` ! * ?, and without blanks at its ends', name);
  }
  return text;
}
