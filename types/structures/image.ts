import { structure, type View } from './definition';
import { LIST_ENTRY } from './debug-information';

/** Headers of executable images. winnt.h. */

/** The COFF header of an image or object file. */
export interface IMAGE_FILE_HEADER extends View<'IMAGE_FILE_HEADER', typeof IMAGE_FILE_HEADER> {}
export const IMAGE_FILE_HEADER = structure<IMAGE_FILE_HEADER>('IMAGE_FILE_HEADER')({
  /** The machine of the code: an `IMAGE_FILE_MACHINE`. */
  Machine: 'WORD',
  /** Section headers that follow the optional header. */
  NumberOfSections: 'WORD',
  /** Seconds since 1970, or a hash. */
  TimeDateStamp: 'DWORD',
  /** File offset of the COFF symbols; 0: there are none. */
  PointerToSymbolTable: 'DWORD',
  /** IMAGE_SYMBOL records in the table, auxiliary ones counted. */
  NumberOfSymbols: 'DWORD',
  /** Bytes; 0 in object files. */
  SizeOfOptionalHeader: 'WORD',
  /** Flags, C's IMAGE_FILE_: 0x2 an image that can run, 0x20 for addresses above 2 GiB, 0x2000 a DLL. */
  Characteristics: 'WORD',
});

/** The place of a table of an image. */
export interface IMAGE_DATA_DIRECTORY extends View<'IMAGE_DATA_DIRECTORY', typeof IMAGE_DATA_DIRECTORY> {}
export const IMAGE_DATA_DIRECTORY = structure<IMAGE_DATA_DIRECTORY>('IMAGE_DATA_DIRECTORY')({
  /** RVA; of the signatures (`IMAGE_DIRECTORY_ENTRY.SECURITY`), a file offset. */
  VirtualAddress: 'DWORD',
  /** Bytes. */
  Size: 'DWORD',
});

/** The optional header of a 32-bit image: PE32. */
export interface IMAGE_OPTIONAL_HEADER32 extends View<'IMAGE_OPTIONAL_HEADER32', typeof IMAGE_OPTIONAL_HEADER32> {}
export const IMAGE_OPTIONAL_HEADER32 = structure<IMAGE_OPTIONAL_HEADER32>('IMAGE_OPTIONAL_HEADER32')({
  /** 0x10b. */
  Magic: 'WORD',
  /** The version of the linker. */
  MajorLinkerVersion: 'BYTE',
  MinorLinkerVersion: 'BYTE',
  /** Bytes of the sections with code. */
  SizeOfCode: 'DWORD',
  /** Bytes of the sections with initialized data. */
  SizeOfInitializedData: 'DWORD',
  /** Bytes of the sections with uninitialized data. */
  SizeOfUninitializedData: 'DWORD',
  /** RVA of the function that the loader calls; 0: there is none. */
  AddressOfEntryPoint: 'DWORD',
  /** RVA. */
  BaseOfCode: 'DWORD',
  /** RVA. */
  BaseOfData: 'DWORD',
  /** The preferred base address. */
  ImageBase: 'DWORD',
  /** The alignment of sections in memory. */
  SectionAlignment: 'DWORD',
  /** The alignment of sections in the file. */
  FileAlignment: 'DWORD',
  /** The lowest version of Windows. */
  MajorOperatingSystemVersion: 'WORD',
  MinorOperatingSystemVersion: 'WORD',
  /** The image's own version, as given to the linker. */
  MajorImageVersion: 'WORD',
  MinorImageVersion: 'WORD',
  /** The lowest version of the subsystem. */
  MajorSubsystemVersion: 'WORD',
  MinorSubsystemVersion: 'WORD',
  /** Reserved: 0. */
  Win32VersionValue: 'DWORD',
  /** Bytes that the image takes in memory, headers included: a multiple of SectionAlignment. */
  SizeOfImage: 'DWORD',
  /** Bytes of all headers in the file: a multiple of FileAlignment. */
  SizeOfHeaders: 'DWORD',
  /** Windows checks it for drivers and some system DLLs; it may be 0 in others. */
  CheckSum: 'DWORD',
  /** C's IMAGE_SUBSYSTEM_: 1 a driver, 2 a program with windows, 3 one with a console. */
  Subsystem: 'WORD',
  /** Flags, C's IMAGE_DLLCHARACTERISTICS_: 0x40 can be moved, 0x100 data is not executed, 0x4000 control flow guard. */
  DllCharacteristics: 'WORD',
  /** Bytes of address space for a thread's stack. */
  SizeOfStackReserve: 'DWORD',
  /** Bytes of it that are committed from the beginning. */
  SizeOfStackCommit: 'DWORD',
  /** Bytes of address space for the process's heap. */
  SizeOfHeapReserve: 'DWORD',
  /** Bytes of it that are committed from the beginning. */
  SizeOfHeapCommit: 'DWORD',
  /** Obsolete. */
  LoaderFlags: 'DWORD',
  /** The number of elements of DataDirectory. */
  NumberOfRvaAndSizes: 'DWORD',
  /** By `IMAGE_DIRECTORY_ENTRY`. Always 16 here; the file may have fewer. */
  DataDirectory: [IMAGE_DATA_DIRECTORY, 16],
});

