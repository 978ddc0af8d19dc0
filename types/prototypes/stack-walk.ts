import { IMAGE_FILE_MACHINE } from '../constants';
import type { MemorySize, Prototype } from '../vocabulary';

/** The CONTEXT of each machine: bytes, and the alignment that the instructions need which copy it. */
const contextSizes = {
  [IMAGE_FILE_MACHINE.I386]: { bytes: 716, aligned: 4 },
  [IMAGE_FILE_MACHINE.ARMNT]: { bytes: 416, aligned: 8 },
  [IMAGE_FILE_MACHINE.IA64]: { bytes: 2672, aligned: 16 },
  [IMAGE_FILE_MACHINE.AMD64]: { bytes: 1232, aligned: 16 },
  [IMAGE_FILE_MACHINE.ARM64]: { bytes: 912, aligned: 16 },
  [IMAGE_FILE_MACHINE.ARM64EC]: { bytes: 1232, aligned: 16 },
} as const satisfies Readonly<Record<number, MemorySize>>;

/** Walking stacks, and the tables of functions that it needs. */
export const stackWalkFunctions = {
  StackWalk: {
    params: [
      ['MachineType', 'DWORD'],
      ['hProcess', 'HANDLE'],
      ['hThread', 'HANDLE'],
      ['StackFrame', 'STACKFRAME*'],
      ['ContextRecord', 'MEMORY', { needs: { parameter: 'MachineType', sizes: contextSizes } }],
      ['ReadMemoryRoutine', 'PREAD_PROCESS_MEMORY_ROUTINE?'],
      ['FunctionTableAccessRoutine', 'PFUNCTION_TABLE_ACCESS_ROUTINE?'],
      ['GetModuleBaseRoutine', 'PGET_MODULE_BASE_ROUTINE?'],
      ['TranslateAddress', 'PTRANSLATE_ADDRESS_ROUTINE?'],
    ],
    returns: 'BOOL',
    fails: 'never',
    blocks: true,
    on64: 'StackWalk64',
  },
  StackWalk2: {
    params: [
      ['MachineType', 'DWORD'],
      ['hProcess', 'HANDLE'],
      ['hThread', 'HANDLE'],
      ['StackFrame', 'STACKFRAME_EX*'],
      ['ContextRecord', 'MEMORY', { needs: { parameter: 'MachineType', sizes: contextSizes } }],
      ['ReadMemoryRoutine', 'PREAD_PROCESS_MEMORY_ROUTINE64?'],
      ['FunctionTableAccessRoutine', 'PFUNCTION_TABLE_ACCESS_ROUTINE64?'],
      ['GetModuleBaseRoutine', 'PGET_MODULE_BASE_ROUTINE64?'],
      ['TranslateAddress', 'PTRANSLATE_ADDRESS_ROUTINE64?'],
      ['GetTargetAttributeValue', 'PGET_TARGET_ATTRIBUTE_VALUE64?'],
      ['Flags', 'DWORD'],
    ],
    returns: 'BOOL',
    fails: 'never',
    blocks: true,
    since: '10.0.22621.4602',
  },
  StackWalk64: {
    params: [
      ['MachineType', 'DWORD'],
      ['hProcess', 'HANDLE'],
      ['hThread', 'HANDLE'],
      ['StackFrame', 'STACKFRAME64*'],
      ['ContextRecord', 'MEMORY', { needs: { parameter: 'MachineType', sizes: contextSizes } }],
      ['ReadMemoryRoutine', 'PREAD_PROCESS_MEMORY_ROUTINE64?'],
      ['FunctionTableAccessRoutine', 'PFUNCTION_TABLE_ACCESS_ROUTINE64?'],
      ['GetModuleBaseRoutine', 'PGET_MODULE_BASE_ROUTINE64?'],
      ['TranslateAddress', 'PTRANSLATE_ADDRESS_ROUTINE64?'],
    ],
    returns: 'BOOL',
    fails: 'never',
    blocks: true,
  },
  StackWalkEx: {
    params: [
      ['MachineType', 'DWORD'],
      ['hProcess', 'HANDLE'],
      ['hThread', 'HANDLE'],
      ['StackFrame', 'STACKFRAME_EX*'],
      ['ContextRecord', 'MEMORY', { needs: { parameter: 'MachineType', sizes: contextSizes } }],
      ['ReadMemoryRoutine', 'PREAD_PROCESS_MEMORY_ROUTINE64?'],
      ['FunctionTableAccessRoutine', 'PFUNCTION_TABLE_ACCESS_ROUTINE64?'],
      ['GetModuleBaseRoutine', 'PGET_MODULE_BASE_ROUTINE64?'],
      ['TranslateAddress', 'PTRANSLATE_ADDRESS_ROUTINE64?'],
      ['Flags', 'DWORD'],
    ],
    returns: 'BOOL',
    fails: 'never',
    blocks: true,
  },
  SymFunctionTableAccess: {
    params: [
      ['hProcess', 'HANDLE'],
      ['AddrBase', 'ADDRESS32'],
    ],
    returns: 'PVOID',
    fails: 'zero',
    nothing: [0],
    on64: 'SymFunctionTableAccess64',
  },
  SymFunctionTableAccess64: {
    params: [
      ['hProcess', 'HANDLE'],
      ['AddrBase', 'ADDRESS'],
    ],
    returns: 'PVOID',
    fails: 'zero',
    nothing: [0],
  },
  SymFunctionTableAccess64AccessRoutines: {
    params: [
      ['hProcess', 'HANDLE'],
      ['AddrBase', 'ADDRESS'],
      ['ReadMemoryRoutine', 'PREAD_PROCESS_MEMORY_ROUTINE64?'],
      ['GetModuleBaseRoutine', 'PGET_MODULE_BASE_ROUTINE64?'],
    ],
    returns: 'PVOID',
    fails: 'zero',
  },
  SymGetUnwindInfo: {
    params: [
      ['hProcess', 'HANDLE'],
      ['Address', 'ADDRESS'],
      ['Buffer', 'BUFFER?', { length: 'Size' }],
      ['Size', 'DWORD*'],
    ],
    returns: 'BOOL',
    fails: 'zero',
  },
  SymRegisterFunctionEntryCallback: {
    params: [
      ['hProcess', 'HANDLE'],
      ['CallbackFunction', 'PSYMBOL_FUNCENTRY_CALLBACK'],
      ['UserContext', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    on64: 'SymRegisterFunctionEntryCallback64',
    callbacks: 'keeps',
  },
  SymRegisterFunctionEntryCallback64: {
    params: [
      ['hProcess', 'HANDLE'],
      ['CallbackFunction', 'PSYMBOL_FUNCENTRY_CALLBACK64'],
      ['UserContext', 'DWORD64'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    callbacks: 'keeps',
  },
} as const satisfies Record<string, Prototype>;
