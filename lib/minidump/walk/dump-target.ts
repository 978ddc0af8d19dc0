import type { CONTEXT } from '../../ffi/structures';
import type { FrameData } from '../../files/pdb-frame-data';
import { machines, type StackMachine } from '../../stack/machines';
import type { SteppedFrame } from '../../stack/stack-frame';
import { wordAt, type CodeKind, type StackTarget } from '../../stack/stack-step';
import type { Minidump } from '../minidump';
import { MinidumpError } from '../../base/minidump-error';
import type { MinidumpMemoryInfo } from '../read/memory-info';
import type { MinidumpModule } from '../read/modules';
import type { DumpModule } from './dump-modules';
import { CodeMap } from './code-map';
import { dynamicTables } from './dynamic-tables';
import { FunctionTables } from './function-tables';
import { ModuleImages } from './module-images';
import type { ModuleMap } from './module-map';
import { ProcessMemory } from './process-memory';
import { StepClock, type StepTimes } from './step-clock';

/**
 * Limits on one stack, with an addition for each frame. If a walk exceeds both time and questions, the dump is damaged.
 * Time alone proves nothing: the machine may have been suspended.
 */
const mostOfWalk = { milliseconds: { stack: 1000, frame: 1 }, questions: { stack: 10_000, frame: 1000 } };
/** Limits on one step; a step that searches the stack asks some 900 times. */
const mostOfStep = { milliseconds: 250, questions: 10_000 };

/**
 * Limits on searches for return addresses, in words: what each stack may take, and what all stacks of a dump may take
 * together beyond that. Dumps may name the same memory as the stack of each thread.
 */
const mostSearched = { stack: 0x4000, dump: 20_000_000 };

/** What is left for searches of all stacks of a dump. */
interface SearchBudget {
  words: number;
}

/** The modules in which threads begin. */
const firstModules = /^(?:ntdll|kernel32)\.dll$/i;
/** Larger than the first frame of a thread. */
const firstFrameBytes = 0x400n;

/**
 * Thrown when a walk reaches a module that was not looked for yet. The walk leaves the DLL and the queue, and starts
 * again.
 */
export class ModuleNeeded extends Error {
  readonly module: MinidumpModule;

  constructor(module: MinidumpModule) {
    super(`${module.name} is needed`);
    this.module = module;
  }
}

/** The process of a dump, as a stack walk needs it. */
export class DumpTarget {
  readonly memory: ProcessMemory;
  readonly #dump: Minidump;
  readonly #modules: ModuleMap;
  readonly #images: ModuleImages<MinidumpModule>;
  readonly #tables = new Map<string, FunctionTables>();
  readonly #code: CodeMap;
  readonly #searches: SearchBudget = { words: mostSearched.dump };

