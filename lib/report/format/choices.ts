import type { RowsLeftOut } from './rows';

/** Options of the formats, with defaults filled in. */
export interface FormatChoices {
  readonly threads: 'all' | 'faulting';
  readonly fold: boolean;
  readonly leftOut: RowsLeftOut;
}
