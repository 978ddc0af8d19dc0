import { now } from '../../base/clock';
import type { ListedModule, ListingSide } from '../listings/listing-side';
import type { Steps } from '../slices';
import { examineTypes, noForms, type TypeForms } from './distinct-types';
import { TypeInformation } from './type-information';
import { TypeReader } from './type-reader';
import { TypeWriter } from './type-texts';

/** Reading listed types on the thread for long listings, piece by piece: others may have the DLL between two pieces. */

/** Some types of a module. Plain data: it may be sent to another thread. */
export interface ListedTypes extends ListedModule {
  /** The module's short name. */
  readonly module: string;
  /** The same for all pieces that may use what is known from the ones before. */
  readonly knowledge: string;
  /** Whether the DLL has SymGetTypeInfoEx. */
  readonly manyAtOnce: boolean;
  readonly ids: Uint32Array;
}

export interface ReadTypes {
  /** See `typeFromText`. */
  readonly texts: readonly string[];
  /** The number of ids that were read. */
  readonly count: number;
}

interface Known {
  readonly reader: TypeReader;
  readonly writer: TypeWriter;
}

/** The modules whose types stay known: each takes some 10 MB. */
const mostModules = 2;
const known = new Map<string, Known>();

/** How long a piece takes: longer than the way to the thread and back, shorter than others mind. */
const pieceMilliseconds = 10;
const examinedAtOnce = 128;
const readAtOnce = 16;

/** What counts of types: of as many as a piece has time for. */
export function examineListed(side: ListingSide, listed: ListedTypes): TypeForms {
  const { reader } = knownOf(side, listed);
  const found = noForms();
  inPiece(side, listed.ids, examinedAtOnce, (ids) => examineTypes(reader, ids, found));
  return found;
}

/** Reads as many types as a piece has time for. */
export function readListed(side: ListingSide, listed: ListedTypes): ReadTypes {
  const { reader, writer } = knownOf(side, listed);
  const texts: string[] = [];
  const count = inPiece(side, listed.ids, readAtOnce, function* (ids) {
    for (const type of yield* reader.readAll(Array.from(ids))) texts.push(writer.text(type));
  });
  return { texts, count };
}

/** @returns the number of ids that were taken; all that is asked for ends if nobody waits any more */
function inPiece(
  { isOver }: ListingSide,
  ids: Uint32Array,
  atOnce: number,
  take: (ids: Uint32Array) => Steps<void>,
): number {
  const end = now() + pieceMilliseconds;
  let at = 0;
  do {
    const some = ids.subarray(at, at + atOnce);
    for (const steps = take(some); steps.next().done !== true;) if (isOver()) return at;
    at += some.length;
  } while (at < ids.length && now() < end);
  return at;
}

function knownOf({ api, readName }: ListingSide, { key, base, module, knowledge, manyAtOnce }: ListedTypes): Known {
  let found = known.get(knowledge);
  if (!found) {
    const writer = new TypeWriter();
    const answers = new TypeInformation({ api, readName, key, base, manyAtOnce });
    found = { reader: new TypeReader(answers, module, writer.makeReference), writer };
  }
  // The one that was not used for longest goes first.
  known.delete(knowledge);
  known.set(knowledge, found);
  for (const other of known.keys()) {
    if (known.size <= mostModules) break;
    known.delete(other);
  }
  return found;
}

/** Drops what is known of types. */
export function forgetTypes(): void {
  known.clear();
}
