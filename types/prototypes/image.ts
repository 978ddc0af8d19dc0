import type { Prototype } from '../vocabulary';

/** Bytes that the DLL reads to find the rest of the headers. */
const dosHeader = 64;

/** Images in memory, and maps of address ranges. */
export const imageFunctions = {
  GetTimestampForLoadedLibrary: {
    params: [['Module', 'HANDLE']],
    returns: 'DWORD',
    fails: 'zero',
  },
  ImageDirectoryEntryToData: {
    params: [
      ['Base', 'MEMORY', { capacity: dosHeader }],
      ['MappedAsImage', 'BOOLEAN'],
      ['DirectoryEntry', 'WORD'],
      ['Size', 'DWORD*'],
    ],
    returns: 'PVOID',
    fails: 'zero',
  },
  ImageDirectoryEntryToDataEx: {
    params: [
      ['Base', 'MEMORY', { capacity: dosHeader }],
      ['MappedAsImage', 'BOOLEAN'],
      ['DirectoryEntry', 'WORD'],
      ['Size', 'DWORD*'],
      ['FoundHeader', 'PVOID*?'],
    ],
    returns: 'PVOID',
    fails: 'zero',
  },
  ImageNtHeader: {
    params: [['Base', 'MEMORY', { capacity: dosHeader }]],
    returns: 'IMAGE_NT_HEADERS*',
    fails: 'zero',
    inPlace: true,
  },
  ImageRvaToSection: {
    params: [
      ['NtHeaders', 'IMAGE_NT_HEADERS*'],
      ['Base', 'MEMORY', { capacity: dosHeader }],
      ['Rva', 'DWORD'],
    ],
    returns: 'IMAGE_SECTION_HEADER*',
    fails: 'zero',
    inPlace: true,
  },
  ImageRvaToVa: {
    params: [
      ['NtHeaders', 'IMAGE_NT_HEADERS*'],
      ['Base', 'MEMORY', { capacity: dosHeader }],
      ['Rva', 'DWORD'],
      ['LastRvaSection', 'PVOID*?'],
    ],
    returns: 'PVOID',
    fails: 'zero',
  },
  RangeMapAddPeImageSections: {
    params: [
      ['RmapHandle', 'PVOID'],
      ['ImageName', 'PCWSTR?'],
      ['MappedImage', 'MEMORY', { length: 'MappingBytes' }],
      ['MappingBytes', 'DWORD'],
      ['ImageBase', 'ADDRESS'],
      ['UserTag', 'DWORD64'],
      ['MappingFlags', 'DWORD'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  RangeMapCreate: {
    params: [],
    returns: 'PVOID',
    fails: 'zero',
  },
  RangeMapFree: {
    params: [['RmapHandle', 'PVOID?']],
    returns: 'void',
    fails: 'never',
  },
  RangeMapRead: {
    params: [
      ['RmapHandle', 'PVOID'],
      ['Offset', 'DWORD64'],
      ['Buffer', 'BYTE*', { length: 'RequestBytes' }],
      ['RequestBytes', 'DWORD'],
      ['Flags', 'DWORD'],
      ['DoneBytes', 'DWORD*?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  RangeMapRemove: {
    params: [
      ['RmapHandle', 'PVOID'],
      ['UserTag', 'DWORD64'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  RangeMapWrite: {
    params: [
      ['RmapHandle', 'PVOID'],
      ['Offset', 'DWORD64'],
      ['Buffer', 'BYTE*', { length: 'RequestBytes' }],
      ['RequestBytes', 'DWORD'],
      ['Flags', 'DWORD'],
      ['DoneBytes', 'DWORD*?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
} as const satisfies Record<string, Prototype>;
