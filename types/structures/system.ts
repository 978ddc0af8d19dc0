import type { StructView } from './views';

export interface VS_FIXEDFILEINFO extends StructView {
  dwSignature: number;
  dwStrucVersion: number;
  dwFileVersionMS: number;
  dwFileVersionLS: number;
  dwProductVersionMS: number;
  dwProductVersionLS: number;
  dwFileFlagsMask: number;
  dwFileFlags: number;
  dwFileOS: number;
  dwFileType: number;
  dwFileSubtype: number;
  dwFileDateMS: number;
  dwFileDateLS: number;
}

export interface SYSTEMTIME extends StructView {
  wYear: number;
  wMonth: number;
  wDayOfWeek: number;
  wDay: number;
  wHour: number;
  wMinute: number;
  wSecond: number;
  wMilliseconds: number;
}

export interface TIME_ZONE_INFORMATION extends StructView {
  Bias: number;
  StandardName: string;
  readonly StandardDate: SYSTEMTIME;
  StandardBias: number;
  DaylightName: string;
  readonly DaylightDate: SYSTEMTIME;
  DaylightBias: number;
}

export interface FILETIME extends StructView {
  dwLowDateTime: number;
  dwHighDateTime: number;
}
