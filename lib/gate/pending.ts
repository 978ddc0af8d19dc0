import type { DbgHelpFunctionName, PendingWork } from '../../types/calls';
import { turns, type Slot } from './gate';
import { openedLock, type Holder } from './process-lock';
import { prototypes } from '../../types/functions/prototypes';
import { hashOf } from './shared-memory';
import type { Turn } from './turn-order';
import { lateModules } from '../base/late-modules';

/** The work that has DbgHelp or waits for it, as far as this copy in this thread knows. */
export function pendingWork(): PendingWork[] {
  const now = performance.now();
  const { current, aside, waiting } = turns();
  const holder = current?.hasDll ? undefined : openedLock()?.holder(now);
  const first = current && (current.hasDll ? running(current, now) : own(current.turn, 'waiting', now));
  return [
    ...(holder ? [elsewhere(holder)] : []),
    ...(first ? [first] : []),
    ...aside.map((turn) => own(turn, 'aside', now)),
    ...waiting.map((turn) => own(turn, 'waiting', now)),
  ];
}

function own({ api, since }: Turn, state: PendingWork['state'], now: number): PendingWork {
  const thread = lateModules.workerThreads().threadId;
  return { api, state, milliseconds: now - since, call: null, offThread: false, elsewhere: false, thread };
}

function running({ turn, call, isOffThread }: Slot, now: number): PendingWork {
  return { ...own(turn, 'running', now), call: call as DbgHelpFunctionName | null, offThread: isOffThread };
}

function elsewhere({ milliseconds, call, thread }: Holder): PendingWork {
  const name = call === 0 ? undefined : Object.keys(prototypes).find((known) => hashOf(known) === call);
  return {
    api: null,
    state: 'running',
    milliseconds,
    call: (name as DbgHelpFunctionName | undefined) ?? null,
    offThread: call !== 0,
    elsewhere: true,
    thread,
  };
}
