import path, { win32 as windowsPath } from 'node:path';
import { whyNoFileName } from '../../files/file-names';
import type { MINIDUMP_CALLBACK_ROUTINE } from '../../../types/callbacks';
import type { DbgHelp } from '../../../types/calls';
import { MINIDUMP_STREAM_TYPE } from '../../../types/constants';
import type { HandleLike } from '../../../types/handles';
import { Binding, dbghelp as defaultDbgHelp } from '../../dll/dbghelp';
import { checkHelperOptions, type HelperOptions } from '../../processes/child-program';
import {
  checkBoolean,
  checkHandle,
  checkInteger,
  checkProcessId,
  checkSignal,
  checkText,
  checkUnsigned,
  outOfRange,
  wrongType,
} from '../../base/checks';
import { checkPath } from '../../base/file-path';
import { pointerBits } from '../../base/architecture';
import {
  memoryChoice,
  moduleChoice,
  threadChoice,
  type DumpedModule,
  type DumpedThread,
  type MemoryFilter,
  type ModuleFilter,
  type ThreadFilter,
} from './write-filters';
import { defaultType, typeWord, type MinidumpType } from './write-type';
import { checkOptionNames, type OptionNames } from '../../base/option-names';

/** A dump that was written. */
export interface WrittenMinidump {
  /** Absolute. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** The id of the dumped process. */
  readonly pid: number;
  /** The requested contents: `MINIDUMP_TYPE` values, combined with `|`. */
  readonly type: number;
}

/** The exception that a dump is about. */
export interface WrittenException {
  /** The id of the thread in which it happened. */
  readonly threadId: number;
  /** The address of its EXCEPTION_POINTERS. */
  readonly pointers: bigint | number;
  /** Whether the addresses lie in the target (the default) or in this process. */
  readonly clientPointers?: boolean | undefined;
}

/** Your own data in a dump. */
export interface WrittenStream {
  /** A number above `MINIDUMP_STREAM_TYPE.LastReservedStream`, 0xffff. */
  readonly type: number;
  readonly data: Uint8Array;
}

/** The progress of a dump. `done` counts modules, threads, or bytes of the file. */
export type WriteProgress =
  | { readonly kind: 'module'; readonly done: number; readonly module: DumpedModule }
  | { readonly kind: 'thread'; readonly done: number; readonly thread: DumpedThread }
  | { readonly kind: 'bytes'; readonly done: number };

