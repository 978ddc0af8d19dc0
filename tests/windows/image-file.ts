import { readFileSync } from 'node:fs';

/** The headers of an image file, read without DbgHelp. */
export interface ImageFile {
  readonly bytes: Buffer;
  readonly machine: number;
  readonly timeDateStamp: number;
  readonly sizeOfImage: number;
  readonly checkSum: number;
  readonly sections: readonly {
    readonly name: string;
    readonly rva: number;
    readonly size: number;
    readonly fileOffset: number;
  }[];
  /** An IMAGE_DATA_DIRECTORY, by its index. */
  directory(index: number): { readonly rva: number; readonly size: number };
  /** The offset of the PE signature. */
  readonly headerOffset: number;
}

export function readImageFile(file: string): ImageFile {
  const bytes = readFileSync(file);
  const headerOffset = bytes.readUInt32LE(0x3c);
  const optional = headerOffset + 24;
  const is64 = bytes.readUInt16LE(optional) === 0x20b;
  const firstDirectory = optional + (is64 ? 112 : 96);
  const firstSection = optional + bytes.readUInt16LE(headerOffset + 20);
  return {
    bytes,
    headerOffset,
    machine: bytes.readUInt16LE(headerOffset + 4),
    timeDateStamp: bytes.readUInt32LE(headerOffset + 8),
    sizeOfImage: bytes.readUInt32LE(optional + 56),
    checkSum: bytes.readUInt32LE(optional + 64),
    sections: Array.from({ length: bytes.readUInt16LE(headerOffset + 6) }, (_, index) => {
      const at = firstSection + index * 40;
      return {
        name: bytes.toString('latin1', at, at + 8).replace(/\0.*$/, ''),
        size: bytes.readUInt32LE(at + 8),
        rva: bytes.readUInt32LE(at + 12),
        fileOffset: bytes.readUInt32LE(at + 20),
      };
    }),
    directory: (index) => ({
      rva: bytes.readUInt32LE(firstDirectory + index * 8),
      size: bytes.readUInt32LE(firstDirectory + index * 8 + 4),
    }),
  };
}
