/** The key that a PDB and its image share. */
export interface PdbSignature {
  /** Upper-case hexadecimal without dashes, as in symbol stores. */
  readonly guid: string;
  readonly age: number;
}

/** The key of an image. */
export interface ImageSignature {
  /** The link time stamp in its header. */
  readonly timestamp: number;
  /** SizeOfImage, in bytes. */
  readonly size: number;
}
