import type { AddressLike, HandleLike, MemoryLike, PointerLike } from '../handles';
import type { IMAGE_NT_HEADERS32, IMAGE_NT_HEADERS64, IMAGE_SECTION_HEADER } from '../structures';
import type { Prototypes } from '../vocabulary';

/** Images in memory, and maps of address ranges. */
export interface ImageFunctions {
  /**
   * Reads the time stamp in the headers of a module of this process. An address outside any module may crash the
   * process.
   *
   * @param Module - the module's base address
   * @returns seconds since 1970, or whatever the linker wrote instead; 0 is a `DbgHelpError`
   * @see GetTimestampForLoadedLibrary function (dbghelp.h), Microsoft Learn
   */
  GetTimestampForLoadedLibrary(Module: HandleLike): number;

  /**
   * {@link DbgHelpFunctions.ImageDirectoryEntryToDataEx | ImageDirectoryEntryToDataEx} without the section.
   *
   * @returns as {@link DbgHelpFunctions.ImageDirectoryEntryToDataEx | ImageDirectoryEntryToDataEx}
   * @see ImageDirectoryEntryToData function (dbghelp.h), Microsoft Learn
   */
  ImageDirectoryEntryToData(
    Base: MemoryLike,
    MappedAsImage: boolean,
    DirectoryEntry: number,
    Size: Uint32Array,
  ): bigint;

  /**
   * Finds a data directory of an image. DbgHelp trusts the headers.
   *
   * @param Base - the image, as bytes (keep them alive) or as its address
   * @param MappedAsImage - `true` for the layout of the loader; `false` for the layout of the file
   * @param DirectoryEntry - an `IMAGE_DIRECTORY_ENTRY`
   * @param Size - receives the size of the directory in bytes
   * @param FoundHeader - receives the address of the IMAGE_SECTION_HEADER of the directory's section; `null` if not
   *   wanted
   * @returns the address of the data; its offset in bytes is `address - addressOf(Base)`. NULL is a `DbgHelpError`,
   *   also if the image has no such directory
   * @see ImageDirectoryEntryToDataEx function (dbghelp.h), Microsoft Learn
   */
  ImageDirectoryEntryToDataEx(
    Base: MemoryLike,
    MappedAsImage: boolean,
    DirectoryEntry: number,
    Size: Uint32Array,
    FoundHeader: BigUint64Array | null,
  ): bigint;

  /**
   * Finds the headers of an image. DbgHelp trusts the memory, so check first that it holds an image.
   *
   * @param Base - the image, as bytes or as its address
   * @returns the headers in place: for bytes, a view of those bytes; for an address, a copy that keeps the address of
   *   the headers. The image determines whether they are IMAGE_NT_HEADERS64 or IMAGE_NT_HEADERS32 (OptionalHeader.Magic
   *   0x20B or 0x10B), not this process. NULL is a `DbgHelpError`
   * @see ImageNtHeader function (dbghelp.h), Microsoft Learn
   */
  ImageNtHeader(Base: MemoryLike): IMAGE_NT_HEADERS64 | IMAGE_NT_HEADERS32;

  /**
   * Finds the section of an image that contains an RVA.
   *
   * @param NtHeaders - the result of {@link DbgHelpFunctions.ImageNtHeader | ImageNtHeader}
   * @param Base - not used by DbgHelp: the image, as bytes or as its address
   * @param Rva - bytes from the base of the loaded image
   * @returns the section's header in place, as with {@link DbgHelpFunctions.ImageNtHeader | ImageNtHeader}; NULL (no
   *   section there) is a `DbgHelpError`
   * @see ImageRvaToSection function (dbghelp.h), Microsoft Learn
   */
  ImageRvaToSection(
    NtHeaders: IMAGE_NT_HEADERS64 | IMAGE_NT_HEADERS32,
    Base: MemoryLike,
    Rva: number,
  ): IMAGE_SECTION_HEADER;

