/** What an option of the command takes. */
export interface OptionRow {
  readonly type: 'boolean' | 'text' | 'number';
  readonly does: string;
  /** What follows it, for people: `FILE`. */
  readonly value?: string;
  /** One letter. */
  readonly short?: string;
  /** Whether it may be given several times. */
  readonly multiple?: true;
  /** The only values that it may have. */
  readonly choices?: readonly string[];
  /** The least number. */
  readonly min?: number;
}

export type OptionTable = Readonly<Record<string, OptionRow>>;

type ValueOf<Row extends OptionRow> = Row extends { type: 'boolean' }
  ? boolean
  : Row extends { type: 'number' }
    ? number
    : Row extends { choices: readonly (infer Choice)[] }
      ? Choice
      : Row extends { multiple: true }
        ? readonly string[]
        : string;

/** The values of the options that were given. */
export type Values<Options extends OptionTable> = {
  readonly [Name in keyof Options]?: ValueOf<Options[Name]> | undefined;
};

/** What every verb takes. */
export const commonOptions = {
  symbols: {
    type: 'text',
    value: 'PATH',
    multiple: true,
    does: 'Where PDBs are: folders, stores and servers, as in _NT_SYMBOL_PATH, which counts without this option.',
  },
  images: { type: 'text', value: 'PATH', multiple: true, does: 'Where the images of dumps are, in the same form.' },
  'allow-http': { type: 'boolean', does: 'Ask plain http servers, too, whose files anyone on the way can change.' },
  offline: { type: 'boolean', does: 'Ask no server.' },
  dll: { type: 'text', value: 'FILE', does: 'The dbghelp.dll to use; as the environment variable DBGHELP_PATH.' },
  json: { type: 'boolean', does: 'Print JSON, for programs.' },
  verbose: { type: 'boolean', does: 'Show the stacks of errors.' },
  help: { type: 'boolean', short: 'h', does: 'Show this help.' },
} as const satisfies OptionTable;