/** The optional header of an image for read-only memory. Of historical interest. */
export interface IMAGE_ROM_OPTIONAL_HEADER extends View<
  'IMAGE_ROM_OPTIONAL_HEADER',
  typeof IMAGE_ROM_OPTIONAL_HEADER
> {}
export const IMAGE_ROM_OPTIONAL_HEADER = structure<IMAGE_ROM_OPTIONAL_HEADER>('IMAGE_ROM_OPTIONAL_HEADER')({
  /** 0x107. */
  Magic: 'WORD',
  /** The version of the linker. */
  MajorLinkerVersion: 'BYTE',
  MinorLinkerVersion: 'BYTE',
  /** Bytes of the sections with code. */
  SizeOfCode: 'DWORD',
  /** Bytes of the sections with initialized data. */
  SizeOfInitializedData: 'DWORD',
  /** Bytes of the sections with uninitialized data. */
  SizeOfUninitializedData: 'DWORD',
  AddressOfEntryPoint: 'DWORD',
  BaseOfCode: 'DWORD',
  BaseOfData: 'DWORD',
  /** The beginning of uninitialized data. */
  BaseOfBss: 'DWORD',
  /** By its name, the general registers in use. */
  GprMask: 'DWORD',
  /** By its name, the registers of coprocessors in use. */
  CprMask: 'DWORD[4]',
  /** By its name, the value of the global pointer. */
  GpValue: 'DWORD',
});

/** The optional header of a 64-bit image: PE32+. */
export interface IMAGE_OPTIONAL_HEADER64 extends View<'IMAGE_OPTIONAL_HEADER64', typeof IMAGE_OPTIONAL_HEADER64> {}
export const IMAGE_OPTIONAL_HEADER64 = structure<IMAGE_OPTIONAL_HEADER64>('IMAGE_OPTIONAL_HEADER64').with({ pack: 4 })({
  /** 0x20b. */
  Magic: 'WORD',
  /** The version of the linker. */
  MajorLinkerVersion: 'BYTE',
  MinorLinkerVersion: 'BYTE',
  /** Bytes of the sections with code. */
  SizeOfCode: 'DWORD',
  /** Bytes of the sections with initialized data. */
  SizeOfInitializedData: 'DWORD',
  /** Bytes of the sections with uninitialized data. */
  SizeOfUninitializedData: 'DWORD',
  /** RVA of the function that the loader calls; 0: there is none. */
  AddressOfEntryPoint: 'DWORD',
  /** RVA. */
  BaseOfCode: 'DWORD',
  /** The preferred base address. */
  ImageBase: 'DWORD64',
  /** The alignment of sections in memory. */
  SectionAlignment: 'DWORD',
  /** The alignment of sections in the file. */
  FileAlignment: 'DWORD',
  /** The lowest version of Windows. */
  MajorOperatingSystemVersion: 'WORD',
  MinorOperatingSystemVersion: 'WORD',
  /** The image's own version, as given to the linker. */
  MajorImageVersion: 'WORD',
  MinorImageVersion: 'WORD',
  /** The lowest version of the subsystem. */
  MajorSubsystemVersion: 'WORD',
  MinorSubsystemVersion: 'WORD',
  /** Reserved: 0. */
  Win32VersionValue: 'DWORD',
  /** Bytes that the image takes in memory, headers included: a multiple of SectionAlignment. */
  SizeOfImage: 'DWORD',
  /** Bytes of all headers in the file: a multiple of FileAlignment. */
  SizeOfHeaders: 'DWORD',
  /** Windows checks it for drivers and some system DLLs; it may be 0 in others. */
  CheckSum: 'DWORD',
  /** C's IMAGE_SUBSYSTEM_: 1 a driver, 2 a program with windows, 3 one with a console. */
  Subsystem: 'WORD',
  /** Flags, C's IMAGE_DLLCHARACTERISTICS_: 0x40 can be moved, 0x100 data is not executed, 0x4000 control flow guard. */
  DllCharacteristics: 'WORD',
  /** Bytes of address space for a thread's stack. */
  SizeOfStackReserve: 'DWORD64',
  /** Bytes of it that are committed from the beginning. */
  SizeOfStackCommit: 'DWORD64',
  /** Bytes of address space for the process's heap. */
  SizeOfHeapReserve: 'DWORD64',
  /** Bytes of it that are committed from the beginning. */
  SizeOfHeapCommit: 'DWORD64',
  /** Obsolete. */
  LoaderFlags: 'DWORD',
  /** The number of elements of DataDirectory. */
  NumberOfRvaAndSizes: 'DWORD',
  /** By `IMAGE_DIRECTORY_ENTRY`. Always 16 here; the file may have fewer. */
  DataDirectory: [IMAGE_DATA_DIRECTORY, 16],
});

