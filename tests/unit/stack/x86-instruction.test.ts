import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ImageMemory } from '../../../lib/files/image-memory';
import { registersWritten, x86Instruction } from '../../../lib/stack/x86-instruction';

const fixtures = path.join(__dirname, '../../fixtures');

/** As llvm-objdump has disassembled them: a hexadecimal digit for the length of each instruction. */
const { sections } = JSON.parse(readFileSync(path.join(fixtures, 'truth/instructions-x86.json'), 'utf8')) as {
  sections: readonly { readonly image: string; readonly from: number; readonly lengths: string }[];
};

const decoded = (bytes: Uint8Array): ReturnType<typeof x86Instruction> =>
  x86Instruction(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));

it.each(sections)('instructions of x86 are as long as llvm says: $image', ({ image, from, lengths }) => {
  const expected = Array.from(lengths, (digit) => parseInt(digit, 16));
  const code = new Uint8Array(expected.reduce((sum, length) => sum + length, 0));
  const memory = ImageMemory.open(path.join(fixtures, 'bin', image), 0x40_0000n)!;
  expect(memory.read(from, code.length, code, 0)).toBe(code.length);
  memory.close();
  const found: number[] = [];
  for (let at = 0; at < code.length;) {
    const length = decoded(code.subarray(at))?.length ?? Infinity;
    found.push(length);
    at += length;
  }
  expect(found).toEqual(expected);
  expect(found.length).toBeGreaterThan(200);
});

const names = ['eax', 'ecx', 'edx', 'ebx', 'esp', 'ebp', 'esi', 'edi'];

/** As llvm-mc encodes them. */
it.each([
  ['mov ebp, eax', '89 c5', 'ebp'],
  ['mov [ebp-8], eax', '89 45 f8', ''],
  ['lea ebp, [esp+0x10]', '8d 6c 24 10', 'ebp'],
  ['movzx eax, cl', '0f b6 c1', 'eax'],
  ['mul ecx', 'f7 e1', 'eax edx'],
  ['not ebp', 'f7 d5', 'ebp'],
  ['test ebp, 1', 'f7 c5 01 00 00 00', ''],
  ['xchg ebx, eax', '87 d8', 'eax ebx'],
  ['xchg ebp, eax', '95', 'eax ebp'],
  ['cdq', '99', 'edx'],
  ['imul ecx, eax', '0f af c8', 'ecx'],
  ['xor ebp, ebp', '31 ed', 'ebp'],
  ['cmp eax, ebp', '39 e8', ''],
  ['cmp ebp, 1', '83 fd 01', ''],
  ['test ebp, ebp', '85 ed', ''],
  ['shl ebp, 2', 'c1 e5 02', 'ebp'],
  ['inc ebp', '45', 'ebp'],
  ['mov ebp, 1', 'bd 01 00 00 00', 'ebp'],
  ['setne al', '0f 95 c0', 'eax'],
  ['cmovne ebp, ecx', '0f 45 e9', 'ebp'],
  ['rep movsd', 'f3 a5', 'eax ecx esi edi'],
  ['cpuid', '0f a2', 'eax ecx edx ebx'],
  ['call [eax]', 'ff 10', ''],
  ['add esp, [eax]', '03 20', 'esp'],
])('%s writes %3$s', (_, bytes, written) => {
  const instruction = decoded(new Uint8Array(Buffer.from(bytes.replaceAll(' ', ''), 'hex')))!;
  expect(instruction.length).toBe(bytes.split(' ').length);
  const all = registersWritten(instruction);
  expect(names.filter((_name, register) => (all >> register) & 1).join(' ')).toBe(written);
});

it.each(['', '8d', '8d 84', 'e8 01 02 03', '66', '0f', 'c5 f8 77', '81 c4 00 00'])(
  'an instruction that is cut, or not known, is none: %s',
  (bytes) => {
    expect(decoded(new Uint8Array(Buffer.from(bytes.replaceAll(' ', ''), 'hex')))).toBeNull();
  },
);
