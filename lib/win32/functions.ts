import { win32 as windowsPath } from 'node:path';
import { callFailed, type DbgHelpError } from '../base/errors';
import { koffi, type NativeFunction } from '../base/koffi';

/**
 * The few functions of Windows itself that the package needs. They do not go through the gate, because they are not
 * DbgHelp's.
 */
const signatures = {
  GetLastError: ['uint32_t', []],
  SetLastError: ['void', ['uint32_t']],
  FormatMessageW: ['uint32_t', ['uint32_t', 'void *', 'uint32_t', 'uint32_t', 'void *', 'uint32_t', 'void *']],
  LoadLibraryExW: ['intptr_t', ['str16', 'intptr_t', 'uint32_t']],
  GetModuleHandleW: ['intptr_t', ['str16']],
  GetProcAddress: ['uintptr_t', ['intptr_t', 'str']],
  OpenProcess: ['intptr_t', ['uint32_t', 'int32_t', 'uint32_t']],
  CloseHandle: ['int32_t', ['intptr_t']],
  GetProcessId: ['uint32_t', ['intptr_t']],
  TerminateProcess: ['int32_t', ['intptr_t', 'uint32_t']],
  K32GetProcessMemoryInfo: ['int32_t', ['intptr_t', 'void *', 'uint32_t']],
  CreateFileW: ['intptr_t', ['str16', 'uint32_t', 'uint32_t', 'void *', 'uint32_t', 'uint32_t', 'intptr_t']],
  IsWow64Process: ['int32_t', ['intptr_t', 'void *']],
  ReadProcessMemory: ['int32_t', ['intptr_t', 'uintptr_t', 'void *', 'uintptr_t', 'void *']],
  WriteProcessMemory: ['int32_t', ['intptr_t', 'uintptr_t', 'void *', 'uintptr_t', 'void *']],
  RtlMoveMemory: ['void', ['uintptr_t', 'void *', 'uintptr_t']],
  VirtualAlloc: ['uintptr_t', ['uintptr_t', 'uintptr_t', 'uint32_t', 'uint32_t']],
  VirtualProtect: ['int32_t', ['uintptr_t', 'uintptr_t', 'uint32_t', 'void *']],
  FlushInstructionCache: ['int32_t', ['intptr_t', 'uintptr_t', 'uintptr_t']],
  LocalFree: ['uintptr_t', ['uintptr_t']],
  GetACP: ['uint32_t', []],
  WideCharToMultiByte: [
    'int32_t',
    ['uint32_t', 'uint32_t', 'str16', 'int32_t', 'void *', 'int32_t', 'void *', 'void *'],
  ],
  MultiByteToWideChar: ['int32_t', ['uint32_t', 'uint32_t', 'void *', 'int32_t', 'void *', 'int32_t']],
} as const;

type Win32 = Record<keyof typeof signatures, NativeFunction>;

let bound: Win32 | undefined;

export function win32(): Win32 {
  if (!bound) {
    bound = bind(windowsPath.join(systemDirectory(), 'kernel32.dll'), signatures);
    // Binds this one now: to bind it after a call that failed could change the error.
    bound.GetLastError();
  }
  return bound;
}

/** Each function is bound when it is first used: the first call of a program needs few of them. */
export function bind<Name extends string>(
  path: string,
  table: Readonly<Record<Name, readonly [result: string, parameters: readonly string[]]>>,
): Record<Name, NativeFunction> {
  const library = koffi().load(path);
  const binding = {};
  for (const name of Object.keys(table) as Name[]) {
    Object.defineProperty(binding, name, {
      get(this: object) {
        const [result, parameters] = table[name];
        const value = library.func('__stdcall', name, result, parameters);
        Object.defineProperty(this, name, { value });
        return value;
      },
    });
  }
  return Object.create(binding) as Record<Name, NativeFunction>;
}

/** The folder of the system's DLLs that match this process: WOW64 maps it for 32-bit programs. */
export function systemDirectory(): string {
  return windowsPath.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32');
}

const formatMessageFlags = 0x1000 | 0x200; // FROM_SYSTEM | IGNORE_INSERTS

/** Windows' own text for an error code, trimmed; undefined if it has none. */
export function windowsMessage(code: number): string | undefined {
  const text = Buffer.alloc(2048);
  const length = win32().FormatMessageW(formatMessageFlags, null, code, 0, text, text.length / 2, null) as number;
  return text.toString('utf16le', 0, length * 2).trim() || undefined;
}

/**
 * Clears the last error: many functions of DbgHelp fail without setting it, and an earlier call's error would look like
 * theirs.
 */
export function forgetLastError(): void {
  win32().SetLastError(0);
}

/** The error of a function of Windows that was just called. */
export function lastError(api: string): DbgHelpError {
  const code = win32().GetLastError() as number;
  return callFailed(api, code, windowsMessage(code));
}
