import { existsSync } from 'node:fs';
import { Minidump, SymbolSession, walkDump, type SourceLine, type StackFrame } from '../../../../lib';
import { dumpFile, dumpTruth, type NamedPlace, type TrueFrame } from './dump-truth';
import { bin } from '../../fixtures';
import { readImageFile } from '../../image-file';

const kinds = [
  ...['access-violation', 'stack-overflow', 'divide-by-zero', 'cpp-exception', 'deep-recursion', 'threads', 'jit'],
  ...['full-memory', 'null-call'],
];

/** One line for each function, from the innermost on: its place and its name. */
const place = (name: string | undefined, rva: number | bigint | string): string => `${name ?? ''}+${String(rva)}`;
const named = ({ function: name, file, line }: NamedPlace): string => `${name} ${file}:${String(line)}`;
/** Wine's DLL gives only the last name of inlined functions. */
const inlinedHere = ({ function: name, ...rest }: NamedPlace): string =>
  named({ function: name.replace(/^.*::/, ''), ...rest });

function expectedLines(frames: readonly TrueFrame[]): string[] {
  return frames.flatMap(({ module, rva, address, times = 1, inlined = [], ...rest }) => {
    const at = place(module, rva ?? address ?? '');
    const row =
      rest.function === undefined ? [at] : [...inlined.map(inlinedHere), `${at} ${named(rest as NamedPlace)}`];
    return Array.from({ length: times }, () => row).flat();
  });
}

const stackPointers = (frames: readonly TrueFrame[]): bigint[] =>
  frames.flatMap(({ sp, times = 1, step = 0 }) =>
    Array.from({ length: times }, (_, index) => BigInt(sp) + BigInt(index * step)),
  );

function walkedLines(dump: Minidump, frames: readonly StackFrame[]): string[] {
  return frames.flatMap(({ address, symbol }) => {
    const module = dump.modules.find(({ base, size }) => address >= base && address < base + BigInt(size));
    const at = module ? place(module.name, address - module.base) : place(undefined, `0x${address.toString(16)}`);
    if (module?.name !== program || symbol?.name == null) return [at];
    const placed = (name: string, source: SourceLine | null | undefined): NamedPlace => ({
      function: name,
      file: source?.file ?? '',
      line: source?.line ?? 0,
    });
    const inlined = (symbol.inlined ?? []).map(({ name, source }) => inlinedHere(placed(name, source)));
    return [...inlined, `${at} ${named(placed(symbol.name, symbol.source))}`];
  });
}

/** Whether this Windows has the same DLLs as the program had; only then can stacks be walked through them. */
const sameSystem = ({ modules }: Minidump): boolean =>
  modules
    .filter(({ name }) => name !== program)
    .every(({ path: file, timestamp, size }) => {
      const here = existsSync(file) ? readImageFile(file) : undefined;
      return here?.timeDateStamp === timestamp && here.sizeOfImage === size;
    });

/** The lines without functions outside of the program. */
const ownLines = (lines: readonly string[]): string[] => lines.filter((line) => line.includes(' '));

const program = 'crash.exe';
/** Fewer than in the endless recursion of x86. */
const maxFrames = 1300;
const architectures = process.arch === 'ia32' ? ['x86'] : ['x64', 'x86'];
const cases = architectures.flatMap((arch) => kinds.map((kind) => [arch, kind] as const));

describe('the stacks of a dump are the same as in lldb', () => {
  it.each(cases)('%s %s', async (arch, kind) => {
    await using dump = await Minidump.open(dumpFile(arch, kind));
    await using session = await SymbolSession.open({ searchPath: bin(arch) });
    const stacks = await walkDump(dump, session, { maxFrames, imagePath: bin(arch) });
    const truth = dumpTruth(arch, kind);
    const crashed = truth.find((thread) => thread.crashed)!;
    expect(stacks[0]!.threadId).toBe(crashed.id);
    expect(stacks.map(({ threadId }) => threadId).sort()).toEqual(truth.map(({ id }) => id).sort());
    const complete = sameSystem(dump);
    for (const { id, frames } of truth) {
      const stack = stacks.find(({ threadId }) => threadId === id)!;
      const all = expectedLines(frames);
      const expected = all.slice(0, maxFrames);
      const found = walkedLines(dump, stack.frames);
      const end = all.length > maxFrames ? 'limit' : 'complete';
      if (complete) {
        expect({ end: stack.end, found }).toEqual({ end, found: expected });
        const pointers = stack.frames.map(({ stackPointer }) => stackPointer);
        expect(pointers).toEqual(stackPointers(frames).slice(0, maxFrames));
      } else if (frames[0]!.module === program) {
        expect(ownLines(found)).toEqual(ownLines(expected));
      }
    }
  });
});
