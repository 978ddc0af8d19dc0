import type { Handle } from '../handles';
import type { LIST_ENTRY } from './debug-information';
import type { StructView } from './views';

/** The COFF header of an image or object file. */
export interface IMAGE_FILE_HEADER extends StructView<'IMAGE_FILE_HEADER'> {
  /** The machine that the code is for: an `IMAGE_FILE_MACHINE`. */
  Machine: number;
  /** Section headers that follow the optional header. */
  NumberOfSections: number;
  /** Seconds since 1970, or a hash. */
  TimeDateStamp: number;
  /** File offset of the COFF symbols; 0: there are none. */
  PointerToSymbolTable: number;
  /** IMAGE_SYMBOL records in the table, auxiliary ones counted. */
  NumberOfSymbols: number;
  /** Bytes; 0 in object files. */
  SizeOfOptionalHeader: number;
  /** Flags, C's IMAGE_FILE_: 0x2 an image that can run, 0x20 for addresses above 2 GiB, 0x2000 a DLL. */
  Characteristics: number;
}

/** Where a table of an image lies. */
export interface IMAGE_DATA_DIRECTORY extends StructView<'IMAGE_DATA_DIRECTORY'> {
  /** RVA; of the signatures (`IMAGE_DIRECTORY_ENTRY.SECURITY`), a file offset. */
  VirtualAddress: number;
  /** Bytes. */
  Size: number;
}

/** The optional header of a 32-bit image: PE32. */
export interface IMAGE_OPTIONAL_HEADER32 extends StructView<'IMAGE_OPTIONAL_HEADER32'> {
  /** 0x10b. */
  Magic: number;
  /** The version of the linker. */
  MajorLinkerVersion: number;
  MinorLinkerVersion: number;
  /** Bytes of the sections with code. */
  SizeOfCode: number;
  /** Bytes of the sections with initialized data. */
  SizeOfInitializedData: number;
  /** Bytes of the sections with uninitialized data. */
  SizeOfUninitializedData: number;
  /** RVA of the function that the loader calls; 0: there is none. */
  AddressOfEntryPoint: number;
  /** RVA. */
  BaseOfCode: number;
  /** RVA. */
  BaseOfData: number;
  /** The address that the image was linked for. */
  ImageBase: number;
  /** Bytes that sections are aligned to in memory. */
  SectionAlignment: number;
  /** Bytes that sections are aligned to in the file. */
  FileAlignment: number;
  /** The lowest version of Windows. */
  MajorOperatingSystemVersion: number;
  MinorOperatingSystemVersion: number;
  /** The image's own version, as the linker was told it. */
  MajorImageVersion: number;
  MinorImageVersion: number;
  /** The lowest version of the subsystem. */
  MajorSubsystemVersion: number;
  MinorSubsystemVersion: number;
  /** Reserved: 0. */
  Win32VersionValue: number;
  /** Bytes that the image takes in memory, headers included: a multiple of SectionAlignment. */
  SizeOfImage: number;
  /** Bytes of all headers in the file: a multiple of FileAlignment. */
  SizeOfHeaders: number;
  /** What drivers and some system DLLs are checked by; may be 0 otherwise. */
  CheckSum: number;
  /** C's IMAGE_SUBSYSTEM_: 1 a driver, 2 a program with windows, 3 one with a console. */
  Subsystem: number;
  /** Flags, C's IMAGE_DLLCHARACTERISTICS_: 0x40 can be moved, 0x100 data is not executed, 0x4000 control flow guard. */
  DllCharacteristics: number;
  /** Bytes of address space for a thread's stack. */
  SizeOfStackReserve: number;
  /** Bytes of it that have memory from the beginning. */
  SizeOfStackCommit: number;
  /** Bytes of address space for the process's heap. */
  SizeOfHeapReserve: number;
  /** Bytes of it that have memory from the beginning. */
  SizeOfHeapCommit: number;
  /** Obsolete. */
  LoaderFlags: number;
  /** How many elements of DataDirectory are there. */
  NumberOfRvaAndSizes: number;
  /** By `IMAGE_DIRECTORY_ENTRY`. Always 16 here; the file may have fewer. */
  readonly DataDirectory: readonly IMAGE_DATA_DIRECTORY[];
}

