/** What a copy of the package holds of the memory that all share. */
interface Participant {
  readonly id: number;
  /** Gives back what another one holds. */
  leave(id: number): void;
}

const key = Symbol.for('dbghelp.droppedCopies.1');

/**
 * Gives back the entry of a copy that nobody uses any more, though its thread goes on: a program may load the package
 * anew again and again. One registry serves all copies of a thread, because that of a dropped copy is dropped with it.
 */
export function leaveWhenDropped(participant: Participant): void {
  const holder = process as unknown as Record<symbol, FinalizationRegistry<number> | undefined>;
  holder[key] ??= new FinalizationRegistry((id) => {
    participant.leave(id);
  });
  holder[key].register(participant, participant.id);
}
