/**
 * The room of differences: what one dbghelp.dll does otherwise than another, how the package finds out by asking the DLL at hand,
 * and what it does about it. Wherever one of these matters, code names the row. docs/dlls.md is made from this table.
 */
export interface Difference {
  /** When it shows, and what which DLL does. */
  readonly situation: string;
  /** How it is found out which of them the DLL at hand does. */
  readonly found: string;
  /** What the package does, so that its users see one behaviour. */
  readonly done: string;
}

export const differences = {
  // Rows in the order of the name.
} as const satisfies Readonly<Record<string, Difference>>;

export type DifferenceName = keyof typeof differences;
