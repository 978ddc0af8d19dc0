import { IMAGE_FILE_MACHINE } from '../constants';
import type { AddressLike, HandleLike, Memory, MemoryLike, PointerLike, Routine } from '../handles';
import type {
  PFUNCTION_TABLE_ACCESS_ROUTINE,
  PFUNCTION_TABLE_ACCESS_ROUTINE64,
  PGET_MODULE_BASE_ROUTINE,
  PGET_MODULE_BASE_ROUTINE64,
  PGET_TARGET_ATTRIBUTE_VALUE64,
  PREAD_PROCESS_MEMORY_ROUTINE,
  PREAD_PROCESS_MEMORY_ROUTINE64,
  PSYMBOL_FUNCENTRY_CALLBACK,
  PSYMBOL_FUNCENTRY_CALLBACK64,
  PTRANSLATE_ADDRESS_ROUTINE,
  PTRANSLATE_ADDRESS_ROUTINE64,
} from '../callbacks';
import type { STACKFRAME, STACKFRAME64, STACKFRAME_EX } from '../structures';
import type { MemorySize, Prototypes } from '../vocabulary';

/** Stack walks, and the function tables that they need. */
export interface StackWalkFunctions {
  /**
   * The 32-bit original of {@link DbgHelpFunctions.StackWalk64 | StackWalk64}. On 64-bit Windows it is another name for
   * that function, with 64-bit addresses and structures. Runs off the main thread: it may read files, ask a server or
   * walk a process.
   *
   * @returns as {@link DbgHelpFunctions.StackWalk64 | StackWalk64}
   * @see StackWalk function (dbghelp.h), Microsoft Learn
   */
  StackWalk(
    MachineType: number,
    hProcess: HandleLike,
    hThread: HandleLike,
    StackFrame: STACKFRAME,
    ContextRecord: MemoryLike,
    ReadMemoryRoutine: Routine<PREAD_PROCESS_MEMORY_ROUTINE> | null,
    FunctionTableAccessRoutine: Routine<PFUNCTION_TABLE_ACCESS_ROUTINE> | null,
    GetModuleBaseRoutine: Routine<PGET_MODULE_BASE_ROUTINE> | null,
    TranslateAddress: Routine<PTRANSLATE_ADDRESS_ROUTINE> | null,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.StackWalkEx | StackWalkEx} for targets with pointer authentication. It asks for the
   * attributes of the process. Since DbgHelp 10.0.22621.4602. Runs off the main thread: it may read files, ask a server
   * or walk a process.
   *
   * @param GetTargetAttributeValue - supplies the attributes of the process; `null`: none
   * @param Flags - as in {@link DbgHelpFunctions.StackWalkEx | StackWalkEx}
   * @returns as {@link DbgHelpFunctions.StackWalk64 | StackWalk64}
   * @see StackWalk2 function (dbghelp.h), Microsoft Learn
   */
  StackWalk2(
    MachineType: number,
    hProcess: HandleLike,
    hThread: HandleLike,
    StackFrame: STACKFRAME_EX,
    ContextRecord: MemoryLike,
    ReadMemoryRoutine: Routine<PREAD_PROCESS_MEMORY_ROUTINE64> | null,
    FunctionTableAccessRoutine: Routine<PFUNCTION_TABLE_ACCESS_ROUTINE64> | null,
    GetModuleBaseRoutine: Routine<PGET_MODULE_BASE_ROUTINE64> | null,
    TranslateAddress: Routine<PTRANSLATE_ADDRESS_ROUTINE64> | null,
    GetTargetAttributeValue: Routine<PGET_TARGET_ATTRIBUTE_VALUE64> | null,
    Flags: number,
  ): boolean;

