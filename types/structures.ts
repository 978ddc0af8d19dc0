import type { Address, Handle } from './handles';

/**
 * A C structure as a view: its members read and write the bytes by offset. Views come from the structure's own object
 * (`SYMBOL_INFOW.alloc(2000)`), which sets the member that holds the size.
 */
export interface StructView {
  /** The memory of the structure, in the layout of this process's architecture. */
  readonly bytes: Uint8Array;
  /** The members as plain data for people to read. */
  toJSON(): Record<string, unknown>;
}

/** A buffer of UTF-16 text that a function fills. */
export interface WideString {
  /** Room in characters, the closing NUL included. */
  readonly capacity: number;
  /** The memory: two bytes per character. */
  readonly bytes: Uint8Array;
  /** The text up to the first NUL. */
  toString(): string;
}

/** A buffer of text in the process's ANSI code page that a function fills. */
export interface AnsiString {
  /** Room in bytes, the closing NUL included. */
  readonly capacity: number;
  /** The memory: one or two bytes per character, as the code page has it. */
  readonly bytes: Uint8Array;
  /** The text up to the first NUL. */
  toString(): string;
}

/** A version of the programming interface, not of the file. */
export interface API_VERSION extends StructView {
  MajorVersion: number;
  MinorVersion: number;
  Revision: number;
  /** Not in use. */
  Reserved: number;
}

/** Paths for ReportSymbolLoadSummary; documented nowhere. */
export interface DBGHELP_DATA_REPORT_STRUCT extends StructView {
  /** By its name, where the image was not found. */
  pBinPathNonExist: string | null;
  /** By its name, where the symbols were not found. */
  pSymbolPathNonExist: string | null;
}

/** A GUID by its C members: `Data1-Data2-Data3-` and the bytes of Data4 give its usual text. */
export interface GUID extends StructView {
  Data1: number;
  Data2: number;
  Data3: number;
  Data4: readonly number[];
}

/** A diagnostic message, for callbacks that SymRegisterCallback64 registered: CBA.EVENT, CBA.SRCSRV_EVENT. */
export interface IMAGEHLP_CBA_EVENT extends StructView {
  /** An `IMAGEHLP_CBA_EVENT_SEVERITY`. */
  severity: number;
  /** A code of the event; 0 for most. */
  code: number;
  /** The message. Valid during the notification only. */
  desc: string | null;
  /** Address of further data, or 0. */
  object: bigint;
}

/** A diagnostic message, for callbacks that SymRegisterCallbackW64 registered: CBA.EVENT, CBA.SRCSRV_EVENT. */
export interface IMAGEHLP_CBA_EVENTW extends StructView {
  /** An `IMAGEHLP_CBA_EVENT_SEVERITY`. */
  severity: number;
  /** A code of the event; 0 for most. */
  code: number;
  /** The message. Valid during the notification only. */
  desc: string | null;
  /** Address of further data, or 0. */
  object: bigint;
}

/** A request to read memory of the target for DbgHelp: CBA.READ_MEMORY. */
export interface IMAGEHLP_CBA_READ_MEMORY extends StructView {
  /** Address in the target. */
  addr: Address;
  /** Address, in this process, of the buffer to fill. */
  buf: bigint;
  /** Bytes wanted. In C its name is `bytes`, which is what every view calls its memory. */
  bytes_: number;
  /** Address, in this process, of the DWORD that receives how many bytes were read. */
  bytesread: bigint;
}

/** The 32-bit original of {@link IMAGEHLP_DEFERRED_SYMBOL_LOAD64}, which it stands for on 64-bit Windows. */
export interface IMAGEHLP_DEFERRED_SYMBOL_LOAD extends StructView {
  /** Bytes; set by `alloc`. */
  SizeOfStruct: number;
  /** The module's base address. */
  BaseOfImage: Address;
  /** Of the image header. */
  CheckSum: number;
  /** Of the image header: seconds since 1970, or a hash. */
  TimeDateStamp: number;
  /** The image. After a failed load, another path here makes DbgHelp try that one. */
  FileName: string;
  /** 1 makes DbgHelp try again after a failed load. A BOOLEAN in C: one byte. */
  Reparse: number;
  /** A handle of the image file, where one is open. */
  hFile: Handle;
}

