import { FileBytes } from '../files/async-bytes';
import { peHeaders, peSections } from '../files/pe-headers';

/** What `dumpbin /headers` tells first. */
export interface ImageHeaders {
  /** ImageBase, hexadecimal. */
  readonly base: string;
  /** AddressOfEntryPoint, an offset in the loaded image. */
  readonly entryPoint: number;
  /** IMAGE_FILE_HEADER.Characteristics. */
  readonly characteristics: number;
  readonly isDll: boolean;
  readonly subsystem: number;
  readonly checksum: number;
  readonly dllCharacteristics: number;
  /** `14.38` */
  readonly linkerVersion: string;
  readonly sections: readonly {
    readonly name: string;
    readonly rva: number;
    readonly virtualBytes: number;
    readonly bytesInFile: number;
    readonly characteristics: number;
  }[];
}

/** IMAGE_FILE_DLL. */
const dll = 0x2000;

export function imageHeaders(file: string): Promise<ImageHeaders> {
  return FileBytes.with(file, 'the image', async (bytes) => {
    const headers = await bytes.parse(peHeaders());
    const sections = await bytes.parse(peSections(headers));
    const { base, characteristics, entryPoint, subsystem, checksum, dllCharacteristics, linkerVersion } = headers;
    return {
      base: `0x${base.toString(16)}`,
      entryPoint,
      characteristics,
      isDll: (characteristics & dll) !== 0,
      subsystem,
      checksum,
      dllCharacteristics,
      linkerVersion,
      sections: sections.map(({ name, rva, virtualBytes, bytesInFile, characteristics: flags }) => ({
        name,
        rva,
        virtualBytes,
        bytesInFile,
        characteristics: flags,
      })),
    };
  });
}
