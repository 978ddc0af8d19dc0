/** Stable codes of errors; `DbgHelpError.code` is one of them. */
export type DbgHelpErrorCode =
  /** A call failed, and `win32Code` tells why; or work with a file, as the message tells. */
  | 'DBGHELP_CALL_FAILED'
  /** No such symbol, module, line or file. */
  | 'DBGHELP_NOT_FOUND'
  | 'DBGHELP_ACCESS_DENIED'
  /** DbgHelp or Windows does not know the key or handle. */
  | 'DBGHELP_INVALID_HANDLE'
  | 'DBGHELP_INVALID_PARAMETER'
  /** The DLL exports the function, but does not implement it, or has a stub that would end the process. */
  | 'DBGHELP_NOT_IMPLEMENTED'
  /** This DLL has no such export. */
  | 'DBGHELP_NOT_EXPORTED'
  /** A file that the DLL needs beside it is missing, or for another architecture: the message names it and the folder. */
  | 'DBGHELP_LACKS_FILE'
  /** The DLL could not be loaded. */
  | 'DBGHELP_LOAD_FAILED'
  /** Not Windows; or a worker thread of a runtime that cannot share memory with native code. */
  | 'DBGHELP_UNSUPPORTED_PLATFORM'
  /**
   * The DLL is in use: by another call of the same token, or by another thread or copy of this package that makes no
   * calls.
   */
  | 'DBGHELP_BUSY'
  /** A queued call was made from inside a slot: it would wait for itself. */
  | 'DBGHELP_REENTRANT'
  /** The session, token or structure has ended. */
  | 'DBGHELP_CLOSED'
  /** The module was unloaded. */
  | 'DBGHELP_MODULE_UNLOADED'
  /** A module is loaded at that base already. */
  | 'DBGHELP_ALREADY_LOADED'
  /** `requireSymbols`: there are none, or they do not match. */
  | 'DBGHELP_NO_SYMBOLS'
  /** No process with that id. */
  | 'DBGHELP_PROCESS_NOT_FOUND'
  /** No thread with that id in the process; or it has ended. */
  | 'DBGHELP_THREAD_NOT_FOUND'
  /** The stacks of this very process cannot be walked from inside. */
  | 'DBGHELP_OWN_PROCESS'
  /** A 32-bit program cannot look into a 64-bit process, and a 32-bit DLL may not answer for modules above 4 GiB. */
  | 'DBGHELP_WRONG_BITNESS'
  /** The process that writes the own process's minidump could not be started, or ended too early. */
  | 'DBGHELP_HELPER_FAILED'
  /** A process of a pool ended at each try of a task, or does not start; or the package's thread ended during a listing. */
  | 'DBGHELP_WORKER_DIED'
  /** It took longer than the option `timeout` allows. */
  | 'DBGHELP_TIMEOUT'
  /** A process of a pool had more memory than the option `memoryLimit` allows. */
  | 'DBGHELP_MEMORY_LIMIT'
  /** A file is not what it should be: of another format, damaged or cut short. */
  | 'DBGHELP_BAD_FORMAT';
