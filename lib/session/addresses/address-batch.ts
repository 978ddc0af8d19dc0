import type { DbgHelpToken } from '../../../types/calls';
import { ascending } from './ascending';
import type { SessionCore } from '../core';
import { hasName, parseLocation, type Location, type NamedLocation, type PlainLocation } from '../location';
import { placeOf } from '../names/names';
import type { SymbolModule } from '../modules/module';
import { Slice, type Steps } from '../slices';
import { answersInRuns, noteRuns, RunsProof } from './runs-proof';
import { SymbolRuns } from './symbol-runs';
import type { KnownLine, KnownSymbol, KnownAnswer, Answer } from '../reader/known';
import type { AnswerOptions } from './answer-options';

const addressesBetweenClockReads = 32;

/** Modules whose answers came in runs, with a DLL that is not known to answer so. */
const probed = new WeakSet<SymbolModule>();

/** A part of the list: the addresses of one module in ascending order, or those in no module in the given order. */
interface Part {
  readonly module: SymbolModule | undefined;
  /** Bytes from the module's base. */
  readonly offsets: Uint32Array;
  /** Their indices in the list. */
  readonly places: Uint32Array;
  /** The evidence in its answers so far. */
  proof?: RunsProof | undefined;
}

/** Many addresses, and their answers. */
export class AddressBatch {
  readonly answers: Answer[];
  /** The number of checked locations: if one is wrong, of those before it. */
  checked = 0;
  /** The number of finished answers. */
  answered = 0;
  readonly #core: SessionCore;
  readonly #options: AnswerOptions;
  /** The given locations, then the addresses that they become. */
  readonly #addresses: (Location | PlainLocation | undefined)[];
  readonly #named: (readonly [place: number, location: NamedLocation])[] = [];
  readonly #parts: Part[] = [];
  /** The number of finished answers of the first part. */
  #place = 0;

  /** @param locations - are turned into addresses in place */
  constructor(core: SessionCore, locations: (Location | PlainLocation | undefined)[], options: AnswerOptions) {
    this.#core = core;
    this.#options = options;
    this.#addresses = locations;
    this.answers = new Array<Answer>(locations.length).fill(null);
  }

