import path from 'node:path';
import type { Pace } from '../base/pace';
import type { SymbolSession } from '../session/session';
import { undecorate } from '../session/undecorate';
import { whyNoSymbols, type WhyNoSymbols } from '../search/why-no-symbols';
import type { ThreadStack } from '../stack/stack-frame';
import { knowsInlined } from '../stack/symbolize-frames';
import type { Minidump } from '../minidump/minidump';
import type { MinidumpModule } from '../minidump/read/modules';
import type { DumpModule, DumpModules } from '../minidump/walk/dump-modules';
import { dumpModules, type DumpImageOptions } from '../minidump/walk/load-dump-modules';
import { ModuleImages } from '../minidump/walk/module-images';
import { ModuleMap } from '../minidump/walk/module-map';
import { walkDump, type WalkDumpOptions } from '../minidump/walk/walk-dump';
import type { FrameCount } from './addresses';
import type { Problems } from './problems';
import type { ReportInlinedFrame, ReportLocation } from './report-data';
import type { ModuleFindings } from './report-modules';
import { inlinedIn, locationOf, type ModuleAt } from './report-stacks';
import { simpleTypeName } from './thrown';

const label = 'crashReport';
const noFrames: FrameCount = { first: 0, others: 0, nearest: Infinity };
/** UNDNAME_32_BIT_DECODE and UNDNAME_TYPE_ONLY: the C++ runtime uses these for type names. */
const typeName = 0x2800;

/** The place of an address, and the functions that were inlined there. */
export interface ReportPlace {
  readonly location: ReportLocation;
  readonly inlined: readonly ReportInlinedFrame[];
}

/** What a session finds out for the report; nothing without a session. */
export class SymbolFindings {
  readonly #dump: Minidump;
  readonly #session: SymbolSession | null;
  readonly #problems: Problems;
  readonly #options: DumpImageOptions;
  readonly #loaded = new Map<MinidumpModule, DumpModule>();

  constructor(dump: Minidump, session: SymbolSession | null, problems: Problems, options: DumpImageOptions) {
    this.#dump = dump;
    this.#session = session;
    this.#problems = problems;
    this.#options = options;
  }

  /** The stacks, by the ids of their threads. */
  async walk(
    threadIds: readonly number[],
    choices: Pick<WalkDumpOptions, 'maxFrames' | 'codeLog'>,
    told: (done: number) => void,
  ): Promise<ReadonlyMap<number, ThreadStack>> {
    let done = 0;
    const onThread = (): void => {
      told(++done);
    };
    const session = this.#session;
    if (!session || threadIds.length === 0) return new Map();
    const walked = await this.#problems.wait(
      'the stacks',
      () => walkDump(this.#dump, session, { ...this.#options, ...choices, threadIds, onThread }),
      [],
    );
    return new Map(walked.map((stack) => [stack.threadId, stack]));
  }

  /** Loads modules into the session. */
  async load(modules: Iterable<MinidumpModule>, told: (done: number) => void): Promise<void> {
    const session = this.#session;
    if (!session) return;
    const source = this.#problems.read<DumpModules | null>(
      'the modules',
      () => dumpModules(this.#dump, session, this.#options, label),
      null,
    );
    const wanted = [...new Set(modules)].filter((module) => !this.#loaded.has(module));
    source?.expect(wanted, this.#options.signal, 'all PDBs');
    for (const [done, module] of wanted.entries()) {
      told(done);
      if (!source) break;
      const loaded = await this.#problems.wait(module.name, () => source.get(module, this.#options.signal), null);
      if (!loaded) continue;
      this.#loaded.set(module, loaded);
      if (loaded.failure !== null) this.#problems.add(module.name, loaded.failure);
    }
  }

  /** The places of addresses; those in no module are left out. */
  async places(addresses: readonly bigint[], moduleAt: ModuleAt): Promise<ReadonlyMap<bigint, ReportPlace>> {
    const inModules = [...new Set(addresses)].filter((address) => moduleAt(address) !== undefined);
    const session = this.#session;
    const symbols = session
      ? await this.#problems.wait(
          'the symbols',
          () => {
            const inlineFrames = knowsInlined(session.core);
            return session.symbolizeAll(inModules, { degrade: true, inlineFrames, signal: this.#options.signal });
          },
          [],
        )
      : [];
    return new Map(
      inModules.map((address, index) => {
        const symbol = symbols[index] ?? null;
        return [address, { location: locationOf(address, symbol, moduleAt)!, inlined: inlinedIn(symbol) }] as const;
      }),
    );
  }

  /** The images found. */
  images(): ModuleImages<MinidumpModule> {
    // Type names lie in writable sections, but programs rarely change them.
    const images = new ModuleImages(new ModuleMap([...this.#loaded.keys()]), true);
    for (const [module, { image }] of this.#loaded) images.add(module, image);
    return images;
  }

  /** Whether each module was loaded, and why those on the stacks have no symbols. */
  async findings(
    modules: readonly MinidumpModule[],
    counts: ReadonlyMap<MinidumpModule, FrameCount>,
    pace: Pace,
  ): Promise<ModuleFindings[]> {
    // Look-ups have loaded symbols: the list of modules must show that.
    await this.#session?.modules();
    const findings: ModuleFindings[] = [];
    for (const module of modules) {
      const loaded = this.#loaded.get(module);
      const frames = counts.get(module) ?? noFrames;
      findings.push({ module, loaded, frames, why: loaded ? await this.#why(loaded) : null });
      if (pace.isOver) await pace.next();
    }
    return findings;
  }

  async #why({ symbols, image }: DumpModule): Promise<WhyNoSymbols | null> {
    const session = this.#session;
    if (!session || !symbols || image === null || symbols.hasFullSymbols) return null;
    const { symbolType, pdbPath } = symbols;
    const context = session.core.pdbSearch.context();
    return this.#problems.wait(
      path.basename(image),
      () => whyNoSymbols({ imagePath: image, symbolType, pdbPath }, context),
      null,
    );
  }

  /** The readable name of a C++ type. */
  async readable(decorated: string): Promise<string> {
    const simple = simpleTypeName(decorated);
    if (simple !== null) return simple;
    if (!this.#session || !decorated.startsWith('.')) return decorated;
    const name = await undecorate(decorated.slice(1), typeName).catch(() => '');
    return name === '' ? decorated : name.replace(/\b(?:class|struct|union|enum) /g, '');
  }
}
