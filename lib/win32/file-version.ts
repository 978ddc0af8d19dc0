import { win32 as windowsPath } from 'node:path';
import type { NativeFunction } from '../base/koffi';
import { readMemory } from './own-memory';
import { bind, systemDirectory } from './functions';

const signatures = {
  GetFileVersionInfoSizeW: ['uint32_t', ['str16', 'void *']],
  GetFileVersionInfoW: ['int32_t', ['str16', 'uint32_t', 'uint32_t', 'void *']],
  VerQueryValueW: ['int32_t', ['void *', 'str16', 'void *', 'void *']],
} as const;

let bound: Record<keyof typeof signatures, NativeFunction> | undefined;

/** Offsets of the two halves of the file version in VS_FIXEDFILEINFO. */
const fileVersionMS = 8;
const fileVersionLS = 12;

/** The version in a file's resources, such as `10.0.22621.1`; undefined if there is none. */
export function fileVersion(path: string): string | undefined {
  bound ??= bind(windowsPath.join(systemDirectory(), 'version.dll'), signatures);
  const size = bound.GetFileVersionInfoSizeW(path, null) as number;
  if (size === 0) return undefined;
  const block = Buffer.alloc(size);
  const value = new BigUint64Array(1);
  const length = new Uint32Array(1);
  if (!bound.GetFileVersionInfoW(path, 0, size, block)) return undefined;
  if (!bound.VerQueryValueW(block, '\\', value, length) || (length[0] ?? 0) < 16) return undefined;
  const fixed = readMemory(value[0] ?? 0n, 16);
  if (!fixed) return undefined;
  const info = new DataView(fixed.buffer);
  const half = (offset: number): string => {
    const word = info.getUint32(offset, true);
    return `${String(word >>> 16)}.${String(word & 0xffff)}`;
  };
  return `${half(fileVersionMS)}.${half(fileVersionLS)}`;
}
