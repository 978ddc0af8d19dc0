import { DbgHelpError } from '../base/errors';
import { MinidumpError } from '../base/minidump-error';
import type { ReportProblem } from './report-data';

/** Collects errors while a report is made: one part that fails does not spoil the others. */
export class Problems {
  readonly all: ReportProblem[] = [];
  readonly #messages = new Set<string>();

  /** The result of `read`, or `otherwise` if the dump is damaged there. */
  readonly read = <T>(part: string, read: () => T, otherwise: T): T => {
    try {
      return read();
    } catch (error) {
      this.note(part, error);
      return otherwise;
    }
  };

  /** The same for asynchronous jobs. */
  async wait<T>(part: string, job: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await job();
    } catch (error) {
      this.note(part, error);
      return otherwise;
    }
  }

  /** @throws the error, if it is not due to the dump */
  note(part: string, error: unknown): void {
    if (error instanceof MinidumpError && error.code !== 'MINIDUMP_CLOSED') {
      this.add(error.stream ?? part, error.message);
    } else if (error instanceof DbgHelpError && !callersFault.has(error.code)) {
      this.add(part, error.message);
    } else {
      throw error;
    }
  }

  add(part: string, message: string): void {
    if (this.#messages.has(message)) return;
    this.#messages.add(message);
    this.all.push({ part, message });
  }
}

const callersFault: ReadonlySet<string> = new Set(['DBGHELP_CLOSED', 'DBGHELP_REENTRANT', 'DBGHELP_ALREADY_LOADED']);
