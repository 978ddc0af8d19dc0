import { structure, type View } from './definition';

/** The links of a doubly linked list. */
export interface LIST_ENTRY extends View<'LIST_ENTRY', typeof LIST_ENTRY> {}
export const LIST_ENTRY = structure<LIST_ENTRY>('LIST_ENTRY')({
  /** Address of the next entry. */
  Flink: 'PVOID',
  /** Address of the previous entry. */
  Blink: 'PVOID',
});

/** The results of MapDebugInformation about an image; 32-bit DLLs only. Reserved members are not for use. */
// They stay addresses where the header declares text: nothing says that there is text.
export interface IMAGE_DEBUG_INFORMATION extends View<'IMAGE_DEBUG_INFORMATION', typeof IMAGE_DEBUG_INFORMATION> {}
export const IMAGE_DEBUG_INFORMATION = structure<IMAGE_DEBUG_INFORMATION>('IMAGE_DEBUG_INFORMATION')({
  /** A link of DbgHelp's own list. */
  List: LIST_ENTRY,
  ReservedSize: 'DWORD',
  ReservedMappedBase: 'PVOID',
  ReservedMachine: 'WORD',
  ReservedCharacteristics: 'WORD',
  ReservedCheckSum: 'DWORD',
  /** The image's base address. */
  ImageBase: 'ADDRESS32',
  /** Bytes. */
  SizeOfImage: 'DWORD',
  ReservedNumberOfSections: 'DWORD',
  ReservedSections: 'PVOID',
  ReservedExportedNamesSize: 'DWORD',
  ReservedExportedNames: 'PVOID',
  ReservedNumberOfFunctionTableEntries: 'DWORD',
  ReservedFunctionTableEntries: 'PVOID',
  ReservedLowestFunctionStartingAddress: 'ADDRESS32',
  ReservedHighestFunctionEndingAddress: 'ADDRESS32',
  ReservedNumberOfFpoTableEntries: 'DWORD',
  ReservedFpoTableEntries: 'PVOID',
  /** Bytes. */
  SizeOfCoffSymbols: 'DWORD',
  /** Address of the COFF symbols, or 0. */
  CoffSymbols: 'PVOID',
  ReservedSizeOfCodeViewSymbols: 'DWORD',
  ReservedCodeViewSymbols: 'PVOID',
  /** Path of the image. */
  ImageFilePath: 'PSTR',
  /** Name of the image. */
  ImageFileName: 'PSTR',
  ReservedDebugFilePath: 'PVOID',
  ReservedTimeDateStamp: 'DWORD',
  ReservedRomImage: 'BOOL',
  ReservedDebugDirectory: 'PVOID',
  ReservedNumberOfDebugDirectories: 'DWORD',
  ReservedOriginalFunctionTableBaseAddress: 'ADDRESS32',
  Reserved: 'DWORD[2]',
});
