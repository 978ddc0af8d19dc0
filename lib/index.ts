export { DbgHelp, dbghelp, type LoadOptions } from './dll/dbghelp';
export { addressOf, closeHandle, localFree, readMemory, writeMemory } from './dll/raw-memory';
export { Minidump, type MinidumpLocation } from './minidump/minidump';
export { MinidumpError, type MinidumpErrorCode, type MinidumpErrorDetails } from './base/minidump-error';
export { MinidumpMemory, type MinidumpMemoryRange } from './minidump/read/memory';
export { DbgHelpError } from './base/errors';
export { writeMinidump } from './minidump/write/write-minidump';
export { type WrittenMinidump } from './minidump/write/write-options';
export { AnsiString, WideString } from './ffi/text-buffers';
export { crashReport, type CrashReportOptions } from './report/crash-report';
export { formatCrashReport, type FormatReportOptions } from './report/format/format-report';
export { loadDumpModules, type DumpImageOptions, type LoadDumpModulesOptions } from './minidump/walk/load-dump-modules';
export { walkDump, type DumpThreadStack, type WalkDumpOptions } from './minidump/walk/walk-dump';
export { FileSearch, type TriedPlace } from './search/file-search';
export { type ImageSignature } from './search/signatures';
export { formatDiagnostics } from './session/diagnostics/diagnostics-text';
export { findImage, findPdb, type FindOptions } from './session/find-files';
export { formatAddress } from './session/addresses/format-address';
export { indexInfo, type IndexInfo } from './search/index-info';
export { SymbolModule } from './session/modules/module';
export { type SymbolType } from './search/symbol-type';
export { type PdbSignature } from './search/signatures';
export { SymbolSession } from './session/session';
export { SymbolPath } from './search/symbol-path';
export {
  type SymbolPathElement,
  type SymbolPathVariable,
  type SymbolPlace,
  type SymbolPlaceKind,
} from './search/path-elements';
export { formatType, type FormatTypeOptions } from './session/types/format-type';
export { layoutOf, type FieldDimension, type LayoutField, type TypeLayout } from './session/types/layout-of';
export { undecorate } from './session/undecorate';
export * from './ffi/structures';
export type { MinidumpHeader } from './minidump/read/directory';
export type { MinidumpException } from './minidump/read/exception';
export type { MinidumpFunctionTable } from './minidump/read/function-tables';
export type { MinidumpHandle, MinidumpHandleObject, MinidumpHandleOperation } from './minidump/read/handles';
export type { MinidumpMemoryInfo } from './minidump/read/memory-info';
export type {
  MinidumpMiscInfo,
  MinidumpProcessorPower,
  MinidumpTimeZone,
  MinidumpXStateFeature,
} from './minidump/read/misc-info';
export type { MinidumpModule, MinidumpPdb, MinidumpUnloadedModule } from './minidump/read/modules';
export type * from './report/report-data';
export type { MinidumpStream } from './minidump/read/stream-reader';
export type { MinidumpArchitecture, MinidumpCpu, MinidumpSystemInfo } from './minidump/read/system-info';
export type { MinidumpStack, MinidumpThread, MinidumpThreadInfo } from './minidump/read/threads';
export type { DbgHelpCopy } from './dll/copies';
export type { StructClass } from './ffi/struct';
export type {
  DumpedModule,
  DumpedRegion,
  DumpedThread,
  MemoryFilter,
  MemoryRange,
  ModuleFilter,
  ModuleMatch,
  ThreadFilter,
} from './minidump/write/write-filters';
export type { HelperOptions } from './processes/child-program';
export type {
  WriteMinidumpOptions,
  WriteProgress,
  WrittenException,
  WrittenStream,
} from './minidump/write/write-options';
export type { MinidumpFlag, MinidumpPreset, MinidumpType } from './minidump/write/write-type';
export type { SymbolizeAllOptions, SymbolizeOptions } from './session/addresses/addresses';
export type { LineRecord } from './session/lines/line-table';
export type { AddressesOfLineOptions, LinesOptions } from './session/lines/lines';
export type { DumpModule } from './minidump/walk/dump-modules';
export type { CompanionFile } from './dll/companions';
export type { DllDiagnostics, ModuleDiagnostics, SessionDiagnostics } from './session/diagnostics/diagnostics';
export type {
  SessionEvents,
  SessionListener,
  SymbolDiagnostic,
  SymbolProgress,
} from './session/modules/load-event-types';
export type {
  LoadModuleOptions,
  LoadPdbOptions,
  SessionOptions,
  VirtualModuleOptions,
} from './session/session-options';
export type { Location } from './session/location';
export type { FoundSymbol, SymbolKind } from './session/reader/found-symbol';
export type { InlinedFrame, SourceLine, SymbolizedAddress, UnnamedAddress } from './session/reader/symbolized-address';
export type { FoundSymbols, SearchOptions, SymbolsOptions } from './session/names/names';
export type { OwnSymbol } from './session/names/own-symbols';
export type { ProcessTarget } from './session/process-target';
export type { ChecksumKind, SourceFile, SourceFileOptions, SourceFilesOptions } from './session/lines/source-files';
export type { ExplainOptions } from './search/symbol-path-explained';
export type { SymbolOptions } from './session/symbol-options';
export type * from './session/locals/local-variable';
export type * from './session/types/data-type';
export type { FormatNamedTypeOptions } from './session/types/format-named-type';
export type { TypedSymbol, TypesOptions } from './session/types/types';
export type { WhyNoSymbols } from './search/why-no-symbols';
export { walkProcess, walkThread } from './stack/walk-threads';
export type { WalkOptions, WalkProcessOptions, WalkThreadOptions } from './stack/walk-threads';
export type { StackEnd, StackFrame, ThreadStack, WalkedFrame } from './stack/stack-frame';
export * from '../types/constants';
export type * from '../types/callbacks';
export type * from '../types/calls';
export type * from '../types/errors';
export type * from '../types/functions';
export type * from '../types/handles';
