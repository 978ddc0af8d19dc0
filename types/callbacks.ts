import type { Address, Handle } from './handles';
import type { SOURCEFILE, SOURCEFILEW, SRCCODEINFO, SRCCODEINFOW } from './structures';

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
 * {@link PSYM_ENUMSOURCEFILES_CALLBACKW} in the ANSI code page. `false` ends the enumeration; `true` or nothing goes
 * on.
 */
export type PSYM_ENUMSOURCEFILES_CALLBACK = (pSourceFile: SOURCEFILE, UserContext: bigint) => boolean | void;

/** Called for each source file. `false` ends the enumeration; `true` or nothing goes on. */
export type PSYM_ENUMSOURCEFILES_CALLBACKW = (pSourceFile: SOURCEFILEW, UserContext: bigint) => boolean | void;
