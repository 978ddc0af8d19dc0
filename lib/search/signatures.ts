/** What a PDB and its image agree on. */
export interface PdbSignature {
  /** As in symbol stores: upper-case hexadecimal without dashes. */
  readonly guid: string;
  readonly age: number;
}

/** What an image is told by. */
export interface ImageSignature {
  /** The link time stamp in its header. */
  readonly timestamp: number;
  /** SizeOfImage, in bytes. */
  readonly size: number;
}
