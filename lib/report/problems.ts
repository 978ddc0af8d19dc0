import { DbgHelpError } from '../base/errors';
import { MinidumpError } from '../base/minidump-error';
import type { ReportProblem } from './report-data';

/** What went wrong while a report was made. One part that fails leaves the others alone. */
export class Problems {
  readonly all: ReportProblem[] = [];

  /** What `read` gives, or `otherwise` where the dump is damaged there. */
  readonly read = <T>(part: string, read: () => T, otherwise: T): T => {
    try {
      return read();
    } catch (error) {
      this.note(part, error);
      return otherwise;
    }
  };

  /** The same for what takes time. */
  async wait<T>(part: string, job: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await job();
    } catch (error) {
      this.note(part, error);
      return otherwise;
    }
  }

  /** @throws the error, where it is not the dump's fault */
  note(part: string, error: unknown): void {
    if (error instanceof MinidumpError && error.code !== 'MINIDUMP_CLOSED') {
      this.#add(error.stream ?? part, error.message);
    } else if (error instanceof DbgHelpError && !callersFault.has(error.code)) {
      this.#add(part, error.message);
    } else {
      throw error;
    }
  }

  #add(part: string, message: string): void {
    if (!this.all.some((known) => known.message === message)) this.all.push({ part, message });
  }
}

const callersFault: ReadonlySet<string> = new Set(['DBGHELP_CLOSED', 'DBGHELP_REENTRANT', 'DBGHELP_ALREADY_LOADED']);
