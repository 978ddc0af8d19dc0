import type { TriedPlace } from '../file-search';

/** What a failure means for further requests. */
export interface FailureDetails {
  /** Whether the same request may go well later. */
  readonly retry?: boolean;
  /** The pause that the server asks for, in milliseconds. */
  readonly wait?: number;
  /** Whether to remember it as a miss: the server does not have the file. */
  readonly remember?: boolean;
  /** The status of the answer. */
  readonly status?: number;
  readonly cause?: unknown;
}

/** Why a server did not give a file. Never leaves the client: it becomes a tried place. */
export class ServerFailure extends Error {
  readonly outcome: TriedPlace['outcome'];
  readonly retry: boolean;
  readonly wait: number | undefined;
  readonly remember: boolean;
  readonly status: number | undefined;

  constructor(outcome: TriedPlace['outcome'], reason: string, details: FailureDetails = {}) {
    super(reason, 'cause' in details ? { cause: details.cause } : undefined);
    this.name = 'ServerFailure';
    this.outcome = outcome;
    this.retry = details.retry ?? false;
    this.wait = details.wait;
    this.remember = details.remember ?? false;
    this.status = details.status;
  }

  /** Of a store that is no longer there. */
  get isMissingFolder(): boolean {
    return this.outcome === 'unwritable' && (this.cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';
  }

  /** The failure of a repetition: what broke off, and then was not there, may come back. */
  after(first: ServerFailure): ServerFailure {
    if (this.message === first.message) return this;
    const { outcome, wait, remember, status, cause } = this;
    const retry = this.retry || (outcome === 'unreachable' && status === undefined);
    const details = { retry, remember, ...(wait !== undefined && { wait }), ...(status !== undefined && { status }) };
    return new ServerFailure(outcome, `${this.message}; before, ${first.message}`, { ...details, cause });
  }
}

export const tooLarge = (limit: number): ServerFailure =>
  new ServerFailure('refused', `has more than ${String(limit)} bytes (the option \`maxFileSize\`)`);
