import { getHeapStatistics } from 'node:v8';

/** The cost of reading a dump. Imported before the reader, to count all later buffers. */

let largest = 0;

const note = (value: unknown): void => {
  const bytes = typeof value === 'number' ? value : ArrayBuffer.isView(value) ? value.byteLength : 0;
  if (bytes > largest) largest = bytes;
};

/** The size in bytes of the largest buffer since the last call. */
export function takeLargestBuffer(): number {
  const taken = largest;
  largest = 0;
  return taken;
}

/** Counts allocations of constructors and of Buffer. */
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
      // Buffer.from gives a view if its argument is memory.
      if (name !== 'from' || !(args[0] instanceof ArrayBuffer)) note(made.length);
      return made;
    };
  }
}

/** JavaScript's heap and external memory, such as buffers. */
export function heapBytes(): number {
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}

export const heapLimit = (fileBytes: number): number => 10 * 2 ** 20 + 64 * fileBytes;
export const mostMilliseconds = 1000;

export interface Cost {
  /** CPU time, so that other load on the machine does not count. */
  readonly milliseconds: number;
  readonly largestBuffer: number;
  /** The largest growth seen. It may include garbage, but not beyond the limit. */
  readonly heapGrowth: number;
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The heap without garbage, when nothing is held. */
let idle = 0;
/** Garbage counts as growth until it is collected: this much is allowed for it. */
const mostGarbage = 6 * 2 ** 20;

/** Measures a job. Call `sample` while its results are still held. */
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
