import { readFileSync } from 'node:fs';
import { MINIDUMP_STREAM_TYPE, Minidump, SymbolSession, walkDump, walkThread, type StackFrame } from '../../../lib';
import { streamOf } from '../../crash/dump-streams';
import { withCrashedProgram } from '../../crash/crashed-program';
import { moved, placesOf } from '../../crash/moved-dump';
import { can } from '../capabilities';
import { dumpFile } from '../minidump/walk/dump-truth';
import { ofOtherBuilds } from '../minidump/walk/scan-counts';
import { withCodeView } from '../minidump/walk/with-code-view';
import { bin } from '../fixtures';

const source = readFileSync(bin('../src/frameless/frameless.cpp'), 'utf8').split('\n');

/** The functions of the program, innermost first, and the text of each current line in its source. */
const callers = [
  ['frameless::Square::area', 'fast(side, where'],
  ['frameless::standard', 'shape->area(first + second, where)'],
  ['frameless::roomy', 'standard(shape, count'],
  ['frameless::busy', 'roomy(shape, a + b + c, where)'],
  ['frameless::outermost', 'busy(&square, round'],
  ['main', 'frameless::outermost(3, nullptr)'],
  ['mainCRTStartup', 'ExitProcess(static_cast<unsigned>(main()))'],
] as const;
const innermost = { crash: '*where = left;', wait: 'WaitForSingleObject(GetCurrentThread()' } as const;
type Kind = keyof typeof innermost;
const kinds = ['crash', 'wait'] as const;
const chain = (kind: Kind): (readonly [string, string])[] => [['frameless::fast', innermost[kind]], ...callers];

const isOwn = ({ symbol }: StackFrame): boolean => symbol?.module === 'frameless';

/** The frames from the first function of the program to its last: name, and the line's text. */
function ownPart(frames: readonly StackFrame[]): string[] {
  const part = frames.slice(frames.findIndex(isOwn), frames.findLastIndex(isOwn) + 1);
  return part.map(({ symbol }) => {
    const line = symbol?.level === 'line' ? (source[symbol.source!.line - 1] ?? '') : '';
    return `${String(symbol?.name)}: ${line.trim()}`;
  });
}

function expectChain(frames: readonly StackFrame[], end: string, kind: Kind): void {
  const expected = chain(kind);
  const found = ownPart(frames);
  expect(end).toBe('complete');
  expect(found.length).toBe(expected.length);
  expected.forEach(([name, text], index) => {
    expect(found[index]).toContain(`${name}: `);
    expect(found[index]).toContain(text);
  });
}

interface Walked {
  readonly frames: readonly StackFrame[];
  readonly end: string;
}

async function walkOf(dump: Buffer, session?: SymbolSession): Promise<Walked> {
  await using minidump = Minidump.from(dump);
  await using own = session ? null : await SymbolSession.open({ searchPath: bin('x86') });
  const [stack] = await walkDump(minidump, session ?? own!, { imagePath: bin('x86') });
  return stack!;
}

const dumpOf = (kind: Kind): Buffer => readFileSync(dumpFile('x86', `frameless-${kind}`));

const unmoved = new Map<Kind, Promise<Walked>>();
function walkOfUnmoved(kind: Kind): Promise<Walked> {
  const walked = unmoved.get(kind) ?? walkOf(dumpOf(kind));
  unmoved.set(kind, walked);
  return walked;
}

describe('functions without a frame pointer', () => {
  it.each(kinds)('are all on the stack of a dump, in order, with nothing between: %s', async (kind) => {
    const { frames, end } = await walkOf(dumpOf(kind));
    expectChain(frames, end, kind);
    const pointers = frames.map(({ stackPointer }) => stackPointer);
    expect(pointers).toEqual([...pointers].sort((one, other) => Number(one - other)));
  });

  it('are all on the stack of a dump with the PDB alone, and are no guesses', async () => {
    const dump = await withCodeView(ofOtherBuilds(dumpOf('crash')), bin('x86', 'frameless.exe'));
    await using minidump = Minidump.from(dump);
    await using session = await SymbolSession.open({ searchPath: bin('x86') });
    const [stack] = await walkDump(minidump, session);
    const own = stack!.frames.filter(isOwn);
    const part = own.slice(0, chain('crash').length);
    expect(part.map(({ symbol }) => symbol?.name)).toEqual(chain('crash').map(([name]) => name));
    expect(part.filter(({ trust }) => trust === 'scan')).toEqual([]);
  });

  it('are all on the stack of a live thread', () =>
    withCrashedProgram(bin('x86', 'frameless.exe'), 'wait', async ({ pid, threadId }) => {
      await using session = await SymbolSession.open({ process: pid, searchPath: bin('x86') });
      const { frames, end } = await walkThread({ process: pid, threadId, session });
      expectChain(frames, end, 'wait');
    }));
});