/** A step in loading the symbols of a module, with ANSI text: CBA.DEFERRED_SYMBOL_LOAD_START and its kin. */
export interface IMAGEHLP_DEFERRED_SYMBOL_LOAD64 extends StructView {
  /** Bytes; set by `alloc`. */
  SizeOfStruct: number;
  /** The module's base address. */
  BaseOfImage: Address;
  /** Of the image header. */
  CheckSum: number;
  /** Of the image header: seconds since 1970, or a hash. */
  TimeDateStamp: number;
  /** The image. After a failed load, another path here makes DbgHelp try that one. */
  FileName: string;
  /** 1 makes DbgHelp try again after a failed load. A BOOLEAN in C: one byte. */
  Reparse: number;
  /** A handle of the image file, where one is open. */
  hFile: Handle;
  /** `DSLFLAG` values. */
  Flags: number;
}

/** A step in loading the symbols of a module, with UTF-16 text: CBA.DEFERRED_SYMBOL_LOAD_START and its kin. */
export interface IMAGEHLP_DEFERRED_SYMBOL_LOADW64 extends StructView {
  /** Bytes; set by `alloc`. */
  SizeOfStruct: number;
  /** The module's base address. */
  BaseOfImage: Address;
  /** Of the image header. */
  CheckSum: number;
  /** Of the image header: seconds since 1970, or a hash. */
  TimeDateStamp: number;
  /** The image. After a failed load, another path here makes DbgHelp try that one. */
  FileName: string;
  /** 1 makes DbgHelp try again after a failed load. A BOOLEAN in C: one byte. */
  Reparse: number;
  /** A handle of the image file, where one is open. */
  hFile: Handle;
  /** `DSLFLAG` values. */
  Flags: number;
}

/** The 32-bit original of {@link IMAGEHLP_DUPLICATE_SYMBOL64}, which it stands for on 64-bit Windows. */
export interface IMAGEHLP_DUPLICATE_SYMBOL extends StructView {
  /** Bytes; set by `alloc`. */
  SizeOfStruct: number;
  /** How many symbols there are to choose from. */
  NumberOfDups: number;
  /** Address of the first of them: IMAGEHLP_SYMBOL structures, one after the other. */
  Symbol: bigint;
  /** The index of the chosen one, from 0. */
  SelectedSymbol: number;
}

/** A choice between symbols of one name, in COFF and CodeView information: CBA.DUPLICATE_SYMBOL. */
export interface IMAGEHLP_DUPLICATE_SYMBOL64 extends StructView {
  /** Bytes; set by `alloc`. */
  SizeOfStruct: number;
  /** How many symbols there are to choose from. */
  NumberOfDups: number;
  /** Address of the first of them: IMAGEHLP_SYMBOL64 structures, one after the other. */
  Symbol: bigint;
  /** The index of the chosen one, from 0. */
  SelectedSymbol: number;
}

/** A request to name the module that code made at run time belongs to: CBA.MAP_JIT_SYMBOL. */
export interface IMAGEHLP_JIT_SYMBOLMAP extends StructView {
  /** Bytes; set by `alloc`. */
  SizeOfStruct: number;
  /** The address that is looked up. */
  Address: Address;
  /** The module's base address, for the callback to fill in. */
  BaseOfImage: Address;
}

/** The 32-bit original of {@link IMAGEHLP_LINE64}, which it stands for on 64-bit Windows. */
export interface IMAGEHLP_LINE extends StructView {
  /** Bytes; set by `alloc`. */
  SizeOfStruct: number;
  /** DbgHelp's place in its line table: leave it alone, and the next-line functions find their way. */
  Key: bigint;
  /** From 1. */
  LineNumber: number;
  /** The source file. In DbgHelp's memory, which it may use again: read it before the next call. */
  FileName: string | null;
  /** Where the code of the line begins. */
  Address: Address;
}

