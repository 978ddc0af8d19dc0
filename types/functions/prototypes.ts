import type { Prototypes } from '../vocabulary';
import type { DbgHelpFunctions } from '.';
import { debugInformationFunctions } from './debug-information';
import { fileSearchFunctions } from './file-search';
import { imageFunctions } from './image';
import { inlineTraceFunctions } from './inline-trace';
import { lineFunctions } from './line';
import { minidumpFunctions } from './minidump';
import { moduleFunctions } from './module';
import { stackWalkFunctions } from './stack-walk';
import { symbolFunctions } from './symbol';
import { symbolEnumerationFunctions } from './symbol-enumeration';
import { symbolHandlerFunctions } from './symbol-handler';
import { symbolServerFunctions } from './symbol-server';
import { typeInformationFunctions } from './type-information';
import { undecorateFunctions } from './undecorate';

/** Every bound function of the DLL. */
export const prototypes = {
  ...symbolHandlerFunctions,
  ...moduleFunctions,
  ...symbolFunctions,
  ...symbolEnumerationFunctions,
  ...typeInformationFunctions,
  ...lineFunctions,
  ...inlineTraceFunctions,
  ...stackWalkFunctions,
  ...symbolServerFunctions,
  ...fileSearchFunctions,
  ...imageFunctions,
  ...minidumpFunctions,
  ...undecorateFunctions,
  ...debugInformationFunctions,
} as const satisfies Prototypes<DbgHelpFunctions>;
