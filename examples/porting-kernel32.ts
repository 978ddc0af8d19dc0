/** What porting.md takes from kernel32.dll, through koffi: a program to look at, one of its threads, a file to write to. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';

type Native = (...args: unknown[]) => number;

interface Koffi {
  load(path: string): { func(convention: string, name: string, result: string, parameters: readonly string[]): Native };
}

let library: ReturnType<Koffi['load']> | undefined;

/** Loads koffi when it is needed: dbghelp has to be the first one, to give koffi's threads the stack that it wants. */
function kernel32(name: string, result: string, parameters: readonly string[]): Native {
  library ??= (createRequire(__filename)('koffi') as Koffi).load('kernel32.dll');
  return library.func('__stdcall', name, result, parameters);
}

function opened(handle: number, what: string): bigint {
  if (handle === 0 || handle === -1) throw new Error(`${what} failed`);
  return BigInt(handle);
}

const snapThreads = 0x4;
const threadRights = 0x4a; // to suspend it, to read its context, to query it
const processRights = 0x450; // to query it, to read its memory, to duplicate its handles
const genericWrite = 0x4000_0000;
const createAlways = 2;

export interface Suspended {
  readonly pid: number;
  /** Handles. */
  readonly process: bigint;
  readonly thread: bigint;
  end(): void;
}

/** Starts a program, waits for its first line, and suspends its first thread. */
export async function startAndSuspend(program: string): Promise<Suspended> {
  const child = spawn(program, { stdio: ['ignore', 'pipe', 'inherit'] });
  process.once('exit', () => child.kill());
  await once(child.stdout, 'data');
  child.stdout.destroy();
  child.unref();
  await sleep(200); // from the line to where the program waits
  const pid = child.pid!;
  const target = kernel32('OpenProcess', 'intptr_t', ['uint32_t', 'int', 'uint32_t'])(processRights, 0, pid);
  const thread = kernel32('OpenThread', 'intptr_t', ['uint32_t', 'int', 'uint32_t'])(threadRights, 0, firstThread(pid));
  kernel32('SuspendThread', 'uint32_t', ['intptr_t'])(thread);
  return {
    pid,
    process: opened(target, 'OpenProcess'),
    thread: opened(thread, 'OpenThread'),
    end() {
      for (const handle of [target, thread]) kernel32('CloseHandle', 'int', ['intptr_t'])(handle);
      child.kill();
    },
  };
}

function firstThread(pid: number): number {
  const snapshot = kernel32('CreateToolhelp32Snapshot', 'intptr_t', ['uint32_t', 'uint32_t'])(snapThreads, 0);
  const entry = new Uint32Array(7); // THREADENTRY32: dwSize, cntUsage, th32ThreadID, th32OwnerProcessID, ...
  entry[0] = entry.byteLength;
  const parameters = ['intptr_t', 'void *'];
  let there = kernel32('Thread32First', 'int', parameters)(snapshot, entry);
  while (there && entry[3] !== pid) there = kernel32('Thread32Next', 'int', parameters)(snapshot, entry);
  kernel32('CloseHandle', 'int', ['intptr_t'])(snapshot);
  if (!there) throw new Error(`process ${String(pid)} has no thread`);
  return entry[2]!;
}

/** Fills a CONTEXT, whose ContextFlags say what of it. */
export function getThreadContext(thread: bigint, context: Uint8Array): void {
  if (!kernel32('GetThreadContext', 'int', ['intptr_t', 'void *'])(thread, context)) {
    throw new Error('GetThreadContext failed');
  }
}

/** Creates a file, or empties it. */
export function createFile(file: string): bigint {
  const parameters = ['str16', 'uint32_t', 'uint32_t', 'void *', 'uint32_t', 'uint32_t', 'intptr_t'];
  const handle = kernel32('CreateFileW', 'intptr_t', parameters)(file, genericWrite, 0, null, createAlways, 0, 0);
  return opened(handle, 'CreateFileW');
}
