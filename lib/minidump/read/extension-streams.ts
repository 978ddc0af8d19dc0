/** Types of streams that Breakpad, Crashpad and Mozilla write, and that `MINIDUMP_STREAM_TYPE` does not have. */
export const EXTENSION_STREAM_TYPE = {
  BreakpadInfoStream: 0x4767_0001,
  BreakpadAssertionInfoStream: 0x4767_0002,
  LinuxCpuInfoStream: 0x4767_0003,
  LinuxProcStatusStream: 0x4767_0004,
  LinuxLsbReleaseStream: 0x4767_0005,
  LinuxCommandLineStream: 0x4767_0006,
  LinuxEnvironmentStream: 0x4767_0007,
  LinuxAuxvStream: 0x4767_0008,
  LinuxMapsStream: 0x4767_0009,
  LinuxDsoDebugStream: 0x4767_000a,
  CrashpadInfoStream: 0x4350_0001,
  MozillaMacCrashInfoStream: 0x4d7a_0001,
} as const;
