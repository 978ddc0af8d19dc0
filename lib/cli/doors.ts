/* eslint-disable @typescript-eslint/no-require-imports -- loaded where they are used */
import type * as Minidumps from '../minidump/index';
import type * as Walk from '../minidump/walk/index';
import type * as Write from '../minidump/write/index';
import type * as Pool from '../pool/index';
import type * as Raw from '../raw';
import type * as Report from '../report/index';
import type * as Search from '../search/index';
import type * as Session from '../session/index';
import type * as Stack from '../stack/index';

/** The doors of the package, by which the command comes to everything; each is loaded when a verb needs it. */
export const doors = {
  minidump: (): typeof Minidumps => require('../minidump/index') as typeof Minidumps,
  pool: (): typeof Pool => require('../pool/index') as typeof Pool,
  raw: (): typeof Raw => require('../raw') as typeof Raw,
  report: (): typeof Report => require('../report/index') as typeof Report,
  search: (): typeof Search => require('../search/index') as typeof Search,
  session: (): typeof Session => require('../session/index') as typeof Session,
  stack: (): typeof Stack => require('../stack/index') as typeof Stack,
  walk: (): typeof Walk => require('../minidump/walk/index') as typeof Walk,
  write: (): typeof Write => require('../minidump/write/index') as typeof Write,
};
