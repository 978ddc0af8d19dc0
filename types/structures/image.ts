import type { Handle } from '../handles';
import type { LIST_ENTRY } from './debug-information';
import type { StructView } from './views';

export interface IMAGE_FILE_HEADER extends StructView {
  Machine: number;
  NumberOfSections: number;
  TimeDateStamp: number;
  PointerToSymbolTable: number;
  NumberOfSymbols: number;
  SizeOfOptionalHeader: number;
  Characteristics: number;
}

export interface IMAGE_DATA_DIRECTORY extends StructView {
  VirtualAddress: number;
  Size: number;
}

export interface IMAGE_OPTIONAL_HEADER32 extends StructView {
  Magic: number;
  MajorLinkerVersion: number;
  MinorLinkerVersion: number;
  SizeOfCode: number;
  SizeOfInitializedData: number;
  SizeOfUninitializedData: number;
  AddressOfEntryPoint: number;
  BaseOfCode: number;
  BaseOfData: number;
  ImageBase: number;
  SectionAlignment: number;
  FileAlignment: number;
  MajorOperatingSystemVersion: number;
  MinorOperatingSystemVersion: number;
  MajorImageVersion: number;
  MinorImageVersion: number;
  MajorSubsystemVersion: number;
  MinorSubsystemVersion: number;
  Win32VersionValue: number;
  SizeOfImage: number;
  SizeOfHeaders: number;
  CheckSum: number;
  Subsystem: number;
  DllCharacteristics: number;
  SizeOfStackReserve: number;
  SizeOfStackCommit: number;
  SizeOfHeapReserve: number;
  SizeOfHeapCommit: number;
  LoaderFlags: number;
  NumberOfRvaAndSizes: number;
  readonly DataDirectory: readonly IMAGE_DATA_DIRECTORY[];
}

export interface IMAGE_ROM_OPTIONAL_HEADER extends StructView {
  Magic: number;
  MajorLinkerVersion: number;
  MinorLinkerVersion: number;
  SizeOfCode: number;
  SizeOfInitializedData: number;
  SizeOfUninitializedData: number;
  AddressOfEntryPoint: number;
  BaseOfCode: number;
  BaseOfData: number;
  BaseOfBss: number;
  GprMask: number;
  CprMask: readonly number[];
  GpValue: number;
}

export interface IMAGE_OPTIONAL_HEADER64 extends StructView {
  Magic: number;
  MajorLinkerVersion: number;
  MinorLinkerVersion: number;
  SizeOfCode: number;
  SizeOfInitializedData: number;
  SizeOfUninitializedData: number;
  AddressOfEntryPoint: number;
  BaseOfCode: number;
  ImageBase: bigint;
  SectionAlignment: number;
  FileAlignment: number;
  MajorOperatingSystemVersion: number;
  MinorOperatingSystemVersion: number;
  MajorImageVersion: number;
  MinorImageVersion: number;
  MajorSubsystemVersion: number;
  MinorSubsystemVersion: number;
  Win32VersionValue: number;
  SizeOfImage: number;
  SizeOfHeaders: number;
  CheckSum: number;
  Subsystem: number;
  DllCharacteristics: number;
  SizeOfStackReserve: bigint;
  SizeOfStackCommit: bigint;
  SizeOfHeapReserve: bigint;
  SizeOfHeapCommit: bigint;
  LoaderFlags: number;
  NumberOfRvaAndSizes: number;
  readonly DataDirectory: readonly IMAGE_DATA_DIRECTORY[];
}

export interface IMAGE_NT_HEADERS64 extends StructView {
  Signature: number;
  readonly FileHeader: IMAGE_FILE_HEADER;
  readonly OptionalHeader: IMAGE_OPTIONAL_HEADER64;
}

export interface IMAGE_NT_HEADERS32 extends StructView {
  Signature: number;
  readonly FileHeader: IMAGE_FILE_HEADER;
  readonly OptionalHeader: IMAGE_OPTIONAL_HEADER32;
}

export interface IMAGE_ROM_HEADERS extends StructView {
  readonly FileHeader: IMAGE_FILE_HEADER;
  readonly OptionalHeader: IMAGE_ROM_OPTIONAL_HEADER;
}

export interface IMAGE_SECTION_HEADER extends StructView {
  Name: string;
  readonly Misc: StructView & {
    PhysicalAddress: number;
    VirtualSize: number;
  };
  VirtualAddress: number;
  SizeOfRawData: number;
  PointerToRawData: number;
  PointerToRelocations: number;
  PointerToLinenumbers: number;
  NumberOfRelocations: number;
  NumberOfLinenumbers: number;
  Characteristics: number;
}

export interface IMAGE_COR20_HEADER extends StructView {
  cb: number;
  MajorRuntimeVersion: number;
  MinorRuntimeVersion: number;
  readonly MetaData: IMAGE_DATA_DIRECTORY;
  Flags: number;
  EntryPointToken: number;
  EntryPointRVA: number;
  readonly Resources: IMAGE_DATA_DIRECTORY;
  readonly StrongNameSignature: IMAGE_DATA_DIRECTORY;
  readonly CodeManagerTable: IMAGE_DATA_DIRECTORY;
  readonly VTableFixups: IMAGE_DATA_DIRECTORY;
  readonly ExportAddressTableJumps: IMAGE_DATA_DIRECTORY;
  readonly ManagedNativeHeader: IMAGE_DATA_DIRECTORY;
}

export interface LOADED_IMAGE extends StructView {
  ModuleName: string | null;
  hFile: Handle;
  MappedAddress: bigint;
  FileHeader: bigint;
  LastRvaSection: bigint;
  NumberOfSections: number;
  Sections: bigint;
  Characteristics: number;
  fSystemImage: boolean;
  fDOSImage: boolean;
  fReadOnly: boolean;
  Version: number;
  readonly Links: LIST_ENTRY;
  SizeOfImage: number;
}

export interface IMAGE_DOS_HEADER extends StructView {
  e_magic: number;
  e_cblp: number;
  e_cp: number;
  e_crlc: number;
  e_cparhdr: number;
  e_minalloc: number;
  e_maxalloc: number;
  e_ss: number;
  e_sp: number;
  e_csum: number;
  e_ip: number;
  e_cs: number;
  e_lfarlc: number;
  e_ovno: number;
  e_res: readonly number[];
  e_oemid: number;
  e_oeminfo: number;
  e_res2: readonly number[];
  e_lfanew: number;
}

export interface IMAGE_OS2_HEADER extends StructView {
  ne_magic: number;
  ne_ver: number;
  ne_rev: number;
  ne_enttab: number;
  ne_cbenttab: number;
  ne_crc: number;
  ne_flags: number;
  ne_autodata: number;
  ne_heap: number;
  ne_stack: number;
  ne_csip: number;
  ne_sssp: number;
  ne_cseg: number;
  ne_cmod: number;
  ne_cbnrestab: number;
  ne_segtab: number;
  ne_rsrctab: number;
  ne_restab: number;
  ne_modtab: number;
  ne_imptab: number;
  ne_nrestab: number;
  ne_cmovent: number;
  ne_align: number;
  ne_cres: number;
  ne_exetyp: number;
  ne_flagsothers: number;
  ne_pretthunks: number;
  ne_psegrefbytes: number;
  ne_swaparea: number;
  ne_expver: number;
}
