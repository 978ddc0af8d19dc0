/** Files that bear the name of a dump and are none: what they are, and what reads them. */
const kinds: readonly (readonly [magic: string, what: string])[] = [
  ['PAGEDUMP', 'a dump of the kernel of 32-bit Windows: WinDbg and kd read it'],
  ['PAGEDU64', 'a dump of the kernel of 64-bit Windows: WinDbg and kd read it'],
  ['PMDM', 'a minidump of a machine with the other byte order: rust-minidump and Breakpad read it'],
  ['\x7fELF', 'an ELF file, such as a core dump of Linux: gdb and lldb read it'],
  ['\xcf\xfa\xed\xfe', 'a Mach-O file, such as a core dump of macOS: lldb reads it'],
  ['PK\x03\x04', 'a .zip archive: unpack it, and open the dump in it'],
  ['\x1f\x8b', 'compressed by gzip: unpack it with `gzip -d`, and open the dump in it'],
  ['MSCF', 'a .cab archive: unpack it with `expand` or `cabextract`, and open the dump in it'],
  ['7z\xbc\xaf\x27\x1c', 'a .7z archive: unpack it, and open the dump in it'],
  ['\x28\xb5\x2f\xfd', 'compressed by zstd: unpack it with `zstd -d`, and open the dump in it'],
  ['\xfd7zXZ', 'compressed by xz: unpack it with `xz -d`, and open the dump in it'],
  ['BZh', 'compressed by bzip2: unpack it with `bzip2 -d`, and open the dump in it'],
  ['MZ', 'a program or library of Windows'],
  ['<', 'a page or another text of a web server: what was downloaded is not the dump'],
  ['\0\0\0\0\0\0\0\0', 'a file of zeros at its beginning: its writer has not finished, or was stopped'],
];

/**
 * A sentence's end about a file that is no minidump, by its first bytes.
 *
 * @param size - of the whole file
 */
export function otherFile(head: Uint8Array, size: number): string {
  if (size === 0) return 'is empty: its writer has not begun, or was stopped, or the disk was full';
  const text = Buffer.from(head).toString('latin1');
  const known = kinds.find(([magic]) => text.startsWith(magic));
  return known ? `is no minidump, but ${known[1]}` : 'does not begin like a minidump';
}