export interface WriteMinidumpOptions {
  /** The process, by its id; `'self'` is this one. Give either this or `handle`. */
  readonly pid?: number | 'self' | undefined;
  /**
   * The process, by a handle with the rights to query it and read its memory, and to duplicate handles if the type has
   * handle data. You keep the handle; it must stay open until the promise is settled.
   */
  readonly handle?: HandleLike | undefined;
  /** The path of the file, or its `file:` URL. An existing file is replaced when the new dump is complete. */
  readonly path: string | URL;
  /** The contents of the dump; `'mini'` by default. */
  readonly type?: MinidumpType | undefined;
  readonly exception?: WrittenException | undefined;
  /** A text for the stream CommentStreamW. */
  readonly comment?: string | undefined;
  readonly userStreams?: readonly WrittenStream[] | undefined;
  readonly modules?: ModuleFilter | undefined;
  readonly threads?: ThreadFilter | undefined;
  readonly memory?: MemoryFilter | undefined;
  /** Gets each question of DbgHelp first. Its answer counts; if it answers nothing, the options above answer. */
  readonly callback?: MINIDUMP_CALLBACK_ROUTINE | undefined;
  /** Called for each module and thread, and a few times a second with the size of the file. */
  readonly onProgress?: ((progress: WriteProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /**
   * For a dump of this process: how to start the process that writes it; with `false` this process writes it itself.
   */
  readonly helper?: HelperOptions | false | undefined;
  /** A DLL to use instead of the default one: the result of `DbgHelp.load`. */
  readonly dbghelp?: DbgHelp | undefined;
}

const writeMinidumpNames: OptionNames<WriteMinidumpOptions> = {
  pid: true,
  handle: true,
  path: true,
  type: true,
  exception: true,
  comment: true,
  userStreams: true,
  modules: true,
  threads: true,
  memory: true,
  callback: true,
  onProgress: true,
  signal: true,
  helper: true,
  dbghelp: true,
};

const exceptionNames: OptionNames<WrittenException> = { threadId: true, pointers: true, clientPointers: true };
const streamNames: OptionNames<WrittenStream> = { type: true, data: true };

/**
 * Checked options.
 *
 * @internal
 */
export interface WriteRequest {
  readonly target: { readonly pid: number } | { readonly handle: bigint };
  /** Absolute. */
  readonly path: string;
  readonly type: number;
  readonly exception:
    { readonly threadId: number; readonly pointers: bigint; readonly clientPointers: boolean } | undefined;
  /** The user's streams and the comment. */
  readonly streams: readonly WrittenStream[];
  readonly modules: ReturnType<typeof moduleChoice> | undefined;
  readonly threads: ReturnType<typeof threadChoice> | undefined;
  readonly memory: ReturnType<typeof memoryChoice> | undefined;
  readonly callback: MINIDUMP_CALLBACK_ROUTINE | undefined;
  readonly onProgress: ((progress: WriteProgress) => void) | undefined;
  readonly signal: AbortSignal | undefined;
  readonly helper: HelperOptions | false;
  readonly binding: Binding;
}

const api = 'writeMinidump';
const label = (option: string): string => `${api}: \`${option}\``;

/** @internal */
export function checkRequest(options: WriteMinidumpOptions): WriteRequest {
  checkOptionNames(options, writeMinidumpNames, api);
  const { modules, threads, memory, callback, onProgress, signal } = options;
  const binding: unknown = options.dbghelp ?? defaultDbgHelp;
  if (!(binding instanceof Binding)) throw wrongType(label('dbghelp'), 'what DbgHelp.load gave', binding);
  if (signal !== undefined) checkSignal(signal, api);
  return {
    target: checkTarget(options),
    path: checkFile(options.path),
    type: typeWord(options.type ?? defaultType, label('type')),
    exception: checkException(options.exception),
    streams: [...commentStream(options.comment), ...checkStreams(options.userStreams)],
    modules: modules && moduleChoice(modules, api, 'modules'),
    threads: threads && threadChoice(threads, api, 'threads'),
    memory: memory && memoryChoice(memory, api, 'memory'),
    callback: checkFunction(callback, 'callback'),
    onProgress: checkFunction(onProgress, 'onProgress'),
    signal,
    helper: checkHelper(options.helper),
    binding,
  };
}

function checkTarget({ pid, handle }: WriteMinidumpOptions): WriteRequest['target'] {
  if ((pid === undefined) === (handle === undefined)) {
    throw new TypeError(`${api}: either \`pid\` or \`handle\` says which process`);
  }
  if (handle !== undefined) return { handle: checkHandle(handle, pointerBits, label('handle')) };
  if (pid === 'self') return { pid: process.pid };
  return { pid: checkProcessId(pid, label('pid'), "'self' or ") };
}

function checkFile(file: unknown): string {
  const text = checkPath(file, label('path'));
  if (text === '') throw outOfRange(label('path'), 'the path of a file', text);
  const why = whyNoFileName(windowsPath.basename(text));
  if (why !== null) throw outOfRange(label('path'), `the path of a file; as a name, ${why}`, text);
  return path.resolve(text);
}

function checkException(exception: unknown): WriteRequest['exception'] {
  if (exception === undefined) return undefined;
  checkOptionNames(exception, exceptionNames, api, 'exception');
  const { threadId, pointers, clientPointers } = exception as Partial<WrittenException>;
  return {
    threadId: checkInteger(threadId, 1, 0xffff_ffff, label('exception.threadId')),
    pointers: checkUnsigned(pointers, pointerBits, label('exception.pointers')),
    clientPointers: checkBoolean(clientPointers ?? true, label('exception.clientPointers')),
  };
}

function commentStream(comment: unknown): WrittenStream[] {
  if (comment === undefined) return [];
  const text = checkText(comment, label('comment'));
  return [{ type: MINIDUMP_STREAM_TYPE.CommentStreamW, data: Buffer.from(`${text}\0`, 'utf16le') }];
}

function checkStreams(streams: unknown): WrittenStream[] {
  if (streams === undefined) return [];
  if (!Array.isArray(streams)) throw wrongType(label('userStreams'), 'an array', streams);
  return streams.map((stream: unknown, index) => {
    const part = (name: string): string => label(`userStreams[${String(index)}]${name}`);
    checkOptionNames(stream, streamNames, api, `userStreams[${String(index)}]`);
    const { type, data } = stream as Partial<WrittenStream>;
    const first = MINIDUMP_STREAM_TYPE.LastReservedStream + 1;
    const checked = checkInteger(type, first, 0xffff_ffff, part('.type'));
    if (!(data instanceof Uint8Array)) throw wrongType(part('.data'), 'a Uint8Array', data);
    return { type: checked, data };
  });
}

function checkFunction<F>(value: F | undefined, name: string): F | undefined {
  if (value !== undefined && typeof value !== 'function') throw wrongType(label(name), 'a function', value);
  return value;
}

function checkHelper(helper: unknown): HelperOptions | false {
  if (helper === false) return false;
  if (helper === true) throw wrongType(label('helper'), 'an object or false', helper);
  return checkHelperOptions(helper, (member) => label(`helper${member}`));
}
