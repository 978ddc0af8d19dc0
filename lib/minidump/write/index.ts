export { writeMinidump } from './write-minidump';
export { type WrittenMinidump } from './write-options';
export type {
  DumpedModule,
  DumpedRegion,
  DumpedThread,
  MemoryFilter,
  MemoryRange,
  ModuleFilter,
  ModuleMatch,
  ThreadFilter,
} from './write-filters';
export type { HelperOptions } from '../../processes/child-program';
export type { WriteMinidumpOptions, WriteProgress, WrittenException, WrittenStream } from './write-options';
export type { MinidumpFlag, MinidumpPreset, MinidumpType } from './write-type';
