import type { Pace } from '../../base/pace';
import type { Minidump } from '../minidump';
import type { MinidumpModule } from '../read/modules';
import type { MinidumpThread } from '../read/threads';
import type { ModuleMap } from './module-map';

/** Threads whose stacks will be walked. */
interface ToWalk {
  readonly thread: MinidumpThread | undefined;
}

/** More than most stacks have. */
const mostBytes = 0x10_0000;

/** The modules that words on stacks point into, in the order of the stacks: their return addresses are among these words. */
export async function modulesOnStacks(
  dump: Minidump,
  map: ModuleMap,
  threads: readonly ToWalk[],
  wordBytes: 4 | 8,
  pace: Pace,
): Promise<Set<MinidumpModule>> {
  const found = new Set<MinidumpModule>();
  await pace.map(threads, ({ thread }) => {
    if (!thread) return;
    const { start, size } = thread.stack;
    const bytes = dump.memory.read(start, Math.min(Number(size), mostBytes));
    if (!bytes) return;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at + wordBytes <= bytes.length; at += wordBytes) {
      const word = wordBytes === 4 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true));
      const module = word === 0 ? undefined : map.at(word);
      if (module) found.add(module);
    }
  });
  return found;
}