  /**
   * Converts an RVA to an address in an image that was read or mapped as a file.
   *
   * @param NtHeaders - the result of {@link DbgHelpFunctions.ImageNtHeader | ImageNtHeader}
   * @param Base - the image, as bytes (keep them alive) or as its address
   * @param Rva - bytes from the base of the loaded image
   * @param LastRvaSection - holds the address of the IMAGE_SECTION_HEADER to check first, or 0, and receives that of
   *   the section found; `null` if not wanted
   * @returns the address; its offset in bytes is `address - addressOf(Base)`; NULL (no section there) is a
   *   `DbgHelpError`
   * @see ImageRvaToVa function (dbghelp.h), Microsoft Learn
   */
  ImageRvaToVa(
    NtHeaders: IMAGE_NT_HEADERS64 | IMAGE_NT_HEADERS32,
    Base: MemoryLike,
    Rva: number,
    LastRvaSection: BigUint64Array | null,
  ): bigint;

  /**
   * Judging by its name, adds the sections of an image to a map of address ranges. Not in every DLL: Windows 10 and
   * newer have it. Declared in dbghelp.h, but undocumented.
   *
   * @param RmapHandle - a map of {@link DbgHelpFunctions.RangeMapCreate | RangeMapCreate}
   * @param ImageName - the image; `null`: none
   * @param MappedImage - the image, as bytes or as its address; keep it alive as long as the map
   * @param MappingBytes - bytes of `MappedImage`
   * @param ImageBase - the image's address in the map
   * @param UserTag - your number for these sections, for {@link DbgHelpFunctions.RangeMapRemove | RangeMapRemove}
   * @param MappingFlags - undocumented
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  RangeMapAddPeImageSections(
    RmapHandle: bigint | number,
    ImageName: string | null,
    MappedImage: MemoryLike,
    MappingBytes: number,
    ImageBase: AddressLike,
    UserTag: bigint | number,
    MappingFlags: number,
  ): boolean;

  /**
   * Judging by its name, makes an empty map of address ranges, to be freed with
   * {@link DbgHelpFunctions.RangeMapFree | RangeMapFree}. Not in every DLL: Windows 10 and newer have it. Declared in
   * dbghelp.h, but undocumented.
   *
   * @returns the map; NULL is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  RangeMapCreate(): bigint;

  /**
   * Frees a map of address ranges. Not in every DLL: Windows 10 and newer have it. Declared in dbghelp.h, but
   * undocumented.
   *
   * @param RmapHandle - a map of {@link DbgHelpFunctions.RangeMapCreate | RangeMapCreate}
   * @see dbghelp.h of the Windows SDK: header only
   */
  RangeMapFree(RmapHandle: PointerLike): void;