/** The optional header of an image for read-only memory. Of historical interest. */
export interface IMAGE_ROM_OPTIONAL_HEADER extends StructView<'IMAGE_ROM_OPTIONAL_HEADER'> {
  /** 0x107. */
  Magic: number;
  /** The version of the linker. */
  MajorLinkerVersion: number;
  MinorLinkerVersion: number;
  /** Bytes of the sections with code. */
  SizeOfCode: number;
  /** Bytes of the sections with initialized data. */
  SizeOfInitializedData: number;
  /** Bytes of the sections with uninitialized data. */
  SizeOfUninitializedData: number;
  AddressOfEntryPoint: number;
  BaseOfCode: number;
  BaseOfData: number;
  /** Where uninitialized data begins. */
  BaseOfBss: number;
  /** By its name, the general registers that are in use. */
  GprMask: number;
  /** By its name, the registers of coprocessors that are in use. */
  CprMask: readonly number[];
  /** By its name, the value of the global pointer. */
  GpValue: number;
}

/** The optional header of a 64-bit image: PE32+. */
export interface IMAGE_OPTIONAL_HEADER64 extends StructView<'IMAGE_OPTIONAL_HEADER64'> {
  /** 0x20b. */
  Magic: number;
  /** The version of the linker. */
  MajorLinkerVersion: number;
  MinorLinkerVersion: number;
  /** Bytes of the sections with code. */
  SizeOfCode: number;
  /** Bytes of the sections with initialized data. */
  SizeOfInitializedData: number;
  /** Bytes of the sections with uninitialized data. */
  SizeOfUninitializedData: number;
  /** RVA of the function that the loader calls; 0: there is none. */
  AddressOfEntryPoint: number;
  /** RVA. */
  BaseOfCode: number;
  /** The address that the image was linked for. */
  ImageBase: bigint;
  /** Bytes that sections are aligned to in memory. */
  SectionAlignment: number;
  /** Bytes that sections are aligned to in the file. */
  FileAlignment: number;
  /** The lowest version of Windows. */
  MajorOperatingSystemVersion: number;
  MinorOperatingSystemVersion: number;
  /** The image's own version, as the linker was told it. */
  MajorImageVersion: number;
  MinorImageVersion: number;
  /** The lowest version of the subsystem. */
  MajorSubsystemVersion: number;
  MinorSubsystemVersion: number;
  /** Reserved: 0. */
  Win32VersionValue: number;
  /** Bytes that the image takes in memory, headers included: a multiple of SectionAlignment. */
  SizeOfImage: number;
  /** Bytes of all headers in the file: a multiple of FileAlignment. */
  SizeOfHeaders: number;
  /** What drivers and some system DLLs are checked by; may be 0 otherwise. */
  CheckSum: number;
  /** C's IMAGE_SUBSYSTEM_: 1 a driver, 2 a program with windows, 3 one with a console. */
  Subsystem: number;
  /** Flags, C's IMAGE_DLLCHARACTERISTICS_: 0x40 can be moved, 0x100 data is not executed, 0x4000 control flow guard. */
  DllCharacteristics: number;
  /** Bytes of address space for a thread's stack. */
  SizeOfStackReserve: bigint;
  /** Bytes of it that have memory from the beginning. */
  SizeOfStackCommit: bigint;
  /** Bytes of address space for the process's heap. */
  SizeOfHeapReserve: bigint;
  /** Bytes of it that have memory from the beginning. */
  SizeOfHeapCommit: bigint;
  /** Obsolete. */
  LoaderFlags: number;
  /** How many elements of DataDirectory are there. */
  NumberOfRvaAndSizes: number;
  /** By `IMAGE_DIRECTORY_ENTRY`. Always 16 here; the file may have fewer. */
  readonly DataDirectory: readonly IMAGE_DATA_DIRECTORY[];
}

/** The headers of a 64-bit image, at `IMAGE_DOS_HEADER.e_lfanew`. ImageNtHeader gives their address. */
export interface IMAGE_NT_HEADERS64 extends StructView<'IMAGE_NT_HEADERS64'> {
  /** 0x4550: the letters PE and two NULs. */
  Signature: number;
  readonly FileHeader: IMAGE_FILE_HEADER;
  readonly OptionalHeader: IMAGE_OPTIONAL_HEADER64;
}

/** The headers of a 32-bit image, at `IMAGE_DOS_HEADER.e_lfanew`. ImageNtHeader gives their address. */
export interface IMAGE_NT_HEADERS32 extends StructView<'IMAGE_NT_HEADERS32'> {
  /** 0x4550: the letters PE and two NULs. */
  Signature: number;
  readonly FileHeader: IMAGE_FILE_HEADER;
  readonly OptionalHeader: IMAGE_OPTIONAL_HEADER32;
}

