import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as dbghelpPackage from '../../../lib';
import { DbgHelp, type StructClass } from '../../../lib';
import { variant } from '../fixtures';
import { probePath } from '../probe';

/** Every member of every structure against recorded offsets and sizes, which come from C: see ../abi. */

interface AnyView {
  readonly bytes: Uint8Array;
  toJSON(): Record<string, unknown>;
}
type Members = Record<string, unknown>;

interface KnownLayout {
  readonly size: number;
  readonly fields: Readonly<Record<string, readonly [offset: number, bytes: number]>>;
}

const recorded = JSON.parse(readFileSync(path.join(__dirname, '../../abi/layouts.json'), 'utf8')) as Record<
  'x64' | 'x86',
  Readonly<Record<string, KnownLayout>>
>;
const layouts = recorded[variant];

const classes = Object.entries(dbghelpPackage as unknown as Record<string, unknown>)
  .filter(([, value]) => typeof value === 'object' && value !== null && 'structName' in value)
  .map(([name, value]) => [name, value as StructClass<AnyView>] as const);

/** The structure that a name means in this process. */
function layoutOf(name: string): KnownLayout | undefined {
  if (name === 'CONTEXT_AMD64') return recorded.x64['CONTEXT'];
  if (name === 'CONTEXT_X86') return recorded.x86['CONTEXT'];
  const form64 = name.replace(/(W?)(_PACKAGE)?$/, '$164$2');
  return layouts[name] ?? (variant === 'x64' ? layouts[form64] : undefined);
}

const known = classes.filter(([name]) => layoutOf(name) !== undefined);
/** A member whose C name has another meaning in views ends with an underscore. */
const cName = (member: string): string => member.replace(/_$/, '');

/** The name of a member in the record. */
const inC = ({ fields }: KnownLayout, member: string): string =>
  cName(member) in fields ? cName(member) : '_bitfield' in fields ? '_bitfield' : member;

/** Whether an array's elements are those of the record. */
const endsInside = ({ fields }: KnownLayout, member: string, length: number): boolean =>
  length > 0 && length <= fields[cName(member)]![1];

/** Distinct bytes without the top bit. */
const distinct = (count: number): Buffer => Buffer.from(Array.from({ length: count }, (_, at) => 0x11 + (at % 100)));

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

beforeAll(async () => {
  // Text in the ANSI code page needs Windows.
  await DbgHelp.load({ path: probePath });
});

it('of all exported structures, only GUID and those that 64-bit Windows lacks have no recorded layout', () => {
  const missing = classes.filter((entry) => !known.includes(entry)).map(([name]) => name);
  expect(missing.sort()).toEqual(variant === 'x86' ? ['GUID'] : ['GUID', 'IMAGE_DEBUG_INFORMATION']);
  expect(known.length).toBeGreaterThan(190);
});

