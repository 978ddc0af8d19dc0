import type { Address } from '../handles';
import type { StructView } from './views';

/** What MapDebugInformation found out about an image; 32-bit DLLs only. Reserved members are not for use. */
export interface IMAGE_DEBUG_INFORMATION extends StructView<'IMAGE_DEBUG_INFORMATION'> {
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
export interface LIST_ENTRY extends StructView<'LIST_ENTRY'> {
  /** Address of the next entry. */
  Flink: bigint;
  /** Address of the entry before. */
  Blink: bigint;
}
