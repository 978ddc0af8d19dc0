import { optionWord } from '../../../lib/session/symbol-options';

/** SYMOPT values of dbghelp.h. */
const flags = {
  caseInsensitive: 0x1,
  undecorate: 0x2,
  deferredLoads: 0x4,
  loadLines: 0x10,
  loadAnything: 0x40,
  ignoreCodeViewRecord: 0x80,
  exactSymbols: 0x400,
  include32BitModules: 0x2000,
  publicsOnly: 0x4000,
  noPublics: 0x8000,
  autoPublics: 0x1_0000,
  debug: 0x8000_0000,
} as const;
const failCriticalErrors = 0x200;
const noPrompts = 0x8_0000;
const secret = ['FAIL_CRITICAL_ERRORS', 'failCriticalErrors', 'noPrompts', 'secure', 'toString', '__proto__x'];

const onByDefault = ['undecorate', 'deferredLoads', 'loadLines', 'include32BitModules'];

const has = (word: number, flag: number): boolean => (word & flag) !== 0;

it.each(Object.entries(flags))('%s is a separate flag: on, off, or its default', (name, flag) => {
  const usual = optionWord(undefined);
  expect(has(usual, flag)).toBe(onByDefault.includes(name));
  expect(optionWord({ [name]: true })).toBe((usual | flag) >>> 0);
  expect(optionWord({ [name]: false })).toBe((usual & ~flag) >>> 0);
  expect(optionWord({ [name]: undefined })).toBe(usual);
});

it('no dialog and no prompt is shown, with any options', () => {
  const all = Object.fromEntries(Object.keys(flags).map((name) => [name, false]));
  for (const options of [undefined, {}, all, { debug: true }]) {
    const word = optionWord(options);
    expect([has(word, failCriticalErrors), has(word, noPrompts)]).toEqual([true, true]);
  }
});

it('options that can mislead are off by default', () => {
  const word = optionWord(undefined);
  expect([flags.loadAnything, flags.debug, flags.ignoreCodeViewRecord].map((flag) => has(word, flag))).toEqual([
    false,
    false,
    false,
  ]);
});

it('several options are combined into a DWORD', () => {
  const word = optionWord({ debug: true, exactSymbols: true, loadLines: false });
  expect(word).toBeGreaterThan(0x8000_0000);
  expect([has(word, flags.debug), has(word, flags.exactSymbols), has(word, flags.loadLines)]).toEqual([
    true,
    true,
    false,
  ]);
});

it.each(secret)('an unknown option is a TypeError that names it: %s', (name) => {
  expect(() => optionWord({ [name]: true })).toThrow(TypeError);
  expect(() => optionWord({ [name]: true })).toThrow(name);
});

it.each([1, 'true', null, {}])('a value that is no boolean is a TypeError: %p', (value) => {
  expect(() => optionWord({ debug: value })).toThrow(TypeError);
  expect(() => optionWord({ debug: value })).toThrow('`options`.debug');
});

it.each([1, 'debug', null, true])('options that are no object are a TypeError: %p', (options) => {
  expect(() => optionWord(options)).toThrow(TypeError);
});
