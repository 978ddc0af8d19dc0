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
 * The structures that callbacks get are copies and stay valid. Addresses, and the memory at them, are DbgHelp's own and
 * valid until the callback returns.
 */

/**
 * DbgHelp calls it during long work to ask whether to stop. Undocumented; judging by its name, any number but 0 stops
 * the work, and 0 or undefined continues.
 */
export type LPCALL_BACK_USER_INTERRUPT_ROUTINE = () => number | void;

/**
 * DbgHelp asks it about the contents of a minidump while it writes the dump. `input.CallbackType`, a
 * `MINIDUMP_CALLBACK_TYPE`, says which member of `input` holds the question and which member of `output` takes the
 * answer. DbgHelp gets `output` when the function returns.
 *
 * `true`: continue with what `output` says, or include the module or thread. `false` leaves out the module or thread,
 * and is the answer to every question that the function does not know. Undefined gives what the dump would have without
 * a callback: `true` for the module and thread callbacks, `false` for the others. A function that throws answers
 * `false` to this question and to all later ones.
 */
export type MINIDUMP_CALLBACK_ROUTINE = (
  input: MINIDUMP_CALLBACK_INPUT,
  output: MINIDUMP_CALLBACK_OUTPUT,
) => boolean | void;

/**
 * Supplies the contents of a dump; undocumented. Judging by its parameters, it puts the address and the length in bytes
 * of the data into the one element of each array, for the kind of data that `DataType` names. `false` or undefined:
 * there is no such data.
 */
export type PDBGHELP_CREATE_USER_DUMP_CALLBACK = (
  DataType: number,
  Data: BigUint64Array,
  DataLength: Uint32Array,
  UserData: bigint,
) => boolean | void;

/** {@link PENUMDIRTREE_CALLBACKW} in the ANSI code page. `true` ends the search; `false` or undefined continues. */
export type PENUMDIRTREE_CALLBACK = (FilePath: string, CallerData: bigint) => boolean | void;

/**
 * Called for each file found, with its full path. Unlike in other enumerations, `true` ends the search; `false` or
 * undefined continues.
 */
export type PENUMDIRTREE_CALLBACKW = (FilePath: string, CallerData: bigint) => boolean | void;

/**
 * The 32-bit original of {@link PENUMLOADED_MODULES_CALLBACK64}. `false` ends the enumeration; `true` or undefined
 * continues.
 */
export type PENUMLOADED_MODULES_CALLBACK = (
  ModuleName: string,
  ModuleBase: Address,
  ModuleSize: number,
  UserContext: bigint,
) => boolean | void;

/**
 * {@link PENUMLOADED_MODULES_CALLBACKW64} in the ANSI code page. `false` ends the enumeration; `true` or undefined
 * continues.
 */
export type PENUMLOADED_MODULES_CALLBACK64 = (
  ModuleName: string,
  ModuleBase: Address,
  ModuleSize: number,
  UserContext: bigint,
) => boolean | void;

/**
 * Called for each module of a process, with its base address and its size in bytes. `false` ends the enumeration;
 * `true` or undefined continues.
 */
export type PENUMLOADED_MODULES_CALLBACKW64 = (
  ModuleName: string,
  ModuleBase: Address,
  ModuleSize: number,
  UserContext: bigint,
) => boolean | void;

/**
 * Called for each entry of a module's source server data, with the address of the token and its size in bytes. Inside
 * the callback, the token can be passed to SymGetSourceFileFromTokenW and SymGetSourceVarFromTokenW. `false` ends the
 * enumeration; `true` or undefined continues.
 */
export type PENUMSOURCEFILETOKENSCALLBACK = (token: bigint, size: bigint) => boolean | void;

/** {@link PFINDFILEINPATHCALLBACKW} in the ANSI code page. `false` accepts the file; `true` or undefined continues. */
export type PFINDFILEINPATHCALLBACK = (filename: string, context: bigint) => boolean | void;

/**
 * Called for each candidate, with its path. `false` accepts the file and ends the search; `true` or undefined
 * continues. This is the opposite of {@link PFIND_EXE_FILE_CALLBACKW}.
 */
export type PFINDFILEINPATHCALLBACKW = (filename: string, context: bigint) => boolean | void;

/**
 * {@link PFIND_DEBUG_FILE_CALLBACKW} in the ANSI code page. `true` accepts the file; `false` or undefined continues.
 */
export type PFIND_DEBUG_FILE_CALLBACK = (FileHandle: Handle, FileName: string, CallerData: bigint) => boolean | void;

/**
 * Called for each .dbg file found, with its path and a handle of the open file, which DbgHelp owns. `true` accepts the
 * file and ends the search; `false` or undefined continues.
 */
export type PFIND_DEBUG_FILE_CALLBACKW = (FileHandle: Handle, FileName: string, CallerData: bigint) => boolean | void;

/** {@link PFIND_EXE_FILE_CALLBACKW} in the ANSI code page. `true` accepts the file; `false` or undefined continues. */
export type PFIND_EXE_FILE_CALLBACK = (FileHandle: Handle, FileName: string, CallerData: bigint) => boolean | void;

