import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  ARM64_NT_CONTEXT,
  CONTEXT_FLAGS,
  Minidump,
  MINIDUMP_STREAM_TYPE,
  SymbolSession,
  walkDump,
} from '../../../../lib';
import { DumpBuilder, location, nowhere, u16, u32, u64, u8, zeros } from '../../../unit/minidump/dump-builder';
import { can } from '../../capabilities';
import { bin } from '../../fixtures';
import { readImageFile } from '../../image-file';

/** The facts of llvm-readobj about the functions of arm64/unwind.dll; see tests/fixtures/README.md. */
interface UnwoundFunction {
  readonly name: string;
  readonly rva: number;
  /** In the order of unwinding: the last instruction first. */
  readonly prologue: readonly string[];
  /** The return addresses of its calls. */
  readonly returns: readonly number[];
}

const truth = path.join(__dirname, '../../../fixtures/truth/unwind-arm64.json');
const { functions } = JSON.parse(readFileSync(truth, 'utf8')) as { functions: UnwoundFunction[] };
const image = bin('arm64', 'unwind.dll');

const base = 0x7ff6_0000_0000n;
const stackStart = 0x10_0000n;
const stackBytes = 0x8000;
const depth = 10;
/** The extra stack of a function with a frame pointer, which it needs to find its caller. */
const dynamicBytes = 0x40n;

/** The stack layout of a function: its size, and the offsets of its caller's values. */
interface Layout {
  readonly bytes: bigint;
  /** From the stack pointer. */
  readonly lr: bigint;
  readonly fp: bigint | null;
  /** The target of the frame pointer that the function sets; null if it sets none. */
  readonly set: bigint | null;
}

