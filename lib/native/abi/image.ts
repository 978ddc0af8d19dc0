import type { StructDefinition } from '../layout';
import { LIST_ENTRY } from './debug-information';

/** Headers of executable images. winnt.h. */

export const IMAGE_FILE_HEADER = {
  name: 'IMAGE_FILE_HEADER',
  fields: {
    Machine: 'WORD',
    NumberOfSections: 'WORD',
    TimeDateStamp: 'DWORD',
    PointerToSymbolTable: 'DWORD',
    NumberOfSymbols: 'DWORD',
    SizeOfOptionalHeader: 'WORD',
    Characteristics: 'WORD',
  },
} as const satisfies StructDefinition;

export const IMAGE_DATA_DIRECTORY = {
  name: 'IMAGE_DATA_DIRECTORY',
  fields: {
    VirtualAddress: 'DWORD',
    Size: 'DWORD',
  },
} as const satisfies StructDefinition;

export const IMAGE_OPTIONAL_HEADER32 = {
  name: 'IMAGE_OPTIONAL_HEADER32',
  fields: {
    Magic: 'WORD',
    MajorLinkerVersion: 'BYTE',
    MinorLinkerVersion: 'BYTE',
    SizeOfCode: 'DWORD',
    SizeOfInitializedData: 'DWORD',
    SizeOfUninitializedData: 'DWORD',
    AddressOfEntryPoint: 'DWORD',
    BaseOfCode: 'DWORD',
    BaseOfData: 'DWORD',
    ImageBase: 'DWORD',
    SectionAlignment: 'DWORD',
    FileAlignment: 'DWORD',
    MajorOperatingSystemVersion: 'WORD',
    MinorOperatingSystemVersion: 'WORD',
    MajorImageVersion: 'WORD',
    MinorImageVersion: 'WORD',
    MajorSubsystemVersion: 'WORD',
    MinorSubsystemVersion: 'WORD',
    Win32VersionValue: 'DWORD',
    SizeOfImage: 'DWORD',
    SizeOfHeaders: 'DWORD',
    CheckSum: 'DWORD',
    Subsystem: 'WORD',
    DllCharacteristics: 'WORD',
    SizeOfStackReserve: 'DWORD',
    SizeOfStackCommit: 'DWORD',
    SizeOfHeapReserve: 'DWORD',
    SizeOfHeapCommit: 'DWORD',
    LoaderFlags: 'DWORD',
    NumberOfRvaAndSizes: 'DWORD',
    DataDirectory: [IMAGE_DATA_DIRECTORY, 16],
  },
} as const satisfies StructDefinition;

export const IMAGE_ROM_OPTIONAL_HEADER = {
  name: 'IMAGE_ROM_OPTIONAL_HEADER',
  fields: {
    Magic: 'WORD',
    MajorLinkerVersion: 'BYTE',
    MinorLinkerVersion: 'BYTE',
    SizeOfCode: 'DWORD',
    SizeOfInitializedData: 'DWORD',
    SizeOfUninitializedData: 'DWORD',
    AddressOfEntryPoint: 'DWORD',
    BaseOfCode: 'DWORD',
    BaseOfData: 'DWORD',
    BaseOfBss: 'DWORD',
    GprMask: 'DWORD',
    CprMask: 'DWORD[4]',
    GpValue: 'DWORD',
  },
} as const satisfies StructDefinition;

export const IMAGE_OPTIONAL_HEADER64 = {
  name: 'IMAGE_OPTIONAL_HEADER64',
  pack: 4,
  fields: {
    Magic: 'WORD',
    MajorLinkerVersion: 'BYTE',
    MinorLinkerVersion: 'BYTE',
    SizeOfCode: 'DWORD',
    SizeOfInitializedData: 'DWORD',
    SizeOfUninitializedData: 'DWORD',
    AddressOfEntryPoint: 'DWORD',
    BaseOfCode: 'DWORD',
    ImageBase: 'DWORD64',
    SectionAlignment: 'DWORD',
    FileAlignment: 'DWORD',
    MajorOperatingSystemVersion: 'WORD',
    MinorOperatingSystemVersion: 'WORD',
    MajorImageVersion: 'WORD',
    MinorImageVersion: 'WORD',
    MajorSubsystemVersion: 'WORD',
    MinorSubsystemVersion: 'WORD',
    Win32VersionValue: 'DWORD',
    SizeOfImage: 'DWORD',
    SizeOfHeaders: 'DWORD',
    CheckSum: 'DWORD',
    Subsystem: 'WORD',
    DllCharacteristics: 'WORD',
    SizeOfStackReserve: 'DWORD64',
    SizeOfStackCommit: 'DWORD64',
    SizeOfHeapReserve: 'DWORD64',
    SizeOfHeapCommit: 'DWORD64',
    LoaderFlags: 'DWORD',
    NumberOfRvaAndSizes: 'DWORD',
    DataDirectory: [IMAGE_DATA_DIRECTORY, 16],
  },
} as const satisfies StructDefinition;

export const IMAGE_NT_HEADERS64 = {
  name: 'IMAGE_NT_HEADERS64',
  fields: {
    Signature: 'DWORD',
    FileHeader: IMAGE_FILE_HEADER,
    OptionalHeader: IMAGE_OPTIONAL_HEADER64,
  },
} as const satisfies StructDefinition;

