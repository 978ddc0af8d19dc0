import { structure, type View } from './definition';

/** Structures of Windows itself that others contain. */

/** The numbers of a file's version resource. */
export interface VS_FIXEDFILEINFO extends View<'VS_FIXEDFILEINFO', typeof VS_FIXEDFILEINFO> {}
export const VS_FIXEDFILEINFO = structure<VS_FIXEDFILEINFO>('VS_FIXEDFILEINFO')({
  /** 0xfeef04bd; 0 if the file has no version. */
  dwSignature: 'DWORD',
  /** Version of this structure: major in the upper half, minor in the lower. */
  dwStrucVersion: 'DWORD',
  /** The first two numbers of the file's version: one in each half. */
  dwFileVersionMS: 'DWORD',
  /** The last two numbers of the file's version. */
  dwFileVersionLS: 'DWORD',
  /** The first two numbers of the product's version. */
  dwProductVersionMS: 'DWORD',
  /** The last two numbers of the product's version. */
  dwProductVersionLS: 'DWORD',
  /** The valid bits of dwFileFlags. */
  dwFileFlagsMask: 'DWORD',
  /** C's VS_FF_: 1 a debug build, 2 a prerelease, 4 patched, 8 a private build, 0x20 a special build. */
  dwFileFlags: 'DWORD',
  /** C's VOS_: 0x40004 Windows NT. */
  dwFileOS: 'DWORD',
  /** C's VFT_: 1 a program, 2 a DLL, 3 a driver, 4 a font. */
  dwFileType: 'DWORD',
  /** The kind of driver or font. */
  dwFileSubtype: 'DWORD',
  /** The upper half of the file's date; usually 0. */
  dwFileDateMS: 'DWORD',
  /** The lower half of the file's date; usually 0. */
  dwFileDateLS: 'DWORD',
});

/** A date and a time; in TIME_ZONE_INFORMATION, the rule for one. */
export interface SYSTEMTIME extends View<'SYSTEMTIME', typeof SYSTEMTIME> {}
export const SYSTEMTIME = structure<SYSTEMTIME>('SYSTEMTIME')({
  /** 1601 or later. In a rule, 0: every year. */
  wYear: 'WORD',
  /** From 1. In a rule, 0: there is no change of time. */
  wMonth: 'WORD',
  /** Sunday is 0. */
  wDayOfWeek: 'WORD',
  /** From 1. In a rule for every year: which such weekday of the month, 5 for the last. */
  wDay: 'WORD',
  /** 0 to 23. */
  wHour: 'WORD',
  wMinute: 'WORD',
  wSecond: 'WORD',
  wMilliseconds: 'WORD',
});

/** A time zone: UTC is local time plus Bias plus one of the other two. */
export interface TIME_ZONE_INFORMATION extends View<'TIME_ZONE_INFORMATION', typeof TIME_ZONE_INFORMATION> {}
export const TIME_ZONE_INFORMATION = structure<TIME_ZONE_INFORMATION>('TIME_ZONE_INFORMATION')({
  /** Minutes. */
  Bias: 'LONG',
  /** The zone's name in standard time. Up to 32 characters. */
  StandardName: 'WCHAR[32]',
  /** When standard time begins. */
  StandardDate: SYSTEMTIME,
  /** Minutes to add to Bias in standard time: usually 0. */
  StandardBias: 'LONG',
  /** The zone's name in daylight saving time. Up to 32 characters. */
  DaylightName: 'WCHAR[32]',
  /** When daylight saving time begins. */
  DaylightDate: SYSTEMTIME,
  /** Minutes to add to Bias in daylight saving time: usually -60. */
  DaylightBias: 'LONG',
});

/** A point in time: units of 100 ns since 1601, UTC. `BigInt(dwHighDateTime) << 32n | BigInt(dwLowDateTime)`. */
export interface FILETIME extends View<'FILETIME', typeof FILETIME> {}
export const FILETIME = structure<FILETIME>('FILETIME')({
  /** The lower 32 bits. */
  dwLowDateTime: 'DWORD',
  /** The upper 32 bits. */
  dwHighDateTime: 'DWORD',
});
