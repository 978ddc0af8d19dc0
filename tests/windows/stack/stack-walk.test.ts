import { CONTEXT_AMD64, CONTEXT_X86, SymbolSession, type WalkedFrame } from '../../../lib';
import { walkStack, type StackWalk, type StackWalkRequest } from '../../../lib/stack/stack-walk';
import { symbolizeFrames } from '../../../lib/stack/symbolize-frames';
import { can, describeWhere } from '../capabilities';
import { turnsDuring } from '../../event-loop-turns';
import { bin, inlinedRanges, variant } from '../fixtures';
import { probeWithout } from '../older-dlls';
import { loadProbe } from '../probe';
import type { StackTarget } from '../../../lib/stack/stack-step';

const is32 = process.arch === 'ia32';

const code = 0x40_1000n;
const stackBase = 0x10_0000n;

/** A target with this memory, without images and function entries. */
const targetOf = (read: StackTarget['read']): StackTarget => ({
  read,
  functionEntry: () => null,
  moduleBase: () => 0x40_0000,
});

let session: SymbolSession;
beforeAll(async () => {
  session = await SymbolSession.open();
});
afterAll(() => session.close());

const walk = (request: StackWalkRequest, of = session): Promise<StackWalk> =>
  of.run((api) => walkStack(of.core, api, request));

/** A target with only these words on its stack. */
const words = (bytes: 4 | 8, wordAt: (address: bigint) => bigint | undefined): StackTarget =>
  targetOf((address, size, into) => {
    const view = new DataView(into.buffer, into.byteOffset, into.length);
    for (let at = 0; at < size; at += bytes) {
      const word = wordAt(BigInt(address + at));
      if (word === undefined) return at;
      if (bytes === 8) view.setBigUint64(at, word, true);
      else view.setUint32(at, Number(word), true);
    }
    return size;
  });

type Rest = Partial<StackWalkRequest>;

/** x64 code without an entry is a leaf function: its return address is on top of the stack. */
function leaf(wordAt: (address: bigint) => bigint | undefined, rest: Rest = {}): Promise<StackWalk> {
  const context = CONTEXT_AMD64.alloc();
  Object.assign(context, { Rip: code, Rsp: stackBase });
  return walk({ context, target: words(8, wordAt), ...rest });
}

/** x86 code without an entry has saved EBP below its return address. */
function chain(wordAt: (address: bigint) => bigint | undefined, rest: Rest = {}): Promise<StackWalk> {
  const context = CONTEXT_X86.alloc();
  Object.assign(context, { Eip: Number(code), Esp: Number(stackBase), Ebp: Number(stackBase) + 8 });
  return walk({ context, target: words(4, wordAt), ...rest });
}

/** Frames of 16 bytes: the caller's EBP, then the return address. */
const savedIn = (address: bigint): bigint => (address % 16n === 8n ? address + 16n : code + 0x10n);

/** A walk without an end, of code that the DLL can walk; each word of its stack is reported. */
const endless = (rest: Rest = {}, onWord: () => void = () => undefined): Promise<StackWalk> => {
  const told = (word: bigint): bigint => {
    onWord();
    return word;
  };
  return is32 ? chain((address) => told(savedIn(address)), rest) : leaf(() => told(code), rest);
};

const addresses = ({ frames }: StackWalk): bigint[] => frames.map(({ address }) => address);

describeWhere('walksX64', 'a walk of x64 code', () => {
  const depthOf = (address: bigint): bigint => (address - stackBase) / 8n;

  it('ends at a return address of 0', async () => {
    const walked = await leaf((address) => (depthOf(address) < 3n ? code + depthOf(address) : 0n));
    expect(addresses(walked)).toEqual([code, code, code + 1n, code + 2n]);
    expect(walked.end).toBe('complete');
    const [innermost, ...callers] = walked.frames;
    expect(innermost).toMatchObject({
      address: code,
      returnAddress: code,
      stackPointer: stackBase,
      foundBy: 'context',
    });
    expect(callers.map(({ stackPointer }) => stackPointer)).toEqual([1n, 2n, 3n].map((n) => stackBase + n * 8n));
    expect(callers.map(({ returnAddress }) => returnAddress)).toEqual([code + 1n, code + 2n, 0n]);
  });

  it('ends where the stack cannot be read, with the last frame', async () => {
    const walked = await leaf((address) => (depthOf(address) < 3n ? code + 1n + depthOf(address) : undefined));
    expect(addresses(walked)).toEqual([code, code + 1n, code + 2n, code + 3n]);
    expect(walked.frames.at(-1)!.returnAddress).toBe(0n);
    expect(walked.end).toBe('unreadable');
    const nothing = await leaf(() => undefined);
    expect([addresses(nothing), nothing.end]).toEqual([[code], 'unreadable']);
  });

  it('ends at its limit if the stack has no end', async () => {
    const walked = await leaf(() => code, { maxFrames: 50 });
    expect([walked.frames.length, walked.end]).toEqual([50, 'limit']);
    const usual = await leaf(() => code);
    expect([usual.frames.length, usual.end]).toEqual([1024, 'limit']);
  });

  it('gives the innermost frame if nothing is known about it', async () => {
    const context = CONTEXT_AMD64.alloc();
    Object.assign(context, { Rip: 0n, Rsp: stackBase });
    const walked = await walk({ context, target: { read: () => 0 } });
    expect(walked).toMatchObject({ frames: [{ address: 0n, stackPointer: stackBase }], end: 'unreadable' });
  });
});