  constructor(dump: Minidump, modules: ModuleMap) {
    this.#dump = dump;
    this.#modules = modules;
    this.#images = new ModuleImages(modules);
    this.memory = new ProcessMemory(dump.memory, this.#images);
    this.#code = new CodeMap(modules, this.memory, memoryInfoOf(dump));
  }

  /** Adds what was found for a module that a walk needed. */
  async found(module: DumpModule, of: MinidumpModule): Promise<void> {
    this.#images.add(of, module.image);
    this.memory.forget();
    await this.#code.found(module, of);
    for (const tables of this.#tables.values()) tables.forget();
  }

  /** Null for machines whose functions have no tables. */
  tables({ name }: StackMachine): FunctionTables | null {
    if (name === 'x86') return null;
    let tables = this.#tables.get(name);
    if (!tables) {
      tables = new FunctionTables(this.memory, this.#modules, dynamicTables(this.#dump), name);
      this.#tables.set(name, tables);
    }
    return tables;
  }

  close(): void {
    this.#images.close();
  }

  /** The target of one stack. */
  walk(machine: StackMachine): DumpWalk {
    const isKnown = (module: MinidumpModule): boolean => this.#images.has(module);
    const tables = this.tables(machine);
    const isOfWindows = isWindows(this.#dump);
    return new DumpWalk(this.memory, this.#modules, tables, isKnown, this.#code, this.#searches, isOfWindows);
  }
}

/** A damaged list is as good as none; `problems` tells. */
function memoryInfoOf(dump: Minidump): readonly MinidumpMemoryInfo[] {
  try {
    return dump.memoryInfo;
  } catch (error) {
    if (error instanceof MinidumpError && error.code !== 'MINIDUMP_CLOSED') return [];
    throw error;
  }
}

/** From here on, other systems have their numbers: PlatformId of MINIDUMP_SYSTEM_INFO. */
const firstOtherSystem = 0x8000;
const isWindows = ({ systemInfo }: Minidump): boolean => (systemInfo?.platformId ?? 0) < firstOtherSystem;

/** One walk, with its limits. */
export class DumpWalk implements StackTarget {
  readonly #memory: ProcessMemory;
  readonly #modules: ModuleMap;
  readonly #tables: FunctionTables | null;
  readonly #isKnown: (module: MinidumpModule) => boolean;
  readonly #code: CodeMap;
  /** Compilers for Windows do not. */
  readonly keepsFramePointers: boolean;
  #steps = 0;
  readonly #clock = new StepClock();
  /** Questions of DbgHelp in all previous steps. */
  #askedBefore = 0;
  #asked = 0;
  #expired = false;
  readonly #searches: SearchBudget;
  #searched = 0;
  /** Whether there was no more time to search the stack, because other stacks of the dump had taken it. */
  searchedTooMuch = false;

  constructor(
    memory: ProcessMemory,
    modules: ModuleMap,
    tables: FunctionTables | null,
    isKnown: (module: MinidumpModule) => boolean,
    code: CodeMap,
    searches: SearchBudget,
    isWindows: boolean,
  ) {
    this.#memory = memory;
    this.#modules = modules;
    this.#tables = tables;
    this.#isKnown = isKnown;
    this.#code = code;
    this.#searches = searches;
    this.keepsFramePointers = !isWindows;
    if (!tables) return;
    this.functionEntry = (address) => {
      this.#asked++;
      return this.expired ? null : tables.find(address);
    };
  }

  /** Whether DbgHelp has asked anything at all. */
  get asked(): boolean {
    return this.#asked > 0;
  }

  /** Whether the walk exceeded its limits. From then on, it gets no memory and no tables. */
  get expired(): boolean {
    return (this.#expired ||= this.#takesTooLong());
  }

  #takesTooLong(): boolean {
    const { milliseconds, questions } = mostOfWalk;
    const isLongStep = this.#asked - this.#askedBefore > mostOfStep.questions;
    const isLongWalk = this.#asked > questions.stack + questions.frame * this.#steps;
    if (!isLongStep && !isLongWalk) return false;
    const exceeds = ({ step, walk }: StepTimes): boolean =>
      (isLongStep && step > mostOfStep.milliseconds) ||
      (isLongWalk && walk > milliseconds.stack + milliseconds.frame * this.#steps);
    return exceeds(this.#clock.elapsed) && exceeds(this.#clock.worked);
  }

  enter(address: bigint): void {
    const module = this.#modules.at(Number(address));
    if (module && !this.#isKnown(module)) throw new ModuleNeeded(module);
    this.#steps++;
    this.#clock.begin();
  }

  leave(): void {
    this.#expired ||= this.#takesTooLong();
    this.#clock.end();
    this.#askedBefore = this.#asked;
  }

  read(address: number, size: number, into: Uint8Array): number {
    this.#asked++;
    return this.expired ? 0 : this.#memory.read(address, size, into);
  }

  readonly functionEntry?: (address: number) => Uint8Array | null;

  moduleBase(address: number): number {
    this.#asked++;
    return this.#tables ? this.#tables.baseAt(address) : Number(this.#modules.at(address)?.base ?? 0n);
  }

  /** Whether the byte at an address is known. */
  has(address: bigint): boolean {
    return this.#memory.read(Number(address), 1, new Uint8Array(1)) > 0;
  }

  /** The pointer at an address; null if it cannot be read. */
  pointer(address: bigint, { pointerBytes }: StackMachine): bigint | null {
    return this.#memory.pointer(address, pointerBytes);
  }

  /**
   * With tables, the return address 0 marks the outermost frame. Without, every thread began in ntdll or, in old
   * versions, in kernel32; or the program made a stack of its own, which ends below its first frame.
   */
  mayBeOutermost({ address, stackPointer, framePointer }: SteppedFrame, registers: CONTEXT): boolean {
    if (this.#tables) return this.#tables.covers(Number(address));
    if (firstModules.test(this.#modules.at(Number(address))?.name ?? '')) return true;
    const { framePointer: kept } = machines.x86.start(registers);
    const savedNothing = kept === framePointer && wordAt(this, framePointer) === 0n;
    return savedNothing && !this.has(stackPointer + firstFrameBytes);
  }

  /** Whether tables, or for x86 the image, tell how to find the caller of this address. */
  understands(address: bigint): boolean {
    return this.#tables ? this.#tables.covers(Number(address)) : this.#code.hasImage(Number(address));
  }

  /** @throws ModuleNeeded for a module whose image or PDB may tell */
  codeAt(address: number): CodeKind {
    if (++this.#searched > mostSearched.stack && --this.#searches.words < 0)
      this.#expired = this.searchedTooMuch = true;
    if (this.#expired) return null;
    if (this.#tables?.isDynamic(address)) return 'generated';
    const module = this.#code.tells(address) ? undefined : this.#modules.at(address);
    if (module && !this.#isKnown(module)) throw new ModuleNeeded(module);
    return this.#code.kindOf(address);
  }

  frameData(address: number): FrameData | null {
    return this.#tables ? null : this.#code.frameData(address);
  }

  /** Whether the address may be code of the program. */
  isCode(address: bigint): boolean {
    return this.#modules.at(Number(address)) !== undefined || (this.#tables?.covers(Number(address)) ?? false);
  }
}
