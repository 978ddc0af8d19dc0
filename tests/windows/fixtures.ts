import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The fixtures for this process; see tests/fixtures/README.md. */
export const variant = process.arch === 'ia32' ? 'x86' : 'x64';

const fixtures = path.join(__dirname, '../fixtures');

export const bin = (...segments: string[]): string => path.join(fixtures, 'bin', ...segments);
export const scene = bin(variant, 'scene.dll');
export const app = bin(variant, 'app.exe');
/** The same image beside a PDB of another build. */
export const mismatched = bin('mismatch', variant, 'scene.dll');
/** The same image without any PDB. */
export const bare = bin('bare', variant, 'scene.dll');

export interface TrueAddress {
  readonly rva: number;
  readonly file?: string;
  readonly line?: number;
  /** Other answers that the line tables support. */
  readonly also?: readonly { readonly file: string; readonly line: number }[];
  /** For inlined code: the functions, innermost first; the last one contains the code. */
  readonly inlined?: readonly { readonly function: string; readonly file: string; readonly line: number }[];
}

export interface TrueFunction {
  readonly name: string;
  readonly rva: number;
  readonly size: number;
  /** Other functions with the same code. */
  readonly folded?: readonly string[];
  readonly addresses: readonly TrueAddress[];
}

export interface Truth {
  readonly functions: readonly TrueFunction[];
  readonly publics: readonly { readonly name: string; readonly rva: number; readonly function: boolean }[];
  readonly exports: readonly { readonly name: string; readonly rva: number; readonly ordinal: number }[];
}

/** The recorded facts of llvm about an image. */
export function truth(of: string): Truth {
  return JSON.parse(readFileSync(path.join(fixtures, 'truth', `${of}.json`), 'utf8')) as Truth;
}

export function trueFunction(name: string): TrueFunction {
  const found = truth(variant).functions.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`${name} is in no fixture`);
  return found;
}

export interface InlinedRange {
  readonly rva: number;
  readonly size: number;
  /** The outermost function. */
  readonly function: string;
  /** Innermost first. */
  readonly frames: readonly { readonly function: string; readonly file: string; readonly line: number }[];
}

/** The ranges of inlined code, split where their frames change. */
export function inlinedRanges(of: string): readonly InlinedRange[] {
  const text = readFileSync(path.join(fixtures, 'truth', `${of}-inlines.json`), 'utf8');
  return (JSON.parse(text) as { inlined: InlinedRange[] }).inlined;
}

export interface TrueSourceFile {
  readonly path: string;
  readonly checksum?: { readonly kind: string; readonly bytes: string };
  /** In order of `rva`. 0 bytes: the line shares its address with the next one. */
  readonly lines: readonly (readonly [line: number, rva: number, bytes: number])[];
}

/** The source files of an image, and the bytes of code for each of their lines. */
export function sourceFiles(of: string): readonly TrueSourceFile[] {
  const text = readFileSync(path.join(fixtures, 'truth', `${of}-lines.json`), 'utf8');
  return (JSON.parse(text) as { files: TrueSourceFile[] }).files;
}
