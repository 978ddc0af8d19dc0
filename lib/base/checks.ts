import { maskedPath } from './masked';

/** Checks of arguments. Each check takes a label for the value in the error: a string or, on hot paths, a function. */

export type Label = string | (() => string);

export function show(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return shortened(maskedPath(value));
    case 'bigint':
      return `${String(value)}n`;
    case 'function':
      return 'a function';
    case 'object':
      if (value === null) return 'null';
      return isPromise(value) ? 'a promise (is `await` missing?)' : Object.prototype.toString.call(value);
    default:
      return String(value);
  }
}

const isPromise = (value: object): boolean => typeof (value as Partial<Promise<unknown>>).then === 'function';

const shortened = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);

function message(label: Label, expected: string, value: unknown): string {
  return `${typeof label === 'string' ? label : label()} must be ${expected}, got ${show(value)}`;
}

export function wrongType(label: Label, expected: string, value: unknown): TypeError {
  return new TypeError(message(label, expected, value));
}

export function outOfRange(label: Label, expected: string, value: unknown): RangeError {
  return new RangeError(message(label, expected, value));
}

export function checkInteger(value: unknown, min: number, max: number, label: Label): number {
  if (typeof value !== 'number') throw wrongType(label, 'a number', value);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw outOfRange(label, `an integer from ${String(min)} to ${String(max)}`, value);
  }
  return value;
}

/** @param others - what may be there instead, for the error: `"'self' or "` */
export function checkProcessId(value: unknown, label: Label, others = ''): number {
  if (typeof value !== 'number') throw wrongType(label, `${others}a process id (listProcesses() tells it)`, value);
  return checkInteger(value, 1, 0xffff_ffff, label);
}

/** An unsigned integer of 32 bits. Signed numbers are accepted too, because JavaScript's `|`, `&` and `~` give them. */
export function checkDword(value: unknown, label: Label): number {
  return checkInteger(value, -0x8000_0000, 0xffff_ffff, label) >>> 0;
}

export function checkNumber(value: unknown, label: Label): number {
  if (typeof value !== 'number') throw wrongType(label, 'a number', value);
  return value;
}

export function checkBoolean(value: unknown, label: Label): boolean {
  if (typeof value !== 'boolean') throw wrongType(label, 'a boolean', value);
  return value;
}

/** V8 does these without a call only if the number of bits is a literal. */
const asUnsigned = (bits: 32 | 64, value: bigint): bigint =>
  bits === 64 ? BigInt.asUintN(64, value) : BigInt.asUintN(32, value);

/** An unsigned integer of 32 or 64 bits, as bigint. */
export function checkUnsigned(value: unknown, bits: 32 | 64, label: Label): bigint {
  if (typeof value === 'bigint') {
    if (asUnsigned(bits, value) === value) return value;
  } else if (typeof value === 'number') {
    if (Number.isSafeInteger(value) && value >= 0 && (bits === 64 || value <= 0xffff_ffff)) return BigInt(value);
  } else {
    throw wrongType(label, 'a bigint or a safe non-negative integer', value);
  }
  throw outOfRange(label, `a bigint from 0 to 2^${String(bits)}-1 or a safe non-negative integer`, value);
}

const asSigned = (bits: 32 | 64, value: bigint): bigint =>
  bits === 64 ? BigInt.asIntN(64, value) : BigInt.asIntN(32, value);

/** A handle: signed as in C, and as wide as a pointer. The unsigned form is accepted too. */
export function checkHandle(value: unknown, bits: 32 | 64, label: Label): bigint {
  if (typeof value === 'bigint') {
    const signed = asSigned(bits, value);
    // Returns the value itself, to avoid a new bigint.
    if (signed === value) return value;
    if (asUnsigned(bits, value) === value) return signed;
  } else if (typeof value !== 'number') {
    throw wrongType(label, 'a handle (a bigint or a safe integer)', value);
  } else if (Number.isSafeInteger(value)) {
    return checkHandle(BigInt(value), bits, label);
  }
  throw outOfRange(label, `a handle of ${String(bits)} bits`, value);
}

export function checkText(value: unknown, label: Label): string {
  if (typeof value !== 'string') throw wrongType(label, 'a string', value);
  if (value.includes('\0')) throw outOfRange(label, 'text without a NUL character', value);
  return value;
}

export function checkSignal(signal: unknown, api: string): asserts signal is AbortSignal {
  const candidate = signal as Partial<AbortSignal> | null;
  if (typeof candidate !== 'object' || candidate === null || typeof candidate.throwIfAborted !== 'function') {
    throw wrongType(`${api}: \`signal\``, 'an AbortSignal', signal);
  }
}
