import type { DebugInformationFunctions } from './debug-information';
import type { FileSearchFunctions } from './file-search';
import type { ImageFunctions } from './image';
import type { InlineTraceFunctions } from './inline-trace';
import type { LineFunctions } from './line';
import type { MinidumpFunctions } from './minidump';
import type { ModuleFunctions } from './module';
import type { StackWalkFunctions } from './stack-walk';
import type { SymbolFunctions } from './symbol';
import type { SymbolEnumerationFunctions } from './symbol-enumeration';
import type { SymbolHandlerFunctions } from './symbol-handler';
import type { SymbolServerFunctions } from './symbol-server';
import type { TypeInformationFunctions } from './type-information';
import type { UndecorateFunctions } from './undecorate';

/**
 * The functions of dbghelp.dll that are bound, as C declares them: same names, same parameters, same order.
 *
 * A signature here is the synchronous call. `api.X(...)` inside a slot is that call; `dbghelp.X(...)` waits in the
 * queue and returns a promise of the result.
 *
 * - Failure: if a function's documentation says that the return value means failure, the call throws a `DbgHelpError`
 *   (the promise is rejected with it); `api.X.raw(...)` returns it.
 * - `hProcess` is the key of a symbol session: the value that was passed to `SymInitializeW`. It need not be the handle
 *   of a process, unless the function's text says so.
 * - Threads: a single call runs on the main thread, unless its text says that it runs off the main thread. The first
 *   use of a module whose symbols are deferred (SYMOPT.DEFERRED_LOADS) loads them, which may take as long as a
 *   download; `await api.X.async(...)` keeps the main thread free meanwhile.
 * - Callbacks run on the main thread, during the call. If a callback throws, the enumeration ends and the call throws
 *   the same error.
 * - Text: names that end in W (or W64) take UTF-16; the others take the process's ANSI code page, which is not UTF-8.
 *   Prefer W if it exists.
 * - Names without 64 or Ex that take 32-bit addresses are the originals of 32-bit Windows. On 64-bit Windows they are
 *   other names for the 64-bit functions.
 */
export interface DbgHelpFunctions
  extends
    SymbolHandlerFunctions,
    ModuleFunctions,
    SymbolFunctions,
    SymbolEnumerationFunctions,
    TypeInformationFunctions,
    LineFunctions,
    InlineTraceFunctions,
    StackWalkFunctions,
    SymbolServerFunctions,
    FileSearchFunctions,
    ImageFunctions,
    MinidumpFunctions,
    UndecorateFunctions,
    DebugInformationFunctions {}
