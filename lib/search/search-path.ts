import { win32 as windowsPath } from 'node:path';
import { outOfRange, wrongType } from '../base/checks';
import { parseSymbolPath, SymbolPath } from './symbol-path';

/** Converts a caller's search path, in any accepted form, to a SymbolPath with environment variables expanded. */
export function searchPathOf(value: unknown, allowHttp: boolean, label: string): SymbolPath {
  const path = (value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value])
    .map((part) => {
      if (part instanceof SymbolPath) return part;
      if (typeof part !== 'string') throw wrongType(label, 'a string, a SymbolPath or an array of them', value);
      return parseSymbolPath(part, label);
    })
    .reduce((whole, part) => whole.with(part), SymbolPath.empty)
    .expanded();
  const plain = path.elements.find(({ places }) => places.some(({ kind }) => kind === 'http'));
  if (plain && !allowHttp) {
    throw outOfRange(
      label,
      'without plain http servers, whose symbols anyone on the way can change (or set `allowHttp: true`)',
      plain.text,
    );
  }
  return path;
}

/** A search path as a DLL takes it. If it is empty, only the folders of the images are searched. */
export const pathText = ({ elements }: SymbolPath): string =>
  elements
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join(';');

/** Adds an image's folder, where its PDB usually lies, to the search path; undefined if the path needs no change. */
export function withFolderOf(path: string, image: string): string | undefined {
  const folder = windowsPath.dirname(image);
  const known = path.split(';').some((element) => element.toLowerCase() === folder.toLowerCase());
  if (known || folder.includes(';')) return undefined;
  return path === '' ? folder : `${path};${folder}`;
}
