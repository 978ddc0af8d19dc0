import type { Address, Handle } from './handles';
import type {
  ADDRESS,
  ADDRESS64,
  MINIDUMP_CALLBACK_INPUT,
  MINIDUMP_CALLBACK_OUTPUT,
  SOURCEFILE,
  SOURCEFILEW,
  SRCCODEINFO,
  SRCCODEINFOW,
  SYMBOL_INFO,
  SYMBOL_INFOW,
} from './structures';

/*
 * What the callbacks are given: structures are copies, and stay valid; addresses, and what they point at, are
 * DbgHelp's own, and valid until the callback returns.
 */

/**
 * Asked during long work whether to give up. Documented nowhere; by its name, any number but 0 gives up, and 0 or
 * nothing goes on.
 */
export type LPCALL_BACK_USER_INTERRUPT_ROUTINE = () => number | void;

/**
 * Asked, while a minidump is written, what it is to contain. `input.CallbackType`, a `MINIDUMP_CALLBACK_TYPE`, says which
 * member of `input` holds the question and which of `output` takes the answer; DbgHelp gets `output` when the function
 * returns.
 *
 * `true`: go on with what `output` says, or include the module or thread. `false` leaves the module or thread out, and is
 * the answer to every question that the function does not know. Nothing stands for what the dump would have without a
 * callback: `true` for the callbacks of modules and threads, `false` for the others. One that throws answers `false` to
 * this question and to those that follow.
 */
export type MINIDUMP_CALLBACK_ROUTINE = (
  input: MINIDUMP_CALLBACK_INPUT,
  output: MINIDUMP_CALLBACK_OUTPUT,
) => boolean | void;

/**
 * Asked for the contents of a dump; documented nowhere. By its parameters, it puts the address of the data and its length
 * in bytes into the one element of each array, for the kind of data that `DataType` names. `false` or nothing: there is
 * none.
 */
export type PDBGHELP_CREATE_USER_DUMP_CALLBACK = (
  DataType: number,
  Data: BigUint64Array,
  DataLength: Uint32Array,
  UserData: bigint,
) => boolean | void;

/**
 * {@link PENUMDIRTREE_CALLBACKW} in the ANSI code page. `true` ends the search; `false` or nothing goes on.
 */
export type PENUMDIRTREE_CALLBACK = (FilePath: string, CallerData: bigint) => boolean | void;

/**
 * Called for each file that is found, with its full path. Unlike in other enumerations, `true` ends the search; `false` or
 * nothing goes on.
 */
export type PENUMDIRTREE_CALLBACKW = (FilePath: string, CallerData: bigint) => boolean | void;

/**
 * The 32-bit original of {@link PENUMLOADED_MODULES_CALLBACK64}. `false` ends the enumeration; `true` or nothing goes
 * on.
 */
export type PENUMLOADED_MODULES_CALLBACK = (
  ModuleName: string,
  ModuleBase: Address,
  ModuleSize: number,
  UserContext: bigint,
) => boolean | void;

/**
 * {@link PENUMLOADED_MODULES_CALLBACKW64} in the ANSI code page. `false` ends the enumeration; `true` or nothing goes
 * on.
 */
export type PENUMLOADED_MODULES_CALLBACK64 = (
  ModuleName: string,
  ModuleBase: Address,
  ModuleSize: number,
  UserContext: bigint,
) => boolean | void;

/**
 * Called for each module of a process, with its base address and its size in bytes. `false` ends the enumeration;
 * `true` or nothing goes on.
 */
export type PENUMLOADED_MODULES_CALLBACKW64 = (
  ModuleName: string,
  ModuleBase: Address,
  ModuleSize: number,
  UserContext: bigint,
) => boolean | void;

/**
 * Called for each entry of a module's source server data, with the address of the token and its size in bytes. The
 * token is good for SymGetSourceFileFromTokenW and SymGetSourceVarFromTokenW, called from here. `false` ends the
 * enumeration; `true` or nothing goes on.
 */
