import {
  isTooLong,
  ownMatcher,
  parseMask,
  withoutLastStar,
  withSingleStars,
} from '../../../../lib/session/names/symbol-mask';

const modules = ['app', 'scene', 'Scene2', 'my.dll', 'a+b', 'x[1]'];

it.each<[string, string[] | 'all', string]>([
  ['draw*', 'all', 'draw*'],
  ['scene!draw*', ['scene'], 'draw*'],
  ['SCENE!draw', ['scene'], 'draw'],
  ['sc*!draw', ['scene', 'Scene2'], 'draw'],
  ['scene?!draw', ['Scene2'], 'draw'],
  ['*!*', modules, '*'],
  ['my.dll!x', ['my.dll'], 'x'],
  ['my?dll!x', ['my.dll'], 'x'],
  ['a+b!x', ['a+b'], 'x'],
  ['x[1]!x', ['x[1]'], 'x'],
  ['absent!x', [], 'x'],
  ['scene!a!b', ['scene'], 'a!b'],
  // An operator is no module, but after a module it is a name.
  ['scene::Vec::operator!=', 'all', 'scene::Vec::operator!='],
  ['std::pair<int,int>::operator!', 'all', 'std::pair<int,int>::operator!'],
  ['scene!operator!=', ['scene'], 'operator!='],
  ['operator!', 'all', 'operator!'],
  ['operator!=', 'all', 'operator!='],
  ['operator!=<int>', 'all', 'operator!=<int>'],
])('%s searches the right modules for the right names', (mask, wanted, names) => {
  const parsed = parseMask(mask, 'mask');
  const pattern = parsed.modules;
  expect(pattern ? modules.filter((module) => pattern.test(module)) : 'all').toEqual(wanted);
  expect(parsed.names).toBe(names);
});

it.each(['', '!', '!draw', 'scene!'])('refuses %j', (mask) => {
  expect(() => parseMask(mask, 'SymbolSession.symbols: `mask`')).toThrow(RangeError);
  expect(() => parseMask(mask, 'SymbolSession.symbols: `mask`')).toThrow(
    /`mask` must be 'names\*' or 'module!names\*'/,
  );
});

it.each<[string, string | undefined]>([
  ['draw*', 'draw'],
  ['*draw*', '*draw'],
  ['draw', undefined],
  ['*', undefined],
  ['operator\\*', undefined],
])('without its last star, %s is %s', (mask, shorter) => {
  expect(withoutLastStar(mask)).toBe(shorter);
});

it('adjacent stars and question marks become one star', () => {
  expect(withSingleStars('**draw***::*x')).toBe('*draw*::*x');
  expect(withSingleStars('scene!*?*?*?^')).toBe('scene!???*^');
  expect(withSingleStars('?draw?')).toBe('?draw?');
  expect(withSingleStars('[*?*]*?*')).toBe('[*?*]?*');
  // The sign repeats the question mark.
  expect(withSingleStars('*?*?#')).toBe('?*?#');
  expect(withSingleStars('operator\\**')).toBe('operator\\**');
});

it('the package matches a mask that is too long for DLLs', () => {
  const name = 'a'.repeat(3000);
  expect(isTooLong(name)).toBe(true);
  expect(isTooLong('draw*')).toBe(false);
  for (const mask of [name, `${'a'.repeat(2990)}*`, `*${'a?'.repeat(1500)}`, '[ab]'.repeat(3000)]) {
    expect([mask.slice(0, 9), ownMatcher(mask)(name), ownMatcher(mask)('aa')]).toEqual([mask.slice(0, 9), true, false]);
  }
  expect(ownMatcher(`${name}b`)(name)).toBe(false);
  expect(ownMatcher(name.toUpperCase())(name)).toBe(false);
  expect(ownMatcher(name.toUpperCase(), true)(name)).toBe(true);
  // There are many ways to match, but the result takes no time.
  expect(ownMatcher('*a'.repeat(1500) + 'b')('a'.repeat(1000))).toBe(false);
});
