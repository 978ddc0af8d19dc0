import type { StructDefinition } from '../layout';

/** Structures of Windows itself that others contain. */

export const VS_FIXEDFILEINFO = {
  name: 'VS_FIXEDFILEINFO',
  fields: {
    dwSignature: 'DWORD',
    dwStrucVersion: 'DWORD',
    dwFileVersionMS: 'DWORD',
    dwFileVersionLS: 'DWORD',
    dwProductVersionMS: 'DWORD',
    dwProductVersionLS: 'DWORD',
    dwFileFlagsMask: 'DWORD',
    dwFileFlags: 'DWORD',
    dwFileOS: 'DWORD',
    dwFileType: 'DWORD',
    dwFileSubtype: 'DWORD',
    dwFileDateMS: 'DWORD',
    dwFileDateLS: 'DWORD',
  },
} as const satisfies StructDefinition;

export const SYSTEMTIME = {
  name: 'SYSTEMTIME',
  fields: {
    wYear: 'WORD',
    wMonth: 'WORD',
    wDayOfWeek: 'WORD',
    wDay: 'WORD',
    wHour: 'WORD',
    wMinute: 'WORD',
    wSecond: 'WORD',
    wMilliseconds: 'WORD',
  },
} as const satisfies StructDefinition;

export const TIME_ZONE_INFORMATION = {
  name: 'TIME_ZONE_INFORMATION',
  fields: {
    Bias: 'LONG',
    StandardName: 'WCHAR[32]',
    StandardDate: SYSTEMTIME,
    StandardBias: 'LONG',
    DaylightName: 'WCHAR[32]',
    DaylightDate: SYSTEMTIME,
    DaylightBias: 'LONG',
  },
} as const satisfies StructDefinition;

export const FILETIME = {
  name: 'FILETIME',
  fields: {
    dwLowDateTime: 'DWORD',
    dwHighDateTime: 'DWORD',
  },
} as const satisfies StructDefinition;