/**
 * Called for each executable file found, with its path and a handle of the open file, which DbgHelp owns. `true`
 * accepts the file and ends the search; `false` or undefined continues.
 */
export type PFIND_EXE_FILE_CALLBACKW = (FileHandle: Handle, FileName: string, CallerData: bigint) => boolean | void;

/** The 32-bit original of {@link PFUNCTION_TABLE_ACCESS_ROUTINE64}. 0 or undefined: there is no entry. */
export type PFUNCTION_TABLE_ACCESS_ROUTINE = (hProcess: Handle, AddrBase: Address) => bigint | number | void;

/**
 * Finds the function table entry of an address. Returns the address, in this process, of memory that must not move
 * until the walk asks again. 0 or undefined: there is no entry. `dbghelp.addressOf('SymFunctionTableAccess64')` does
 * this for a session's modules.
 */
export type PFUNCTION_TABLE_ACCESS_ROUTINE64 = (ahProcess: Handle, AddrBase: Address) => bigint | number | void;

/** The 32-bit original of {@link PGET_MODULE_BASE_ROUTINE64}. 0 or undefined: there is no module. */
export type PGET_MODULE_BASE_ROUTINE = (hProcess: Handle, Address: Address) => bigint | number | void;

/**
 * Returns the base of the module that contains an address. 0 or undefined: there is no module.
 * `dbghelp.addressOf('SymGetModuleBase64')` does this for a session's modules.
 */
export type PGET_MODULE_BASE_ROUTINE64 = (hProcess: Handle, Address: Address) => bigint | number | void;

/**
 * Supplies an attribute of the walked process in the one element of `AttributeValue`, which DbgHelp gets when the
 * function returns. `true`: the element is set. `false` or undefined: the value is not known.
 */
export type PGET_TARGET_ATTRIBUTE_VALUE64 = (
  hProcess: Handle,
  Attribute: number,
  AttributeData: bigint,
  AttributeValue: BigUint64Array,
) => boolean | void;

/** The 32-bit original of {@link PREAD_PROCESS_MEMORY_ROUTINE64}. `false` or undefined: the memory cannot be read. */
export type PREAD_PROCESS_MEMORY_ROUTINE = (
  hProcess: Handle,
  lpBaseAddress: Address,
  lpBuffer: Uint8Array,
  nSize: number,
  lpNumberOfBytesRead: Uint32Array,
) => boolean | void;

/**
 * Reads memory of the walked process: fills `lpBuffer`, which has `nSize` bytes, and puts the number of bytes read into
 * the one element of `lpNumberOfBytesRead`. Both are copies that DbgHelp gets when the function returns. `true`: the
 * memory was read. `false` or undefined: it cannot be read.
 */
export type PREAD_PROCESS_MEMORY_ROUTINE64 = (
  hProcess: Handle,
  qwBaseAddress: Address,
  lpBuffer: Uint8Array,
  nSize: number,
  lpNumberOfBytesRead: Uint32Array,
) => boolean | void;

/** The 32-bit original of {@link PSYMBOL_FUNCENTRY_CALLBACK64}. 0 or undefined: there is no entry. */
export type PSYMBOL_FUNCENTRY_CALLBACK = (
  hProcess: Handle,
  AddrBase: Address,
  UserContext: bigint,
) => bigint | number | void;

/**
 * Finds a function table entry that DbgHelp does not have. Returns the address, in this process, of memory that must
 * not move. 0 or undefined: there is no entry.
 *
 * DbgHelp calls it during another call. Calls that the callback makes must be synchronous and use the same slot.
 */
export type PSYMBOL_FUNCENTRY_CALLBACK64 = (
  hProcess: Handle,
  AddrBase: Address,
  UserContext: bigint,
) => bigint | number | void;

/**
 * The 32-bit original of {@link PSYMBOL_REGISTERED_CALLBACK64}, with the 32-bit structures. `false` or undefined: not
 * handled.
 */
export type PSYMBOL_REGISTERED_CALLBACK = (
  hProcess: Handle,
  ActionCode: number,
  CallbackData: bigint,
  UserContext: bigint,
) => boolean | void;

/**
 * Notified of what DbgHelp does for a session. `ActionCode`, a `CBA` value, says what `CallbackData` is: the address of
 * a structure or of text. The text is UTF-16 if SymRegisterCallbackW64 registered the callback, otherwise ANSI.
 *
 * `true` says that the callback handled the action. The effect depends on the action: for
 * CBA.DEFERRED_SYMBOL_LOAD_CANCEL it cancels the load; for an event it prevents a second notification as
 * CBA.DEBUG_INFO. Return `false` or undefined for every action that the callback does not know.
 *
 * DbgHelp calls it during another call. Calls that the callback makes must be synchronous and use the same slot.
 */
export type PSYMBOL_REGISTERED_CALLBACK64 = (
  hProcess: Handle,
  ActionCode: number,
  CallbackData: Address,
  UserContext: bigint,
) => boolean | void;