  /**
   * Judging by its name, reads from a map of address ranges. Not in every DLL: Windows 10 and newer have it. Declared
   * in dbghelp.h, but undocumented.
   *
   * @param RmapHandle - a map of {@link DbgHelpFunctions.RangeMapCreate | RangeMapCreate}
   * @param Offset - an address in the map
   * @param Buffer - receives the bytes
   * @param RequestBytes - the number of bytes
   * @param Flags - undocumented
   * @param DoneBytes - receives the number of bytes read; `null` if not wanted
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  RangeMapRead(
    RmapHandle: bigint | number,
    Offset: bigint | number,
    Buffer: Uint8Array,
    RequestBytes: number,
    Flags: number,
    DoneBytes: Uint32Array | null,
  ): boolean;

  /**
   * Judging by its name, removes everything with a tag from a map of address ranges. Not in every DLL: Windows 10 and
   * newer have it. Declared in dbghelp.h, but undocumented.
   *
   * @param RmapHandle - a map of {@link DbgHelpFunctions.RangeMapCreate | RangeMapCreate}
   * @param UserTag - the number from the call that added it
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  RangeMapRemove(RmapHandle: bigint | number, UserTag: bigint | number): boolean;

  /**
   * Judging by its name, overwrites bytes in a map of address ranges. Not in every DLL: Windows 10 and newer have it.
   * Declared in dbghelp.h, but undocumented.
   *
   * @param RmapHandle - a map of {@link DbgHelpFunctions.RangeMapCreate | RangeMapCreate}
   * @param Offset - an address in the map
   * @param Buffer - the bytes
   * @param RequestBytes - the number of bytes
   * @param Flags - undocumented
   * @param DoneBytes - receives the number of bytes written; `null` if not wanted
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  RangeMapWrite(
    RmapHandle: bigint | number,
    Offset: bigint | number,
    Buffer: Uint8Array,
    RequestBytes: number,
    Flags: number,
    DoneBytes: Uint32Array | null,
  ): boolean;
}

/** The bytes that the DLL reads to find the rest of the headers. */
const dosHeader = 64;

export const imageFunctions = {
  GetTimestampForLoadedLibrary: { params: ['HANDLE Module'], returns: 'DWORD', fails: 'zero' },
  ImageDirectoryEntryToData: {
    params: [['MEMORY Base', { capacity: dosHeader }], 'BOOLEAN MappedAsImage', 'WORD DirectoryEntry', 'DWORD* Size'],
    returns: 'PVOID',
    fails: 'zero',
  },
  ImageDirectoryEntryToDataEx: {
    params: [
      ['MEMORY Base', { capacity: dosHeader }],
      'BOOLEAN MappedAsImage',
      'WORD DirectoryEntry',
      'DWORD* Size',
      'PVOID*? FoundHeader',
    ],
    returns: 'PVOID',
    fails: 'zero',
  },
  ImageNtHeader: {
    params: [['MEMORY Base', { capacity: dosHeader }]],
    returns: 'IMAGE_NT_HEADERS*',
    fails: 'zero',
    inPlace: true,
  },
  ImageRvaToSection: {
    params: ['IMAGE_NT_HEADERS* NtHeaders', ['MEMORY Base', { capacity: dosHeader }], 'DWORD Rva'],
    returns: 'IMAGE_SECTION_HEADER*',
    fails: 'zero',
    inPlace: true,
  },
  ImageRvaToVa: {
    params: [
      'IMAGE_NT_HEADERS* NtHeaders',
      ['MEMORY Base', { capacity: dosHeader }],
      'DWORD Rva',
      'PVOID*? LastRvaSection',
    ],
    returns: 'PVOID',
    fails: 'zero',
  },
  RangeMapAddPeImageSections: {
    params: [
      'PVOID RmapHandle',
      'PCWSTR? ImageName',
      ['MEMORY MappedImage', { length: 'MappingBytes' }],
      'DWORD MappingBytes',
      'DWORD64 ImageBase',
      'DWORD64 UserTag',
      'DWORD MappingFlags',
    ],
    returns: 'BOOL',
  },
  RangeMapCreate: { params: [], returns: 'PVOID', fails: 'zero' },
  RangeMapFree: { params: ['PVOID? RmapHandle'], returns: 'void', fails: 'never' },
  RangeMapRead: {
    params: [
      'PVOID RmapHandle',
      'DWORD64 Offset',
      ['BYTE* Buffer', { length: 'RequestBytes' }],
      'DWORD RequestBytes',
      'DWORD Flags',
      'DWORD*? DoneBytes',
    ],
    returns: 'BOOL',
  },
  RangeMapRemove: { params: ['PVOID RmapHandle', 'DWORD64 UserTag'], returns: 'BOOL' },
  RangeMapWrite: {
    params: [
      'PVOID RmapHandle',
      'DWORD64 Offset',
      ['BYTE* Buffer', { length: 'RequestBytes' }],
      'DWORD RequestBytes',
      'DWORD Flags',
      'DWORD*? DoneBytes',
    ],
    returns: 'BOOL',
  },
} as const satisfies Prototypes<ImageFunctions>;
