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
  dumpsEndedByFalse: {
    situation:
      'While a minidump is written, FALSE to ModuleCallback, ThreadCallback or ThreadExCallback leaves that one out in some DLLs, and ends the dump with E_ABORT in others.',
    found: 'Not asked: write flags of 0 leave it out in every DLL.',
    done: 'Filters of `writeMinidump` answer TRUE, with flags of 0 for what they leave out.',
  },
} as const satisfies Readonly<Record<string, Difference>>;

export type DifferenceName = keyof typeof differences;
