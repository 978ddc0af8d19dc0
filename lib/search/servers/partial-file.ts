import { createReadStream, promises as files } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { FileBytes } from '../../files/async-bytes';
import { lateModules } from '../../base/late-modules';
import type { NamedDigests } from './digests';
import { renamed, unwritable } from './store-errors';

/** What must be known to go on with a file later. */
export interface PartialFacts {
  /** Of the URL. */
  readonly source: string;
  /** ETag or Last-Modified, by which the server tells whether it still has the same file; null if it cannot go on. */
  readonly validator: string | null;
  /** Bytes of the whole file. */
  readonly total: number | null;
  readonly digests: NamedDigests;
}

export const sourceOf = ({ origin, pathname }: URL): string =>
  lateModules
    .crypto()
    .createHash('sha256')
    .update(origin + pathname)
    .digest('base64url');

const mostGathered = 0x1_0000;
/** Another process does not go on with less. */
const leastResumed = 0x2_0000;

/** A file that is arriving, with the facts beside it. Outlives the process, so that another one can go on with it. */
export class PartialFile {
  readonly path: string;
  #facts: PartialFacts | null = null;
  #hasFacts = false;
  #size = 0;
  #handle: FileHandle | undefined;
  /** What is written together; bytes come in small pieces. */
  #gathered: Uint8Array[] = [];
  #gatheredBytes = 0;

  private constructor(path: string) {
    this.path = path;
  }

  /** What an earlier process has left, or nothing yet. */
  static async at(path: string): Promise<PartialFile> {
    const file = new PartialFile(path);
    const facts = await files.readFile(file.#factsPath, 'utf8').then(factsIn, () => null);
    if (!facts) return file;
    file.#hasFacts = true;
    const found = await files.stat(path).catch(() => null);
    if (found?.isFile() === true && found.size > 0 && found.size <= (facts.total ?? Infinity))
      [file.#facts, file.#size] = [facts, found.size];
    return file;
  }

  get size(): number {
    return this.#size;
  }

  /** The facts, if a request to this URL can go on with it. */
  resumable(url: URL): (PartialFacts & { readonly validator: string }) | undefined {
    const { validator = null, source } = this.#facts ?? {};
    return this.#facts && validator !== null && source === sourceOf(url) ? { ...this.#facts, validator } : undefined;
  }

  /** Begins anew. A process that still writes to the old file no longer matters: the new one is another. */
  async begin(facts: PartialFacts): Promise<void> {
    if (this.#handle !== undefined || this.#size > 0 || this.#hasFacts) await this.remove();
    await this.#writing(async () => {
      this.#handle = await files.open(this.path, 'wx+').catch(async (error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        await this.remove();
        return files.open(this.path, 'wx+');
      });
      if (facts.validator === null || (facts.total ?? Infinity) < leastResumed) return;
      this.#hasFacts = true;
      await files.writeFile(this.#factsPath, JSON.stringify(facts));
    });
    this.#facts = facts;
  }

  async resume(): Promise<void> {
    await this.#writing(async () => {
      this.#handle ??= await files.open(this.path, 'r+');
    });
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#gathered.push(bytes);
    this.#gatheredBytes += bytes.length;
    this.#size += bytes.length;
    if (this.#gatheredBytes >= mostGathered) await this.#flush();
  }

  async #flush(): Promise<void> {
    const handle = this.#handle;
    let parts = this.#gathered;
    let at = this.#size - this.#gatheredBytes;
    if (!handle || parts.length === 0) return;
    await this.#writing(async () => {
      while (parts.length > 0) {
        const { bytesWritten } = await handle.writev(parts, at);
        at += bytesWritten;
        parts = rest(parts, bytesWritten);
      }
    });
    [this.#gathered, this.#gatheredBytes] = [[], 0];
  }

  /** Looks into the file that has arrived, and closes it. */
  async check<Result>(look: (file: FileBytes) => Promise<Result>): Promise<Result> {
    await this.#flush();
    const handle = this.#handle;
    try {
      return handle ? await FileBytes.over(this.path, handle, look) : await FileBytes.with(this.path, 'the file', look);
    } finally {
      await this.close();
    }
  }

  /** The bytes that are there already. */
  read(): AsyncIterable<Buffer> {
    return createReadStream(this.path, { end: this.#size - 1 }) as AsyncIterable<Buffer>;
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    try {
      await this.#flush();
    } finally {
      this.#handle = undefined;
      await handle?.close();
    }
  }

  async remove(): Promise<void> {
    this.#drop();
    await this.close();
    [this.#facts, this.#size, this.#hasFacts] = [null, 0, false];
    await Promise.all([this.path, this.#factsPath].map((file) => files.rm(file, { force: true })));
  }

  #drop(): void {
    this.#size -= this.#gatheredBytes;
    [this.#gathered, this.#gatheredBytes] = [[], 0];
  }

  /** Gives the whole file its name. */
  async becomes(path: string): Promise<void> {
    await this.close();
    await this.#writing(() => renamed(this.path, path), path);
    if (this.#hasFacts) await files.rm(this.#factsPath, { force: true });
  }

  get #factsPath(): string {
    return `${this.path}.json`;
  }

  async #writing(write: () => Promise<void>, path = this.path): Promise<void> {
    try {
      await write();
    } catch (error) {
      const failure = unwritable(path, error);
      this.#drop();
      // Of a full disk, what was written takes room only.
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') await this.remove().catch(() => undefined);
      throw failure;
    }
  }
}

/** What is left of parts when so many bytes are gone. */
function rest(parts: readonly Uint8Array[], bytes: number): Uint8Array[] {
  let gone = bytes;
  return parts.flatMap((part) => {
    const left = part.subarray(Math.min(gone, part.length));
    gone -= part.length - left.length;
    return left.length > 0 ? [left] : [];
  });
}

function factsIn(text: string): PartialFacts | null {
  try {
    const facts = JSON.parse(text) as Partial<PartialFacts> | null;
    return typeof facts?.source === 'string' && (facts.total === null || typeof facts.total === 'number')
      ? { validator: null, digests: {}, ...(facts as Pick<PartialFacts, 'source' | 'total'>) }
      : null;
  } catch {
    return null;
  }
}
