import { requireWindows } from '../base/koffi';
import { pointerBits } from '../base/architecture';
import { lastError, win32 } from './functions';
import { win32Threads } from './thread-functions';

/** A process that runs. */
export interface RunningProcess {
  readonly pid: number;
  /** The process that started it; its id may have gone to another one meanwhile. */
  readonly parentPid: number;
  /** The file name of its program, `app.exe`. */
  readonly name: string;
}

const snapshotOfProcesses = 0x2;
/** Offsets in PROCESSENTRY32W, whose pointer makes it differ. */
const entry = pointerBits === 64 ? { parent: 32, name: 44, size: 568 } : { parent: 24, name: 36, size: 556 };
const pidAt = 8;
const nameBytes = 520;

/**
 * Lists the processes that run on this machine: CreateToolhelp32Snapshot, Process32FirstW, Process32NextW.
 *
 * @returns in Windows' order; a name may be there several times
 * @throws `DbgHelpError` `DBGHELP_UNSUPPORTED_PLATFORM` on other platforms than Windows, or Windows' error
 */
// eslint-disable-next-line @typescript-eslint/require-await -- failures are rejections, as of every native call
export async function listProcesses(): Promise<RunningProcess[]> {
  requireWindows();
  const { CreateToolhelp32Snapshot, Process32FirstW, Process32NextW } = win32Threads();
  const snapshot = CreateToolhelp32Snapshot(snapshotOfProcesses, 0) as number;
  if (snapshot === -1) throw lastError('CreateToolhelp32Snapshot');
  try {
    const found: RunningProcess[] = [];
    const bytes = Buffer.alloc(entry.size);
    bytes.writeUInt32LE(entry.size, 0);
    for (let more = Process32FirstW(snapshot, bytes); more !== 0; more = Process32NextW(snapshot, bytes)) {
      const [name = ''] = bytes.toString('utf16le', entry.name, entry.name + nameBytes).split('\0', 1);
      found.push({ pid: bytes.readUInt32LE(pidAt), parentPid: bytes.readUInt32LE(entry.parent), name });
    }
    return found;
  } finally {
    win32().CloseHandle(snapshot);
  }
}
