import type { HandleLike, MemoryLike, PointerLike } from '../handles';
import type {
  MINIDUMP_CALLBACK_INFORMATION,
  MINIDUMP_EXCEPTION_INFORMATION,
  MINIDUMP_USER_STREAM_INFORMATION,
} from '../structures';
import type { MINIDUMP_CALLBACK_ROUTINE, PDBGHELP_CREATE_USER_DUMP_CALLBACK } from '../callbacks';
import type { Prototypes } from '../vocabulary';

/** Writing minidumps and reading their streams. */
export interface MinidumpFunctions {
  /**
   * {@link DbgHelpFunctions.DbgHelpCreateUserDumpW | DbgHelpCreateUserDumpW} in the ANSI code page. Runs off the main
   * thread: it may read files, ask a server or walk a process.
   *
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  DbgHelpCreateUserDump(
    FileName: string | null,
    Callback: PDBGHELP_CREATE_USER_DUMP_CALLBACK,
    UserData: PointerLike,
  ): boolean;

  /**
   * Judging by its name, writes a dump with the contents that the callback supplies. Older than
   * {@link DbgHelpFunctions.MiniDumpWriteDump | MiniDumpWriteDump}, which replaces it. Runs off the main thread: it may
   * read files, ask a server or walk a process. Declared in dbghelp.h, but undocumented.
   *
   * @param FileName - path of the dump; `null`: presumably none is written
   * @param Callback - supplies the contents
   * @param UserData - passed to the callback unchanged; `null` passes 0
   * @returns `true`; failure is a `DbgHelpError`
   * @see dbghelp.h of the Windows SDK: header only
   */
  DbgHelpCreateUserDumpW(
    FileName: string | null,
    Callback: PDBGHELP_CREATE_USER_DUMP_CALLBACK,
    UserData: PointerLike,
  ): boolean;

  /**
   * Finds a stream of a minidump in memory. Nothing is copied: the returned addresses point into that memory, at
   * `address - addressOf(BaseOfDump)`.
   *
   * @param BaseOfDump - the whole dump, as bytes (keep them alive) or as the address where the file is mapped; DbgHelp
   *   trusts its headers
   * @param StreamNumber - a `MINIDUMP_STREAM_TYPE`
   * @param Dir - receives the address of the stream's MINIDUMP_DIRECTORY
   * @param StreamPointer - receives the address of the stream
   * @param StreamSize - receives the size of the stream in bytes
   * @returns `true`; a dump without that stream is a `DbgHelpError`, whose reason is meaningless
   * @see MiniDumpReadDumpStream function (minidumpapiset.h), Microsoft Learn
   */
  MiniDumpReadDumpStream(
    BaseOfDump: MemoryLike,
    StreamNumber: number,
    Dir: BigUint64Array | null,
    StreamPointer: BigUint64Array | null,
    StreamSize: Uint32Array | null,
  ): boolean;

  /**
   * Writes a minidump of a process. Call it from another process than the dumped one: in a dump of its own process, the
   * stack of the calling thread is unreliable, and the other threads are suspended while the callback runs. Runs off
   * the main thread: it may read files, ask a server or walk a process.
   *
   * @param hProcess - a handle of the process, with the rights to query it and read its memory
   * @param ProcessId - its id
   * @param hFile - a handle of a file that is open for writing; you still own it
   * @param DumpType - `MINIDUMP_TYPE` values, combined with `|`; convert a negative result with `>>> 0`
   * @param ExceptionParam - the exception to record in the dump; `null`: none
   * @param UserStreamParam - streams of your own; `null`: none
   * @param CallbackParam - decides what the dump contains: a function, as in {@link MINIDUMP_CALLBACK_ROUTINE}, or a
   *   structure that holds the address of a native one; `null`: none
   * @returns `true`; failure is a `DbgHelpError`, whose win32Code is an HRESULT, such as 0x80070005
   * @see MiniDumpWriteDump function (minidumpapiset.h), Microsoft Learn
   */
  MiniDumpWriteDump(
    hProcess: HandleLike,
    ProcessId: number,
    hFile: HandleLike,
    DumpType: number,
    ExceptionParam: MINIDUMP_EXCEPTION_INFORMATION | null,
    UserStreamParam: MINIDUMP_USER_STREAM_INFORMATION | null,
    CallbackParam: MINIDUMP_CALLBACK_INFORMATION | MINIDUMP_CALLBACK_ROUTINE | null,
  ): boolean;
}

/** The bytes that the DLL reads to find the directory of streams. */
const dumpHeader = 32;

export const minidumpFunctions = {
  DbgHelpCreateUserDump: {
    params: ['PCSTR? FileName', 'PDBGHELP_CREATE_USER_DUMP_CALLBACK Callback', 'PVOID? UserData'],
    returns: 'BOOL',
    blocks: true,
    instead: 'MiniDumpWriteDump',
  },
  DbgHelpCreateUserDumpW: {
    params: ['PCWSTR? FileName', 'PDBGHELP_CREATE_USER_DUMP_CALLBACK Callback', 'PVOID? UserData'],
    returns: 'BOOL',
    blocks: true,
    instead: 'MiniDumpWriteDump',
  },
  MiniDumpReadDumpStream: {
    params: [
      ['MEMORY BaseOfDump', { capacity: dumpHeader }],
      'DWORD StreamNumber',
      'PVOID*? Dir',
      'PVOID*? StreamPointer',
      'DWORD*? StreamSize',
    ],
    returns: 'BOOL',
  },
  MiniDumpWriteDump: {
    params: [
      'HANDLE hProcess',
      'DWORD ProcessId',
      'HANDLE hFile',
      'DWORD DumpType',
      'MINIDUMP_EXCEPTION_INFORMATION*? ExceptionParam',
      'MINIDUMP_USER_STREAM_INFORMATION*? UserStreamParam',
      ['MINIDUMP_CALLBACK_INFORMATION*? CallbackParam', { callback: 'MINIDUMP_CALLBACK_ROUTINE' }],
    ],
    returns: 'BOOL',
    blocks: true,
  },
} as const satisfies Prototypes<MinidumpFunctions>;
