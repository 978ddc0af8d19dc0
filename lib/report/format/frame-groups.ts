import type { ReportFrame } from '../report-data';

/** Frames that are shown once, with how often they follow each other. */
export interface FrameGroup {
  /** One frame, or the functions that call each other in turn. */
  readonly frames: readonly ReportFrame[];
  readonly times: number;
  /** The number of the last frame. */
  readonly last: number;
}

/** Less than this many rounds are shown as they are. */
const fewestRounds = 4;
/** Functions that call each other in a ring longer than this are not looked for. */
const longestRing = 8;

/** Folds recursion: a function, or up to eight of them in turn, that fills frame after frame. */
export function frameGroups(frames: readonly ReportFrame[]): FrameGroup[] {
  const keys = frames.map(keyOf);
  const groups: FrameGroup[] = [];
  for (let at = 0; at < frames.length;) {
    const { ring, times } = roundsAt(keys, at);
    const end = at + ring * times;
    groups.push({ frames: frames.slice(at, at + ring), times, last: frames[end - 1]!.index });
    at = end;
  }
  return groups;
}

function roundsAt(keys: readonly string[], at: number): { ring: number; times: number } {
  for (let ring = 1; ring <= longestRing; ring++) {
    let end = at + ring;
    while (end < keys.length && keys[end] === keys[end - ring]) end++;
    const times = Math.floor((end - at) / ring);
    if (times >= fewestRounds) return { ring, times };
  }
  return { ring: 1, times: 1 };
}

/** A function calls itself from different places; what has no function is told by its address. */
function keyOf({ address, location, inlined }: ReportFrame): string {
  const name = location?.function ?? null;
  if (name === null) return address;
  return JSON.stringify([location?.module, name, ...inlined.map((frame) => frame.function)]);
}
