import * as context from './context';
import * as debugInformation from './debug-information';
import * as image from './image';
import * as imageTables from './image-tables';
import * as lines from './lines';
import * as minidumpStreams from './minidump-streams';
import * as minidumpWriting from './minidump-writing';
import * as modules from './modules';
import * as notifications from './notifications';
import * as stack from './stack';
import * as symbolServer from './symbol-server';
import * as symbols from './symbols';
import * as system from './system';
import * as typeInformation from './type-information';
import type { StructDefinition } from '../layout';

/** Every structure by its C name: what `SYMBOL_INFOW*` in a prototype refers to. */
export const structures = {
  ...context,
  ...debugInformation,
  ...image,
  ...imageTables,
  ...lines,
  ...minidumpStreams,
  ...minidumpWriting,
  ...modules,
  ...notifications,
  ...stack,
  ...symbolServer,
  ...symbols,
  ...system,
  ...typeInformation,
} as const satisfies Record<string, StructDefinition>;