  /** Checks all locations before the first look-up. */
  *parse(api: string): Steps<void> {
    const { length } = this.#addresses;
    for (let place = 0; place < length; place++) {
      const location = parseLocation(this.#addresses[place], api, this.#core);
      if (hasName(location)) this.#named.push([place, location]);
      else this.#addresses[place] = location;
      this.checked++;
      if (place % addressesBetweenClockReads === 0) yield;
    }
  }

  /** Looks up each name once. */
  async findNames(api: string): Promise<void> {
    const begins = new Map<string, PlainLocation>();
    for (const [place, location] of this.#named) {
      const { module, name, offset } = location;
      const key = `${module ?? ''}!${name}+${String(offset)}`;
      const found = begins.get(key) ?? (await placeOf(this.#core, location, api));
      begins.set(key, found);
      this.#addresses[place] = found;
    }
  }

  /** Finds the modules, as loaded now, and the order of the look-ups. */
  *sort(): Steps<void> {
    const { length } = this.#addresses;
    const groups = new Map<SymbolModule | undefined, { readonly number: number; count: number }>();
    /** For each address, the number of its group. */
    const numbers = new Uint32Array(length);
    for (let place = 0; place < length; place++) {
      const address = this.#core.resolve(this.#addresses[place] as PlainLocation);
      this.#addresses[place] = address;
      const module = address === undefined ? undefined : this.#core.modules.containing(address);
      let group = groups.get(module);
      if (!group) groups.set(module, (group = { number: groups.size, count: 0 }));
      group.count++;
      numbers[place] = group.number;
      if (place % addressesBetweenClockReads === 0) yield;
    }
    const parts = Array.from(groups, ([module, { count }]) => {
      return { module, filled: 0, keys: new Uint32Array(count), values: new Uint32Array(count) };
    });
    for (let place = 0; place < length; place++) {
      const part = parts[numbers[place]!]!;
      const at = part.filled++;
      if (part.module) part.keys[at] = Number(this.#addressAt(place)! - part.module.base);
      part.values[at] = place;
      if (place % addressesBetweenClockReads === 0) yield;
    }
    for (const { module, ...unsorted } of parts) {
      const { keys, values } = yield* ascending(unsorted);
      this.#parts.push({ module, offsets: keys, places: values });
    }
  }

  /** The modules of the addresses, in the order in which they will be asked. */
  get modules(): readonly SymbolModule[] {
    return this.#parts.flatMap(({ module }) => module ?? []);
  }

  /**
   * Answers as many addresses as the time of a slice allows.
   *
   * @param signal - ends a download
   */
  async slice(api: DbgHelpToken, signal?: AbortSignal): Promise<void> {
    const time = new Slice();
    for (;;) {
      const part = this.#parts[0];
      if (!part) return;
      const step = this.#stepOf(api, part);
      const inRuns = this.#takesShortcut(part);
      const { length } = part.places;
      while (this.#place < length) {
        const loading = this.#loadingFor(part);
        if (loading !== undefined) {
          await this.#core.loadSymbolsAt(api, loading, signal);
          time.renew();
        }
        const next = step(this.#place);
        this.answered += next - this.#place;
        this.#place = next;
        const looksAtClock = inRuns || next % addressesBetweenClockReads === 0;
        if (looksAtClock && time.isOver) break;
      }
      if (this.#place < length) return;
      this.#parts.shift();
      this.#place = 0;
    }
  }

  /** The next address, if its module's symbols are not loaded yet. */
  #loadingFor(part: Part): bigint | undefined {
    if (part.module && !part.module.needsLoading) return undefined;
    const address = this.#addressAt(part.places[this.#place]!);
    if (address === undefined) return undefined;
    return (part.module ?? this.#core.modules.containing(address))?.needsLoading ? address : undefined;
  }

  /** A function that answers the address at an index, and maybe the following ones; it returns the next index. */
  #stepOf(api: DbgHelpToken, part: Part): (place: number) => number {
    if (!part.module?.loaded) return this.#single(api, part);
    return this.#takesShortcut(part) ? this.#runs(api, part.module, part) : this.#each(api, part.module, part);
  }

  #takesShortcut({ module }: Part): boolean {
    const { shortcut } = this.#options;
    if (shortcut !== 'probe' || !module) return shortcut === true;
    return probed.has(module) && answersInRuns(this.#core.binding.library) === 'probed';
  }

  /** Proof comes from look-ups that are made anyway. */
  #proof(): RunsProof | undefined {
    if (this.#options.shortcut !== 'probe') return undefined;
    return answersInRuns(this.#core.binding.library) === 'contradicted' ? undefined : new RunsProof();
  }

  /** Looks up each address on its own. */
  #single(api: DbgHelpToken, part: Part): (place: number) => number {
    return (place) => {
      const listed = part.places[place]!;
      const address = this.#addressAt(listed);
      if (address !== undefined) this.answers[listed] = this.#core.answers.at(api, address, this.#options);
      return place + 1;
    };
  }

  /** Looks up each address of a module, or takes it from the cache. */
  #each(api: DbgHelpToken, module: SymbolModule, part: Part): (place: number) => number {
    const { answers, reader } = this.#core;
    const { cache } = this.#options;
    const proof = (part.proof ??= this.#proof());
    let near: KnownAnswer | undefined;
    return (place) => {
      const listed = part.places[place]!;
      const address = this.#addressAt(listed)!;
      near = cache ? answers.know(api, module, address, near) : reader.ask(api, address, near);
      if (proof) this.#note(proof, module, part.offsets[place]!, near);
      this.#setAnswer(api, listed, near.symbol, near.line);
      return place + 1;
    };
  }

  #note(proof: RunsProof, module: SymbolModule, offset: number, answer: KnownAnswer): void {
    proof.note(offset, answer);
    if (proof.contradicted) noteRuns(this.#core.binding.library, 'contradicted');
    else if (proof.proven && !probed.has(module)) {
      probed.add(module);
      noteRuns(this.#core.binding.library, 'probed');
    }
  }

  /** Looks up fewer addresses, by runs. */
  #runs(api: DbgHelpToken, module: SymbolModule, part: Part): (place: number) => number {
    const { offsets, places } = part;
    const { answers, reader } = this.#core;
    const code = this.#options.cache ? answers.codeOf(module) : undefined;
    const runs = new SymbolRuns(api, reader, code, module.base, offsets, (place, symbol, line) => {
      this.#setAnswer(api, places[place]!, symbol, line);
    });
    return (place) => runs.run(place);
  }

  #setAnswer(api: DbgHelpToken, listed: number, symbol: KnownSymbol | null, line: KnownLine | undefined): void {
    this.answers[listed] = this.#core.answers.tell(api, this.#addressAt(listed)!, symbol, line, this.#options);
  }

  #addressAt(listed: number): bigint | undefined {
    return this.#addresses[listed] as bigint | undefined;
  }
}
