import type { ReportFrame } from '../report-data';

/** Frames that are shown once, with the number of repetitions. */
export interface FrameGroup {
  /** One frame, or one round of functions that call each other. */
  readonly frames: readonly ReportFrame[];
  readonly times: number;
  /** The index of the last frame. */
  readonly last: number;
}

/** Fewer rounds are not folded. */
const fewestRounds = 4;
/** The longest round of functions that is recognized. */
const longestRing = 8;

/** Folds recursion: one function, or a round of up to eight, that repeats over many frames. */
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

/** Frames of one function count as equal, wherever they call; a frame without a function is known by its address. */
function keyOf({ address, location, inlined }: ReportFrame): string {
  const name = location?.function ?? null;
  if (name === null) return address;
  return JSON.stringify([location?.module, name, ...inlined.map((frame) => frame.function)]);
}