export const IMAGE_NT_HEADERS32 = {
  name: 'IMAGE_NT_HEADERS32',
  fields: {
    Signature: 'DWORD',
    FileHeader: IMAGE_FILE_HEADER,
    OptionalHeader: IMAGE_OPTIONAL_HEADER32,
  },
} as const satisfies StructDefinition;

export const IMAGE_ROM_HEADERS = {
  name: 'IMAGE_ROM_HEADERS',
  fields: {
    FileHeader: IMAGE_FILE_HEADER,
    OptionalHeader: IMAGE_ROM_OPTIONAL_HEADER,
  },
} as const satisfies StructDefinition;

export const IMAGE_SECTION_HEADER = {
  name: 'IMAGE_SECTION_HEADER',
  fields: {
    Name: 'CHAR[8]',
    Misc: {
      name: 'IMAGE_SECTION_HEADER.Misc',
      union: true,
      fields: {
        PhysicalAddress: 'DWORD',
        VirtualSize: 'DWORD',
      },
    },
    VirtualAddress: 'DWORD',
    SizeOfRawData: 'DWORD',
    PointerToRawData: 'DWORD',
    PointerToRelocations: 'DWORD',
    PointerToLinenumbers: 'DWORD',
    NumberOfRelocations: 'WORD',
    NumberOfLinenumbers: 'WORD',
    Characteristics: 'DWORD',
  },
} as const satisfies StructDefinition;

export const IMAGE_COR20_HEADER = {
  name: 'IMAGE_COR20_HEADER',
  fields: {
    cb: 'DWORD',
    MajorRuntimeVersion: 'WORD',
    MinorRuntimeVersion: 'WORD',
    MetaData: IMAGE_DATA_DIRECTORY,
    Flags: 'DWORD',
    $1: {
      name: 'IMAGE_COR20_HEADER.$1',
      union: true,
      fields: {
        EntryPointToken: 'DWORD',
        EntryPointRVA: 'DWORD',
      },
    },
    Resources: IMAGE_DATA_DIRECTORY,
    StrongNameSignature: IMAGE_DATA_DIRECTORY,
    CodeManagerTable: IMAGE_DATA_DIRECTORY,
    VTableFixups: IMAGE_DATA_DIRECTORY,
    ExportAddressTableJumps: IMAGE_DATA_DIRECTORY,
    ManagedNativeHeader: IMAGE_DATA_DIRECTORY,
  },
} as const satisfies StructDefinition;

export const LOADED_IMAGE = {
  name: 'LOADED_IMAGE',
  fields: {
    ModuleName: 'PSTR',
    hFile: 'HANDLE',
    MappedAddress: 'PVOID',
    FileHeader: 'PVOID',
    LastRvaSection: 'PVOID',
    NumberOfSections: 'DWORD',
    Sections: 'PVOID',
    Characteristics: 'DWORD',
    fSystemImage: 'BOOLEAN',
    fDOSImage: 'BOOLEAN',
    fReadOnly: 'BOOLEAN',
    Version: 'BYTE',
    Links: LIST_ENTRY,
    SizeOfImage: 'DWORD',
  },
} as const satisfies StructDefinition;

export const IMAGE_DOS_HEADER = {
  name: 'IMAGE_DOS_HEADER',
  pack: 2,
  fields: {
    e_magic: 'WORD',
    e_cblp: 'WORD',
    e_cp: 'WORD',
    e_crlc: 'WORD',
    e_cparhdr: 'WORD',
    e_minalloc: 'WORD',
    e_maxalloc: 'WORD',
    e_ss: 'WORD',
    e_sp: 'WORD',
    e_csum: 'WORD',
    e_ip: 'WORD',
    e_cs: 'WORD',
    e_lfarlc: 'WORD',
    e_ovno: 'WORD',
    e_res: 'WORD[4]',
    e_oemid: 'WORD',
    e_oeminfo: 'WORD',
    e_res2: 'WORD[10]',
    e_lfanew: 'LONG',
  },
} as const satisfies StructDefinition;

export const IMAGE_OS2_HEADER = {
  name: 'IMAGE_OS2_HEADER',
  pack: 2,
  fields: {
    ne_magic: 'WORD',
    ne_ver: 'CHAR',
    ne_rev: 'CHAR',
    ne_enttab: 'WORD',
    ne_cbenttab: 'WORD',
    ne_crc: 'LONG',
    ne_flags: 'WORD',
    ne_autodata: 'WORD',
    ne_heap: 'WORD',
    ne_stack: 'WORD',
    ne_csip: 'LONG',
    ne_sssp: 'LONG',
    ne_cseg: 'WORD',
    ne_cmod: 'WORD',
    ne_cbnrestab: 'WORD',
    ne_segtab: 'WORD',
    ne_rsrctab: 'WORD',
    ne_restab: 'WORD',
    ne_modtab: 'WORD',
    ne_imptab: 'WORD',
    ne_nrestab: 'LONG',
    ne_cmovent: 'WORD',
    ne_align: 'WORD',
    ne_cres: 'WORD',
    ne_exetyp: 'BYTE',
    ne_flagsothers: 'BYTE',
    ne_pretthunks: 'WORD',
    ne_psegrefbytes: 'WORD',
    ne_swaparea: 'WORD',
    ne_expver: 'WORD',
  },
} as const satisfies StructDefinition;
