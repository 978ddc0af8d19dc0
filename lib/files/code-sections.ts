import { withImageHead, type ExpectedImage } from './image-head';
import { sectionBytes } from './image-headers';

/** Bytes of an image that are code, as offsets into the image. */
export interface CodeRange {
  readonly begin: number;
  readonly end: number;
}

/** IMAGE_SCN_CNT_CODE, IMAGE_SCN_MEM_EXECUTE. */
const isCode = 0x2000_0020;

/** The sections of an image that have code, in order; null where its file is not to be had, or is another one. */
export function readCodeSections(path: string, expected: ExpectedImage): CodeRange[] | null {
  return withImageHead(path, expected, ({ bytes, sections }) => {
    const found: CodeRange[] = [];
    for (let index = 0; index * sectionBytes < sections.byteLength; index++) {
      const word = (offset: number): number =>
        bytes.getUint32(sections.byteOffset + index * sectionBytes + offset, true);
      const begin = word(12);
      const end = Math.min(begin + word(8), expected.size);
      if ((word(36) & isCode) !== 0 && begin < end) found.push({ begin, end });
    }
    return found.sort((one, other) => one.begin - other.begin);
  });
}