/** A source line, its file in the ANSI code page. Also the cursor of SymGetLineNext64 and SymGetLinePrev64. */
export interface IMAGEHLP_LINE64 extends StructView {
  /** Bytes; set by `alloc`. */
  SizeOfStruct: number;
  /** DbgHelp's place in its line table: leave it alone, and the next-line functions find their way. */
  Key: bigint;
  /** From 1. */
  LineNumber: number;
  /** The source file. In DbgHelp's memory, which it may use again: read it before the next call. */
  FileName: string | null;
  /** Where the code of the line begins. */
  Address: Address;
}

/** A source line, its file in UTF-16. Also the cursor of SymGetLineNextW64 and SymGetLinePrevW64. */
export interface IMAGEHLP_LINEW64 extends StructView {
  /** Bytes; set by `alloc`. */
  SizeOfStruct: number;
  /** DbgHelp's place in its line table: leave it alone, and the next-line functions find their way. */
  Key: bigint;
  /** From 1. */
  LineNumber: number;
  /** The source file. In DbgHelp's memory, which it may use again: read it before the next call. */
  FileName: string | null;
  /** Where the code of the line begins. */
  Address: Address;
}

/** The 32-bit original of {@link IMAGEHLP_MODULE64}, which it stands for on 64-bit Windows. */
export interface IMAGEHLP_MODULE extends StructView {
  /** Bytes; set by `alloc`. DLLs older than the structure want the size that they know. */
  SizeOfStruct: number;
  /** The module's base address. */
  BaseOfImage: Address;
  /** Bytes. */
  ImageSize: number;
  /** Of the image header: seconds since 1970, or a hash. */
  TimeDateStamp: number;
  /** Of the image header; may be 0. */
  CheckSum: number;
  /** Symbols in the table; says nothing for PDB symbols. */
  NumSyms: number;
  /** What kind of symbols are loaded: a `SYM_TYPE`. */
  SymType: number;
  /** At most 31 characters. */
  ModuleName: string;
  /** The image, with its path or without. */
  ImageName: string;
  /** Path of the image that was read; empty where none was. */
  LoadedImageName: string;
}

/** What is known of a module, in the ANSI code page. */
export interface IMAGEHLP_MODULE64 extends StructView {
  /** Bytes; set by `alloc`. DLLs older than the structure want the size that they know. */
  SizeOfStruct: number;
  /** The module's base address. */
  BaseOfImage: Address;
  /** Bytes. */
  ImageSize: number;
  /** Of the image header: seconds since 1970, or a hash. */
  TimeDateStamp: number;
  /** Of the image header; may be 0. */
  CheckSum: number;
  /** Symbols in the table; says nothing for PDB symbols. */
  NumSyms: number;
  /** What kind of symbols are loaded: a `SYM_TYPE`. */
  SymType: number;
  /** At most 31 characters. */
  ModuleName: string;
  /** The image, with its path or without. */
  ImageName: string;
  /** Path of the image that was read; empty where none was. */
  LoadedImageName: string;
  /** Path of the PDB that was loaded; empty where none was. */
  LoadedPdbName: string;
  /** Signature of the image's CodeView record: 0x53445352 (RSDS) for a PDB 7.0. */
  CVSig: number;
  /** What the CodeView record says: where the linker left the PDB. */
  CVData: string;
  /** Signature of a PDB 2.0. */
  PdbSig: number;
  /** Signature of a PDB 7.0. */
  readonly PdbSig70: GUID;
  /** How often the PDB was written since it was made. */
  PdbAge: number;
  /** The PDB is not that of the image. */
  PdbUnmatched: boolean;
  /** The .dbg file is not that of the image. */
  DbgUnmatched: boolean;
  /** There are source lines. */
  LineNumbers: boolean;
  /** There are global symbols. */
  GlobalSymbols: boolean;
  /** There are types. */
  TypeInfo: boolean;
  /** There is source server data. */
  SourceIndexed: boolean;
  /** There are public symbols. */
  Publics: boolean;
  /** An `IMAGE_FILE_MACHINE`. */
  MachineType: number;
  /** Not in use. */
  Reserved: number;
}

