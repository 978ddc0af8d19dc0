import type { StructDefinition } from '../layout';

/** The links of a doubly linked list that is DbgHelp's own: addresses, not to be followed. */
export const LIST_ENTRY = {
  name: 'LIST_ENTRY',
  fields: {
    Flink: 'PVOID',
    Blink: 'PVOID',
  },
} as const satisfies StructDefinition;

/**
 * In 32-bit DLLs only. What the header names Reserved stays an address, also where it is declared as text: nothing
 * says that there is text.
 */
export const IMAGE_DEBUG_INFORMATION = {
  name: 'IMAGE_DEBUG_INFORMATION',
  fields: {
    List: LIST_ENTRY,
    ReservedSize: 'DWORD',
    ReservedMappedBase: 'PVOID',
    ReservedMachine: 'WORD',
    ReservedCharacteristics: 'WORD',
    ReservedCheckSum: 'DWORD',
    ImageBase: 'ADDRESS32',
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
    SizeOfCoffSymbols: 'DWORD',
    CoffSymbols: 'PVOID',
    ReservedSizeOfCodeViewSymbols: 'DWORD',
    ReservedCodeViewSymbols: 'PVOID',
    ImageFilePath: 'PSTR',
    ImageFileName: 'PSTR',
    ReservedDebugFilePath: 'PVOID',
    ReservedTimeDateStamp: 'DWORD',
    ReservedRomImage: 'BOOL',
    ReservedDebugDirectory: 'PVOID',
    ReservedNumberOfDebugDirectories: 'DWORD',
    ReservedOriginalFunctionTableBaseAddress: 'ADDRESS32',
    Reserved: 'DWORD[2]',
  },
} as const satisfies StructDefinition;