export type PENUMSOURCEFILETOKENSCALLBACK = (token: bigint, size: bigint) => boolean | void;

/**
 * {@link PFINDFILEINPATHCALLBACKW} in the ANSI code page. `false` accepts the file; `true` or nothing goes on searching.
 */
export type PFINDFILEINPATHCALLBACK = (filename: string, context: bigint) => boolean | void;

/**
 * Asked about each candidate, by its path. `false` accepts the file and ends the search; `true` or nothing goes on
 * searching: the other way round than {@link PFIND_EXE_FILE_CALLBACKW}.
 */
export type PFINDFILEINPATHCALLBACKW = (filename: string, context: bigint) => boolean | void;

/**
 * {@link PFIND_DEBUG_FILE_CALLBACKW} in the ANSI code page. `true` accepts the file; `false` or nothing goes on searching.
 */
export type PFIND_DEBUG_FILE_CALLBACK = (FileHandle: Handle, FileName: string, CallerData: bigint) => boolean | void;

/**
 * Asked about each .dbg file that is found, by a handle of the open file, which stays DbgHelp's, and by its path.
 * `true` accepts the file and ends the search; `false` or nothing goes on searching.
 */
export type PFIND_DEBUG_FILE_CALLBACKW = (FileHandle: Handle, FileName: string, CallerData: bigint) => boolean | void;

/**
 * {@link PFIND_EXE_FILE_CALLBACKW} in the ANSI code page. `true` accepts the file; `false` or nothing goes on searching.
 */
export type PFIND_EXE_FILE_CALLBACK = (FileHandle: Handle, FileName: string, CallerData: bigint) => boolean | void;

/**
 * Asked about each executable file that is found, by a handle of the open file, which stays DbgHelp's, and by its path.
 * `true` accepts the file and ends the search; `false` or nothing goes on searching.
 */
export type PFIND_EXE_FILE_CALLBACKW = (FileHandle: Handle, FileName: string, CallerData: bigint) => boolean | void;

/**
 * The 32-bit original of {@link PFUNCTION_TABLE_ACCESS_ROUTINE64}. 0 or nothing: there is none.
 */
export type PFUNCTION_TABLE_ACCESS_ROUTINE = (hProcess: Handle, AddrBase: Address) => bigint | number | void;

/**
 * Finds the function table entry of an address: gives the address, in this process, of memory that stays where it is
 * until the walk asks again. 0 or nothing: there is none. `dbghelp.addressOf('SymFunctionTableAccess64')` does it for a
 * session's modules.
 */
export type PFUNCTION_TABLE_ACCESS_ROUTINE64 = (ahProcess: Handle, AddrBase: Address) => bigint | number | void;

/**
 * The 32-bit original of {@link PGET_MODULE_BASE_ROUTINE64}. 0 or nothing: there is no module.
 */
export type PGET_MODULE_BASE_ROUTINE = (hProcess: Handle, Address: Address) => bigint | number | void;

/**
 * Gives the base of the module that covers an address. 0 or nothing: there is no module.
 * `dbghelp.addressOf('SymGetModuleBase64')` does it for a session's modules.
 */
export type PGET_MODULE_BASE_ROUTINE64 = (hProcess: Handle, Address: Address) => bigint | number | void;

/**
 * Tells an attribute of the process that is walked, in the one element of `AttributeValue`, which DbgHelp gets when the
 * function returns. `true`: told. `false` or nothing: not known.
 */
export type PGET_TARGET_ATTRIBUTE_VALUE64 = (
  hProcess: Handle,
  Attribute: number,
  AttributeData: bigint,
  AttributeValue: BigUint64Array,
) => boolean | void;

/**
 * The 32-bit original of {@link PREAD_PROCESS_MEMORY_ROUTINE64}. `false` or nothing: the memory cannot be read.
 */
