import { getHeapStatistics } from 'node:v8';

/** What reading a dump costs. Imported before the reader: from then on, the buffers that are made are counted. */

let largest = 0;

const note = (value: unknown): void => {
  const bytes = typeof value === 'number' ? value : ArrayBuffer.isView(value) ? value.byteLength : 0;
  if (bytes > largest) largest = bytes;
};

/** Bytes of the largest buffer that was made since this was asked last. */
export function takeLargestBuffer(): number {
  const taken = largest;
  largest = 0;
  return taken;
}

/** Counts what is asked of constructors and of Buffer. */
function countBuffers(): void {
  const globals = globalThis as unknown as Record<string, new (...args: unknown[]) => object>;
  for (const name of ['ArrayBuffer', 'Uint8Array', 'Uint32Array', 'BigUint64Array', 'Float64Array']) {
    globals[name] = new Proxy(globals[name]!, {
      construct(target, args: unknown[], newTarget) {
        // With more arguments it is a view of another buffer.
        if (args.length === 1) note(args[0]);
        return Reflect.construct(target, args, newTarget) as object;
      },
    });
  }
  const buffers = Buffer as unknown as Record<string, (...args: unknown[]) => { length: number }>;
  for (const name of ['alloc', 'allocUnsafe', 'allocUnsafeSlow', 'concat', 'from']) {
    const original = buffers[name]!;
    buffers[name] = (...args) => {
      const made = original.apply(Buffer, args);
      // Buffer.from is a view where it is given memory.
      if (name !== 'from' || !(args[0] instanceof ArrayBuffer)) note(made.length);
      return made;
    };
  }
}

/** JavaScript's heap and what is outside of it, as buffers are. */
export function heapBytes(): number {
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}

export const heapLimit = (fileBytes: number): number => 10 * 2 ** 20 + 64 * fileBytes;
export const mostMilliseconds = 1000;

export interface Cost {
  /** Of processors: what others do on the machine does not count. */
  readonly milliseconds: number;
  readonly largestBuffer: number;
  /** The most that was seen. It may hold garbage, but not beyond the limit. */
  readonly heapGrowth: number;
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The heap without garbage, when nothing is held. */
let idle = 0;
/** Garbage counts as growth until the collector has come: this much is left to it. */
const mostGarbage = 6 * 2 ** 20;

/** Does something under measurement. `sample` is to be called while what was read is still held. */
export function measured(fileBytes: number, job: (sample: () => void) => unknown): Cost {
  const collect = (globalThis as { gc?: () => void }).gc;
  if (!collect) throw new Error('Needs node --expose-gc');
  if (idle === 0 || heapBytes() > idle + mostGarbage) {
    collect();
    idle = heapBytes();
  }
  let heapGrowth = 0;
  let collecting = 0;
  takeLargestBuffer();
  const sample = (): void => {
    let growth = heapBytes() - idle;
    if (growth > heapLimit(fileBytes)) {
      const begin = processorTime();
      collect();
      growth = heapBytes() - idle;
      collecting += processorTime() - begin;
    }
    heapGrowth = Math.max(heapGrowth, growth);
  };
  const begin = processorTime();
  const held = job(sample);
  sample();
  const milliseconds = processorTime() - begin - collecting;
  if (held === undefined) throw new Error('The job must hold what it read');
  return { milliseconds, largestBuffer: takeLargestBuffer(), heapGrowth };
}

countBuffers();
