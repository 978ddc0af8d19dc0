import { win32 as windowsPath } from 'node:path';
import { checkText, outOfRange } from '../../base/checks';

/**
 * The name of a module is the one given to `loadModule`, or else its image's file name without extension, spelled as in
 * the path, with `_` for characters that a name cannot have. It is found by that name, by its file name with or without
 * extension, and by the DLL's name, ignoring case.
 */

/** The DLL's facts about a module. */
interface Known {
  /** The DLL's name for it. */
  readonly dllName: string;
  readonly imagePath: string;
}

export function moduleName({ dllName, imagePath }: Known, given: string | undefined): string {
  return given ?? (fileStem(imagePath) || dllName).replaceAll(noName, '_');
}

/** All spellings in lower case; the first one is its name. */
export function spellingsOf({ dllName, imagePath }: Known, name: string): readonly string[] {
  const all = [name, windowsPath.basename(imagePath), fileStem(imagePath), dllName];
  return [...new Set(all.map((spelling) => spelling.toLowerCase()))].filter((spelling) => spelling !== '');
}

/** `app` for `C:\app\app.exe`. */
export function fileStem(path: string): string {
  return windowsPath.parse(path).name;
}

/** Characters that cannot precede the exclamation mark of `module!name`. */
const noName = /[:<>"/\\|`!*?]/g;

export function checkModuleName(name: unknown, label: string): string {
  const text = checkText(name, label);
  if (text === '' || text.trim() !== text || text.search(noName) !== -1) {
    throw outOfRange(label, 'a name without : < > " / \\ | ` ! * ?, and without blanks at its ends', name);
  }
  return text;
}