/** The 32-bit original of {@link IMAGEHLP_MODULEW64}, which it stands for on 64-bit Windows. */
export interface IMAGEHLP_MODULEW extends StructView {
  /** Bytes; set by `alloc`. DLLs older than the structure want the size that they know. */
  SizeOfStruct: number;
  /** The module's base address. */
  BaseOfImage: Address;
  /** Bytes. */
  ImageSize: number;
  /** Of the image header: seconds since 1970, or a hash. */
  TimeDateStamp: number;
  /** Of the image header; may be 0. */
  CheckSum: number;
  /** Symbols in the table; says nothing for PDB symbols. */
  NumSyms: number;
  /** What kind of symbols are loaded: a `SYM_TYPE`. */
  SymType: number;
  /** At most 31 characters. */
  ModuleName: string;
  /** The image, with its path or without. */
  ImageName: string;
  /** Path of the image that was read; empty where none was. */
  LoadedImageName: string;
}

/** What is known of a module, in UTF-16. */
export interface IMAGEHLP_MODULEW64 extends StructView {
  /** Bytes; set by `alloc`. DLLs older than the structure want the size that they know. */
  SizeOfStruct: number;
  /** The module's base address. */
  BaseOfImage: Address;
  /** Bytes. */
  ImageSize: number;
  /** Of the image header: seconds since 1970, or a hash. */
  TimeDateStamp: number;
  /** Of the image header; may be 0. */
  CheckSum: number;
  /** Symbols in the table; says nothing for PDB symbols. */
  NumSyms: number;
  /** What kind of symbols are loaded: a `SYM_TYPE`. */
  SymType: number;
  /** At most 31 characters. */
  ModuleName: string;
  /** The image, with its path or without. */
  ImageName: string;
  /** Path of the image that was read; empty where none was. */
  LoadedImageName: string;
  /** Path of the PDB that was loaded; empty where none was. */
  LoadedPdbName: string;
  /** Signature of the image's CodeView record: 0x53445352 (RSDS) for a PDB 7.0. */
  CVSig: number;
  /** What the CodeView record says: where the linker left the PDB. */
  CVData: string;
  /** Signature of a PDB 2.0. */
  PdbSig: number;
  /** Signature of a PDB 7.0. */
  readonly PdbSig70: GUID;
  /** How often the PDB was written since it was made. */
  PdbAge: number;
  /** The PDB is not that of the image. */
  PdbUnmatched: boolean;
  /** The .dbg file is not that of the image. */
  DbgUnmatched: boolean;
  /** There are source lines. */
  LineNumbers: boolean;
  /** There are global symbols. */
  GlobalSymbols: boolean;
  /** There are types. */
  TypeInfo: boolean;
  /** There is source server data. */
  SourceIndexed: boolean;
  /** There are public symbols. */
  Publics: boolean;
  /** An `IMAGE_FILE_MACHINE`. */
  MachineType: number;
  /** Not in use. */
  Reserved: number;
}

/** The frame that SymSetContext sets the scope from. */
export interface IMAGEHLP_STACK_FRAME extends StructView {
  /** The program counter. */
  InstructionOffset: Address;
  /** Where the function returns to. */
  ReturnOffset: Address;
  /** The frame pointer. */
  FrameOffset: Address;
  /** The stack pointer. */
  StackOffset: Address;
  /** Itanium only. */
  BackingStoreOffset: Address;
  /** Address of the function's table entry, or 0. */
  FuncTableEntry: Address;
  /** The first four words that the function may have been called with. */
  Params: readonly bigint[];
  /** Not in use. */
  Reserved: readonly bigint[];
  /** A virtual frame. */
  Virtual: boolean;
  /** Not in use. */
  Reserved2: number;
}

/** The 32-bit original of {@link IMAGEHLP_SYMBOL64}, which it stands for on 64-bit Windows. */
export interface IMAGEHLP_SYMBOL extends StructView {
  /** Bytes, whatever room the name has; set by `alloc`. */
  SizeOfStruct: number;
  /** Where the symbol begins. */
  Address: Address;
  /** Bytes; often only the distance to the next symbol, or 0. */
  Size: number;
  /** `SYMF` values; obsolete. */
  Flags: number;
  /** Room for the name, in characters, the closing NUL included; set by `alloc`. */
  MaxNameLength: number;
  /** The name, cut where it does not fit. */
  Name: string;
}

