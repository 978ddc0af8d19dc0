import { exactName, isSlowMask, symbolMatcher, wildcard } from '../../../../lib/session/names/mask-matcher';
import { Random } from '../../../windows/random';

it.each<[string, string, boolean]>([
  ['draw', 'draw', true],
  ['draw', 'Draw', false],
  ['draw', 'draws', false],
  ['*', '', true],
  ['d*w', 'dw', true],
  ['d*w', 'draw', true],
  ['d*w', 'draws', false],
  ['?*', '', false],
  ['dra[a-z]', 'draw', true],
  ['dra[a-v]', 'draw', false],
  ['[^a]b', 'cb', true],
  ['[^a]b', 'ab', false],
  ['bo#k', 'bk', true],
  ['bo#k', 'book', true],
  ['bo+k', 'bk', false],
  ['bo+k', 'boook', true],
  ['[ab]+c', 'ababc', true],
  ['?#', '', true],
  ['operator\\+', 'operator+', true],
  ['operator\\+', 'operatorr', false],
  ['operator\\*', 'operator*', true],
  ['operator\\*', 'operatorx', false],
  ['[', '[', true],
  ['\\', '\\', true],
  ['x*y*z*', 'xaybzc', true],
])('%s against %j: %p', (mask, name, matches) => {
  expect(symbolMatcher(mask).test(name)).toBe(matches);
});

it('matches like a RegExp, for random masks and names', () => {
  const random = new Random(11);
  const text = (from: readonly string[], most: number): string =>
    Array.from({ length: random.below(most) }, () => random.pick(from)).join('');
  for (let round = 0; round < 2000; round++) {
    const mask = text(['a', 'b', 'c', '*', '?', '[ab]'], 6);
    const name = text(['a', 'b', 'c', 'B'], 8);
    const pattern = new RegExp(`^${mask.replaceAll('*', '.*').replaceAll('?', '.')}$`);
    expect([mask, name, symbolMatcher(mask).test(name)]).toEqual([mask, name, pattern.test(name)]);
    const anyCase = new RegExp(pattern.source, 'i');
    expect([mask, name, symbolMatcher(mask, true).test(name)]).toEqual([mask, name, anyCase.test(name)]);
  }
});

it.each(['*?'.repeat(9) + '^', '*a'.repeat(30) + '^', '*a*e*i*o*#^', 'a#'.repeat(30) + '^'])(
  '%s takes no longer than any other mask',
  (mask) => {
    const name = 'a'.repeat(2000);
    const from = performance.now();
    expect(symbolMatcher(mask).test(name)).toBe(false);
    expect(wildcard(mask).test(name)).toBe(false);
    expect(performance.now() - from).toBeLessThan(500);
  },
);

it('tells the masks for which a DLL may take long', () => {
  const slow = ['*a*e*i*o*#', 'a*b*c*', 'a#b#c#', '*[ab]+*'];
  const quick = ['draw', '*', '*draw*', 'a*b*', 'render::*', 'oper[*?*]*', 'a\\*b\\*c\\**'];
  expect([...slow, ...quick].filter(isSlowMask)).toEqual(slow);
});

it('names of modules have stars and question marks only', () => {
  expect(wildcard('SC*').test('scene')).toBe(true);
  expect(wildcard('x[1]*').test('x[1]y')).toBe(true);
  expect(wildcard('a+b').test('aab')).toBe(false);
  expect(exactName('Scene*').test('scene*')).toBe(true);
  expect(exactName('Scene*').test('scenes')).toBe(false);
});
