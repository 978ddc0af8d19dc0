import { ImageFile, type ExpectedImage } from './image-file';

/** Bytes of an image that are code, as offsets into the image. */
export interface CodeRange {
  readonly begin: number;
  readonly end: number;
}

/** IMAGE_SCN_CNT_CODE, IMAGE_SCN_MEM_EXECUTE. */
const isCode = 0x2000_0020;

/** The sections of an image that have code, in order; null where its file is not to be had, or is another one. */
export function readCodeSections(path: string, expected: ExpectedImage): CodeRange[] | null {
  return ImageFile.with(path, expected, ({ sections }) =>
    sections
      .filter(({ characteristics }) => (characteristics & isCode) !== 0)
      .map(({ rva, virtualBytes }) => ({ begin: rva, end: Math.min(rva + virtualBytes, expected.size) }))
      .filter(({ begin, end }) => begin < end)
      .sort((one, other) => one.begin - other.begin),
  );
}