function layoutOf({ name, prologue }: UnwoundFunction): Layout {
  let at = 0n;
  const slots = new Map<string, bigint>();
  let set: bigint | null = null;
  for (const instruction of prologue) {
    if (/^(?:end|nop|save next)$/.test(instruction)) continue;
    const taken = /^sub sp, #(\d+)$/.exec(instruction);
    const pointed = /^(?:add (?:fp|x29), sp, #(\d+)|mov (?:fp|x29), sp)$/.exec(instruction);
    const saved = /^st[rp] (\w+)(?:, (\w+))?, \[sp, #(-?)(\d+)\](!?)$/.exec(instruction);
    if (taken) at += BigInt(taken[1]!);
    else if (pointed) {
      at += dynamicBytes;
      set = at + BigInt(pointed[1] ?? 0);
    } else if (saved) {
      const [, first = '', second, minus, bytes = '', pushes] = saved;
      const place = minus ? at : at + BigInt(bytes);
      slots.set(first, place);
      if (second !== undefined) slots.set(second, place + 8n);
      if (pushes) at += BigInt(bytes);
    } else throw new Error(`${name}: ${instruction}`);
  }
  const lr = slots.get('lr') ?? slots.get('x30');
  if (lr === undefined) throw new Error(`${name} keeps no return address`);
  return { bytes: at, lr, fp: slots.get('fp') ?? slots.get('x29') ?? null, set };
}

interface MadeDump {
  readonly bytes: Uint8Array;
  readonly frames: readonly { readonly name: string; readonly address: bigint; readonly stackPointer: bigint }[];
}

/** A dump of a thread with these functions on its stack, innermost first, as their unwind codes say. */
function dumpOf(chain: readonly UnwoundFunction[]): MadeDump {
  const stack = Buffer.alloc(stackBytes, 0xcc);
  const put = (place: bigint, value: bigint): unknown => stack.writeBigUInt64LE(value, Number(place - stackStart));
  let stackPointer = stackStart + 0x100n;
  const frames = chain.map((row) => {
    const layout = layoutOf(row);
    const frame = { name: row.name, address: base + BigInt(row.returns.at(-1)!), stackPointer, layout };
    stackPointer += layout.bytes;
    return frame;
  });
  // From the outermost function: the frame pointer that it finds, and the one that it leaves.
  let framePointer = 0n;
  frames.reverse().forEach(({ layout, stackPointer: sp }, index) => {
    put(sp + layout.lr, frames[index - 1]?.address ?? 0n);
    if (layout.fp !== null) put(sp + layout.fp, framePointer);
    if (layout.set !== null) framePointer = sp + layout.set;
  });
  frames.reverse();
  const context = Object.assign(ARM64_NT_CONTEXT.alloc(), {
    ContextFlags: CONTEXT_FLAGS.ARM64_FULL,
    Pc: frames[0]!.address,
    Sp: frames[0]!.stackPointer,
    Fp: framePointer,
    Lr: 0xbadn,
  });
  return { bytes: dumpBytes(stack, context.bytes), frames };
}

function dumpBytes(stack: Buffer, registers: Uint8Array): Uint8Array {
  const { SystemInfoStream, ThreadListStream, ModuleListStream, MemoryListStream } = MINIDUMP_STREAM_TYPE;
  const dump = new DumpBuilder();
  const arm64 = 12;
  const system = [u16(arm64, 0, 0), u8(4, 1), u32(10, 0, 22631, 2, dump.string('')), u16(0, 0), zeros(24)];
  dump.stream(SystemInfoStream, ...system);
  const { timeDateStamp, sizeOfImage, checkSum } = readImageFile(image);
  const name = dump.string('C:\\fixture\\unwind.dll');
  const module = [u64(base), u32(sizeOfImage, checkSum, timeDateStamp, name), zeros(52)];
  dump.stream(ModuleListStream, u32(1), ...module, location(nowhere), location(nowhere), zeros(16));
  const range = Buffer.concat([u64(stackStart), location(dump.add(stack))]);
  const context = dump.add(registers);
  dump.stream(ThreadListStream, u32(1), u32(1, 0, 0, 0), u64(0n), range, location(context));
  dump.stream(MemoryListStream, u32(1), range);
  return new Uint8Array(dump.build());
}

/** Ten functions each time, in five orders, with different innermost and outermost ones. */
const chains = [1, 3, 4, 7, 9].map((step, start) =>
  Array.from({ length: depth }, (_, index) => functions[(start + index * step) % functions.length]!),
);

describe('stacks of ARM64 code', () => {
  it('consist of functions that keep their return addresses in many ways', () => {
    expect(functions.length).toBe(11);
    const layouts = functions.map(layoutOf);
    expect(layouts.some(({ fp }) => fp === null)).toBe(true);
    expect(layouts.some(({ set }) => set !== null)).toBe(true);
    for (const chain of chains) expect(new Set(chain).size).toBe(depth);
  });

  it.each(chains.map((chain) => [chain.map(({ name }) => name.replace('unwind::', '')).join(' '), chain] as const))(
    'have all their frames, or are refused by name: %s',
    async (_names, chain) => {
      const { bytes, frames } = dumpOf(chain);
      await using dump = Minidump.from(bytes);
      await using session = await SymbolSession.open({ searchPath: bin('arm64') });
      const [stack] = await walkDump(dump, session, { imagePath: bin('arm64') });
      if (!can('walksArm64')) {
        expect(stack).toMatchObject({ end: 'stopped', error: { code: 'DBGHELP_NOT_IMPLEMENTED' } });
        expect(stack!.error!.message).toMatch(/does not walk stacks of arm64/);
        return;
      }
      expect(stack!.error).toBeNull();
      expect(stack!.frames.map(({ address, stackPointer }) => ({ address, stackPointer }))).toEqual(
        frames.map(({ address, stackPointer }) => ({ address, stackPointer })),
      );
      expect(stack!.frames.map(({ symbol }) => symbol?.name)).toEqual(frames.map(({ name }) => name));
      expect(stack!.frames.slice(1).map(({ foundBy }) => foundBy)).toEqual(frames.slice(1).map(() => 'unwind-info'));
      expect(stack).toMatchObject({ architecture: 'arm64', end: 'complete' });
    },
  );

  it('have all their frames without the image, too, and each says that it is a guess, or found by a frame pointer', async () => {
    for (const chain of chains) {
      const { bytes, frames } = dumpOf(chain);
      await using dump = Minidump.from(bytes);
      await using session = await SymbolSession.open();
      const [stack] = await walkDump(dump, session);
      expect(stack!.frames.map(({ address }) => address)).toEqual(frames.map(({ address }) => address));
      const ways = stack!.frames.map(({ foundBy }) => foundBy);
      expect(ways[0]).toBe('context');
      for (const way of ways.slice(1)) expect(['scan', 'frame-pointer']).toContain(way);
      expect(stack).toMatchObject({ architecture: 'arm64', end: 'no-unwind-info', error: null });
    }
  });
});
