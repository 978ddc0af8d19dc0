import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SymbolSession, type FoundSymbol, type SymbolModule, type SymTagEnum } from '../../../../lib';
import { can } from '../../capabilities';
import { bin, scene, variant } from '../../fixtures';

interface TrueName {
  readonly name: string;
  readonly rva: number;
}

/**
 * The facts of llvm about names.dll: operators, templates, names longer than any buffer, names that only the linker
 * has.
 */
const truth = JSON.parse(
  readFileSync(path.join(__dirname, '../../../fixtures/truth', `names-${variant}-symbols.json`), 'utf8'),
) as { readonly functions: readonly TrueName[]; readonly publics: readonly TrueName[] };

const image = bin(variant, 'names.dll');
/** The maximum length of names in a DLL that has one. */
const dllLength = 2047;
const known = (name: string): string => (can('knowsLongNames') ? name : name.slice(0, dllLength));

const base = 0x10000000n;
let session: SymbolSession;
let names: SymbolModule;
const listed: FoundSymbol[] = [];
beforeAll(async () => {
  session = await SymbolSession.open();
  names = await session.loadModule(image, { base });
  for await (const symbol of session.symbols('*', { module: names })) listed.push(symbol);
});
afterAll(() => session.close());

const placesOf = (symbols: readonly { readonly name: string; readonly rva?: number }[]): Map<string, Set<number>> => {
  const places = new Map<string, Set<number>>();
  for (const { name, rva } of symbols) {
    const known = places.get(name) ?? new Set<number>();
    places.set(name, known.add(rva ?? -1));
  }
  return places;
};

describe('every function that llvm lists', () => {
  const functions = placesOf(truth.functions.map(({ name, rva }) => ({ name: known(name), rva })));

  it('is found by its exact name, also with operators, templates and wildcards in it', async () => {
    for (const [name, places] of functions) {
      for (const asked of [name, `names!${name}`, `NAMES.DLL!${name}`]) {
        const found = await session.findSymbol(asked);
        expect(found).toMatchObject({ name, module: 'names' });
        expect([name, places.has(found!.rva!)]).toEqual([name, true]);
      }
    }
    expect(functions.size).toBeGreaterThan(75);
  });

  it('is found with all others of the same name', async () => {
    for (const [name, places] of functions) {
      const found = await session.findSymbols(name);
      expect([...places].filter((rva) => !found.some((symbol) => symbol.rva === rva))).toEqual([]);
      expect(new Set(found.map((symbol) => symbol.name))).toEqual(new Set([name]));
    }
  });
});

it('every name listed by `symbols` is found: one of its symbols by findSymbol, all by findSymbols', async () => {
  const byName = new Map<string, FoundSymbol[]>();
  for (const symbol of listed) byName.set(symbol.name, [...(byName.get(symbol.name) ?? []), symbol]);
  for (const [name, symbols] of byName) {
    const all = await session.findSymbols(`names!${name}`);
    expect(all).toEqual(symbols);
    expect(symbols.map(({ address }) => address)).toContain((await session.findSymbol(name))?.address);
  }
  // The decorated names that the DLL shows.
  const shown = [...byName.keys()].filter((name) => /^[_@]*(?:plain_|with_)|at_end/.test(name));
  expect(shown).toHaveLength(5);
});

it('every decorated name of a C++ function is found, too', async () => {
  const decorated = truth.publics.filter(({ name }) => name.startsWith('?') && name.length < dllLength);
  expect(decorated.length).toBeGreaterThan(50);
  for (const { name, rva } of decorated) {
    await expect(session.findSymbol(`names!${name}`)).resolves.toMatchObject({ name, rva });
    expect((await session.findSymbols(name)).map((symbol) => symbol.rva)).toEqual([rva]);
  }
});

it('similar names are not found', async () => {
  const absent = [
    'odd::Number::operator@',
    'odd::hold<char ***>',
    'odd::Number::operator',
    'names!*',
    'odd::letter<?>',
  ];
  for (const name of [...absent, 'names_al?', 'names_all*', '[n]ames_all', 'names_all+', 'names_al#', 'names_all\\']) {
    await expect(session.findSymbol(name)).resolves.toBeNull();
    await expect(session.findSymbols(name)).resolves.toEqual([]);
  }
});

