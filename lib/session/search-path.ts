import { win32 as windowsPath } from 'node:path';
import { checkText, outOfRange, wrongType } from '../native/checks';

/** Names of environment variables that a search path may ask for in place of a folder. */
const variables = new Set(['_NT_SYMBOL_PATH', '_NT_ALT_SYMBOL_PATH', '_NT_ALTERNATE_SYMBOL_PATH']);

/** The search path of a session. Empty means: nothing but the folders of the images themselves. */
export function checkSearchPath(value: unknown, allowHttp: boolean): string {
  const label = 'SymbolSession.open: `searchPath`';
  if (value === undefined) return '';
  const elements = Array.isArray(value) ? (value as unknown[]) : [value];
  if (elements.some((element) => typeof element !== 'string')) {
    throw wrongType(label, 'a string or an array of strings', value);
  }
  const path = elements
    .flatMap((element) => checkText(element, label).split(';'))
    .map((element) => element.trim())
    .flatMap((element) => (variables.has(element) ? (process.env[element] ?? '').split(';') : [element]))
    .filter((element) => element !== '')
    .join(';');
  if (!allowHttp && /(?:^|[*;])http:/i.test(path)) {
    throw outOfRange(
      label,
      'without plain http servers, whose symbols anyone on the way can change (or set `allowHttp: true`)',
      path,
    );
  }
  return path;
}

/** The search path with an image's folder, where its PDB usually lies; undefined where it needs no change. */
export function withFolderOf(path: string, image: string): string | undefined {
  const folder = windowsPath.dirname(image);
  const known = path.split(';').some((element) => element.toLowerCase() === folder.toLowerCase());
  if (known || folder.includes(';')) return undefined;
  return path === '' ? folder : `${path};${folder}`;
}
