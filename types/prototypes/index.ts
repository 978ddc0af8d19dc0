import type { DbgHelpFunctions } from '../functions';
import type { Prototype } from '../vocabulary';
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

/** Every function of the DLL that is bound. */
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
} as const satisfies Record<keyof DbgHelpFunctions, Prototype>;

type Prototypes = typeof prototypes;
type None<Name extends never> = Name;

/** The other direction, which `satisfies` does not see through a spread: no name here that has no signature. */
export type WithoutSignature = None<Exclude<keyof Prototypes, keyof DbgHelpFunctions>>;

/** No function whose signature has more or fewer parameters than its prototype. */
export type WithOtherParameters = None<
  {
    [Name in keyof DbgHelpFunctions]: Parameters<
      DbgHelpFunctions[Name]
    >['length'] extends Prototypes[Name]['params']['length']
      ? never
      : Name;
  }[keyof DbgHelpFunctions]
>;