describe.each(known)('%s', (name, struct) => {
  const layout = layoutOf(name)!;

  it('has C’s size, and says so in its size member', () => {
    expect(struct.byteLength).toBe(layout.size);
    expect(struct.structName).toBe(name === 'CONTEXT' ? 'CONTEXT_AMD64' : name);
    const view = struct.alloc();
    expect(view.bytes.length).toBeGreaterThanOrEqual(layout.size);
    const sizeMember = Object.keys(layout.fields).find((member) => /^(SizeOfStruct|ssize)$/i.test(member));
    if (sizeMember) expect((view as unknown as Members)[sizeMember]).toBe(layout.size);
  });

  it('has C’s members, in C’s order', () => {
    const members = Object.keys(struct.alloc().toJSON()).map((member) => inC(layout, member));
    // The record also has the members of inner structures; for bit-fields it has their unit.
    const known = Object.keys(layout.fields).filter((member) => !member.includes('.'));
    expect([...new Set(members)]).toEqual(known);
  });

  // Bit-fields, floating-point numbers and trailing arrays have their own tests.
  const members = Object.entries(struct.alloc().toJSON())
    .filter(
      ([member]) => inC(layout, member) !== '_bitfield' && !(name === 'ARM64_NT_NEON128' && 'DS'.includes(member)),
    )
    .filter(([member, value]) => value !== '' || layout.fields[cName(member)]![1] > 2)
    .filter(([member, value]) => !Array.isArray(value) || endsInside(layout, member, value.length))
    .map(([member]) => member);
  it.each(members)('%s reads and writes only its own bytes', (member) => {
    const [offset, size] = layout.fields[cName(member)]!;
    const view = struct.alloc();
    const read = (): unknown => (view as unknown as Members)[member];
    const write = (value: unknown): void => {
      (view as unknown as Members)[member] = value;
    };
    const own = view.bytes.subarray(offset, offset + size);
    const others = (): Buffer => {
      const copy = Buffer.from(view.bytes);
      copy.fill(0, offset, offset + size);
      return copy;
    };
    const before = others();
    const value = read();
    switch (typeof value) {
      case 'number':
      case 'bigint': {
        const number = littleEndian(distinct(size));
        write(typeof value === 'number' ? Number(number) : number);
        expect(Buffer.from(own)).toEqual(distinct(size));
        expect(BigInt(read() as number | bigint)).toBe(number);
        own.fill(0xff);
        expect(BigInt.asUintN(size * 8, BigInt(read() as number | bigint))).toBe(2n ** BigInt(size * 8) - 1n);
        break;
      }
      case 'boolean':
        write(true);
        expect(littleEndian(own)).toBe(1n);
        own.fill(0);
        own[own.length - 1] = 0x80;
        expect(read()).toBe(true);
        write(false);
        expect([littleEndian(own), read()]).toEqual([0n, false]);
        break;
      case 'string': {
        write('text');
        expect(read()).toBe('text');
        const wide = Buffer.from(own.subarray(0, 2)).equals(Buffer.from('t', 'utf16le'));
        const written = Buffer.from('text\0', wide ? 'utf16le' : 'latin1');
        expect(Buffer.from(own.subarray(0, written.length))).toEqual(written);
        break;
      }
      default:
        if (value === null) expectPointedText(own, read, write);
        else if (Array.isArray(value)) expectArray(value, own, read, write);
        else expectNested(value as AnyView, own);
    }
    expect(others()).toEqual(before);
  });
});

function expectPointedText(own: Uint8Array, read: () => unknown, write: (value: unknown) => void): void {
  write('pointed at');
  expect(littleEndian(own)).toBeGreaterThan(0xffffn);
  expect(read()).toBe('pointed at');
  write('');
  expect(read()).toBe('');
  write(null);
  expect([littleEndian(own), read()]).toEqual([0n, null]);
}

function expectArray(
  value: readonly unknown[],
  own: Uint8Array,
  read: () => unknown,
  write: (value: unknown) => void,
): void {
  const step = own.length / value.length;
  own.set(distinct(own.length));
  if (typeof value[0] === 'object') {
    const parts = (read() as AnyView[]).map(({ bytes }) => Buffer.from(bytes));
    expect(Buffer.concat(parts)).toEqual(distinct(own.length));
    return;
  }
  const expected = value.map((_, at) => littleEndian(own.subarray(at * step, (at + 1) * step)));
  expect((read() as (number | bigint)[]).map(BigInt)).toEqual(expected);
  const copy = read();
  own.fill(0);
  write(copy);
  expect(Buffer.from(own)).toEqual(distinct(own.length));
  expect(() => {
    write((copy as unknown[]).slice(1));
  }).toThrow(TypeError);
}

function expectNested(value: AnyView, own: Uint8Array): void {
  own.set(distinct(own.length));
  // Behind a structure with a trailing name there is more room for it.
  const bytes = value.bytes.subarray(0, own.length);
  expect(Buffer.from(bytes)).toEqual(distinct(own.length));
  bytes.fill(0x77);
  expect(own.every((byte) => byte === 0x77)).toBe(true);
}