describe('a walk of x86 code', () => {
  it('follows frame pointers to a return address of 0', async () => {
    const walked = await chain((address) => (address === stackBase + 8n + 32n + 4n ? 0n : savedIn(address)));
    expect(addresses(walked)).toEqual([code, code + 0x10n, code + 0x10n]);
    expect(walked.end).toBe('complete');
    expect(walked.frames.map(({ foundBy }) => foundBy)).toEqual(['context', 'frame-pointer', 'frame-pointer']);
  });

  it('ends where the stack cannot be read', async () => {
    const isThere = (address: bigint): boolean => address < stackBase + 48n || address >= code - 0x100n;
    const walked = await chain((address) => (isThere(address) ? savedIn(address) : undefined));
    expect(walked.end).toBe('unreadable');
    expect(addresses(walked)).toEqual([code, code + 0x10n, code + 0x10n, code + 0x10n]);
    expect(walked.frames.at(-1)!.returnAddress).toBe(0n);
  });

  it('ends where the stack loops', async () => {
    const toItself = await chain((address) => (address % 16n === 8n ? stackBase + 8n : code));
    expect(toItself.end).toBe('loop');
    expect(toItself.frames.length).toBeLessThan(4);
    const backwards = await chain((address) => (address % 16n === 8n ? address - 16n : code));
    expect(backwards.end).toBe('loop');
    const endless = await chain(savedIn, { maxFrames: 20 });
    expect([endless.frames.length, endless.end]).toEqual([20, 'limit']);
  });
});

describe('a difference between DLLs for x86 code', () => {
  it('is a return address at the end of a function that ends with a call', async () => {
    await using of = await SymbolSession.open({ searchPath: bin('x86') });
    await of.loadModule(bin('x86', 'crash.exe'), { base: 0x40_0000n });
    const thrown = 0x40_1b18n;
    const saved = (address: bigint): bigint => (address === stackBase + 8n + 4n ? thrown : savedIn(address));
    const context = CONTEXT_X86.alloc();
    Object.assign(context, { Eip: 0x40_1b00, Esp: Number(stackBase), Ebp: Number(stackBase) + 8 });
    const target = { ...words(4, saved), moduleBase: () => 0x40_0000 };
    const { frames } = await walk({ context, target, maxFrames: 2 }, of);
    expect(frames.map(({ address }) => address)).toEqual([0x40_1b00n, thrown]);
    expect(frames[0]!.returnAddress).toBe(thrown);
    const [, caller] = await symbolizeFrames(of.core, frames);
    expect(caller!.lookupAddress).toBe(thrown - 1n);
  });

  it('is an address above 2 GiB', async () => {
    const high = 0x9000_0000;
    const context = CONTEXT_X86.alloc();
    Object.assign(context, { Eip: high + 0x1000, Esp: high + 0x10_0000, Ebp: high + 0x10_0008 });
    const above = BigInt(high);
    const saved = (address: bigint): bigint => (address % 16n === 8n ? address + 16n : above + 0x1010n);
    const { frames, end } = await walk({
      context,
      target: { ...words(4, saved), moduleBase: () => high },
      maxFrames: 5,
    });
    expect(end).toBe('limit');
    const steps = [0n, 1n, 2n, 3n].map((n) => above + 0x10_0010n + 16n * n);
    expect(frames.slice(1).map(({ address }) => address)).toEqual(steps.map(() => above + 0x1010n));
    expect(frames.slice(1).map(({ stackPointer }) => stackPointer)).toEqual(steps);
    expect(frames.slice(1).map(({ framePointer }) => framePointer)).toEqual(steps.map((step) => step + 8n));
  });

  it('is no end of a stack that continues along frame pointers', async () => {
    let lost = false;
    let steps = 0;
    const all = words(4, savedIn);
    const target: StackTarget = {
      ...all,
      enter: () => (lost = ++steps === 2),
      leave: () => (lost = false),
      read: (address, size, into) => (lost ? 0 : all.read(address, size, into)),
    };
    const context = CONTEXT_X86.alloc();
    Object.assign(context, { Eip: Number(code), Esp: Number(stackBase), Ebp: Number(stackBase) + 8 });
    const { frames, end } = await walk({ context, target, maxFrames: 6 });
    expect(end).toBe('limit');
    expect(frames.map(({ address }) => address)).toEqual([code, ...Array.from({ length: 5 }, () => code + 0x10n)]);
    expect(frames.map(({ stackPointer }) => stackPointer - stackBase)).toEqual([0n, 16n, 32n, 48n, 64n, 80n]);
    expect(frames[0]!.returnAddress).toBe(code + 0x10n);
  });
});

