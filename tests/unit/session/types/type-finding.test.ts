import { SYMOPT } from '../../../../types/constants';
import type { DbgHelpToken } from '../../../../types/calls';
import type { SYMBOL_INFOW } from '../../../../types/structures';
import type { SessionCore } from '../../../../lib/session/core';
import type { SymbolModule } from '../../../../lib/session/modules/module';
import { symbolMatcher } from '../../../../lib/session/names/mask-matcher';
import { eachType, findDefinition, findTypeId, listingOfMask } from '../../../../lib/session/types/finding';

const asGiven = (_api: unknown, name: string): string => name;
/** For a DLL that needs no conversion of names. */
const text = { read: asGiven, write: asGiven, mask: asGiven };

/** A DLL with some of the functions and types; some types are declared beside their definition, as in Wine's DLL. */
function dllWith(functions: readonly string[], options = 0): { core: SessionCore; api: DbgHelpToken; calls: string[] } {
  const calls: string[] = [];
  const types = [
    { Name: 'Ring<int,4>', TypeIndex: 1 },
    { Name: 'Rope', TypeIndex: 2, Tag: 11, Size: 0 },
    { Name: 'Rope', TypeIndex: 3, Tag: 11, Size: 8 },
    { Name: 'Rope', TypeIndex: 4, Tag: 17, Size: 8 },
    { Name: 'lambda', TypeIndex: 5, Tag: 11, Size: 8 },
    { Name: 'lambda', TypeIndex: 6, Tag: 11, Size: 16 },
    { Name: 'lambda', TypeIndex: 7, Tag: 11, Size: 0 },
  ];
  type Each = (symbol: SYMBOL_INFOW) => boolean;
  const list = (each: unknown): boolean => types.every((type) => (each as Each)(type as SYMBOL_INFOW));
  const answers: Record<string, (args: readonly unknown[]) => boolean> = {
    SymEnumTypesW: (args) => list(args[2]),
    SymEnumTypesByNameW: (args) => list(args[3]),
    SymGetTypeFromName: () => false,
    SymGetTypeFromNameW: () => false,
  };
  const call = (name: string) => ({
    raw(...args: unknown[]) {
      if (!functions.includes(name)) throw new Error(`${name} is not there`);
      calls.push(name);
      return answers[name]!(args);
    },
  });
  const api = {
    ...Object.fromEntries(Object.keys(answers).map((name) => [name, call(name)])),
    SymGetOptions: { raw: () => options },
  };
  return {
    core: {
      binding: { has: (name: string) => functions.includes(name) },
      key: 1n,
      text,
      largeFrom: Infinity,
    } as unknown as SessionCore,
    api: api as unknown as DbgHelpToken,
    calls,
  };
}

const waiting = { api: 'SymbolSession.type' };
const made = { base: 0x1000n } as unknown as SymbolModule;

describe('a type by its name', () => {
  it.each<[string, string[], string, string[]]>([
    [
      'the W function, and then of the list',
      ['SymGetTypeFromNameW', 'SymGetTypeFromName', 'SymEnumTypesByNameW'],
      'Rope',
      ['SymGetTypeFromNameW', 'SymEnumTypesByNameW'],
    ],
    [
      'the ANSI function for ASCII, and then of the list',
      ['SymGetTypeFromName', 'SymEnumTypesByNameW'],
      'Rope',
      ['SymGetTypeFromName', 'SymEnumTypesByNameW'],
    ],
    ['the list for other names', ['SymGetTypeFromName', 'SymEnumTypesByNameW'], 'R\u00f6pe', ['SymEnumTypesByNameW']],
    ['the list where there is no other', ['SymEnumTypesByNameW'], 'Rope', ['SymEnumTypesByNameW']],
    ['the whole list of an old DLL', ['SymEnumTypesW'], 'Rope', ['SymEnumTypesW']],
  ])('is looked up with %s', async (_which, functions, name, expected) => {
    const { core, api, calls } = dllWith(functions);
    const id = await findTypeId(core, api, made, name, waiting);
    expect(calls).toEqual(expected);
    // Of two classes with this name, the defined one.
    expect(id).toBe(name === 'Rope' ? 3 : undefined);
  });

  it('is found in other case if the session ignores case', async () => {
    const insensitive = dllWith(['SymEnumTypesW'], SYMOPT.CASE_INSENSITIVE);
    await expect(findTypeId(insensitive.core, insensitive.api, made, 'rOPE', waiting)).resolves.toBe(3);
    const sensitive = dllWith(['SymEnumTypesW']);
    await expect(findTypeId(sensitive.core, sensitive.api, made, 'rOPE', waiting)).resolves.toBeUndefined();
  });
});

describe('the definition of a declared class', () => {
  it('is the only class of its name that has a size', async () => {
    const { core, api } = dllWith(['SymEnumTypesW']);
    await expect(findDefinition(core, api, made, 'Rope', waiting)).resolves.toBe(3);
    await expect(findDefinition(core, api, made, 'lambda', waiting)).resolves.toBeUndefined();
    await expect(findDefinition(core, api, made, 'absent', waiting)).resolves.toBeUndefined();
  });
});

describe('masks for a DLL without masks', () => {
  it('list the matching types', async () => {
    const { core, api } = dllWith(['SymEnumTypesW']);
    const listed: number[] = [];
    const take = ({ TypeIndex }: { readonly TypeIndex: number }): boolean => listed.push(TypeIndex) > 0;
    await eachType(core, api, made, listingOfMask(core, api, made, 'R[aio]ng*'), take, waiting);
    expect(listed).toEqual([1]);
  });

  it.each([
    ['a*c', 'abc', true],
    ['a*c', 'ac', true],
    ['a?c', 'ac', false],
    ['[ab]c', 'bc', true],
    ['[ab]c', 'cc', false],
    ['a.c', 'abc', false],
    ['a(b', 'a(b', true],
    ['[', '[', true],
    ['a[]', 'a[]', true],
  ])('%s against %s: %p', (mask, text, matches) => {
    expect(symbolMatcher(mask).test(text)).toBe(matches);
  });

  it('may contain invalid sets', () => {
    expect(symbolMatcher('[z-a]').test('z')).toBe(false);
  });
});
