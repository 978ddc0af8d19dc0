import {
  MINIDUMP_EXCEPTION_INFORMATION,
  MINIDUMP_USER_STREAM,
  MINIDUMP_USER_STREAM_INFORMATION,
} from '../../ffi/structures';
import type { DbgHelpToken } from '../../../types/calls';
import { MINIDUMP_TYPE } from '../../../types/constants';
import { addressOf } from '../../dll/raw-memory';
import { abandonable } from '../../gate/gate';
import { requireWindows } from '../../base/koffi';
import { checkBitness, openProcess, PROCESS_ACCESS } from '../../win32/processes';
import { lastError, win32 } from '../../win32/functions';
import { checkExceptionPointers } from './exception-pointers';
import { PartialFile } from './partial-file';
import { dumpRoutine, type Ending } from './write-callback';
import { writeInHelper } from './write-helper';
import { checkRequest, type WriteMinidumpOptions, type WriteRequest, type WrittenMinidump } from './write-options';

/**
 * Writes a minidump of a process: MiniDumpWriteDump, off the main thread. A dump of this process is written by another one,
 * unless `helper` is false: see the page "Writing minidumps".
 *
 * The file has another name until it is complete, and is removed where it will not be. An abort rejects the promise at once;
 * DbgHelp is asked to stop, and has its turn in the queue until it does.
 *
 * @returns where the dump is, and its size, when it is on the disk
 * @throws TypeError or RangeError for bad options; `DbgHelpError` `DBGHELP_PROCESS_NOT_FOUND`, `DBGHELP_ACCESS_DENIED`,
 * `DBGHELP_WRONG_BITNESS` for a process that cannot be opened, `DBGHELP_NOT_FOUND` or `DBGHELP_ACCESS_DENIED` for a file that
 * cannot be written, `DBGHELP_HELPER_FAILED`; the signal's reason; what a function among the options throws
 * @see MiniDumpWriteDump function (minidumpapiset.h), Microsoft Learn
 */
export async function writeMinidump(options: WriteMinidumpOptions): Promise<WrittenMinidump> {
  const request = checkRequest(options);
  const { signal, target, helper } = request;
  signal?.throwIfAborted();
  requireWindows();
  const pid = 'pid' in target ? target.pid : processIdOf(target.handle);
  const own = pid === process.pid;
  if (own) refuseFunctions(options, helper === false);
  const work = own && helper !== false ? writeInHelper(options, request, helper) : write(request, pid);
  return signal ? abandonable(work, signal) : work;
}

async function write(request: WriteRequest, pid: number): Promise<WrittenMinidump> {
  const { target, path, type, exception, signal, binding, onProgress } = request;
  const opened = 'handle' in target ? undefined : openProcess(pid, rightsFor(type), 'writeMinidump: `pid`');
  const handle = 'handle' in target ? target.handle : opened!;
  const own = pid === process.pid;
  const ending: Ending = {};
  try {
    const file = await PartialFile.create(path);
    const endWatch = onProgress && watchSize(file, onProgress, ending);
    try {
      await binding.enter(
        'writeMinidump',
        async (api) => {
          signal?.throwIfAborted();
          if (exception) checkExceptionPointers(handle, exception);
          await call(api, request, { handle, pid, own }, file, ending);
        },
        // Nothing that was asked for before or after depends on it.
        { long: true, lane: file },
      );
      endWatch?.();
      signal?.throwIfAborted();
      if (!ending.thrown) return { path, size: await file.complete(), pid, type };
      throw ending.thrown.error;
    } catch (error) {
      await file.discard();
      throw ending.thrown ? ending.thrown.error : error;
    } finally {
      endWatch?.();
    }
  } finally {
    if (opened !== undefined) win32().CloseHandle(opened);
  }
}

