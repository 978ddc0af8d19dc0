import path from 'node:path';
import type { ImageFile } from './image-files';

/** A module that can be asked about. */
export interface TextModule {
  readonly name: string;
  readonly base: bigint;
  /** Bytes. */
  readonly size: number;
}

/** The part of `SymbolizedAddress` and `UnnamedAddress` that is printed. */
export interface TextAnswer {
  readonly address: bigint;
  readonly module: string | null;
  readonly name: string | null;
  readonly displacement: bigint;
  readonly source?: { readonly file: string; readonly line: number; readonly displacement: number };
}

/** An address, or text such as `app!draw+0x10`. */
export type Question = bigint | string;

/** Who answers questions about modules. */
export interface Answers {
  /** @throws for a file that cannot be loaded */
  load(file: ImageFile, base: bigint | undefined): Promise<TextModule>;
  /** One answer for each question. */
  ask(questions: readonly Question[]): Promise<readonly (TextAnswer | null)[]>;
  /** The images among the loaded files that were asked about, and have no symbols but their exports. */
  withoutSymbols(): readonly string[];
  close(): Promise<void>;
}

/** A name of a module without its extension, whatever the separators of its path are. */
export const stemOf = (file: string): string => path.win32.parse(file).name;