/** The headers of an image for read-only memory. Of historical interest. */
export interface IMAGE_ROM_HEADERS extends StructView<'IMAGE_ROM_HEADERS'> {
  readonly FileHeader: IMAGE_FILE_HEADER;
  readonly OptionalHeader: IMAGE_ROM_OPTIONAL_HEADER;
}

/** A section of an image or object file. ImageRvaToSection gives the address of one. */
export interface IMAGE_SECTION_HEADER extends StructView<'IMAGE_SECTION_HEADER'> {
  /**
   * At most 8 characters, without a NUL where there are 8. In object files, / and a number: an offset in the string
   * table.
   */
  Name: string;
  /** Two names of one number. */
  readonly Misc: StructView & {
    /** In object files: the offset of the section, usually 0. */
    PhysicalAddress: number;
    /** In images: bytes in memory; what SizeOfRawData does not fill is zeros. */
    VirtualSize: number;
  };
  /** RVA; in object files, 0. */
  VirtualAddress: number;
  /** Bytes in the file: a multiple of FileAlignment in images. */
  SizeOfRawData: number;
  /** File offset of the data; 0: there are none. */
  PointerToRawData: number;
  /** File offset; 0 in images. */
  PointerToRelocations: number;
  /** File offset of the COFF line numbers; 0: there are none. */
  PointerToLinenumbers: number;
  /** 0 in images. */
  NumberOfRelocations: number;
  NumberOfLinenumbers: number;
  /** Flags, C's IMAGE_SCN_: 0x20 code, 0x20000000 executable, 0x40000000 readable, 0x80000000 writable. */
  Characteristics: number;
}

/** The header of managed code: `IMAGE_DIRECTORY_ENTRY.COM_DESCRIPTOR`. winnt.h. */
export interface IMAGE_COR20_HEADER extends StructView<'IMAGE_COR20_HEADER'> {
  /** Bytes of this structure: 72. */
  cb: number;
  /** The lowest version of the runtime. */
  MajorRuntimeVersion: number;
  MinorRuntimeVersion: number;
  /** The tables of types, methods and names. */
  readonly MetaData: IMAGE_DATA_DIRECTORY;
  /**
   * C's COMIMAGE_FLAGS_: 1 intermediate language only, 2 needs 32 bits, 8 signed with a strong name, 0x10 native entry
   * point.
   */
  Flags: number;
  /** The token of the method that starts, unless Flags has 0x10. The same bytes as EntryPointRVA. */
  EntryPointToken: number;
  /** The native function that starts, where Flags has 0x10. */
  EntryPointRVA: number;
  /** Managed resources. */
  readonly Resources: IMAGE_DATA_DIRECTORY;
  /** The signature of the assembly. */
  readonly StrongNameSignature: IMAGE_DATA_DIRECTORY;
  /** Reserved: empty. */
  readonly CodeManagerTable: IMAGE_DATA_DIRECTORY;
  /** Slots that the runtime fills, for calls from native code. */
  readonly VTableFixups: IMAGE_DATA_DIRECTORY;
  /** Reserved: empty. */
  readonly ExportAddressTableJumps: IMAGE_DATA_DIRECTORY;
  /** The header of precompiled code; empty in other assemblies. */
  readonly ManagedNativeHeader: IMAGE_DATA_DIRECTORY;
}

/**
 * An image that imagehlp.dll's ImageLoad or MapAndLoad has mapped. Its memory is theirs until ImageUnload or
 * UnMapAndLoad.
 */
export interface LOADED_IMAGE extends StructView<'LOADED_IMAGE'> {
  /** Path of the file, in the ANSI code page. */
  ModuleName: string | null;
  /** A handle of the file; theirs to close. */
  hFile: Handle;
  /** Address of the file in this process: laid out as on disk. */
  MappedAddress: bigint;
  /** Address of the IMAGE_NT_HEADERS64; on 32-bit Windows, of the IMAGE_NT_HEADERS32. */
  FileHeader: bigint;
  /** Address of an IMAGE_SECTION_HEADER: a cursor for look-ups, such as those of ImageRvaToVa. */
  LastRvaSection: bigint;
  /** Elements at Sections. */
  NumberOfSections: number;
  /** Address of the first IMAGE_SECTION_HEADER. */
  Sections: bigint;
  /** Flags, as in `IMAGE_FILE_HEADER.Characteristics`. */
  Characteristics: number;
  /** An image of the kernel. */
  fSystemImage: boolean;
  /** A 16-bit image. */
  fDOSImage: boolean;
  /** Mapped for reading only. Since Windows Vista. */
  fReadOnly: boolean;
  /** A number; what it counts is not documented. Since Windows Vista. */
  Version: number;
  /** The list of loaded images. */
  readonly Links: LIST_ENTRY;
  /** Bytes. */
  SizeOfImage: number;
}