/** The headers of a 64-bit image, at `IMAGE_DOS_HEADER.e_lfanew`. ImageNtHeader gives their address. */
export interface IMAGE_NT_HEADERS64 extends View<'IMAGE_NT_HEADERS64', typeof IMAGE_NT_HEADERS64> {}
export const IMAGE_NT_HEADERS64 = structure<IMAGE_NT_HEADERS64>('IMAGE_NT_HEADERS64')({
  /** 0x4550: the letters PE and two NULs. */
  Signature: 'DWORD',
  FileHeader: IMAGE_FILE_HEADER,
  OptionalHeader: IMAGE_OPTIONAL_HEADER64,
});

/** The headers of a 32-bit image, at `IMAGE_DOS_HEADER.e_lfanew`. ImageNtHeader gives their address. */
export interface IMAGE_NT_HEADERS32 extends View<'IMAGE_NT_HEADERS32', typeof IMAGE_NT_HEADERS32> {}
export const IMAGE_NT_HEADERS32 = structure<IMAGE_NT_HEADERS32>('IMAGE_NT_HEADERS32')({
  /** 0x4550: the letters PE and two NULs. */
  Signature: 'DWORD',
  FileHeader: IMAGE_FILE_HEADER,
  OptionalHeader: IMAGE_OPTIONAL_HEADER32,
});

/** The headers of an image for read-only memory. Of historical interest. */
export interface IMAGE_ROM_HEADERS extends View<'IMAGE_ROM_HEADERS', typeof IMAGE_ROM_HEADERS> {}
export const IMAGE_ROM_HEADERS = structure<IMAGE_ROM_HEADERS>('IMAGE_ROM_HEADERS')({
  FileHeader: IMAGE_FILE_HEADER,
  OptionalHeader: IMAGE_ROM_OPTIONAL_HEADER,
});

/** A section of an image or object file. ImageRvaToSection gives the address of one. */
export interface IMAGE_SECTION_HEADER extends View<'IMAGE_SECTION_HEADER', typeof IMAGE_SECTION_HEADER> {}
export const IMAGE_SECTION_HEADER = structure<IMAGE_SECTION_HEADER>('IMAGE_SECTION_HEADER')({
  /**
   * At most 8 characters, without a NUL if there are 8. In object files, / and a number: an offset in the string table.
   */
  Name: 'CHAR[8]',
  /** Two names of one number. */
  Misc: {
    union: true,
    fields: {
      /** In object files: the offset of the section, usually 0. */
      PhysicalAddress: 'DWORD',
      /** In images: bytes in memory; bytes beyond SizeOfRawData are zero. */
      VirtualSize: 'DWORD',
    },
  },
  /** RVA; in object files, 0. */
  VirtualAddress: 'DWORD',
  /** Bytes in the file: a multiple of FileAlignment in images. */
  SizeOfRawData: 'DWORD',
  /** File offset of the data; 0: there are none. */
  PointerToRawData: 'DWORD',
  /** File offset; 0 in images. */
  PointerToRelocations: 'DWORD',
  /** File offset of the COFF line numbers; 0: there are none. */
  PointerToLinenumbers: 'DWORD',
  /** 0 in images. */
  NumberOfRelocations: 'WORD',
  NumberOfLinenumbers: 'WORD',
  /** Flags, C's IMAGE_SCN_: 0x20 code, 0x20000000 executable, 0x40000000 readable, 0x80000000 writable. */
  Characteristics: 'DWORD',
});