  /**
   * Unwinds one frame of a thread's stack to its caller. The thread must be suspended. Runs off the main thread: it may
   * read files, ask a server or walk a process.
   *
   * @param MachineType - an `IMAGE_FILE_MACHINE` of a processor
   * @param hProcess - the key of a session, and a handle of the process unless `ReadMemoryRoutine` reads its memory
   * @param hThread - a handle of the thread; not used if the context is enough
   * @param StackFrame - holds a frame, and receives the next one. Before the first call, set AddrPC, AddrFrame and
   *   AddrStack, with their Mode
   * @param ContextRecord - the registers of the frame: a CONTEXT (of a 32-bit program, WOW64_CONTEXT), bytes that hold
   *   one, or its address. DbgHelp changes it, so pass a copy of a context that you need
   * @param ReadMemoryRoutine - reads memory of the process; `null` for ReadProcessMemory
   * @param FunctionTableAccessRoutine - finds the function table entry of an address:
   *   `dbghelp.addressOf('SymFunctionTableAccess64')`, or a function; needed on x64 and arm64
   * @param GetModuleBaseRoutine - finds the base of a module: `dbghelp.addressOf('SymGetModuleBase64')`, or a function;
   *   needed on x64 and arm64
   * @param TranslateAddress - turns 16-bit addresses into 32-bit ones; `null`: not needed
   * @returns `true` if the frame was filled. `false` if there is no further frame, or the walk failed. DbgHelp does not
   *   tell which, so it is not a `DbgHelpError`
   * @see StackWalk64 function (dbghelp.h), Microsoft Learn
   */
  StackWalk64(
    MachineType: number,
    hProcess: HandleLike,
    hThread: HandleLike,
    StackFrame: STACKFRAME64,
    ContextRecord: MemoryLike,
    ReadMemoryRoutine: Routine<PREAD_PROCESS_MEMORY_ROUTINE64> | null,
    FunctionTableAccessRoutine: Routine<PFUNCTION_TABLE_ACCESS_ROUTINE64> | null,
    GetModuleBaseRoutine: Routine<PGET_MODULE_BASE_ROUTINE64> | null,
    TranslateAddress: Routine<PTRANSLATE_ADDRESS_ROUTINE64> | null,
  ): boolean;

  /**
   * {@link DbgHelpFunctions.StackWalk64 | StackWalk64} with frames of inlined functions: INLINE_FRAME_CONTEXT_INIT in
   * StackFrame.InlineFrameContext requests them, INLINE_FRAME_CONTEXT_IGNORE omits them. Since DbgHelp 6.2. Runs off
   * the main thread: it may read files, ask a server or walk a process.
   *
   * @param StackFrame - as there; `alloc` sets its StackFrameSize
   * @param Flags - `SYM_STKWALK` values
   * @returns as {@link DbgHelpFunctions.StackWalk64 | StackWalk64}
   * @see StackWalkEx function (dbghelp.h), Microsoft Learn
   */
  StackWalkEx(
    MachineType: number,
    hProcess: HandleLike,
    hThread: HandleLike,
    StackFrame: STACKFRAME_EX,
    ContextRecord: MemoryLike,
    ReadMemoryRoutine: Routine<PREAD_PROCESS_MEMORY_ROUTINE64> | null,
    FunctionTableAccessRoutine: Routine<PFUNCTION_TABLE_ACCESS_ROUTINE64> | null,
    GetModuleBaseRoutine: Routine<PGET_MODULE_BASE_ROUTINE64> | null,
    TranslateAddress: Routine<PTRANSLATE_ADDRESS_ROUTINE64> | null,
    Flags: number,
  ): boolean;

  /**
   * The 32-bit original of {@link DbgHelpFunctions.SymFunctionTableAccess64 | SymFunctionTableAccess64}. On 64-bit
   * Windows it is another name for that function, with 64-bit addresses and structures.
   *
   * @returns as {@link DbgHelpFunctions.SymFunctionTableAccess64 | SymFunctionTableAccess64}
   * @see SymFunctionTableAccess function (dbghelp.h), Microsoft Learn
   */
  SymFunctionTableAccess(hProcess: HandleLike, AddrBase: AddressLike): bigint;

  /**
   * Finds the function table entry of an address.
   *
   * @param AddrBase - an address in the code of a loaded module
   * @returns the address of DbgHelp's entry, valid until its next call: a RUNTIME_FUNCTION on x64 and arm64, an
   *   FPO_DATA on x86. Failure is a `DbgHelpError`, also if there is no entry
   * @see SymFunctionTableAccess64 function (dbghelp.h), Microsoft Learn
   */
  SymFunctionTableAccess64(hProcess: HandleLike, AddrBase: AddressLike): bigint;

