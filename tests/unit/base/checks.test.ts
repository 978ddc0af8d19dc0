import {
  checkBoolean,
  checkHandle,
  checkInteger,
  checkText,
  checkUnsigned,
  outOfRange,
  show,
  wrongType,
} from '../../../lib/base/checks';

const label = 'somewhere: `something`';

describe('checkInteger', () => {
  it.each([0, 1, 255])('accepts %p in the range 0 to 255', (value) => {
    expect(checkInteger(value, 0, 255, label)).toBe(value);
  });

  it.each([-1, 256, 1.5, Number.NaN, Infinity, -Infinity])('throws a RangeError for %p', (value) => {
    expect(() => checkInteger(value, 0, 255, label)).toThrow(RangeError);
    expect(() => checkInteger(value, 0, 255, label)).toThrow('from 0 to 255');
  });

  it.each(['1', 1n, true, null, undefined, {}, [1], new Number(1)])('throws a TypeError for %p', (value) => {
    expect(() => checkInteger(value, 0, 255, label)).toThrow(TypeError);
  });
});

describe('checkUnsigned', () => {
  it.each<[unknown, 32 | 64, bigint]>([
    [0, 64, 0n],
    [0n, 64, 0n],
    [2n ** 64n - 1n, 64, 2n ** 64n - 1n],
    [Number.MAX_SAFE_INTEGER, 64, 2n ** 53n - 1n],
    [0xffff_ffff, 32, 0xffff_ffffn],
    [0xffff_ffffn, 32, 0xffff_ffffn],
  ])('accepts %p of %i bits', (value, bits, expected) => {
    expect(checkUnsigned(value, bits, label)).toBe(expected);
  });

  it.each<[unknown, 32 | 64]>([
    [-1, 64],
    [-1n, 64],
    [2n ** 64n, 64],
    [2 ** 53, 64],
    [1.5, 64],
    [Number.NaN, 64],
    [2 ** 32, 32],
    [2n ** 32n, 32],
  ])('throws a RangeError for %p of %i bits', (value, bits) => {
    expect(() => checkUnsigned(value, bits, label)).toThrow(RangeError);
  });

  it.each(['1', true, null, undefined, {}])('throws a TypeError for %p', (value) => {
    expect(() => checkUnsigned(value, 64, label)).toThrow(TypeError);
  });
});

describe('checkHandle', () => {
  it.each<[unknown, 32 | 64, bigint]>([
    [-1, 64, -1n],
    [-1n, 64, -1n],
    [-1n, 32, -1n],
    [2n ** 64n - 1n, 64, -1n],
    [2n ** 32n - 1n, 32, -1n],
    [0xffff_ffff, 32, -1n],
    [0xffff_ffff, 64, 0xffff_ffffn],
    [-(2n ** 63n), 64, -(2n ** 63n)],
    [2n ** 63n, 64, -(2n ** 63n)],
    [2n ** 31n - 1n, 32, 2n ** 31n - 1n],
    [0x1234, 32, 0x1234n],
  ])('makes %p of %i bits signed, as in C', (value, bits, expected) => {
    expect(checkHandle(value, bits, label)).toBe(expected);
  });

  it.each<[unknown, 32 | 64]>([
    [2n ** 64n, 64],
    [-(2n ** 63n) - 1n, 64],
    [2n ** 32n, 32],
    [-(2n ** 31n) - 1n, 32],
    [2 ** 53, 64],
    [0.5, 32],
    [Number.NaN, 32],
  ])('throws a RangeError for %p of %i bits', (value, bits) => {
    expect(() => checkHandle(value, bits, label)).toThrow(RangeError);
  });

  it.each(['1', true, null, undefined, {}])('throws a TypeError for %p', (value) => {
    expect(() => checkHandle(value, 64, label)).toThrow(TypeError);
  });
});

describe('checkText and checkBoolean', () => {
  it('return their argument', () => {
    expect([checkText('a ✓', label), checkText('', label)]).toEqual(['a ✓', '']);
    expect([checkBoolean(true, label), checkBoolean(false, label)]).toEqual([true, false]);
  });

  it.each(['\0', 'a\0', '\0a'])('throw a RangeError for text with a NUL: %p', (value) => {
    expect(() => checkText(value, label)).toThrow(RangeError);
  });

  it.each([1, null, undefined, {}, new String('a')])('throw a TypeError for %p', (value) => {
    expect(() => checkText(value, label)).toThrow(TypeError);
    expect(() => checkBoolean(value, label)).toThrow(TypeError);
  });

  it.each([0, 1, 'true'])('throw a TypeError for %p instead of a boolean', (value) => {
    expect(() => checkBoolean(value, label)).toThrow(TypeError);
  });
});

describe('the message', () => {
  it('names the value, says what it must be, and shows what it was', () => {
    expect(wrongType(label, 'a number', 'x').message).toBe('somewhere: `something` must be a number, got "x"');
    expect(outOfRange(() => label, 'at most 7', 8n).message).toBe('somewhere: `something` must be at most 7, got 8n');
  });

  it('is not built before it is needed', () => {
    const describeIt = jest.fn(() => label);
    checkInteger(1, 0, 255, describeIt);
    checkUnsigned(1n, 64, describeIt);
    checkHandle(-1n, 64, describeIt);
    checkText('a', describeIt);
    checkBoolean(true, describeIt);
    expect(describeIt).not.toHaveBeenCalled();
  });

  it.each<[unknown, string]>([
    ['a"b', '"a\\"b"'],
    [1n, '1n'],
    [1.5, '1.5'],
    [null, 'null'],
    [undefined, 'undefined'],
    [Symbol('s'), 'Symbol(s)'],
    [{}, '[object Object]'],
    [[1], '[object Array]'],
    [new Uint8Array(1), '[object Uint8Array]'],
    [() => 1, 'a function'],
    [Object.create(null), '[object Object]'],
  ])('shows %p', (value, shown) => {
    expect(show(value)).toBe(shown);
  });

  it('shows only the beginning of long text', () => {
    expect(show('x'.repeat(10_000)).length).toBeLessThan(100);
  });
});