describe('a 32-bit stack is the same at every place of it and of its program', () => {
  const { stack, program } = placesOf(dumpOf('crash'));
  const middle = 0x8000_0000;
  const top = 0x1_0000_0000;
  /** The places of the program's functions, and of its frames. */
  const [code, frames] = [0x1100, stack.from + 0x2d0];
  const to = (from: number, place: number): number => place - from;
  const layouts = [
    ['stack across 2 GiB', { stack: to(frames, middle) }],
    ['stack above 2 GiB', { stack: to(stack.from, 0x9000_0000) }],
    ['program across 2 GiB', { program: to(program.from + code, middle) }],
    ['program at 2 GiB', { program: to(program.from, middle) }],
    ['program above 2 GiB', { program: to(program.from, 0xa000_0000) }],
    ['both above 2 GiB', { stack: to(stack.from, 0x9000_0000), program: to(program.from, 0xa000_0000) }],
    // The last 64 KiB belong to no program. Some DLLs exceed the address space from 2 MiB below it.
    ['stack 2 MiB below the top', { stack: to(stack.end, top - 0x20_0000) }],
    ['stack at the top', { stack: to(stack.end, top - 0x1_0000) }],
    ['program at the top', { program: to(program.end, top - 0x1_0000) }],
    ['both at the top', { stack: to(stack.end, top - 0x10_0000), program: to(program.end, top - 0x1_0000) }],
  ] as const;

  // No loader places a program across 2 GiB. DLLs that follow frame data skip a function of one that only waits there,
  // and others get lost.
  const cases = kinds.flatMap((kind) =>
    layouts
      .filter(([name]) => (kind === 'crash' && can('usesFrameData')) || !name.startsWith('program across'))
      .map(([name, by]) => [kind, name, by] as const),
  );

  it.each(cases)('%s, %s', async (kind, _name, by: { readonly stack?: number; readonly program?: number }) => {
    const dump = dumpOf(kind);
    const places = placesOf(dump);
    const at = (address: bigint): bigint => {
      const [inStack, inProgram] = [places.stack, places.program].map(
        ({ from, end }) => address >= BigInt(from) && address < BigInt(end),
      );
      return address + BigInt(inStack ? (by.stack ?? 0) : inProgram ? (by.program ?? 0) : 0);
    };
    const [low, high] = [await walkOfUnmoved(kind), await walkOf(moved(dump, by))];
    const plain = ({ frames: all, end }: Walked, place: (address: bigint) => bigint): unknown => [
      end,
      ...all.map(({ address, returnAddress, stackPointer, framePointer, foundBy, symbol }) => [
        ...[address, returnAddress, stackPointer, framePointer].map((value) => place(value).toString(16)),
        foundBy,
        symbol?.name,
      ]),
    ];
    expect(plain(high, (address) => address)).toEqual(plain(low, at));
    expectChain(high.frames, high.end, kind);
  });

  if (!can('usesFrameData'))
    it.each(kinds)(
      'is not called complete, with its program across 2 GiB, where callers are missing: %s',
      async (kind) => {
        const across = { program: to(program.from + code, middle) };
        const { frames, end } = await walkOf(moved(dumpOf(kind), across));
        const names = frames.filter(isOwn).map(({ symbol }) => symbol?.name);
        expect(names).toEqual(
          chain(kind)
            .map(([name]) => name)
            .slice(0, names.length),
        );
        expect(names.length).toBeGreaterThan(0);
        if (names.length < chain(kind).length) expect(end).not.toBe('complete');
      },
    );
});

describe('a 32-bit stack that was cut', () => {
  const { ThreadListStream, MemoryListStream } = MINIDUMP_STREAM_TYPE;

  function cutAt(dump: Buffer, bytes: number): Buffer {
    const cut = Buffer.from(dump);
    const from = placesOf(dump).stack.from;
    cut.writeUInt32LE(bytes, streamOf(cut, ThreadListStream).place + 4 + 32);
    const { place, bytes: list } = streamOf(cut, MemoryListStream);
    for (let at = 4; at < 4 + 16 * list.readUInt32LE(0); at += 16)
      if (list.readUInt32LE(at) === from) cut.writeUInt32LE(bytes, place + at + 8);
    return cut;
  }

  it.each(['frameless-crash', 'access-violation', 'deep-recursion'])(
    'is called complete only where no function of the program is missing: %s',
    async (name) => {
      const dump = readFileSync(dumpFile('x86', name));
      await using session = await SymbolSession.open({ searchPath: bin('x86') });
      const whole = await walkOf(dump, session);
      const own = (frames: readonly StackFrame[]): number =>
        frames.filter(({ symbol }) => /^(?:frameless|crash)$/.test(symbol?.module ?? '')).length;
      const { from, end } = placesOf(dump).stack;
      const begin = Number(whole.frames.at(-8)?.stackPointer ?? whole.frames[0]!.stackPointer);
      // A stack of many equal frames is cut in fewer of them.
      const step = name === 'deep-recursion' ? 62 : 6;
      for (let cut = begin + 2; cut < end; cut += step) {
        const { frames, end: why } = await walkOf(cutAt(dump, cut - from), session);
        // Without the images of the system, nothing tells the callers of its functions.
        const mayLackImages = own(frames.slice(-1)) === 0;
        if (why === 'no-unwind-info') expect([cut, mayLackImages]).toEqual([cut, true]);
        else if (why !== 'complete') expect([cut, why]).toEqual([cut, 'unreadable']);
        else expect([cut, own(frames)]).toEqual([cut, Math.max(own(frames), own(whole.frames))]);
      }
    },
  );
});
