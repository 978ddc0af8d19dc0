import { readFileSync } from 'node:fs';
import { Minidump } from '../../../lib';
import { FileBytes } from '../../../lib/files/async-bytes';
import { FrameTable, type FrameData } from '../../../lib/files/pdb-frame-data';
import type { CONTEXT_X86 } from '../../../lib/ffi/structures';
import { returnByFrameData } from '../../../lib/stack/x86-frame-data';
import { exactRegisters, x86, type X86Registers } from '../../../lib/stack/x86-state';
import { bin } from '../../windows/fixtures';
import { dumpFile, dumpTruth } from '../../windows/minidump/walk/dump-truth';

const tableOf = (pdb: string): Promise<FrameTable | null> =>
  FileBytes.with(bin(pdb), 'test', (file) => FrameTable.of(file));

it.each(['clang-o2', 'clang-os'])(
  'frame data lead from each function of a program to its caller: %s',
  async (build) => {
    const table = await tableOf(`release/x86-${build}/release.pdb`);
    const dump = Minidump.from(new Uint8Array(readFileSync(dumpFile('x86-release', build))));
    const [thread] = dumpTruth('x86-release', build);
    const { base } = dump.modules.find(({ name }) => name === 'release.exe')!;
    const word = (address: number): number | null => {
      const bytes = dump.memory.read(BigInt(address), 4);
      return bytes?.length === 4 ? Buffer.from(bytes).readUInt32LE() : null;
    };
    let registers: X86Registers = exactRegisters(dump.exception!.context as CONTEXT_X86);
    let argumentBytes = 0;
    const own = thread!.frames.filter(({ module }) => module === 'release.exe');
    expect(own.length).toBeGreaterThan(10);
    for (const [nth, { rva }] of own.slice(0, -1).entries()) {
      const data = table!.at(nth === 0 ? rva! : rva! - 1)!;
      const told = returnByFrameData(data, registers, argumentBytes, word)!;
      const caller = own[nth + 1]!;
      expect([told.returnAddress - Number(base), told.slot + 4]).toEqual([caller.rva, Number(caller.sp)]);
      ({ registers, argumentBytes } = told);
    }
  },
);

it('a place without frame data, and a PDB without any, have none', async () => {
  const table = await tableOf('x86/frameless.pdb');
  expect([table!.at(0), table!.at(0x7fff_ffff)]).toEqual([null, null]);
  expect(await tableOf('x64/crash.pdb')).toBeNull();
});

describe('a program of frame data', () => {
  const data = (program: string): FrameData => ({ locals: 8, parameters: 4, saved: 4, program });
  const usual = '$T0 .raSearch = $eip $T0 ^ = $esp $T0 4 + = ';
  const word = (address: number): number | null => (address < 0x2000 ? address + 0x40_0000 : null);
  const registers = Object.keys(x86).map((_, nth) => 0x1000 + nth * 0x10);

  it('gives back what the function has saved, and leaves open what calls may change', () => {
    const told = returnByFrameData(data(`${usual}$ebx $T0 4 - ^ =`), registers, 0x10, word)!;
    const slot = 0x1040 + 0x10 + 8 + 4;
    expect(told).toMatchObject({ slot, returnAddress: slot + 0x40_0000, argumentBytes: 4 });
    const [eax, ecx, edx, ebx, esp, ebp] = told.registers;
    expect([eax, ecx, edx]).toEqual([null, null, null]);
    expect([ebx, esp, ebp]).toEqual([slot - 4 + 0x40_0000, slot + 4, 0x1050]);
  });

  it('that goes by the frame pointer needs no stack pointer', () => {
    const byFramePointer = data('$T0 $ebp 4 + = $eip $T0 ^ = $esp $T0 4 + = $ebp $T0 4 - ^ =');
    const without = registers.map((value, nth) => (nth === x86.esp ? null : value));
    expect(returnByFrameData(byFramePointer, without, null, word)).toMatchObject({ slot: 0x1054 });
    expect(returnByFrameData(data(usual), without, 0, word)).toBeNull();
    expect(returnByFrameData(data(usual), registers, null, word)).toBeNull();
  });

  it.each(['', '=', '$eip =', '5 5 =', '$T0 ^ ^ ^', '$eip $esp ^ = $esp', '$eip $eip = $esp $what 4 + =', 'x y z ='])(
    'that means nothing tells nothing: %s',
    (program) => {
      expect(returnByFrameData(data(program), registers, 0, word)).toBeNull();
    },
  );
});
