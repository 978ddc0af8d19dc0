import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SymbolSession, type DataType, type EnumType } from '../../lib';
import { ansiFromUtf8, utf8FromAnsi } from '../../lib/win32/ansi';
import { bin, variant } from './fixtures';

/** The facts of llvm about an image with non-ASCII names and source files. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- what is in the file
function truthOf<Truth>(what: string): Truth {
  const file = path.join(__dirname, `../fixtures/truth/letters-${variant}-${what}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Truth;
}

interface Named {
  readonly name: string;
  readonly rva: number;
}
interface TrueFunction extends Named {
  readonly size: number;
  readonly decorated: string;
}
interface Variables extends Named {
  readonly variables: readonly { readonly name: string; readonly scope: number }[];
}
interface TrueTypes {
  readonly udts: readonly {
    readonly name: string;
    readonly size: number;
    readonly members: readonly { name: string }[];
  }[];
  readonly enums: readonly { readonly name: string; readonly values: readonly { name: string; value: string }[] }[];
}

const { functions, data } = truthOf<{ functions: TrueFunction[]; data: Named[] }>('symbols');
const { files } = truthOf<{ files: { path: string; lines: [line: number, rva: number, size: number][] }[] }>('lines');
const beyondAscii = functions.filter(({ name }) => /[^ -~]/.test(name));
const [file] = files;
const base = 0x1000_0000n;
const at = (rva: number): bigint => base + BigInt(rva);

let session: SymbolSession;
beforeAll(async () => {
  session = await SymbolSession.open();
  await session.loadModule(bin('letters', variant, 'letters.dll'), { base });
});
afterAll(() => session.close());

async function namesOf(mask: string): Promise<string[]> {
  const names = new Set<string>();
  for await (const { name, isPublic } of session.symbols(mask)) if (!isPublic) names.add(name);
  return [...names].sort();
}

it.each(beyondAscii)('$name is found by its name, and named for its address', async ({ name, rva, decorated }) => {
  await expect(session.findSymbol(name)).resolves.toMatchObject({ name, address: at(rva) });
  await expect(session.findSymbol(`letters!${name}`)).resolves.toMatchObject({ name, address: at(rva) });
  const all = await session.findSymbols(name);
  expect(new Set(all.map((found) => `${found.name} ${String(found.address)}`))).toEqual(
    new Set([`${name} ${String(at(rva))}`]),
  );
  await expect(session.symbolize(at(rva + 4))).resolves.toMatchObject({ module: 'letters', name, displacement: 4n });
  await expect(session.symbolize(`letters!${name}+0x4`)).resolves.toMatchObject({ address: at(rva + 4), name });
  if (decorated.startsWith('?')) {
    await expect(session.findSymbol(decorated)).resolves.toMatchObject({ address: at(rva) });
  }
});

it('names that look like UTF-8 read as ANSI stay unchanged', async () => {
  const [one, other] = ['ê', 'Ãª'].map((name) => functions.find((known) => known.name === name)!.rva);
  expect(one).not.toBe(other);
  const hits = await session.symbolizeAll([at(one!), at(other!)]);
  expect(hits.map((hit) => hit!.name)).toEqual(['ê', 'Ãª']);
});

it('symbolizeAll, with and without its shortcut, names every byte of them', async () => {
  const bytes = beyondAscii.flatMap(({ name, rva, size }) =>
    Array.from({ length: size }, (_, offset) => ({ name, address: at(rva + offset) })),
  );
  const addresses = bytes.map(({ address }) => address);
  for (const shortcut of [false, true]) {
    const hits = await session.symbolizeAll(addresses, { shortcut, cache: false });
    expect(hits.map((hit) => ({ name: hit!.name, file: hit!.source!.file }))).toEqual(
      bytes.map(({ name }) => ({ name, file: file!.path })),
    );
  }
});

it('masks find them, a `?` and a set for each letter', async () => {
  const all = [...functions, ...data].map(({ name }) => name).sort();
  await expect(namesOf('*')).resolves.toEqual(all);
  for (const [mask, pattern] of [
    ['größen::*', /^größen::/],
    ['gr??en::*', /^gr..en::/],
    ['?', /^.$/],
    ['??', /^..$/],
    ['stra?e', /^stra.e$/],
    ['[Ãê]*', /^[Ãê]/],
    ['*本*', /本/],
    ['D??Entry', /^DllEntry$/],
  ] as const) {
    await expect(namesOf(mask)).resolves.toEqual(all.filter((name) => pattern.test(name)));
  }
  const kept: string[] = [];
  const where = ({ name }: { readonly name: string }): boolean => name.startsWith('größ');
  for await (const { name, isPublic } of session.symbols('*', { where })) if (!isPublic) kept.push(name);
  expect(kept.sort()).toEqual(all.filter((name) => name.startsWith('größ')));
});

it('every verb about lines gives the same source file as symbolize', async () => {
  const { path: source, lines } = file!;
  await expect(session.symbolize(at(lines[1]![1]))).resolves.toMatchObject({ source: { file: source } });
  await expect(session.sourceFiles()).resolves.toEqual([{ path: source, module: 'letters' }]);
  for (const asked of [source, 'größe.cpp', 'GRÖSSE.CPP'.replace('SS', 'ß')]) {
    const found = await session.lines(asked);
    expect(found.map(({ file: of, line, address }) => [of, line, address])).toEqual(
      [...new Map(lines.map(([line, rva]) => [rva, [source, line, at(rva)]])).values()].filter(
        ([, line], index, all) => index === 0 || line !== all[index - 1]![1] || found.length === all.length,
      ),
    );
  }
  const [line, rva] = lines[2]!;
  await expect(session.addressesOfLine('größe.cpp', line)).resolves.toMatchObject([{ file: source, address: at(rva) }]);
  await expect(session.nextLine(at(rva) - 1n)).resolves.toMatchObject({ file: source, line });
  await expect(session.previousLine(at(lines[3]![1]))).resolves.toMatchObject({ file: source, line });
});

it('inlined functions have their names and files', async () => {
  const { inlined } = truthOf<{
    inlined: { rva: number; frames: { function: string; file: string; line: number }[] }[];
  }>('inlines');
  const [{ rva, frames }] = inlined as [(typeof inlined)[number]];
  const hit = await session.symbolize(at(rva), { inlineFrames: true });
  expect(hit).toMatchObject({ name: frames.at(-1)!.function });
  expect(hit!.inlined).toMatchObject([{ name: frames[0]!.function, source: { file: frames[0]!.file } }]);
});

it('types, their members and enumerators, locals and their types have their names', async () => {
  const { udts, enums } = truthOf<TrueTypes>('types');
  const listed = new Map<string, DataType>();
  for await (const type of session.types('größen::*')) listed.set(type.name, type);
  expect([...listed.keys()].sort()).toEqual([...udts, ...enums].map(({ name }) => name).sort());
  for (const { name, size, members } of udts) {
    const names = members.map((member) => ({ name: member.name }));
    await expect(session.type(name)).resolves.toMatchObject({ name, size, members: names });
    expect(listed.get(name)).toMatchObject({ members: names });
    const text = await session.formatType(name);
    for (const member of names) expect(text).toContain(member.name);
  }
  for (const { name, values } of enums) {
    const { enumerators } = (await session.type(name)) as EnumType;
    expect(enumerators).toEqual(values.map((each) => ({ name: each.name, value: BigInt(each.value) })));
  }
  const found = [];
  for await (const type of session.types('gr??en::F*')) found.push(type.name);
  expect(found.sort()).toEqual([...listed.keys()].sort());
  for (const { rva, name, variables } of truthOf<{ functions: Variables[] }>('locals').functions) {
    if (name === 'DllEntry') continue;
    const locals = await session.locals(at(rva + 13));
    // Variables of inlined functions are in separate scopes.
    const own = variables.filter(({ scope }) => scope === 0);
    expect(locals!.map((local) => local.name)).toEqual(own.map((variable) => variable.name));
  }
  const [shape] = (await session.locals('größen::messe+0xd'))!;
  expect(shape!.type.name).toBe('größen::Fläche *');
});

it.each(['ö', 'Ã¶', 'Ã\u0083', '日本', '\u{20000}'])(
  'a symbol of one’s own is called %p, and found so',
  async (name) => {
    const own = await session.loadVirtualModule({ base: 0x5000_0000n, size: 0x1000, name: 'own', replace: true });
    await session.addSymbol({ name, address: own.base + 0x10n, size: 0x10 });
    await expect(session.symbolize(own.base + 0x10n)).resolves.toMatchObject({ name });
    await expect(session.findSymbol(name)).resolves.toMatchObject({ name, address: own.base + 0x10n });
    await session.unloadModule(own);
  },
);

it('text that cannot have been UTF-8 read as ANSI is unchanged', () => {
  for (const text of ['plain', 'größe', 'Ã', 'ÃÃ', '日本語', '\u{20000}']) expect(utf8FromAnsi(text)).toBe(text);
  for (const text of ['plain', 'größe', 'Ãª', 'ÁÍÏÐÝ', '日本語', '\u{20000}', '\ufeffa']) {
    expect(utf8FromAnsi(ansiFromUtf8(text))).toBe(text);
  }
});
