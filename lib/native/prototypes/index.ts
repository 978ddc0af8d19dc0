import type { DbgHelpFunctions } from '../../../types/functions';
import type { Prototype } from '../prototype';
import { debugInformationFunctions } from './debug-information';
import { lineFunctions } from './line';
import { moduleFunctions } from './module';
import { symbolHandlerFunctions } from './symbol-handler';
import { stackWalkFunctions } from './stack-walk';
import { symbolFunctions } from './symbol';
import { undecorateFunctions } from './undecorate';

/** Every function of the DLL that is bound. */
export const prototypes = {
  ...symbolHandlerFunctions,
  ...moduleFunctions,
  ...symbolFunctions,
  ...lineFunctions,
  ...stackWalkFunctions,
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
