/**
 * How Windows programs see a file of this machine.
 * @param {string} file absolute
 * @returns {string} in Wine on drive Z:, on Windows itself as it is
 */
export function toWindowsPath(file) {
  if (process.platform === 'win32') return file;
  if (!file.startsWith('/')) throw new TypeError(`Expected an absolute Unix path, got ${file}`);
  return `Z:${file.replaceAll('/', '\\')}`;
}
