export { FileSearch, type TriedPlace } from '../search/file-search';
export { formatDiagnostics } from './diagnostics/diagnostics-text';
export { findImage, findPdb, type FindOptions, type WantedPdb } from './find-files';
export { formatAddress } from './addresses/format-address';
export { SymbolModule } from './modules/module';
export { SymbolSession } from './session';
export { formatType, type FormatTypeOptions } from './types/format-type';
export { layoutOf, type FieldDimension, type LayoutField, type TypeLayout } from './types/layout-of';
export { undecorate } from './undecorate';
export type { SymbolizeAllOptions, SymbolizeOptions } from './addresses/addresses';
export type { SymbolizeStreamOptions } from './addresses/address-stream';
export type { Listing } from './listing';
export type { LineRecord } from './lines/line-table';
export type { AddressesOfLineOptions, LinesOptions } from './lines/lines';
export type { CompanionFile } from '../dll/companions';
export type {
  DiagnosticsOptions,
  DllDiagnostics,
  ModuleDiagnostics,
  SessionDiagnostics,
} from './diagnostics/diagnostics';
export type { SessionEvents, SessionListener, SymbolDiagnostic, SymbolProgress } from './modules/load-event-types';
export type { LoadModuleOptions, LoadPdbOptions, SessionOptions, VirtualModuleOptions } from './session-options';
export type { ListingProgress, ListingProgressOption } from './listings/progress';
export type { Location } from './location';
export type { FoundSymbol, SymbolKind } from './reader/found-symbol';
export type { InlinedFrame, SourceLine, SymbolizedAddress, UnnamedAddress } from './reader/symbolized-address';
export type { FoundSymbols, SearchOptions, SymbolsOptions } from './names/names';
export type { OwnSymbol } from './names/own-symbols';
export type { ProcessTarget } from './process-target';
export type { ChecksumKind, SourceFile, SourceFileOptions, SourceFilesOptions } from './lines/source-files';
export type { SymbolOptions } from './symbol-options';
export type * from './locals/local-variable';
export type { LocalsOptions } from './locals/locals';
export type * from './types/data-type';
export type { FormatNamedTypeOptions } from './types/format-named-type';
export type { TypedSymbol, TypesOptions } from './types/types';
export type { WhyNoSymbols } from '../search/why-no-symbols';