/**
 * {@link PSYM_ENUMERATESYMBOLS_CALLBACKW} in the ANSI code page. `false` ends the enumeration; `true` or undefined
 * continues.
 */
export type PSYM_ENUMERATESYMBOLS_CALLBACK = (
  pSymInfo: SYMBOL_INFO,
  SymbolSize: number,
  UserContext: bigint,
) => boolean | void;

/**
 * Called for each symbol or type, with its size in bytes. `false` ends the enumeration; `true` or undefined continues.
 */
export type PSYM_ENUMERATESYMBOLS_CALLBACKW = (
  pSymInfo: SYMBOL_INFOW,
  SymbolSize: number,
  UserContext: bigint,
) => boolean | void;

/**
 * {@link PSYM_ENUMLINES_CALLBACKW} in the ANSI code page. `false` ends the enumeration; `true` or undefined continues.
 */
export type PSYM_ENUMLINES_CALLBACK = (LineInfo: SRCCODEINFO, UserContext: bigint) => boolean | void;

/** Called for each source line. `false` ends the enumeration; `true` or undefined continues. */
export type PSYM_ENUMLINES_CALLBACKW = (LineInfo: SRCCODEINFOW, UserContext: bigint) => boolean | void;

/**
 * The 32-bit original of {@link PSYM_ENUMMODULES_CALLBACK64}. `false` ends the enumeration; `true` or undefined
 * continues.
 */
export type PSYM_ENUMMODULES_CALLBACK = (ModuleName: string, BaseOfDll: Address, UserContext: bigint) => boolean | void;

/**
 * {@link PSYM_ENUMMODULES_CALLBACKW64} in the ANSI code page. `false` ends the enumeration; `true` or undefined
 * continues.
 */
export type PSYM_ENUMMODULES_CALLBACK64 = (
  ModuleName: string,
  BaseOfDll: Address,
  UserContext: bigint,
) => boolean | void;

/**
 * Called for each module of a session, with its base address. `false` ends the enumeration; `true` or undefined
 * continues.
 */
export type PSYM_ENUMMODULES_CALLBACKW64 = (
  ModuleName: string,
  BaseOfDll: Address,
  UserContext: bigint,
) => boolean | void;

/** Called for each session, with its key. `false` ends the enumeration; `true` or undefined continues. */
export type PSYM_ENUMPROCESSES_CALLBACK = (hProcess: Handle, UserContext: bigint) => boolean | void;

/**
 * {@link PSYM_ENUMSOURCEFILES_CALLBACKW} in the ANSI code page. `false` ends the enumeration; `true` or undefined
 * continues.
 */
export type PSYM_ENUMSOURCEFILES_CALLBACK = (pSourceFile: SOURCEFILE, UserContext: bigint) => boolean | void;

/** Called for each source file. `false` ends the enumeration; `true` or undefined continues. */
export type PSYM_ENUMSOURCEFILES_CALLBACKW = (pSourceFile: SOURCEFILEW, UserContext: bigint) => boolean | void;

/**
 * The 32-bit original of {@link PSYM_ENUMSYMBOLS_CALLBACK64}. `false` ends the enumeration; `true` or undefined
 * continues.
 */
export type PSYM_ENUMSYMBOLS_CALLBACK = (
  SymbolName: string,
  SymbolAddress: Address,
  SymbolSize: number,
  UserContext: bigint,
) => boolean | void;

/**
 * {@link PSYM_ENUMSYMBOLS_CALLBACK64W} in the ANSI code page. `false` ends the enumeration; `true` or undefined
 * continues.
 */
export type PSYM_ENUMSYMBOLS_CALLBACK64 = (
  SymbolName: string,
  SymbolAddress: Address,
  SymbolSize: number,
  UserContext: bigint,
) => boolean | void;

/**
 * Called for each symbol, with its address and its size in bytes, which DbgHelp may have guessed. `false` ends the
 * enumeration; `true` or undefined continues.
 */
export type PSYM_ENUMSYMBOLS_CALLBACK64W = (
  SymbolName: string,
  SymbolAddress: Address,
  SymbolSize: number,
  UserContext: bigint,
) => boolean | void;

/**
 * The 32-bit original of {@link PSYM_ENUMSYMBOLS_CALLBACK64W}. `false` ends the enumeration; `true` or undefined
 * continues.
 */
export type PSYM_ENUMSYMBOLS_CALLBACKW = (
  SymbolName: string,
  SymbolAddress: Address,
  SymbolSize: number,
  UserContext: bigint,
) => boolean | void;

/** The 32-bit original of {@link PTRANSLATE_ADDRESS_ROUTINE64}. 0 or undefined: the address cannot be translated. */
export type PTRANSLATE_ADDRESS_ROUTINE = (hProcess: Handle, hThread: Handle, lpaddr: ADDRESS) => bigint | number | void;

/** Returns the linear address of a segmented one. 0 or undefined: the address cannot be translated. */
export type PTRANSLATE_ADDRESS_ROUTINE64 = (
  hProcess: Handle,
  hThread: Handle,
  lpaddr: ADDRESS64,
) => bigint | number | void;