// For x86 code, some DLLs ask only for memory, and for functions without entries they ask for no module.
it.each(is32 ? ['read'] : ['read', 'functionEntry', ...(can('asksForModules') ? ['moduleBase'] : [])])(
  'throws what %s throws, and the session goes on',
  async (name) => {
    const broken = new Error(`${name} is broken`);
    const throwing = (): never => {
      throw broken;
    };
    const target = { ...targetOf((_address, size) => size), [name]: throwing };
    await expect(endless({ target })).rejects.toBe(broken);
    await expect(endless({ maxFrames: 5 })).resolves.toMatchObject({ end: 'limit' });
  },
);

it('is stopped by its signal between two steps', async () => {
  const reason = new Error('enough');
  const stop = new AbortController();
  let steps = 0;
  const counting = (target: StackTarget): StackTarget => ({
    ...target,
    enter: () => {
      if (++steps === 3) stop.abort(reason);
    },
  });
  const all = words(is32 ? 4 : 8, is32 ? savedIn : () => code);
  const context = is32 ? CONTEXT_X86.alloc() : CONTEXT_AMD64.alloc();
  const [at, stack] = [Number(code), Number(stackBase)];
  Object.assign(context, is32 ? { Eip: at, Esp: stack, Ebp: stack + 8 } : { Rip: code, Rsp: stackBase });
  await expect(walk({ context, target: counting(all), signal: stop.signal })).rejects.toBe(reason);
  expect(steps).toBe(3);
});

it('lets the event loop turn during a long walk', async () => {
  const turns = await turnsDuring(() => endless({ maxFrames: 3000 }));
  // Waiting for the queue takes another turn.
  expect(turns).toBeGreaterThan(3);
});

describe('the walking function', () => {
  const request = (): StackWalkRequest => {
    const context = is32 ? CONTEXT_X86.alloc() : CONTEXT_AMD64.alloc();
    return { context, target: { read: () => 0 } };
  };
  const used = ['StackWalkEx', 'StackWalk64'] as const;

  it('is StackWalkEx, without inlined functions', async () => {
    const probe = await loadProbe();
    probe.reset();
    await using of = await SymbolSession.open({ dbghelp: probe.dll });
    probe.returns('StackWalkEx', 0n);
    await expect(walk(request(), of)).resolves.toMatchObject({ frames: [{ foundBy: 'context' }], end: 'unreadable' });
    expect(used.map((name) => probe.calls(name))).toEqual([1, 0]);
    const [record] = probe.records().filter(({ name }) => name === 'StackWalkEx');
    expect(record!.arguments[0]).toBe(is32 ? 0x14cn : 0x8664n);
    const frame = record!.copies.get(3)!;
    // The last member of STACKFRAME_EX: INLINE_FRAME_CONTEXT_IGNORE.
    expect(frame.readUInt32LE(frame.length - 4)).toBe(0xffff_ffff);
  });

  it('is StackWalk64 if that is missing', async () => {
    const probe = await probeWithout('StackWalkEx');
    probe.reset();
    await using of = await SymbolSession.open({ dbghelp: probe.dll });
    probe.returns('StackWalk64', 0n);
    await expect(walk(request(), of)).resolves.toMatchObject({ frames: [{ foundBy: 'context' }] });
    expect(used.map((name) => probe.calls(name))).toEqual([0, 1]);
  });

  it('may be StackWalk64 of the real DLL', async () => {
    const has = session.core.binding.has.bind(session.core.binding);
    const older = jest
      .spyOn(session.core.binding, 'has')
      .mockImplementation((name) => name !== 'StackWalkEx' && has(name));
    try {
      const walked = await endless({ maxFrames: 10 });
      expect([new Set(addresses(walked)), walked.end]).toEqual([
        new Set(is32 ? [code, code + 0x10n] : [code]),
        'limit',
      ]);
      expect(walked.frames).toHaveLength(10);
      expect(older).toHaveBeenCalledWith('StackWalkEx');
    } finally {
      older.mockRestore();
    }
  });
});