  /**
   * {@link DbgHelpFunctions.SymFunctionTableAccess64 | SymFunctionTableAccess64} for a process whose memory you read
   * yourself. Not in every DLL: Windows 10 and newer have it.
   *
   * @param AddrBase - an address in the code of a loaded module
   * @param ReadMemoryRoutine - reads memory of the process; `null` for ReadProcessMemory
   * @param GetModuleBaseRoutine - finds the base of a module; `null` to use the session
   * @returns as {@link DbgHelpFunctions.SymFunctionTableAccess64 | SymFunctionTableAccess64}
   * @see SymFunctionTableAccess64AccessRoutines function (dbghelp.h), Microsoft Learn
   */
  SymFunctionTableAccess64AccessRoutines(
    hProcess: HandleLike,
    AddrBase: AddressLike,
    ReadMemoryRoutine: Routine<PREAD_PROCESS_MEMORY_ROUTINE64> | null,
    GetModuleBaseRoutine: Routine<PGET_MODULE_BASE_ROUTINE64> | null,
  ): bigint;

  /**
   * Judging by its name, reads the unwind information of the function at an address. Declared in dbghelp.h, but
   * undocumented.
   *
   * @param Address - an address inside the function
   * @param Buffer - receives the information; `null` to get only its size
   * @param Size - holds the size of `Buffer` in bytes, and receives the size of the information
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  SymGetUnwindInfo(hProcess: HandleLike, Address: AddressLike, Buffer: Memory | null, Size: Uint32Array): boolean;

  /**
   * The 32-bit original of
   * {@link DbgHelpFunctions.SymRegisterFunctionEntryCallback64 | SymRegisterFunctionEntryCallback64}. On 64-bit Windows
   * it is another name for that function, with 64-bit addresses and structures.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymRegisterFunctionEntryCallback function (dbghelp.h), Microsoft Learn
   */
  SymRegisterFunctionEntryCallback(
    hProcess: HandleLike,
    CallbackFunction: PSYMBOL_FUNCENTRY_CALLBACK | null,
    UserContext: PointerLike,
  ): boolean;

  /**
   * Registers the function that DbgHelp asks for function table entries that it does not find, such as those of code
   * generated at run time. One function per session; DbgHelp keeps it until another one is registered or
   * {@link DbgHelpFunctions.SymCleanup | SymCleanup} is called.
   *
   * @param CallbackFunction - returns the address of the entry; `null` removes it
   * @param UserContext - passed to the callback unchanged
   * @returns `true`; failure is a `DbgHelpError`
   * @see SymRegisterFunctionEntryCallback64 function (dbghelp.h), Microsoft Learn
   */
  SymRegisterFunctionEntryCallback64(
    hProcess: HandleLike,
    CallbackFunction: PSYMBOL_FUNCENTRY_CALLBACK64 | null,
    UserContext: bigint | number,
  ): boolean;
}

/** The CONTEXT of each machine: its size in bytes, and the alignment that the instructions that copy it need. */
const contextSizes = {
  [IMAGE_FILE_MACHINE.I386]: { bytes: 716, aligned: 4 },
  [IMAGE_FILE_MACHINE.ARMNT]: { bytes: 416, aligned: 8 },
  [IMAGE_FILE_MACHINE.IA64]: { bytes: 2672, aligned: 16 },
  [IMAGE_FILE_MACHINE.AMD64]: { bytes: 1232, aligned: 16 },
  [IMAGE_FILE_MACHINE.ARM64]: { bytes: 912, aligned: 16 },
  [IMAGE_FILE_MACHINE.ARM64EC]: { bytes: 1232, aligned: 16 },
} as const satisfies Readonly<Record<number, MemorySize>>;

