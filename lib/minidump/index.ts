export { DbgHelpError } from '../base/errors';
export * from '../../types/constants/minidump';
export { Minidump, type MinidumpLocation } from './minidump';
export { MinidumpError, type MinidumpErrorCode, type MinidumpErrorDetails } from '../base/minidump-error';
export { MinidumpMemory, type MinidumpMemoryRange } from './read/memory';
export type { MinidumpAssertion, MinidumpBreakpadInfo, MinidumpLinuxTexts } from './read/breakpad';
export type { MinidumpAnnotation, MinidumpCrashpadInfo, MinidumpModuleAnnotations } from './read/crashpad';
export type { MinidumpMacCrashInfo } from './read/mac-crash-info';
export type { MinidumpHeader } from './read/directory';
export type { MinidumpException } from './read/exception';
export type { MinidumpFunctionTable } from './read/function-tables';
export type { MinidumpHandle, MinidumpHandleObject, MinidumpHandleOperation } from './read/handles';
export type { MinidumpMemoryInfo } from './read/memory-info';
export type {
  MinidumpMiscInfo,
  MinidumpProcessorPower,
  MinidumpTimeZone,
  MinidumpXStateFeature,
} from './read/misc-info';
export type { MinidumpModule, MinidumpPdb, MinidumpUnloadedModule } from './read/modules';
export type { MinidumpStream } from './read/stream-reader';
export type { MinidumpArchitecture, MinidumpCpu, MinidumpSystemInfo } from './read/system-info';
export type { MinidumpStack, MinidumpThread, MinidumpThreadInfo } from './read/threads';