describe('the frames of a walk', () => {
  const frame = (address: bigint, foundBy: WalkedFrame['foundBy'] = 'unknown'): WalkedFrame => ({
    address,
    foundBy,
    trust: foundBy,
    generated: false,
    returnAddress: 0n,
    stackPointer: 0n,
    framePointer: 0n,
  });

  it('are looked up one byte before the return address, with inlined functions', async () => {
    await using of = await SymbolSession.open();
    const scene = await of.loadModule(bin(`${variant}-o2`, 'scene.dll'), { base: 0x1000_0000n });
    const ranges = inlinedRanges(`${variant}-o2`);
    const endsOf = new Set(ranges.map(({ rva, size }) => rva + size));
    const last = ranges.filter(
      ({ rva, size }) => endsOf.has(rva + size) && !ranges.some((next) => next.rva === rva + size),
    );
    expect(last.length).toBeGreaterThan(3);
    const frames = last.map(({ rva, size }) => frame(scene.base + BigInt(rva + size)));
    const callers = await symbolizeFrames(of.core, frames);
    const linesIn = (symbol: (typeof callers)[number]['symbol']): unknown[] =>
      symbol && 'inlined' in symbol ? symbol.inlined.map(({ source }) => source?.line) : [];
    expect(callers.map(({ symbol }) => linesIn(symbol))).toEqual(
      last.map(({ frames: inlined }) => inlined.slice(0, -1).map(({ line }) => line)),
    );
    for (const [index, { lookupAddress, symbol, address }] of callers.entries()) {
      expect(lookupAddress).toBe(address - 1n);
      expect(symbol!.address).toBe(address);
      const [exact] = await of.symbolizeAll([lookupAddress], { inlineFrames: true });
      expect(symbol!.displacement).toBe(exact!.displacement + 1n);
      expect(symbol).toMatchObject({ source: { ...exact!.source, displacement: exact!.source!.displacement + 1 } });
      expect(last[index]!.function.endsWith(symbol!.name!)).toBe(true);
    }
    const innermost = await symbolizeFrames(
      of.core,
      frames.map(({ address }) => frame(address, 'context')),
    );
    expect(innermost.map(({ symbol }) => linesIn(symbol))).toEqual(last.map(() => []));
    expect(innermost.map(({ lookupAddress }) => lookupAddress)).toEqual(frames.map(({ address }) => address));
  });

  it('are looked up at their address after a frame that delivers exceptions', async () => {
    await using of = await SymbolSession.open({ process: 'self' });
    const lookedUpAfter = async (name: string): Promise<bigint> => {
      const { address } = (await of.findSymbol(name))!;
      const [, below] = await symbolizeFrames(of.core, [frame(address, 'context'), frame(address + 1n)]);
      expect(below!.symbol).toMatchObject({ address: address + 1n });
      return below!.lookupAddress - address;
    };
    await expect(lookedUpAfter('ntdll!KiUserExceptionDispatcher')).resolves.toBe(1n);
    await expect(lookedUpAfter('ntdll!RtlUnwind')).resolves.toBe(0n);
  });

  it('have no symbol outside of modules, and only a module if that has none', async () => {
    await using of = await SymbolSession.open();
    const virtual = await of.loadVirtualModule({ base: 0x2000_0000n, size: 0x1000, name: 'jit' });
    const found = await symbolizeFrames(of.core, [frame(0x10n), frame(0n), frame(virtual.base + 0x20n)]);
    expect(found.map(({ symbol }) => symbol)).toEqual([
      null,
      null,
      { address: virtual.base + 0x20n, level: 'module', module: 'jit', name: null, displacement: 0x20n },
    ]);
  });

  it('have no inlined functions if the DLL knows none', async () => {
    const { dll } = await probeWithout('SymQueryInlineTrace');
    await using of = await SymbolSession.open({ dbghelp: dll });
    const [found] = await symbolizeFrames(of.core, [frame(0x1000_1000n)]);
    expect(found!.symbol).not.toBeNull();
    expect(found!.symbol).not.toHaveProperty('inlined');
  });
});