/** The header of managed code: `IMAGE_DIRECTORY_ENTRY.COM_DESCRIPTOR`. winnt.h. */
export interface IMAGE_COR20_HEADER extends View<'IMAGE_COR20_HEADER', typeof IMAGE_COR20_HEADER> {}
export const IMAGE_COR20_HEADER = structure<IMAGE_COR20_HEADER>('IMAGE_COR20_HEADER')({
  /** Bytes of this structure: 72. */
  cb: 'DWORD',
  /** The lowest version of the runtime. */
  MajorRuntimeVersion: 'WORD',
  MinorRuntimeVersion: 'WORD',
  /** The tables of types, methods and names. */
  MetaData: IMAGE_DATA_DIRECTORY,
  /**
   * C's COMIMAGE_FLAGS_: 1 intermediate language only, 2 needs 32 bits, 8 signed with a strong name, 0x10 native entry
   * point.
   */
  Flags: 'DWORD',
  $1: {
    union: true,
    fields: {
      /** The token of the start method, unless Flags has 0x10. The same bytes as EntryPointRVA. */
      EntryPointToken: 'DWORD',
      /** The native start function, if Flags has 0x10. */
      EntryPointRVA: 'DWORD',
    },
  },
  /** Managed resources. */
  Resources: IMAGE_DATA_DIRECTORY,
  /** The signature of the assembly. */
  StrongNameSignature: IMAGE_DATA_DIRECTORY,
  /** Reserved: empty. */
  CodeManagerTable: IMAGE_DATA_DIRECTORY,
  /** Slots that the runtime fills, for calls from native code. */
  VTableFixups: IMAGE_DATA_DIRECTORY,
  /** Reserved: empty. */
  ExportAddressTableJumps: IMAGE_DATA_DIRECTORY,
  /** The header of precompiled code; empty in other assemblies. */
  ManagedNativeHeader: IMAGE_DATA_DIRECTORY,
});

/**
 * An image that imagehlp.dll's ImageLoad or MapAndLoad has mapped. Its memory belongs to them until ImageUnload or
 * UnMapAndLoad.
 */
export interface LOADED_IMAGE extends View<'LOADED_IMAGE', typeof LOADED_IMAGE> {}
export const LOADED_IMAGE = structure<LOADED_IMAGE>('LOADED_IMAGE')({
  /** Path of the file, in the ANSI code page. */
  ModuleName: 'PSTR',
  /** A handle of the file; they close it. */
  hFile: 'HANDLE',
  /** Address of the file in this process: laid out as on disk. */
  MappedAddress: 'PVOID',
  /** Address of the IMAGE_NT_HEADERS64; on 32-bit Windows, of the IMAGE_NT_HEADERS32. */
  FileHeader: 'PVOID',
  /** Address of an IMAGE_SECTION_HEADER: a cursor for look-ups, such as those of ImageRvaToVa. */
  LastRvaSection: 'PVOID',
  /** Elements at Sections. */
  NumberOfSections: 'DWORD',
  /** Address of the first IMAGE_SECTION_HEADER. */
  Sections: 'PVOID',
  /** Flags, as in `IMAGE_FILE_HEADER.Characteristics`. */
  Characteristics: 'DWORD',
  /** An image of the kernel. */
  fSystemImage: 'BOOLEAN',
  /** A 16-bit image. */
  fDOSImage: 'BOOLEAN',
  /** Mapped for reading only. Since Windows Vista. */
  fReadOnly: 'BOOLEAN',
  /** A number; what it counts is not documented. Since Windows Vista. */
  Version: 'BYTE',
  /** The list of loaded images. */
  Links: LIST_ENTRY,
  /** Bytes. */
  SizeOfImage: 'DWORD',
});

