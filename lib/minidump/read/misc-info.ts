import {
  MINIDUMP_MISC_INFO,
  MINIDUMP_MISC_INFO_2,
  MINIDUMP_MISC_INFO_3,
  MINIDUMP_MISC_INFO_4,
  MINIDUMP_MISC_INFO_5,
} from '../../ffi/structures';
import { MINIDUMP_MISC_INFO_FLAGS } from '../../../types/constants';
import { recordFormat, type Plain } from './record';
import type { StreamReader } from './stream-reader';
import { unixTime } from './times';

/** The time zone of the machine. */
export interface MinidumpTimeZone {
  /** 0: it has no daylight saving time, 1: standard time was in effect, 2: daylight saving time was. */
  readonly id: number;
  /** Minutes to add to local time for UTC, besides one of the two biases below. */
  readonly bias: number;
  readonly standardName: string;
  readonly standardBias: number;
  readonly daylightName: string;
  readonly daylightBias: number;
}

/** Frequencies, in megahertz, and idle states of the processors. */
export interface MinidumpProcessorPower {
  readonly maxMhz: number;
  readonly currentMhz: number;
  readonly mhzLimit: number;
  readonly maxIdleState: number;
  readonly currentIdleState: number;
}

/** A component of the XSAVE state. */
export interface MinidumpXStateFeature {
  /** Its number, which is a bit of the processor's XCR0. */
  readonly component: number;
  /** Bytes from the beginning of the XSAVE area. */
  readonly offset: number;
  /** Bytes. */
  readonly size: number;
}

/** MiscInfoStream: facts about the process and the machine. A member is null if the dump does not have it. */
export interface MinidumpMiscInfo {
  /** `MINIDUMP_MISC_INFO_FLAGS`: the members that the dump has. */
  readonly flags: number;
  readonly processId: number | null;
  readonly processCreateTime: Date | null;
  /** Milliseconds of CPU time in user mode, in whole seconds. */
  readonly processUserTime: number | null;
  /** Milliseconds of CPU time in kernel mode, in whole seconds. */
  readonly processKernelTime: number | null;
  readonly processorPower: MinidumpProcessorPower | null;
  /** Such as 0x2000 for medium, 0x3000 for high. */
  readonly processIntegrityLevel: number | null;
  /** The process's settings of data execution prevention, a bit each. */
  readonly processExecuteFlags: number | null;
  readonly protectedProcess: boolean | null;
  readonly timeZone: MinidumpTimeZone | null;
  /** The build of Windows. */
  readonly buildString: string | null;
  /** The program that wrote the dump. */
  readonly debuggerBuildString: string | null;
  /** The XSAVE components that contexts may have, with their places in the XSAVE area. */
  readonly xStateFeatures: readonly MinidumpXStateFeature[] | null;
  readonly processCookie: number | null;
}

const shortest = recordFormat(MINIDUMP_MISC_INFO);
/** Each form begins with the previous one. */
const formats = [
  shortest,
  recordFormat(MINIDUMP_MISC_INFO_2),
  recordFormat(MINIDUMP_MISC_INFO_3),
  recordFormat(MINIDUMP_MISC_INFO_4),
  recordFormat(MINIDUMP_MISC_INFO_5),
];
const cost = 8192;

const flags = MINIDUMP_MISC_INFO_FLAGS;

export function readMiscInfo(reader: StreamReader): MinidumpMiscInfo {
  const what = 'MINIDUMP_MISC_INFO';
  const { SizeOfInfo } = reader.record(shortest, what);
  reader.keep(cost, reader.stream.offset);
  const room = Math.min(SizeOfInfo, reader.stream.size);
  const format = formats.findLast(({ size }) => size <= room) ?? shortest;
  const form = formats.indexOf(format) + 1;
  // Members that only longer forms have are not read below.
  const info = reader.record(format, what) as Info;
  const has = (flag: number, since: number): boolean => (info.Flags1 & flag) !== 0 && form >= since;
  const hasTimes = has(flags.MINIDUMP_MISC1_PROCESS_TIMES, 1);
  const hasBuild = has(flags.MINIDUMP_MISC4_BUILDSTRING, 4);
  return {
    flags: info.Flags1,
    processId: has(flags.MINIDUMP_MISC1_PROCESS_ID, 1) ? info.ProcessId : null,
    processCreateTime: hasTimes ? unixTime(info.ProcessCreateTime) : null,
    processUserTime: hasTimes ? info.ProcessUserTime * 1000 : null,
    processKernelTime: hasTimes ? info.ProcessKernelTime * 1000 : null,
    processorPower: has(flags.MINIDUMP_MISC1_PROCESSOR_POWER_INFO, 2) ? powerOf(info) : null,
    processIntegrityLevel: has(flags.MINIDUMP_MISC3_PROCESS_INTEGRITY, 3) ? info.ProcessIntegrityLevel : null,
    processExecuteFlags: has(flags.MINIDUMP_MISC3_PROCESS_EXECUTE_FLAGS, 3) ? info.ProcessExecuteFlags : null,
    protectedProcess: has(flags.MINIDUMP_MISC3_PROTECTED_PROCESS, 3) ? info.ProtectedProcess !== 0 : null,
    timeZone: has(flags.MINIDUMP_MISC3_TIMEZONE, 3) ? timeZoneOf(info) : null,
    buildString: hasBuild ? info.BuildString : null,
    debuggerBuildString: hasBuild ? info.DbgBldStr : null,
    xStateFeatures: form >= 5 ? xStateOf(info.XStateData) : null,
    processCookie: has(flags.MINIDUMP_MISC5_PROCESS_COOKIE, 5) ? info.ProcessCookie : null,
  };
}

type Info = Plain<MINIDUMP_MISC_INFO_5>;

function powerOf(info: Info): MinidumpProcessorPower {
  return {
    maxMhz: info.ProcessorMaxMhz,
    currentMhz: info.ProcessorCurrentMhz,
    mhzLimit: info.ProcessorMhzLimit,
    maxIdleState: info.ProcessorMaxIdleState,
    currentIdleState: info.ProcessorCurrentIdleState,
  };
}

function timeZoneOf({ TimeZoneId, TimeZone }: Info): MinidumpTimeZone {
  return {
    id: TimeZoneId,
    bias: TimeZone.Bias,
    standardName: TimeZone.StandardName,
    standardBias: TimeZone.StandardBias,
    daylightName: TimeZone.DaylightName,
    daylightBias: TimeZone.DaylightBias,
  };
}

/** Leaves out components that the processors do not have. */
function xStateOf({ EnabledFeatures, Features }: Info['XStateData']): MinidumpXStateFeature[] {
  return Features.map(({ Offset, Size }, component) => ({ component, offset: Offset, size: Size })).filter(
    ({ component }) => ((EnabledFeatures >> BigInt(component)) & 1n) === 1n,
  );
}
