import type { DbgHelpFunctionName, PendingWork } from '../../types/calls';
import { now } from '../base/clock';
import { turns, type Slot } from './gate';
import { openedLock, type Holder } from './process-lock';
import { prototypes } from '../../types/functions/prototypes';
import { hashOf } from './shared-memory';
import type { Turn } from './lanes';
import { lateModules } from '../base/late-modules';

/** The work that has DbgHelp or waits for it, as far as this copy in this thread knows. */
export function pendingWork(): PendingWork[] {
  const time = now();
  const { current, aside, waiting } = turns();
  const holder = current?.hasDll ? undefined : openedLock()?.holder(time);
  const waitingWith = (turn: Turn | undefined): PendingWork[] => {
    if (!turn?.joined) return [];
    return turn.joined().map(({ api, since }) => own({ ...turn, api, since }, 'waiting', time));
  };
  const first = current && (current.hasDll ? running(current, time) : own(current.turn, 'waiting', time));
  return [
    ...(holder ? [elsewhere(holder)] : []),
    ...(first ? [first] : []),
    ...waitingWith(current?.turn),
    ...aside.map((turn) => own(turn, 'aside', time)),
    ...waiting.flatMap((turn) => [own(turn, 'waiting', time), ...waitingWith(turn)]),
  ];
}

function own({ api, since }: Turn, state: PendingWork['state'], time: number): PendingWork {
  const thread = lateModules.workerThreads().threadId;
  const milliseconds = time - since;
  return { api, state, milliseconds, still: null, call: null, offThread: false, elsewhere: false, thread };
}

function running(slot: Slot, time: number): PendingWork {
  const { turn, call, isOffThread } = slot;
  const still = slot.stillFor(time);
  return { ...own(turn, 'running', time), still, call: call as DbgHelpFunctionName | null, offThread: isOffThread };
}

function elsewhere({ milliseconds, still, call, thread }: Holder): PendingWork {
  const name = call === 0 ? undefined : Object.keys(prototypes).find((known) => hashOf(known) === call);
  return {
    api: null,
    state: 'running',
    milliseconds,
    still,
    call: (name as DbgHelpFunctionName | undefined) ?? null,
    offThread: call !== 0,
    elsewhere: true,
    thread,
  };
}
