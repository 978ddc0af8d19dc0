import { isBehindCall, longestCall } from '../../../lib/stack/call-sites';
import { machines } from '../../../lib/stack/machines';

/** Bytes of an instruction behind bytes that are no call, as llvm-mc encodes it. */
const before = (text: string): Uint8Array => {
  const bytes = Buffer.from(text.replaceAll(' ', ''), 'hex');
  return new Uint8Array(Buffer.concat([Buffer.alloc(longestCall, 0x90), bytes]).subarray(-longestCall));
};

it.each([
  ['call rel32', 'e8 10 20 30 40'],
  ['call rax', 'ff d0'],
  ['call r10', '41 ff d2'],
  ['call [rip+0x1000]', 'ff 15 00 10 00 00'],
  ['call [rax]', 'ff 10'],
  ['call [rax+8]', 'ff 50 08'],
  ['call [r13+8]', '41 ff 55 08'],
  ['call [rsp+0x20]', 'ff 54 24 20'],
  ['call [rax+0x100]', 'ff 90 00 01 00 00'],
  ['call [rsp+0x100]', 'ff 94 24 00 01 00 00'],
  ['call [rax*8+0x1000]', 'ff 14 c5 00 10 00 00'],
])('a return address of x64 or x86 is behind %s', (_, bytes) => {
  expect(isBehindCall(machines.x64, before(bytes))).toBe(true);
  expect(isBehindCall(machines.x86, before(bytes))).toBe(true);
});

it.each([
  ['mov rax, rbx', '48 89 d8'],
  ['jmp rax', 'ff e0'],
  ['jmp [rip+0x1000]', 'ff 25 00 10 00 00'],
  ['inc dword [rax]', 'ff 00'],
  ['push [rax+8]', 'ff 70 08'],
  ['ret', 'c3'],
])('a return address of x64 or x86 is not behind %s', (_, bytes) => {
  expect(isBehindCall(machines.x64, before(bytes))).toBe(false);
});

it.each([
  ['bl', 0x94000010, true],
  ['blr x8', 0xd63f0100, true],
  ['blraa x8, x9', 0xd73f0909, true],
  ['blraaz x8', 0xd63f091f, true],
  ['b', 0x14000010, false],
  ['br x8', 0xd61f0100, false],
  ['ret', 0xd65f03c0, false],
  ['nop', 0xd503201f, false],
])('a return address of ARM64 behind %s: %s', (_, word, isCall) => {
  expect(isBehindCall(machines.arm64, new Uint8Array(Uint32Array.of(word).buffer))).toBe(isCall);
});