/** A symbol, as functions before SymFromAddr describe it. */
export interface IMAGEHLP_SYMBOL64 extends StructView {
  /** Bytes, whatever room the name has; set by `alloc`. */
  SizeOfStruct: number;
  /** Where the symbol begins. */
  Address: Address;
  /** Bytes; often only the distance to the next symbol, or 0. */
  Size: number;
  /** `SYMF` values; obsolete. */
  Flags: number;
  /** Room for the name, in characters, the closing NUL included; set by `alloc`. */
  MaxNameLength: number;
  /** The name, cut where it does not fit. */
  Name: string;
}

/** What MapDebugInformation found out about an image; 32-bit DLLs only. Reserved members are not for use. */
export interface IMAGE_DEBUG_INFORMATION extends StructView {
  /** A link of DbgHelp's own list. */
  readonly List: LIST_ENTRY;
  ReservedSize: number;
  ReservedMappedBase: bigint;
  ReservedMachine: number;
  ReservedCharacteristics: number;
  ReservedCheckSum: number;
  /** The image's base address. */
  ImageBase: Address;
  /** Bytes. */
  SizeOfImage: number;
  ReservedNumberOfSections: number;
  ReservedSections: bigint;
  ReservedExportedNamesSize: number;
  ReservedExportedNames: bigint;
  ReservedNumberOfFunctionTableEntries: number;
  ReservedFunctionTableEntries: bigint;
  ReservedLowestFunctionStartingAddress: Address;
  ReservedHighestFunctionEndingAddress: Address;
  ReservedNumberOfFpoTableEntries: number;
  ReservedFpoTableEntries: bigint;
  /** Bytes. */
  SizeOfCoffSymbols: number;
  /** Address of the COFF symbols, or 0. */
  CoffSymbols: bigint;
  ReservedSizeOfCodeViewSymbols: number;
  ReservedCodeViewSymbols: bigint;
  /** Path of the image. */
  ImageFilePath: string | null;
  /** Name of the image. */
  ImageFileName: string | null;
  ReservedDebugFilePath: bigint;
  ReservedTimeDateStamp: number;
  ReservedRomImage: boolean;
  ReservedDebugDirectory: bigint;
  ReservedNumberOfDebugDirectories: number;
  ReservedOriginalFunctionTableBaseAddress: Address;
  Reserved: readonly number[];
}

/** The links of a doubly linked list. */
export interface LIST_ENTRY extends StructView {
  /** Address of the next entry. */
  Flink: bigint;
  /** Address of the entry before. */
  Blink: bigint;
}

/** Debug records that MODLOAD_DATA points at: DBHHEADER.CVMISC. */
export interface MODLOAD_CVMISC extends StructView {
  /** Where the CodeView record begins, in bytes from the beginning of the data. */
  oCV: number;
  /** Bytes of the CodeView record. */
  cCV: bigint;
  /** Where the misc record begins, in bytes from the beginning of the data. */
  oMisc: number;
  /** Bytes of the misc record. */
  cMisc: bigint;
  /** The image's time stamp. */
  dtImage: number;
  /** The image's size in bytes. */
  cImage: number;
}

/** Debug headers for SymLoadModuleExW, where the image itself has none to read. */
export interface MODLOAD_DATA extends StructView {
  /** Bytes; set by `alloc`. */
  ssize: number;
  /** What `data` points at: a `DBHHEADER` value. */
  ssig: number;
  /** Address of the headers. Their memory must stay where it is during the call. */
  data: bigint;
  /** Bytes at `data`. */
  size: number;
  /** Not in use. */
  flags: number;
}

/** The PDB to look for, that MODLOAD_DATA points at: DBHHEADER.PDBGUID. */
export interface MODLOAD_PDBGUID_PDBAGE extends StructView {
  /** The signature of the PDB. */
  readonly PdbGuid: GUID;
  /** Its age. */
  PdbAge: number;
}

/** One range of a rearranged image: code from `rva` on lies from `rvaTo` on in the other layout. */
export interface OMAP extends StructView {
  /** Offset from the base. */
  rva: number;
  /** Offset from the base in the other layout; 0: it is not there. */
  rvaTo: number;
}

/** A source file of a module, in the ANSI code page. */
export interface SOURCEFILE extends StructView {
  /** The base address of the module that the file is part of. */
  ModBase: Address;
  /** Path of the source file, as the symbols have it. */
  FileName: string | null;
}

