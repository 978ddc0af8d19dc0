import type { CallbackPrototype } from '../prototype';

/** A notification callback that throws has not handled the action: 0, as if it had returned nothing. */
export const callbacks = {
  /** In no documentation; by its name, anything but 0 interrupts the work. */
  LPCALL_BACK_USER_INTERRUPT_ROUTINE: {
    params: [],
    returns: 'DWORD',
    onThrow: 1,
    onVoid: 0,
  },
  PENUMLOADED_MODULES_CALLBACK: {
    params: [
      ['ModuleName', 'PCSTR'],
      ['ModuleBase', 'ADDRESS32'],
      ['ModuleSize', 'DWORD'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    onThrow: 0,
    onVoid: 1,
  },
  PENUMLOADED_MODULES_CALLBACK64: {
    params: [
      ['ModuleName', 'PCSTR'],
      ['ModuleBase', 'ADDRESS'],
      ['ModuleSize', 'DWORD'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    onThrow: 0,
    onVoid: 1,
  },
  PENUMLOADED_MODULES_CALLBACKW64: {
    params: [
      ['ModuleName', 'PCWSTR'],
      ['ModuleBase', 'ADDRESS'],
      ['ModuleSize', 'DWORD'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    onThrow: 0,
    onVoid: 1,
  },
  PENUMSOURCEFILETOKENSCALLBACK: {
    params: [
      ['token', 'PVOID'],
      ['size', 'ULONG_PTR'],
    ],
    returns: 'BOOL',
    onThrow: 0,
    onVoid: 1,
  },
  PSYMBOL_REGISTERED_CALLBACK: {
    params: [
      ['hProcess', 'HANDLE'],
      ['ActionCode', 'DWORD'],
      ['CallbackData', 'PVOID'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    onThrow: 0,
    onVoid: 0,
  },
  PSYMBOL_REGISTERED_CALLBACK64: {
    params: [
      ['hProcess', 'HANDLE'],
      ['ActionCode', 'DWORD'],
      ['CallbackData', 'ADDRESS'],
      ['UserContext', 'DWORD64'],
    ],
    returns: 'BOOL',
    onThrow: 0,
    onVoid: 0,
  },
  PSYM_ENUMLINES_CALLBACK: {
    params: [
      ['LineInfo', 'SRCCODEINFO*'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    onThrow: 0,
    onVoid: 1,
  },
  PSYM_ENUMLINES_CALLBACKW: {
    params: [
      ['LineInfo', 'SRCCODEINFOW*'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    onThrow: 0,
    onVoid: 1,
  },
  PSYM_ENUMMODULES_CALLBACK: {
    params: [
      ['ModuleName', 'PCSTR'],
      ['BaseOfDll', 'ADDRESS32'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    onThrow: 0,
    onVoid: 1,
  },
  PSYM_ENUMMODULES_CALLBACK64: {
    params: [
      ['ModuleName', 'PCSTR'],
      ['BaseOfDll', 'ADDRESS'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    onThrow: 0,
    onVoid: 1,
  },
  PSYM_ENUMMODULES_CALLBACKW64: {
    params: [
      ['ModuleName', 'PCWSTR'],
      ['BaseOfDll', 'ADDRESS'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    onThrow: 0,
    onVoid: 1,
  },
  PSYM_ENUMSOURCEFILES_CALLBACK: {
    params: [
      ['pSourceFile', 'SOURCEFILE*'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    onThrow: 0,
    onVoid: 1,
  },
  PSYM_ENUMSOURCEFILES_CALLBACKW: {
    params: [
      ['pSourceFile', 'SOURCEFILEW*'],
      ['UserContext', 'PVOID'],
    ],
    returns: 'BOOL',
    onThrow: 0,
    onVoid: 1,
  },
} as const satisfies Record<string, CallbackPrototype>;
