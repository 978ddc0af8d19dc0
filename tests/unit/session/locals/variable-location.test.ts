import { IMAGE_FILE_MACHINE, SYMFLAG } from '../../../../types/constants';
import { registerName } from '../../../../lib/session/locals/registers';
import { locationOf } from '../../../../lib/session/locals/variable-location';

const { I386, AMD64, ARM64 } = IMAGE_FILE_MACHINE;

/** DbgHelp's values for a variable, and their meaning. */
const place = (flags: number, machine: number, more: { register?: number; address?: bigint } = {}): unknown =>
  locationOf(
    { name: 'v', index: 1, typeIndex: 1, flags, register: 0, address: 0n, value: 7n, ...more },
    machine,
    () => 7n,
  );

describe('the location of a variable', () => {
  it.each<[string, unknown, unknown]>([
    ['a register', place(SYMFLAG.REGISTER, AMD64, { register: 330 }), { kind: 'register', register: 330, name: 'RCX' }],
    ['nowhere, as Wine says it', place(SYMFLAG.REGISTER, AMD64, { register: 0xffffffff }), { kind: 'unknown' }],
    ['nowhere, as Microsoft says it', place(SYMFLAG.NULL | SYMFLAG.LOCAL, AMD64), { kind: 'unknown' }],
    [
      'a frame, with an offset of 64 bits',
      place(SYMFLAG.REGREL, AMD64, { register: 335, address: 2n ** 64n - 40n }),
      { kind: 'frame', register: 335, name: 'RSP', offset: -40 },
    ],
    [
      'a frame, with an offset of 32 bits',
      place(SYMFLAG.REGREL, I386, { register: 22, address: 2n ** 32n - 40n }),
      { kind: 'frame', register: 22, name: 'EBP', offset: -40 },
    ],
    [
      'a frame without a register',
      place(SYMFLAG.FRAMEREL, I386, { address: 8n }),
      { kind: 'frame', register: 22, name: 'EBP', offset: 8 },
    ],
    ['a frame that is none', place(SYMFLAG.REGREL, AMD64, { register: 0xffffffff }), { kind: 'unknown' }],
    ['a constant', place(SYMFLAG.CONSTANT | SYMFLAG.VALUEPRESENT, AMD64), { kind: 'constant', value: 7n }],
    ['an address', place(0, AMD64, { address: 0x1000n }), { kind: 'static', address: 0x1000n }],
    ['no address', place(0, AMD64), { kind: 'unknown' }],
  ])('%s', (_what, location, expected) => {
    expect(location).toEqual(expected);
  });
});

describe('names of registers', () => {
  // The names in LLVM's CodeViewRegisters.def.
  it.each([
    [I386, 17, 'EAX'],
    [I386, 22, 'EBP'],
    [I386, 33, 'EIP'],
    [I386, 128, 'ST0'],
    [I386, 252, 'YMM0'],
    [I386, 30006, 'VFRAME'],
    [AMD64, 1, 'AL'],
    [AMD64, 33, 'RIP'],
    [AMD64, 156, 'XMM2'],
    [AMD64, 252, 'XMM8'],
    [AMD64, 259, 'XMM15'],
    [AMD64, 334, 'RBP'],
    [AMD64, 343, 'R15'],
    [AMD64, 344, 'R8B'],
    [AMD64, 359, 'R15W'],
    [AMD64, 360, 'R8D'],
    [ARM64, 10, 'W0'],
    [ARM64, 50, 'X0'],
    [ARM64, 78, 'X28'],
    [ARM64, 79, 'FP'],
    [ARM64, 81, 'SP'],
    [ARM64, 140, 'D0'],
    [ARM64, 180, 'Q0'],
    [AMD64, 999, 'register 999'],
    [0, 17, 'register 17'],
  ])('on machine %d, %d is %s', (machine, number, name) => {
    expect(registerName(machine, number)).toBe(name);
  });
});
