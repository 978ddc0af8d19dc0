import { win32 as windowsPath } from 'node:path';
import type { NativeFunction } from '../base/koffi';
import { bind, systemDirectory, win32 } from './functions';

/** Windows' functions that examine threads of other processes; bound when the first stack is walked. */
const signatures = {
  OpenThread: ['intptr_t', ['uint32_t', 'int32_t', 'uint32_t']],
  GetProcessIdOfThread: ['uint32_t', ['intptr_t']],
  SuspendThread: ['uint32_t', ['intptr_t']],
  ResumeThread: ['uint32_t', ['intptr_t']],
  GetThreadContext: ['int32_t', ['intptr_t', 'void *']],
  Wow64GetThreadContext: ['int32_t', ['intptr_t', 'void *']],
  VirtualQueryEx: ['uintptr_t', ['intptr_t', 'uintptr_t', 'void *', 'uintptr_t']],
  CreateToolhelp32Snapshot: ['intptr_t', ['uint32_t', 'uint32_t']],
  Thread32First: ['int32_t', ['intptr_t', 'void *']],
  Thread32Next: ['int32_t', ['intptr_t', 'void *']],
  Process32FirstW: ['int32_t', ['intptr_t', 'void *']],
  Process32NextW: ['int32_t', ['intptr_t', 'void *']],
} as const;

/** Functions that not every Windows has. */
const optional = {
  /** Since Windows 10 1607. */
  GetThreadDescription: ['int32_t', ['intptr_t', 'void *']],
  /** Not on Wine, where SuspendThread does the same. */
  Wow64SuspendThread: ['uint32_t', ['intptr_t']],
} as const;

type ThreadFunctions = Record<keyof typeof signatures, NativeFunction> &
  Partial<Record<keyof typeof optional, NativeFunction>>;

let bound: ThreadFunctions | undefined;

export function win32Threads(): ThreadFunctions {
  if (!bound) {
    const kernel32 = windowsPath.join(systemDirectory(), 'kernel32.dll');
    const module = win32().LoadLibraryExW(kernel32, 0, 0);
    const exported = (name: string): boolean => Number(win32().GetProcAddress(module, name)) !== 0;
    const there = Object.entries(optional).filter(([name]) => exported(name));
    bound = bind(kernel32, { ...signatures, ...Object.fromEntries(there) });
  }
  return bound;
}
