import type { Stats } from 'node:fs';

/** What names of Windows cannot have, and what leads to another folder or stream. */
// eslint-disable-next-line no-control-regex
const impossible = /[\u0000-\u001f\\/:*?"<>|]/;
/** Windows cuts these off. */
const cutOff = /[. ]$/;
/** Windows opens a device, whatever follows the dot. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d\u00b9\u00b2\u00b3])[ ]*(?:\.|$)/i;
/** More than any file system has. */
const longestName = 255;

/** Why no file can have this name; null if one can. */
export function whyNoFileName(name: string, longest = longestName): string | null {
  if (name === '') return 'it is empty';
  if (name === '.' || name === '..') return 'it leads to another folder';
  if (name.length > longest) return `it has more than ${String(longest)} characters`;
  if (impossible.test(name))
    return 'it has a character that file names cannot have, or that leads to another folder or stream';
  if (cutOff.test(name)) return 'it ends with a dot or a blank, which Windows cuts off';
  if (device.test(name)) return 'it names a device of Windows';
  return null;
}

/** What a path names that is no file, as the end of a sentence. */
export const whatIsNoFile = (stats: Stats): string =>
  stats.isDirectory() ? 'is a folder: name the files in it' : 'is no file';
