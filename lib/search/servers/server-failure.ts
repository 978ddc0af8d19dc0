import type { TriedPlace } from '../file-search';

/** What a failure means for further requests. */
export interface FailureDetails {
  /** Whether the same request may go well later. */
  readonly retry?: boolean;
  /** The pause that the server asks for, in milliseconds. */
  readonly after?: number;
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
  readonly after: number | undefined;
  readonly remember: boolean;
  readonly status: number | undefined;

  constructor(outcome: TriedPlace['outcome'], reason: string, details: FailureDetails = {}) {
    super(reason, 'cause' in details ? { cause: details.cause } : undefined);
    this.name = 'ServerFailure';
    this.outcome = outcome;
    this.retry = details.retry ?? false;
    this.after = details.after;
    this.remember = details.remember ?? false;
    this.status = details.status;
  }
}
