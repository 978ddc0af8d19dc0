import { promises as files } from 'node:fs';
import path from 'node:path';
import { DbgHelpError } from '../../base/errors';
import { fileError, isMissing } from '../../base/file-error';
import { lastError, win32 } from '../../win32/functions';
import { checkWritten } from './written-dump';

const readAndWrite = 0xc000_0000;
/** Windows needs this right to replace a file. */
const remove = 0x1_0000;
const shareReading = 1;
const shareAll = 7;
const createNew = 1;
const openExisting = 3;
const invalidHandle = -1;
const normalAttributes = 0x80;

const extension = '.partial';
/** Longer names than these do not fit with what follows them. */
const longestBegin = 200;

/** The begin of a partial file's path, up to the id of the process that writes it; the end is `9f86d081.partial`. */
function beginOf(finalPath: string, pid: number): string {
  const { dir, base } = path.parse(finalPath);
  return path.join(dir, `${base.slice(0, longestBegin)}.${String(pid)}-`);
}

/**
 * A file that gets its final name when it is complete. Until then, the id of the writing process and `.partial` follow
 * that name.
 *
 * @internal
 */
export class PartialFile {
  readonly path: string;
  readonly #finalPath: string;
  #handle: number | bigint | undefined;

  private constructor(finalPath: string) {
    this.#finalPath = finalPath;
    this.path = `${beginOf(finalPath, process.pid)}${randomHex()}${extension}`;
  }

  static async create(finalPath: string): Promise<PartialFile> {
    const existing = await files.stat(finalPath).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw notWritten(finalPath, error);
    });
    if (existing?.isDirectory()) {
      throw new DbgHelpError(
        'DBGHELP_INVALID_PARAMETER',
        `writeMinidump: \`path\` ${finalPath} is a folder: name a file`,
      );
    }
    // A file that cannot be replaced is noticed before the dump is written.
    if (existing) {
      await files.access(finalPath, files.constants.W_OK).catch((error: unknown) => {
        throw notWritten(finalPath, error);
      });
      win32().CloseHandle(openFile(finalPath, finalPath, { rights: remove, share: shareAll, how: openExisting }));
    }
    const file = new PartialFile(finalPath);
    file.#open();
    return file;
  }

  /** The handle for DbgHelp to write to. */
  get handle(): number | bigint {
    return this.#handle!;
  }

  async size(): Promise<number> {
    return (await files.stat(this.path)).size;
  }

  /** Flushes the file to disk, looks whether it is whole, and gives it its final name. Returns its size. */
  async complete(): Promise<number> {
    this.#close();
    try {
      const file = await files.open(this.path, 'r+');
      let size: number;
      try {
        await file.sync();
        ({ size } = await file.stat());
      } finally {
        await file.close();
      }
      await checkWritten(this.path, this.#finalPath);
      await files.rename(this.path, this.#finalPath);
      return size;
    } catch (error) {
      if (error instanceof DbgHelpError) throw error;
      throw notWritten(this.#finalPath, error);
    }
  }

  async discard(): Promise<void> {
    this.#close();
    await files.rm(this.path, { force: true });
  }

  #open(): void {
    const way = { rights: readAndWrite, share: shareReading, how: createNew };
    this.#handle = openFile(this.path, this.#finalPath, way);
  }

  #close(): void {
    if (this.#handle !== undefined) win32().CloseHandle(this.#handle);
    this.#handle = undefined;
  }
}

/** @param finalPath - for the error */
function openFile(
  file: string,
  finalPath: string,
  { rights, share, how }: { readonly rights: number; readonly share: number; readonly how: number },
): number | bigint {
  const name = path.toNamespacedPath(file);
  const handle = win32().CreateFileW(name, rights, share, null, how, normalAttributes, 0) as number | bigint;
  if (Number(handle) !== invalidHandle) return handle;
  const { code, win32Code, message } = lastError('CreateFileW');
  throw new DbgHelpError(code, `writeMinidump: \`path\` ${finalPath} cannot be written: ${message}`, {
    api: 'CreateFileW',
    ...(win32Code === undefined ? {} : { win32Code }),
  });
}

/**
 * Removes the partial files of a process that was ended.
 *
 * @internal
 */
export async function discardOf(pid: number, finalPath: string): Promise<void> {
  const folder = path.dirname(finalPath);
  const begin = path.basename(beginOf(finalPath, pid));
  for (const name of await files.readdir(folder)) {
    if (name.startsWith(begin) && name.endsWith(extension)) await files.rm(path.join(folder, name), { force: true });
  }
}

const notWritten = (finalPath: string, cause: unknown): DbgHelpError =>
  fileError(`writeMinidump: \`path\` ${finalPath} cannot be written`, cause);

/** Uses the global `crypto`, which Node loads at its first use. */
function randomHex(): string {
  const [number] = crypto.getRandomValues(new Uint32Array(1));
  return number!.toString(16).padStart(8, '0');
}