export const stackWalkFunctions = {
  StackWalk: {
    params: [
      'DWORD MachineType',
      'HANDLE hProcess',
      'HANDLE hThread',
      'STACKFRAME* StackFrame',
      ['MEMORY ContextRecord', { needs: { parameter: 'MachineType', sizes: contextSizes } }],
      'PREAD_PROCESS_MEMORY_ROUTINE? ReadMemoryRoutine',
      'PFUNCTION_TABLE_ACCESS_ROUTINE? FunctionTableAccessRoutine',
      'PGET_MODULE_BASE_ROUTINE? GetModuleBaseRoutine',
      'PTRANSLATE_ADDRESS_ROUTINE? TranslateAddress',
    ],
    returns: 'BOOL',
    fails: 'never',
    blocks: true,
    on64: 'StackWalk64',
  },
  StackWalk2: {
    params: [
      'DWORD MachineType',
      'HANDLE hProcess',
      'HANDLE hThread',
      'STACKFRAME_EX* StackFrame',
      ['MEMORY ContextRecord', { needs: { parameter: 'MachineType', sizes: contextSizes } }],
      'PREAD_PROCESS_MEMORY_ROUTINE64? ReadMemoryRoutine',
      'PFUNCTION_TABLE_ACCESS_ROUTINE64? FunctionTableAccessRoutine',
      'PGET_MODULE_BASE_ROUTINE64? GetModuleBaseRoutine',
      'PTRANSLATE_ADDRESS_ROUTINE64? TranslateAddress',
      'PGET_TARGET_ATTRIBUTE_VALUE64? GetTargetAttributeValue',
      'DWORD Flags',
    ],
    returns: 'BOOL',
    fails: 'never',
    blocks: true,
    since: '10.0.22621.4602',
  },
  StackWalk64: {
    params: [
      'DWORD MachineType',
      'HANDLE hProcess',
      'HANDLE hThread',
      'STACKFRAME64* StackFrame',
      ['MEMORY ContextRecord', { needs: { parameter: 'MachineType', sizes: contextSizes } }],
      'PREAD_PROCESS_MEMORY_ROUTINE64? ReadMemoryRoutine',
      'PFUNCTION_TABLE_ACCESS_ROUTINE64? FunctionTableAccessRoutine',
      'PGET_MODULE_BASE_ROUTINE64? GetModuleBaseRoutine',
      'PTRANSLATE_ADDRESS_ROUTINE64? TranslateAddress',
    ],
    returns: 'BOOL',
    fails: 'never',
    blocks: true,
  },
  StackWalkEx: {
    params: [
      'DWORD MachineType',
      'HANDLE hProcess',
      'HANDLE hThread',
      'STACKFRAME_EX* StackFrame',
      ['MEMORY ContextRecord', { needs: { parameter: 'MachineType', sizes: contextSizes } }],
      'PREAD_PROCESS_MEMORY_ROUTINE64? ReadMemoryRoutine',
      'PFUNCTION_TABLE_ACCESS_ROUTINE64? FunctionTableAccessRoutine',
      'PGET_MODULE_BASE_ROUTINE64? GetModuleBaseRoutine',
      'PTRANSLATE_ADDRESS_ROUTINE64? TranslateAddress',
      'DWORD Flags',
    ],
    returns: 'BOOL',
    fails: 'never',
    blocks: true,
  },
  SymFunctionTableAccess: {
    params: ['HANDLE hProcess', 'ADDRESS32 AddrBase'],
    returns: 'PVOID',
    fails: 'zero',
    nothing: [0],
    on64: 'SymFunctionTableAccess64',
  },
  SymFunctionTableAccess64: {
    params: ['HANDLE hProcess', 'DWORD64 AddrBase'],
    returns: 'PVOID',
    fails: 'zero',
    nothing: [0],
  },
  SymFunctionTableAccess64AccessRoutines: {
    params: [
      'HANDLE hProcess',
      'DWORD64 AddrBase',
      'PREAD_PROCESS_MEMORY_ROUTINE64? ReadMemoryRoutine',
      'PGET_MODULE_BASE_ROUTINE64? GetModuleBaseRoutine',
    ],
    returns: 'PVOID',
    fails: 'zero',
  },
  SymGetUnwindInfo: {
    params: ['HANDLE hProcess', 'DWORD64 Address', ['BUFFER? Buffer', { length: 'Size' }], 'DWORD* Size'],
    returns: 'BOOL',
  },
  SymRegisterFunctionEntryCallback: {
    params: ['HANDLE hProcess', 'PSYMBOL_FUNCENTRY_CALLBACK? CallbackFunction', 'PVOID? UserContext'],
    returns: 'BOOL',
    on64: 'SymRegisterFunctionEntryCallback64',
    callbacks: 'keeps',
  },
  SymRegisterFunctionEntryCallback64: {
    params: ['HANDLE hProcess', 'PSYMBOL_FUNCENTRY_CALLBACK64? CallbackFunction', 'DWORD64 UserContext'],
    returns: 'BOOL',
    callbacks: 'keeps',
  },
} as const satisfies Prototypes<StackWalkFunctions>;