export type PREAD_PROCESS_MEMORY_ROUTINE = (
  hProcess: Handle,
  lpBaseAddress: Address,
  lpBuffer: Uint8Array,
  nSize: number,
  lpNumberOfBytesRead: Uint32Array,
) => boolean | void;

/**
 * Reads memory of the process that is walked: fills `lpBuffer`, which has `nSize` bytes, and puts the number of bytes that
 * were read into the one element of `lpNumberOfBytesRead`. Both are copies that DbgHelp gets when the function returns.
 * `true`: it was read. `false` or nothing: the memory cannot be read.
 */
export type PREAD_PROCESS_MEMORY_ROUTINE64 = (
  hProcess: Handle,
  qwBaseAddress: Address,
  lpBuffer: Uint8Array,
  nSize: number,
  lpNumberOfBytesRead: Uint32Array,
) => boolean | void;

/**
 * The 32-bit original of {@link PSYMBOL_FUNCENTRY_CALLBACK64}. 0 or nothing: there is none.
 */
export type PSYMBOL_FUNCENTRY_CALLBACK = (
  hProcess: Handle,
  AddrBase: Address,
  UserContext: bigint,
) => bigint | number | void;

/**
 * Finds a function table entry that DbgHelp has none of: gives the address, in this process, of memory that stays where
 * it is. 0 or nothing: there is none.
 *
 * It is called in the middle of another call: calls that it makes itself must be synchronous, and of the same slot.
 */
export type PSYMBOL_FUNCENTRY_CALLBACK64 = (
  hProcess: Handle,
  AddrBase: Address,
  UserContext: bigint,
) => bigint | number | void;

/**
 * The 32-bit original of {@link PSYMBOL_REGISTERED_CALLBACK64}, with the 32-bit structures. `false` or nothing: not
 * handled.
 */
export type PSYMBOL_REGISTERED_CALLBACK = (
  hProcess: Handle,
  ActionCode: number,
  CallbackData: bigint,
  UserContext: bigint,
) => boolean | void;

/**
 * Told about what DbgHelp does for a session. `ActionCode`, a `CBA` value, says what `CallbackData` is: the address of
 * a structure or of text, in UTF-16 where SymRegisterCallbackW64 registered the callback, in ANSI otherwise.
 *
 * `true` says that the action was handled. What that means depends on the action: it cancels the load for
 * CBA.DEFERRED_SYMBOL_LOAD_CANCEL, and keeps an event from being sent again as CBA.DEBUG_INFO. Return `false` or
 * nothing for every action that the callback does not know.
 *
 * It is called in the middle of another call: calls that it makes itself must be synchronous, and of the same slot.
 */
export type PSYMBOL_REGISTERED_CALLBACK64 = (
  hProcess: Handle,
  ActionCode: number,
  CallbackData: Address,
  UserContext: bigint,
) => boolean | void;

/**
 * {@link PSYM_ENUMERATESYMBOLS_CALLBACKW} in the ANSI code page. `false` ends the enumeration; `true` or nothing goes on.
 */
export type PSYM_ENUMERATESYMBOLS_CALLBACK = (
  pSymInfo: SYMBOL_INFO,
  SymbolSize: number,
  UserContext: bigint,
) => boolean | void;

/**
 * Called for each symbol or type, with its size in bytes. `false` ends the enumeration; `true` or nothing goes on.
 */
export type PSYM_ENUMERATESYMBOLS_CALLBACKW = (
  pSymInfo: SYMBOL_INFOW,
  SymbolSize: number,
  UserContext: bigint,
) => boolean | void;

/** {@link PSYM_ENUMLINES_CALLBACKW} in the ANSI code page. `false` ends the enumeration; `true` or nothing goes on. */
export type PSYM_ENUMLINES_CALLBACK = (LineInfo: SRCCODEINFO, UserContext: bigint) => boolean | void;

/** Called for each source line. `false` ends the enumeration; `true` or nothing goes on. */
export type PSYM_ENUMLINES_CALLBACKW = (LineInfo: SRCCODEINFOW, UserContext: bigint) => boolean | void;

