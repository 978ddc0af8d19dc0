import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The recorded facts of lldb and llvm-symbolizer about the committed dumps; see tests/fixtures/README.md. */

export interface NamedPlace {
  readonly function: string;
  readonly file: string;
  readonly line: number;
}

export interface TrueFrame extends Partial<NamedPlace> {
  readonly module?: string;
  readonly rva?: number;
  /** The address, if no module is there. */
  readonly address?: string;
  readonly sp: string;
  /** The number of frames in a row that are equal except for `sp`, which grows by `step`. */
  readonly times?: number;
  readonly step?: number;
  /** Innermost first. */
  readonly inlined?: readonly NamedPlace[];
}

export interface TrueThread {
  readonly id: number;
  readonly crashed?: boolean;
  readonly frames: readonly TrueFrame[];
}

const fixtures = path.join(__dirname, '../../../fixtures');

export const dumpFile = (arch: string, kind: string): string => path.join(fixtures, 'dumps', arch, `${kind}.dmp`);

export function dumpTruth(arch: string, kind: string): readonly TrueThread[] {
  const text = readFileSync(path.join(fixtures, 'truth', `dump-${arch}-${kind}.json`), 'utf8');
  return (JSON.parse(text) as { threads: TrueThread[] }).threads;
}