/** The header of a DOS program, with which every image begins. Windows reads only its first and last members. */
export interface IMAGE_DOS_HEADER extends View<'IMAGE_DOS_HEADER', typeof IMAGE_DOS_HEADER> {}
export const IMAGE_DOS_HEADER = structure<IMAGE_DOS_HEADER>('IMAGE_DOS_HEADER').with({ pack: 2 })({
  /** 0x5a4d: the letters MZ. */
  e_magic: 'WORD',
  /** Bytes on the last page. Pages have 512 bytes. */
  e_cblp: 'WORD',
  /** Pages of the file. */
  e_cp: 'WORD',
  /** Relocations. */
  e_crlc: 'WORD',
  /** Size of the header, in paragraphs of 16 bytes. */
  e_cparhdr: 'WORD',
  /** The minimum of further paragraphs. */
  e_minalloc: 'WORD',
  /** The maximum of further paragraphs. */
  e_maxalloc: 'WORD',
  /** Initial SS, from the beginning of the program. */
  e_ss: 'WORD',
  /** Initial SP. */
  e_sp: 'WORD',
  /** Checksum. */
  e_csum: 'WORD',
  /** Initial IP. */
  e_ip: 'WORD',
  /** Initial CS, from the beginning of the program. */
  e_cs: 'WORD',
  /** File offset of the relocations. */
  e_lfarlc: 'WORD',
  /** Overlay number. */
  e_ovno: 'WORD',
  /** Reserved. */
  e_res: 'WORD[4]',
  /** The owner of e_oeminfo. */
  e_oemid: 'WORD',
  /** Information for e_oemid. */
  e_oeminfo: 'WORD',
  /** Reserved. */
  e_res2: 'WORD[10]',
  /** File offset of the IMAGE_NT_HEADERS64 or IMAGE_NT_HEADERS32, or of an IMAGE_OS2_HEADER. Signed. */
  e_lfanew: 'LONG',
});

/** The header of a 16-bit image for Windows or OS/2: NE. Offsets are from its beginning unless stated otherwise. */
export interface IMAGE_OS2_HEADER extends View<'IMAGE_OS2_HEADER', typeof IMAGE_OS2_HEADER> {}
export const IMAGE_OS2_HEADER = structure<IMAGE_OS2_HEADER>('IMAGE_OS2_HEADER').with({ pack: 2 })({
  /** 0x454e: the letters NE. */
  ne_magic: 'WORD',
  /** Version of the linker. */
  ne_ver: 'CHAR',
  /** Revision of the linker. */
  ne_rev: 'CHAR',
  /** Offset of the entry table. */
  ne_enttab: 'WORD',
  /** Bytes of the entry table. */
  ne_cbenttab: 'WORD',
  /** Checksum of the file. */
  ne_crc: 'LONG',
  /** Flags: 0x8000 a library, 0x1 one data segment for all, 0x2 one for each instance. */
  ne_flags: 'WORD',
  /** Number of the automatic data segment. */
  ne_autodata: 'WORD',
  /** Bytes of the initial heap. */
  ne_heap: 'WORD',
  /** Bytes of the initial stack. */
  ne_stack: 'WORD',
  /** Initial CS, as a segment number, in the upper half; initial IP in the lower. */
  ne_csip: 'LONG',
  /** Initial SS, as a segment number, in the upper half; initial SP in the lower. */
  ne_sssp: 'LONG',
  /** Segments. */
  ne_cseg: 'WORD',
  /** Referenced modules. */
  ne_cmod: 'WORD',
  /** Bytes of the table of nonresident names. */
  ne_cbnrestab: 'WORD',
  /** Offset of the segment table. */
  ne_segtab: 'WORD',
  /** Offset of the resource table. */
  ne_rsrctab: 'WORD',
  /** Offset of the table of resident names. */
  ne_restab: 'WORD',
  /** Offset of the table of referenced modules. */
  ne_modtab: 'WORD',
  /** Offset of the table of imported names. */
  ne_imptab: 'WORD',
  /** File offset of the table of nonresident names. */
  ne_nrestab: 'LONG',
  /** Entries that can be moved. */
  ne_cmovent: 'WORD',
  /** Sectors have 2 to this power bytes. */
  ne_align: 'WORD',
  /** Resource segments. */
  ne_cres: 'WORD',
  /** The target system: 1 OS/2, 2 Windows. */
  ne_exetyp: 'BYTE',
  /** Further flags. */
  ne_flagsothers: 'BYTE',
  /** Offset of the return thunks. */
  ne_pretthunks: 'WORD',
  /** Offset of the segment reference bytes. */
  ne_psegrefbytes: 'WORD',
  /** The minimum size of swapped code. */
  ne_swaparea: 'WORD',
  /** The expected version of Windows. */
  ne_expver: 'WORD',
});
