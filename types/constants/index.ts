/**
 * Constants of DbgHelp's headers, grouped by what takes them. A group is an object and the union of its values; flags are
 * combined with `|`. Where a combination has the highest bit (0x80000000), JavaScript's `|` gives a negative number:
 * `(a | b) >>> 0` is the DWORD.
 *
 * C's enumerations keep the names of their members. Of other constants the prefix that they share is the group's name;
 * where a structure has that name, the group ends in `_FLAGS`.
 */

export * from './callbacks';
export * from './images';
export * from './minidump';
export * from './modules';
export * from './options';
export * from './stack-walk';
export * from './symbol-server';
export * from './symbols';
export * from './types';