/** A source file of a module, in UTF-16. */
export interface SOURCEFILEW extends StructView {
  /** The base address of the module that the file is part of. */
  ModBase: Address;
  /** Path of the source file, as the symbols have it. */
  FileName: string | null;
}

/** A source line of a module, in the ANSI code page. */
export interface SRCCODEINFO extends StructView {
  /** Bytes; set by `alloc`. */
  SizeOfStruct: number;
  /** DbgHelp's own. */
  Key: bigint;
  /** The module's base address. */
  ModBase: Address;
  /** The object file of the module that the line is in. */
  Obj: string;
  /** The source file. */
  FileName: string;
  /** From 1. */
  LineNumber: number;
  /** Where the code of the line begins. */
  Address: Address;
}

/** A source line of a module, in UTF-16. */
export interface SRCCODEINFOW extends StructView {
  /** Bytes; set by `alloc`. */
  SizeOfStruct: number;
  /** DbgHelp's own. */
  Key: bigint;
  /** The module's base address. */
  ModBase: Address;
  /** The object file of the module that the line is in. */
  Obj: string;
  /** The source file. */
  FileName: string;
  /** From 1. */
  LineNumber: number;
  /** Where the code of the line begins. */
  Address: Address;
}

/** A symbol, its name in the ANSI code page. `alloc(n)` makes room for n characters, the closing NUL included. */
export interface SYMBOL_INFO extends StructView {
  /** 88 bytes, whatever room the name has; set by `alloc`. */
  SizeOfStruct: number;
  /** The symbol's type: an index for SymGetTypeInfo, valid for one module and one session. */
  TypeIndex: number;
  /** Not in use. */
  Reserved: readonly bigint[];
  /** Tells the symbol from others of its module, in one session. */
  Index: number;
  /** Bytes; 0 where the symbols do not say. */
  Size: number;
  /** The base address of the symbol's module. */
  ModBase: Address;
  /** `SYMFLAG` values. */
  Flags: number;
  /** The value of a constant, where Flags has SYMFLAG.VALUEPRESENT. */
  Value: bigint;
  /** Where the symbol begins. For locals, an offset from the register or frame that Flags tell of. */
  Address: Address;
  /** The register, as CodeView numbers them. */
  Register: number;
  /** The scope, as DIA numbers them. */
  Scope: number;
  /** What the symbol is: a `SymTagEnum`. */
  Tag: number;
  /** Length of the whole name, in characters. DLLs differ on whether it counts the closing NUL. */
  NameLen: number;
  /** Room for the name, in characters, the closing NUL included; set by `alloc`. */
  MaxNameLen: number;
  /** The name, cut where it does not fit. */
  Name: string;
}

/** A symbol, its name in UTF-16. `alloc(n)` makes room for n characters, the closing NUL included. */
export interface SYMBOL_INFOW extends StructView {
  /** 88 bytes, whatever room the name has; set by `alloc`. */
  SizeOfStruct: number;
  /** The symbol's type: an index for SymGetTypeInfo, valid for one module and one session. */
  TypeIndex: number;
  /** Not in use. */
  Reserved: readonly bigint[];
  /** Tells the symbol from others of its module, in one session. */
  Index: number;
  /** Bytes; 0 where the symbols do not say. */
  Size: number;
  /** The base address of the symbol's module. */
  ModBase: Address;
  /** `SYMFLAG` values. */
  Flags: number;
  /** The value of a constant, where Flags has SYMFLAG.VALUEPRESENT. */
  Value: bigint;
  /** Where the symbol begins. For locals, an offset from the register or frame that Flags tell of. */
  Address: Address;
  /** The register, as CodeView numbers them. */
  Register: number;
  /** The scope, as DIA numbers them. */
  Scope: number;
  /** What the symbol is: a `SymTagEnum`. */
  Tag: number;
  /** Length of the whole name, in characters. DLLs differ on whether it counts the closing NUL. */
  NameLen: number;
  /** Room for the name, in characters, the closing NUL included; set by `alloc`. */
  MaxNameLen: number;
  /** The name, cut where it does not fit. */
  Name: string;
}