/**
 * The 32-bit original of {@link PSYM_ENUMMODULES_CALLBACK64}. `false` ends the enumeration; `true` or nothing goes on.
 */
export type PSYM_ENUMMODULES_CALLBACK = (ModuleName: string, BaseOfDll: Address, UserContext: bigint) => boolean | void;

/**
 * {@link PSYM_ENUMMODULES_CALLBACKW64} in the ANSI code page. `false` ends the enumeration; `true` or nothing goes on.
 */
export type PSYM_ENUMMODULES_CALLBACK64 = (
  ModuleName: string,
  BaseOfDll: Address,
  UserContext: bigint,
) => boolean | void;

/**
 * Called for each module of a session, with its base address. `false` ends the enumeration; `true` or nothing goes on.
 */
export type PSYM_ENUMMODULES_CALLBACKW64 = (
  ModuleName: string,
  BaseOfDll: Address,
  UserContext: bigint,
) => boolean | void;

/**
 * Called for each session, with its key. `false` ends the enumeration; `true` or nothing goes on.
 */
export type PSYM_ENUMPROCESSES_CALLBACK = (hProcess: Handle, UserContext: bigint) => boolean | void;

/**
 * {@link PSYM_ENUMSOURCEFILES_CALLBACKW} in the ANSI code page. `false` ends the enumeration; `true` or nothing goes
 * on.
 */
export type PSYM_ENUMSOURCEFILES_CALLBACK = (pSourceFile: SOURCEFILE, UserContext: bigint) => boolean | void;

/** Called for each source file. `false` ends the enumeration; `true` or nothing goes on. */
export type PSYM_ENUMSOURCEFILES_CALLBACKW = (pSourceFile: SOURCEFILEW, UserContext: bigint) => boolean | void;

/**
 * The 32-bit original of {@link PSYM_ENUMSYMBOLS_CALLBACK64}. `false` ends the enumeration; `true` or nothing goes on.
 */
export type PSYM_ENUMSYMBOLS_CALLBACK = (
  SymbolName: string,
  SymbolAddress: Address,
  SymbolSize: number,
  UserContext: bigint,
) => boolean | void;

/**
 * {@link PSYM_ENUMSYMBOLS_CALLBACK64W} in the ANSI code page. `false` ends the enumeration; `true` or nothing goes on.
 */
export type PSYM_ENUMSYMBOLS_CALLBACK64 = (
  SymbolName: string,
  SymbolAddress: Address,
  SymbolSize: number,
  UserContext: bigint,
) => boolean | void;

/**
 * Called for each symbol, with its address and its size in bytes, which may be a guess. `false` ends the enumeration; `true` or nothing goes on.
 */
export type PSYM_ENUMSYMBOLS_CALLBACK64W = (
  SymbolName: string,
  SymbolAddress: Address,
  SymbolSize: number,
  UserContext: bigint,
) => boolean | void;

/**
 * The 32-bit original of {@link PSYM_ENUMSYMBOLS_CALLBACK64W}. `false` ends the enumeration; `true` or nothing goes on.
 */
export type PSYM_ENUMSYMBOLS_CALLBACKW = (
  SymbolName: string,
  SymbolAddress: Address,
  SymbolSize: number,
  UserContext: bigint,
) => boolean | void;

/**
 * The 32-bit original of {@link PTRANSLATE_ADDRESS_ROUTINE64}. 0 or nothing: it cannot be translated.
 */
export type PTRANSLATE_ADDRESS_ROUTINE = (hProcess: Handle, hThread: Handle, lpaddr: ADDRESS) => bigint | number | void;

/**
 * Gives the linear address that a segmented one stands for. 0 or nothing: it cannot be translated.
 */
export type PTRANSLATE_ADDRESS_ROUTINE64 = (
  hProcess: Handle,
  hThread: Handle,
  lpaddr: ADDRESS64,
) => bigint | number | void;