/** What every image begins with: the header of a DOS program. Of its members, Windows reads the first and the last. */
export interface IMAGE_DOS_HEADER extends StructView<'IMAGE_DOS_HEADER'> {
  /** 0x5a4d: the letters MZ. */
  e_magic: number;
  /** Bytes on the last page. Pages have 512 bytes. */
  e_cblp: number;
  /** Pages of the file. */
  e_cp: number;
  /** Relocations. */
  e_crlc: number;
  /** Size of the header, in paragraphs of 16 bytes. */
  e_cparhdr: number;
  /** Further paragraphs that are needed. */
  e_minalloc: number;
  /** Further paragraphs that are wanted. */
  e_maxalloc: number;
  /** Initial SS, from the beginning of the program. */
  e_ss: number;
  /** Initial SP. */
  e_sp: number;
  /** Checksum. */
  e_csum: number;
  /** Initial IP. */
  e_ip: number;
  /** Initial CS, from the beginning of the program. */
  e_cs: number;
  /** File offset of the relocations. */
  e_lfarlc: number;
  /** Overlay number. */
  e_ovno: number;
  /** Reserved. */
  e_res: readonly number[];
  /** For e_oeminfo: whose it is. */
  e_oemid: number;
  /** What e_oemid says. */
  e_oeminfo: number;
  /** Reserved. */
  e_res2: readonly number[];
  /** File offset of the IMAGE_NT_HEADERS64 or IMAGE_NT_HEADERS32, or of an IMAGE_OS2_HEADER. Signed. */
  e_lfanew: number;
}

/** The header of a 16-bit image for Windows or OS/2: NE. Offsets are from its beginning unless said otherwise. */
export interface IMAGE_OS2_HEADER extends StructView<'IMAGE_OS2_HEADER'> {
  /** 0x454e: the letters NE. */
  ne_magic: number;
  /** Version of the linker. */
  ne_ver: number;
  /** Revision of the linker. */
  ne_rev: number;
  /** Offset of the entry table. */
  ne_enttab: number;
  /** Bytes of the entry table. */
  ne_cbenttab: number;
  /** Checksum of the file. */
  ne_crc: number;
  /** Flags: 0x8000 a library, 0x1 one data segment for all, 0x2 one for each instance. */
  ne_flags: number;
  /** Number of the automatic data segment. */
  ne_autodata: number;
  /** Bytes of the initial heap. */
  ne_heap: number;
  /** Bytes of the initial stack. */
  ne_stack: number;
  /** Initial CS, as a segment number, in the upper half; initial IP in the lower. */
  ne_csip: number;
  /** Initial SS, as a segment number, in the upper half; initial SP in the lower. */
  ne_sssp: number;
  /** Segments. */
  ne_cseg: number;
  /** Modules that are referred to. */
  ne_cmod: number;
  /** Bytes of the table of names that are not resident. */
  ne_cbnrestab: number;
  /** Offset of the segment table. */
  ne_segtab: number;
  /** Offset of the resource table. */
  ne_rsrctab: number;
  /** Offset of the table of resident names. */
  ne_restab: number;
  /** Offset of the table of modules that are referred to. */
  ne_modtab: number;
  /** Offset of the table of imported names. */
  ne_imptab: number;
  /** File offset of the table of names that are not resident. */
  ne_nrestab: number;
  /** Entries that can be moved. */
  ne_cmovent: number;
  /** Sectors have 2 to this power bytes. */
  ne_align: number;
  /** Resource segments. */
  ne_cres: number;
  /** The system it is for: 1 OS/2, 2 Windows. */
  ne_exetyp: number;
  /** Further flags. */
  ne_flagsothers: number;
  /** Offset of the return thunks. */
  ne_pretthunks: number;
  /** Offset of the segment reference bytes. */
  ne_psegrefbytes: number;
  /** The least size of the code that is swapped. */
  ne_swaparea: number;
  /** The version of Windows that is expected. */
  ne_expver: number;
}
