import type { StructView } from './views';

/** The numbers of a file's version resource. */
export interface VS_FIXEDFILEINFO extends StructView<'VS_FIXEDFILEINFO'> {
  /** 0xfeef04bd; 0 where the file has no version. */
  dwSignature: number;
  /** Version of this structure: major in the upper half, minor in the lower. */
  dwStrucVersion: number;
  /** The first two numbers of the file's version: one in each half. */
  dwFileVersionMS: number;
  /** The last two numbers of the file's version. */
  dwFileVersionLS: number;
  /** The first two numbers of the product's version. */
  dwProductVersionMS: number;
  /** The last two numbers of the product's version. */
  dwProductVersionLS: number;
  /** Which bits of dwFileFlags hold something. */
  dwFileFlagsMask: number;
  /** C's VS_FF_: 1 a debug build, 2 a prerelease, 4 patched, 8 a private build, 0x20 a special build. */
  dwFileFlags: number;
  /** C's VOS_: 0x40004 Windows NT. */
  dwFileOS: number;
  /** C's VFT_: 1 a program, 2 a DLL, 3 a driver, 4 a font. */
  dwFileType: number;
  /** The kind of driver or font. */
  dwFileSubtype: number;
  /** The upper half of the file's date; usually 0. */
  dwFileDateMS: number;
  /** The lower half of the file's date; usually 0. */
  dwFileDateLS: number;
}

/** A date and a time; in TIME_ZONE_INFORMATION, the rule for one. */
export interface SYSTEMTIME extends StructView<'SYSTEMTIME'> {
  /** 1601 or later. In a rule, 0: every year. */
  wYear: number;
  /** From 1. In a rule, 0: there is no change of time. */
  wMonth: number;
  /** Sunday is 0. */
  wDayOfWeek: number;
  /** From 1. In a rule for every year: the how-manieth such weekday of the month, 5 for the last. */
  wDay: number;
  /** 0 to 23. */
  wHour: number;
  wMinute: number;
  wSecond: number;
  wMilliseconds: number;
}

/** A time zone: UTC is local time plus Bias plus one of the other two. */
export interface TIME_ZONE_INFORMATION extends StructView<'TIME_ZONE_INFORMATION'> {
  /** Minutes. */
  Bias: number;
  /** The zone's name in standard time. Up to 32 characters. */
  StandardName: string;
  /** When standard time begins. */
  readonly StandardDate: SYSTEMTIME;
  /** Minutes to add to Bias in standard time: usually 0. */
  StandardBias: number;
  /** The zone's name in daylight saving time. Up to 32 characters. */
  DaylightName: string;
  /** When daylight saving time begins. */
  readonly DaylightDate: SYSTEMTIME;
  /** Minutes to add to Bias in daylight saving time: usually -60. */
  DaylightBias: number;
}

/** A point in time: units of 100 ns since 1601, UTC. `BigInt(dwHighDateTime) << 32n | BigInt(dwLowDateTime)`. */
export interface FILETIME extends StructView<'FILETIME'> {
  /** The lower 32 bits. */
  dwLowDateTime: number;
  /** The upper 32 bits. */
  dwHighDateTime: number;
}
