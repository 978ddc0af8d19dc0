import { ImageFile, type ExpectedImage } from './image-file';

/** A range of an image's code, as offsets into the image. */
export interface CodeRange {
  readonly begin: number;
  readonly end: number;
}

/** IMAGE_SCN_CNT_CODE, IMAGE_SCN_MEM_EXECUTE. */
const isCode = 0x2000_0020;

/** The code sections of an image, in order; null if its file cannot be read, or is a different one. */
export function readCodeSections(path: string, expected: ExpectedImage): CodeRange[] | null {
  return ImageFile.with(path, expected, ({ sections }) =>
    sections
      .filter(({ characteristics }) => (characteristics & isCode) !== 0)
      .map(({ rva, virtualBytes }) => ({ begin: rva, end: Math.min(rva + virtualBytes, expected.size) }))
      .filter(({ begin, end }) => begin < end)
      .sort((one, other) => one.begin - other.begin),
  );
}