it('names are compared case-sensitively, unless the session ignores case', async () => {
  await expect(session.findSymbol('NAMES_ALL')).resolves.toBeNull();
  await expect(session.findSymbols('ODD::NUMBER::OPERATOR[]')).resolves.toEqual([]);
  await using other = await SymbolSession.open({ options: { caseInsensitive: true } });
  await other.loadModule(image, { base });
  await expect(other.findSymbol('NAMES_ALL')).resolves.toMatchObject({ name: 'names_all' });
  await expect(other.findSymbol('ODD::NUMBER::OPERATOR[]')).resolves.toMatchObject({ name: 'odd::Number::operator[]' });
});

it('symbols added or removed since are known', async () => {
  await using other = await SymbolSession.open();
  await other.loadModule(image, { base });
  const name = 'made[*]';
  await expect(other.findSymbol(name)).resolves.toBeNull();
  await other.addSymbol({ name, address: base + 0x10n, size: 4 });
  await expect(other.findSymbol(name)).resolves.toMatchObject({ name, address: base + 0x10n });
});

describe('long names', () => {
  const long = truth.functions.filter(({ name }) => name.length > 1990);

  it('are the same in lists, by address and by name, and are marked if they may be cut', async () => {
    expect(long.length).toBe(9);
    for (const { name, rva } of long) {
      const expected = { name: known(name), ...(known(name).length === dllLength && { nameCut: true }) };
      expect(listed.filter((symbol) => symbol.rva === rva && !symbol.isPublic)).toMatchObject([expected]);
      const hit = await session.symbolize({ module: names, rva });
      const found = await session.findSymbol(known(name));
      expect([hit?.name, hit?.nameCut, found?.name, found?.nameCut]).toEqual(
        [hit, found].flatMap(() => [expected.name, expected.nameCut]),
      );
    }
    expect(listed.find(({ name }) => name === 'names_all')).not.toHaveProperty('nameCut');
  });

  it('that exceed any buffer give neither previous results nor everything', async () => {
    const absent = `no_such_${'x'.repeat(3000)}`;
    const count = async (symbols: AsyncIterable<unknown>): Promise<number> => {
      let number = 0;
      for await (const symbol of symbols) if (symbol !== null) number++;
      return number;
    };
    for (const length of [1950, 1960, 1961, 1990, 1999, 2000, 2001, 2047, 2048, 3000, 5000]) {
      const name = absent.padEnd(length, 'y').slice(0, length);
      expect(await count(session.symbols('names_all'))).toBeGreaterThan(0);
      for (const mask of [name, `names!${name}`, `${name}*`, `*${name}`, `${name}!x`]) {
        expect([length, await count(session.symbols(mask))]).toEqual([length, 0]);
        expect([length, await count(session.symbols(mask, { module: names }))]).toEqual([length, 0]);
        expect([length, await count(session.search(mask, { tag: 5 }))]).toEqual([length, 0]);
        expect([length, await count(session.search(mask, { tag: 11 }))]).toEqual([length, 0]);
        expect([length, await count(session.types(mask))]).toEqual([length, 0]);
        await expect(session.findSymbol(mask)).resolves.toBeNull();
        await expect(session.findSymbols(mask)).resolves.toEqual([]);
        await expect(session.type(mask)).resolves.toBeNull();
      }
    }
  });

  it('are matched by masks of any length', async () => {
    const [longest] = long.map(({ name }) => known(name)).sort((a, b) => b.length - a.length);
    for (const mask of [`${longest!.slice(0, 1970)}*`, longest!.replace(/[[\]*?#+\\]/g, '?')]) {
      const found: string[] = [];
      for await (const { name, isPublic } of session.symbols(mask, { module: names })) if (!isPublic) found.push(name);
      expect(found).toContain(longest);
    }
  });
});

describe('a search', () => {
  it.each<SymTagEnum>([1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 17, 27, 29])(
    'for tag %i gives what an enumeration lists of it, and what no enumeration lists only by its tag',
    async (tag) => {
      await using other = await SymbolSession.open();
      await other.loadModule(scene, { base });
      const searched: FoundSymbol[] = [];
      for await (const symbol of other.search('*', { tag })) searched.push(symbol);
      const enumerated: FoundSymbol[] = [];
      for await (const symbol of other.symbols('*')) if (symbol.tag === tag) enumerated.push(symbol);
      if (enumerated.length > 0) expect(searched).toEqual(enumerated);
      for (const symbol of searched) expect(symbol.tag).toBe(tag);
    },
  );
});

it('a mask of types without names matches none', async () => {
  for (const mask of ['', 'names!', 'absent!']) {
    const found: string[] = [];
    for await (const { name } of session.types(mask)) found.push(name);
    expect(found).toEqual([]);
  }
});
