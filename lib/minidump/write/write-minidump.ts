import { clearInterval, setInterval } from '../../base/clock';
import {
  MINIDUMP_EXCEPTION_INFORMATION,
  MINIDUMP_USER_STREAM,
  MINIDUMP_USER_STREAM_INFORMATION,
} from '../../ffi/structures';
import type { DbgHelpToken } from '../../../types/calls';
import { MINIDUMP_TYPE } from '../../../types/constants';
import { addressOf } from '../../dll/raw-memory';
import { abandonable } from '../../base/abandonable';
import { requireWindows } from '../../base/koffi';
import { checkBitness, openProcess, PROCESS_ACCESS } from '../../win32/processes';
import { lastError, win32 } from '../../win32/functions';
import { checkExceptionPointers } from './exception-pointers';
import { PartialFile } from './partial-file';
import { dumpRoutine, type Ending } from './write-callback';
import { writeInHelper } from './write-helper';
import { checkRequest, type WriteMinidumpOptions, type WriteRequest, type WrittenMinidump } from './write-options';

/**
 * Writes a minidump of a process: MiniDumpWriteDump, off the main thread. Another process writes a dump of this one,
 * unless `helper` is false: see the page "Writing minidumps".
 *
 * The file gets its name when it is complete; an incomplete one is removed. An abort rejects the promise at once.
 * DbgHelp is then asked to stop, and keeps its turn in the queue until it does.
 *
 * @returns the path of the dump and its size, when it is on the disk
 * @throws TypeError or RangeError for bad options; `DbgHelpError` `DBGHELP_PROCESS_NOT_FOUND`, `DBGHELP_ACCESS_DENIED`,
 * `DBGHELP_WRONG_BITNESS` if the process cannot be opened, `DBGHELP_NOT_FOUND` or `DBGHELP_ACCESS_DENIED` if the file
 * cannot be written, `DBGHELP_HELPER_FAILED`; the signal's reason; errors of functions among the options
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
        // A lane of its own: no other request depends on the dump.
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

/** The arguments after the type, and the memory to which only addresses in them point. */
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

/** Keeps memory alive that DbgHelp reads through addresses. */
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
    // MiniDumpWriteDump suspends all other threads of this process, and so the main thread: it may as well make the
    // call.
    if (own) api.MiniDumpWriteDump(...args);
    else await api.MiniDumpWriteDump.async(...args);
  } finally {
    inUse.delete(pointedTo);
  }
}

const millisecondsBetweenSizes = 200;

/** Reports the size of the file a few times a second. */
function watchSize(file: PartialFile, onProgress: NonNullable<WriteRequest['onProgress']>, ending: Ending): () => void {
  let reported = 0;
  const look = async (): Promise<void> => {
    const done = await file.size().catch(() => reported);
    if (done === reported || ending.thrown) return;
    reported = done;
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

/** DbgHelp suspends the threads of the process that it dumps, and one of them would have to run the functions. */
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

/** The rights that the documentation of MiniDumpWriteDump demands. */
function rightsFor(type: number): number {
  const { queryInformation, readMemory, duplicateHandles } = PROCESS_ACCESS;
  const handles = (type & MINIDUMP_TYPE.MiniDumpWithHandleData) !== 0 ? duplicateHandles : 0;
  return queryInformation | readMemory | handles;
}
