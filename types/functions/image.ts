import type { AddressLike, HandleLike, MemoryLike, PointerLike } from '../handles';
import type { IMAGE_NT_HEADERS32, IMAGE_NT_HEADERS64, IMAGE_SECTION_HEADER } from '../structures';
import type { Prototypes } from '../vocabulary';

/** Images in memory, and maps of address ranges. */
export interface ImageFunctions {
  /**
   * The time stamp in the headers of a module of this process. An address where no module lies may end the process.
   *
   * @param Module - the module's base address
   * @returns seconds since 1970, or whatever the linker wrote there; 0 is a `DbgHelpError`
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
   * @param MappedAsImage - `true`: laid out as the loader does; `false`: as the file is
   * @param DirectoryEntry - an `IMAGE_DIRECTORY_ENTRY`
   * @param Size - receives the size of the directory in bytes
   * @param FoundHeader - receives the address of the IMAGE_SECTION_HEADER of the section that it lies in; `null`: not
   *   wanted
   * @returns the address of the data, which in bytes lies at `address - addressOf(Base)`; NULL, also that the image
   *   has no such directory, is a `DbgHelpError`
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
   * Finds the headers of an image. DbgHelp trusts what is there, so check that there is an image before.
   *
   * @param Base - the image, as bytes or as its address
   * @returns the headers in place: of bytes, the view is over those bytes; of an address, it is a copy that knows
   *   where the headers are. IMAGE_NT_HEADERS64 or IMAGE_NT_HEADERS32 by what the image is (OptionalHeader.Magic 0x20B
   *   or 0x10B), not by what this process is. NULL is a `DbgHelpError`
   * @see ImageNtHeader function (dbghelp.h), Microsoft Learn
   */
  ImageNtHeader(Base: MemoryLike): IMAGE_NT_HEADERS64 | IMAGE_NT_HEADERS32;

  /**
   * Finds the section of an image that has a relative address.
   *
   * @param NtHeaders - what {@link DbgHelpFunctions.ImageNtHeader | ImageNtHeader} gave
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
   * Finds where what has a relative address lies in an image that was read or mapped as a file.
   *
   * @param NtHeaders - what {@link DbgHelpFunctions.ImageNtHeader | ImageNtHeader} gave
   * @param Base - the image, as bytes (keep them alive) or as its address
   * @param Rva - bytes from the base of the loaded image
   * @param LastRvaSection - holds the address of the IMAGE_SECTION_HEADER to look into first, or 0, and receives that
   *   of the one which was used; `null`: not wanted
   * @returns the address, which in bytes is `address - addressOf(Base)`; NULL (no section there) is a `DbgHelpError`
   * @see ImageRvaToVa function (dbghelp.h), Microsoft Learn
   */
  ImageRvaToVa(
    NtHeaders: IMAGE_NT_HEADERS64 | IMAGE_NT_HEADERS32,
    Base: MemoryLike,
    Rva: number,
    LastRvaSection: BigUint64Array | null,
  ): bigint;

  /**
   * By its name, adds the sections of an image to a map of address ranges. Not in every DLL: Windows 10 and newer have
   * it. Declared in dbghelp.h, but documented nowhere.
   *
   * @param RmapHandle - a map of {@link DbgHelpFunctions.RangeMapCreate | RangeMapCreate}
   * @param ImageName - the image; `null`: none
   * @param MappedImage - the image, as bytes or as its address; keep it alive as long as the map
   * @param MappingBytes - bytes of `MappedImage`
   * @param ImageBase - where the image is to lie in the map
   * @param UserTag - a number of your own, by which {@link DbgHelpFunctions.RangeMapRemove | RangeMapRemove} finds
   *   what was added
   * @param MappingFlags - not documented
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
   * By its name, makes an empty map of address ranges, to be freed with
   * {@link DbgHelpFunctions.RangeMapFree | RangeMapFree}. Not in every DLL: Windows 10 and newer have it. Declared in
   * dbghelp.h, but documented nowhere.
   *
   * @returns the map; NULL is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  RangeMapCreate(): bigint;

  /**
   * Frees a map of address ranges. Not in every DLL: Windows 10 and newer have it. Declared in dbghelp.h, but
   * documented nowhere.
   *
   * @param RmapHandle - a map of {@link DbgHelpFunctions.RangeMapCreate | RangeMapCreate}
   * @see dbghelp.h of the Windows SDK: header only
   */
  RangeMapFree(RmapHandle: PointerLike): void;

  /**
   * By its name, reads what a map of address ranges has at an address. Not in every DLL: Windows 10 and newer have it.
   * Declared in dbghelp.h, but documented nowhere.
   *
   * @param RmapHandle - a map of {@link DbgHelpFunctions.RangeMapCreate | RangeMapCreate}
   * @param Offset - an address in the map
   * @param Buffer - receives the bytes
   * @param RequestBytes - how many
   * @param Flags - not documented
   * @param DoneBytes - receives how many were read; `null`: not wanted
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
   * By its name, takes what was added with a tag out of a map of address ranges. Not in every DLL: Windows 10 and
   * newer have it. Declared in dbghelp.h, but documented nowhere.
   *
   * @param RmapHandle - a map of {@link DbgHelpFunctions.RangeMapCreate | RangeMapCreate}
   * @param UserTag - the number that it was added with
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  RangeMapRemove(RmapHandle: bigint | number, UserTag: bigint | number): boolean;

  /**
   * By its name, writes over what a map of address ranges has at an address. Not in every DLL: Windows 10 and newer
   * have it. Declared in dbghelp.h, but documented nowhere.
   *
   * @param RmapHandle - a map of {@link DbgHelpFunctions.RangeMapCreate | RangeMapCreate}
   * @param Offset - an address in the map
   * @param Buffer - the bytes
   * @param RequestBytes - how many
   * @param Flags - not documented
   * @param DoneBytes - receives how many were written; `null`: not wanted
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

/** Bytes that the DLL reads to find the rest of the headers. */
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
