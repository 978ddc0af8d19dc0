import type { InlinedFrame, SymbolizedAddress, UnnamedAddress } from '../session/reader/symbolized-address';
import { ToldAddress } from '../session/reader/symbolized-address';

/** The answer for an address. */
export type AddressAnswer = SymbolizedAddress | UnnamedAddress | null;

/**
 * Answers in the form in which they are sent to another process: columns of numbers, and each name once. Sending many
 * objects would keep both processes busy for longer than finding the answers.
 */
export interface PackedAnswers {
  readonly addresses: BigUint64Array;
  readonly displacements: BigUint64Array;
  /** For each address its place in `names`, from 1 on; 0 if there is no answer. */
  readonly symbols: Uint32Array;
  readonly names: readonly PackedName[];
  /** For each address its place in `files`, from 1 on; 0 if there is no line. */
  readonly sources: Uint32Array;
  readonly files: readonly string[];
  readonly lines: Uint32Array;
  readonly lineDisplacements: Uint32Array;
  /** For each address the functions inlined there; undefined if the task did not ask for them. */
  readonly inlined: readonly (readonly InlinedFrame[] | undefined)[] | undefined;
}

interface PackedName {
  readonly level: Level;
  readonly beyond: boolean;
  readonly nameCut: boolean;
  readonly module: string | null;
  readonly name: string | null;
}

type Level = SymbolizedAddress['level'] | UnnamedAddress['level'];

export function packAnswers(answers: readonly AddressAnswer[], inlineFrames: boolean): PackedAnswers {
  const { length } = answers;
  const names = new Names();
  const files = new Map<string, number>();
  const packed = {
    addresses: new BigUint64Array(length),
    displacements: new BigUint64Array(length),
    symbols: new Uint32Array(length),
    names: names.all,
    sources: new Uint32Array(length),
    lines: new Uint32Array(length),
    lineDisplacements: new Uint32Array(length),
    inlined: inlineFrames ? new Array<readonly InlinedFrame[] | undefined>(length) : undefined,
  };
  for (let index = 0; index < length; index++) {
    const answer = answers[index];
    if (!answer) continue;
    packed.addresses[index] = answer.address;
    packed.displacements[index] = answer.displacement;
    packed.symbols[index] = names.numberOf(answer);
    if (answer.name === null) continue;
    const { source, inlined } = answer;
    if (source) {
      const { file } = source;
      let number = files.get(file);
      if (number === undefined) files.set(file, (number = files.size + 1));
      packed.sources[index] = number;
      packed.lines[index] = source.line;
      packed.lineDisplacements[index] = source.displacement;
    }
    if (packed.inlined) packed.inlined[index] = inlined;
  }
  return { ...packed, files: [...files.keys()] };
}

export function unpackAnswers(packed: PackedAnswers): AddressAnswer[] {
  const { addresses, displacements, symbols, names, sources, files, lines, lineDisplacements, inlined } = packed;
  const answers = new Array<AddressAnswer>(symbols.length).fill(null);
  for (let index = 0; index < answers.length; index++) {
    if (symbols[index] === 0) continue;
    const { level, beyond, nameCut, module, name } = names[symbols[index]! - 1]!;
    const address = addresses[index]!;
    const displacement = displacements[index]!;
    const file = sources[index]!;
    if (name === null) {
      answers[index] = ToldAddress.unnamed(address, level as UnnamedAddress['level'], module, displacement);
      continue;
    }
    const answer = ToldAddress.named(address, level as SymbolizedAddress['level'], module!, name, displacement);
    if (file > 0) {
      answer.source = { file: files[file - 1]!, line: lines[index]!, displacement: lineDisplacements[index]! };
    }
    if (beyond) answer.beyond = beyond;
    if (nameCut) answer.nameCut = true;
    const frames = inlined?.[index];
    if (frames) answer.inlined = frames;
    answers[index] = answer;
  }
  return answers;
}

/** Numbers values that several symbols share, from 1 on. */
class Names {
  readonly all: PackedName[] = [];
  readonly #numbers = new Map<string | null, Map<string | null, Record<string, number>>>();

  numberOf(answer: SymbolizedAddress | UnnamedAddress): number {
    const { level, module, name } = answer;
    const isNamed = answer.name !== null;
    const beyond = isNamed && answer.beyond === true;
    const nameCut = isNamed && answer.nameCut === true;
    let named = this.#numbers.get(module);
    if (!named) this.#numbers.set(module, (named = new Map<string | null, Record<string, number>>()));
    let numbers = named.get(name);
    if (!numbers) named.set(name, (numbers = {}));
    return (numbers[beyond ? `${level} beyond` : level] ??= this.all.push({ level, beyond, nameCut, module, name }));
  }
}
