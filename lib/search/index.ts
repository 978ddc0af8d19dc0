export { DbgHelpError } from '../base/errors';
export { type ImageSignature } from './signatures';
export { indexInfo, type IndexInfo } from './index-info';
export { type SymbolType } from './symbol-type';
export { type PdbSignature } from './signatures';
export { SymbolPath } from './symbol-path';
export {
  type SymbolPathElement,
  type SymbolPathVariable,
  type SymbolPlace,
  type SymbolPlaceKind,
} from './path-elements';
export type { ExplainOptions } from './symbol-path-explained';
export type { ServerOptions, ServerProgress } from './servers/server-options';
export type { ServerProbe } from './servers/symbol-servers';
