import { maskFor, parseMask, withoutLastStar, withSingleStars } from '../../lib/session/symbol-mask';

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
  // An operator is no module; after a module it is a name.
  ['scene::Vec::operator!=', 'all', 'scene::Vec::operator!='],
  ['std::pair<int,int>::operator!', 'all', 'std::pair<int,int>::operator!'],
  ['scene!operator!=', ['scene'], 'operator!='],
])('%s asks the right modules for the right names', (mask, wanted, names) => {
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

it('a name becomes a mask of as many characters', () => {
  expect(maskFor('operator[]')).toBe('operator??');
  expect(maskFor('?draw@@YAXXZ')).toBe('?draw@@YAXXZ');
  expect(maskFor('a*b+c#d\\e')).toBe('a?b?c?d?e');
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

it('stars in a row become one', () => {
  expect(withSingleStars('**draw***::*x')).toBe('*draw*::*x');
  expect(withSingleStars('operator\\**')).toBe('operator\\**');
});