/** The arguments after the type, and what of them only addresses point to. */
function argumentsOf({ exception, streams }: WriteRequest): {
  readonly about: MINIDUMP_EXCEPTION_INFORMATION | null;
  readonly extra: MINIDUMP_USER_STREAM_INFORMATION | null;
  readonly pointedTo: readonly unknown[];
} {
  let about: MINIDUMP_EXCEPTION_INFORMATION | null = null;
  if (exception) {
    about = MINIDUMP_EXCEPTION_INFORMATION.alloc();
    about.ThreadId = exception.threadId;
    about.ExceptionPointers = exception.pointers;
    about.ClientPointers = exception.clientPointers;
  }
  if (streams.length === 0) return { about, extra: null, pointedTo: [] };
  const entries = MINIDUMP_USER_STREAM.allocArray(streams.length);
  const contents = streams.map(({ type, data }, index) => {
    const content = new Uint8Array(new ArrayBuffer(data.length));
    content.set(data);
    const entry = entries[index]!;
    entry.Type = type;
    entry.BufferSize = content.length;
    entry.Buffer = content.length === 0 ? 0n : addressOf(content);
    return content;
  });
  const extra = MINIDUMP_USER_STREAM_INFORMATION.alloc();
  extra.UserStreamCount = entries.length;
  extra.UserStreamArray = addressOf(entries[0]!);
  return { about, extra, pointedTo: [entries, contents] };
}

/** What DbgHelp reads through addresses, while it does. */
const inUse = new Set<unknown>();

async function call(
  api: DbgHelpToken,
  request: WriteRequest,
  process: { readonly handle: number | bigint; readonly pid: number; readonly own: boolean },
  file: PartialFile,
  ending: Ending,
): Promise<void> {
  const { about, extra, pointedTo } = argumentsOf(request);
  const { handle, pid, own } = process;
  const args = [handle, pid, file.handle, request.type, about, extra, dumpRoutine(request, ending)] as const;
  inUse.add(pointedTo);
  try {
    // Of this process, the other threads stand still, and the main thread with them: it may as well do the work.
    if (own) api.MiniDumpWriteDump(...args);
    else await api.MiniDumpWriteDump.async(...args);
  } finally {
    inUse.delete(pointedTo);
  }
}

const millisecondsBetweenSizes = 200;

/** Tells how large the file is, a few times a second. */
function watchSize(file: PartialFile, onProgress: NonNullable<WriteRequest['onProgress']>, ending: Ending): () => void {
  let told = 0;
  const look = async (): Promise<void> => {
    const done = await file.size().catch(() => told);
    if (done === told || ending.thrown) return;
    told = done;
    try {
      onProgress({ kind: 'bytes', done });
    } catch (error) {
      ending.thrown = { error };
    }
  };
  const timer = setInterval(() => void look(), millisecondsBetweenSizes);
  return () => {
    clearInterval(timer);
  };
}

/** DbgHelp stops the threads of the process that it writes down, and the one that would run the functions is among them. */
function refuseFunctions(request: WriteMinidumpOptions, inProcess: boolean): void {
  const { callback, onProgress, modules, threads, memory } = request;
  const options = Object.entries({ callback, onProgress, modules, threads, memory });
  const refused = options.find(([, value]) => typeof value === 'function' || (inProcess && value !== undefined));
  if (!refused) return;
  const [name, value] = refused;
  const instead = name === 'callback' || name === 'onProgress' ? 'leave it out' : 'use a filter of data';
  throw new TypeError(
    `writeMinidump: \`${name}\` would have to be answered by this process, whose threads stand still while it is dumped: ` +
      (typeof value === 'function' ? `${instead}, or dump it from another process` : 'leave out `helper: false`'),
  );
}

function processIdOf(handle: bigint): number {
  const pid = win32().GetProcessId(handle) as number;
  if (pid !== 0) {
    checkBitness(handle, pid, 'writeMinidump: `handle`');
    return pid;
  }
  throw lastError('GetProcessId');
}

/** The least that MiniDumpWriteDump is documented to need. */
function rightsFor(type: number): number {
  const { queryInformation, readMemory, duplicateHandles } = PROCESS_ACCESS;
  const handles = (type & MINIDUMP_TYPE.MiniDumpWithHandleData) !== 0 ? duplicateHandles : 0;
  return queryInformation | readMemory | handles;
}
