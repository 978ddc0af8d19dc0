import { pointerBits } from '../base/architecture';
import { countWhile } from '../base/sorted';
import { win32Threads } from '../win32/thread-functions';
import { executablePages, type CodeKind } from './stack-step';

/** MEMORY_BASIC_INFORMATION: its size, and the offsets of RegionSize, State, Protect and Type. */
const information =
  pointerBits === 64
    ? { bytes: 48, size: 24, state: 32, protect: 36, type: 40 }
    : { bytes: 28, size: 12, state: 16, protect: 20, type: 24 };
const committed = 0x1000;
/** MEM_IMAGE. */
const ofImage = 0x100_0000;

/** A region of a process's memory, as VirtualQueryEx describes it. */
export interface LiveRegion {
  readonly begin: number;
  readonly end: number;
  readonly kind: CodeKind;
}

export function regionAt(process: bigint, address: number): LiveRegion | null {
  const view = new DataView(new ArrayBuffer(information.bytes));
  const { VirtualQueryEx } = win32Threads();
  if (Number(VirtualQueryEx(process, address, new Uint8Array(view.buffer), information.bytes)) === 0) return null;
  const pointer = (at: number): number =>
    pointerBits === 64 ? Number(view.getBigUint64(at, true)) : view.getUint32(at, true);
  const [begin, protect] = [pointer(0), view.getUint32(information.protect, true)];
  const isCode = view.getUint32(information.state, true) === committed && (protect & executablePages) !== 0;
  const kind = !isCode ? null : view.getUint32(information.type, true) === ofImage ? 'module' : 'generated';
  return { begin, end: begin + pointer(information.size), kind };
}

/** What lies at the addresses of a live process, asked once for each region. */
export class LiveCode {
  readonly #process: bigint;
  /** By address, without overlaps. */
  readonly #regions: LiveRegion[] = [];

  constructor(process: bigint) {
    this.#process = process;
  }

  kindOf(address: number): CodeKind {
    const regions = this.#regions;
    const after = countWhile(regions.length, (index) => regions[index]!.begin <= address);
    const known = regions[after - 1];
    if (known && address < known.end) return known.kind;
    const region = regionAt(this.#process, address);
    if (!region || address >= region.end) return null;
    // The process may have changed its memory since then.
    const begin = Math.max(region.begin, known?.end ?? 0);
    const end = Math.min(region.end, regions[after]?.begin ?? Infinity);
    regions.splice(after, 0, { begin, end, kind: region.kind });
    return region.kind;
  }
}
