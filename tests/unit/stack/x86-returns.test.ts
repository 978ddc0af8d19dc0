import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Minidump } from '../../../lib/minidump';
import type { CONTEXT_X86 } from '../../../lib/ffi/structures';
import { ModuleImages } from '../../../lib/minidump/walk/module-images';
import { ModuleMap } from '../../../lib/minidump/walk/module-map';
import { ProcessMemory } from '../../../lib/minidump/walk/process-memory';
import { X86Returns } from '../../../lib/stack/x86-returns';
import { exactRegisters, type X86Registers } from '../../../lib/stack/x86-state';
import { dumpFile, dumpTruth } from '../../windows/minidump/walk/dump-truth';

const fixtures = path.join(__dirname, '../../fixtures');

/** The program has told its own calls. */
it.each(['clang-o2', 'clang-os', 'gcc-o2'])(
  'the code of a release build without frame pointers tells all its callers: %s',
  (build) => {
    const dump = Minidump.from(new Uint8Array(readFileSync(dumpFile('x86-release', build))));
    const map = new ModuleMap(dump.modules, 32);
    const images = new ModuleImages(map);
    const program = dump.modules.find(({ name }) => name === 'release.exe')!;
    images.add(program, path.join(fixtures, 'bin/release', `x86-${build}`, 'release.exe'));
    const memory = new ProcessMemory(dump.memory, images, 4);
    const returns = new X86Returns((address, size, into) => memory.read(address, size, into));
    const [thread] = dumpTruth('x86-release', build);
    const place = (address: number): unknown => {
      const module = map.at(address);
      return { module: module?.name, rva: module && address - Number(module.base) };
    };

    let registers: X86Registers = exactRegisters(dump.exception!.context as CONTEXT_X86);
    let address = (dump.exception!.context as CONTEXT_X86).Eip;
    let lowest = registers[4]!;
    const frames = [place(address)];
    while (map.at(address) === program) {
      const told = returns.of(address, registers, lowest, (at) => map.at(at) !== undefined);
      if (!told) break;
      ({ registers, returnAddress: address } = told);
      lowest = told.slot + 4;
      frames.push(place(address));
    }
    images.close();
    expect(frames).toEqual(thread!.frames.map(({ module, rva }) => ({ module, rva })));
  },
);

/** Code at 0x1000, and a stack at 0x8000 whose words tell their own places. */
function returnOf(
  code: string,
  registers: Partial<Record<'esp' | 'ebp' | 'ebx', number>> = { esp: 0x8000 },
  isReturnAddress: (address: number) => boolean = () => true,
): unknown {
  const bytes = Buffer.from(code.replace(/[^\da-f]/g, ''), 'hex');
  const returns = new X86Returns((address, size, into) => {
    if (address >= 0x8000 && address < 0x9000) {
      for (let at = 0; at < size; at += 4)
        new DataView(into.buffer).setUint32(into.byteOffset + at, address + at, true);
      return size;
    }
    const part = address < 0x1000 ? bytes.subarray(0, 0) : bytes.subarray(address - 0x1000, address - 0x1000 + size);
    into.set(part);
    return part.length;
  });
  const { esp = null, ebp = null, ebx = null } = registers;
  const told = returns.of(0x1000, [null, null, null, ebx, esp, ebp, null, null], 0x8000, isReturnAddress);
  return told && { slot: told.slot, esp: told.registers[4], ebp: told.registers[5] };
}

/** As llvm-mc encodes them. */
it.each([
  ['takes away its locals and its arguments', '83 c4 10  5d  c2 08 00', { slot: 0x8014, esp: 0x8020, ebp: 0x8010 }],
  ['has just begun', '55  89 e5  83 ec 20  c9  c3', { slot: 0x8000, esp: 0x8004, ebp: null }],
  [
    'calls a function that takes away its arguments',
    '6a 01  e8 02 00 00 00  5d  c3  c2 04 00',
    { slot: 0x8004, esp: 0x8008, ebp: 0x8000 },
  ],
  [
    'calls one that leaves them',
    '6a 01  e8 05 00 00 00  83 c4 04  5d  c3  c3',
    { slot: 0x8004, esp: 0x8008, ebp: 0x8000 },
  ],
  ['goes on behind a jump', 'eb 01  cc  83 c4 08  c3', { slot: 0x8008, esp: 0x800c, ebp: null }],
  ['calls one of which nothing is known', '6a 01  ff d0  90  5d  c3', null],
  ['has ways that lead to different places at once', '74 01  58  c3', null],
  ['never returns', 'eb fe', null],
  ['ends at a trap', 'cc', null],
  ['has ways that lead to different places', '74 02  58  c3  c3', null],
  ['returns to what it has pushed', '68 00 80 00 00  c3', { slot: 0x7ffc, esp: 0x8000, ebp: null }],
])('a function that %s', (_, code, expected) => {
  expect(returnOf(code)).toEqual(expected);
});

it('a call of which nothing is known takes away as many arguments as lead to a return address', () => {
  const code = '6a 01  ff d0  90  5d  c3';
  const only = (address: number) => (at: number) => at === address;
  expect(returnOf(code, { esp: 0x8000 }, only(0x8000))).toEqual({ slot: 0x8000, esp: 0x8004, ebp: 1 });
  expect(returnOf(code, { esp: 0x8000 }, only(0x8004))).toEqual({ slot: 0x8004, esp: 0x8008, ebp: 0x8000 });
  expect(returnOf(code, { esp: 0x8000 }, only(0x9004))).toBeNull();
  expect(returnOf(code, { esp: 0x8000 }, (at) => at === 0x8000 || at === 0x8004)).toBeNull();
});

it('a function with a frame needs no stack pointer', () => {
  expect(returnOf('ff d0  8d 65 f8  5e  5b  5d  c3', { ebp: 0x8100 })).toEqual({
    slot: 0x8104,
    esp: 0x8108,
    ebp: 0x8100,
  });
  expect(returnOf('ff d0  c9  c3', { ebp: 0x8100 })).toEqual({ slot: 0x8104, esp: 0x8108, ebp: 0x8100 });
  expect(returnOf('c9  c3', {})).toBeNull();
});
